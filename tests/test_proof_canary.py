"""Proof: nothing that was planted in the books crosses a border of the bank, however it is spelled.

What is searched: replies before and after they are sealed, the links in them, customer-service messages, the menu and
all other requests to WeChat, text messages to their provider (but for the number that they go to), pages and their
calls as a gateway has them, the bus, bodies in the outbox, and the logs of the bank and of its PostgreSQL: the bank's
at the level that leaves nothing out, with the errors of its own bugs. There are no metrics, traces, reports elsewhere
or logs of requests yet: what comes joins as a channel. `guitai trace` and the database are for whom the bank trusts.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from random import Random
from time import monotonic

import pytest
from tests.canary import Canary
from tests.canary_bank import copied
from tests.canary_flows import FAILING, IN_THE_LINE
from tests.dialogues import SHARES, is_a_stranger, meets
from tests.planting import plant
from tests.reporting import report
from tests.spellings import SPELLINGS, commas
from tests.watched_bank import served
from tests.watched_phone import Phone

from guitai import app
from guitai.wechat.gateway import Answer, Delivery
from guitai.wechat.menu import Button

pytestmark = pytest.mark.proof

SEED = 2026
AT_ONCE = 8
KINDS = list(SHARES)


@pytest.fixture(scope="module")
def bank(key_folder, keys, tmp_path_factory):
    with served(tmp_path_factory.mktemp("canary"), key_folder, keys) as bank:
        yield bank


@pytest.fixture(scope="module")
def victim(bank):
    """Somebody whose values are told."""
    [victim] = plant(bank.database, 1, seed=SEED - 1, mark="Victim")
    return victim


@pytest.fixture(scope="module")
def canary(victim):
    """Whoever looks for them."""
    return Canary(victim.planted)


@pytest.fixture
def phone(bank, victim):
    return Phone(bank, Random(SEED), victim.openid, victim)


def clicking(intent):
    return lambda phone: phone.clicks(intent)


def signing(phone):
    """What the page is told to a signature."""
    phone.clicks("canary.answers")
    handset, [order] = phone.device(), phone.links("orders")
    handset.signs_order(order, handset.opens_order(order), handset.customer.pin)


def following_a_link(phone):
    """A link with a value in it, followed: the gateway sees the address."""
    phone.clicks("canary.links")
    [link] = phone.addresses()
    phone.pages.ask("GET", link)


def balance_of(phone):
    (value, *_) = [one.value for one in phone.customer.planted if one.what == "balance"]
    return commas(value)[0]


def publishing(phone):
    """A menu with a value on a button."""
    phone.bank.publish([Button("账户", balance_of(phone), key="accounts.balance")])


def passing_on(phone):
    """A core that forgets to seal what it gives to the bus."""

    async def unsealed(delivery):
        return Answer(balance_of(phone).encode())

    now = datetime.now().astimezone()
    delivery = Delivery("", "0", "", "", now, now)
    asyncio.run(copied(unsealed, lambda written: phone.bank.saw("bus", written))(delivery))


def answering_unsealed(phone):
    """The same, as it would stand on the line to WeChat."""
    phone.bank.saw("sealed replies", b"HTTP/1.1 200 OK\r\n\r\n" + balance_of(phone).encode())


LEAKS: list[tuple[str, Callable[[Phone], object]]] = [
    ("replies", clicking("canary.says.plain")),
    ("sealed replies", answering_unsealed),
    ("links", clicking("canary.links")),
    ("customer-service messages", clicking("canary.sends.chat")),
    ("menu", publishing),
    ("media", clicking("canary.sends.media")),
    ("sign-in", clicking("canary.sends.oauth")),
    ("text messages", clicking("canary.texts")),
    ("pages", following_a_link),
    ("calls of pages", signing),
    ("bus", passing_on),
    ("outbox", clicking("canary.sends.nowhere")),
    ("log", clicking("canary.tells.debug")),
    ("log", clicking("canary.tells.event")),
    ("log", clicking("canary.tells.words")),
    ("log", clicking("canary.tells.report")),
    ("PostgreSQL's log", clicking("canary.notes")),
]


@pytest.mark.parametrize(("channel", "leak"), LEAKS)
def test_a_leak_is_caught_on_every_channel(bank, phone, canary, channel, leak):
    with bank.watched(canary) as watch:
        leak(phone)

    assert channel in {leak.channel for leak in watch.leaks}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_leak_is_caught_in_every_spelling(bank, phone, victim, canary, spelling):
    with bank.watched(canary) as watch:
        phone.clicks(f"canary.says.{spelling}")

    told = {one for one in victim.planted if SPELLINGS[spelling](one.value)}
    assert told
    assert {leak.found.planted for leak in watch.leaks if leak.found.spelling == spelling} >= told


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_value_is_found_wherever_it_begins_and_whatever_is_beside_it(victim, canary, spelling):
    missed = [
        (needle, before)
        for one in victim.planted
        for needle in SPELLINGS[spelling](one.value)
        for before in range(9)
        if (one, spelling) not in [found for found, _ in canary.find(b"1" * before + needle.encode() + b"9")]
    ]

    assert missed == []


def dialogues(bank, customers, number):
    """So many dialogues, one of each kind first, some at once, the customers in turn; the phones they were held on."""

    def line(place):
        chance = Random(f"{SEED} {place}")
        phones = [Phone(bank, chance, one.openid, one) for one in customers[place::AT_ONCE]]
        strangers = []
        for turn in range(place, number, AT_ONCE):
            dialogue = KINDS[turn] if turn < len(KINDS) else chance.choices(KINDS, list(SHARES.values()))[0]
            if dialogue is is_a_stranger:
                strangers.append(Phone(bank, chance, f"oStranger{turn:019d}"))
                dialogue(strangers[-1], chance)
            else:
                dialogue(phones[turn // AT_ONCE % len(phones)], chance)
        return phones + strangers

    with ThreadPoolExecutor(AT_ONCE) as lines:
        return [phone for phones in lines.map(line, range(AT_ONCE)) for phone in phones]


def test_nothing_that_was_planted_crosses_a_border(bank, full_size):
    number = 10_000 if full_size else 80
    customers = plant(bank.database, 200 if full_size else 16, seed=SEED)
    canary = Canary(planted for one in customers for planted in one.planted)
    began = monotonic()

    with bank.watched(canary) as watch:
        bank.publish(app.buttons(app.flows()))
        unlucky = Phone(bank, Random(SEED), customers[0].openid, customers[0])
        for bug in FAILING:
            meets(unlucky, bug)
        phones = [unlucky, *dialogues(bank, customers, number)]

    seconds = round(monotonic() - began)
    counts = sum((phone.counts for phone in phones), Counter())
    assert watch.leaks == []
    assert watch.bytes.keys() == {channel for channel, _ in LEAKS}
    assert {channel for channel, size in watch.bytes.items() if not size} <= {"PostgreSQL's log"}
    assert counts["messages that met a bug"] >= len(IN_THE_LINE)
    assert shown(phones, customers)
    if full_size:
        report(
            "Leak canary",
            "Values planted in the books of customers: balances, sums, lines, names, numbers of cards, identities and "
            "mobiles, which nobody types in a chat. Dialogues of all sorts, of customers and strangers, some of which "
            "meet bugs of the bank's own whose errors name the values. Every byte that crossed a border was searched "
            "for each value in each spelling, and none was found. `make test` has the bank leak in each spelling and "
            "on each channel, and each leak is caught.",
            {
                "customers": len(customers),
                "values": len(canary.planted),
                "spellings": len(SPELLINGS),
                "texts searched for": canary.needles,
                "dialogues": number,
                **counts,
                "cards opened": len([rows for phone in phones for rows in phone.opened]),
                "seconds": seconds,
                **{f"bytes: {channel}": size for channel, size in sorted(watch.bytes.items())},
                "bytes in all": watch.bytes.total(),
                "found": len(watch.leaks),
            },
        )


def shown(phones, customers):
    """Whether the values were in play: on cards, which only a device can open, there they are."""
    texts = {text for one in customers for planted in one.planted for text in commas(planted.value)}
    return any(text in rows for phone in phones for rows in phone.opened for text in texts)
