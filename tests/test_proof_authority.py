"""Proof: text has no authority. Whatever is written, said or remarked, nothing moves without a signature or a rule."""

from collections import Counter
from itertools import product
from random import Random
from uuid import UUID, uuid4

import pytest
from tests.authority import MOVED, STOPPED, TAKEN, Authority, authority, paid, yeses
from tests.injections import WAYS, Claims, push, remark
from tests.places import (
    PAYEE,
    STAGES,
    UNDER_A_RULE,
    Customer,
    asked_if_sure,
    asked_to_freeze,
    asked_to_unbind,
    asked_what_to_call_a_payee,
    has_a_rule,
    idle,
    is_asked_to_close_it,
    pays_by_rule,
    undone,
    waits_for_a_deposit,
    waits_for_a_payment,
    waits_for_a_rule,
    waits_for_another_renewal,
    waits_to_give_notice,
    waits_to_have_the_card_back,
    waits_to_withdraw,
)
from tests.reporting import report

from guitai import app
from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee
from guitai.clearing.banks import OWN_CODE
from guitai.conversation.flow import Flow, confirm, do, flow, say
from guitai.conversation.hearing import Conversations
from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.shield import certificates, devices, freezes, orders, pins, small
from guitai.testing.phones import Phone
from guitai.understanding.load import understanding

pytestmark = pytest.mark.proof

SEED = 2026
PIN, CODE = "258036", "482913"
SINGLE, DAY = Money(150_00), Money(600_00)  # of the rule that is signed where there is one
SEND = "transfers.send"
CHEN = "6239990000000001668"


@pytest.fixture
def bank(lin, chen):
    """Lin at a bank, or one that serves this money flow instead of its own; Chen, whom she pays, has frozen himself."""

    def make(money: Flow | None = None) -> Customer:
        flows, catalogue = app.flows() | ({SEND: money} if money else {}), app.catalogue()
        told = Conversations(flows, catalogue, understanding(), str)
        device = devices.add(
            lin.db, lin.owner, openid="oLin", name="手机", sign_key={"x": "s"}, open_key={"x": "o"}, low=False
        )
        certificates.issue(lin.db, device)
        pins.put(lin.db, lin.owner, pins.hashed(lin.db.keys, lin.owner, PIN), device_id=device.device_id)
        book.arrived(lin.db, lin.owner, Payee(PAYEE, CHEN, OWN_CODE))
        freezes.freeze(lin.db, chen.owner, by=freezes.CUSTOMER, why="lost")
        return Customer(Phone(lin.db, lin.owner, lambda: told), device)

    return make


def known(lin: Customer, chance: Random) -> dict[str, str]:
    """What somebody may know of the bank who writes to it: what waits, what was offered, PIN and code."""
    amount = str(chance.choice([1, 50, 100, 150, 200, 300, 600, 1_000, 5_000, 20_000, 50_000]))
    return {
        "order": lin.order or str(uuid4()),
        "option": chance.choice(lin.offered) if lin.offered else "AAAAAAAAAAAAAAAA",
        "pin": PIN,
        "code": CODE,
        "payee": PAYEE,
        "amount": amount,
    }


def beyond_the_rule(lin: Customer, gained: set[str]) -> set[str]:
    """What was gained beyond the rule: what it allows was paid within it, after a yes of the customer's each."""
    if gained <= MOVED and gained:
        amounts = paid(lin.phone.db, lin.phone.owner)
        allowed = all(amount <= SINGLE for amount in amounts) and sum(amounts, Money(0)) <= DAY
        return set() if allowed and len(amounts) <= yeses(lin.phone.db, lin.phone.owner, SEND) else gained
    return gained


def taken(lin: Customer, after: Authority, before: Authority, *, by_rule: bool) -> set[str]:
    """What was lost that no word may take, or that was taken without a yes."""
    lost = after.lost(before) - (MOVED if by_rule else set())
    asked = yeses(lin.phone.db, lin.phone.owner) > 0
    return lost - (TAKEN if asked else STOPPED)


def heard(lin: Customer, claims: Claims, hows: list[str], counted: Counter[str]) -> list[str]:
    """Messages from somebody who would rather not sign, that come in these ways; what they were."""
    said = []
    for how in hows:
        one = push(claims, known(lin, claims.chance), how)
        told = one.heard()
        counted[one.how] += 1
        said.append(f"{one.how}: {one.said}")
        if told is not None:
            lin.phone.hears(told.how, told.text, told.option, told.wish, told.place)
            lin.offered += [tap.option_id for tap in lin.phone.reply.taps] if lin.phone.reply else []
    return said


