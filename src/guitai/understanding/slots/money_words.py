"""Amounts as people say them, to whole fen. What can't be read for certain is left out, never guessed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from guitai.money import Money
from guitai.understanding.slots import beside_money
from guitai.understanding.slots.beside_money import Unread
from guitai.understanding.slots.english_numbers import ENGLISH_RUN, WORDS
from guitai.understanding.slots.found import AMOUNT, COUNT, Found
from guitai.understanding.slots.heard_numbers import mended
from guitai.understanding.slots.number_words import SUM_RUN, number

DIGIT = "[1-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
YUAN = (  # 张三RMB760 has none behind its name
    r"(?:块大洋|个?大洋|块钱?|元(?:人民币|钱)?|圆|蚊|人民币(?!\s?\d)|¥(?!\d)|(?:yuan|kuai)(?![a-z])"
    r"|(?:(?<=\d)|(?<=\d ))(?:rmb|cny|renminbi)(?![a-z\d])|(?:rmb|cny|renminbi)(?![a-z]|\s?\d))(?:人民币)?"
)
# 三块五 and 三块半, but not 三块一共 and 三块三个人; 四块二毛 is below.
COUNTED = (
    "(?:[个张次笔人位期号点时日年月周岁级条份只台里页件部辆层楼把来多几对千百万十零一二两三四五六七八九\\d]"
    "|天(?!天)|(?<=一)(?:[共起下些样直切旦向会路]|定(?!期)))"
)
COINS = rf"(?P<jiao>{DIGIT})[角毛]钱?(?:(?P<fen>{DIGIT})(?!{COUNTED})分?)?|(?P<fen_alone>{DIGIT})分钱"
PART = (
    f"零?(?P<part_jiao>{DIGIT})[角毛](?:(?P<part_fen>{DIGIT})(?!{COUNTED})分?)?|零(?P<part_fen_alone>{DIGIT})分?"
    f"|(?P<fen_only>{DIGIT})分"
)
LAST_DIGIT = rf"(?P<last_jiao>{DIGIT})(?!{COUNTED})|(?P<half>半)(?![年个天月日夜])"
SUM = re.compile(
    rf"(?P<sign>(?:人民币|rmb|cny)?\s?[¥:]?)\s?"
    rf"(?:{COINS}|(?P<number>{ENGLISH_RUN}|{SUM_RUN})(?:\s?(?P<unit>{YUAN})(?:{PART}|{LAST_DIGIT})?)?(?:整(?![个笔])|[正钱])?)"
)
MORE = re.compile(rf"[零一二两三四五六七八九](?!{COUNTED[3:-1]}|[共起])|[零一二两三四五六七八九]{{2}}")
UNREAD_COINS = re.compile("[零〇]?[0-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖][角毛分](?!期|钟|之|[成为])")
SOME = re.compile("[十百千万亿](?:把|来|多|几)[块元]")  # 百把块, 十几块
LARGE = re.compile(
    r"[百千万亿佰仟]|\S[十拾]|[十拾]\S|廿|卅|hundred|thousand|million|billion|grand|mil$|lakh|lac|crore|wan$|[wk]$"
    r"|^(?:ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
)
CANTONESE = re.compile("[百千万][一二三四五六七八九]")  # 千五蚊, 转万五: 一千五, where it can't but be money

# 给张三三百: a name that ends in a digit. After 老 or 小 the surname stands alone, and the digit may be a rank.
SURNAME = re.compile(r"(?<![老小阿大那这几两])[张李王赵陈刘孙周吴]$")
RANK = re.compile(r"(?<!从)[老小阿]$")
MOVED = "[转取还买赎存提汇支付卖领攞投找抛扔]"
# 我有20000，转一半给张三: a part of it is no sum yet.
SHARE = re.compile(
    r"^一半(?=的?钱?\W*$|的?[给转打汇]|的(?:工资|薪水|奖金|退休金|养老金))|(?<=[,。;!? ])一[大小]?半(?=的?[给转打汇归])"
    r"|(?<=[把将转取还赎卖付汇先的拿出存提掉回])一[大小]?半(?![个年天月])|[二三四五六七八九十]分之|双倍"
    r"|(?:一人|每人|各|我那)一?半|平分|均摊|我[那这]一?份(?![是:]?[\d一二三四五六七八九十两])"
    r"|\bhalf (?:of|my|the)\b"
)
# 全部 alone answers how much; in a sentence it does so only beside a verb: 全部明细 is no amount.
ALL = re.compile(
    rf"(?:全部|全都?|[全悉]数|所有的?钱|(?<![们家事友])都|统统|通通)(?:的?(?:钱|余额|存款))?(?:给我|拿[去来]|[得要归])?{MOVED}"
    rf"|{MOVED}[出走掉回]?(?:全部|全数|所有)(?!账户|卡)"
    rf"|[把将][^,。]*?(?:全部|所有|全都|都|全)(?!国|能|交)(?:给我|提前|一次性|帮我)*(?:{MOVED}|给|花|打)"
    rf"|^(?:全部|全额|全都|所有的?钱|all|everything)$|全额|一[分块毛笔]钱?[都也]?(?:不|别|唔好)[剩留]|清仓|清空(?!购|缓)|(?:全部|统统|通通|余额全部?)(?:[换弄变改]成|[弄换放拿搬丢扔])"
    rf"|(?:全部|全款|一次性?|一把|一口气|一笔过?)(?:提前|一次性?)?(?:结清|还清|还完|还掉|付清|缴清|交清)|全[部都数]?分(?=[成为掉了期\d一二三四五六七八九十])|^全部账单(?=分)|全[部都数款]?结[清了掉]|(?:有|欠)多少就?{MOVED}多少|全都?给(?=[他她]|我[妈爸爷奶公婆哥姐弟妹儿女闺老媳姑舅姨叔伯婶])"
    rf"|(?:全部|一次性) ?(?:sell|pay off|redeem|transfer|withdraw|cash out)|{MOVED}[清光完晒]"
    r"|(?<![a-z])(?:sell|pay off|repay|redeem|transfer|withdraw|cash out) ?(?:全部|所有)|欠的?(?:钱|款)?全部(?=\W*$)"
    r"|(?<![该谢])晒(?=[佢啲出返走]|$)|[沽卖赎清][晒光]"
    rf"|(?<=,)全部(?=\W*$)|全(?:部|都)?给[他她它佢]结清"
    r"|\b(?:everything|all of (?:it|them|(?:the|my) (?:(?:credit )?card )?(?:loan|debt|bill|money))|all my money"
    r"|all of my (?:fixed |time |term )?(?:deposits?|savings?|shares|units|holdings?)"
    r"|all (?:the money )?(?:that )?i (?:still )?(?:owe|borrowed)"
    r"|(?:the |my )?(?:whole|entire|full) (?:credit card |card |(?:fixed|time|term) )?"
    r"(?:amount|lot|loan|bill|balance|debt|sum|deposit|fd|holding|position)"
    r"|in full|full amount|the (?:whole )?lot(?! of))\b"
    r"|\b(?:pay off|clear|settle|repay|close)\b[^,.;?!]* (?:completely|entirely|altogether|outright)\b"
    r"|\b(?:whole|entire) outstanding (?:amount|balance|sum)\b"
    r"|\b(?:transfer|send|withdraw|redeem|sell|repay|pay|put|deposit|cash out)(?: back)? (?:it )?all\b"
)
# 转幺零零: digits read aloud, where a sum is expected.
# 10、11月, but 贷二十万、60个月
OF_YEAR, MONTHS = (
    re.compile("0?[1-9]|1[0-2]|[一二三四五六七八九]|十[一二]?"),
    re.compile(r"\s?[、和与到至~—–-]\s?T"),
)
ALOUD, PAID = (
    re.compile("(?=.*[幺零〇])(?![零〇])[幺零〇一二三四五六七八九]{3,6}"),
    re.compile("[转汇付存充还取借给沽过攞]$"),
)
NOTHING, NOT = re.compile("[一半][分毛角块]钱?"), re.compile("都?(?:没|不|冇|未|别)")  # 一分钱没看到
WORD, LATIN = re.compile("[a-z]{3}"), re.compile("[a-z]$")
# 3 reminders, 4 roommates: English says that it counts things by their ending.
LONGEST_COUNT = 2  # figures
# 2 fifty may be 2.50 or two of fifty; the 15 one is 15.
WORD_BEHIND = re.compile(rf" (?!one )(?:{'|'.join(WORDS)})(?![a-z])")
SEVERAL = re.compile(
    r" (?!(?:thanks|this|always|perhaps|towards|goes|comes|works|needs|wants|says|asks|gets|makes|means|stays|hundreds"
    r"|thousands|millions)\b)[a-z]{3,}[a-rt-z]s(?![a-z])"
)
# iPhone 15; but a MacBook 12999 is its price.
MODEL = re.compile(r"(?<![a-z])(?:iphone|ipad|macbook)\s?-?$")
LONGEST_MODEL = 2  # figures, of an age too
# 一块存进去, and so 五千一块存, says together.
TOGETHER = re.compile("(?<![一二三四五六七八九十零〇\\d])一块儿?(?=[存转交付还缴放寄汇打])")
TYPED = re.compile("[打输写按]了?一?个$")  # 多打了个0
TWO = re.compile(r"\d{3},(?!000)\d{3}")
MOST_FEN = 10**15
NEAR = 20  # characters; a word that changes what a number means stands closer


@dataclass(frozen=True)
class Sum:
    """A number that was named, as money or as the reason why it is none. `said` is it, however vaguely."""

    start: int
    end: int
    money: Money | Unread
    said: Money | None = None


def amount(text: str) -> Money | None:
    """The one amount that folded text names. Two different ones, or a vague one, are none.

    >>> amount("转一万二给李四"), amount("三千多"), amount("50或60")
    (Money(fen=1200000), None, None)
    """
    return only(sums(text))


def only(named: Iterable[Sum]) -> Money | None:
    """The one amount of these, if there is one and it is certain."""
    moneys = {place.money for place in named} - {Unread.COUNT}
    return money if len(moneys) == 1 and isinstance(money := moneys.pop(), Money) else None


def everything(text: str) -> bool:
    """Whether all of it is meant, as in 全部转给妈妈."""
    return bool(ALL.search(text))


def amounts(text: str) -> Iterator[Found]:
    """The places of amounts and counts in folded text, for masking."""
    for place in sums(text):
        yield Found(place.start, place.end, COUNT if place.money is Unread.COUNT else AMOUNT)


def sums(text: str) -> list[Sum]:
    """Every number that is named, and every part of something, in order. Both ends of a range are vague."""
    text, doubtful = mended(TOGETHER.sub(lambda said: "," * len(said[0]), text))
    shares = [Sum(*match.span(), Unread.SHARE) for match in SHARE.finditer(text)]
    within = {at for share in shares for at in range(share.start, share.end)}
    numbers = (_sum(text, match) for match in SUM.finditer(text) if match.start() not in within)
    named = sorted([*shares, *(place for place in numbers if place)], key=lambda place: place.start)
    named = [
        _doubted(place) if doubtful & {*range(place.start - 1, place.end + 1)} else place for place in named
    ]
    ranged = {
        side
        for one, two in pairwise(named)
        if beside_money.BETWEEN.fullmatch(text[one.end : two.start])
        for side in (one, two)
        if side.money is not Unread.COUNT
    }
    return [replace(place, money=Unread.VAGUE) if place in ranged else place for place in named]


def worded(text: str, named: Sequence[Sum]) -> tuple[int, int]:
    """From where to where the uncertain ones of these stand, with the words that make them so: 大概三千多."""
    unsure = [place for place in named if isinstance(place.money, Unread)]
    start, end = unsure[0].start, unsure[-1].end
    return start - beside_money.before(text[max(0, start - NEAR) : start]), end + beside_money.after(
        text[end : end + NEAR]
    )


def _doubted(place: Sum) -> Sum:
    """A number of which a piece can't be read is not the rest of it."""
    return replace(place, money=Unread.VAGUE) if isinstance(place.money, Money) else place


