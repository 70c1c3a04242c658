from dataclasses import replace
from datetime import timedelta

from guitai.database import Owner
from guitai.language import Catalogue, Language, Tongue
from guitai.shield import cards, sweeping, tries
from guitai.shield.card import Card
from guitai.shield.sweeping import sweep

LIN = Owner(1001)
CHINESE = Tongue(Catalogue({}), Language.SIMPLIFIED)


def count(db, table):
    return db.execute(f"SELECT count(*) FROM shield.{table}").fetchone()[0]


def test_what_holds_still_stays(db):
    cards.store(db, LIN, Card("余额"), CHINESE)
    tries.count(db, b"about")
    sweep(replace(db, now=db.now + cards.LIFE - timedelta(seconds=1)))

    assert count(db, "cards") == 1


def test_what_has_expired_is_taken_away(db):
    cards.store(db, LIN, Card("余额"), CHINESE)
    tries.count(db, b"about")
    sweep(replace(db, now=db.now + cards.LIFE))

    assert (count(db, "cards"), count(db, "tries")) == (0, 0)


def test_what_is_too_much_for_one_transaction_is_left_for_the_next(db, monkeypatch):
    monkeypatch.setattr(sweeping, "AT_ONCE", 2)
    for _ in range(3):
        cards.store(db, LIN, Card("余额"), CHINESE)
    later = replace(db, now=db.now + cards.LIFE)

    assert sweep(later)
    assert count(db, "cards") == 1
    assert not sweep(later)
    assert count(db, "cards") == 0
