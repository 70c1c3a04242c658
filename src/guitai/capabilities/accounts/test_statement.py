from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from itertools import count

import pytest
from pypdf import PdfReader

from guitai.capabilities.accounts import steps
from guitai.capabilities.accounts.issuing import issue_statement
from guitai.clearing.banks import bank_named
from guitai.clearing.payments import Payment, Rail, send
from guitai.conversation.turn import Turn
from guitai.customers import customers
from guitai.database import Transaction
from guitai.language import Catalogue, Language, Tongue
from guitai.ledger import statement
from guitai.ledger.accounts import accounts_of, open_account
from guitai.ledger.chart import Internal, Side
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.ledger.statement import Wanted
from guitai.money import Money
from guitai.serial import serial
from guitai.shield import issued
from guitai.shield.strength import DEFAULTS
from guitai.understanding.slots.period import Period
from guitai.zone import day_of


def text(pdf):
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def in_the_books(phone, tail, first, last):
    """The lines of the books as a statement prints them."""
    (account,) = [one for one in accounts_of(phone.db, phone.owner) if one.tail == tail]
    wanted = Wanted((account.key.account_id,), date.fromisoformat(first), date.fromisoformat(last))
    lines = reversed(statement.page(phone.db, phone.owner, wanted, size=5000).lines)
    return [
        [
            str(number),
            f"{line.booked_at:%Y-%m-%d%H:%M:%S}{serial(line.entry_id)}",
            line.details.summary + line.details.channel,
            line.details.counterparty,
            f"{'+' if line.side is Side.CREDIT else '-'}{line.amount.fen // 100:,}.{line.amount.fen % 100:02d}",
            f"{line.balance_after.fen // 100:,}.{line.balance_after.fen % 100:02d}",
            "".join(line.details.memo.split()),
        ]
        for number, line in enumerate(lines, 1)
    ]


@pytest.fixture
def pays(lin):
    """Lin pays somebody, with these words."""

    def pay(number, party, memo, amount="1", at="2026-11-21 08:00"):
        (account,) = accounts_of(lin.db, lin.owner)
        entry = transfer(
            Money.parse(amount),
            owner=lin.owner,
            name=f"paid {number}",
            source=account.key,
            target=Internal.MERCHANTS,
            details=Details("消费", party, memo=memo),
            booked_at=datetime.fromisoformat(f"{at}:00+08:00"),
        )
        post(lin.db, entry)

    return pay


def test_a_statement_is_a_pdf_on_the_card_with_a_code(lin, files):
    reply = lin.says("开10月的流水")

    assert reply == "对账单开好了，请点开卡片，里面有PDF文件和核验码。\n[点这里查看]\n1. 查明细"
    assert {label: value for label, value in lin.card.items() if label != "核验码"} == {
        "账户": "活期 尾号2816",
        "期间": "2026年10月1日至2026年10月31日",
        "期初余额": "¥18,500.00",
        "收入合计": "¥18,500.00",
        "支出合计": "¥39.00",
        "期末余额": "¥36,961.00",
        "笔数": "共3笔",
    }
    ((title, pdf),) = files(lin).items()
    assert title == "对账单 活期 尾号2816 2026年10月1日至2026年10月31日"
    assert pdf.startswith(b"%PDF-")


def test_it_says_line_by_line_what_the_books_say(lin, files, printed, pays):
    for number in range(100):
        pays(number, f"小店{number}", "" if number % 3 else f"第{number}次 see you")
    lin.says("开近三个月的流水")
    (pdf,) = files(lin).values()

    heads, lines = printed(pdf)
    assert len(lines) == 106
    assert lines == in_the_books(lin, "2816", "2026-08-23", "2026-11-23")
    head = ["序号", "记账时间流水号", "摘要渠道", "对方户名对方银行、账号", "金额", "余额", "附言"]
    assert heads == [head] * len(heads)
    assert "以上共106笔，以下空白" in text(pdf)


def test_whose_account_it_went_to_or_came_from_is_said_by_its_ends(busy, files, printed):
    busy.says("开尾号1668 10月1日到10月15日的流水")
    (pdf,) = files(busy).values()

    _, lines = printed(pdf)
    assert [(line[3], line[4]) for line in lines] == [
        ("王芳", "+6,000.00"),
        ("陈国强江海银行6239****1196", "-2,000.00"),
    ]


def test_whose_account_at_another_bank_it_went_to_is_said_with_the_bank(lin, files, printed):
    (account,) = accounts_of(lin.db, lin.owner)
    details = Details("转账", "张三", channel="微信")
    of = {"owner": lin.owner, "source": account.key, "target": Internal.CLEARING_OUT, "details": details}
    entry = post(lin.db, transfer(Money(500_00), name="to another bank", **of))
    sent = Payment(
        owner=lin.owner,
        payment_id=lin.db.turn_id,
        amount=Money(500_00),
        payer=account.key,
        payer_name="林晓雯",
        payer_account="6239990000000002816",
        payee_name="张三",
        payee_account="6214830000000009",
        payee_bank=bank_named("招商银行").code,
        memo="",
        rail=Rail.IBPS,
        entry_id=entry.entry_id,
    )
    send(lin.db, sent)
    lin.says("开11月23日的流水")

    (*_, line) = printed(*files(lin).values())[1]
    assert line[1].endswith(serial(entry.entry_id))
    assert line[2:5] == ["转账微信", "张三招商银行6214****0009", "-500.00"]


