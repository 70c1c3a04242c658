from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.capabilities.deposits.earnings import accrued, after, at_maturity, payout, renewed, without_call
from guitai.capabilities.deposits.rules import PRODUCTS, Call, Deposit, Renewal
from guitai.ledger.chart import AccountKey
from guitai.money import Money
from guitai.terms.file import SHIPPED

OPENED = date(2025, 6, 10)
DAY = timedelta(days=1)
RATES = SHIPPED.rates
DEMAND, NOTICE = Fraction(5, 10_000), {"1D": Fraction(10, 10_000), "7D": Fraction(30, 10_000)}


def deposit(code, yuan, opened_on=OPENED):
    product = PRODUCTS[code]
    return Deposit(
        AccountKey(1001, 2),
        "80210000000000011",
        product,
        Renewal.NONE,
        1,
        opened_on,
        opened_on,
        product.ends_on(opened_on),
        product.rate_bps(opened_on, RATES),
        Money.parse(yuan),
        opened_on - DAY,
    )


def rounded(yuan):
    return Money(floor(yuan * 100 + Fraction(1, 2)))


@pytest.mark.parametrize(
    ("code", "interest"),
    [("3M", "81.25"), ("6M", "212.50"), ("1Y", "475"), ("2Y", "1050"), ("3Y", "1875"), ("5Y", "3250")],
)
def test_a_term_that_is_kept_earns_its_rate_by_months(code, interest):
    assert at_maturity(deposit(code, "50000.99")).interest == Money.parse(interest)


def test_the_rate_of_the_opening_day_holds_to_the_end():
    before_the_cut = deposit("1Y", "10000", date(2025, 5, 19))

    assert at_maturity(before_the_cut).interest == Money.parse("110")


def test_what_is_withdrawn_early_earns_the_demand_rate_of_that_day_and_what_is_lost_is_said():
    out = payout(deposit("1Y", "50000"), Money.parse("50000"), OPENED + 100 * DAY, RATES)

    assert out.interest == rounded(50_000 * 100 * DEMAND / 360) == Money.parse("6.94")
    assert out.lost == Money.parse("475") - out.interest


@pytest.mark.parametrize(
    ("part", "days", "lost"),
    [("5555.55", 10, "52.70"), ("5555.55", 6, "52.73"), ("3333.33", 6, "31.64"), ("7777.77", 6, "73.83")],
)
def test_what_is_lost_is_to_the_fen_what_the_cards_come_to(part, days, lost):
    out = payout(deposit("1Y", "20000"), Money.parse(part), OPENED + days * DAY, RATES)

    assert out.lost == Money.parse(lost)


@given(
    st.sampled_from([("3M", 65, 3), ("6M", 85, 6), ("1Y", 95, 12), ("2Y", 105, 24), ("5Y", 130, 60)]),
    st.integers(50_00, 10**9),
    st.data(),
)
def test_what_a_part_of_a_term_loses_is_what_all_would_earn_less_what_is_paid_and_what_the_rest_will(
    product, fen, data
):
    code, rate_bps, months = product
    there = replace(deposit(code, "50"), principal=Money(fen))
    part = Money(data.draw(st.one_of(st.just(fen), st.integers(1, max(fen - 50_00, 1)))))
    days = data.draw(st.integers(0, (there.matures_on - OPENED).days - 1))
    out = payout(there, part, OPENED + days * DAY, RATES)
    kept, paid = Fraction(rate_bps * months, 12 * 10_000), DEMAND * days / 360
    whole, rest = there.principal.whole_yuan, (there.principal - part).whole_yuan

    assert out.interest == rounded(part.whole_yuan * paid)
    assert out.lost == rounded(whole * kept) - rounded(rest * kept) - out.interest
    assert (
        at_maturity(there).interest
        == at_maturity(after(there, part, OPENED + days * DAY, RATES)).interest + out.interest + out.lost
    )


@given(
    st.integers(50_000_00, 10**9), st.integers(0, 60), st.integers(50_000_00, 10**9), st.integers(0, 10**6)
)
def test_what_is_taken_without_notice_loses_what_it_would_have_earned_with_it(fen, days, part, idle):
    part, whole = min(part, fen), Money(fen)
    there = replace(deposit("7D", "50"), principal=whole, idle_yuan_days=min(idle, whole.whole_yuan * days))
    out = payout(there, Money(part), OPENED + days * DAY, RATES)
    rest = after(there, Money(part), OPENED + days * DAY, RATES)
    every = (
        whole.whole_yuan * days - there.idle_yuan_days,
        rest.principal.whole_yuan * days - rest.idle_yuan_days,
    )
    before, now = (rounded(yuan_days * NOTICE["7D"] / 360) for yuan_days in every)

    assert out.lost == max(before - now - out.interest, Money(0))


def test_a_part_earns_the_demand_rate_and_the_rest_keeps_rate_and_start():
    there = deposit("1Y", "50000")
    out = payout(there, Money.parse("20000"), OPENED + 100 * DAY, RATES)
    rest = after(there, Money.parse("20000"), OPENED + 100 * DAY, RATES)

    assert out.interest == rounded(20_000 * 100 * DEMAND / 360)
    assert at_maturity(rest).interest == Money.parse("285")
    assert rest.starts_on == OPENED


def test_what_is_overdue_earns_the_demand_rate_for_the_days_after_its_term():
    out = payout(deposit("3M", "36000"), Money.parse("36000"), date(2025, 10, 10), RATES)

    assert out.interest == rounded(
        36_000 * Fraction(65, 10_000) * Fraction(3, 12) + 36_000 * 30 * DEMAND / 360
    )


