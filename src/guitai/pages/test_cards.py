import asyncio
from base64 import b64decode, b64encode
from datetime import date, timedelta
from uuid import uuid4

import pytest

from guitai.language import Catalogue, Language, Tongue
from guitai.money import Money
from guitai.pages.conftest import CHEN, LIN
from guitai.shield import cards, freezes
from guitai.shield.card import Card, File, Part, Row, Shares

NASTY = "<script>alert('老陈 & \"me\"')</script>"
CATALOGUE = Catalogue({"余额": "Balance"})


@pytest.fixture
def shown(database, lin):
    """Show Lin a card; its id."""

    def show(card, language=Language.SIMPLIFIED):
        with database.transaction() as db:
            return str(cards.store(db, lin, card, Tongue(CATALOGUE, language)))

    return show


def balance(*more):
    return Card("余额", (Row("余额", Money.parse("20000.99")), *more))


def test_a_card_opens_on_its_customers_device(phone, shown):
    card = phone.opens_card(shown(balance(Row("日子", date(2026, 11, 23)))))

    assert card.pop("expires_at").endswith("+08:00")
    assert card == {
        "title": "余额",
        "language": "zh-Hans",
        "rows": [{"label": "余额", "value": "¥20,000.99"}, {"label": "日子", "value": "2026年11月23日"}],
        "text": "",
        "pictures": [],
        "documents": [],
    }


def test_its_page_speaks_the_language_in_which_it_was_shown(phone, shown):
    for language in Language:
        assert phone.loads(f"/cards/{shown(balance(), language)}")["lang"] == language


def test_its_pictures_travel_within_it(phone, shown):
    charts = tuple(Shares(title, (Part("餐饮", Money(5)), Part("交通", Money(3)))) for title in ("一", "二"))
    first, second = phone.opens_card(shown(Card("去处", charts=charts)))["pictures"]

    assert (first["title"], first["type"]) == ("一", "image/png")
    assert b64decode(first["data"]).startswith(b"\x89PNG")
    assert first["data"] != second["data"]


def test_its_documents_travel_within_it_in_seals_of_64_kib(phone, shown):
    pdf = b"%PDF-1.7 " + bytes(200_000)
    card = shown(Card("对账单", documents=(File("十月对账单", "application/pdf", b64encode(pdf).decode()),)))
    phone.loads(f"/cards/{card}")
    seals = phone.calls(f"/cards/{card}/seals", proof=phone.proof("cards.open", card))["seals"]

    assert len(seals) == 8
    (document,) = phone.opens(seals)["documents"]
    assert (document["title"], document["type"]) == ("十月对账单", "application/pdf")
    assert b64decode(document["data"]) == pdf


@pytest.mark.parametrize("text", [NASTY, "$title ${x}", "\0", "}{", "a" * 3000])
def test_what_stands_on_it_comes_through_as_it_is(phone, shown, text):
    card = phone.opens_card(shown(Card(text, (Row(text, text),), text)))

    assert (card["title"], card["text"], card["rows"]) == (text, text, [{"label": text, "value": text}])


def test_the_page_itself_holds_nothing_of_it(pages, phone, shown):
    card = shown(balance())
    away = pages.ask("GET", f"/cards/{card}")
    state = away.headers["location"].rpartition("state=")[2]
    page = pages.ask("GET", f"/cards/{card}?code=oLin&state={state}")

    assert page.headers["content-type"].startswith("text/html")
    assert "20,000" not in page.text
    assert "余额" not in page.text


@pytest.mark.parametrize("path", ["/cards/{}", "/bind", "/devices", "/freeze", "/check", "/orders/{}"])
def test_no_page_lets_a_strangers_script_in_or_is_kept_anywhere(pages, path):
    path = path.format(uuid4())
    away = pages.ask("GET", path)
    state = away.headers.get("location", "").rpartition("state=")[2]
    headers = pages.ask("GET", f"{path}?code=oLin&state={state}").headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"


def test_another_customers_device_opens_nothing(device, chen, phone, shown, refused):
    card = shown(balance())
    other = device("oChen").binds(CHEN, chen)
    other.loads(f"/cards/{card}")

    assert refused(other.opens_card, card) == "shield.gone"


