import asyncio
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import httpx
import pytest
from starlette.applications import Starlette

from guitai.database import Owner
from guitai.language import Catalogue, Language
from guitai.money import Money
from guitai.pages.cards import CardPages
from guitai.shield import cards
from guitai.shield.card import Card, Part, Row, Shares

NASTY = "<script>alert('老陈 & \"me\"')</script>"
ENGLISH = {
    "余额": "Balance",
    "江海银行": "Jianghai Bank",
    "沙箱环境 · 未加密": "Sandbox · not sealed",
    "有效期至 {at}": "Good until {at}",
}
CATALOGUE = Catalogue(ENGLISH)


@pytest.fixture
def get(database):
    """Ask for an address of the bank's pages, as a browser or a device would."""
    app = Starlette(routes=CardPages(database, CATALOGUE).routes())

    def get(path, **headers):
        async def ask():
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://bank") as client:
                return await client.get(path, headers=headers)

        return asyncio.run(ask())

    return get


@pytest.fixture
def shown(database):
    """Show a card, a while ago if need be; its id."""

    def show(card, language=Language.SIMPLIFIED, ago=timedelta()):
        with database.transaction() as db:
            return cards.store(replace(db, now=db.now - ago), Owner(1001), card, CATALOGUE, language)

    return show


def balance(*more):
    return Card("余额", (Row("余额", Money.parse("20000.99")), *more))


def test_a_device_reads_the_card_as_json(get, shown):
    card_id = shown(balance(Row("日子", date(2026, 11, 23))))

    answer = get(f"/cards/{card_id}", accept="application/json")

    assert answer.status_code == 200
    card = answer.json()
    assert card.pop("expires_at").endswith("+08:00")
    assert card == {
        "unsealed": True,
        "title": "余额",
        "rows": [{"label": "余额", "value": "¥20,000.99"}, {"label": "日子", "value": "2026年11月23日"}],
        "text": "",
        "pictures": [],
        "documents": [],
    }


def test_a_person_reads_it_as_a_page(get, shown):
    answer = get(f"/cards/{shown(balance())}", accept="text/html")

    assert answer.headers["content-type"].startswith("text/html")
    assert "<dt>余额</dt><dd>¥20,000.99</dd>" in answer.text
    assert 'lang="zh-Hans"' in answer.text
    assert "未加密" in answer.text


def test_who_is_answered_in_english_reads_an_english_page(get, shown):
    page = get(f"/cards/{shown(balance(), Language.ENGLISH)}").text

    assert 'lang="en"' in page
    assert "<dt>Balance</dt>" in page
    assert all(english in page for english in ("Jianghai Bank", "not sealed", "Good until"))


def test_who_is_answered_in_traditional_reads_all_of_the_page_in_it(get, shown):
    page = get(f"/cards/{shown(balance(), Language.TRADITIONAL)}").text

    assert all(words in page for words in ("餘額", "江海銀行", "沙箱環境", "有效期至"))
    assert "江海银行" not in page


@pytest.mark.parametrize(
    "card",
    [
        Card(NASTY),
        Card("余额", (Row(NASTY, Money(1)),)),
        Card("余额", (Row("对方", NASTY),)),
        Card("余额", text=NASTY),
        Card("余额", charts=(Shares(NASTY, (Part("a", Money(1)),)),)),
        Card("余额", (Row("$title", "${text} $"),)),
    ],
)
def test_nothing_on_a_card_becomes_part_of_the_page(get, shown, card):
    answer = get(f"/cards/{shown(card)}")

    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert '"me"' not in answer.text


@pytest.mark.parametrize(
    "path", ["/cards/{id}", "/cards/{id}/pictures/0.png", "/cards/{other}", "/cards/{id}/pictures/9.png"]
)
def test_no_page_lets_a_script_in_or_is_kept_anywhere(get, shown, path):
    card_id = shown(Card("余额", charts=(Shares("去处", (Part("a", Money(1)),)),)))
    headers = get(path.format(id=card_id, other=uuid4())).headers

    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "script-src" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"


def test_its_pictures_stand_behind_its_own_addresses(get, shown):
    charts = tuple(Shares(title, (Part("餐饮", Money(5)), Part("交通", Money(3)))) for title in ("一", "二"))
    card_id = shown(Card("去处", charts=charts))
    pictures = get(f"/cards/{card_id}", accept="application/json").json()["pictures"]
    drawn = [get(picture) for picture in pictures]

    assert pictures == [f"/cards/{card_id}/pictures/{number}.png" for number in range(2)]
    assert all(one.headers["content-type"] == "image/png" for one in drawn)
    assert all(one.content.startswith(b"\x89PNG") for one in drawn)
    assert drawn[0].content != drawn[1].content
    assert pictures[0] in get(f"/cards/{card_id}").text


@pytest.mark.parametrize("number", ["1", "99999999999999999999", "-1", "x"])
def test_a_picture_that_is_not_there_is_not_found(get, shown, number):
    card_id = shown(Card("去处", charts=(Shares("一", (Part("a", Money(1)),)),)))

    assert get(f"/cards/{card_id}/pictures/{number}.png").status_code == 404


def test_a_card_that_has_expired_is_gone_with_its_pictures(get, shown):
    card_id = shown(Card("去处", charts=(Shares("一", (Part("a", Money(1)),)),)), ago=cards.LIFE)

    assert get(f"/cards/{card_id}").status_code == 404
    assert "¥" not in get(f"/cards/{card_id}").text
    assert get(f"/cards/{card_id}", accept="application/json").json()["error"]["code"] == "gone"
    assert get(f"/cards/{card_id}/pictures/0.png").status_code == 404


@pytest.mark.parametrize("card_id", ["", "1", str(UUID(int=0)), "../etc/passwd", "' OR 1=1"])
def test_an_address_of_no_card_shows_none(get, shown, card_id):
    shown(balance())

    assert get(f"/cards/{card_id}").status_code == 404


def test_the_style_sheet_is_served(get):
    assert get("/static/card.css").headers["content-type"].startswith("text/css")