def test_it_says_whose_it_is_and_adds_up(lin, files):
    lin.says("开11月1日到11月15日的流水")
    said = text(*files(lin).values())

    assert "户名林晓雯账户类型活期（一类户）账号6239********2816币种人民币（CNY）" in said
    assert "期间2026年11月1日至2026年11月15日出具时间2026年11月23日10:00" in said
    assert "期初余额¥36,961.002026年11月1日收入合计¥18,500.001笔" in said
    assert "支出合计¥0.000笔期末余额¥55,461.002026年11月15日" in said
    assert "6239990000000002816" not in said


def test_days_without_a_line_have_a_statement_too(lin, files, printed):
    lin.says("开9月1日到9月5日的流水")
    (pdf,) = files(lin).values()

    assert printed(pdf) == ([], [])
    assert "这段时间没有交易。" in text(pdf)
    assert lin.card["期初余额"] == lin.card["期末余额"] == "¥0.00"


def test_words_that_are_long_strange_or_markup_stand_there_as_they_are(lin, files, printed, pays):
    strange = [
        ("A" * 60, "9" * 120),
        ("阿不都热合曼·买买提", "#set page(fill: red) $x^2$ *粗* `raw` \\u{41} <label> @ref"),
        ("“引号”《书名》", "https://example.com/a/very/long/path?with=parameters&and=more-of-them"),
        ("{balance} %(x)s", '"]}, {"words": null}'),
    ]
    for number, (party, memo) in enumerate(strange):
        pays(number, party, memo)
    lin.says("开11月21日的流水")
    (pdf,) = files(lin).values()

    _, lines = printed(pdf)
    assert [(line[3], line[6]) for line in lines] == [
        ("".join(party.split()), "".join(memo.split())) for party, memo in strange
    ]


def test_the_code_on_the_card_is_that_of_the_paper_and_opens_what_it_says(lin, files):
    lin.says("开10月的流水")
    (pdf,) = files(lin).values()
    code = lin.card["核验码"]

    found = issued.by_code(lin.db, issued.read_code(code))
    assert text(pdf).count(code) == 1
    assert found.file_digest == sha256(pdf).digest()
    assert (found.owner, found.facts) == (
        lin.owner,
        {
            "holder": "林晓雯",
            "tail": "2816",
            "first": "2026-10-01",
            "last": "2026-10-31",
            "opening": "18500.00",
            "received": "18500.00",
            "paid": "39.00",
            "closing": "36961.00",
        },
    )


def test_every_statement_has_a_code_of_its_own(lin):
    codes = set()
    for _ in range(3):
        lin.says("开10月的流水")
        codes.add(lin.card["核验码"])

    assert len(codes) == 3


def test_what_was_not_said_is_asked_for(chen, files):
    assert chen.says("开流水").startswith("您要开哪个账户的对账单？\n1. 活期 尾号1668\n2. 活期 尾号1196")
    assert chen.says("1196").startswith("您要哪段时间的对账单？")
    assert chen.says("上个月").startswith("对账单开好了")

    assert chen.card["账户"] == "活期 尾号1196"
    assert chen.card["期间"] == "2026年10月1日至2026年10月31日"


def test_an_account_and_days_that_were_named_are_not_asked_for(chen):
    assert chen.says("开尾号7001近三个月的流水").startswith("对账单开好了")
    assert chen.card["账户"] == "定期 尾号7001"


@pytest.mark.parametrize(
    "said, reply",
    [
        ("开近两年的流水", "一次最多查一年，请把时间缩短一些。"),
        ("开明年的流水", "2027年1月1日还没有到，请换一段时间。"),
        ("开2024年的流水", "这个账户当时还没有开立，请换一段时间。\n1. 我的账户"),
        ("开尾号9999上个月的流水", "您名下没有找到“9999”这个账户，请您核对。\n1. 我的账户"),
    ],
)
def test_what_can_not_be_issued_is_said(lin, said, reply):
    assert lin.says(said).startswith(reply)


def test_too_many_lines_are_two_statements(lin, monkeypatch):
    monkeypatch.setattr("guitai.capabilities.accounts.issuing.MOST_LINES", 5)

    reply = lin.says("开8月1日到11月23日的流水")

    assert reply == (
        "这段时间的交易超过5笔，一份对账单放不下，没有开出。请把时间分成两段来开。\n"
        "1. 2026年8月1日至2026年9月30日\n2. 2026年10月1日至2026年11月23日"
    )
    lin.taps("2026年8月1日至2026年9月30日")
    assert (lin.card["笔数"], lin.card["期末余额"]) == ("共1笔", "¥18,500.00")


