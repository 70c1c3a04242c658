"""Who 他 is: the one of the payee book whom the customer named last, with nobody else named since. Pure.

A name that was spoken may be another that sounds the same, so it is nobody's.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import takewhile

from guitai.money import Money
from guitai.understanding.answer import Answer
from guitai.understanding.fold import fold, said
from guitai.understanding.in_letters import in_letters
from guitai.understanding.interrupting import WITHIN
from guitai.understanding.secret_words import kept
from guitai.understanding.slots.kin_words import HAN, KIN
from guitai.understanding.slots.people import NAMED, likely, name_in
from guitai.understanding.slots.reading import read
from guitai.understanding.somebody_else import somebody_else

MOST = 6  # messages
# What may stand behind her and the, and is nobody: send her the same amount tomorrow, my half, the electricity.
NOBODY = (
    r"(?:same|amount|money|sum|rest|tomorrow|today|tonight|now|on|at|for|by|from|then|again|back|too|please|pls|another"
    r"|this|that|next|every|a|an|some|half|the|memo|note|account|card|date|day|time|instead|and|with|in|after"
    r"|share|part|portion|bit|other half|bills?|rent|electricity|electric|water|gas|internet|wifi|phone"
    r"|dinner|lunch|breakfast|brunch|food|meal|drinks?|beers?|coffee|groceries|tickets?|taxi|cab|uber|train"
    r"|bus|flight|hotel|room|trip|car|parking|petrol|cash|total|price|cost|fees?|deposit"
    r"|order|whole|other day|movie|concert|gift|present|cake|weekend|party|bike"
    r"|computer|laptop|house|flat|roof|kitchen|bathroom|sink|fence|door|dog|cat|stuff|things?|place|job|work"
    r"|shop|store)\b"
)
OTHERS = (
    rf"{KIN}(?!费)|同学|朋友|兄弟|姐妹|客户|亲戚|[爸妈哥弟姐妹叔姨舅]"
    rf"|\b(?:my|his|her|their|the) (?!{NOBODY})[a-z]+|\b(?:mrs?|ms)\b"
)
# 李四你知道吧，我老同学: that is who he is, and nobody else.
IS_ONE = re.compile(
    rf"(?:[,。;! ]|是|就是|系|\bis )(?:我的?|咱们?的?)?老?(?:{OTHERS})(?=$|[,。;! 嘛啊呀啦嘅])"
)
ANOTHER = re.compile(OTHERS)
SAME = re.compile(r"同一个人|\bthe same (?:person|guy|man|woman)\b")
SHARE = re.compile(r"我的?[那这]?一?[份半]|\bmy (?:half|share|part)\b")
SHARE_IS = re.compile(
    r"(?:[那就算下来嗯]*我的?(?:[那这]?一?[份半]|那部分)|(?:so )?my (?:half|share|part))[,:]?"
    r"(?:就?是|一共|总共|要|应该是|得|comes to| is|'s)* ?"
    r"(?P<sum>[\d.,一二两三四五六七八九十百千万]+)(?:块钱?|元|蚊)?[吧啊哈的]*"
)


def lately(heard: Sequence[Answer], answer: Answer) -> list[Answer]:
    """What the customer has said lately, this too: the newest last, no more of it than its words, as they are kept."""
    words = replace(answer, text=kept(answer.text), slots={}, then=None)
    return [*(one for one in heard if one.said_at > answer.said_at - WITHIN), words][-MOST:]


def antecedent(heard: Sequence[Answer], people: Collection[str]) -> str:
    """The one of these people whom 他 means in the last of these messages; empty where nobody could be sure."""
    for answer in reversed(heard):
        folded = fold(said(answer.text))
        named = {name for name in people if len(name) > 1 and fold(name) in folded}
        named |= in_letters(folded, people).keys()
        named = {name for name in named if not any(name in other for other in named - {name})}
        if len(named) == 1:
            (name,) = named
            return "" if answer.aloud or _others(answer, name) else name
        if named or _others(answer) or somebody_else(answer.text):
            return ""
    return ""


def share(heard: Sequence[Answer]) -> Money | None:
    """What 我那份 is, where the message before the last one says that, and nothing else: 我那份是124.6."""
    before = read(said(heard[-2].text), heard[-2].said_at) if len(heard) > 1 else None
    told = SHARE_IS.fullmatch(before.folded) if before and not heard[-2].aloud else None
    places = before.sums if before and told else ()
    sums = [place.money for place in places if told and place.start >= told.start("sum")]
    return sums[0] if len(sums) == 1 and isinstance(sums[0], Money) else None


def others_since(heard: Sequence[Answer], opening: Answer) -> bool:
    """Whether somebody has been spoken of since that was said, whom 他 may mean."""
    said_since = takewhile(
        lambda one: (one.text, one.said_at) != (opening.text, opening.said_at), reversed(heard)
    )
    return any(map(_others, said_since))


def _others(answer: Answer, name: str = "") -> bool:
    """Whether somebody else is spoken of in a message, whom 他 may mean."""
    reading = read(said(answer.text), answer.said_at)
    told = {str(reading.slots[slot]) for slot in ("payee", "counterparty") if slot in reading.slots}
    others = (one for one in told if likely(fold(one)) and not (name and (name in one or one in name)))
    if any(others):
        return True  # who is no payee yet: 给陈国强转46，手机15400000002
    folded, masked = reading.folded, reading.masked
    folded, masked = SAME.sub(" ", folded), SAME.sub(" ", masked)
    if name:
        them = re.escape(fold(name))
        called = rf"(?:[老小]{them[0]}[, ]*(?:也?就?是?|我?说的就?是)[, ]*|\b(?:my|our|the) [a-z]+ ?){them}"
        folded, masked = (re.sub(called, " ", text).replace(fold(name), " ") for text in (folded, masked))
        folded, masked = IS_ONE.sub(" ", folded), IS_ONE.sub(" ", masked)
    return bool(ANOTHER.search(folded)) or any(map(_names, re.findall(f"{HAN}+", masked)))


def _names(run: str) -> bool:
    """Whether a name stands somewhere in a run of characters."""
    return any(NAMED.match(run, at) and likely(run[at:]) and name_in(run[at:]) for at in range(len(run)))
