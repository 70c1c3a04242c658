"""What is said to the lines that were shown: of whom, of which account, how much, and what not."""

from datetime import date, datetime

import pytest

from guitai.conversation import store
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.shield.private import reveal

LINES = [
    ("2026-09-15", "800", "张三", "饭钱"),
    ("2026-10-18", "1200", "张三", "借款"),
    ("2026-10-20", "2300", "李四", "房租"),
    ("2026-11-05", "501", "张三", ""),
]
OCTOBER = "10月1日至10月31日"


@pytest.fixture(autouse=True)
def second(lin):
    """A second account of Lin's, 5207, from which people were paid."""
    account = open_account(
        lin.db, lin.owner, "current", "6239990000000005207", opened_on=date(2025, 6, 1)
    ).key
    day = "2026-09-02"
    moves = [(day, "9000", Internal.RESERVES, account, Details("存款", "", ""))]
    moves += [
        (day, amount, account, Internal.CLEARING_OUT, Details("转账", party, "转账", memo=memo))
        for day, amount, party, memo in LINES
    ]
    for number, (day, amount, source, target, details) in enumerate(moves):
        entry = transfer(
            Money.parse(amount),
            owner=lin.owner,
            name=f"second {number}",
            source=source,
            target=target,
            details=details,
            booked_at=datetime.fromisoformat(f"{day}T15:30:00+08:00"),
        )
        post(lin.db, entry)


def shown(phone):
    """What was looked at: the accounts' tails, the dates and what else was asked for."""
    card = phone.card
    labels = ("Accounts", "Dates", "Only") if "Dates" in card else ("账户", "时间", "条件")
    account, dates, only = (card.get(label, "") for label in labels)
    return [tail for tail in ("2816", "5207") if tail in account], dates, only


def looked_for(phone):
    """What was looked for last: the account, the days and what else."""
    last = store.chat_of(phone.db, phone.owner).last
    told = {kept.name: reveal(kept.value) or "" for kept in last.journal}
    days = f"{told['period'].first:%m-%d} {told['period'].last:%m-%d}"
    bounds = f"{told['least']}-{told['most']}" if told["least"] or told["most"] else ""
    only = [told["direction"], told["counterparty"], told["amount"], bounds]
    return told["account"], days, " ".join(str(value) for value in only if value)


@pytest.mark.parametrize(
    "said, found",
    [("不要收入", "只看支出"), ("不看支出", "只看收入"), ("不要支出了", "只看收入")],
)
def test_what_is_not_wanted_is_the_other_way(lin, said, found):
    lin.says("10月明细")

    assert lin.says(said).startswith(OCTOBER)
    assert lin.card["条件"] == found


@pytest.mark.parametrize(
    "said, what, only",
    [
        ("10月明细除了工资", "工资", None),
        ("10月的支出，不含张三", "张三", "只看支出"),
        ("10月明细，张三除外", "张三", None),
    ],
)
def test_what_can_not_be_left_out_is_said(lin, said, what, only):
    reply = lin.says(said)

    assert reply.startswith(f"查明细时还不能排除“{what}”，下面的结果没有去掉这部分。\n{OCTOBER}")
    assert lin.card.get("条件") == only


def test_what_is_seen_next_is_of_what_was_shown(lin):
    for said in ("10月的账", "看支出", "超过两千的给我列一下"):
        lin.says(said)

    assert looked_for(lin) == ("", "10-01 10-31", "out 2000.01-")


def test_in_english_too(lin):
    reply = lin.says("transactions excluding salary")

    assert reply.startswith("I can't leave out “salary” yet: what follows still includes it.\nHere you are")
    assert "Only" not in lin.card


def test_who_is_left_out_first_and_wanted_then_is_looked_for(lin):
    lin.says("10月明细")
    lin.says("除了张三")

    assert lin.says("和张三的").startswith(OCTOBER)


