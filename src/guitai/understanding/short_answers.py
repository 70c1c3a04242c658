"""Short answers to a question: an amount, a period, a number of a list, yes or no. No model reads these."""

import re
from datetime import datetime

from guitai.money import Money
from guitai.understanding.fold import fold, said, standard
from guitai.understanding.slots.number_words import number, whole
from guitai.understanding.slots.reading import read
from guitai.zone import BANK_ZONE

CIRCLED = {
    chr(first + at): at + 1 for first in (0x2460, 0x2776) for at in range(20 if first == 0x2460 else 10)
}
PICKS = r"(?:那就?|就|还是)?我?(?:就?[选挑要看查])?"
COUNTER = "[个项号款条张笔位家种只份](?:卡|账户|存款|定期|人)?"
CHOSEN = re.compile(
    rf"{PICKS}(?:转?给(?=第))?(?P<place>第)?(?P<number>[0-9]{{1,3}}|[一二两三四五六七八九十]{{1,3}})"
    rf"(?:(?(place){COUNTER}|[个项号款条张])|吧|的)*"
)
LAST = re.compile(rf"{PICKS}最后[那这]?一?{COUNTER}吧?|(?:the )?last one|the last")
OF_TWO = re.compile(
    rf"{PICKS}(?:(?P<first>[前上])|[后下])(?:面|边)(?:[那这]?一?{COUNTER}|的)吧?"
    rf"|{PICKS}(?:(?P<former>前)|后)(?:者|一{COUNTER})吧?"
    r"|the (?:(?P<earlier>former)|latter)(?: one)?"
)
ENGLISH_WORDS = "one two three four five six seven eight nine ten".split()
ENGLISH_PLACES = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
CHOSEN_IN_ENGLISH = re.compile(
    r"(?:(?:i(?:'ll|'d| will| would)? )?(?:like |take |want |choose |pick |have ))?(?:the |number |no\.? ?|option |#)*"
    r"(?P<number>[0-9]{1,3}|[a-z]+)(?:(?<=\d)(?:st|nd|rd|th))?(?: one)?"
)
ALONE = re.compile("[一二两三四五六七八九十]")

ANY_TIME = datetime(2026, 1, 1, tzinfo=BANK_ZONE)  # what is an amount doesn't depend on the day

YES = frozenset(
    "是 是的 对 对的 好 好的 好吧 好哦 行 行的 行吧 可以 可以的 确定 确认 没错 没问题 同意 嗯 恩 要 要的 当然 当然可以"
    " 当然要 必须的 办 需要 继续 成 中 系 啱 得 好嘅 要得 没毛病 嗯好 冇问题 👍 👌"
    " yes y ok ok的 okay sure yep yeah confirm right correct goahead do doit ofcourse certainly thatsright".split()
)
NO = frozenset(
    "不 不是 不是的 不对 不好 不行 不可以 不要 不用 不用了 不要了 不了 不需要 不必 不办 不办了 不想 不确定 不同意 没有"
    " 否 别 算了 先不 唔使 唔使喇 唔要 唔系 唔好 免了 不必了 先不要 暂时不用"
    " no n nope not dont donot notnow noneed".split()
)
# A yes to what stands before one: 就按这个转, 照图片上的办吧, 转吧.
AS_SHOWN = re.compile(
    r"(?:好的?|对|行|嗯|可以|那|就|请|直接|帮我|给我|我要|[,\s])*"
    r"(?:[按照]{1,2}(?=[这那图照截上])(?:[这那][个张样笔]?)?(?:图片?|照片|截图)?[上里]?面?"
    r"(?:写|显示)?的?(?:信息|内容)?"
    r"(?:来|去|给我|帮我)*(?:转账?|付款?|汇款?|打款?|办理?)?(?:就[行好]|就可以|即可)?"
    r"|[按照]着[转付汇办来]|就[转付汇办]?这[个张笔]|[转付汇办]吧)[吧了哦啊呀]*"
    r"|(?:yes,? |ok,? |just |please )*(?:use|do|pay|send|transfer|go with)(?: it)?(?: as| like)? (?:this|that|shown)"
    r"(?: one)?(?:,? please)?|as shown"
)
LONGEST = 20  # characters of a yes or a no
MARKS = re.compile(r"[。.!~,、;]+")
IDLE = re.compile(r"[\s'’\U0001f3fb-\U0001f3ff]")  # a thumb has one meaning in every colour
POLITE = re.compile(r"^(?:please|麻烦你?)|(?:谢谢|多谢|谢了|thanks|thankyou|please)[你啊啦了哈]*$")
PARTICLES = re.compile("(?<=.)[呀啊呢嘞勒咧滴哒啦呐哈咯喽]+")  # good humour: 好嘞, 好滴, 嗯呢
AGAIN = re.compile(r"(.+?)\1+")  # 对对对
UNKNOWN = re.compile(
    r"(?:我|也|还|都|真|实在|暂时|现在)*"
    r"(?:不[太大]?(?:知道|清楚|晓得|记得|确定|认识)|忘[记掉]?|没(?:有|记住|问)|唔(?:知道?|清楚|记得)|随便|不详|未知)"
    r"(?:了|呢|啊|呀|的|名字|姓名|[他她])*"
    r"|(?:i )?(?:do not|don't) (?:know|remember)(?: it| the name| him| her)?|no idea|(?:i'm )?not sure|dunno"
    r"|(?:i )?forgot|unknown|none"
)
AT_ONCE = re.compile("^(?:我?(?:确认|确定)(?:要)?|就)|(?:马上|现在|立即|立刻|赶紧|赶快)就?|(?:right)?now$")
DENIED = re.compile("(?:我|先|还是|暂时|就)*(?:不要?|不用|不想|不需要|不必|别)(?P<what>.+?)了?")
QUESTION = re.compile(r"[?吗么嘛][\s。.!~]*$")


