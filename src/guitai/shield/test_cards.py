from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from guitai.database import Owner
from guitai.keys.port import Unsealable
from guitai.language import Catalogue, Language, Tongue, Words
from guitai.money import Money
from guitai.shield import cards
from guitai.shield.card import Bars, Card, Month, Part, Row, Shares
from guitai.zone import BANK_ZONE

LIN = Owner(1001)
ENGLISH = Catalogue({"余额": "Balance", "{kind}户": "{kind} account", "活期": "Current", "餐饮": "Meals"})
CHARTS = (
    Bars(
        "每月", (Month(date(2026, 10, 1), Money(5), Money(0)), Month(date(2026, 11, 1), Money(7), Money(3)))
    ),
    Shares("去处", (Part("餐饮", Money(10)), Part(Words("其他"), Money(1)))),
)
CARD = Card(
    Words("{kind}户", {"kind": Words("活期")}),
    (
        Row("余额", Money.parse("20000.99")),
        Row("日子", date(2026, 11, 23)),
        Row("时刻", datetime(2026, 11, 23, 9, 5, tzinfo=BANK_ZONE)),
        Row("对方", "<b>老陈</b>"),
    ),
    "余额",
    CHARTS,
)


def stored(db, language=Language.SIMPLIFIED, card=CARD):
    return cards.card(db, LIN, cards.store(db, LIN, card, Tongue(ENGLISH, language)))


def rows(card):
    return [(row["label"], row["value"]) for row in card.content["rows"]]


def test_a_card_is_kept_in_the_words_in_which_it_was_shown(db):
    card = stored(db)

    assert (card.owner, card.language, card.content["title"]) == (LIN, Language.SIMPLIFIED, "活期户")
    assert rows(card) == [
        ("余额", "¥20,000.99"),
        ("日子", "2026年11月23日"),
        ("时刻", "2026年11月23日 09:05"),
        ("对方", "<b>老陈</b>"),
    ]


def test_in_english_it_is_english(db):
    card = stored(db, Language.ENGLISH)

    assert card.language is Language.ENGLISH
    assert card.content["title"] == "Current account"
    assert rows(card)[:2] == [("Balance", "¥20,000.99"), ("日子", "23 Nov 2026")]
    assert card.content["text"] == "Balance"
    assert card.charts[1].parts[0].label == "Meals"


def test_its_pictures_are_drawn_from_the_very_figures(db):
    assert stored(db).charts == [
        CHARTS[0],
        replace(CHARTS[1], parts=(CHARTS[1].parts[0], Part("其他", Money(1)))),
    ]


def test_a_card_is_there_until_it_expires(db):
    card = stored(db)
    at = replace(db, now=card.expires_at - timedelta(seconds=1))

    assert card.expires_at == db.now + cards.LIFE
    assert cards.card(at, LIN, card.card_id) == card
    assert cards.card(replace(db, now=card.expires_at), LIN, card.card_id) is None


def test_links_are_not_to_be_guessed(db):
    ids = {stored(db).card_id for _ in range(20)}

    assert len(ids) == 20
    assert {one.version for one in ids} == {4}
    assert cards.card(db, LIN, uuid4()) is None


def test_a_card_is_its_customers_alone(db):
    assert cards.card(db, Owner(LIN + 1), stored(db).card_id) is None


def test_a_card_sealed_for_another_place_does_not_open(db):
    other = uuid4()
    db.execute(
        """
        INSERT INTO shield.cards (owner, card_id, turn_id, content, language, expires_at)
        SELECT owner, %(other)s, turn_id, content, language, expires_at
          FROM shield.cards
         WHERE card_id = %(one)s
        """,
        {"one": stored(db).card_id, "other": other},
    )

    with pytest.raises(Unsealable):
        cards.card(db, LIN, other)


@pytest.mark.parametrize("language", list(Language))
def test_every_language_comes_back_as_itself(db, language):
    assert stored(db, language).language is language