def _sum(text: str, match: re.Match[str]) -> Sum | None:
    start = match.start() + len(match[0]) - len(match[0].lstrip(" :"))
    before, after, run = text[max(0, start - NEAR) : start], text[match.end() :], match["number"] or ""
    skip = _end_of_name(before, run)
    if skip is None:
        return Sum(start, match.end(), Unread.VAGUE)
    start, run = start + skip, run[skip:]
    if WORD.match(after) and not run[-1:].isascii():
        after = f" {after}"  # 我出一千二support佢
    if LATIN.search(before) and run and not run[0].isascii():
        before = f"{before} "  # 还kevin两万
    explicit = bool(match["sign"].strip(" :") or match["unit"] or not run)
    if run == "0" and TYPED.search(before):
        return Sum(start, match.end(), Unread.COUNT)
    reason = beside_money.reason(before, after, explicit=explicit or run == "一")
    small = not explicit and len(run) <= LONGEST_MODEL
    if small and (MODEL.search(before) or beside_money.aged_alone(before, after)):
        reason = Unread.COUNT
    if not explicit and OF_YEAR.fullmatch(run) and MONTHS.match(after):
        reason = Unread.COUNT
    if NOTHING.fullmatch(match[0].strip()) and NOT.match(after):
        return Sum(start, match.end(), Unread.COUNT)
    if reason is Unread.COUNT and run[:1] in "百千万亿":
        return None  # 万里, 百度: no number
    if reason in (Unread.FOREIGN, Unread.COUNT):
        return Sum(start, match.end(), reason)
    if (
        reason is None
        and not explicit
        and run.isdigit()
        and len(run) <= LONGEST_COUNT
        and SEVERAL.match(after)
    ):
        return Sum(start, match.end(), Unread.COUNT)
    if small and run.isdigit() and WORD_BEHIND.match(f"{after} "):
        return Sum(start, match.end(), Unread.VAGUE)
    paid = PAID.search(before)
    if (ALOUD.fullmatch(run) and (paid or not before + after)) or (
        CANTONESE.fullmatch(run) and run != "万一" and paid
    ):
        explicit = True
    if not explicit and not run[0].isdigit() and (not LARGE.search(run) or run[0] in "百千万亿"):
        return Sum(start, match.end(), Unread.VAGUE) if SOME.match(run[-1] + after) else None
    money = _money(match, run, explicit)
    said = None if isinstance(money, Unread) else money
    return Sum(start, match.end(), reason or (Unread.VAGUE if _goes_on(match, money, after) else money), said)