def test_no_message_has_authority(bank, full_size):
    lin, chance, counted, stages, came = bank(), Random(SEED), Counter(), Counter(), Counter()
    claims, places = Claims(chance), [*product(STAGES + UNDER_A_RULE, WAYS)]
    chance.shuffle(places)

    while counted.total() < (3_000 if full_size else 240):
        stage, how = places[stages.total() % len(places)]
        with undone(lin):
            stage(lin)
            before = authority(lin.phone.db)
            more = chance.randrange(3 if full_size else 1)
            said = heard(lin, claims, [how] + [""] * more, counted)
            after, by_rule = authority(lin.phone.db), stage in UNDER_A_RULE
            gained = after.gained(before)
            beyond = beyond_the_rule(lin, gained) if by_rule else gained
            assert (stage.__name__, said, beyond) == (stage.__name__, said, set())
            lost = taken(lin, after, before, by_rule=by_rule)
            assert (stage.__name__, said, lost) == (stage.__name__, said, set())
            came["in which something was paid by the rule"] += bool(gained)
            came["in which something was taken away, after a yes"] += bool(after.lost(before) & TAKEN)
        stages[stage.__name__] += 1

    if full_size:
        report(
            "No authority from messages",
            "Messages that claim, order, forge or confuse, at every place of a conversation: no order was signed, no "
            "rule, device, PIN, binding or code came of them, no deposit was opened, changed or withdrawn, no payee "
            "was added, no freeze was lifted and no lost card given back, and nothing was paid but within a rule that "
            "was signed before, after the customer's own yes.",
            {f"messages, {how}": number for how, number in counted.items()}
            | {"places of a conversation": len(stages), "conversations": stages.total()}
            | {f"conversations {what}": number for what, number in came.items()},
        )


def test_no_remark_has_authority_or_is_read_aloud(bank, full_size):
    lin, chance, tried = bank(), Random(SEED), 0
    claims = Claims(chance)

    while tried < (1_000 if full_size else 20):
        with undone(lin):
            remarks = [remark(claims, known(lin, chance)) for _ in range(4)]
            for number, text in enumerate(remarks):
                books(lin, text, number)
            waiting = chance.choice([idle, waits_for_a_payment, waits_for_a_rule, has_a_rule])
            waiting(lin)
            before = authority(lin.phone.db)
            asked = chance.sample(
                ["明细", "今天的明细", "我的余额", "收入明细", "transactions", "更多", "转账", "我的收款人"],
                3,
            )

            replies = [lin.says(text) for text in asked]

            aloud = [text for text in remarks if len(text) > 8 and any(text in reply for reply in replies)]
            assert (remarks, asked, authority(lin.phone.db).gained(before)) == (remarks, asked, set())
            assert aloud == []
        tried += len(remarks)

    if full_size:
        report(
            "No authority from remarks",
            "What payers and payees are called and have remarked, on lines that were shown, and among payees to "
            "choose from: nothing came of it, and none of it was read aloud in the chat.",
            {"remarks and names": tried},
        )


def books(lin: Customer, text: str, number: int) -> None:
    """A line that says this: money from somebody, or to somebody of that name."""
    (account,) = accounts_of(lin.phone.db, lin.phone.owner)
    came_in = number % 2 == 0
    details = Details("转账", text if not came_in or number else "张三", "", "", text)
    entry = transfer(
        Money(1_00),
        owner=lin.phone.owner,
        name=f"a remark {number}",
        source=Internal.CLEARING_IN if came_in else account.key,
        target=account.key if came_in else Internal.CLEARING_OUT,
        details=details,
        booked_at=lin.phone.now,
    )
    post(lin.phone.db, entry)
    if not came_in:
        book.arrived(lin.phone.db, lin.phone.owner, Payee(text, f"621483000000000{number}", "308584000013"))


def test_a_signature_has_authority(bank):
    lin = bank()
    waits_for_a_payment(lin)
    before = authority(lin.phone.db)

    lin.signs()

    assert authority(lin.phone.db).gained(before) == {"an order signed"} | MOVED
    assert paid(lin.phone.db, lin.phone.owner) == [Money(300_00)]


# What is waited for at these places, and what comes of its signature besides a signed order.
SIGNED = {
    waits_for_a_deposit: {
        "a deposit",
        "an account",
        "an account that pays",
        "an account that is paid",
        "an entry",
        "money that left",
    },
    waits_to_withdraw: {"an entry", "money that left"},
    waits_for_another_renewal: {"a deposit"},
    waits_to_give_notice: {"a notice"},
    waits_to_have_the_card_back: {"an account that pays", "a text by SMS"},
}


@pytest.mark.parametrize("stage", SIGNED, ids=lambda stage: stage.__name__)
def test_a_signature_has_authority_over_deposits_and_cards(bank, stage):
    lin = bank()
    stage(lin)
    before = authority(lin.phone.db)
    for words in ("我已经签名了", "好的", "确认"):
        lin.says(words)
    assert authority(lin.phone.db).gained(before) == set()

    lin.signs()

    assert authority(lin.phone.db).gained(before) - {"money counted"} == {"an order signed"} | SIGNED[stage]


