"""Clauses that only say why, behind what is told: 用5207，2816留着还房贷; 单子上就是1380，改回来. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from guitai.understanding.fold import fold
from guitai.understanding.order_talk import QUESTION
from guitai.understanding.orders.clause import Clause
from guitai.understanding.orders.open_order import Slots

# Two numbers with a comma or space between them: 用5207,2816留着; 少打了一个8,88.88. 1,200 is one.
TWO = re.compile(
    r"(?<![\d,，.])(?!\d{1,3}[,，]\d{3}(?!\d))(?P<one>\d+(?:\.\d+)?)[,，](?P<two>\d+(?:\.\d+)?)(?![,，]?\d)"
    r"|(?<!\d)(?<!\d )(?P<tail>\d{4}) (?P<next>\d{4})(?! ?\d)"
)
KEPT_FOR = re.compile(
    r"留[着住返俾畀给来嚟]|要(?:用来|拿来|用嚟|留)?(?:还(?!给)|交|缴|付|扣|供|买|应急)|(?:会|得|等着|准备|打算|月|周|\d[号日])[^,。]{0,4}[还交缴扣](?!给)"
    r"|[不唔]够|[没冇冇]钱|应急"
    r"|\b(?:need(?:s|ed)?|keep(?:ing)?|kept|reserved?|(?:is|it's) for|set aside|has to (?:cover|pay)|not enough)\b"
)
TAIL = re.compile(r"(?<![\d.])\d{4}(?![\d.,块元蚊万千百])")
PAYS = re.compile(r"(?:[从用走由拿换]|\b(?:from|use|using)\b)[^,。\d]{0,6}$")
# No reason, whatever else is said: what is done with a card that is lost, or with the order.
ACTS = re.compile(
    r"挂失|冻结|锁[住定卡]|丢|偷|不见|注销|解绑|余额(?!不[足够])|明细|[查看]一?下|\b(?:lost|stolen|freeze|block|report|balance)\b"
)
# It only says that something shall be otherwise, and what that is stands beside it: 写的是每月10号交，改下.
CHANGES = re.compile(
    r"(?:请|麻烦|唔该|你|帮我|帮忙|给我|那|就|也|得|要|再)*(?:[改换调变更]一?[改换调变下]+|改正|更正|改过来|修改一?下)[吧啦喇呀哈]*(?:谢谢|唔该)?"
    r"|(?:please |pls |so |can you |could you )*(?:change|fix|correct|update|adjust)(?: (?:it|that|this))?"
    r"(?: please| pls| accordingly)?"
)
# Of what is so, by how it is known: 合同写的是每月10号交, the contract says the 10th.
KNOWN = re.compile(r"[是系]|应该?|写[的着明]|说|讲|话|规定|\b(?:says?|said|is|it's|should|wants?|told)\b")


def parted_numbers(text: str) -> str:
    """The text with a full stop between two numbers.

    >>> parted_numbers("用5207,2816留着"), parted_numbers("改成12,000"), parted_numbers("少打一个8,88.88")
    ('用5207。2816留着', '改成12,000', '少打一个8。88.88')
    """
    return TWO.sub(lambda two: f"{two['one'] or two['tail']}。{two['two'] or two['next']}", text)


def without_reasons(clauses: Sequence[Clause], before: Slots, own: Collection[str]) -> Sequence[Clause]:
    """The clauses; those that only say why what is told beside them is told say nothing."""
    clauses = _known(clauses, before)
    told: dict[str, object] = {}
    for one in clauses:
        told |= one.told if not kept_for(one.text, own) else {}
    return [Clause(one.text) if _why(one, told, own) else one for one in clauses]


def kept_for(text: str, own: Collection[str]) -> str:
    """The account of theirs that is to be left for something, by its tail; empty where none is.

    >>> kept_for("2816留着还房贷", {"2816"}), kept_for("从2816付", {"2816"}), kept_for("2816丢了要挂失", {"2816"})
    ('2816', '', '')
    """
    folded = fold(text)
    tails = {*TAIL.findall(folded)} & {*own}
    tail = next(iter(tails)) if len(tails) == 1 else ""
    ahead = folded.partition(tail)[0] if tail else ""
    other = QUESTION.search(folded) or ACTS.search(folded) or PAYS.search(ahead)
    return tail if KEPT_FOR.search(folded) and not other else ""


def _why(clause: Clause, told: Slots, own: Collection[str]) -> bool:
    """Whether it says what another account is kept for than pays, or names what is told elsewhere and nothing else."""
    tail, pays = kept_for(clause.text, own), told.get("account")
    if tail and pays in own and tail != pays:
        return True
    same = clause.other and not clause.asks and clause.values
    return bool(same) and all(told.get(name) == value for name, value in clause.values.items())


def _known(clauses: Sequence[Clause], before: Slots) -> Sequence[Clause]:
    """The clauses, with what one names as it is where nothing but that it shall be changed is said besides."""
    bare = [one for one in clauses if CHANGES.fullmatch(fold(one.text.strip()))]
    named = [one for one in clauses if one.values]
    if (
        not bare
        or len(named) != 1
        or any(one.told or one.asks or one.leaves or one.change for one in clauses)
    ):
        return clauses
    one, folded = named[0], fold(named[0].text)
    new = {name: value for name, value in one.values.items() if value != before.get(name)}
    if len(new) != 1 or new.keys() <= {"account"} or not KNOWN.search(folded):
        return clauses
    return [
        replace(each, told=new, other=False, mends=True) if each is one else Clause(each.text)
        for each in clauses
    ]