def _goes_on(match: re.Match[str], money: Money | Unread, after: str) -> bool:
    """Whether the amount may end in what follows: 一块四天 is 1.40 or one yuan for four days."""
    bare = match["unit"] and match["unit"].startswith("块") and not match["half"] and not match["last_jiao"]
    small = isinstance(money, Money) and money.fen < 100_00 and money.fen % 100 == 0
    return bool(bare and ((small and after[:1] in {"T", "C"}) or MORE.match(after))) or bool(
        UNREAD_COINS.match(after)
    )


def _end_of_name(before: str, run: str) -> int | None:
    """How many characters of a number belong to the name before it; None where both ways make sense."""
    if len(run) < 2 or run[0].isdigit():
        return 0
    if run[1] in "百千万亿" and SURNAME.search(before):
        return None
    if number(run[1:]) is None:
        return 0
    if SURNAME.search(before):
        return 1 if number(run) is None else None
    return 1 if RANK.search(before) and number(run) is None else 0


def _money(match: re.Match[str], run: str, explicit: bool) -> Money | Unread:
    if explicit and CANTONESE.fullmatch(run):
        run = f"一{run}"
    if re.search(r"\.\d\d0$", run) or (not explicit and TWO.fullmatch(run)):
        return Unread.VAGUE  # 5.000 is five thousand elsewhere; 500,300 may be two numbers
    yuan = number(run) if run else Fraction(0)
    if yuan is None or (not explicit and len(run) > 8 and run.isdigit()):
        return Unread.VAGUE  # a bare number of nine digits is more likely a number of something
    if match["half"]:
        return _fen(yuan * 100 + 50)
    jiao = match["jiao"] or match["part_jiao"] or match["last_jiao"]
    fen = (
        match["fen"]
        or match["fen_alone"]
        or match["part_fen"]
        or match["part_fen_alone"]
        or match["fen_only"]
    )
    return _fen(yuan * 100 + (number(jiao) or 0 if jiao else 0) * 10 + (number(fen) or 0 if fen else 0))


def _fen(total: Fraction) -> Money | Unread:
    if total.denominator > 1:
        return Unread.PART_OF_FEN
    return Money(int(total)) if total <= MOST_FEN else Unread.VAGUE
