import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwe, jws
from joserfc.jwk import ECKey, OctKey

from guitai.keys.jose import object_of
from guitai.keys.keyring import in_memory
from guitai.keys.port import Unsealable, Use

TYP = "device+jwt"


def pack(data):
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def unpack(text):
    return json.loads(urlsafe_b64decode(text + "=="))


def sealed(keys, plain=b'{"pin":"204816"}', key=None, **header):
    """What a page sends, as any JOSE library makes it."""
    public = keys.public(Use.RECEIVE)
    named = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": public["kid"]} | header
    every = [*jwe.JWERegistry.algorithms["alg"], *jwe.JWERegistry.algorithms["enc"], "DEF"]
    return jwe.encrypt_compact(named, plain, key or ECKey.import_key(public), algorithms=every)


def reheaded(text, **changes):
    """The same with other fields in its header; None leaves one out."""
    head, *rest = text.split(".")
    header = {name: value for name, value in (unpack(head) | changes).items() if value is not None}
    return ".".join([pack(header), *rest])


def certified(keys, payload=b'{"sub":"1"}', typ=TYP):
    return keys.certified(payload, typ=typ)


def test_what_any_jose_library_seals_to_the_bank_opens(keys):
    for plain in (b"", b'{"pin":"204816"}', bytes(40_000)):
        assert keys.received(sealed(keys, plain)) == plain
        assert keys.received(sealed(keys, plain, typ="JWE", cty="json")) == plain


def test_every_seal_is_another(keys):
    assert sealed(keys) != sealed(keys)


def test_what_is_sealed_as_the_page_on_the_shield_says_opens(keys):
    """ECDH-ES by hand, from RFC 7518 4.6, without a JOSE library."""
    public, ephemeral = keys.public(Use.RECEIVE), ec.generate_private_key(ec.SECP256R1())
    own = ephemeral.public_key().public_numbers()
    epk = {
        "kty": "EC",
        "crv": "P-256",
        "x": pack(own.x.to_bytes(32, "big")),
        "y": pack(own.y.to_bytes(32, "big")),
    }
    head = pack({"alg": "ECDH-ES", "enc": "A256GCM", "kid": public["kid"], "epk": epk})
    x, y = (int.from_bytes(urlsafe_b64decode(public[name] + "=")) for name in "xy")
    theirs = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    z = ephemeral.exchange(ec.ECDH(), theirs)
    info = bytes.fromhex("00000007") + b"A256GCM" + bytes(8) + bytes.fromhex("00000100")
    key = sha256(bytes.fromhex("00000001") + z + info).digest()
    both = AESGCM(key).encrypt(bytes(12), b"hello", head.encode())

    assert (
        keys.received(".".join([head, "", pack(bytes(12)), pack(both[:-16]), pack(both[-16:])])) == b"hello"
    )


@pytest.fixture(scope="module")
def good(keys):
    """A seal that opens."""
    return sealed(keys)


def misshapen(keys, good):
    head, _, nonce, cipher, tag = good.split(".")
    return {
        "nothing": "",
        "five empty parts": "....",
        "no text of JOSE": "你好" * 100,
        "a lone surrogate": "\ud800" + good,
        "huge": "A" * 50_000_000,
        "a huge header": "A" * 5_000_000 + "....",
        "a huge ciphertext": ".".join([head, "", nonce, "A" * 5_000_000, tag]),
        "many parts": good + "." * 1000,
        "four parts": ".".join([head, "", nonce, cipher]),
        "blanks": f" {good}\n",
        "an encrypted key": ".".join([head, "AAAA", nonce, cipher, tag]),
        "a short nonce": ".".join([head, "", nonce[:8], cipher, tag]),
        "a short tag": ".".join([head, "", nonce, cipher, tag[:4]]),
        "a padded tag": ".".join([head, "", nonce, cipher, tag[:20] + "=="]),
        "a header that is a list": ".".join([pack([1]), "", nonce, cipher, tag]),
        "a header that is deep": ".".join([pack(b"[" * 700), "", nonce, cipher, tag]),
        "a header that is a long number": ".".join([pack(b"9" * 700), "", nonce, cipher, tag]),
        "a header that names its key twice": ".".join(
            [pack(json.dumps(unpack(head))[:-1].encode() + b',"kid":"a"}'), "", nonce, cipher, tag]
        ),
        "a header that is no UTF-8": ".".join([pack(b"\xff\xfe{"), "", nonce, cipher, tag]),
    }