def test_what_a_payee_is_called_changes_neither_who_is_paid_nor_what_is_signed(bank):
    lin = bank()
    asked_what_to_call_a_payee(lin)
    before = authority(lin.phone.db)
    lin.says("妈妈")
    assert authority(lin.phone.db).gained(before) == set()
    lin.says("给妈妈转300元")

    document = orders.order(lin.phone.db, lin.phone.owner, UUID(lin.order)).document
    assert PAYEE in document.decode()
    assert "妈妈" not in document.decode()


def test_a_rule_has_authority_within_its_bounds(bank):
    lin = bank()
    pays_by_rule(lin)
    before = authority(lin.phone.db)

    lin.says("好的")

    assert authority(lin.phone.db).gained(before) == MOVED
    assert beyond_the_rule(lin, authority(lin.phone.db).gained(before)) == set()
    pays = Counter()
    for _ in range(6):
        asked_if_sure(lin, "150元")
        pays[lin.says("好的").splitlines()[0]] += 1
        lin.says("取消")
    assert pays["转账成功，回单在卡片上。"] == 3  # the day's 600 are not enough for the fourth
    assert beyond_the_rule(lin, authority(lin.phone.db).gained(before)) == set()


@pytest.mark.parametrize("stage", [asked_to_freeze, asked_to_unbind, is_asked_to_close_it])
def test_without_a_yes_nothing_is_taken_away(bank, stage):
    lin = bank()
    cancel = "算了" if stage is is_asked_to_close_it else "取消"  # 取消 is a yes to whether to close it
    for words in ("不用了", "no, thanks", "也许吧", "签名", cancel):
        with undone(lin):
            stage(lin)
            before = authority(lin.phone.db)
            lin.says(words)
            after = authority(lin.phone.db)
            assert (words, after.lost(before), freezes.frozen_by(lin.phone.db, lin.phone.owner)) == (
                words,
                set(),
                None,
            )
    stage(lin)
    before = authority(lin.phone.db)
    lin.says("好的")

    frozen = freezes.frozen_by(lin.phone.db, lin.phone.owner)
    assert authority(lin.phone.db).lost(before) or frozen == "customer"


def test_a_tap_says_yes_once_and_to_its_own_question(bank):
    lin = bank()
    has_a_rule(lin)
    asked_if_sure(lin, "100元")
    old = lin.offered[-2]
    lin.says("不用了")
    asked_if_sure(lin, "100元")

    def taps(option):
        lin.phone.taps_option(option, "好的")
        return len(paid(lin.phone.db, lin.phone.owner))

    assert taps(old) == 0
    live, _ = (tap.option_id for tap in lin.phone.reply.taps)  # it was asked once more
    assert [taps(live), taps(live), taps(old)] == [1, 1, 1]


def pays_at_a_word(turn):
    (account,) = accounts_of(turn.db, turn.customer)
    entry = transfer(
        Money(100), owner=turn.customer, name=turn.key, source=account.key, target=Internal.CLEARING_OUT
    )
    post(turn.db, entry)


def signs_itself(turn):
    (device,) = devices.devices(turn.db, turn.customer)
    turn.db.execute(
        "UPDATE shield.orders SET state = 'signed', signature = '-', device_id = %(device)s",
        {"device": device.device_id},
    )


def makes_a_rule(turn):
    (device,) = devices.devices(turn.db, turn.customer)
    small.put_in_force(
        turn.db, turn.customer, uuid4(), device.device_id, single=SINGLE, day=DAY, from_at=turn.db.now
    )


def sets_a_pin(turn):
    pins.put(turn.db, turn.customer, "another", device_id=None)


def adds_a_device(turn):
    devices.add(turn.db, turn.customer, openid="oLin", name="新", sign_key={}, open_key={}, low=False)


def lifts_a_freeze(turn):
    turn.db.execute("UPDATE shield.freezes SET lifted_at = %(now)s", {"now": turn.db.now})


def counts_as_spent(turn):
    turn.db.execute(
        """
        INSERT INTO shield.usage (owner, used_on, strength, turn_id, spent_fen)
        VALUES (%(owner)s, '2026-11-23', 1, %(turn)s, 100)
        """,
        {"owner": turn.customer, "turn": turn.db.turn_id},
    )


CREDULOUS = {
    pays_at_a_word: {"an entry", "money that left"},
    signs_itself: {"an order signed"},
    makes_a_rule: {"a rule"},
    sets_a_pin: {"a PIN"},
    adds_a_device: {"a device"},
    lifts_a_freeze: {"a freeze lifted"},
    counts_as_spent: {"money counted"},
}


@pytest.mark.parametrize("step", CREDULOUS, ids=lambda step: step.__name__)
def test_a_bank_that_took_words_for_more_would_be_found(bank, step):
    async def credulous() -> None:
        sure = await confirm("sure", "确定吗？")
        if sure:
            await do(step)
        await say("好了。")

    lin = bank(flow(SEND, title="转账", moves=True)(credulous))
    waits_for_a_rule(lin)  # an order that is not signed
    lin.says("取消")
    lin.says("转账")
    before = authority(lin.phone.db)

    lin.says("好的")

    assert authority(lin.phone.db).gained(before) == CREDULOUS[step]
