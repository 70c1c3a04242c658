"""The few words of an order that stand around its sum, by their sound: 癸 is 给, where 给 has to stand. Pure."""

import re
from collections.abc import Sequence

from guitai.understanding.fold import fold
from guitai.understanding.heard.sounds import careless, syllable

GIVE, SEND, PAY, WIRE, BILL = "给转打汇账"
SOUNDS = {careless(syllable(word)): word for word in (GIVE, SEND, PAY, WIRE, BILL)}
VERBS = frozenset({SEND, PAY, WIRE, BILL})
AS_SAID = frozenset("他她它大会回张章")  # as like as not
VERB = rf"(?:{SEND}{BILL}?|{PAY}|{WIRE})"
# Before the sum, by kind: 嗯癸王五转账…, 转癸王五…; after it: …赚癸王五.
TO_WHOM = re.compile(rf"(?P<lead>.*?)(?P<give>{GIVE})(?P<whom>.{{1,5}}?)(?P<verb>{VERB})")
SENT_TO = re.compile(rf".*?(?P<verb>{SEND})(?P<give>{GIVE})(?P<whom>.{{1,5}})")
AFTER = re.compile(rf"(?P<verb>{SEND})?(?P<give>{GIVE})(?P<whom>.{{1,6}})")
AT_LAST = re.compile(rf".*?(?P<verb>{VERB})")
TWICE = re.compile(f"([{GIVE}{SEND}{PAY}{WIRE}])\\1")
NAMED_SO = re.compile("[周吴郑王冯陈李张刘孙赵钱]$")  # 周桂兰 is a name


def kind(character: str) -> str:
    """The word of an order that it sounds like; else nothing."""
    return SOUNDS.get(careless(syllable(character)), "") if character else ""


def done_with(text: str) -> bool:
    """Whether what follows this is what is sent: it ends in a verb, or in what sounds like one."""
    return kind(text[-1:]) in VERBS and (text[-1] not in AS_SAID or kind(text[-2:-1]) == SEND)


def reworded(pieces: Sequence[str]) -> list[str]:
    """What stands around one sum, `pieces` 0 and 2, with the words of an order in it as they must have been said.

    >>> reworded(["嗯癸王五赚", "1660元", ""]), reworded(["", "500元", "砖龟张三。"])
    (['嗯给王五转', '1660元', ''], ['', '500元', '转给张三。'])
    """
    if len(pieces) != 3:
        return list(pieces)
    before, money, after = (TWICE.sub(r"\1", piece) for piece in pieces)
    given = GIVE in before + after
    if given:
        return [_put(before, AT_LAST), money, after]
    if AFTER.match(_kinds(after)):
        return [_put(before, AT_LAST), money, _put(after, AFTER, whole=False)]
    if (found := TO_WHOM.fullmatch(_kinds(before))) and not NAMED_SO.search(before[: found.start("give")]):
        return [_put(before, TO_WHOM), money, after]
    return [_put(before, SENT_TO), money, after]


def _kinds(text: str) -> str:
    return "".join(kind(one) or "-" for one in text)


def _put(text: str, pattern: re.Pattern[str], *, whole: bool = True) -> str:
    """The text with the words in it that the pattern names."""
    found = pattern.fullmatch(_kinds(text)) if whole else pattern.match(_kinds(text))
    if found is None:
        return text
    for name in found.groupdict().keys() & {"verb", "give"}:
        start, end = found.span(name)
        word = fold(text[start:end])
        if start >= 0 and word != found[name] and not (name == "verb" and word[:1] in AS_SAID):
            text = text[:start] + found[name] + text[end:]
    return text
