"""A sum that an open order may be for instead, in words that tell it to nobody for certain: it is asked about. Pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from guitai.money import Money
from guitai.understanding.exact import MEMO
from guitai.understanding.order_talk import AGAIN, QUESTION
from guitai.understanding.orders.told_sum import LESS, MORE
from guitai.understanding.orders.told_when import hour_or_sum
from guitai.understanding.slots.found import Unsure
from guitai.understanding.slots.reading import Reading

# Of several sums the one that all of it comes to: 再加50饭补 一共370.
COMES_TO = re.compile(
    r"(?:一共|总共|合计|共计|加起来|拢共|最后|最终|结果|算下来|金额|应该?[是为]|[改换变][成为到]|又?说是|实际[上是]*|其实是?|[才就]是|\b(?:total|altogether|be|is|to))"
    r"[是为就只才 ]*$"
)
# It comes off what was told: 他还差我100 扣掉.
OFF = re.compile("扣(?!款)[掉除下了他她]?|[减抵刨除][掉去]|从里面减")
# It comes to what was told: 打车的28也算我的 加上吧.
ADDS = re.compile(
    r"[加算计]上(?!次|个|周)|[加计]埋|也算|算我的|算进去|一[起并齐]算|(?:还|仲)有(?!多少|几)"
    r"|\bon top\b|\badd(?:ed|ing)? (?:it|that|this)\b"
)
# It is of something else: what was had, owed, spent or left, of another payment, or it isn't that.
ELSE = re.compile(
    r"欠|借|剩|请[我他她]的?|请客|算[他她佢](?:[请的出]|埋单)|(?<![还仲])有|赚|花[了掉]|收到|到[账帐]|余额|存款|定期|工资|手续费|限额|额度|红包|还要|另外|上[次个回]|昨|前天|刚刚|别的|每[月天周年]"
    r"|已经|[转付打汇给发][过了]|过去了|不够|够用|差我|差[^,。;]{0,2}A"
    r"|\b(?:owe[sd]?|borrow\w*|left|spent|got|received|balance|fee|limit|salary|another|also|already|last|yesterday|sent|paid|every)\b"
)
NOT = re.compile(r"(?:不是?|没|别|未|唔系?|非|\bnot|n't|\bno)(?:再|要|想)?[转给打汇付发 ]*$")
# Half of it: 先给一半就行. 一半时间 is of something else.
HALF = re.compile(
    r"(?:[转付汇打给还出]|先|只|就)(?:[他她佢先只个出去掉给转付]*)一半(?!天|个|时|年|月|路|以|的?概|人)"
    r"|一半(?:的?钱)?(?:[就也先才][行好够可给转付]|吧|够)"
    r"|\b(?:send|pay|transfer|give|just|only|do|make it)(?: (?:him|her|them|just|only|it))* half\b(?! an?\b| past)"
    r"|\bhalf(?: of (?:it|that))?(?: is| will be| would be|'s)? (?:enough|fine|ok|okay|(?:for )?now|first)\b"
)
EITHER = re.compile(r"(\w)[不没唔]\1")
# Who tells this besides tells more than a sum.
OTHERS = frozenset({"account_no", "mobile", "bank", "own", "account", "arrival", "term", "product", "biller"})


@dataclass(frozen=True)
class Instead(Unsure):
    """A sum that may be what an order shall be for, and the one that it is for: `likely` are these two."""

    @property
    def better(self) -> Money:
        """What it may be for instead."""
        return self.likely[0]

    @property
    def stands(self) -> Money:
        """What it is for."""
        return self.likely[1]


def settled(before: Mapping[str, object]) -> dict[str, object]:
    """What was told so far, of a sum that is asked about the one that the order stands at."""
    sum_ = before.get("amount")
    return {**before, "amount": sum_.stands} if isinstance(sum_, Instead) else {**before}


def instead(
    reading: Reading, slots: Mapping[str, object], before: Mapping[str, object], tails: Collection[str]
) -> Instead | None:
    """The sum that may be meant instead, where one is named, and nobody else and nothing that it is of; or None.

    `tails` are those of the customer's own accounts, which are no sums.
    """
    folded, stands, whom = reading.folded, before.get("amount"), slots.get("payee")
    another = whom and whom != before.get("payee")
    if not isinstance(stands, Money) or another or OTHERS & slots.keys() or re.search(MEMO, folded):
        return None
    if QUESTION.search(folded) or EITHER.search(folded) or AGAIN.search(reading.valued):
        return None
    places = [place for place in reading.sums if isinstance(place.money, Money) and place.money != stands]
    if not places and HALF.search(folded) and not (ELSE.search(folded) or NOT.search(HALF.split(folded)[0])):
        return half_of(stands)
    last = [place for place in places if COMES_TO.search(folded[: place.start])]
    sums = {place.money for place in (last or places)}
    named = sums.pop() if len(sums) == 1 else None
    if not isinstance(named, Money) or str(named.whole_yuan) in tails:
        return None
    if hour_or_sum(folded, before.get("arrival")) or any(NOT.search(folded[: one.start]) for one in places):
        return None
    better = named if last else _reckoned(reading, named, stands)
    return Instead("", (better, stands)) if better and better.fen > 0 else None


def half_of(stands: object) -> Instead | None:
    """Half of what an order stands at, which is asked about; None where that is no sum of fen.

    >>> half_of(Money.parse("2500")).better, half_of(Money.parse("0.01"))
    (Money(fen=125000), None)
    """
    if not isinstance(stands, Money) or stands.fen % 2:
        return None
    return Instead("", (Money(stands.fen // 2), stands))


def comes_to(reading: Reading, sum_: object) -> bool:
    """Whether it is said that all of it comes to this: 再加50饭补 一共370."""
    folded = reading.folded
    return any(one.money == sum_ and COMES_TO.search(folded[: one.start]) for one in reading.sums)


def _reckoned(reading: Reading, named: Money, stands: Money) -> Money | None:
    """What it comes to with so much more or less; or what is named, where that is of nothing else."""
    if OFF.search(reading.folded) or LESS.search(reading.valued):
        return stands - named if named < stands else None
    if MORE.search(reading.valued) or ADDS.search(reading.folded):
        return stands + named
    return None if ELSE.search(reading.folded) else named
