import json
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


def written(language=Language.SIMPLIFIED):
    until = datetime(2026, 11, 23, 10, 5, tzinfo=BANK_ZONE)
    return write(DRAFT, order_id=uuid4(), nonce="n", expires_at=until, tongue=Tongue(CATALOGUE, language))


@pytest.mark.parametrize("language", Language)
def test_a_document_says_what_it_was_written_from_in_whatever_language(language):
    assert Document.read(written(language)).says(DRAFT, CATALOGUE)


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
