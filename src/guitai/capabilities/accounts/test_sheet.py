import tomllib
from base64 import b64encode
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader

from guitai.capabilities.accounts.issuing import MOST_LINES
from guitai.capabilities.accounts.paper import Issue, typeset
from guitai.capabilities.accounts.rules import OwnAccount
from guitai.capabilities.accounts.sheet import Sheet, SheetLine, halves
from guitai.language import Catalogue, Language, Tongue
from guitai.money import Money
from guitai.serial import serial
from guitai.understanding.slots.period import Period
from guitai.zone import BANK_ZONE

AT = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
CODE = "0000-0000-0000-0000-0000-0000-0000"
SEAL_BYTES = 64 * 1024
ENGLISH = tomllib.loads((Path(__file__).parent / "english.toml").read_text())


def sheet(count, memo="午饭，谢谢", party="江海超市有限责任公司（人民路店）"):
    """So many lines of one yuan each, after a hundred thousand."""
    opening = Money.parse("100000")
    lines = tuple(
        SheetLine(
            serial(UUID(bytes=sha256(b"%d" % number).digest()[:16])),
            AT - timedelta(minutes=count - number),
            "消费",
            party,
            Money(-100),
            opening - Money(100 * (number + 1)),
            f"{memo}{number}",
            "快捷支付",
            "邮储银行",
            "6217****0014",
        )
        for number in range(count)
    )
    account = OwnAccount(1, "current", "2816", opening, opening, date(2025, 3, 1))
    period = Period(date(2026, 11, 1), date(2026, 11, 23))
    return Sheet("林晓雯", account, "6239990000000002816", period, opening, lines)


def issue(language=Language.SIMPLIFIED):
    return Issue(AT, CODE, Tongue(Catalogue(ENGLISH), language))


def test_a_line_that_does_not_follow_from_those_before_is_never_put_on_paper():
    good = sheet(3)
    for altered in (
        replace(good.lines[1], amount=Money(-101)),
        replace(good.lines[1], balance=good.lines[1].balance + Money(1)),
    ):
        with pytest.raises(AssertionError, match="does not follow"):
            replace(good, lines=(good.lines[0], altered, good.lines[2]))
    with pytest.raises(AssertionError, match="does not follow"):
        replace(good, lines=good.lines[1:])


def test_it_opens_with_what_was_there_and_closes_with_what_is():
    one = sheet(3)

    assert (one.opening, one.received, one.paid, one.closing) == (
        Money.parse("100000"),
        Money(0),
        Money(300),
        Money.parse("99997"),
    )
    assert (one.received_count, one.paid_count) == (0, 3)


@pytest.mark.parametrize("language", Language)
def test_the_same_statement_is_the_same_file(language):
    assert typeset(sheet(5), issue(language)) == typeset(sheet(5), issue(language))


def test_the_longest_statement_opens_in_sixteen_seals_at_most():
    """The card carries it in base64."""
    pdf = typeset(sheet(MOST_LINES, memo="订单号20261120123000998877665544332211"), issue())

    assert len(b64encode(pdf)) < 15 * SEAL_BYTES
    assert len(PdfReader(BytesIO(pdf)).pages) < 60


@pytest.mark.parametrize("way, english", [("柜面", "Counter"), ("微信", "WeChat"), ("POS", "POS")])
def test_the_way_in_which_a_line_came_is_told_in_the_customers_language(way, english):
    told = sheet(1)
    lines = tuple(replace(line, channel=way) for line in told.lines)
    pdf = typeset(replace(told, lines=lines), issue(Language.ENGLISH))

    printed = PdfReader(BytesIO(pdf)).pages[0].extract_text().split()
    assert english in printed
    assert (way in printed) == (way == english)


@pytest.mark.parametrize("language", Language)
def test_a_line_of_few_words_takes_two_lines_of_print(language):
    """The serial number stands on one, whatever letters it has: a year takes a third less paper."""
    short = sheet(54, memo="", party="惠邻便利店")
    widest = tuple(replace(line, number="7" + "W" * 25) for line in short.lines)
    pages = PdfReader(BytesIO(typeset(replace(short, lines=widest), issue(language)))).pages

    printed = ["".join(line.split()) for page in pages for line in page.extract_text().splitlines()]
    assert printed.count(widest[0].number) == 54
    assert len(pages) == 2


@pytest.mark.parametrize("language", Language)
def test_every_page_has_the_code_and_its_place_among_all(language):
    pages = [page.extract_text() for page in PdfReader(BytesIO(typeset(sheet(120), issue(language)))).pages]

    assert len(pages) > 2
    assert [CODE in page for page in pages] == [True] * len(pages)
    for number, page in enumerate(pages, 1):
        shown = "".join(page.split())
        assert any(
            said in shown
            for said in (
                f"第{number}页，共{len(pages)}页",
                f"第{number}頁，共{len(pages)}頁",
                f"Page{number}of{len(pages)}",
            )
        )


@pytest.mark.parametrize(
    "first, last, expected",
    [
        ("2026-01-01", "2026-12-31", ("2026-07-31", "2026-08-01")),
        ("2026-08-01", "2026-11-23", ("2026-09-30", "2026-10-01")),
        ("2026-11-01", "2026-11-10", ("2026-11-05", "2026-11-06")),
        ("2026-11-01", "2026-11-02", ("2026-11-01", "2026-11-02")),
    ],
)
def test_a_period_in_two_is_whole(first, last, expected):
    whole = Period(date.fromisoformat(first), date.fromisoformat(last))
    one, other = halves(whole)

    assert (one.last.isoformat(), other.first.isoformat()) == expected
    assert (one.first, other.last) == (whole.first, whole.last)
