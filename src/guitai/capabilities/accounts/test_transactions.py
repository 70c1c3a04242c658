from datetime import timedelta

import pytest

from guitai.money import Money
from guitai.understanding.slots.period import Period


def labels(phone):
    return [tap.label for tap in phone.reply.taps]


def lines(card):
    """The rows of a card that are lines."""
    return {label: value for label, value in card.items() if label[0].isdigit()}


def test_the_lines_come_newest_first_under_their_sums(lin):
    reply = lin.says("明细")

    assert reply.startswith("8月23日至11月23日的明细查好了。\n[点这里查看]")
    assert list(lin.card.items()) == [
        ("账户", "活期 尾号2816"),
        ("时间", "2026年8月23日至2026年11月23日"),
        ("收入合计", "¥55,500.00"),
        ("支出合计", "¥159.50"),
        ("笔数", "共6笔"),
        ("11月20日 12:30 江海超市", "-¥120.50"),
        ("11月10日 12:30 代发工资 · 江海软件", "+¥18,500.00"),
        ("10月15日 12:30 江海地铁", "-¥4.00"),
        ("10月12日 12:30 老陈面馆", "-¥35.00"),
        ("10月10日 12:30 代发工资 · 江海软件", "+¥18,500.00"),
        ("9月10日 12:30 代发工资 · 江海软件", "+¥18,500.00"),
    ]


@pytest.mark.parametrize(
    "said, came_in, went_out",
    [
        ("10月的明细", "¥18,500.00", "¥39.00"),
        ("上个月花了多少", None, "¥39.00"),
        ("上个月的收入", "¥18,500.00", None),
        ("10月1日到13日的明细", "¥18,500.00", "¥35.00"),
        ("近三个月在老陈面馆花了多少", None, "¥35.00"),
    ],
)
def test_period_direction_and_counterparty_narrow_the_lines(lin, said, came_in, went_out):
    lin.says(said)

    assert (lin.card.get("收入合计"), lin.card.get("支出合计")) == (came_in, went_out)


@pytest.mark.parametrize(
    "said, reply, conditions",
    [
        ("上个月的明细", "10月1日至10月31日的明细查好了。", None),
        ("上个月花了多少", "10月1日至10月31日的支出查好了。", "只看支出"),
        ("11月10日的收入", "11月10日的收入查好了。", "只看收入"),
        ("11月20日的明细", "11月20日的明细查好了。", None),
        ("尾号2816上个月的明细", "活期 尾号2816，10月1日至10月31日的明细查好了。", None),
        ("近三个月在老陈面馆花了多少", "8月23日至11月23日的支出查好了。", "只看支出 · 含“老陈面馆”"),
        ("去年12月到今年11月的明细", "2025年12月1日至2026年11月23日的明细查好了。", None),
        ("最近2笔支出", "最近2笔支出查好了。", "只看支出 · 最近2笔"),
        ("10月最大的一笔支出", "10月1日至10月31日金额最大的一笔支出查好了。", "只看支出 · 金额最大的一笔"),
        ("120.5元的支出", "8月23日至11月23日的支出查好了。", "只看支出 · 金额120.50元"),
    ],
)
def test_what_was_filtered_is_said_and_stands_on_the_card(lin, said, reply, conditions):
    assert lin.says(said).startswith(reply)
    assert lin.card.get("条件") == conditions


@pytest.mark.parametrize(
    "said, conditions, found",
    [
        ("近三个月30元以上的收支", "金额30元以上", 5),
        ("近三个月35元以下的明细", "金额35元以下", 2),
        ("近三个月5元到120.5元之间的明细", "金额5元至120.50元", 2),
        ("最近2笔明细", "最近2笔", 2),
        ("我最大的一笔支出", "只看支出 · 金额最大的一笔", 1),
        ("近三个月和工资的往来", "只看收入 · 含“工资”", 3),
        ("近三个月和餐饮的往来", "含“餐饮”", 1),
    ],
)
def test_bounds_counts_and_words_choose_lines(lin, said, conditions, found):
    lin.says(said)

    assert lin.card["条件"] == conditions
    assert len(lines(lin.card)) == found


def test_the_newest_few_come_without_sums_and_reach_back_a_year(lin):
    lin.says("最近1笔明细")

    assert list(lin.card.items())[1:] == [
        ("时间", "2025年11月23日至2026年11月23日"),
        ("条件", "最近一笔"),
        ("2026年11月20日 12:30 江海超市", "-¥120.50"),
    ]


