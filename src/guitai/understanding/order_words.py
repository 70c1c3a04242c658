"""What an order to transfer says beside its slots: at which of two banks the money is, and at which it shall be."""

import re

from guitai.understanding.fold import fold
from guitai.understanding.slots.bank_words import Place, banks
from guitai.understanding.slots.reading import Reading
from guitai.understanding.slots.words import Words

SEND = "transfers.send"
OURS = "江海银行"  # says nothing of which account: all that can be paid from are here
PAYS = re.compile(
    r"(?:(?:从|用|拿|由|\bfrom |\busing )(?:我的?|my )?在?|(?:^|[,。;])我的?)$"
)  # 从工商银行, 我招行的卡


def ordered(intent: str, reading: Reading, slots: Words) -> Words:
    """The slots, with what else such an order says."""
    return _at_their_banks(reading, slots) if intent == SEND else slots


def _at_their_banks(reading: Reading, slots: Words) -> Words:
    """With the bank of who is paid, and that of an account to pay from as the account. In a name there is none."""
    if "bank" not in slots:
        return slots
    named = [place for place in banks(reading.valued) if not _in_name(reading.folded, place, slots)]
    paying = {bank for start, _, bank in named if PAYS.search(reading.folded[:start])}
    paid = {bank for _, _, bank in named} - paying
    rest = {slot: value for slot, value in slots.items() if slot != "bank"}
    told = {"bank": paid.pop()} if len(paid) == 1 else {}
    if len(paying) == 1 and paying != {OURS} and not str(slots.get("account", "")).isdigit():
        told["account"] = paying.pop()
    return rest | told


def _in_name(folded: str, place: Place, slots: Words) -> bool:
    """Whether it is a piece of who is paid: 中信物业."""
    start, end, _ = place
    whom = fold(str(slots.get("payee", "")))
    at = folded.find(whom) if whom else -1
    return at >= 0 and at <= start and end <= at + len(whom)
