"""Proof: a turn that fails at any of its statements and is delivered again has its effect exactly once.

A flow that does something joins by name, with what a customer says until it is done.
"""

import re
from inspect import iscoroutinefunction

import pytest
from tests.rehearsal import SIGNS, Act, Fragile, Rehearsal, says
from tests.reporting import report

from guitai.app import flows
from guitai.bench.clientele import SEED
from guitai.demo.people import strangers

pytestmark = pytest.mark.proof

LI_SI = strangers(SEED, 2, frozenset())[1].card_number
TO_LI_SI = [says(f"给李四转500块，实时到账，账号{LI_SI}"), Act(tap=0)]
# By intent: the one row of the effect, as it begins, and what the customer says.
STORIES = {
    "accounts.statement": ("shield.issued", [says("开近三个月的流水"), Act(tap=0)]),
    "cards.freeze": ("ledger.stops", [says("挂失"), Act(tap=0), says("好的")]),
    "cards.unfreeze": (
        r'ledger.stops .*"lifted_at": "MOMENT"',
        [says("挂失"), Act(tap=0), says("好的"), says("我要解除挂失"), SIGNS],
    ),
    "deposits.open": (
        r'deposits.orders .*"kind": "open"',
        [says("存2万定期一年"), Act(tap=0), Act(tap=2), SIGNS],
    ),
    "deposits.withdraw": (
        r'deposits.orders .*"kind": "withdraw"',
        [says("提前支取"), Act(tap=0), says("1万"), SIGNS],
    ),
    "deposits.renewal": (r'deposits.orders .*"kind": "renewal"', [says("更改到期安排"), Act(tap=0), SIGNS]),
    "deposits.notice": (r'deposits.orders .*"kind": "notice"', [says("通知支取"), says("6万"), SIGNS]),
    "identity.freeze": ("shield.freezes", [says("安全设置"), Act(tap=2), says("好的")]),
    "identity.unbind": (r'shield.audit .*"what": "unbind"', [says("解绑"), says("好的")]),
    "identity.small": (
        "shield.small_rules",
        [says("安全设置"), Act(tap=1), says("150元"), says("600元"), SIGNS],
    ),
    "service.agent": ("talk.messages", [says("转人工"), says("我的卡好像丢了，请问怎么办？")]),
    "transfers.send": (r'transfers.transfers .*"state": "success"', [*TO_LI_SI, SIGNS]),
    "transfers.cancel": (
        r'transfers.transfers .*"state": "cancelled"',
        [says(f"次日到账，给李四转500块，账号{LI_SI}"), Act(tap=0), SIGNS, says("撤销转账"), says("好的")],
    ),
    "transfers.payees": (
        r'shield.audit .*"what": "payees.remove"',
        [*TO_LI_SI, SIGNS, says("删掉收款人李四"), says("是的")],
    ),
    "service.complain": ("talk.messages", [says("我要投诉"), says("昨天在网点等了两个小时没有人理我")]),
}


@pytest.fixture
def connection(shared_url):
    with Fragile.connect(shared_url) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def rehearsal(connection):
    return Rehearsal(connection)


def test_every_flow_that_does_something_has_its_story_here():
    doing = {flow.intent for flow in flows().values() if does_something(flow.script)}

    assert set(STORIES) == doing


def does_something(script):
    """Whether it, or a coroutine that it goes through, changes the bank."""
    names = script.__code__.co_names
    through = [script.__globals__.get(name) for name in names]
    return "do" in names or any(does_something(one) for one in through if iscoroutinefunction(one))


def one_by_one(statements):
    """Each message of a story fails at each of its statements, in a story of its own.

    After the last one nothing is broken off: the reply was lost on its way, and the message comes once more.
    """
    for place, count in enumerate(statements):
        yield from ([()] * place + [(statement,)] for statement in range(1, count + 2))


def together(statements):
    """The same failures in as few stories as there can be: in each of them all messages that have it fail at one."""
    for statement in range(1, max(statements) + 2):
        yield [(statement,) if statement <= count + 1 else () for count in statements]


@pytest.mark.parametrize("intent", STORIES)
def test_a_turn_that_fails_anywhere_and_comes_again_has_its_effect_once(rehearsal, intent, full_size):
    effect, acts = STORIES[intent]
    undisturbed = rehearsal.play(rehearsal.customer, acts)
    assert len([row for row in undisturbed.rows if re.match(rf"{effect}(?!\w)", row)]) == 1
    failures = 0

    for breaks in one_by_one(undisturbed.statements) if full_size else together(undisturbed.statements):
        disturbed = rehearsal.play(rehearsal.customer, acts, breaks)
        assert (breaks, disturbed.replies) == (breaks, undisturbed.replies)
        assert (breaks, disturbed.rows) == (breaks, undisturbed.rows)
        failures += sum(map(len, breaks))

    if full_size:
        report(
            f"A failure at every statement: {intent}",
            "Each message of the flow fails at each of its statements, commits included, and is delivered again: "
            "replies and rows are those of an undisturbed run.",
            {"messages": len(acts), "failures": failures},
        )