@pytest.mark.parametrize("said", ["和张三的", "只要张三的", "和张三的呢", "跟张三有关的", "only with 张三"])
def test_with_whom_is_asked_of_what_was_shown(lin, said):
    lin.says("10月明细")
    lin.says(said)

    assert "含“张三”" in str(lin.card) or "“张三”" in lin.card["Only"]
    assert "-¥1,200.00" in lin.card.values()
    assert "-¥800.00" not in lin.card.values()


def test_a_name_takes_the_place_of_another_and_of_wages(lin):
    lin.says("10月明细")
    lin.says("工资呢")
    assert (lin.card["时间"], lin.card["条件"]) == ("2026年10月1日至2026年10月31日", "只看收入 · 含“工资”")
    lin.says("和张三的")
    assert lin.card["条件"] == "含“张三”"
    lin.says("和李四的呢")

    assert lin.card["条件"] == "含“李四”"


@pytest.mark.parametrize(
    "said, amounts",
    [
        ("how much did I pay 张三 in October", ["-¥1,200.00"]),
        ("show all payments to 张三", ["-¥501.00", "-¥1,200.00", "-¥800.00"]),
        ("payments to 李四 last month", ["-¥2,300.00"]),
        ("transactions with 张三 in October", ["-¥1,200.00"]),
    ],
)
def test_in_english_the_payee_counts(lin, said, amounts):
    lin.says(said)

    assert [value for value in lin.card.values() if value.startswith("-")] == amounts


def test_a_new_bound_takes_the_place_of_the_other(lin):
    lin.says("10月大于1000的支出")
    lin.says("改成小于1000的")
    assert lin.card["条件"] == "只看支出 · 金额不到1000元"
    lin.says("2300的")
    assert lin.card["条件"] == "只看支出 · 金额2300元"
    lin.says("大于一千的")

    assert lin.card["条件"] == "只看支出 · 金额超过1000元"


def test_a_bound_is_no_name_and_a_number_of_lines_no_sum(lin):
    lin.says("10月大于1000的明细")
    assert lin.card["条件"] == "金额超过1000元"
    lin.says("show me 5 biggest expenses this year")

    assert lin.card["Only"] == "money out · the largest 5"


@pytest.mark.parametrize("said", ["只看5207的", "5207的", "改成5207的", "for 5207"])
def test_a_bare_tail_of_ones_own_is_the_account(lin, said):
    lin.says("10月明细")
    lin.says(said)

    assert shown(lin)[0] == ["5207"]
    assert shown(lin)[2] == ""


def test_of_nobodys_account_it_is_an_amount(lin):
    lin.says("10月明细")
    lin.says("只看1200的")

    assert lin.card["条件"] == "金额1200元"


def test_in_english_each_narrows_what_was_shown_before(lin):
    lin.says("transactions in October")
    dates = lin.card["Dates"]
    lin.says("for 5207")
    lin.says("money out only")
    assert (lin.card["Dates"], lin.card["Only"]) == (dates, "money out")
    lin.says("over 500")
    assert lin.card["Only"] == "money out · over 500 yuan"
    lin.says("between 500 and 2000")
    assert lin.card["Only"] == "money out · 500 to 2000 yuan"
    lin.says("all of them")

    assert shown(lin) == (["5207"], dates, "")


@pytest.mark.parametrize(
    "said",
    ["10月支出里5207的", "9月5207进了多少出了多少", "10月1号到20号，5207，出账"],
)
def test_a_bare_tail_of_ones_own_is_the_account_from_the_first(lin, said):
    lin.says(said)

    assert shown(lin)[0] == ["5207"]
    assert "金额" not in shown(lin)[2]


def test_a_sum_that_is_called_one_stays_a_sum(lin):
    assert lin.says("10月5207元的支出").startswith(f"{OCTOBER}没有5207元的支出。")


