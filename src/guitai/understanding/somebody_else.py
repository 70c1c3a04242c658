"""Whether somebody else is to be paid, who is not named yet: 换个人, 改成别人. What was told besides stays. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence

from guitai.understanding.exact import MISTAKEN, WRONG, correction
from guitai.understanding.fold import fold, said
from guitai.understanding.interrupting import WHOM

ANOTHER = re.compile(
    rf"(?:{WRONG})?(?:(?:那|就|还是|先|请|帮我|给我|我|要|想)*"
    r"(?:更换|[换改][成为]?|[换改]?[转付汇]给)(?:一下)?(?:别|其他|其它|另外?|[一别]?[个位名]|的)*(?:收款[人方]|人)"
    r"|(?:把)?收款[人方](?:要|想)?(?:换|改)(?:一[个位下]|[个位]|别人)?)(?:来?转|收款?)?[吧了呀啊]*"
    rf"|收款[人方]?(?:的?(?:姓名|名字))?{MISTAKEN}|不是[这那]一?个人|[这那]个人不对|人(?:[写填说输打选弄搞]错|不对)了?"
    r"|(?:the )?wrong (?:payee|recipient|person)|(?:the )?(?:payee|recipient) is wrong"
    r"|(?:please )?(?:change|switch|pay|to|make it|send it to)? ?(?:to )?"
    r"(?:(?:some(?:body|one)|anyone) else|(?:the|another|a different) (?:payee|recipient|person))(?:,? please)?"
)

IS = re.compile("^(?:而是|应该?是|[是系])")
OH = re.compile(
    r"(?:(?:omg|oops|oh|ugh|argh|damn|shit|no|wait|sorry|[啊哎呀哦诶糟]+|完了|等等|等一?下|不好意思)[,.!~ ]*)+"
)


def somebody_else(text: str) -> bool:
    """Whether it asks for somebody else, and names nobody.

    >>> somebody_else("换个人"), somebody_else("改成别人"), somebody_else("改成李四"), somebody_else("换人工")
    (True, True, False, False)
    >>> somebody_else("omg 人搞错了"), somebody_else("不好意思，人打错了")
    (True, True)
    """
    folded = fold(said(text)).strip("。.!~ ")
    bare = folded[oh.end() :] if (oh := OH.match(folded)) else folded
    return any(map(ANOTHER.fullmatch, (folded, bare)))


def another_payee(text: str, told: Mapping[str, object]) -> bool:
    """Whether it says that not who was `told` is meant, and says nobody else: 换个人, 不是张三."""
    whom = {value for name, value in told.items() if name in WHOM}
    denied, better = correction(text) or (None, "")
    return bool(whom) and (somebody_else(text) or (denied in whom and not better))


def instead_of(payee: object, clauses: Sequence[str], knows: Callable[[str], bool]) -> str:
    """Who is said of whom the same is said as not of the `payee`, where the customer `knows` them; or empty.

    >>> instead_of("张三", ("不是张三结婚", "是李四结婚哈哈"), {"李四"}.__contains__)
    '李四'
    >>> instead_of("张三", ("不是张三结婚", "李四请客"), {"李四"}.__contains__)
    ''
    """
    denied = re.compile(rf"(?:不是|唔系|并非){re.escape(fold(str(payee)))}(?P<what>\w+)")
    said_of = [fold(said(clause)) for clause in clauses] if payee else []
    denials = [found["what"] for clause in said_of if (found := denied.match(clause))]
    for clause in said_of:
        names = (IS.sub("", clause).partition(what)[0] for what in denials if what in clause)
        if name := next(filter(knows, names), ""):
            return name
    return ""