def test_a_page_of_the_newest_goes_on_with_as_many(lin):
    lin.says("最近2笔明细")
    lin.taps("更早的记录")

    assert list(lines(lin.card)) == ["2026年10月15日 12:30 江海地铁", "2026年10月12日 12:30 老陈面馆"]


@pytest.mark.parametrize(
    "said, reply",
    [
        ("尾号2816在11月19日31元的支出", "活期 尾号2816在11月19日没有31元的支出。"),
        ("11月19日的明细", "11月19日没有交易。"),
        ("11月19日的收入", "11月19日没有收入。"),
        ("去年12月花了多少", "2025年12月1日至2025年12月31日没有支出。"),
        ("11月19日在江海超市花了多少", "11月19日没有和“江海超市”有关的支出。"),
    ],
)
def test_where_nothing_is_found_the_conditions_are_said_in_the_customers_words(lin, said, reply):
    assert lin.says(said).startswith(reply)


def test_where_nothing_is_found_a_wider_look_is_offered_if_there_is_one(chen):
    chen.says("上个月的明细")
    narrow = labels(chen)
    chen.taps("近三个月的明细")

    assert (narrow, labels(chen)) == (["近三个月的明细", "查余额"], ["查余额"])


def test_whom_a_landlord_is_nobody_knows_and_the_name_is_asked_for(lin):
    said = lin.says("给房东转了多少")

    assert said == "我不知道“房东”是谁，请您说姓名。\n您要找和谁的往来？"
    assert lin.says("江海超市").startswith("8月23日至11月23日的")
    assert lin.card["条件"].endswith("含“江海超市”")


@pytest.mark.parametrize("said, name", [("我跟媽媽的往來", "「媽媽」"), ("给我女儿转了多少", "“我女儿”")])
def test_kin_are_known_in_both_scripts(lin, said, name):
    assert name in lin.says(said)


def test_a_name_in_the_other_script_is_found(lin):
    lin.says("在老陳麵館花了多少")

    assert list(lines(lin.card)) == ["10月12日 12:30 老陈面馆"]


def test_the_current_accounts_are_shown_together_and_each_line_says_whose(busy):
    reply = busy.says("明细")

    assert reply.startswith("8月23日至11月23日的明细查好了。")
    assert list(busy.card.items()) == [
        ("账户", "活期 尾号1668、活期 尾号1196"),
        ("时间", "2026年8月23日至2026年11月23日"),
        ("收入合计", "¥6,032.25"),
        ("另有本人账户间转入", "¥2,000.00"),
        ("支出合计", "¥1,651.50"),
        ("另有本人账户间转出", "¥2,100.00"),
        ("笔数", "共9笔"),
        ("11月19日 10:00 尾号1196 转存定期 · 陈国强", "-¥100.00"),
        ("11月18日 10:00 尾号1196 电费 · 江海电力", "-¥120.50"),
        ("11月1日 10:00 尾号1668 李秀英 · 铺租", "-¥1,500.00"),
        ("10月22日 13:00 尾号1668 结息", "+¥1.25"),
        ("10月22日 12:00 尾号1196 退款 · 江海超市", "+¥31.00"),
        ("10月20日 12:00 尾号1196 江海超市", "-¥31.00"),
        ("10月12日 09:00 尾号1196 陈国强 · 家用", "+¥2,000.00"),
        ("10月12日 09:00 尾号1668 陈国强 · 家用", "-¥2,000.00"),
        ("10月5日 09:00 尾号1668 扫码收款 · 王芳", "+¥6,000.00"),
    ]


def test_the_sums_and_the_pictures_agree(busy, drawn):
    busy.says("明细")
    months, parts = drawn(busy)

    assert busy.card["收入合计"] == "¥6,032.25"
    assert sum((month.money_in for month in months.groups), Money(0)) == Money.parse("6032.25")
    assert sum((month.money_out for month in months.groups), Money(0)) == Money.parse("1651.50")
    assert sum((part.amount for part in parts.parts), Money(0)) == Money.parse("1651.50")


