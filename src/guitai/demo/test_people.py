from datetime import date

import pytest

from guitai.demo.history import customers
from guitai.demo.numbers import id_check, luhn_check
from guitai.demo.players import SIX
from guitai.shield.weak_pins import weak

START = date(2026, 11, 23)


@pytest.fixture(scope="module")
def everybody():
    return customers(seed=7, start=START)


def test_three_hundred_people_bank_here(everybody):
    assert len(everybody) == 300
    assert {len(someone.accounts) for someone in everybody} == {1, 2, 3}


def test_no_number_is_given_twice(everybody):
    people = [someone.person for someone in everybody]
    accounts = [account.number for someone in everybody for account in someone.accounts]

    assert len({person.id_number for person in people}) == len(people)
    assert len({person.mobile for person in people}) == len(people)
    assert len(set(accounts)) == len(accounts)


def test_every_identity_number_and_card_passes_its_check_and_none_can_be_real(everybody):
    for someone in everybody:
        number = someone.person.id_number
        assert id_check(number[:17]) == number[17]
        assert number.startswith("9901")
        assert someone.person.mobile.startswith("1540000")
        for account in someone.currents:
            assert account.number.startswith("623999")
            assert luhn_check(account.number[:-1]) == account.number[-1]


def test_the_first_account_is_the_one_others_pay(everybody):
    assert all(someone.person.card_number == someone.currents[0].number for someone in everybody)


@pytest.mark.parametrize("seed", [1, 7, 2026])
def test_the_six_are_the_same_under_every_seed(seed):
    people = [someone.person for someone in customers(seed=seed, start=START)[:6]]

    assert people == list(SIX)


def test_three_are_bound_and_each_of_the_six_has_a_pin_and_a_name_of_their_own(everybody):
    bound = [person.name for person in SIX if person.openid]
    names = [someone.person.name for someone in everybody]

    assert bound == ["林晓雯", "陈国强", "周美华"]
    assert all(len(person.openid or "o" * 28) == 28 for person in SIX)
    assert all(person.pin and len(person.pin) == 6 for person in SIX)
    assert all(names.count(person.name) == 1 for person in SIX)


def test_another_seed_makes_other_people():
    one = customers(seed=7, start=START)
    other = customers(seed=8, start=START)

    assert one[6:] != other[6:]


def test_tails_of_the_six_tell_their_accounts_apart():
    tails = [
        account.number[-4:] for someone in customers(seed=7, start=START)[:6] for account in someone.currents
    ]

    assert tails == ["2816", "5207", "6688", "1969", "3365", "4710", "9053", "1182"]


def test_the_players_own_pins_are_strong():
    def is_weak(one):
        return weak(one.pin, id_number=one.id_number, mobile=one.mobile, card_number=one.card_number)

    assert [one.name for one in SIX if is_weak(one)] == []
