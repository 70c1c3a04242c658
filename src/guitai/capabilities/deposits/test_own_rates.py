"""A bank that posts its own rates: what is shown, signed, set aside and paid is what is posted on the day."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.savers import ordered, shown

from guitai.capabilities.deposits import demand, holdings
from guitai.ledger.accounts import accounts_of
from guitai.money import Money
from guitai.terms.file import read

NOVEMBER = """
[[rates]]
from = 2026-01-01
demand = "0.10%"
fixed = { 3M = "0.70%", 6M = "0.90%", 1Y = "1.11%", 2Y = "1.20%", 3Y = "1.30%", 5Y = "1.40%" }
notice = { 1D = "0.12%", 7D = "0.40%" }

[[rates]]
from = 2026-11-24
demand = "0.02%"
fixed = { 3M = "0.60%", 6M = "0.70%", 1Y = "0.90%", 2Y = "1.00%", 3Y = "1.10%", 5Y = "1.20%" }
notice = { 1D = "0.05%", 7D = "0.20%" }
"""
BEFORE, CUT = date(2026, 11, 23), date(2026, 11, 24)
LATE = datetime.fromisoformat("2026-11-25T03:00:00+08:00")


@pytest.fixture
def started(tmp_path):
    """The transaction of a bank that has just started, at this moment or when it was, and read its file."""
    (tmp_path / "terms.toml").write_text(NOVEMBER)
    return lambda db, now=None: replace(db, now=now or db.now, terms=read(tmp_path / "terms.toml"))


def test_a_deposit_is_offered_signed_and_kept_at_the_rate_that_is_posted(lin, signs, started):
    lin.db = started(lin.db)
    lin.says("存定期")
    assert [tap.label for tap in lin.reply.taps][2] == "一年，1.11%"
    lin.taps("一年，1.11%")
    lin.says("5万")
    lin.taps("不续存，本金和利息都转到活期")
    card = shown(lin)
    assert (card["年利率"], card["到期利息"]) == ("1.11%", "¥555.00")
    assert card["提前支取（全部天数按支取日的活期利率，现为0.10%）最多"] == "¥50.56"
    assert ordered(lin).amount("interest") == Money.parse("555")

    signs(lin)
    (deposit,) = holdings.deposits_of(lin.db, lin.owner)
    assert (deposit.rate_bps, shown(lin)["利息"]) == (111, "¥555.00")


def test_what_is_signed_after_the_rate_has_changed_is_refused_and_offered_at_the_new_one(lin, signs, started):
    lin.db = started(lin.db)
    lin.now = lin.now.replace(hour=23, minute=58)
    lin.says("存5万定期一年")
    lin.taps("不续存，本金和利息都转到活期")
    lin.now = datetime.combine(CUT, lin.now.timetz()).replace(hour=0, minute=1)
    signs(lin)
    assert lin.reply.parts[0].startswith("这期间日期、利率或这笔存款已经变了，所以没有办理")
    assert [one.kind for one in accounts_of(lin.db, lin.owner)] == ["current"]

    lin.says("存5万定期一年")
    lin.taps("不续存，本金和利息都转到活期")
    assert shown(lin)["年利率"] == "0.90%"


def test_a_day_that_is_closed_late_and_after_a_restart_earns_the_rate_of_that_day(bank, started):
    keys = [bank.current(owner, f"623999000000000{owner}") for owner in (1001, 1002)]
    for key in keys:
        bank.moves(key, "36000")
    days = (CUT - bank.today).days

    assert demand.accrue(started(bank.db, LATE), BEFORE, most=1)
    assert demand.accrue(started(bank.db, LATE), BEFORE, most=1)
    assert not demand.accrue(started(bank.db, LATE), BEFORE, most=1)
    assert bank.payable() == bank.accrued() == Money(2 * days * 10)
    assert {one.accrued for one in demand.accruals(bank.db, keys).values()} == {Money(days * 10)}

    while demand.accrue(started(bank.db, LATE), CUT):
        pass
    assert bank.payable() == bank.accrued() == Money(2 * (days + 1) * 2)