def test_the_pictures_of_one_direction_show_no_other(busy, drawn):
    busy.says("近三个月花了多少")
    months, parts = drawn(busy)

    assert (months.title, parts.title) == ("每月支出", "钱花在哪里")
    assert [(part.label, part.amount) for part in months.parts] == [
        ("2026年10月", Money.parse("31")),
        ("2026年11月", Money.parse("1620.50")),
    ]


def test_what_was_moved_between_ones_own_accounts_was_not_spent(busy):
    busy.says("上个月花了多少")

    assert (busy.card["支出合计"], busy.card["另有本人账户间转出"]) == ("¥31.00", "¥2,000.00")
    assert "另有本人账户间转入" not in busy.card


def test_of_all_lines_the_largest_may_have_been_moved(busy):
    busy.says("10月金额最大的3笔交易")

    assert list(lines(busy.card).values()) == ["+¥6,000.00", "+¥2,000.00", "-¥2,000.00"]


def test_the_largest_was_spent_not_moved(busy):
    busy.says("10月最大的一笔支出")

    assert list(lines(busy.card).values()) == ["-¥31.00"]


def test_a_named_account_is_shown_alone(busy):
    assert busy.says("尾号1668的明细").startswith("活期 尾号1668，8月23日至11月23日的明细查好了。")
    assert next(iter(lines(busy.card))) == "11月1日 10:00 李秀英 · 铺租"
    assert busy.card["笔数"] == "共4笔"


def test_pages_over_two_accounts_have_every_line_once(busy, more_lines):
    more_lines(14, busy, "1196")
    busy.says("明细")
    seen, places = [*lines(busy.card)], [busy.card["笔数"]]
    while "更早的记录" in labels(busy):
        assert labels(busy)[:3] == ["更早的记录", "只看尾号1668", "只看尾号1196"]
        busy.taps("更早的记录")
        seen += lines(busy.card)
        places.append(busy.card["笔数"])

    assert len(seen) == len(set(seen)) == 23
    assert places == ["第1–10笔，共23笔", "第11–20笔，共23笔", "第21–23笔，共23笔"]


def test_one_of_the_accounts_can_be_looked_at_alone_with_the_same_filter(busy, more_lines):
    more_lines(14, busy, "1196")
    busy.says("近三个月花了多少")
    said = busy.taps("只看尾号1196")

    assert said.startswith("活期 尾号1196，8月23日至11月23日的支出查好了。")
    assert busy.card["账户"] == "活期 尾号1196"
    assert busy.card["条件"] == "只看支出"


def test_one_of_the_accounts_may_have_nothing_of_it(busy, more_lines):
    more_lines(14, busy, "1196")
    busy.says("11月2日到11月23日的明细")

    assert busy.taps("只看尾号1668").startswith("活期 尾号1668在11月2日至11月23日没有交易。")
    assert busy.says("那11月1日呢").startswith("活期 尾号1668，11月1日的明细查好了。")


def test_what_follows_keeps_the_account_that_was_named(chen):
    chen.says("尾号1196的明细")

    assert chen.says("那九月呢").startswith("活期 尾号1196在9月1日至9月30日没有")


def test_a_period_in_the_future_is_asked_for_again(lin):
    said = lin.says("2027年的明细")

    assert said == "2027年1月1日还没有到，请换一段时间。\n您要看哪段时间？"
    assert lin.says("上个月").startswith("10月1日至10月31日的明细查好了。")


def test_a_period_before_the_account_was_opened_has_no_lines_and_the_day_stays_with_the_bank(lin):
    reply = lin.says("2024年的明细")

    assert reply == "这个账户当时还没有开立，请换一段时间。\n1. 我的账户"


@pytest.mark.parametrize(
    "said, reply",
    [
        ("信用卡的交易明细", "您在本行没有信用卡。"),
        ("定期的明细", "您没有定期存款。"),
        ("尾号9999的明细", "您名下没有找到“9999”这个账户，请您核对。"),
    ],
)
def test_an_account_that_is_not_there_is_said_to_be_missing(lin, said, reply):
    assert lin.says(said) == f"{reply}\n1. 我的账户"


def test_the_next_page_goes_on_where_the_last_one_ended(lin, more_lines):
    more_lines(12)
    lin.says("明细")
    first = lin.card
    said = lin.says("更多")

    assert said.startswith("8月23日至11月23日的明细查好了。")
    assert (first["笔数"], lin.card["笔数"]) == ("第1–10笔，共18笔", "第11–18笔，共18笔")
    assert not lines(first).keys() & lines(lin.card).keys()
    assert len(lines(lin.card)) == 8
    assert "更早的记录" not in labels(lin)


