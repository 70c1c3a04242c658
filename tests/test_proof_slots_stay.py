"""Proof: what was told for one thing never fills in another, however they are mixed up."""

from collections import Counter
from random import Random

import pytest
from tests.reporting import report
from tests.savings import save_up
from tests.slot_talk import PLACES, Talker, Wish
from tests.slot_values import PEOPLE, values
from tests.spoken_orders import know, payees

from guitai import app
from guitai.conversation import store
from guitai.conversation.hearing import Conversations
from guitai.kept import recall
from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.shield import at_rest, certificates, devices, orders
from guitai.shield.document import Document
from guitai.testing.phones import Phone
from guitai.understanding.load import understanding
from guitai.understanding.slots.period import Period

pytestmark = pytest.mark.proof

SEED = 2026
ACTS = 8
MOVES = {flow.intent: flow.moves for flow in app.flows().values()}
ENDED = "SELECT sealed FROM conversation.ended WHERE owner = %(owner)s"
ORDERS = "SELECT order_id FROM shield.orders WHERE owner = %(owner)s"


@pytest.fixture(scope="module")
def conversations():
    return Conversations(app.flows(), app.catalogue(), understanding(), str, people=app.people())


@pytest.fixture
def talker(chen, conversations):
    """Makes Chen, with two accounts, savings, a device and a payee book."""
    for own in accounts_of(chen.db, chen.owner)[:2]:
        rich = transfer(
            Money(10**9), owner=chen.owner, name=f"rich {own.tail}", source=Internal.RESERVES, target=own.key
        )
        post(chen.db, rich)
    keys = {"sign_key": {"x": "s"}, "open_key": {"x": "o"}}
    device = devices.add(chen.db, chen.owner, openid="oChen", name="手机", low=False, **keys)
    certificates.issue(chen.db, device)
    know(chen.db, chen.owner, payees(Random(SEED), PEOPLE))
    save_up(chen.db, chen.owner)
    acts = Counter()
    return lambda chance: Talker(
        Phone(chen.db, chen.owner, lambda: conversations), device, chance, acts
    ), acts


def conversations_of(phone, as_owner):
    db, owner, chat = phone.db, phone.owner, store.chat_of(phone.db, phone.owner)
    sealed = as_owner(ENDED, {"owner": owner}).fetchall()
    return [recall(at_rest.opened(db, "ended", owner, one)) for (one,) in sealed] + chat.stack


def asks(conversation):
    """The answers that it holds, and those that were taken back."""
    return [kept for kept in conversation.journal + conversation.cut if kept.kind == "ask" and kept.answer]


def astray(talker, as_owner):
    """Values that stand where they were not told for, each with why."""
    of = {
        value: (number, wish.flow, what)
        for number, wish in enumerate(talker.wishes)
        for value, what in wish.told.items()
    }
    for one in conversations_of(talker.phone, as_owner):
        served = set()
        for kept in asks(one):
            for value in set(values(kept.value)) & of.keys():
                number, flow, what = of[value]
                served.add(number)
                if flow != one.flow and not MOVES[one.flow]:
                    talker.mistaken.add(
                        one.conversation_id
                    )  # the wish was taken for another, which only looks
                elif flow != one.flow or kept.name not in PLACES[what]:
                    yield f"{value} was told as {what} for {flow}, and is {kept.name} of {one.flow}"
            told = isinstance(kept.value, Money | Period) or kept.name == "message"
            if told and kept.value not in of:
                yield f"{kept.value} was never told, and is {kept.name} of {one.flow}"
        if len(served) > 1:
            yield f"{one.flow} mixes {[talker.wishes[number] for number in served]}"
    db, owner = talker.phone.db, talker.phone.owner
    for (number,) in as_owner(ORDERS, {"owner": owner}).fetchall():
        yield from astray_in_order(Document.read(orders.order(db, owner, number).document), of)


def astray_in_order(document, of):
    served = set()
    for line in document.content["lines"]:
        value = Money(line["fen"]) if "fen" in line else line.get("text")
        if value in of:
            number, flow, what = of[value]
            served.add(number)
            if flow != document.content["kind"]:
                yield f"{value} was told as {what} for {flow}, and stands in an order of {document.content['kind']}"
        elif line["name"] == "amount":
            yield f"{value} was never told, and is the amount of an order"
    if len(served) > 1:
        yield f"an order mixes what was told for {len(served)} wishes"


def test_no_value_fills_a_slot_that_it_was_not_told_for(talker, as_owner, full_size):
    make, acts = talker
    dialogues, served = 10_000 if full_size else 60, Counter()

    for number in range(dialogues):
        one = make(Random(f"{SEED} {number}"))
        with one.phone.db.connection.transaction(force_rollback=True):
            one.talks(ACTS)
            assert [*astray(one, as_owner)] == one.lost == [], one.said
            served.update(kept.name for of in conversations_of(one.phone, as_owner) for kept in asks(of))
            acts["wishes taken for another, which only looks"] += len(one.mistaken)
            acts["values told"] += sum(len(wish.told) for wish in one.wishes)

    assert 100 * acts["wishes taken for another, which only looks"] <= dialogues
    if full_size:
        report(
            "Slots stay",
            "Customers who mix up transfers, deposits, look-ups, statements, messages for the staff: who begin one "
            "thing in the middle of another, correct, go back, leave, come back, and sign. Each value that they tell "
            "is told once, so its origin is known. Each that stands in an answer, in an order or in what was taken "
            "back was told for that question of that flow, and none holds what was told for two wishes. Who tells "
            "two things otherwise in one sees both in the order. Where a whole wish was taken for another, that one "
            "only looks something up.",
            {"dialogues": dialogues, "acts": dialogues * ACTS, **dict(sorted(acts.items()))}
            | {f"answers: {name}": count for name, count in sorted(served.items())},
        )


def test_a_value_out_of_its_place_would_be_found(talker, as_owner):
    make, _ = talker
    one = make(Random(SEED))
    one.wants("transfers.send", "给{payee}转{amount}，备注{memo}")
    assert [*astray(one, as_owner)] == []
    (wish,) = one.wishes
    (amount,) = [value for value, what in wish.told.items() if what == "amount"]
    (payee,) = [value for value, what in wish.told.items() if what == "payee"]

    wish.told[amount] = "least"
    misplaced = [*astray(one, as_owner)]
    wish.told[amount] = "amount"
    one.wishes.append(Wish("deposits.open", {amount: "amount"}))
    elsewhere = [*astray(one, as_owner)]
    one.wishes[-1] = Wish("transfers.send", {payee: "payee"})
    mixed = [*astray(one, as_owner)]
    one.wishes[-1] = Wish("transfers.send")
    del wish.told[amount]
    made_up = [*astray(one, as_owner)]

    assert [bool(found) for found in (misplaced, elsewhere, mixed, made_up)] == [True] * 4