def of_another_key(keys, good):
    kid = unpack(good.split(".")[0])["kid"]
    other = in_memory()
    return {
        "another bank's": sealed(other),
        "another bank's by our id": reheaded(sealed(other), kid=kid),
        "a certificate": certified(keys),
        "no kid": reheaded(good, kid=None),
        "a kid that is no text": reheaded(good, kid=["a"]),
        "the certifying key's id": reheaded(good, kid=keys.public(Use.CERTIFY)["kid"]),
    }


def by_another_algorithm(keys, good):
    return {
        "dir": sealed(keys, key=OctKey.generate_key(256), alg="dir"),
        "ECDH-ES+A256KW": sealed(keys, alg="ECDH-ES+A256KW"),
        "A128GCM": sealed(keys, enc="A128GCM"),
        "A256CBC-HS512": sealed(keys, enc="A256CBC-HS512"),
        "alg none": reheaded(good, alg="none"),
        "alg a list": reheaded(good, alg=["ECDH-ES"]),
        "PBES2 with ten million rounds": reheaded(good, alg="PBES2-HS512+A256KW", p2s="AAAA", p2c=10_000_000),
        "zip": sealed(keys, bytes(60_000_000), zip="DEF"),
        "crit": reheaded(good, crit=["exp"], exp=1),
        "crit that is no list": reheaded(good, crit=7),
        "jku": reheaded(good, jku="https://example.org/"),
        "apu": reheaded(good, apu="AAAA"),
    }


def by_another_ephemeral_key(keys, good):
    epk = unpack(good.split(".")[0])["epk"]
    return {
        "none": reheaded(good, epk=None),
        "no key": reheaded(good, epk="AAAA"),
        "with a private part": reheaded(good, epk=epk | {"d": epk["x"]}),
        "on P-384": reheaded(good, epk=dict(ECKey.generate_key("P-384").as_dict(private=False))),
        "off the curve": reheaded(good, epk=epk | {"x": pack(b"\1" * 32)}),
        "zeros": reheaded(good, epk=epk | {"x": "A" * 43, "y": "A" * 43}),
        "long numbers": reheaded(good, epk=epk | {"x": "A" * 500}),
        "numbers": reheaded(good, epk=epk | {"x": 1, "y": 2}),
        "odd text": reheaded(good, epk=epk | {"x": "é" * 43}),
        "that of another seal": reheaded(good, epk=unpack(sealed(keys).split(".")[0])["epk"]),
    }


@pytest.mark.parametrize("seals", [misshapen, of_another_key, by_another_algorithm, by_another_ephemeral_key])
def test_nothing_else_opens_and_all_of_it_is_refused_in_one_way(keys, good, seals):
    unrefused = [name for name, text in seals(keys, good).items() if not refused(keys.received, text)]

    assert unrefused == []


def refused(read, *args, **named):
    try:
        read(*args, **named)
    except Unsealable:
        return True
    return False


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"1",
        b'"a"',
        b'{"a":1,"a":1}',
        b'{"a":{"b":1,"b":2}}',
        b'{"a":"\\udc00"}',
        b'{"\\ud800":1}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b'{"a":' + b"[" * 100_000,
        b'{"a":' + b"9" * 5_000 + b"}",
        b'\xef\xbb\xbf{"a":1}',
        '{"a":1}'.encode("utf-16"),
        b'{"a":"\xff"}',
        b'{"a":1} {}',
    ],
)
def test_an_object_is_read_in_one_way_or_not_at_all(text):
    assert object_of(b'{"a": "\\ud83d\\ude00", "b": [{"a": 1}]}') == {"a": "😀", "b": [{"a": 1}]}
    with pytest.raises(ValueError):  # noqa: PT011 - of text, of JSON, of ours alike
        object_of(text)