@pytest.mark.parametrize(
    "first, says, account, dates, only",
    [
        ("10月转给张三的钱", ["李四的也看看"], "", "10-01 10-31", "out 李四"),
        ("10月转给张三的钱", ["李四呢", "九月份呢"], "", "09-01 09-30", "out 李四"),
        ("10月5207的支出", ["账户不限了，两个都看"], "", "10-01 10-31", "out"),
        ("10月5207的支出", ["所有账户都要"], "", "10-01 10-31", "out"),
        ("10月5207的支出", ["所有账户的吧，不要只看5207"], "", "10-01 10-31", "out"),
        ("10月5207的支出", ["两个账户都看，别只看5207"], "", "10-01 10-31", "out"),
        ("10月1000到3000的支出", ["上限去掉吧"], "", "10-01 10-31", "out 1000.00-"),
        ("10月1000到3000的支出", ["下限不要了"], "", "10-01 10-31", "out -3000.00"),
        ("10月1000到3000的支出", ["多少钱都行"], "", "10-01 10-31", "out"),
        ("10月嘅支出", ["净系要5207嗰个户口"], "5207", "10-01 10-31", "out"),
        ("10月18号的支出", ["前一天呢"], "", "10-17 10-17", "out"),
        ("10月18号的支出", ["后一天呢"], "", "10-19 10-19", "out"),
        ("10月的支出", ["再往前一个月"], "", "09-01 09-30", "out"),
        ("10月的支出", ["只看5207的 1500块以下的"], "5207", "10-01 10-31", "out -1500.00"),
        ("10月的支出", ["别看2816，看5207", "有没有一千以上的"], "5207", "10-01 10-31", "out 1000.00-"),
        ("10月和张三的往来", ["不限人了，都列出来"], "", "10-01 10-31", ""),
        (
            "10月的支出",
            ["5000以上的有没有", "没有啊 那不限金额了，只看5207"],
            "5207",
            "10-01 10-31",
            "out",
        ),
        ("今年的支出", ["只要十月的"], "", "10-01 10-31", "out"),
        ("10月5207进了多少出了多少", ["先看出的"], "5207", "10-01 10-31", "out"),
        ("10月5207进了多少出了多少", ["先看出的", "再看进的"], "5207", "10-01 10-31", "in"),
        ("10月的明细", ["支出的", "5207"], "5207", "10-01 10-31", "out"),
        ("10月的支出", ["账户不限哈", "张三的"], "", "10-01 10-31", "out 张三"),
        ("10月的支出", ["算了进出都看吧，不分方向"], "", "10-01 10-31", ""),
        ("10月18号那天的支出", ["哦不是18号，是20号"], "", "10-20 10-20", "out"),
        ("10月的支出", ["15号到20号的"], "", "10-15 10-20", "out"),
        ("10月的支出", ["只看19号以后的"], "", "10-19 10-31", "out"),
        ("expenses in October", ["from the 19th"], "", "10-19 10-31", "out"),
        ("张三10月转给我的", ["不是转给我，是我转给他的"], "", "10-01 10-31", "out 张三"),
        ("唔该帮我查吓十月过咗畀张三嘅数", [], "", "10-01 10-31", "out 张三"),
        ("十月的流水", ["只要支出", "2000块以内的"], "", "10-01 10-31", "out -2000.00"),
        ("十月的流水", ["只看支出，两千以上"], "", "10-01 10-31", "out 2000.00-"),
        ("上个月的账单流水有没有，我眼睛不好，你给我列一列", ["就看出去的钱"], "", "10-01 10-31", "out"),
        ("查下5207上个月出去的账，1000以上的", [], "5207", "10-01 10-31", "out 1000.00-"),
        ("show me my transactions for October", ["only money out please"], "", "10-01 10-31", "out"),
        ("October transactions over 1000", ["no minimum", "the month before"], "", "09-01 09-30", ""),
        ("expenses in October", ["at least 1000", "for 5207"], "5207", "10-01 10-31", "out 1000.00-"),
        ("10月转给李四的,一千以上的", [], "", "10-01 10-31", "out 李四 1000.00-"),
        ("上个月转给张三的", [], "", "10-01 10-31", "out 张三"),
        ("10月转给张三的明细", ["不限张三 所有人的"], "", "10-01 10-31", "out"),
        ("10月转给张三的明细", ["不只看张三，谁的都要"], "", "10-01 10-31", "out"),
        ("去年12月的进账", ["不对 不是进账,是出账"], "", "12-01 12-31", "out"),
        ("10月15到10月20号 5207 支出", [], "5207", "10-15 10-20", "out"),
        ("看一下我和张三的往来", ["只要九月份我转出去给他的"], "", "09-01 09-30", "out 张三"),
        ("看一下我和张三的往来", ["只要九月份他转进来的"], "", "09-01 09-30", "in 张三"),
        ("看一下我和张三的往来", ["他九月份给我转了多少"], "", "09-01 09-30", "in 张三"),
        ("查10月份5207的支出", ["一千以上的才要"], "5207", "10-01 10-31", "out 1000.00-"),
        ("九月份张三打给我的钱", [], "", "09-01 09-30", "in 张三"),
        ("5207九月的支出", ["换另一张2816看看"], "2816", "09-01 09-30", "out"),
        ("十月支出", ["一百以下的就别列了"], "", "10-01 10-31", "out 100.01-"),
        ("十月支出", ["一千以上的不要"], "", "10-01 10-31", "out -999.99"),
        ("expenses in October", ["nothing under 200 please"], "", "10-01 10-31", "out 200.00-"),
        ("上月收入明细", ["哦我说反了 是支出"], "", "10-01 10-31", "out"),
        ("10月进账", ["不光进账 出账也要"], "", "10-01 10-31", ""),
        ("九月和张三的往来", ["他转我的那些"], "", "09-01 09-30", "in 张三"),
        ("帮我查下上个月从5207出去的、一千块以上的流水", [], "5207", "10-01 10-31", "out 1000.00-"),
    ],
)
def test_what_is_said_of_what_was_shown_changes_that_alone(lin, first, says, account, dates, only):
    lin.says(first)
    for said in says:
        lin.says(said)

    assert looked_for(lin) == (account, dates, only)


