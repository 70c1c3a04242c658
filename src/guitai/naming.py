"""What things are called wherever people read of them: accounts, their state, the bank's own line. Pure."""

from collections.abc import Sequence
from functools import reduce

from guitai.language import Words

GROUP = 4

LOST = "lost"
"""The reason of the stop that a customer asked for: their card is lost (挂失)."""

KINDS = {
    "current": "活期",
    "current_2": "二类户",
    "current_3": "三类户",
    "fixed": "定期",
    "notice": "通知存款",
}
# In full (银发〔2015〕392号 has the classes), for a document.
FULL = {
    "current": Words("活期（一类户）"),
    "current_2": Words("活期（二类户）"),
    "current_3": Words("活期（三类户）"),
    "fixed": Words("定期存款"),
    "notice": Words("通知存款"),
}
EVERYDAY = (
    "current",
    "current_2",
    "current_3",
)  # money comes and goes on these, and there may be a card to them
CALLED = {
    "current": ("current", "debit", "活期", "借记卡", "一类户", "一类卡"),
    "current_2": ("current", "debit", "活期", "借记卡", "二类户", "二类卡"),
    "current_3": ("current", "debit", "活期", "三类户", "三类卡"),
    "fixed": ("fixed", "定期"),
    "notice": ("notice", "通知存款"),
}
# What a customer asked for, by the name that understanding gives it.
ASKED_FOR = {
    "credit": Words("信用卡"),
    "debit": Words("借记卡"),
    "current": Words("活期"),
    "fixed": Words("定期存款"),
    "notice": Words("通知存款"),
}
STATES = {
    "credits_only": "只收不付",
    "debits_only": "只付不收",
    "stopped": "不收不付",
    "closed": "已销户",
}

# Of a bank that is made up no number may stand here: people would ring it.
OUR_LINE = Words("江海银行客服热线（号码印在卡片背面，网点柜台也有公布）")


def account_name(kind: str, tail: str) -> Words:
    """A customer's account, which may be named in their chat so: by kind and tail."""
    return Words("{kind} 尾号{tail}", {"kind": Words(KINDS[kind]), "tail": tail})


def joined(names: Sequence[Words]) -> Words:
    """Several names, one behind the other."""
    return reduce(lambda named, more: Words("{one}、{more}", {"one": named, "more": more}), names)


def grouped(number: str) -> str:
    """An account number as it is read: in groups of four.

    >>> grouped("6239990000000002816")
    '6239 9900 0000 0002 816'
    """
    return " ".join(number[at : at + GROUP] for at in range(0, len(number), GROUP))


def masked(number: str) -> str:
    """An account number that is shown in part: its first and its last four digits, the same wherever it stands.

    >>> masked("6239990000000002816"), masked("")
    ('6239 **** **** 2816', '')
    """
    return f"{number[:GROUP]} **** **** {number[-GROUP:]}" if number else ""


def ungrouped(shown: str) -> str:
    """The number that is shown so."""
    return shown.replace(" ", "")


def known_as(kind: str, tail: str) -> tuple[str, ...]:
    """What its customer may call it."""
    return tail, f"尾号{tail}", f"{KINDS[kind]} 尾号{tail}", *CALLED[kind]


def as_asked(named: str) -> Words:
    """What a customer asked for, as it is said back to them: a kind by its name, a tail as it is."""
    return ASKED_FOR.get(named, Words("{named}", {"named": named}))


def state_name(state: str, *, lost: bool) -> Words | None:
    """What is unusual about an account in that state of the ledger's; None where nothing is."""
    if state == "open":
        return None
    state_words = Words(STATES[state])
    return Words("已挂失，{state}", {"state": state_words}) if lost and state != "closed" else state_words
