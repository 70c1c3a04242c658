from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.errors import Misconfigured
from guitai.keys.key import new
from guitai.keys.keyring import NO_KEYS, Keyring, in_memory
from guitai.keys.port import Unsealable, Use
from guitai.zone import BANK_ZONE

AT = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
SEALING = (Use.REST, Use.POST)


@pytest.fixture(scope="module")
def before_and_after():
    """A keyring, the same after a rotation, and after the old keys were retired."""
    old, fresh = ({use: new(use, AT) for use in Use} for _ in range(2))
    return tuple(
        Keyring(lambda use, sets=sets: [one[use] for one in sets])
        for sets in ((old,), (old, fresh), (fresh,))
    )


@pytest.mark.parametrize("use", SEALING)
@given(plain=st.binary(max_size=300), context=st.binary(max_size=40))
def test_what_is_sealed_comes_back_and_does_not_show(keys, use, plain, context):
    sealed = keys.seal(use, plain, context=context)

    assert keys.unseal(use, sealed, context=context) == plain
    assert len(sealed) == len(plain) + 8 + 12 + 16
    assert sealed != keys.seal(use, plain, context=context)
    assert len(plain) < 4 or plain not in sealed


def test_a_seal_with_any_byte_altered_or_missing_does_not_open(keys):
    sealed = keys.seal(Use.REST, b"19900000001", context=b"here")
    altered = [
        sealed[:at] + bytes([sealed[at] ^ bit]) + sealed[at + 1 :]
        for at in range(len(sealed))
        for bit in (1, 128)
    ]
    cut = [sealed[:length] for length in range(len(sealed))]

    assert opened(keys, *altered, *cut, sealed + b"\0") == []


def opened(keys, *seals, use=Use.REST, context=b"here"):
    """Those of them that open."""
    found = []
    for seal in seals:
        try:
            keys.unseal(use, seal, context=context)
        except Unsealable:
            continue
        found.append(seal)
    return found


def test_a_seal_opens_in_its_own_place_only(keys):
    sealed = keys.seal(Use.REST, b"19900000001", context=b"here")

    assert opened(keys, sealed, context=b"there") == []
    assert opened(keys, sealed, use=Use.POST) == []
    assert opened(in_memory(), sealed) == []


def test_after_a_rotation_old_and_new_are_valid_together_and_then_the_new_alone(before_and_after):
    before, rotated, retired = before_and_after
    old = before.seal(Use.REST, b"1", context=b"here")
    fresh = rotated.seal(Use.REST, b"1", context=b"here")

    assert opened(rotated, old, fresh) == [old, fresh]
    assert opened(retired, old, fresh) == [fresh]
    assert opened(before, old, fresh) == [old]


def test_what_an_older_key_named_is_found_after_a_rotation(before_and_after):
    before, rotated, retired = before_and_after
    (old,) = before.macs(Use.PEPPER, b"204816")
    fresh = rotated.mac(Use.PEPPER, b"204816")

    assert rotated.macs(Use.PEPPER, b"204816") == [fresh, old]
    assert retired.macs(Use.PEPPER, b"204816") == [fresh]
    assert old != fresh


def test_a_name_says_its_key_and_is_of_one_use_and_one_thing(keys):
    name = keys.mac(Use.INDEX, b"990101199804120260")

    assert len(name) == 8 + 32
    assert name == keys.mac(Use.INDEX, b"990101199804120260")
    assert name[:8] == keys.mac(Use.INDEX, b"990101199804120261")[:8]
    assert len({name[8:], keys.mac(Use.INDEX, b"")[8:], keys.mac(Use.PEPPER, b"990101199804120260")[8:]}) == 3


def test_a_public_key_holds_nothing_else(before_and_after):
    _, rotated, retired = before_and_after

    for use in (Use.RECEIVE, Use.CERTIFY, Use.BOOKS):
        assert rotated.public(use).keys() == {"kty", "crv", "x", "y", "kid"}
        assert rotated.public(use) == retired.public(use)


def test_who_holds_no_keys_hears_so(keys):
    sealed = keys.seal(Use.REST, b"", context=b"")
    for use in (
        lambda: NO_KEYS.seal(Use.REST, b"", context=b""),
        lambda: NO_KEYS.unseal(Use.REST, sealed, context=b""),
        lambda: NO_KEYS.public(Use.RECEIVE),
        lambda: NO_KEYS.certificate(keys.certified(b"", typ="t"), typ="t"),
    ):
        with pytest.raises(Misconfigured, match="holds no keys"):
            use()


def test_what_is_signed_for_the_books_is_no_certificate_of_a_device(keys):
    jws = keys.certified(b"heads", typ="t", use=Use.BOOKS)

    assert keys.certificate(jws, typ="t", use=Use.BOOKS) == b"heads"
    with pytest.raises(Unsealable):
        keys.certificate(jws, typ="t")


def test_a_key_does_not_show_itself():
    key = new(Use.REST, AT)

    assert repr(key) == f"Key(kid={key.kid!r}, created_at={AT!r})"
