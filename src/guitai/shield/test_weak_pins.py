from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.shield.weak_pins import weak

PINS = st.from_regex(r"[0-9]{6}", fullmatch=True)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
CARDS = st.from_regex(r"62[0-9]{17}", fullmatch=True)
DAYS = st.dates(date(1900, 1, 1), date(2026, 12, 31))
PLACES = st.integers(0, 20)
NOBODY = {"id_number": "", "mobile": "", "card_number": ""}
SOMEBODY = {
    "id_number": "990101199804120260",
    "mobile": "15400000001",
    "card_number": "6239990100100072817",
}


def born(day):
    return f"990101{day:%Y%m%d}026X"


@pytest.mark.parametrize(
    "pin",
    [
        *("000000", "888888"),
        *("123456", "012345", "456789", "890123", "654321", "987654", "543210", "210987"),
        *("121212", "696969", "112112", "100000", "123123", "581581", "112233", "113355", "111222", "123321"),
        *("123789", "666888", "147258", "159357", "258369", "357159", "789456"),
        *("520131", "131452", "201314", "521131", "314159", "112358", "135791"),
    ],
)
def test_what_everybody_tries_first_is_weak(pin):
    assert weak(pin, **NOBODY)


@pytest.mark.parametrize("pin", ["258036", "102938", "840517", "907153", "360412"])
def test_six_digits_without_a_pattern_are_strong(pin):
    assert not weak(pin, **NOBODY)


@given(st.integers(0, 9), st.sampled_from([1, -1, 0]))
def test_a_run_is_weak_from_wherever_it_begins(first, step):
    assert weak("".join(str((first + step * place) % 10) for place in range(6)), **NOBODY)


@given(st.from_regex(r"[0-9]{3}", fullmatch=True))
def test_three_digits_again_backwards_or_each_twice_are_weak(half):
    pins = [half + half, half + half[::-1], "".join(2 * digit for digit in half)]

    assert [pin for pin in pins if not weak(pin, **NOBODY)] == []


@given(DAYS, st.sampled_from(["%y%m%d", "%d%m%y", "%m%d%y", "%y%d%m", "%Y%m", "%m%Y", "%Y%d", "%d%Y"]))
def test_the_birthday_is_weak_however_it_is_written(day, written):
    pin = day.strftime(written)

    assert weak(pin, **NOBODY | {"id_number": born(day)})


@given(DAYS, st.from_regex(r"[0-9]{2}", fullmatch=True))
def test_month_and_day_are_weak_with_any_two_digits_beside_them(day, two):
    person = NOBODY | {"id_number": born(day)}

    assert weak(f"{day:%m%d}{two}", **person)
    assert weak(f"{two}{day:%m%d}", **person)


@given(MOBILES, CARDS, DAYS, PLACES)
def test_six_digits_in_a_row_of_the_customers_numbers_are_weak(mobile, card, day, place):
    person = {"id_number": born(day), "mobile": mobile, "card_number": card}
    numbers = [mobile, card, born(day)[:17]]
    pins = [number[at : at + 6] for number in numbers for at in [place % (len(number) - 5)]]

    assert [pin for pin in pins if not weak(pin, **person)] == []


@given(PINS, MOBILES, CARDS, DAYS)
def test_nobody_may_use_what_is_weak_for_everybody(pin, mobile, card, day):
    person = {"id_number": born(day), "mobile": mobile, "card_number": card}

    assert weak(pin, **person) or not weak(pin, **NOBODY)


def test_a_document_that_has_no_birthday_in_it_is_searched_for_its_digits_only():
    assert weak("804512", **NOBODY | {"id_number": "H80451276"})
    assert not weak("198412", **NOBODY | {"id_number": "H80451276"})


@pytest.mark.slow
def test_seven_or_eight_pins_in_a_thousand_are_refused():
    refused = sum(weak(f"{number:06}", **SOMEBODY) for number in range(10**6))

    assert 7_000 <= refused <= 8_000
