"""An order that was spoken, as it must have been said: its sum, and the few words around that, by their sound."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guitai.money import Money
from guitai.understanding.fold import HAN, fold, said
from guitai.understanding.heard.decoding import guesses
from guitai.understanding.heard.numerals import ODD, sum_said
from guitai.understanding.heard.sounds import SYMBOLS, WRITTEN, could_be
from guitai.understanding.heard.words import GIVE, SEND, done_with, kind, reworded
from guitai.understanding.slots.found import Unsure
from guitai.understanding.slots.heard_numbers import KIN, KNOWN
from guitai.understanding.slots.kin_words import SURNAMES

SURE, LIKELY, POSSIBLE = 93, 30, 10  # of a hundred
MOST = 2  # readings that are offered
WORDS = KNOWN - SYMBOLS.keys()  # at either end of a sum they are what they say
NUMERALS, PLACES, UNITS = (
    frozenset("零一二两三四五六七八九十百千万"),
    frozenset("十百千万"),
    frozenset("块元毛角"),
)
COINS = UNITS | {"钱", "分"}
ENDS = re.compile(r"$|[\s。.,，!?、]|过去?|到账|吧|钱")
FIGURE = "[一二三四五六七八九\\d]"
# Figures that were written for what was said, well-formed: 1万2, 3万5千, 5百, 900块六毛八.
WELL_FORMED = re.compile(
    r"\d+(?:万(?:\d+[百千]?)?|千(?:\d+百?)?|百\d?)?"
    rf"(?:[块元](?:钱|零?{FIGURE}(?:[毛角分]|[毛角]{FIGURE}分?)?)?)?"
)
COUNTED = re.compile("[年月日号个天周期次张笔点位份名口岁季度折成级层楼%股手倍米斤里来多几小下共起些样直定]")
NO_SUM = re.compile(r"\d[.,]$|[几数多尾号第]$")
FILLING = re.compile(r"[\s。.,，!?、]|^(?:嗯|呃|额|那个|就|是|我?说的?是?|应该是)+|[吧了呀啊哦]+$")
LONGEST_NAME = 3  # characters that may be a name or a word before a sum
LONGEST_SPELLED = 5  # more figures in a row are a number of something
NAMED = re.compile(rf"{GIVE}[{HAN}]{{1,5}}$")


@dataclass(frozen=True)
class Meant:
    """The text to be read, and the sum in it that has to be asked for, if there is one."""

    text: str
    unsure: Unsure | None = None


@dataclass(frozen=True)
class Sum:
    """From where to where a sum stands, and its fen where that is certain; else those that are likeliest."""

    start: int
    end: int
    fen: int | None
    likely: tuple[int, ...] = ()


def as_meant(heard: str) -> Meant:
    """What was meant by a text that was heard. A sum that isn't certain is unsure, with the likeliest readings.

    >>> as_meant("癸王五转1600刘尸块钱").text, as_meant("给王五转一百块").text
    ('给王五转1660元', '给王五转一百块')
    """
    spoken = said(heard)
    text = fold(spoken)
    pieces, at, unsure = [""], 0, None
    for found in (_sum(text, *run) for run in _runs(text)):
        written = spoken[found.start : found.end]
        if found.fen is None:
            unsure = Unsure(written, tuple(map(Money, found.likely)))
        if (fen := found.fen or next(iter(found.likely), 0)) and not _plain(written):
            written = _written(fen)
        pieces[-1] += spoken[at : found.start]
        pieces += [written, ""]
        at = found.end
    pieces[-1] += spoken[at:]
    return Meant("".join(reworded(pieces)), unsure)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where sums of money stand: all that sounds like a piece of one, around at least one numeral that is one."""
    kin = {at for found in KIN.finditer(text) for at in range(*found.span())}
    at = 0
    while at < len(text):
        first = at
        withdrawn = "不是" in text[max(0, first - 2) : first + 1]  # 不是五百是六百
        while at < len(text) and at not in kin and (text[at].isdigit() or could_be(text[at])):
            if withdrawn and at > first and text[at] == "是":
                break
            at += 1
        start, end = _trimmed(text, first, at)
        if any(_number(one) for one in text[start:end]) and _about_money(text, start, end):
            yield start, end
        at = max(at, first + 1)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without what is a word at either end. What only sounds like a numeral is one between a verb and 给."""
    while start < end and (
        (text[start] in WORDS and not (done_with(text[:start]) or NAMED.search(text[:start])))
        or text[start].translate(WRITTEN) in COINS
        or not (_exact(text[start]) or _begins(text[:start]) or kind(text[end : end + 1]) == GIVE)
    ):
        start += 1
    while start < end and (
        text[end - 1] in WORDS
        or text[end - 1] == "零"
        or (_number(text[end - 1]) and text[end - 1] not in PLACES and COUNTED.match(text, end))
        or not (_exact(text[end - 1]) or ENDS.match(text, end) or kind(text[end : end + 1]) in (GIVE, SEND))
    ):
        end -= 1
    return start, end


def _begins(before: str) -> bool:
    """Whether a sum may begin here with something that only sounds like a numeral."""
    return (
        done_with(before)
        or before.endswith("把")
        or not FILLING.sub("", before)
        or GIVE in map(kind, before[-6:])
    )


def _exact(character: str) -> bool:
    return character.isdigit() or character.translate(WRITTEN) in SYMBOLS


def _number(character: str) -> bool:
    return character.isdigit() or character.translate(WRITTEN) in NUMERALS


def _about_money(text: str, start: int, end: int) -> bool:
    """Whether it is money that stands here: by its unit, by what is done with it, or because nothing else is said."""
    before, run, after = text[:start], text[start:end], text[end:]
    alone = not FILLING.sub("", before) + FILLING.sub("", after)
    united = any(UNITS & could_be(one).keys() for one in run)
    spelled = all(map(_number, run)) and not set(run) & PLACES
    if COUNTED.match(after) or NO_SUM.search(before) or re.match(r"[.,]\d", after):
        return False
    if spelled and not (1 < len(run) <= LONGEST_SPELLED):
        return False
    if len(run) < 3 and not united and not set(run) & PLACES and not run.isdigit():
        return False  # 王五 is hardly 万五
    return (
        united
        or alone
        or done_with(before)
        or before.endswith("把")
        or GIVE in map(kind, after[:2])
        or kind(before[-1:]) == GIVE
        or bool(NAMED.search(before))
    )


def _sum(text: str, start: int, end: int) -> Sum:
    run = text[start:end]
    if _plain(run):
        return Sum(start, end, guesses(run)[0].fen)
    begins = [0, *_after_name(text, start, end)]
    best = guesses(*(run[at:] for at in begins))
    if not best:
        return Sum(start, end, None)
    own = ((at, guesses(run[at:])) for at in begins)
    start += next(at for at, found in own if found and found[0].fen == best[0].fen)
    if best[0].likely * 100 >= SURE:
        return Sum(start, end, best[0].fen)
    likely = [one.fen for one in best[:MOST] if one.likely * 100 >= POSSIBLE]
    return Sum(start, end, None, tuple(likely) if best[0].likely * 100 >= LIKELY else ())


def _after_name(text: str, start: int, end: int) -> Iterator[int]:
    """At which characters it may begin instead, where those before may be a word or end a name: 转给王五三百."""
    before = text[:start]
    sent = done_with(before) or before.endswith("把")
    for at in range(start, min(start + LONGEST_NAME, end - 1)):
        if sent and text[at] not in WORDS:
            return
        if _exact(text[at]) and not (text[at] in NUMERALS and text[at - 1] in SURNAMES):
            return
        yield at + 1 - start


def _plain(run: str) -> bool:
    """Whether it is written as a sum that people say, and nothing about it is in doubt."""
    if not all(map(_exact, run)):
        return False
    if any(one.isdigit() for one in run):
        return bool(WELL_FORMED.fullmatch(run))
    read = sum_said(run.translate(WRITTEN))
    return read is not None and read[1] > ODD


def _written(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}元" if fen % 100 else f"{fen // 100}元"