def test_another_question_after_a_later_page_begins_at_its_own_first_page(lin, more_lines):
    more_lines(12)
    lin.says("明细")
    lin.taps("更早的记录")

    lin.says("那11月呢")

    assert "11月23日 09:11 小店11" in lin.card


def test_lines_of_another_year_say_which(busy):
    busy.says("今年的明细")
    this_year = next(iter(lines(busy.card)))
    busy.says("2025年12月1日到2026年11月23日的明细")

    assert this_year.startswith("11月19日 10:00")
    assert next(iter(lines(busy.card))).startswith("2026年11月19日 10:00")


def test_the_chat_shows_no_amount_and_no_counterparty(lin):
    for said in ("余额", "明细", "10月花了多少", "我的账户"):
        reply = lin.says(said)

        assert not any(secret in reply for secret in ("¥", "18,500", "江海软件", "老陈"))


def test_english_is_answered_in_english(lin):
    assert lin.says("last month's transactions").startswith("Here you are: transactions, 1 Oct to 31 Oct.")
    assert (lin.card["Money in"], lin.card["Money out"]) == ("¥18,500.00", "¥39.00")
    assert lin.card["Transactions"] == "3"
    assert list(lines(lin.card)) == [
        "15 Oct 12:30 江海地铁",
        "12 Oct 12:30 老陈面馆",
        "10 Oct 12:30 Wages · 江海软件",
    ]


def test_in_english_nothing_is_found_on_an_account_of_theirs(chen):
    said = chen.says("last month's transactions of the account ending 1196")

    assert said.startswith(
        "Nothing found: transactions on your Current account ending 1196, 1 Oct to 31 Oct."
    )


def test_pictures_go_with_lines_over_several_months(lin, drawn):
    lin.says("明细")

    assert [chart.title for chart in drawn(lin)] == ["每月收支", "钱花在哪里"]


def test_the_period_that_was_understood_is_said(lin):
    lin.says("近一个月的明细")

    assert Period.until(lin.now.date(), months=1).first.isoformat() == "2026-10-23"
    assert lin.card["时间"] == "2026年10月23日至2026年11月23日"


def test_an_old_card_can_not_be_opened(lin, drawn):
    lin.says("明细")
    lin.waits(timedelta(hours=25))

    assert drawn(lin) is None


def test_a_fixed_deposit_is_looked_into_when_it_is_named(busy):
    assert busy.says("定期7001的明细").startswith("定期 尾号7001，8月23日至11月23日的明细查好了。")
    assert busy.card["另有本人账户间转入"] == "¥100.00"
    assert busy.card["收入合计"] == "¥0.00"


def test_a_misspelt_whole_question_does_not_look_for_what_was_looked_for_before(lin):
    lin.says("10月工资发了多少")
    assert lin.card["条件"] == "只看收入 · 含“工资”"
    lin.says("trasactions last week pls")

    assert "Only" not in lin.card
    assert lin.card["Money out"] == "¥120.50"


def test_a_bare_month_goes_on_with_what_was_looked_for(lin):
    lin.says("10月工资发了多少")
    lin.says("9月")

    assert (lin.card["条件"], lin.card["时间"]) == ("只看收入 · 含“工资”", "2026年9月1日至2026年9月30日")


@pytest.mark.parametrize(
    "said, amounts, only",
    [
        ("10月超过35元的支出", [], ""),
        ("10月大于4元的支出", ["-¥35.00"], "只看支出 · 金额超过4元"),
        ("10月不到35元的支出", ["-¥4.00"], "只看支出 · 金额不到35元"),
        ("10月35元以上的支出", ["-¥35.00"], "只看支出 · 金额35元以上"),
        ("10月不超过35元的支出", ["-¥4.00", "-¥35.00"], "只看支出 · 金额35元以下"),
        ("10月大于4元小于100元的支出", ["-¥35.00"], "只看支出 · 金额超过4元、不到100元"),
    ],
)
def test_only_some_bounds_include_the_sum_itself(lin, said, amounts, only):
    reply = lin.says(said)

    if amounts:
        assert (list(lines(lin.card).values()), lin.card["条件"]) == (amounts, only)
    else:
        assert reply.startswith("10月1日至10月31日没有超过35元的支出。")
