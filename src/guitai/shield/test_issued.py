from hashlib import sha256
from itertools import combinations

import pytest

from guitai.database import Owner
from guitai.keys.port import Unsealable
from guitai.serial import DIGITS
from guitai.shield import issued
from guitai.shield.issued import Mistyped, NotIssued

LIN = Owner(1001)
FACTS = {"tail": "2816", "closing": "55340.50"}


def test_a_document_is_found_by_its_code_and_says_what_was_written(db):
    code = issued.new_code()
    document_id = issued.put(db, LIN, code, FACTS, b"%PDF")

    found = issued.by_code(db, code)
    assert (found.owner, found.document_id, found.facts) == (LIN, document_id, FACTS)
    assert found.file_digest == sha256(b"%PDF").digest()


def test_a_code_that_was_never_given_out_is_no_documents(db):
    issued.put(db, LIN, issued.new_code(), FACTS, b"")

    with pytest.raises(NotIssued):
        issued.by_code(db, issued.new_code())


def test_neither_the_code_nor_what_the_document_says_stands_in_the_database(db):
    code = issued.new_code()
    issued.put(db, LIN, code, FACTS, b"%PDF")

    (row,) = db.execute("SELECT i::text FROM shield.issued AS i").fetchone()
    assert code not in row
    assert "55340" not in row
    assert b"55340".hex() not in row


def test_a_code_has_128_random_bits_in_28_digits_that_can_be_told_apart():
    codes = [issued.new_code() for _ in range(200)]

    assert len(set(codes)) == 200
    assert {len(code) for code in codes} == {28}
    assert set("".join(codes)) == set(DIGITS)
    assert 32**issued.RANDOM_DIGITS >= 2**issued.RANDOM_BITS == 2**128


@pytest.mark.parametrize(
    "typed",
    [
        str,
        issued.grouped,
        str.lower,
        lambda code: issued.grouped(code).replace("-", " "),
        lambda code: f"  {code[:9]}－{code[9:]}\n",
        lambda code: "".join(chr(ord(digit) + 0xFEE0) for digit in code),
        lambda code: code.replace("0", "o").replace("1", "l"),
    ],
    ids=["plain", "groups", "small", "blanks", "a wide dash", "full width", "letters for figures"],
)
def test_a_code_is_read_however_it_is_typed(typed):
    codes = [issued.new_code() for _ in range(20)]

    assert [issued.read_code(typed(code)) for code in codes] == codes


def slips(code):
    """Every code with one digit wrong, and every one with two random digits in each other's place."""
    for at, right in enumerate(code):
        yield from (code[:at] + digit + code[at + 1 :] for digit in DIGITS if digit != right)
    for one, other in combinations(range(issued.RANDOM_DIGITS), 2):
        swapped = list(code)
        swapped[one], swapped[other] = code[other], code[one]
        yield "".join(swapped)


def mistyped(text):
    try:
        issued.read_code(text)
    except Mistyped:
        return True
    return False


def test_one_wrong_digit_and_two_that_changed_places_are_noticed():
    code = issued.new_code()

    assert [slip for slip in slips(code) if slip != code and not mistyped(slip)] == []


@pytest.mark.parametrize("text", ["", "7K3M", "密" * 28, "U" * 28, "0" * 27 + "1", "0" * 29])
def test_what_can_be_no_code_is_a_slip(text):
    assert mistyped(text)


def test_what_a_document_says_opens_in_its_own_row_alone(db, as_owner):
    code = issued.new_code()
    issued.put(db, LIN, code, FACTS, b"")
    as_owner("UPDATE shield.issued SET owner = 1002")

    with pytest.raises(Unsealable):
        issued.by_code(db, code)
