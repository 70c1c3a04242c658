import json
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

import pytest

from guitai.language import Catalogue, Language, Tongue, Words
from guitai.money import Money
from guitai.shield.document import Document, Draft, Line, write
from guitai.zone import BANK_ZONE

CATALOGUE = Catalogue({"金额": "Amount"})
DRAFT = Draft(
    "transfers.send",
    Words("转账确认"),
    (Line("payee", "收款人", "张三"), Line("amount", Words("金额"), Money(500_00))),
    (Words("不能撤销"),),
)


def written(language=Language.SIMPLIFIED, draft=DRAFT):
    until = datetime(2026, 11, 23, 10, 5, tzinfo=BANK_ZONE)
    return write(draft, order_id=uuid4(), nonce="n", expires_at=until, tongue=Tongue(CATALOGUE, language))


@pytest.mark.parametrize("language", Language)
def test_a_document_says_what_it_was_written_from_in_whatever_language(language):
    assert Document.read(written(language)).says(DRAFT, CATALOGUE)


@pytest.mark.parametrize(
    ("lines", "brief"),
    [
        ((), "转账确认"),
        ((Line("amount", "金额", Money(12_500_00)),), "转账确认"),
        (
            (
                Line("account", "收款账号", "6239 **** **** 1 668"),
                Line("amount", "金额", Money(12_500_00)),
            ),
            "转账确认：付给尾号1668人民币12,500.00元",
        ),
    ],
)
def test_a_document_in_brief_is_what_it_is_and_whom_it_pays_how_much(lines, brief):
    assert Document.read(written(draft=replace(DRAFT, lines=lines))).in_brief() == brief


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("kind",), "deposits.open"),
        (("title",), "别的"),
        (("notes",), []),
        (("lines", 0, "text"), "李四"),
        (("lines", 1, "fen"), 500_01),
        (("lines", 1, "label"), "手续费"),
    ],
)
def test_a_document_that_is_altered_anywhere_says_something_else(place, value):
    content = json.loads(written())
    *way, last = place
    part = content
    for name in way:
        part = part[name]
    part[last] = value

    assert not Document(content).says(DRAFT, CATALOGUE)
