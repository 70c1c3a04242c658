from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from guitai import kept
from guitai.language import Catalogue, Language, Words
from guitai.money import Money
from guitai.shield.private import Private, sayable
from guitai.shield.risk import DELAY, RULES, Facts, Payments, Verdict, judge
from guitai.shield.strength import Strength
from guitai.zone import BANK_ZONE

FEN = Money(1)
A_SECOND = timedelta(seconds=1)
A_DAY = timedelta(hours=24)


def yuan(amount):
    return Money(amount * 100)


def at(text):
    return datetime.fromisoformat(f"2026-11-23T{text}").replace(tzinfo=BANK_ZONE)


# A Monday morning: somebody of 28 pays a known payee as usual.
USUAL = Facts(
    yuan(300),
    at("10:00"),
    True,
    timedelta(days=90),
    usual=yuan(2_000),
    born_on=date(1998, 4, 12),
    first_most=yuan(5_000),
)


def codes(**changed):
    return [reason.code for reason in judge(replace(USUAL, **changed), RULES).reasons]


def test_an_ordinary_payment_gives_no_reason_to_ask_for_more():
    assert judge(USUAL, RULES) == Verdict()
    assert (Verdict().strength, Verdict().hold) == (None, timedelta())


@pytest.mark.parametrize(
    "code, last, first",
    [
        ("risk.new_device", {"device_age": A_DAY}, {"device_age": A_DAY - A_SECOND}),
        ("risk.new_device", {"device_age": None}, {"device_age": timedelta()}),
        (
            "risk.night",
            {"amount": yuan(1_001), "at": at("22:59:59")},
            {"amount": yuan(1_001), "at": at("23:00")},
        ),
        (
            "risk.night",
            {"amount": yuan(1_001), "at": at("06:00")},
            {"amount": yuan(1_001), "at": at("05:59:59")},
        ),
        (
            "risk.night",
            {"amount": yuan(1_000), "at": at("00:00")},
            {"amount": yuan(1_000) + FEN, "at": at("00:00")},
        ),
        ("risk.velocity", {"last_hour": Payments(4, yuan(90))}, {"last_hour": Payments(5, yuan(90))}),
        (
            "risk.velocity",
            {"last_hour": Payments(1, yuan(10_000) - Money(1))},
            {"last_hour": Payments(1, yuan(10_000))},
        ),
        ("risk.velocity", {"last_day": Payments(19, yuan(90))}, {"last_day": Payments(20, yuan(90))}),
        (
            "risk.velocity",
            {"last_day": Payments(3, yuan(50_000) - Money(1))},
            {"last_day": Payments(3, yuan(50_000))},
        ),
        ("risk.unusual", {"amount": yuan(6_000)}, {"amount": yuan(6_000) + FEN}),
        (
            "risk.unusual",
            {"amount": yuan(1_000), "usual": yuan(20)},
            {"amount": yuan(1_000) + FEN, "usual": yuan(20)},
        ),
        (
            "risk.unusual",
            {"amount": yuan(4_000), "usual": None},
            {"amount": yuan(4_000), "usual": yuan(20)},
        ),
        (
            "risk.first_payment",
            {"payee_known": False, "born_on": date(1961, 11, 24)},
            {"payee_known": False, "born_on": date(1961, 11, 23)},
        ),
        (
            "risk.first_payment",
            {"payee_known": True, "born_on": date(1961, 6, 28)},
            {"payee_known": False, "born_on": date(1961, 6, 28)},
        ),
        (
            "risk.first_payment",
            {"payee_known": False, "born_on": None},
            {"payee_known": False, "born_on": date(1930, 1, 1)},
        ),
    ],
)
def test_a_reason_is_given_from_its_threshold_on(code, last, first):
    assert codes(**last) == []
    assert codes(**first) == [code]


@pytest.mark.parametrize(
    "known, amount, given",
    [
        (False, yuan(5_000), []),
        (False, yuan(5_000) + FEN, ["risk.new_payee", "risk.first_payment"]),
        (True, yuan(5_000) + FEN, []),
    ],
)
def test_more_than_a_little_to_somebody_new_is_signed_stronger_and_leaves_later(known, amount, given):
    facts = replace(USUAL, payee_known=known, amount=amount)

    assert codes(payee_known=known, amount=amount) == given
    assert judge(facts, RULES).hold == (timedelta(hours=24) if given else timedelta())


def test_the_night_is_the_banks_wherever_the_moment_was_taken():
    at_one = datetime.fromisoformat("2026-11-22T17:00:00+00:00")

    assert codes(amount=yuan(1_001), at=at_one) == ["risk.night"]


@pytest.mark.parametrize("on, given", [("2029-02-28", []), ("2029-03-01", ["risk.first_payment"])])
def test_who_was_born_on_a_leap_day_is_older_from_the_first_of_march(on, given):
    moment = datetime.fromisoformat(f"{on}T10:00:00+08:00")

    assert codes(payee_known=False, born_on=date(1964, 2, 29), at=moment) == given


def test_all_reasons_are_given_and_the_strongest_demand_counts():
    verdict = judge(
        Facts(
            yuan(8_000),
            at("23:30"),
            payee_known=False,
            device_age=timedelta(hours=1),
            last_hour=Payments(9, yuan(900)),
            usual=yuan(300),
            born_on=date(1950, 1, 1),
            first_most=yuan(5_000),
        ),
        RULES,
    )

    assert [reason.code for reason in verdict.reasons] == [
        *(
            "risk.new_device",
            "risk.new_payee",
            "risk.night",
            "risk.velocity",
            "risk.unusual",
            "risk.first_payment",
        )
    ]
    assert (verdict.strength, verdict.hold) == (Strength.CODE, DELAY)


def test_a_delay_alone_asks_for_no_other_signature():
    verdict = judge(replace(USUAL, payee_known=False, born_on=date(1950, 1, 1)), RULES)

    assert (verdict.strength, verdict.hold) == (None, timedelta(hours=24))


def test_a_flow_may_say_a_reason_and_the_journal_keep_it():
    facts = replace(USUAL, amount=yuan(6_001), usual=yuan(1_234))
    verdict = Private(kept.recall(kept.keep(judge(facts, RULES))))
    said = [
        Catalogue({}).speak(Words("{why}", sayable({"why": reason})), Language.SIMPLIFIED)
        for reason in verdict.reasons
    ]

    assert said == ["这一笔比您平时付的多出不少，要加短信验证码。"]
    assert verdict.reasons[0].staff == "6001.00; at most 1234.00 in 90 days"
