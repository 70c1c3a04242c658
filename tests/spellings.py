"""How a value could be written so that it is still the value: each spelling as a function, with examples that run.

A spelling gives texts of which whoever finds one has found the value; none where the value can't be spelled so. All are
long enough that no key, id or ciphertext holds one by chance.
"""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from guitai.language import traditional as in_traditional

TAIL = 4  # digits of an own account that may be said
SHOWN = 7  # digits before a mask that tell more than the bank and the region
STAR = "*"  # every mask is read as this one

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
FIGURES = ("零一二三四五六七八九", "〇一二三四五六七八九", "零幺二三四五六七八九")
FINANCIAL = "零壹贰叁肆伍陆柒捌玖"
POWERS = ("亿", "万", "")


class Kind(StrEnum):
    """What sort of value it is."""

    AMOUNT = "amount"
    NUMBER = "number"
    WORDS = "words"


@dataclass(frozen=True)
class Value:
    """A value of the bank's. An amount is in yuan with its fen, as 847319052736.17; a number is its digits."""

    kind: Kind
    text: str

    @property
    def yuan(self) -> str:
        """The whole yuan of an amount; a number's or words' own text."""
        return self.text.partition(".")[0]


Spelling = Callable[[Value], list[str]]


def amount(text: str) -> Value:
    """An amount in yuan."""
    return Value(Kind.AMOUNT, text)


def number(text: str) -> Value:
    """A card's, a person's or a mobile's number."""
    return Value(Kind.NUMBER, text)


def words(text: str) -> Value:
    """A name, or what a line says."""
    return Value(Kind.WORDS, text)


def plain(value: Value) -> list[str]:
    """As it is: an amount by its whole yuan, and in fen.

    >>> plain(amount("847319052736.17"))
    ['847319052736', '84731905273617']
    >>> plain(number("6239994710382562816")), plain(words("欧阳晓雯"))
    (['6239994710382562816'], ['欧阳晓雯'])
    """
    return [value.yuan, value.text.replace(".", "")] if value.kind is Kind.AMOUNT else [value.text]


def commas(value: Value) -> list[str]:
    """An amount in groups of three.

    >>> commas(amount("847319052736.17")), commas(number("15471038256"))
    (['847,319,052,736'], [])
    """
    return [f"{int(value.yuan):,}"] if value.kind is Kind.AMOUNT else []


def full_width(value: Value) -> list[str]:
    """In the wide figures of Chinese typesetting.

    >>> full_width(amount("847319052736.17"))
    ['８４７３１９０５２７３６', '８４７，３１９，０５２，７３６']
    >>> full_width(number("15471038256")), full_width(words("欧阳晓雯"))
    (['１５４７１０３８２５６'], [])
    """
    return [text.translate(WIDE) for text in _figures(value)]


def chinese_digits(value: Value) -> list[str]:
    """In Chinese figures: one by one, with either zero or with 幺, and an amount as it is read out.

    >>> chinese_digits(amount("847319052736.17"))[::3]
    ['八四七三一九零五二七三六', '八千四百七十三亿一千九百零五万二千七百三十六']
    >>> chinese_digits(number("15471038256"))
    ['一五四七一零三八二五六', '一五四七一〇三八二五六', '幺五四七幺零三八二五六']
    """
    return [*_one_by_one(value, *FIGURES), *_read_out(value, FIGURES[0], "十百千")]


def financial(value: Value) -> list[str]:
    """In the numerals of cheques, which can't be altered.

    >>> financial(amount("847319052736.17"))
    ['捌肆柒叁壹玖零伍贰柒叁陆', '捌仟肆佰柒拾叁亿壹仟玖佰零伍万贰仟柒佰叁拾陆']
    """
    return [*_one_by_one(value, FINANCIAL), *_read_out(value, FINANCIAL, "拾佰仟")]


def ten_thousands(value: Value) -> list[str]:
    """In units of 万 or 亿, rounded to two decimals or cut there, with commas or without.

    >>> ten_thousands(amount("847319052736.17"))
    ['84731905.27', '84,731,905.27', '8473.19亿', '8473.19 亿', '8,473.19亿']
    >>> ten_thousands(amount("847319056900.17"))
    ['84731905.69', '84,731,905.69', '8473.19亿', '8473.19 亿', '8,473.19亿']
    >>> ten_thousands(amount("847319956999.17"))[:4]
    ['84731995.69', '84,731,995.69', '84731995.70', '84,731,995.70']
    """
    if value.kind is not Kind.AMOUNT:
        return []
    yuan = int(value.yuan)
    found = [text for scaled in _in_hundredths(yuan, 10**4) for text in (_decimal(scaled), _grouped(scaled))]
    for scaled in _in_hundredths(yuan, 10**8):
        found += [f"{_decimal(scaled)}亿", f"{_decimal(scaled)} 亿", f"{_grouped(scaled)}亿"]
    return found


