"""What was signed at the end of a day, and carried away, shows what chains alone can't."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from guitai.keys.keyring import in_memory
from guitai.ledger.chart import Internal
from guitai.ledger.check import check, problems
from guitai.ledger.entry import transfer
from guitai.ledger.heads import export, exported, lines, sign_heads
from guitai.ledger.holds import hold
from guitai.ledger.posting import post
from guitai.ledger.report import Report
from guitai.money import Money

DAY = date(2026, 11, 23)
NEXT = DAY + timedelta(days=1)


def pay(source, target, yuan, name):
    return transfer(Money(100 * yuan), owner=1001, name=name, source=source, target=target)


@pytest.fixture
def signed(db, lin, wang, tmp_path):
    """Two days of payments and their signed heads; the files that were carried away."""
    post(db, pay(lin, wang, 1, "first"))
    sign_heads(db, DAY)
    hold(db, pay(lin, wang, 2, "second"))
    sign_heads(db, NEXT)
    return export(db, tmp_path)


def accounts(db, day):
    return [tuple(map(int, line.split()[:3])) for line in lines(db, day)]


def test_an_account_is_signed_when_it_has_moved(db, lin, wang, signed):
    stripe = Internal.OPENING_BALANCES.stripe(1001)

    assert accounts(db, DAY) == [
        (stripe.owner, stripe.account_id, 1),
        (1001, lin.account_id, 2),
        (1002, wang.account_id, 1),
    ]
    assert accounts(db, NEXT) == [(1001, lin.account_id, 3), (1002, wang.account_id, 2)]


def test_signing_a_day_again_gives_the_first_signature(db, lin, wang, signed):
    post(db, pay(lin, wang, 3, "third"))
    later = replace(db, now=db.now + timedelta(hours=1))

    assert sign_heads(later, DAY) == sign_heads(db, DAY)
    assert len(accounts(db, DAY)) == 3


def test_a_day_is_not_signed_after_a_later_one(db, signed):
    with pytest.raises(ValueError, match="come too late"):
        sign_heads(db, DAY - timedelta(days=1))


def test_each_day_is_carried_away_once(db, signed, tmp_path):
    assert [file.name for file in signed] == ["heads-2026-11-23.txt", "heads-2026-11-24.txt"]
    assert export(db, tmp_path) == []
    assert exported(tmp_path) == signed
    assert exported(signed[1]) == [signed[1]]


def test_books_that_are_as_they_were_signed_are_proved(db, lin, wang, signed):
    post(db, pay(lin, wang, 3, "third"))
    report = check(db, exports=signed)

    assert (report.problem, report.heads) == (None, 5)


def cut_off(as_owner):
    """Take the last hold away as if it had never been, in every row that knows of it."""
    as_owner("DELETE FROM ledger.held")
    as_owner("DELETE FROM ledger.holds")
    as_owner(
        """
        UPDATE ledger.accounts AS a
           SET seq = p.seq, head = p.link, debits_pending_fen = 0, credits_pending_fen = 0
          FROM ledger.postings AS p
         WHERE (p.owner, p.account_id, p.seq) = (a.owner, a.account_id, a.seq - 1) AND a.owner > 64
        """
    )


def test_an_end_that_was_cut_off_is_missed(db, as_owner, lin, signed):
    cut_off(as_owner)

    assert (
        str(check(db).problem) == f"the end of its chain is cut off (account {lin.account_id} of owner 1001)"
    )


def test_who_cuts_off_the_signed_heads_as_well_is_found_by_their_signing(db, as_owner, signed):
    cut_off(as_owner)
    as_owner("DELETE FROM ledger.heads WHERE day_on = '2026-11-24'")

    assert str(check(db).problem) == "the signing of 2026-11-24 is not of the heads that are there"


def test_who_cuts_off_the_signing_as_well_is_found_by_what_was_carried_away(db, as_owner, signed):
    cut_off(as_owner)
    as_owner("DELETE FROM ledger.heads WHERE day_on = '2026-11-24'")
    as_owner("DELETE FROM ledger.signings WHERE day_on = '2026-11-24'")
    assert check(db).sound

    assert "the signing of 2026-11-24 is not the one in" in str(check(db, exports=signed).problem)


def test_a_signing_that_vanished_between_two_is_missed(db, as_owner, signed):
    as_owner("DELETE FROM ledger.signings WHERE day_on = '2026-11-23'")

    said = {problem.what for problem in problems(db, Report())}
    assert "its head of 2026-11-23 is not of the turn that signed that day, or nothing did" in said
    assert "the signing before that of 2026-11-24 is missing" in said


def test_a_signing_that_vanished_with_its_heads_is_missed(db, as_owner, signed):
    as_owner("DELETE FROM ledger.signings WHERE day_on = '2026-11-23'")
    as_owner("DELETE FROM ledger.heads WHERE day_on = '2026-11-23'")

    assert str(check(db).problem) == "the signing before that of 2026-11-24 is missing"
    exported = [problem.what for problem in problems(db, Report(), exports=signed[1:])]
    assert exported[-1] == "the signing before that of 2026-11-24 is another or missing"


@pytest.mark.parametrize("change", ["head = sha256('x')", "seq = seq + 5"])
def test_a_changed_head_is_found(db, as_owner, signed, change):
    as_owner(f"UPDATE ledger.heads SET {change} WHERE owner = 1001 AND day_on = '2026-11-23'")

    assert check(db).problem.account.owner == 1001


@pytest.mark.parametrize(
    "change, what",
    [
        ("UPDATE ledger.signings SET signed_at = signed_at + interval '1 second'", "is not of the heads"),
        ("UPDATE ledger.signings SET signed = 'x' || signed", "signing of 2026-11-23 is another"),
        ("UPDATE ledger.signings SET signed = replace(signed, '.', '')", "is not of the heads"),
        ("UPDATE ledger.signings SET signed = replace(signed, '.', '.e30')", "is not of the heads"),
        ("UPDATE ledger.signings SET signed = signed || 'x'", "signing of 2026-11-23 is another"),
        ("DELETE FROM ledger.heads", "is not of the heads"),
    ],
)
def test_a_signing_that_is_not_of_its_heads_is_found(db, as_owner, signed, change, what):
    as_owner(f"{change} WHERE day_on = '2026-11-23'")

    assert what in str(check(db).problem)
    assert "2026-11-23" in str(check(db).problem)


def test_a_signing_of_another_day_is_found(db, as_owner, signed):
    as_owner("UPDATE ledger.signings SET day_on = '2026-11-22' WHERE day_on = '2026-11-23'")
    said = [problem.what for problem in problems(db, Report())]

    assert said[0].startswith("its head of 2026-11-23 is not of the turn that signed")
    assert "the signing of 2026-11-22 is not of the heads that are there" in said


@pytest.mark.parametrize("table", ["heads", "signings"])
def test_a_head_of_another_turn_than_its_signing_is_found(db, as_owner, signed, table):
    as_owner(f"UPDATE ledger.{table} SET turn_id = gen_random_uuid() WHERE day_on = '2026-11-24'")

    assert str(check(db).problem).startswith("its head of 2026-11-24 is not of the turn that signed")


def test_a_head_of_a_day_that_was_never_signed_is_found(db, as_owner, signed):
    as_owner("DELETE FROM ledger.signings WHERE day_on = '2026-11-24'")

    assert str(check(db).problem).startswith("its head of 2026-11-24 is not of the turn that signed")


@pytest.mark.parametrize(
    "old, new, what",
    [
        ("1001 ", "1003 ", "has other lines than were signed"),
        ("\n1001 ", "\n\n1001 ", "has other lines than were signed"),
        ("\n1002 ", " \n1002 ", "has other lines than were signed"),
        ("eyJ", "eyK", "is not signed by the bank"),
        (".", "", "is not signed by the bank"),
    ],
)
def test_a_file_that_was_altered_is_not_taken_for_the_banks(db, signed, old, new, what):
    text = signed[0].read_text()
    signed[0].write_text(text.replace(old, new, 1))

    assert what in str(check(db, exports=signed).problem)


def test_a_signature_by_another_key_is_not_the_banks(db, signed):
    assert "is not signed by the bank" in str(check(replace(db, keys=in_memory()), exports=signed).problem)
