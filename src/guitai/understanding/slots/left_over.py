"""Who is named where no pattern says so: of a sentence about money and people, what nothing else explains is a name.

A part between commas may be a name (一千二，我爸), begin with one (张阿姨帮我带孩子，转她一千), or hold one.
"""

import re
from collections.abc import Iterator

from guitai.understanding.slots.bank_words import banks
from guitai.understanding.slots.english_names import ANY_KIN, OWN
from guitai.understanding.slots.english_things import TITLED, capitalised
from guitai.understanding.slots.gazetteer import Span
from guitai.understanding.slots.kin_words import COMPOUND, HAN, KIN, SURNAME, TITLE
from guitai.understanding.slots.named_things import likeliest, quoted
from guitai.understanding.slots.people import LATIN_NAME, NOBODY, likely, name_in

PART = re.compile('[^ABD-SU-Z,.;:!?。；：！？“”"「」]+')
LEAD = re.compile(
    "(?:找|向|跟|同|问|那个|这个|有个|嗰个|一个|就是|还是|帮我?|给|转|查一?下|请问|叫|问下?|是|我想|先|再|嗯|呃)+"
)
CALLED = f"(?:{COMPOUND}|{SURNAME}){HAN}?(?:先生|女士|小姐|太太|老师|师傅|阿姨|叔叔|医生|律师|经理|教练|教授|主任|总)"
BEGUN = re.compile(
    f"(?P<who>{KIN}(?:大人)?(?!们)|{CALLED}|(?:(?:{COMPOUND}){HAN}{{1,2}}|{HAN}{{1,3}}(?:大[哥姐叔爷妈婶]|阿姨|叔叔)"
    f"|(?:{SURNAME}[姐哥姨叔伯嫂婶]|(?:(?![把给跟和帮让]){HAN}){{1,3}}?[妈爸](?![妈爸])|[老小阿]{HAN}|大{SURNAME}|({HAN})\\2)"
    "(?=说|帮|要|问|刚|今|昨|让|叫|催|来|的|在|已|把|又|还|没|借|欠|垫|替|那|嘅|话|想|一[周天]|结|被|拉"
    "|寄|开|凑|追|送|请|给|过|生日|生病|住院|做寿|病)))"
)
BANK = "B"  # ends a name, as a mark for a value does
TAIL = re.compile(r"(?:['’]s| \d.*)$")
# Who speaks of such a thing speaks of no person.
THING = re.compile(
    "银行|卡$|账|款|钱|费|转|汇|手机|号|支付|微信|限额|网点|[0-9a-z]{3}|元$|记录|状态|进度|圈|红包|什么"
    "|怎么|多少|谢|麻烦"
)


# Who is dealt with is somebody, whatever they are called: 跟胖虎借, 欠秀英姐那个钱.
_PLAIN = f"(?!大家|人家|[我你您他她它谁们这那嗰哪的了吗呢有没什么几多人里都也就再又给借还欠转错]){HAN}"
NICKNAME, CALLED_SO = f"(?P<who>(?:{_PLAIN}){{2,3}})", f"(?P<who>(?:{_PLAIN}){{2,8}}?)"
TITLED_SO = f"(?P<who>(?:{_PLAIN}){{0,4}}?(?:{KIN}|[老小阿]{HAN}|{SURNAME}{HAN}?{TITLE}))"
DEALT = [
    re.compile(pattern)
    for pattern in (
        rf"(?:[跟向问找和]|同(?!意)){NICKNAME}(?=[A ,]*(?:先|再|要|想)?[借挪讨])",
        rf"欠{NICKNAME}(?=那|嗰|的|[A,]|$)",
        rf"还(?:给|下|了)?{NICKNAME}(?=那|嗰|的钱|[A,]|$)",
        rf"借给?{NICKNAME}(?=A)",
        rf"[借欠]{NICKNAME}(?=的[A])",
        rf"(?:^|[,。;]){NICKNAME}(?=[A-Z,]*(?:的?时候)?[管跟向问找]我借)",
        rf"(?:转|汇|打|付|寄)(?:账|款|钱)?(?:给|到)?(?P<who>{KIN}|[大小老]{KIN})(?=的|$|[A,。;!?])",
        rf"(?:转|汇|打款|付款|[过入]数)(?:账|款|钱)?给{CALLED_SO}(?=$|[,。;!?])",
        rf"(?:^|[,。;A-Z]){CALLED_SO}(?=[说话]?(?:还?没|冇|未)?收(?:到|唔到))",
        rf"(?:^|[,。;A-Z])(?:转|汇|打款|付款|[过入]数)(?:账|款|钱)?{TITLED_SO}(?=$|[,。;!?])",
        rf"(?:^|[,。;A-Z]|[删把将加查找])(?P<who>{HAN}{{2,4}}?)(?=这个|那个)(?=.{{2}}(?:收款|联系))",
        rf"(?:^|[,。;A-Z]){NICKNAME}(?=(?:还|仲|一共|总共)?[欠借]了?我)",
    )
]