def test_a_day_with_too_many_lines_is_not_offered_again(lin, pays, monkeypatch):
    monkeypatch.setattr("guitai.capabilities.accounts.issuing.MOST_LINES", 5)
    for number in range(6):
        pays(number, f"小店{number}", "")

    assert lin.says("开11月21日的流水") == (
        "这一天的交易超过5笔，一份对账单放不下，没有开出。"
        "可以在这里查这一天的明细；要对账单，请带身份证到本行任意网点。\n1. 查明细"
    )
    assert lin.taps("查明细").startswith("活期 尾号2816，11月21日的明细查好了。")


def test_a_stranger_is_told_that_no_account_is_connected(stranger):
    assert stranger.says("开流水").startswith("这个微信还没有绑定本行账户")


def test_it_is_in_the_customers_language(lin, files):
    lin.says("I need a bank statement for October")

    ((title, pdf),) = files(lin).items()
    assert title == "Statement, Current account ending 2816, 1 Oct 2026 to 31 Oct 2026"
    assert "Statementofaccount" in text(pdf)
    assert "Openingbalance¥18,500.001Oct2026" in text(pdf)
    assert "Moneyin¥18,500.00Transactions:1" in text(pdf)
    assert "Transactionsabove:3.Nothingfollows." in text(pdf)


def test_in_english_the_banks_kinds_are_english_and_what_people_wrote_stays(lin, files, printed, pays):
    pays(1, "转账小店", "消费")
    lin.says("I need a bank statement for November")
    (pdf,) = files(lin).values()

    _, lines = printed(pdf)
    assert [(what, party, memo) for _, _, what, party, _, _, memo in lines] == [
        ("Wages", "江海软件", ""),
        ("Purchase", "江海超市", ""),
        ("Purchase", "转账小店", "消费"),
    ]


def test_whoever_was_given_a_statement_is_led_to_the_page_that_confirms_it(stranger):
    assert stranger.says("核验对账单") == (
        "收到江海银行的对账单，可以在这里核对真假。请不要使用对账单上或别人发来的链接。\n[点这里打开]"
    )
    assert stranger.reply.parts[-1].url == "/statements?lang=zh-Hans"


@dataclass(frozen=True)
class Interrupted(Transaction):
    """A transaction between whose statements somebody else commits theirs."""

    meanwhile: Callable[[], object]

    def execute(self, sql, params=None):
        found = super().execute(sql, params)
        self.meanwhile()
        return found


def test_money_that_comes_in_while_it_is_written_is_no_error(database):
    opened_on = date(2026, 11, 23)
    with database.transaction() as db:
        owner = customers.open_customer(
            db, name="林晓雯", id_number="990105199002192311", mobile="", opened_on=opened_on
        )
        key = open_account(db, owner, "current", "6239990000000002816").key
    numbers = count()

    def paid_in():
        of = {"owner": owner, "source": Internal.CASH, "target": key, "details": Details("存款")}
        with database.transaction() as other:
            post(other, transfer(Money(100), name=f"in {next(numbers)}", **of))

    with database.transaction() as db:
        now = db.now + timedelta(seconds=1)
        busy = Interrupted(db.connection, db.turn_id, now, db.keys, db.terms, paid_in)
        turn = Turn(busy, owner, "a key", (), DEFAULTS, Tongue(Catalogue({}), Language.SIMPLIFIED))
        (own,) = steps.own_accounts(turn)
        today = day_of(now)
        card = issue_statement(turn, own, Period(today, today))

    rows = {row.label: row.value for row in card.rows}
    assert rows["期末余额"] == rows["收入合计"]


@pytest.mark.parametrize("words", ["我要一份10月对账单，1196的", "e-statement 1196 past 6 months"])
def test_digits_that_are_a_tail_of_theirs_are_no_sum(busy, words):
    busy.says(words)

    assert "1196" in str(busy.card)


def test_of_two_accounts_that_are_named_none_is_passed_over(busy):
    assert busy.says("把1196和1668的流水都给我，今年的").startswith("您要开哪个账户的对账单？")
    assert {"活期 尾号1196", "活期 尾号1668"} <= {tap.label for tap in busy.reply.taps}


def test_a_year_behind_a_bare_tail_is_its_period(busy):
    busy.says("开1196去年的流水")

    assert "1196" in str(busy.card)


@pytest.mark.parametrize("words", ["给我出成对账单", "开个对账单吧", "这个要对账单"])
def test_what_was_looked_at_just_now_is_what_the_statement_is_of(busy, words):
    busy.says("查1196十月的明细")
    busy.says(words)

    assert (busy.card["账户"], busy.card["期间"]) == ("活期 尾号1196", "2026年10月1日至2026年10月31日")


def test_days_and_accounts_that_are_named_for_it_are_not_those_of_before(busy):
    busy.says("查1196十月的明细")
    busy.says("开9月的对账单")
    assert busy.card["期间"] == "2026年9月1日至2026年9月30日"
    busy.says("查1196十月的明细")

    assert busy.says("开尾号1196的对账单").startswith("您要哪段时间的对账单？")


def test_what_was_looked_at_a_while_ago_is_not_meant(busy):
    busy.says("查1196十月的明细")
    busy.now += timedelta(minutes=11)

    assert busy.says("开对账单").startswith("您要开哪个账户的对账单？")
