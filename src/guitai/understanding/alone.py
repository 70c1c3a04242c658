"""A part of an order in words that tell nothing else: 今天就转吧, send it tomorrow, 不要备注了. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime

from guitai.understanding.exact import MEMO
from guitai.understanding.fold import said
from guitai.understanding.slots.reading import read
from guitai.understanding.slots.transfer_words import NOW
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
    if DROPS.search(reading.folded) or BARE.sub("", SENDS.sub("", reading.valued)):
        return {}
    day = when("transfers.send", reading) or (SOONEST.search(reading.folded) and NOW)
    return {"arrival": day} if day else {}