@pytest.mark.parametrize(
    "said", ["给张三转500", "从5207转出500", "余额", "5207的余额", "开5207的对账单", "存1万定期"]
)
def test_a_wish_of_its_own_is_none_of_it(lin, said):
    lin.says("10月的支出")
    lin.says(said)

    chat = store.chat_of(lin.db, lin.owner)
    assert chat.stack or chat.last.flow != "accounts.transactions"


@pytest.mark.parametrize(
    "first, said",
    [
        ("5207九月的对账单", "那十月的呢"),
        ("5207九月的对账单", "十月也来一份"),
        ("statement for 5207, September please", "sorry, I meant October"),
    ],
)
def test_after_a_statement_another_is_issued_for_other_days(lin, first, said):
    issued = lin.says(first)

    assert lin.says(said) == issued
    last = store.chat_of(lin.db, lin.owner).last
    told = {kept.name: reveal(kept.value) for kept in last.journal}
    assert (told["which"].tail, told["period"].first) == ("5207", date(2026, 10, 1))


def test_who_asks_which_lines_while_a_statement_is_asked_about_sees_them_and_no_statement(lin):
    assert lin.says("十月的流水").startswith("您要开哪个账户的对账单？")
    lin.says("只要支出")

    assert looked_for(lin) == ("", "10-01 10-31", "out")
    assert not store.chat_of(lin.db, lin.owner).stack


def test_all_accounts_are_looked_at_again(lin):
    lin.says("Show incoming money on 5207 between Nov 1 and Nov 15")
    assert looked_for(lin) == ("5207", "11-01 11-15", "in")

    lin.says("now for all accounts please")
    assert looked_for(lin) == ("", "11-01 11-15", "in")
