"""What must never be told in a chat (passwords, codes, identity numbers), and what of a text may be kept. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from guitai.understanding.fold import fold
from guitai.understanding.secret_names import DASHED, ITS_NUMBER, KINDS, NEAR, PIN_DIGITS, WORD, told

SPELLED = str.maketrans("零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖", "0012345678912123456789")
DIGITS = frozenset("0123456789")
NO_DIGIT = re.compile("[^0-9]")
GROUP = re.compile("[0-9]+")
ONE_BY_ONE = r"[0-9](?:\s?[,、.·/]\s?[0-9](?![0-9])){2,18}+"  # 2、5、8、0、3、6
RUN = re.compile(rf"(?<![0-9*])(?:{ONE_BY_ONE}|[0-9]++(?:{DASHED}{{1,3}}[0-9]++)*+)")
# 二五八，零三六 was said, and 258，036 typed, in two halves; 258,036 is a sum.
HALVES = re.compile("(?<=(?<![0-9])[0-9]{3}),(?=[0-9]{3}(?![0-9]))(?!000)")
MONEY_OR_MORE = re.compile(
    r"\s?(?:[元块圆万千百十亿次位天年月日个点分秒笔折岁号%]|yuan|rmb|cny|times|digits?)|[.:/][0-9]"
)
# 1,000 goes on behind its comma; what follows more than three digits is another number: 482913,5分钟内有效.
THOUSANDS = re.compile(",[0-9]{3}(?![0-9])")
HOTLINE = re.compile("9[56][0-9]{3}|1[02][0-9]{3}")
DAY = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}")
MOMENT = re.compile(
    r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?:\d{3})?", re.ASCII
)
MOBILE = re.compile("(?:86)?(1[3-9][0-9]{9})")
BORN = re.compile("[0-9]{6}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")

LONGEST = 19  # digits of a card's number
OURS = (17, 19)  # digits of the bank's deposits and cards; others' are known by their check digit
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10x98765432"


class Group(NamedTuple):
    """Digits without a gap."""

    start: int
    end: int


class Size(NamedTuple):
    """So many groups have so many digits."""

    groups: int
    digits: int


class Place(NamedTuple):
    """Where something stands that may not be kept, and what is kept `instead`."""

    start: int
    end: int
    instead: str


# Six digits and nothing beside them but a yes may be a PIN or a code that was typed instead of on a page; 258,036 is a
# sum.
YES = (
    r"(?:我?(?:确认|同意|签名|签字|签)|好的?|可以|对的?|行|我的是?|输入?|就?是的?|ok(?:ay)?|yes|confirm|agree|sign"
    r"|it(?:'s| is)?)"
)
BARE = re.compile(
    rf"[^\w*]*(?:{YES}[了吧]?[^\w*]*)?"
    rf"(?P<digits>(?:[0-9]\s{{0,3}}){{5}}[0-9]|[0-9]{{3}}{DASHED}{{1,3}}[0-9]{{3}}|{ONE_BY_ONE})"
    rf"[^\w*]*(?:{YES}|谢谢|thanks?)?[了吧啊呀呢]?[吗么]?[^\w*]*"
)


def secret(text: str) -> bool:
    """Whether this gives away a password, a one-time code, a card's security code or an identity number.

    >>> secret("我的密码是258036"), secret("密碼：２５８ ０３６"), secret("密码错了3次"), secret("收不到验证码")
    (True, True, False, False)
    """
    plain = _plain(text)
    return next(_secrets(text, plain), None) is not None


def bare(text: str) -> bool:
    """Whether these are six digits and no more, as a PIN or a code is typed in the place of a signature.

    >>> bare("258 036。"), bare("确认二五八零三六"), bare("258036元"), bare("258,036")
    (True, True, False, False)
    """
    return _bare(_plain(text)) is not None


def withheld(text: str) -> bool:
    """Whether nothing is kept of what this was said with: no recording, no message to the staff."""
    return secret(text) or bare(text)


def kept(text: str) -> str:
    """The text as it is kept where it is no answer: masked, and so are six digits that are all that was said.

    >>> kept("258036"), kept("我的密码是258036"), kept("转1000元")
    ('******', '我的密码是******', '转1000元')
    """
    alone = _bare(_plain(text))
    return f"{text[: alone[0]]}******{text[alone[1] :]}" if alone else masked(text)


def masked(text: str) -> str:
    """The text as it may be kept: no secret, of a card's number the last four, of a mobile's the middle left out.

    >>> masked("我的卡6239990000000002816，验证码482913"), masked("请打199 0000 0001")
    ('我的卡****2816，验证码******', '请打199****0001')
    """
    # What was masked may bring others to light, so it is read again until nothing is left.
    while (shorter := _masked_once(text)) != text:
        text = shorter
    return text


def _masked_once(text: str) -> str:
    plain = _plain(text)
    places = list(_secrets(text, plain)) or list(_numbers(text, plain))
    end = len(text)
    for place in sorted(places, reverse=True):
        if place.end <= end:
            text, end = text[: place.start] + place.instead + text[place.end :], place.start
    return text


def _plain(text: str) -> str:
    """One spelling for all, place by place: half width, Simplified, lower case, digits for 二五八, no 2 in cvv2."""
    half = "".join(map(_narrow, text))
    plain = re.sub(r"(cv[vcn])2(?![0-9])", r"\1 ", fold(half).translate(SPELLED))
    return HALVES.sub(lambda mark: "," if text[mark.start() - 1 : mark.end()].isascii() else "-", plain)


def _narrow(char: str) -> str:
    if (digit := unicodedata.decimal(char, None)) is not None:
        return str(digit)
    return narrow if len(narrow := unicodedata.normalize("NFKC", char)) == 1 else char


def _bare(plain: str) -> tuple[int, int] | None:
    """Where the six digits stand."""
    found = BARE.fullmatch(plain)
    return found.span("digits") if found and len(NO_DIGIT.sub("", found["digits"])) == PIN_DIGITS else None


def _secrets(text: str, plain: str) -> Iterator[Place]:
    for groups in _runs(plain):
        yield from (_hidden(text, plain, *span) for span in _identities(plain, groups))
        if groups and not DAY.match(plain, groups[0].start):
            yield from (_hidden(text, plain, *span) for span in _codes(plain, groups))
    yield from (_hidden(text, plain, *found.span(str(found.lastgroup))) for found in WORD.finditer(plain))


def _runs(plain: str) -> Iterator[list[Group]]:
    """Digits that are written as one number, in groups; without a last group that is an amount or a day."""
    for run in RUN.finditer(plain):
        groups = [Group(*group.span()) for group in GROUP.finditer(plain, *run.span())]
        last = groups[-1]
        grouped = last.end - last.start <= 3 and THOUSANDS.match(plain, last.end)
        if grouped or MONEY_OR_MORE.match(plain, last.end):
            groups.pop()
        yield groups


def _codes(plain: str, groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """The groups that stand next to a secret's name and have as many digits as it."""
    first, last = groups[0].start, groups[-1].end
    before, after = plain[max(0, first - NEAR) : first], plain[last : last + NEAR]
    if told(NO_DIGIT.sub("", plain[first:last]), before, after):
        yield first, last
    for kind in KINDS:
        if kind.before.search(before):
            fit = [size for size in _sizes(groups) if kind.least <= size.digits <= kind.most]
            ends = [groups[size.groups - 1].end for size in fit]
            yield from ((first, end) for end in ends[-1:] if not HOTLINE.fullmatch(plain, first, end))
        if (named := kind.after.match(after)) and not ITS_NUMBER.search(before):
            fit = [size for size in _sizes(groups[::-1]) if kind.least <= size.digits <= kind.most]
            likely = [size for size in fit if named["link"] or size.digits == 6]
            yield from ((groups[-size.groups].start, last) for size in likely[-1:])