def test_without_a_device_there_is_nothing_to_prove_with(device, phone, shown, refused):
    card = shown(balance())
    stranger = device("oLin")  # the customer's WeChat, on a phone that was never bound
    stranger.device_id = phone.device_id
    stranger.loads(f"/cards/{card}")

    assert refused(stranger.calls, f"/cards/{card}/seals", proof=stranger.proof("cards.open", card)) == (
        "shield.not_proved"
    )


def test_a_proof_is_for_one_card_one_act_one_visit_and_one_use(phone, shown, refused):
    card, other = shown(balance()), shown(balance())
    phone.loads(f"/cards/{card}")
    seals = f"/cards/{card}/seals"

    assert refused(phone.calls, seals, proof=phone.proof("cards.open", other)) == "shield.not_proved"
    assert refused(phone.calls, seals, proof=phone.proof("devices.list", card)) == "shield.not_proved"
    assert (
        refused(phone.calls, seals, proof=phone.proof("cards.open", card, visit="x")) == "shield.not_proved"
    )
    assert (
        refused(phone.calls, seals, proof=phone.proof("cards.open", card, challenge="x"))
        == "shield.not_proved"
    )
    proof = phone.proof("cards.open", card)
    assert phone.calls(seals, proof=proof)["seals"]
    assert refused(phone.calls, seals, proof=proof) == "shield.not_proved"


def test_a_proof_is_used_up_by_a_no_as_well(database, lin, phone, shown, refused):
    card = shown(balance())
    phone.loads(f"/cards/{card}")
    proof = phone.proof("cards.open", card)
    with database.transaction() as db:
        freezes.freeze(db, lin, by="staff", why="asked for")

    assert refused(phone.calls, f"/cards/{card}/seals", proof=proof) == "shield.frozen_by_staff"
    with database.transaction() as db:
        freezes.lift(db, lin, by="staff")
    assert refused(phone.calls, f"/cards/{card}/seals", proof=proof) == "shield.not_proved"


def test_a_challenge_is_good_for_a_minute(later, phone, shown, refused):
    card = shown(balance())
    phone.loads(f"/cards/{card}")
    proof = phone.proof("cards.open", card)
    later(timedelta(minutes=1))

    assert refused(phone.calls, f"/cards/{card}/seals", proof=proof) == "shield.not_proved"


def test_a_card_that_has_expired_is_gone(later, phone, shown, refused):
    card = shown(balance())
    later(cards.LIFE)

    assert refused(phone.opens_card, card) == "shield.gone"


def test_nothing_opens_while_the_customer_is_frozen(database, lin, phone, shown, refused):
    card = shown(balance())
    with database.transaction() as db:
        freezes.freeze(db, lin, by=freezes.CUSTOMER, why="lost")

    assert refused(phone.opens_card, card) == "shield.frozen"


def test_after_the_keys_were_lost_a_new_binding_opens_what_has_not_expired(device, lin, phone, shown):
    card = shown(balance())

    again = device("oLin").binds(LIN, lin)

    assert again.opens_card(card)["title"] == "余额"


def test_what_is_stored_is_sealed(database, shown):
    shown(balance())

    with database.transaction() as db:
        (content,) = db.execute("SELECT content FROM shield.cards").fetchone()
    assert b"20,000" not in bytes(content)
    assert "余额".encode() not in bytes(content)


@pytest.mark.parametrize("card_id", ["1", "../etc/passwd", "' OR 1=1"])
def test_an_address_of_no_card_is_no_page(pages, card_id):
    assert pages.ask("GET", f"/cards/{card_id}").status_code == 404


def test_the_styles_and_scripts_are_served_as_what_they_are(pages):
    answer = pages.ask("GET", "/static/card.js")

    assert "javascript" in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_page_that_asks_eight_times_at_once_gets_eight_answers(phone, shown):
    card = shown(balance())
    phone.loads(f"/cards/{card}")
    proofs = [phone.proof("cards.open", card) for _ in range(8)]

    async def at_once():
        def one(proof):
            return phone.calls(f"/cards/{card}/seals", proof=proof)["seals"]

        return await asyncio.gather(*(asyncio.to_thread(one, proof) for proof in proofs))

    opened = [phone.opens(seals)["title"] for seals in asyncio.run(at_once())]
    assert opened == ["余额"] * 8