def test_a_seal_with_any_character_altered_does_not_open(keys, good):
    altered = [good[:at] + ("A" if good[at] != "A" else "B") + good[at + 1 :] for at in range(len(good))]

    assert [text for text in altered if not refused(keys.received, text)] == []


@given(text=st.text(max_size=200) | st.from_regex(r"\A[A-Za-z0-9_-]{0,60}(\.[A-Za-z0-9_-]{0,60}){2,4}\Z"))
def test_any_text_at_all_is_refused_in_one_way(keys, text):
    for read, named in ((keys.received, {}), (keys.certificate, {"typ": TYP})):
        with pytest.raises(Unsealable):
            read(text, **named)


@given(
    header=st.dictionaries(
        st.sampled_from(["alg", "enc", "kid", "epk", "typ", "zip", "crit"]),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.text(max_size=9)
            | st.sampled_from(["ECDH-ES", "A256GCM", "ES256"]),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
            ),
            max_leaves=5,
        ),
    )
)
def test_any_header_at_all_is_refused_in_one_way(keys, header):
    _, *rest = sealed(keys).split(".")

    assert refused(keys.received, ".".join([pack(header), *rest]))
    assert refused(keys.certificate, ".".join([pack(header), *rest[:2]]), typ=TYP)


def test_a_certificate_says_what_the_bank_signed_and_any_library_can_check_it(keys):
    text = certified(keys)
    public = keys.public(Use.CERTIFY)

    assert keys.certificate(text, typ=TYP) == b'{"sub":"1"}'
    assert jws.deserialize_compact(text, ECKey.import_key(public)).payload == b'{"sub":"1"}'
    assert unpack(text.split(".")[0]) == {"alg": "ES256", "kid": public["kid"], "typ": TYP}


def hostile_certificates(keys):
    good = certified(keys)
    head, payload, signature = good.split(".")
    public = keys.public(Use.CERTIFY)
    own = ECKey.generate_key("P-256")
    secret = OctKey.import_key(json.dumps(public))
    return {
        "another purpose": certified(keys, typ="JWT"),
        "another bank's": certified(in_memory()),
        "one's own key by the bank's id": jws.serialize_compact(unpack(head), b"{}", own),
        "one's own key, brought along": jws.serialize_compact(
            unpack(head) | {"jwk": own.as_dict(private=False)}, b"{}", own
        ),
        "alg none": f"{pack(unpack(head) | {'alg': 'none'})}.{payload}.",
        "HS256 by the public key": jws.serialize_compact(
            unpack(head) | {"alg": "HS256"}, b"{}", secret, algorithms=["HS256"]
        ),
        "no signature": f"{head}.{payload}.",
        "another payload": f"{head}.{pack(b'{}')}.{signature}",
        "a payload that is not encoded": reheaded(good, b64=False, crit=["b64"]),
        "crit": reheaded(good, crit=["exp"], exp=1),
        "no typ": reheaded(good, typ=None),
        "a seal": sealed(keys),
        "huge": f"{head}.{'A' * 5_000_000}.{signature}",
        "nothing": "",
    }


def test_nothing_but_a_certificate_passes_for_one(keys):
    passed = [
        name
        for name, text in hostile_certificates(keys).items()
        if not refused(keys.certificate, text, typ=TYP)
    ]

    assert passed == []


def test_a_certificate_with_any_character_altered_is_none(keys):
    good = certified(keys)
    altered = [good[:at] + ("A" if good[at] != "A" else "B") + good[at + 1 :] for at in range(len(good))]

    assert [text for text in altered if not refused(keys.certificate, text, typ=TYP)] == []