def amount_in(text: str) -> Money | None:
    """The amount that answers how much. As an answer, a single 五 is one too.

    >>> amount_in("五百吧"), amount_in("五"), amount_in("三千多")
    (Money(fen=50000), Money(fen=500), None)
    """
    folded = fold(said(text)).rstrip("。.!吧")
    if ALONE.fullmatch(folded):
        return Money(int(number(folded) or 0) * 100)
    found = read(said(text), ANY_TIME).slots.get("amount")
    return found if isinstance(found, Money) else None


def choice_number(text: str) -> int | None:
    """The number that was chosen from a list, if the text is nothing else.

    >>> [choice_number(text) for text in ("2", "２", "②", "第二个", "选二", "the second", "二十元")]
    [2, 2, 2, 2, 2, 2, None]
    """
    bare = text.strip().lstrip("#＃").rstrip("。.!！、)）")
    if bare in CIRCLED:
        return CIRCLED[bare]
    folded = fold(said(bare))
    if chosen := CHOSEN.fullmatch(folded):
        return whole(chosen["number"])
    if chosen := CHOSEN_IN_ENGLISH.fullmatch(folded):
        word = chosen["number"]
        places = next((words for words in (ENGLISH_WORDS, ENGLISH_PLACES) if word in words), None)
        return int(word) if word.isdigit() else places.index(word) + 1 if places else None
    return None


def place_among(text: str, of: int) -> int | None:
    """The place in a list of so many, counted from nought, if the text is nothing else.

    >>> place_among("第二笔", 3), place_among("最后一个", 3), place_among("前面那个", 2)
    (1, 2, 0)
    """
    folded = fold(said(text)).rstrip("。.!")
    if LAST.fullmatch(folded):
        return of - 1
    if of == 2 and (one := OF_TWO.fullmatch(folded)):
        return 0 if any(one.groups()) else 1
    number = choice_number(text)
    return None if number is None else number - 1


def yes_no(text: str) -> bool | None:
    """Yes, no, or neither for certain. What is said besides has to say the same, thanks aside.

    >>> [yes_no(text) for text in ("好的。", "對", "OK", "不用了", "No, thanks", "大概吧")]
    [True, True, True, False, False, None]
    """
    parts = (POLITE.sub("", IDLE.sub("", part)) for part in MARKS.split(fold(said(text))))
    meant = {_yes_no(part) for part in parts if part}
    return meant.pop() if len(meant) == 1 else None


def as_shown(text: str) -> bool:
    """Whether it says yes to what is proposed by pointing at it: to nothing else.

    >>> as_shown("就按这个转"), as_shown("照图片上的办吧"), as_shown("按这个转吗"), as_shown("转")
    (True, True, False, False)
    """
    return bool(AS_SHOWN.fullmatch(fold(said(text)).strip("。.!~ ")))


def _yes_no(part: str) -> bool | None:
    if len(part) > LONGEST:
        return None
    plain = PARTICLES.sub("", part)
    once = AGAIN.fullmatch(plain)
    word = once[1] if once else plain
    return True if word in YES else False if word in NO else None


def unknowing(text: str) -> bool:
    """Whether somebody says that they don't know, as an answer that is none.

    >>> unknowing("我不知道。"), unknowing("no idea"), unknowing("钟不知")
    (True, True, False)
    """
    return bool(UNKNOWN.fullmatch(fold(said(text)).strip("。.!~ ")))


def without_yes(text: str) -> str:
    """What is said behind a yes: 好的，马上挂失. Empty where there is no yes, or nothing behind it."""
    plain = said(text)
    heads = [at for at in range(1, min(len(plain), LONGEST) + 1) if yes_no(plain[:at]) is True]
    return plain[max(heads) :].lstrip("，。,.!！~、; ") if heads else ""


def denied(text: str) -> str:
    """What is said not to be wished, in the words of a label: 挂失, in 先不挂失了. Empty where nothing is."""
    found = DENIED.fullmatch(same_words(text))
    return label_words(found["what"]) if found else ""


def asks(text: str) -> bool:
    """Whether it asks back: 现在转吗？ says no yes to 现在转."""
    return bool(QUESTION.search(fold(said(text))))


def same_words(text: str) -> str:
    """What two ways of writing one name have in common: 余额 is 餘額."""
    return standard(fold(said(text))).replace(" ", "")


def label_words(text: str) -> str:
    """The same of a tap's label, however soon it is to be, or for certain: 马上挂失 is 挂失, and so is 确认挂失."""
    words = same_words(text)
    return AT_ONCE.sub("", words) or words
