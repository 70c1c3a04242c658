import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, OctKey
from joserfc.jws import JWSRegistry

from guitai.shield.jws import NotSigned, checked, public_key, unchecked

KEY = ECKey.generate_key("P-256")
PUBLIC = dict(KEY.as_dict(private=False))
SAID = b'{"act":"cards.open"}'
ANY = JWSRegistry(algorithms=[*JWSRegistry.algorithms], strict_check_header=False)


def signed(payload=SAID, key=KEY, **header):
    return jws.serialize_compact({"alg": "ES256", "kid": "a"} | header, payload, key, registry=ANY)


def test_what_the_key_has_signed_holds():
    for header in ({}, {"typ": "JOSE"}, {"certificate": "b"}):
        assert checked(signed(**header), PUBLIC) == ({"alg": "ES256", "kid": "a"} | header, SAID)


@pytest.mark.parametrize(
    "header",
    [
        {"jwk": PUBLIC},
        {"jku": "https://bank.example/keys"},
        {"x5c": ["AAAA"]},
        {"x5u": "https://bank.example/"},
        {"crit": ["kid"]},
        {"crit": []},
        {"b64": True},
        {"b64": False, "crit": ["b64"]},
        {"zip": "DEF"},
        {"exp": 1},
        {"certificate": 1},
    ],
    ids=lambda header: " ".join(header),
)
def test_what_says_how_to_read_or_check_it_is_not_taken(header):
    with pytest.raises(NotSigned):
        checked(signed(**header), PUBLIC)


def test_another_algorithm_is_none():
    other, secret = ECKey.generate_key("P-384"), OctKey.import_key(json.dumps(PUBLIC))
    unsigned = b'{"alg": "none", "kid":"a"}'
    for text in (
        f"{urlsafe_b64encode(unsigned).decode()}.{signed().split('.')[1]}.",
        signed(key=other, alg="ES384"),
        signed(key=secret, alg="HS256"),
        signed().rpartition(".")[0] + ".",
    ):
        with pytest.raises(NotSigned):
            checked(text, PUBLIC)


@pytest.mark.parametrize(
    "payload", [b"[]", b'{"a":1,"a":2}', b'{"a":' + b"[" * 20_000, b"{", b'"a"', b"\xff"]
)
def test_what_is_no_object_says_nothing(payload):
    with pytest.raises(NotSigned):
        unchecked(signed(payload))


@pytest.mark.parametrize("text", [None, 1, [], {}, "", ".", "..", "a.b.c", "é.é.é", "A" * 70_000, "....."])
def test_what_is_no_jws_is_none(text):
    for read in (unchecked, lambda text: checked(text, PUBLIC)):
        with pytest.raises(NotSigned):
            read(text)


def test_a_key_is_a_point_of_our_curve_and_nothing_else_stands_beside_it():
    off = PUBLIC | {"x": urlsafe_b64encode(bytes(31) + b"\1").rstrip(b"=").decode()}
    long = PUBLIC | {"x": urlsafe_b64encode(b"\0" + urlsafe_b64decode(PUBLIC["x"] + "=")).decode()}

    assert public_key(PUBLIC | {"d": "secret", "use": "sig"}) == PUBLIC
    for key in (
        off,
        long,
        PUBLIC | {"crv": "P-384"},
        PUBLIC | {"x": None},
        {"kty": "oct", "k": "AA"},
        "key",
        None,
    ):
        with pytest.raises(NotSigned):
            public_key(key)