def base64(value: Value) -> list[str]:
    """In base64, wherever in the encoded text it begins, in either alphabet; what its neighbours change is cut off.

    >>> base64(number("15471038256"))
    ['MTU0NzEwMzgyNT', 'E1NDcxMDM4MjU2', 'xNTQ3MTAzODI1N']
    """
    found = []
    for text in _plainest(value):
        data = text.encode()
        for before in range(3):
            first, last = -(-before * 8 // 6), (before + len(data)) * 8 // 6
            for encode in (b64encode, urlsafe_b64encode):
                found.append(encode(bytes(before) + data).decode()[first:last])
    return list(dict.fromkeys(found))


def hexadecimal(value: Value) -> list[str]:
    """Its bytes in hexadecimal, in small letters or capitals.

    >>> hexadecimal(number("15471038256"))
    ['3135343731303338323536']
    >>> hexadecimal(words("王")) == ['e78e8b', 'E78E8B']
    True
    """
    both = [form for text in _plainest(value) for form in (text.encode().hex(), text.encode().hex().upper())]
    return list(dict.fromkeys(both))


def url(value: Value) -> list[str]:
    """Escaped for an address: what must be, or every byte of it.

    >>> url(amount("847319052736.17"))[0]
    '847%2C319%2C052%2C736'
    >>> url(words("王芳"))
    ['%E7%8E%8B%E8%8A%B3', '%e7%8e%8b%e8%8a%b3']
    """
    needed = [quote(text, safe="") for text in (*commas(value), *full_width(value), *_own(value))]
    every = ["".join(f"%{byte:02X}" for byte in text.encode()) for text in _plainest(value)]
    return list(dict.fromkeys([*needed, *every, *(text.lower() for text in needed)]))


def escaped(value: Value) -> list[str]:
    r"""Escaped as in JSON or HTML.

    >>> escaped(words("王芳"))
    ['\\u738b\\u82b3', '&#29579;&#33459;', '&#x738b;&#x82b3;']
    >>> [text[:12] for text in escaped(amount("847319052736.17"))]
    ['\\u0038\\u0034', '&#56;&#52;&#', '&#x38;&#x34;']
    """
    ways = (r"\u{:04x}", "&#{};", "&#x{:x};")
    return ["".join(way.format(ord(one)) for one in text) for text in _plainest(value)[:1] for way in ways]


def traditional(value: Value) -> list[str]:
    """Words in Traditional characters, where they have others: replies to whoever writes so are converted.

    >>> traditional(words("欧阳晓雯")), traditional(words("王小明")), traditional(number("15471038256"))
    (['歐陽曉雯'], [], [])
    """
    return [text for text in map(in_traditional, _own(value)) if text != value.text]


def backwards(value: Value) -> list[str]:
    """From its end.

    >>> backwards(amount("847319052736.17")), backwards(words("欧阳晓雯"))
    (['637250913748', '637,250,913,748'], ['雯晓阳欧'])
    """
    return [text[::-1] for text in _figures(value) or [value.text]]


def spaced(value: Value) -> list[str]:
    """With blanks or dashes between characters, or between groups of four or three from either end.

    >>> spaced(number("15471038256"))[:4]
    ['1 5 4 7 1 0 3 8 2 5 6', '1547 1038 256', '154 7103 8256', '154 710 382 56']
    >>> spaced(words("欧阳晓雯"))
    ['欧 阳 晓 雯', '欧-阳-晓-雯']
    """
    text = value.yuan
    cuts = [list(text)]
    if value.kind is not Kind.WORDS:
        cuts += [part for size in (4, 3) for part in (_groups(text, size), _groups_from_end(text, size))]
    return list(dict.fromkeys(gap.join(cut) for gap in " -" for cut in cuts))


def masked(value: Value) -> list[str]:
    """With stars in the wrong places: more can be read than a tail of four digits, or of a name anything at all.

    >>> "6239994*" in masked(number("6239994710382562816")), "*2562816" in masked(number("6239994710382562816"))
    (True, True)
    >>> "84731905*" in masked(amount("847319052736.17")), "847,319,*" in masked(amount("847319052736.17"))
    (True, True)
    >>> masked(amount("847319052736.17"))[:2]
    ['847,***,***,***', '847,***,***,736']
    >>> "154****8256" in masked(number("15471038256")), "*8256" in masked(number("15471038256"))
    (True, False)
    >>> masked(words("欧阳晓雯"))
    ['*阳晓雯', '**晓雯', '欧*晓雯', '欧**雯', '欧阳*雯', '欧阳**', '欧阳晓*']
    """
    text, size = value.text, len(value.text)
    if value.kind is Kind.WORDS:
        spans = [
            (first, last) for first in range(size) for last in range(first + 1, min(size, first + 2) + 1)
        ]
        masks = [text[:first] + STAR * (last - first) + text[last:] for first, last in spans]
        return [mask for mask in masks if len(mask.encode()) >= 8]
    if value.kind is Kind.AMOUNT:
        [grouped] = commas(value)
        first, *_, last = groups = grouped.split(",")
        between = f",{STAR * 3}" * (len(groups) - 2)
        whole = [f"{first}{between},{STAR * 3}", f"{first}{between},{last}"]
        return [*whole, *_half_hidden(text, SHOWN), *_half_hidden(grouped + text[-3:], SHOWN)]
    usual = [
        f"{text[:head]}{STAR * stars}{text[-TAIL:]}"
        for head in (3, 4, 6)
        for stars in (4, size - head - TAIL)
    ]
    return list(dict.fromkeys([*_half_hidden(text, TAIL), *usual]))


SPELLINGS: dict[str, Spelling] = {
    "plain": plain,
    "commas": commas,
    "full width": full_width,
    "Chinese digits": chinese_digits,
    "financial numerals": financial,
    "万 and 亿": ten_thousands,
    "base64": base64,
    "hex": hexadecimal,
    "URL": url,
    "JSON and HTML escapes": escaped,
    "Traditional": traditional,
    "reversed": backwards,
    "spaced": spaced,
    "wrongly masked": masked,
}


def _figures(value: Value) -> list[str]:
    """A number's digits, or the whole yuan without and with commas."""
    return [] if value.kind is Kind.WORDS else [value.yuan, *commas(value)]


def _own(value: Value) -> list[str]:
    return [value.text] if value.kind is Kind.WORDS else []


def _plainest(value: Value) -> list[str]:
    """What an encoding would be made of."""
    return _figures(value) or [value.text]


def _one_by_one(value: Value, *alphabets: str) -> list[str]:
    if value.kind is Kind.WORDS:
        return []
    spelled = ("".join(figures[int(d)] if d.isdigit() else d for d in value.yuan) for figures in alphabets)
    return list(dict.fromkeys(spelled))


def _read_out(value: Value, figures: str, units: str) -> list[str]:
    """Whole yuan as they are read: every four digits with their units, then 亿 or 万.

    >>> _read_out(amount("100200030004.00"), FIGURES[0], "十百千")
    ['一千零二亿零三万零四']
    """
    if value.kind is not Kind.AMOUNT:
        return []
    parts = []
    groups = _groups_from_end(value.yuan, 4)
    for group, power in zip(groups, POWERS[-len(groups) :], strict=True):
        read = _group(group, figures, units)
        parts.append(f"{read}{power}" if read.strip(figures[0]) else figures[0])
    said = "".join(parts).replace(figures[0] * 2, figures[0])
    return [said.strip(figures[0])]


def _group(group: str, figures: str, units: str) -> str:
    said = ""
    for place, digit in enumerate(group.zfill(4)):
        unit = ("", *units)[3 - place]
        said += figures[int(digit)] + (unit if digit != "0" else "")
    while figures[0] * 2 in said:
        said = said.replace(figures[0] * 2, figures[0])
    return said.rstrip(figures[0])


def _in_hundredths(yuan: int, unit: int) -> list[int]:
    """The amount in hundredths of the unit: cut, and rounded where that is another."""
    cut, rest = divmod(yuan * 100, unit)
    return [cut] if 2 * rest < unit else [cut, cut + 1]


def _decimal(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _grouped(hundredths: int) -> str:
    return f"{hundredths // 100:,}.{hundredths % 100:02d}"


def _groups(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


def _groups_from_end(text: str, size: int) -> list[str]:
    return [group[::-1] for group in _groups(text[::-1], size)][::-1]


def _half_hidden(text: str, least: int) -> Iterator[str]:
    """A beginning before a star, or an end of more than a tail after one."""
    yield from (text[:shown] + STAR for shown in range(SHOWN, len(text)))
    for shown in range(least + 1, len(text)):
        yield STAR * max(1, 8 - shown) + text[-shown:]
