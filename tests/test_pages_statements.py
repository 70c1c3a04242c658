"""The page that confirms a statement, as somebody uses it who was given the paper or the file."""

import pytest
from playwright.sync_api import expect
from tests.browsing import another as another
from tests.browsing import bank as bank
from tests.browsing import chromium as chromium
from tests.browsing import phone as phone

from guitai.shield import issued

pytestmark = pytest.mark.browser

FILE = b"%PDF-1.7 a statement"
FACTS = {
    "holder": "林晓",
    "tail": "2816",
    "first": "2026-10-01",
    "last": "2026-10-31",
    "opening": "18500.00",
    "received": "18500.00",
    "paid": "39.00",
    "closing": "36961.00",
}


@pytest.fixture
def code(bank):
    with bank.database.transaction() as db:
        written = issued.new_code()
        issued.put(db, bank.customer.owner, written, FACTS, FILE)
        return issued.grouped(written)


def checked(phone):
    """What is on the screen, with its mark."""
    lines = phone.page.locator("[data-check]:visible")
    return {line.get_attribute("data-check"): line.locator("b").inner_text() for line in lines.all()}


def test_what_is_entered_from_the_paper_is_confirmed(phone, code):
    phone.opens("/statements")
    phone.enters(
        statement_code=code.lower(),
        holder="林 晓",
        tail="2816",
        first="2026-10-01",
        received="¥18,500.00",
        paid="39",
    )
    phone.presses("核对")
    phone.shows("right")

    assert checked(phone) == {
        "holder": "✓",
        "tail": "✓",
        "first": "✓",
        "received": "✓",
        "paid": "✓",
    }


def test_what_was_altered_is_crossed_out_and_can_be_tried_again(phone, code):
    phone.opens("/statements?lang=en")
    phone.enters(statement_code=code, closing="86961.00", tail="2816")
    phone.presses("Confirm")
    phone.shows("wrong")
    assert checked(phone) == {"tail": "✓", "closing": "✗"}
    phone.presses("Try again")

    phone.shows("statement")
    expect(phone.page.locator("[name=closing]")).to_have_value("")


@pytest.mark.parametrize("file, screen", [(FILE, "right"), (FILE + b" ", "wrong")], ids=["whole", "altered"])
def test_a_file_is_confirmed_without_being_sent(phone, code, file, screen):
    sent = []
    phone.page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    phone.opens("/statements")
    phone.enters(statement_code=code)
    phone.page.set_input_files(
        "[name=file]", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": file}
    )
    phone.presses("核对")
    phone.shows(screen)

    assert FILE not in b"".join(sent)


def test_what_is_missing_is_asked_for_before_anything_is_sent(phone, code):
    phone.opens("/statements")
    phone.enters(statement_code="7K3M")
    phone.presses("核对")
    expect(phone.page.locator("#statement_code-problem")).to_be_visible()
    phone.enters(statement_code=code)
    phone.presses("核对")
    expect(phone.page.locator("#file-problem")).to_be_visible()
    phone.enters(received="a lot", tail="28")
    phone.presses("核对")
    expect(phone.page.locator("#tail-problem")).to_be_visible()

    phone.shows("statement")


@pytest.mark.parametrize("entered", ["a lot", "两万四千", "1a2", "1.005"])
def test_an_amount_that_can_not_be_read_is_asked_for_again_and_not_left_out(phone, code, entered):
    phone.opens("/statements")
    phone.enters(statement_code=code, tail="2816", received=entered)
    phone.presses("核对")
    expect(phone.page.locator("#received-problem")).to_be_visible()
    phone.enters(received="人民币 18，500.00元")
    phone.presses("核对")
    phone.shows("right")

    assert checked(phone) == {"tail": "✓", "received": "✓"}


def test_a_code_of_nobodys_is_told_beside_the_button(phone, code):
    phone.opens("/statements")
    phone.enters(statement_code=issued.new_code(), tail="2816")
    phone.presses("核对")

    expect(phone.page.locator("[data-said]")).to_contain_text("没有查到这个核验码")
    phone.shows("statement")


@pytest.mark.parametrize("width", [390, 320, 188])
def test_it_fits(another, code, width):
    narrow = another(width)
    narrow.opens("/statements?lang=en")
    narrow.enters(statement_code=code, closing="1", tail="2816")
    assert narrow.page.locator("[name=statement_code]").evaluate(
        "field => field.scrollWidth <= field.clientWidth && field.scrollHeight <= field.clientHeight"
    )
    assert narrow.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    narrow.presses("Confirm")
    narrow.shows("wrong")

    assert narrow.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
