"""What leaves an order, or tells a part of it and nothing else: 不转了，给我看看余额; 今天就转吧. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from guitai.understanding.answer import Answer
from guitai.understanding.exact import MEMO, changes
from guitai.understanding.fold import fold, said
from guitai.understanding.slots.reading import read
from guitai.understanding.slots.transfer_words import NOW, Monthly
from guitai.understanding.slots.wished import BARE, when

SENDS = re.compile(
    r"[转汇打付发寄走去过,，.。;；!！~]|还是|算了|现在|马上|立刻|立即|这笔|帐|账|款|钱|\b(?:no|oh|wait|actually|send|sent|transfer|pay|leaves?|goes|go|do|let|it's"
    r"|let's|can|could|you|i'd|i|want|like|prefer|to|just|now|then|instead|rather|s)\b|'"
)
SOONEST = re.compile(r"现在|马上|立刻|立即|\b(?:now|at once|right away|immediately)\b")
NO_MEMO = re.compile(
    rf"(?:请|帮我|把)*(?:(?:不要?|别|取消|去掉|删掉?|清空|不用)[写加]?(?:{MEMO})"
    rf"|(?:{MEMO})就?(?:不要|不用写?|去掉|删掉?|清空|取消))[了吧]*"
    r"|(?:no|remove the|drop the|without an?) ?(?:memo|note|remark)(?:,? please)?"
)
DROPS = re.compile(r"[不别勿](?:要|用|想|再)?[转汇打付发寄]|\b(?:do not|don't|not) (?:send|transfer|pay)\b")
LEFT_FOR = re.compile(
    r"(?:算了[,，\s]*)?(?:取消|先?不[转存付汇办弄]了)(?:[吧啊]*[,，。.!！\s]+|(?=给我|帮我|我))(?:我[要想]?)?(?P<rest>[^我].+)"
)
# Who leaves an order says so in some word.
LEAVES = re.compile(
    r"取消|算了|[不没别勿唔咪][^,。]{0,2}[转办要存弄付汇打发买做签用想必需]|[停撤退删]|结束|罢|免了|作废|主意|拉倒|再说|后悔|回头|改天|误"
    r"|等[会等下一]|\b(?:cancel|stop|quit|exit|never ?mind|forget|don't|do not|drop|leave|abort|no|not|scrap|undo"
    r"|discard|call it off|changed my mind)\b"
)
PART = re.compile(
    rf"{MEMO}|每个?月|定时|尾号|\d{{4}}|金额|到账|时间|日期|账户|[今明后]天|现在|给.|\b(?:memo|note|date|account|amount)\b"
)


def left_for(text: str) -> str:
    """What is wished for where something is left for it; nothing where that isn't said.

    >>> left_for("不转了，给我看看余额"), left_for("取消，我要查明细"), left_for("取消")
    ('给我看看余额', '查明细', '')
    """
    found = LEFT_FOR.fullmatch(said(text))
    return found["rest"] if found else ""


def leaves(text: str) -> bool:
    """Whether the whole is left: some word says so, and no part of an order is named beside it.

    >>> leaves("我不想转了"), leaves("go on"), leaves("不要每月了"), leaves("不从2816")
    (True, False, False, False)
    """
    folded = fold(said(text))
    return bool(LEAVES.search(folded)) and not PART.search(folded)


def told_alone(text: str, now: datetime) -> Mapping[str, object]:
    """The part of an order that is told by itself, as its slot: the day, or that no remark is meant.

    >>> from guitai.zone import BANK_ZONE
    >>> now = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
    >>> told_alone("不要明天，今天就转", now), told_alone("明天再转吧", now)
    ({'arrival': datetime.date(2026, 11, 23)}, {'arrival': datetime.date(2026, 11, 24)})
    >>> told_alone("今天不转了", now), told_alone("明天能到吗", now), told_alone("明天给李四转", now)
    ({}, {}, {})
    >>> told_alone("不要备注了", now), told_alone("备注写房租", now)
    ({'memo': ''}, {})
    """
    reading = read(said(text), now)
    if NO_MEMO.fullmatch(reading.folded.rstrip("。.!")):
        return {"memo": ""}
    monthly = isinstance(reading.slots.get("arrival"), Monthly)
    if monthly or DROPS.search(reading.folded) or BARE.sub("", SENDS.sub("", reading.valued)):
        return {}
    day = when("transfers.send", reading) or (SOONEST.search(reading.folded) and NOW)
    return {"arrival": day} if day else {}


def part_told(answer: Answer, text: str) -> Answer | None:
    """The answer as a part of what is ordered: what was read in it, and not its words. None where it tells more."""
    alone = told_alone(text, answer.said_at)
    return replace(answer, text="", slots={**answer.slots, **alone}) if alone or changes(text) else None
