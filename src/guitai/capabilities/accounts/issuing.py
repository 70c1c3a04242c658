"""What the bank does to give out a statement: reads the lines, sets them, keeps what can be confirmed of them."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import timedelta

from guitai.capabilities.accounts.paper import Issue, typeset
from guitai.capabilities.accounts.refusals import BeforeOpening, TooManyInADay, TooManyLines
from guitai.capabilities.accounts.rules import OwnAccount
from guitai.capabilities.accounts.sheet import Sheet, SheetLine, ends
from guitai.clearing.banks import OWN_CODE, short_name
from guitai.clearing.messages import Party
from guitai.clearing.parties import parties
from guitai.conversation.turn import Turn
from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.language import Words
from guitai.ledger import statement
from guitai.ledger.accounts import account as account_of
from guitai.ledger.chart import AccountKey, Side
from guitai.ledger.opposite import opposite
from guitai.ledger.statement import Line, Wanted
from guitai.money import Money
from guitai.serial import serial
from guitai.shield import audit, freezes, issued
from guitai.shield.card import Card, File, Row
from guitai.understanding.slots.period import Period

MOST_LINES = 1000  # of one statement: 35 to 50 sheets, and 8 or 16 seals of 64 KiB for the page that opens it
PDF = "application/pdf"


def issue_statement(turn: Turn, account: OwnAccount, period: Period) -> Card:
    """Give out a statement of this account: the PDF is on the card, and what it says can be confirmed later."""
    freezes.check(turn.db, turn.customer)
    sheet = sheet_of(turn, account, period)
    code = issued.new_code()
    pdf = typeset(sheet, Issue(turn.db.now, issued.grouped(code), turn.tongue))
    document_id = issued.put(turn.db, turn.customer, code, sheet.facts, pdf)
    audit.note(turn.db, turn.customer, "statements.issue", by="chat", subject=str(document_id))
    return _card(sheet, issued.grouped(code), pdf)


def sheet_of(turn: Turn, account: OwnAccount, period: Period) -> Sheet:
    """What such a statement says, as the books have it now."""
    db, key = turn.db, AccountKey(turn.customer, account.account_id)
    if period.last < account.opened_on:
        raise BeforeOpening(which=Words("这个账户"))
    wanted = Wanted((account.account_id,), period.first, period.last)
    found = statement.page(db, turn.customer, wanted, size=MOST_LINES)
    if found.more:
        too_many = TooManyInADay if period.first == period.last else TooManyLines
        raise too_many(most=Words("{most}", {"most": MOST_LINES}))
    before = Wanted((account.account_id,), until=period.first - timedelta(days=1))
    last_before = statement.page(db, turn.customer, before, size=1).lines
    holder, books = customers.customer(db, turn.customer), account_of(db, key)
    assert holder is not None, "an account has its customer"
    # It ends with its last line, and not with the balance: more may have come in since the lines were read.
    return Sheet(
        holder.name,
        account,
        books.number,
        period,
        last_before[0].balance_after if last_before else Money(0),
        tuple(_lines(db, key, found.lines[::-1])),
    )


def _lines(db: Transaction, key: AccountKey, lines: Sequence[Line]) -> Iterator[SheetLine]:
    others = opposite(db, key, [line.entry_id for line in lines])
    elsewhere = parties(db, Owner(key.owner), [other.turn_id for other in others.values()])
    for line in lines:
        here = others[line.entry_id].number
        there = elsewhere.get(line.entry_id, Party("", here or "", OWN_CODE if here else ""))
        yield _line(line, there)


def _line(line: Line, other: Party) -> SheetLine:
    return SheetLine(
        serial(line.entry_id),
        line.booked_at,
        line.details.summary,
        line.details.counterparty,
        line.amount if line.side is Side.CREDIT else -line.amount,
        line.balance_after,
        line.details.memo,
        line.details.channel,
        short_name(other.bank),
        ends(other.account),
    )


def _card(sheet: Sheet, code: str, pdf: bytes) -> Card:
    name, first, last = sheet.account.public_name, sheet.period.first, sheet.period.last
    title = Words("对账单 {account} {first}至{last}", {"account": name, "first": first, "last": last})
    return Card(
        "账户对账单",
        (
            Row("账户", name),
            Row("期间", Words("{first}至{last}", {"first": first, "last": last})),
            Row("期初余额", sheet.opening),
            Row("收入合计", sheet.received),
            Row("支出合计", sheet.paid),
            Row("期末余额", sheet.closing),
            Row("笔数", Words("共{count}笔", {"count": len(sheet.lines)})),
            Row("核验码", code),
        ),
        "PDF文件在下面，可以保存、打印、转发。收到的人在江海银行公众号里发送“核验对账单”，就能核对真假。",
        documents=(File(title, PDF, b64encode(pdf).decode()),),
    )