# All that such a sentence is made of, besides the name.
KNOWN = re.compile(
    "家里|[A-Z]+|[^\u3400-\u9fff·A-Z]+|转账|转帐|转钱|汇款|汇钱|打款|打钱|付款|付钱|还款|还钱|借款|借钱|借条"
    "|欠条|欠款|收款人?|联系人|名单|列表|名册|常用|账户|账号|卡号|户名|户头|户口"
    "|手机号?码?|银行卡?|储蓄卡|信用卡|活期|定期|余额|支付宝|微信|红包|生活费|房租|货款|工资|工钱|学费"
    "|饭钱|车费|押金|定金|欠的|欠我|还我|给我|帮我|帮忙|替我|麻烦|谢谢|多谢|唔该|请问|请你|请您"
    "|我想要?|我要|我们|咱们|想要|想问|能不能|可不可以|可以|是不是|有没有|有冇|在不在|什么时候|什么|怎么"
    "|为什么|多少|几多|到账|收到|成功|失败|取消|撤销|撤回|退回|退款|查询|查一?下|看一?下|看看|问下?"
    "|刚才|刚刚|刚|昨天|今天|明天|后天|上次|上回|这次|这笔|那笔|一笔|嗰笔|呢笔|那个|这个|一下|一点|一些"
    "|现在|马上|立刻|尽快|赶紧|已经|还没有?|还有|还要|还欠|还差|还了|一共|总共|全部|所有|都|就|再|又|也"
    "|先|别|不要|不用|不想|不能|没有?"
    "|添加|新增|删除|删掉|移除|修改|加入|加到|加为|设为|备注|附言|留言|本金|利息|朋友|同意|愿意|出资"
    "|借给|借我|借到|还给|转给|汇给|打给|付给|发给|欠|借|还|转|汇|打|付|给|向|跟|问|找|和|与|同|把|将|从"
    "|到|往|去|来|的|了|吗|呢|吧|啊|呀|嘛"
    "|我|你|您|他|她|它|那|这|里|中|有|是|为|在|要|想|能|会|做|被|让|请|收|发|存|取|块|元|钱|款|笔|次|个"
    "|(?<=[这那几一两])张|垫|下|上|好|对|看|查|说|过|出|回|掉|清|完|退|条|嘅|咗|俾|啲|喺|系|嗰|佢|冇|未"
    "|唔"
)


def left_over(text: str, said: str, *, paid: bool = False) -> list[Span]:
    """What may be a name in masked text, after everything that is known to be none, as far as most speaks for it.

    `paid` where it is certain that somebody is: a part of unknown words between commas is whom.
    """
    for start, end, _ in [*banks(text)]:
        text = text[:start] + BANK * (end - start) + text[end:]
    every = [
        *_parts(text, paid=paid),
        *((1, span) for span in _residue(text)),
        *((3, one.span()) for one in LATIN_NAME.finditer(text)),
    ]
    every += [
        (3, match.span("who"))
        for match in (match for pattern in DEALT for match in pattern.finditer(text))
        if not THING.search(match["who"])
        and (re.fullmatch(KIN, match["who"]) or not KNOWN.match(match["who"]))
    ]
    every += [(4, span) for span in quoted(text) if not THING.search(text[slice(*span)])]
    return likeliest([one for one in every if text[slice(*one[1])] not in NOBODY] or [*_english(text, said)])


def _parts(text: str, *, paid: bool) -> Iterator[tuple[int, Span]]:
    for part in PART.finditer(text):
        start, end = part.span()
        lead = LEAD.match(text, start, end)
        for first in {start, lead.end() if lead else start}:
            word = text[first:end]
            if (begun := BEGUN.match(text, first, end)) and (
                likely(begun["who"]) or begun["who"][-1] in "妈爸"
            ):
                yield 2, begun.span("who")
            if 2 <= len(word) <= 6 and re.fullmatch(f"{HAN}+", word) and not THING.search(word):
                if likely(word) and name_in(word, closed=True) == (0, len(word)):
                    yield 3, (first, end)
                elif paid and len(word) > 2 and not KNOWN.search(word) and not begun:
                    yield 2, (first, end)


def _residue(text: str) -> list[Span]:
    found, at = [], 0
    for known in [*KNOWN.finditer(text), None]:
        start, end = at, known.start() if known else len(text)
        if start < end and (place := _name(text, start, end)):
            found.append(place)
        at = known.end() if known else end
    return found


def _name(text: str, start: int, end: int) -> Span | None:
    run = re.match(f"{HAN}+", text[start:end])
    if run is None or run[0] in NOBODY or not likely(run[0]):
        return None
    place = name_in(run[0])
    return (start + place[0], start + place[1]) if place else None


def _english(text: str, said: str) -> Iterator[tuple[int, Span]]:
    """My kin, or what is written like a name and is no bank."""
    if not re.search("[a-z]{2}", text):
        return
    taken = [(start, end) for start, end, _ in banks(text)]
    for match in re.finditer(rf"(?:{OWN.pattern})|(?<!their )(?<!the )\b{ANY_KIN}\b(?=,|$)", text):
        yield 2, match.span()
    for start, end in [*capitalised(said), *(match.span() for match in TITLED.finditer(said))]:
        if text[start].islower() and not any(start < last and first < end for first, last in taken):
            yield 2, (start, start + len(TAIL.sub("", said[start:end])))
