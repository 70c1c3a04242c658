"""Several who are paid in one breath, each told in a sentence of their own: 给张三和李四各转100."""

import re
from collections.abc import Iterator

from guitai.money import Money
from guitai.understanding.slots.kin_words import KIN
from guitai.understanding.slots.people import likely
from guitai.understanding.slots.reading import Reading
from guitai.understanding.understood import Understood

EACH = r"(?:每个?人|各自?|分别(?=.{0,2}[转打汇付])|一人(?=A)|(?<![a-z])each(?![a-z]))"
# A character of a name, and of no word for what is done.
HAN = "(?![给畀俾转汇打付借还各每])[\u3400-\u9fff]"
NAME = rf"(?:(?:{HAN}){{1,4}}?|(?<![a-z])[a-z]+(?: [a-z]+)?)"
AND = r"\s?(?:[和跟与同及、]|(?<![a-z])and(?![a-z]))\s?"
NAMES = rf"(?P<names>{NAME}(?:{AND}{NAME})+|[\u3400-\u9fff]{{4}})"
GIVES = r"(?:^|[给畀俾,。;\s]|(?<![a-z])(?:to|pay|send)\s?)"
BEFORE = re.compile(rf"{GIVES}{NAMES}(?P<each>[,\s]*{EACH})")
BEHIND = re.compile(
    rf"(?P<each>{EACH}\s?)[^,。;]*?(?:[给畀俾]|(?<![a-z])(?:to|for)\s?){NAMES}(?=$|[,。;!?吧])"
)
APART = re.compile(AND)
# 给张三转500，李四转300: two who get a sum of their own.
DOES = r"(?:[转打汇付][账款钱]?)?"
OF = rf"(?:{DOES}|的| )"
OF_MONEY = r"A+(?:块钱?|元|蚊)?"
PAIRS = re.compile(
    rf"(?P<head>^|.*?(?:[,。;\s]|(?<![a-z])(?:pay|send)))(?P<gives>[转打汇]?[给畀俾])?(?P<one>(?:{HAN}){{1,4}}?){OF}(?P<sum>{OF_MONEY})"
    rf"[,、\s]*(?:(?:和|再|还有|另外|以及|跟|(?<![a-z])(?:and|plus)(?![a-z]))\s?)?(?P<too>[转打汇]?[给畀俾])?"
    rf"(?P<other>(?:{HAN}){{1,4}}?){OF}(?P<then>{OF_MONEY})(?P<tail>[^A]*)$"
)
# 转500给张三，600给李四
SUMS_FIRST = re.compile(
    rf"(?P<head>^|.*?[,。;\s])[转打汇付还](?P<sum>{OF_MONEY})(?P<gives>[给畀俾])(?P<one>(?:{HAN}){{1,4}}?)"
    rf"[,、\s]+(?:和|再|还有|另外)?[转打汇付还]?(?P<then>{OF_MONEY})(?P<too>[给畀俾])(?P<other>(?:{HAN}){{1,4}}?)"
    r"(?P<tail>(?:$|[,。;!?])[^A]*)$"
)
IS_KIN = re.compile(KIN)
WHOM = ("payee", "account_no", "mobile", "biller", "product")  # tells two orders of one kind apart


# What becomes of a deposit when it matures is told of the one that is opened in the same breath.
SAYS_MORE = {"deposits.open": "deposits.renewal"}


def another(first: Understood, wish: Understood) -> bool:
    """Whether this is another wish than the first: of another kind, or a sum of its own for somebody else."""
    if wish.intent != first.intent:
        return SAYS_MORE.get(first.intent) != wish.intent
    sums = [one.slots.get("amount") for one in (first, wish)]
    return all(isinstance(sum_, Money) for sum_ in sums) and any(
        slot in first.slots and slot in wish.slots and first.slots[slot] != wish.slots[slot] for slot in WHOM
    )


def to_each(reading: Reading) -> list[str]:
    """A sentence for each who gets the same; none where it doesn't say so.

    >>> from datetime import UTC, datetime
    >>> from guitai.understanding.slots.reading import read
    >>> now = datetime(2026, 11, 23, tzinfo=UTC)
    >>> to_each(read("转给张三和李四各100", now)), to_each(read("班费每人80，转给林涛", now))
    (['转给张三100', '转给李四100'], [])
    """
    found = BEFORE.search(reading.valued) or BEHIND.search(reading.valued)
    if found is None:
        return []
    start, end = found.span("names")
    names = [*_names(reading.valued[start:end], reading.said[start:end])]
    pieces = sorted([(start, end, "{name}"), (*found.span("each"), "")])
    return [_said(reading.said, pieces, name) for name in names] if len(names) > 1 else []


def in_pairs(reading: Reading) -> list[str]:
    """A sentence for each of two who get a sum of their own; none where it tells no two.

    >>> from datetime import UTC, datetime
    >>> from guitai.understanding.slots.reading import read
    >>> in_pairs(read("给张三500李四300", datetime(2026, 11, 23, tzinfo=UTC)))
    ['给张三转500', '给李四转300']
    >>> in_pairs(read("转500给国强,600给房东", datetime(2026, 11, 23, tzinfo=UTC)))
    ['给国强转500', '给房东转600']
    """
    found = SUMS_FIRST.match(reading.valued) or PAIRS.match(reading.valued)
    if found is None:
        return []
    both_given = found["gives"] and found["too"]  # 给国强转500和给房东转600: whoever they are, they are two
    if not (
        both_given or all(likely(whom) or IS_KIN.fullmatch(whom) for whom in found.group("one", "other"))
    ):
        return []
    head, one, sum_, other, then, tail = (
        reading.said[slice(*found.span(name))] for name in ("head", "one", "sum", "other", "then", "tail")
    )
    return [f"{head}给{whom}转{much}{tail}" for whom, much in ((one, sum_), (other, then))]


def _names(folded: str, spoken: str) -> Iterator[str]:
    """Each of them, as it was said; 小明小红 are two of two characters."""
    start = 0
    for joint in APART.finditer(folded):
        yield spoken[start : joint.start()]
        start = joint.end()
    if start:
        yield spoken[start:]
    elif likely(folded[:2]) and likely(folded[2:]):
        yield from (spoken[:2], spoken[2:])


def _said(text: str, pieces: list[tuple[int, int, str]], name: str) -> str:
    """The text with one name in the place of all, and no word for each."""
    for start, end, instead in reversed(pieces):
        text = text[:start] + instead.format(name=name) + text[end:]
    return text