def _identities(plain: str, groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """Identity numbers (GB 11643), by their check character; a grouped one by its day of birth too."""
    for at, group in enumerate(groups):
        for size in _sizes(groups[at : at + LONGEST]):
            last = groups[at + size.groups - 1].end
            end = last + (plain[last : last + 1] == "x")
            number = NO_DIGIT.sub("", plain[group.start : last]) + plain[last:end]
            whole = size.groups == 1 or BORN.match(number)
            if len(number) == 18 and whole and number[17] == _id_check(number[:17]):
                yield group.start, end


def _numbers(text: str, plain: str) -> Iterator[Place]:
    for groups in _runs(plain):
        at = 0
        while at < len(groups):
            taken = next(_known(text, plain, groups[at : at + LONGEST]), None)
            at += taken[0] if taken else 1
            if taken:
                yield taken[1]


def _known(text: str, plain: str, groups: Sequence[Group]) -> Iterator[tuple[int, Place]]:
    """The mobile's or card's number that begins with the first of these groups, the longest first; of how many."""
    for size in reversed(_sizes(groups)):
        start, end = groups[0].start, groups[size.groups - 1].end
        places = [at for at in range(start, end) if plain[at] in DIGITS]
        number = "".join(plain[at] for at in places)
        shown = "".join(text[at] for at in places)
        if MOBILE.fullmatch(number):
            yield size.groups, Place(places[-11], end, f"{shown[-11:-8]}****{shown[-4:]}")
        elif _is_card(number) and _grouped([group.end - group.start for group in groups[: size.groups]]):
            yield size.groups, Place(start, end, f"****{shown[-4:]}")


def _sizes(groups: Sequence[Group]) -> list[Size]:
    """How many digits the first group has, the first two, and so on, as long as it may be one number."""
    sums = accumulate(group.end - group.start for group in groups[:LONGEST])
    return [Size(count, digits) for count, digits in enumerate(sums, 1) if digits <= LONGEST]


def _is_card(number: str) -> bool:
    if not 13 <= len(number) <= LONGEST or MOMENT.fullmatch(number):
        return False
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return len(number) in OURS or (doubled + sum(map(int, number[-1::-2]))) % 10 == 0


def _grouped(lengths: Sequence[int]) -> bool:
    """Whether a number would be written in such groups; days and lists of amounts are not."""
    return set(lengths) == {1} or (min(lengths[1:-1] or [4]) >= 4 and max(lengths[0], lengths[-1]) >= 4)


def _id_check(digits: str) -> str:
    return ID_CHECKS[sum(weight * int(d) for weight, d in zip(ID_WEIGHTS, digits, strict=True)) % 11]


def _hidden(text: str, plain: str, start: int, end: int) -> Place:
    """Every figure and letter of a secret as a star; spaces and dashes stay."""
    stars = ("*" if plain[at].isascii() and plain[at] not in " -_" else text[at] for at in range(start, end))
    return Place(start, end, "".join(stars))
