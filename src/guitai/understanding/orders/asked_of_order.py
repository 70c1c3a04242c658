"""What is answered whatever is open: what is asked of an order that waits for its signature (要手续费吗, 几点能到,
还能撤吗), and what is like a fraud. Pure.
"""

import re
from collections.abc import Sequence

from guitai.understanding.answer import Answer, Wish
from guitai.understanding.fold import fold, said
from guitai.understanding.frauds import fraud
from guitai.understanding.lookups.rates import rates_asked
from guitai.understanding.order_talk import AS_IT_IS, QUESTION, TALK_OF, left_of

SUPPOSES = "supposed"  # what is asked of an order that is only supposed, and of none that waits

# The line of the order that tells it; of two that are named, the first of these.
TOPICS = {
    "fee": re.compile(
        r"手续费|服务费|手續費|工本费|费用|收费|收費|收钱|要钱|扣钱|扣费|免费|\bfree\b|\bfees?\b|\bcharged?s?\b|\bcosts?\b"
    ),
    "until": re.compile(
        r"撤[回销銷]?|反悔|后悔|追回|退回|要回来|取消|\b(?:undo|reversed?|cancel(?:led)?|recall(?:ed)?)\b"
    ),
    "matures": re.compile(r"到期日|(?:什么时候|几时|几号|哪天|哪一天|何时)到期|\bmatures?\b|\bmaturity\b"),
    "renewal": re.compile(r"到期(?:以?后|了)?|续存|转存|\b(?:renews?|rolls? over)\b"),
    "rate": re.compile(r"年?利率|\brates?\b"),
    "interest": re.compile(r"利息|\binterest\b"),
    "payer": re.compile(
        r"(?:从|用|扣|走)?的?(?:我的?)?哪(?:个|张|里)(?:账户|卡)?|\b(?:which|what) (?:account|card)\b"
    ),
    "arrival": re.compile(
        r"(?:什么|啥|么子|咩)时[候间]|几时|何时|几点|哪天|几号|多[久快耐]|几耐|多长时间|[今当]天|今晚|马上|立刻|实时|即时"
        r"|到账|收到|到得?了?(?=[吗么嘛?])|\bhow (?:long|soon|fast)\b|\bwhat time\b|\bwhen\b"
        r"|\b(?:arrives?|instant(?:ly)?|immediately|today)\b"
    ),
}
# What the order of each kind says; of any other it is asked as of anything.
LINES = {
    "transfers.send": {"fee", "until", "payer", "arrival"},
    "deposits.open": {"matures", "renewal", "rate", "interest"},
    "deposits.withdraw": {"interest"},
    "deposits.renewal": {"matures", "renewal"},
}
ASKING = re.compile(
    r"到底|究竟|来着|总共|一共|额外|大约|多少|几多|几块|多大|有没有?|有冇|能不能|可不可以?|会不会|是不是|要不要|收不收|用不用|需不需要|能否|能够?|可以|还|会|要|收|有|是"
    r"|需要|用|什么|怎么|怎样|咋|如何|哪|几[时号天个点]|多[久快长]|时间|时候|大概|一般|请问|问下?|问一下|想知道|知道|看看|算|跨行"
    r"|对方|人家|那边|[他她]们?|银行|钱|款|收|付|扣|给|到|转|汇|打|发|了|得|唔|冇|不|没|使|急|㗎|啊|呢|吗|么|嘛|过去|出去|之前|以前|签名?|如果|万一"
    r"|\b(?:(?:what|how|when|there)'?s|how|much|what|when|why|is|are|there|any|will|would|can|could|does|do|i|it|they|he|she|get|got|be|have"
    r"|after|before|signing|sign|pay|paid|from|free|arrive|there|still|know|tell|about|go|goes|out|money|taken|long|soon|fast|quickly|take|takes|back|later|come|comes|which)\b"
)
ASKS = re.compile(
    rf"{QUESTION.pattern}|多[久快长]|(?P<can>.)[不唔](?P=can)|没有|能否|吗|[呢不]\W*$|[多几]耐|\bthere\b|\bany\b"
    r"|\b(?:what'?s|what is|how (?:much|long|soon))\b"
)
# The day of an order beside the time that is asked about: 那明天大概几点扣我钱.
WHEN = re.compile(r"几点|什么时[候间]|几时|何时|\b(?:what time|when)\b")
DAY = re.compile(
    r"[明后]天|听日|后日|[那当]天|到时候?|[下这本]?(?:周|星期|礼拜)[一二三四五六日天]"
    r"|\b(?:tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|that day)\b"
)
TAKEN = re.compile(r"(?:几点|几时|何时|什么时[候间]|几号|哪天)[^,。]{0,3}扣我?的?[钱款费]")  # which is no fee
# A number, a reason that is asked for, or what shall be otherwise.
BESIDE = re.compile(r"\d|为[什啥]|\bwhy\b|改|换|都[行得可]")


def answered(text: str, intent: str, heard: Sequence[Answer] = ()) -> Wish | None:
    """The answer to a text that is like a fraud, or asks for a line of the order of this `intent`, which is open, or
    what deposits earn: that is also asked after it was, which is among what was `heard` before.

    What is told to the staff is for them.
    """
    if intent.startswith("service."):
        return None
    about = asked_of(text, intent)
    return fraud(text) or (
        Wish("service.question", {"about": about})
        if about
        else rates_asked(text, [one.text for one in heard[:-1]])
    )


def asks(words: str) -> bool:
    """Whether it asks something."""
    folded = fold(words)
    return bool(QUESTION.search(folded) or ASKS.search(folded))


def asked_of(text: str, intent: str) -> str | None:
    """The name of the order's line that is asked for; None where nothing is, or something else is said.

    >>> [asked_of(text, "transfers.send") for text in ("这笔要手续费吗", "还能撤回吗", "几点能到账？")]
    ['fee', 'until', 'arrival']
    >>> [asked_of(text, "transfers.send") for text in ("那明天大概几点扣我钱？", "what time tomorrow will it go?")]
    ['arrival', 'arrival']
    >>> asked_of("wait whats the fee on that", "transfers.send")
    'fee'
    >>> [asked_of(text, "transfers.send") for text in ("明天到", "取消", "给李四转要手续费吗", "房贷利率多少")]
    [None, None, None, None]
    >>> asked_of("那就周四，几点不变", "transfers.send") is None
    True
    """
    folded = fold(said(text))
    stays = any(map(AS_IT_IS.fullmatch, re.split(r"[,。;!\s]+", folded)))  # 几点不变
    if intent not in LINES or stays or BESIDE.search(folded) or not ASKS.search(folded):
        return None
    rest = DAY.sub(" ", folded) if WHEN.search(folded) else folded
    for topic in TOPICS.values():
        rest = topic.sub(" ", rest)
    if left_of(ASKING.sub(" ", rest), TALK_OF[intent]):
        return None
    topics = ["arrival"] if TAKEN.search(folded) else TOPICS
    named = next((name for name in topics if TOPICS[name].search(folded)), None)
    return named if named in LINES[intent] else None
