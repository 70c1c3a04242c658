"""The number of an entry as people see it: there and back, however it is typed."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.serial import entry_of, serial


def test_a_serial_number_has_26_letters_and_figures():
    assert serial(UUID(int=0)) == "0" * 26
    assert serial(UUID("01997f0c-5b1e-7d4c-9a51-2f6f0c7f1f3a")) == "01K5ZGRPRYFN69MM9FDW67Y7ST"
    assert serial(UUID(int=2**128 - 1)) == "7" + "Z" * 25


@given(st.uuids())
def test_it_leads_back_to_its_entry(entry_id):
    assert entry_of(serial(entry_id)) == entry_id


@given(st.uuids(), st.uuids())
def test_it_sorts_as_the_ids_do(one, other):
    assert (serial(one) < serial(other)) == (one < other)


@pytest.mark.parametrize(
    "typed",
    [
        "01k5zgrpryfn69mm9fdw67y7st",
        "O1K5-ZGRP-RYFN-69MM-9FDW-67Y7-ST",
        " oLK5 ZGRP RYFN 69MM 9FDW 67Y7 ST\n",
        "o I k5zgrpryfn69mm9fdw67y7st",
        "01K5ZGRPRYFN69MM9FDW67Y7ST",
    ],
)
def test_it_is_read_as_people_type_it(typed):
    assert entry_of(typed) == UUID("01997f0c-5b1e-7d4c-9a51-2f6f0c7f1f3a")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "5a8364ca",
        "01K5ZGRPRYFN69MM9FDW67Y7S",
        "01K5ZGRPRYFN69MM9FDW67Y7ST0",
        "01K5ZGRPRYFN69MM9FDW67Y7SU",
        "81K5ZGRPRYFN69MM9FDW67Y7ST",
        "01997f0c5b1e7d4c9a512f6f0c7f1f3a",
        "01K5ZGRPRYFN69MM9FDW67Y7S单",
        "01K5ZGRPRYFN.69MM9FDW67Y7ST",
    ],
)
def test_what_is_none_is_refused(typed):
    with pytest.raises(ValueError, match="no serial number"):
        entry_of(typed)
