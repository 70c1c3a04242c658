"""What is known of a person is sealed where it is kept, and found all the same."""

from dataclasses import replace
from datetime import date

import psycopg
import pytest

from guitai.customers import customers
from guitai.customers.clear import index_mobiles, seal_clear
from guitai.customers.customers import Customer
from guitai.errors import Misconfigured
from guitai.keys import folder as files
from guitai.keys.port import Unsealable, Use

OPENED = date(2025, 3, 1)
NAME, ID_NUMBER, MOBILE = "林晓雯", "99010119980412026X", "19900000001"


def opened(db, id_number=ID_NUMBER):
    return customers.open_customer(db, name=NAME, id_number=id_number, mobile=MOBILE, opened_on=OPENED)


def everything(db):
    """The bytes of every customer's row, as hexadecimal digits."""
    return "".join(
        bytes(cell if isinstance(cell, bytes) else str(cell).encode()).hex()
        for row in db.execute("SELECT * FROM customers.customers")
        for cell in row
    )


def test_neither_name_nor_number_stands_in_the_table(db):
    opened(db)

    found = everything(db)
    assert found
    assert [word for word in (NAME, ID_NUMBER, MOBILE, ID_NUMBER[:6]) if word.encode().hex() in found] == []


def test_two_of_the_same_name_and_numbers_look_different(db):
    opened(db)
    opened(db)

    assert db.execute("SELECT count(DISTINCT person) FROM customers.customers").fetchone() == (2,)


def test_what_is_sealed_for_one_does_not_open_for_another(db, as_owner):
    lin, other = opened(db), opened(db, "990203196909031179")
    as_owner(
        """
        UPDATE customers.customers AS c
           SET person = o.person
          FROM customers.customers AS o
         WHERE c.owner = %(lin)s AND o.owner = %(other)s
        """,
        {"lin": lin, "other": other},
    )

    with pytest.raises(Unsealable):
        customers.customer(db, lin)


@pytest.mark.parametrize(
    "typed", [ID_NUMBER, ID_NUMBER.lower(), "990101 19980412 026X", " 99010119980412026x\n"]
)
def test_a_customer_is_found_by_their_identity_number_however_it_is_typed(db, typed):
    opened(db, "990203196909031179")
    lin = opened(db)

    assert customers.by_id_number(db, typed) == lin


@pytest.mark.parametrize("typed", ["", "990101199804120260", "99010119980412026", "%", "林晓雯"])
def test_nobody_is_found_by_another_number(db, typed):
    opened(db)
    customers.owner_of(db, "oStranger")

    assert customers.by_id_number(db, typed) is None


def test_of_two_with_one_number_the_first_is_found(db):
    first = opened(db)
    opened(db)

    assert customers.by_id_number(db, ID_NUMBER) == first


@pytest.fixture
def rotating(db, tmp_path):
    """The test's transaction with keys of its own, and how to change them."""
    files.create(tmp_path)
    return replace(db, keys=files.load(tmp_path)), lambda use: files.rotate(tmp_path, use)


def test_after_a_rotation_who_was_there_before_is_read_and_found_beside_who_is_new(rotating):
    db, rotate = rotating
    lin = opened(db)
    for use in (Use.REST, Use.INDEX):
        rotate(use)
    chen = opened(db, "990203196909031179")

    assert [customers.customer(db, one).owner for one in (lin, chen)] == [lin, chen]
    assert customers.by_id_number(db, ID_NUMBER) == lin
    assert customers.by_id_number(db, "990203196909031179") == chen


def test_who_has_other_keys_reads_and_finds_nobody(rotating, db):
    lin = opened(db)
    other, _ = rotating

    assert customers.by_id_number(other, ID_NUMBER) is None
    with pytest.raises(Unsealable):
        customers.customer(other, lin)


@pytest.mark.parametrize(
    "columns",
    [
        {"person": b"1"},
        {"id_index": b"1"},
        {"name": NAME},
        {},
        {"person": b"1", "id_index": b"1", "mobile": MOBILE},
    ],
)
def test_the_table_takes_nobody_half_sealed_or_half_known(as_owner, columns):
    with pytest.raises(psycopg.errors.CheckViolation):
        insert(as_owner, **columns)


def insert(execute, **columns):
    every = {"person": None, "id_index": None, "name": None, "id_number": None, "mobile": None} | columns
    execute(
        """
        INSERT INTO customers.customers
               (turn_id, kind, person, id_index, name, id_number, mobile, opened_on)
        VALUES (gen_random_uuid(), 'customer', %(person)s, %(id_index)s, %(name)s, %(id_number)s, %(mobile)s,
                '2025-03-01')
        """,
        every,
    )


@pytest.fixture
def from_before(owner_database):
    """A database with customers of an earlier version, in clear, one sealed, and a visitor."""
    with owner_database.transaction() as db:
        customers.owner_of(db, "oStranger")
        opened(db, "990203196909031179")
        for number in range(1201):
            insert(db.execute, name=NAME, id_number=f"9901{number:014d}", mobile=MOBILE if number else None)
    return owner_database


def test_customers_of_an_earlier_version_are_sealed_once_and_all(from_before):
    with from_before.transaction() as db:
        lin = first_in_clear(db)
        with pytest.raises(Misconfigured, match="guitai migrate"):
            customers.customer(db, lin)

    assert seal_clear(from_before) == 1201
    assert seal_clear(from_before) == 0
    with from_before.transaction() as db:
        assert first_in_clear(db) is None
        assert NAME.encode().hex() not in everything(db)
        assert customers.customer(db, lin) == Customer(lin, NAME, "990100000000000000", "", OPENED)
        found = customers.by_id_number(db, "990100000000001200")
        assert customers.customer(db, found).mobile == MOBILE


def first_in_clear(db):
    return db.execute("SELECT min(owner) FROM customers.customers WHERE name IS NOT NULL").fetchone()[0]


def test_a_sealing_that_was_cut_short_goes_on_where_it_was(from_before):
    with from_before.transaction() as db:
        db.execute(
            "ALTER TABLE customers.customers ADD CONSTRAINT broken CHECK (owner < 2001 OR person IS NULL)"
        )
    with pytest.raises(psycopg.errors.CheckViolation):
        seal_clear(from_before)
    with from_before.transaction() as db:
        db.execute("ALTER TABLE customers.customers DROP CONSTRAINT broken")

    assert 0 < seal_clear(from_before) < 1200


def test_customers_of_an_earlier_version_are_found_by_their_mobile_once_they_were_gone_through(from_before):
    seal_clear(from_before)
    with from_before.transaction() as db:
        assert len(customers.by_mobile(db, MOBILE)) == 1

    assert index_mobiles(from_before) == 1201
    assert index_mobiles(from_before) == 0
    with from_before.transaction() as db:
        assert len(customers.by_mobile(db, MOBILE)) == 1201


def test_a_customer_is_found_by_their_mobile_however_it_is_typed(db):
    owner = opened(db, "990203196909031179")

    assert customers.by_mobile(db, f" {MOBILE[:3]} {MOBILE[3:]}") == [owner]
    assert customers.by_mobile(db, "19999999999") == []
