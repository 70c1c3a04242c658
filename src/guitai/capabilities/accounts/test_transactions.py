from datetime import timedelta

import pytest

from guitai.understanding.period import Period


def test_the_lines_come_newest_first_under_their_sums(lin):
    reply = lin.says("活期明细")

    assert reply.startswith("活期 尾号2816，2026年8月23日至2026年11月23日的明细查好了。\n[点这里查看]")
    assert list(lin.card.items()) == [
        ("账户", "活期 尾号2816"),
        ("时间", "2026年8月23日至2026年11月23日"),
        ("收入合计", "¥55,500.00"),
        ("支出合计", "¥159.50"),
        ("笔数", "6"),
        ("11-20 12:30 江海超市", "-¥120.50"),
        ("11-10 12:30 江海软件", "¥18,500.00"),
        ("10-15 12:30 江海地铁", "-¥4.00"),
        ("10-12 12:30 老陈面馆", "-¥35.00"),
        ("10-10 12:30 江海软件", "¥18,500.00"),
        ("09-10 12:30 江海软件", "¥18,500.00"),
    ]


@pytest.mark.parametrize(
    "said, came_in, went_out",
    [
        ("10月的明细", "¥18,500.00", "¥39.00"),
        ("上个月花了多少", "¥0.00", "¥39.00"),
        ("上个月的收入", "¥18,500.00", "¥0.00"),
        ("10月1日到13日的明细", "¥18,500.00", "¥35.00"),
        ("近三个月在老陈面馆花了多少", "¥0.00", "¥35.00"),
        ("last month's transactions", None, None),
    ],
)
def test_period_direction_and_counterparty_narrow_the_lines(lin, said, came_in, went_out):
    lin.says(said)

    sums = lin.card
    if came_in:
        assert (sums["收入合计"], sums["支出合计"]) == (came_in, went_out)
    else:
        assert (sums["Money in"], sums["Money out"]) == ("¥18,500.00", "¥39.00")


def test_two_accounts_are_asked_which(chen):
    assert chen.says("明细") == ("要看哪个账户的明细？\n1. 活期 尾号1668\n2. 活期 尾号1196")
    assert chen.says("1196").startswith("活期 尾号1196在2026年8月23日至2026年11月23日没有符合条件的记录。")


def test_what_follows_keeps_the_account_that_was_chosen(chen):
    chen.says("明细")
    chen.taps("活期 尾号1196")

    assert chen.says("那九月呢").startswith("活期 尾号1196在2026年9月1日至2026年9月30日没有")


def test_a_period_in_the_future_is_asked_for_again(lin):
    said = lin.says("2027年的明细")

    assert said == "2027年1月1日还没有到，请换一段时间。\n您要看哪段时间？"
    assert lin.says("上个月").startswith("活期 尾号2816，2026年10月1日至2026年10月31日的明细查好了。")


def test_a_period_before_the_account_was_opened_has_no_lines_and_the_day_stays_with_the_bank(lin):
    reply = lin.says("2024年的明细")

    assert reply.startswith("活期 尾号2816那时还没有开户，所以没有记录。")
    assert "2025" not in reply


def test_the_next_page_goes_on_where_the_last_one_ended(lin, more_lines):
    more_lines(12)
    lin.says("明细")
    first = set(lin.card)
    said = lin.says("更多")

    assert said.startswith("活期 尾号2816，2026年8月23日至2026年11月23日的明细查好了。")
    assert len(first & set(lin.card)) == 5  # the heads of both pages
    assert len(lin.card) == 5 + 8
    assert "更早的记录" not in [tap.label for tap in lin.reply.taps]


def test_another_question_after_a_later_page_begins_at_its_own_first_page(lin, more_lines):
    more_lines(12)
    lin.says("明细")
    lin.taps("更早的记录")

    lin.says("那11月呢")

    assert "11-23 09:11 小店11" in lin.card


def test_the_chat_shows_no_amount_and_no_counterparty(lin):
    for said in ("余额", "明细", "10月花了多少", "我的账户"):
        reply = lin.says(said)

        assert not any(secret in reply for secret in ("¥", "18,500", "江海软件", "老陈"))


def test_pictures_go_with_lines_over_several_months(lin, charts):
    lin.says("明细")

    assert charts() == ["每月收支", "钱花在哪里"]


def test_the_period_that_was_understood_is_said(lin):
    lin.says("近一个月的明细")

    assert Period.until(lin.now.date(), months=1).first.isoformat() == "2026-10-23"
    assert lin.card["时间"] == "2026年10月23日至2026年11月23日"


def test_an_old_card_can_not_be_opened(lin, charts):
    lin.says("明细")
    lin.waits(timedelta(hours=25))

    assert charts() is None


def test_a_fixed_deposit_is_looked_into_when_it_is_named(chen):
    assert chen.says("定期7001的明细").startswith("定期 尾号7001在2026年8月23日至2026年11月23日没有")