def test_a_term_from_the_31st_ends_on_the_last_of_a_shorter_month():
    assert deposit("3M", "50", date(2025, 11, 30)).matures_on == date(2026, 2, 28)
    assert deposit("6M", "50", date(2025, 8, 31)).matures_on == date(2026, 2, 28)


def test_a_renewed_term_begins_where_the_last_one_ended_at_the_rate_of_that_day():
    there = replace(deposit("1Y", "10000", date(2025, 5, 19)), partly_on=date(2025, 7, 1))
    now = renewed(there, Money.parse("10110"), RATES)

    assert (now.starts_on, now.matures_on, now.rate_bps) == (date(2026, 5, 19), date(2027, 5, 19), 95)
    assert now.partly_on is None


@given(st.sampled_from(["3M", "6M", "1Y", "2Y", "3Y", "5Y"]), st.integers(50_00, 10**11))
def test_what_accrues_grows_to_what_the_term_gives_and_on_at_the_demand_rate(code, fen):
    there = replace(deposit(code, "50"), principal=Money(fen))
    last = there.matures_on - DAY
    days = [accrued(there, OPENED + n * DAY, RATES) for n in range(-1, (last - OPENED).days + 3)]

    assert days[0] == Money(0)
    assert days == sorted(days)
    assert accrued(there, last, RATES) == at_maturity(there).interest
    assert accrued(there, last + DAY, RATES) == payout(there, there.principal, last + 2 * DAY, RATES).interest


@pytest.mark.parametrize("code", ["1D", "7D"])
def test_notice_that_is_kept_earns_its_rate(code):
    there = called(deposit(code, "80000"), OPENED + 20 * DAY, "80000")
    out = payout(there, Money.parse("80000"), there.call.for_on, RATES)

    assert out.interest == rounded(80_000 * (there.call.for_on - OPENED).days * NOTICE[code] / 360)
    assert out.lost == Money(0)


@given(st.integers(50_000, 200_000), st.integers(50_000, 200_000), st.integers(7, 60), st.integers(0, 10**6))
def test_what_is_taken_as_agreed_loses_nothing(yuan, part, held, idle):
    there = replace(deposit("7D", str(max(yuan, part))), idle_yuan_days=idle)
    there = called(there, OPENED + (held - 7) * DAY, str(part))

    assert payout(there, Money.parse(str(part)), there.call.for_on, RATES).lost == Money(0)


def test_less_than_was_agreed_loses_the_days_of_notice_of_what_stays():
    there = called(deposit("7D", "200000"), OPENED + 20 * DAY, "100000")

    assert payout(there, Money.parse("60000"), OPENED + 27 * DAY, RATES).lost == rounded(
        7 * 40_000 * NOTICE["7D"] / 360
    )


@pytest.mark.parametrize("days", [26, 28])
def test_another_day_than_the_agreed_one_earns_the_demand_rate(days):
    there = called(deposit("7D", "80000"), OPENED + 20 * DAY, "80000")
    out = payout(there, Money.parse("80000"), OPENED + days * DAY, RATES)

    assert out.interest == rounded(80_000 * days * DEMAND / 360)
    assert out.lost == rounded(80_000 * days * NOTICE["7D"] / 360) - out.interest


def test_without_notice_the_demand_rate_counts():
    out = payout(deposit("7D", "80000"), Money.parse("80000"), OPENED + 27 * DAY, RATES)

    assert out.interest == rounded(80_000 * 27 * DEMAND / 360)


def test_held_for_less_than_the_days_of_notice_the_demand_rate_counts():
    there = called(deposit("7D", "80000"), OPENED - DAY, "80000")
    out = payout(there, Money.parse("80000"), OPENED + 6 * DAY, RATES)

    assert there.call.for_on == OPENED + 6 * DAY
    assert out.interest == rounded(80_000 * 6 * DEMAND / 360)


def test_more_than_was_agreed_earns_the_demand_rate_on_what_is_beyond_it():
    there = called(deposit("7D", "200000"), OPENED + 20 * DAY, "60000")
    out = payout(there, Money.parse("100000"), OPENED + 27 * DAY, RATES)

    assert out.interest == rounded(60_000 * 27 * NOTICE["7D"] / 360 + 40_000 * 27 * DEMAND / 360)


def test_days_of_notice_that_nobody_used_earn_nothing():
    lapsed = without_call(called(deposit("7D", "80000"), OPENED + 20 * DAY, "60000"), OPENED + 27 * DAY)
    there = called(lapsed, OPENED + 50 * DAY, "80000")
    out = payout(there, Money.parse("80000"), OPENED + 57 * DAY, RATES)

    assert out.interest == rounded((80_000 * 57 - 60_000 * 7) * NOTICE["7D"] / 360)


def test_notice_that_is_taken_back_costs_the_days_until_then():
    back = without_call(called(deposit("7D", "80000"), OPENED + 20 * DAY, "80000"), OPENED + 22 * DAY)

    assert back.idle_yuan_days == 2 * 80_000


def test_less_than_was_agreed_costs_the_days_of_notice_of_what_stays():
    there = called(deposit("7D", "200000"), OPENED + 20 * DAY, "100000")
    rest = after(there, Money.parse("60000"), OPENED + 27 * DAY, RATES)

    assert (rest.principal, rest.call) == (Money.parse("140000"), None)
    assert rest.idle_yuan_days == 7 * 40_000


def called(there, on, yuan):
    return replace(there, call=Call(on, on + there.product.notice_days * DAY, Money.parse(yuan)))
