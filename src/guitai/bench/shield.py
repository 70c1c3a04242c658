"""What the shield costs: a turn that seals its card beside one that does not; a card opened, a PIN checked."""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import timedelta
from statistics import median
from time import perf_counter
from types import MappingProxyType
from typing import Any
from uuid import UUID

from joserfc import jwe, jws
from joserfc.jwk import ECKey

from guitai import app
from guitai.bench import served
from guitai.bench.clientele import settle_in
from guitai.bench.machine import machine
from guitai.customers import customers
from guitai.database import Database, Owner, migrate
from guitai.keys.folder import load
from guitai.keys.port import Keys, Use
from guitai.pages.calls import Asked
from guitai.pages.cards import Cards
from guitai.settings import Settings
from guitai.shield import devices, pins, proofs, visits
from guitai.shield.devices import Device
from guitai.shield.visits import Visit
from guitai.turns import Message, Turns
from guitai.understanding.answer import Heard, How
from guitai.wechat import chat

TURNS = 300
OPENINGS = 100
PIN_CHECKS = 50
BALANCE, LINES = "我的余额", "上个月的明细"


class Unsealed:
    """Keys that seal nothing: the baseline."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def __getattr__(self, name: str) -> Any:
        return getattr(self._keys, name)

    def seal(self, use: Use, plain: bytes, *, context: bytes) -> bytes:
        """The text as it is."""
        return plain

    def unseal(self, use: Use, sealed: bytes, *, context: bytes) -> bytes:
        """The same."""
        return sealed


def run() -> dict[str, object]:
    """Measure turns with and without sealing, one after the other, then what pages ask."""
    with served.postgres() as url, served.keys() as folder:
        migrate(url)
        keys = load(folder)
        with (
            closing(Database(url, size=2, keys=keys)) as sealing,
            closing(Database(url, size=2, keys=Unsealed(keys))) as plain,
        ):
            openid, other = settle_in(sealing, 2)  # whose chat is never sealed
            bank = _Bank(sealing, openid)
            with sealing.transaction() as db:
                owner = customers.owner_of(db, other)
            took = _turns(bank, {"sealed": (sealing, bank.owner), "plain": (plain, owner)})
            figures = {"turn_p50_ms": took["sealed"], **_pages(bank)}
    baseline = {"turn_p50_ms": took["plain"]}
    return {
        "bench": "shield",
        "machine": machine(),
        "figures": figures,
        "baseline": baseline,
        "ratios": {"turn_p50_ratio": round(took["sealed"] / took["plain"], 3)},
    }


class _Bank:
    """One customer's chat, and their device."""

    def __init__(self, database: Database, openid: str) -> None:
        self.database = database
        self.turns = Turns(app.conversations(Settings()), chat.texts)
        self.cards = Cards(database, app.catalogue())
        self.sign_key, self.open_key = (ECKey.generate_key("P-256") for _ in range(2))
        with database.transaction() as db:
            self.owner: Owner = customers.owner_of(db, openid)
            self.device: Device = devices.add(
                db,
                self.owner,
                openid=openid,
                name="bench",
                sign_key=_public(self.sign_key),
                open_key=_public(self.open_key),
                low=False,
            )
            self.visit: Visit = visits.visit(db, visits.admit(db, openid))
            pins.put(db, self.owner, pins.hashed(db.keys, self.owner, "258036"), device_id=None)

    def says(self, text: str, database: Database, owner: Owner) -> str:
        """One turn; what it answered."""
        with database.transaction() as db:
            answer_by = db.now + timedelta(seconds=4)
            message = Message(owner, secrets.token_bytes(32), answer_by, Heard(How.TYPED, text))
            return self.turns.hear(db, message).said

    def asks_for(self, card: UUID) -> Asked:
        """A call that asks for this card, proof and all."""
        with self.database.transaction() as db:
            challenge = proofs.challenge(db, self.visit, self.device.device_id)
        says = {"challenge": challenge, "visit": self.visit.text, "act": "cards.open", "subject": str(card)}
        header = {"alg": "ES256", "kid": str(self.device.device_id)}
        proof = jws.serialize_compact(header, json.dumps(says).encode(), self.sign_key)
        return Asked(self.visit, MappingProxyType({"proof": proof}), card)


def _turns(bank: _Bank, sides: Mapping[str, tuple[Database, Owner]]) -> dict[str, float]:
    """The median of a turn on each, taken in turn so that noise falls on both alike."""
    took: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(TURNS):
        for name, side in sides.items():
            milliseconds = _milliseconds(bank.says, BALANCE, *side)
            if number >= TURNS // 10:  # the first ones fill caches
                took[name].append(milliseconds)
    return {name: round(median(one), 3) for name, one in took.items()}


def _pages(bank: _Bank) -> dict[str, float]:
    figures = {}
    for name, words in (("balance", BALANCE), ("charts", LINES)):
        said = bank.says(words, bank.database, bank.owner)
        card = UUID(said.partition("/cards/")[2][:36])
        asked = [bank.asks_for(card) for _ in range(OPENINGS)]
        figures[f"open_{name}_p50_ms"] = _median(bank.cards.open, asked)
    body = _body(bank)
    figures["body_p50_ms"] = _median(lambda _: bank.database.keys.received(body), range(OPENINGS))
    figures["pin_p50_ms"] = _median(
        lambda _: pins.check(bank.database, bank.owner, "258036"), range(PIN_CHECKS)
    )
    return figures


def _body(bank: _Bank) -> str:
    key = bank.database.keys.public(Use.RECEIVE)
    header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": key["kid"]}
    return jwe.encrypt_compact(header, b"{}" * 200, ECKey.import_key({**key}))


def _median(work: Callable[[Any], object], over: Iterable[object]) -> float:
    return round(median(_milliseconds(work, one) for one in over), 3)


def _milliseconds(work: Callable[..., object], *args: object) -> float:
    began = perf_counter()
    work(*args)
    return (perf_counter() - began) * 1000


def _public(key: ECKey) -> dict[str, str]:
    return {
        name: str(value)
        for name, value in key.as_dict(private=False).items()
        if name in ("kty", "crv", "x", "y")
    }
