"""The sandbox's own JOSE beside joserfc: each reads what the other writes; what is unsound is refused."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from joserfc import errors, jwe, jws
from joserfc.jwk import ECKey

from guitai_sandbox import jose

SEALING = jwe.JWERegistry(algorithms=["ECDH-ES", "A256GCM"], strict_check_header=False)
SEALING.max_ciphertext_length = 100_000  # a seal of 64 KiB is longer in base64
SIGNING = jws.JWSRegistry(algorithms=["ES256"], strict_check_header=False)
HEADER = {"alg": "ECDH-ES", "enc": "A256GCM"}
KEY = jose.new_key()


@pytest.mark.parametrize(
    "plain", [b"", "余额".encode(), bytes(64 * 1024)], ids=["nothing", "words", "64 KiB"]
)
def test_a_seal_is_read_by_the_other_one(plain):
    witness = ECKey.generate_key("P-256")
    ours = jose.encrypt(plain, witness.as_dict(private=False), kid="bank-1")
    theirs = jwe.encrypt_compact({**HEADER, "part": 0}, plain, ECKey.import_key(KEY), registry=SEALING)
    opened = jwe.decrypt_compact(ours, witness, registry=SEALING)
    header, content = jose.decrypt(theirs, KEY)

    assert (opened.plaintext, opened.headers()["kid"]) == (plain, "bank-1")
    assert (content, header["part"]) == (plain, 0)


def test_a_signature_is_verified_by_the_other_one():
    signed = jose.sign(b'{"a":1}', KEY, kid="d1", certificate="c1")
    verified = jws.deserialize_compact(signed, ECKey.import_key(jose.public(KEY)), registry=SIGNING)

    assert (verified.payload, verified.headers()) == (
        b'{"a":1}',
        {"alg": "ES256", "kid": "d1", "certificate": "c1"},
    )
    with pytest.raises(errors.BadSignatureError):
        jws.deserialize_compact(signed, ECKey.generate_key("P-256"), registry=SIGNING)


def test_what_the_other_one_signed_is_read():
    signed = jws.serialize_compact({"alg": "ES256"}, b"words", ECKey.generate_key("P-256"))

    assert jose.payload(signed) == b"words"


def test_a_public_key_keeps_the_private_number_to_itself():
    assert "d" in KEY
    assert jose.public(KEY) == ECKey.import_key(KEY).as_dict(private=False) | {"kty": "EC", "crv": "P-256"}


def base64url(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def seal(**changes):
    """A seal whose header says something else."""
    protected, *rest = jose.encrypt(b"words", jose.public(KEY)).split(".")
    header = json.loads(urlsafe_b64decode(protected + "==")) | changes
    return ".".join([base64url(json.dumps(header).encode()), *rest])


def part(place, text):
    """A seal of which one part is another."""
    parts = jose.encrypt(b"words", jose.public(KEY)).split(".")
    parts[place] = text
    return ".".join(parts)


UNSOUND = {
    "nothing": ("", "5 parts"),
    "three parts": ("a.b.c", "5 parts"),
    "another alg": (seal(alg="ECDH-ES+A256KW"), "does not say"),
    "another enc": (seal(enc="A128GCM"), "does not say"),
    "critical": (seal(crit=["exp"], exp=1), "asks for more"),
    "compressed": (seal(zip="DEF"), "asks for more"),
    "no key": (seal(epk=None), "none on P-256"),
    "another curve": (seal(epk={**jose.public(KEY), "crv": "P-384"}), "none on P-256"),
    "no point": (seal(epk={**jose.public(KEY), "x": base64url(bytes(32))}), "no point"),
    "no coordinate": (seal(epk={**jose.public(KEY), "x": 7}), "base64url"),
    "another header": (seal(kid="another"), "changed"),
    "another's": (jose.encrypt(b"words", jose.public(jose.new_key())), "another key"),
    "header a list": (part(0, base64url(b"[]")), "JSON object"),
    "header deep": (part(0, base64url(b"[" * 100_000)), "JSON object"),
    "encrypted key": (part(1, "AAAA"), "encrypted key"),
    "long vector": (part(2, base64url(bytes(16))), "another length"),
    "another body": (part(3, base64url(b"other")), "changed"),
    "base64": (part(3, "+/+/"), "base64url"),
    "no base64": (part(3, "AAAAA"), "base64url"),
    "bits left over": (part(4, "A" * 21 + "B"), "left over"),
    "another tag": (part(4, base64url(bytes(16))), "changed"),
    "short tag": (part(4, base64url(bytes(12))), "another length"),
}


@pytest.mark.parametrize("unsound, why", UNSOUND.values(), ids=UNSOUND)
def test_what_is_no_seal_for_the_key_is_refused(unsound, why):
    with pytest.raises(jose.Unsound, match=why):
        jose.decrypt(unsound, KEY)


@pytest.mark.parametrize(
    "key",
    [{}, {"kty": "RSA"}, {"kty": "EC", "crv": "P-256"}, {**jose.public(KEY), "y": base64url(b"7")}],
    ids=["nothing", "RSA", "no point", "another point"],
)
def test_nothing_is_sealed_to_what_is_no_key(key):
    with pytest.raises(jose.Unsound):
        jose.encrypt(b"words", key)
