"""What is paid for, as it was said: 电费, 有线电视费, 罚款, water bill. A bill alone says no more than the wish."""

import re

from guitai.understanding.slots.english_things import WORD
from guitai.understanding.slots.gazetteer import Span, english, lexicon

BRAND = re.compile(rf"(?:{WORD} ){{1,3}}$")
PAY = "(?:交|缴|付|补交|补缴|代缴|代交|充|还|查|欠|缴纳|交纳|支付)"
PAY_END = re.compile(rf"{PAY}(?:一下|一?个|下|点|了|过|的|清)*[A-Z ,]*(?:块钱?|元钱?|蚊)?的?$")
PAID = re.compile(
    "(?:该|要|得|都|还没|没|一起|赶紧|帮我|自动)*(?:的费用|[交缴](?=A|$)|缴费|交费|充值|续费|还?欠着?|欠费|欠款"
    "|账单|单(?!位)|交了"
    "|缴了|交一|缴一|费用|发票|要交|要缴|交吧|缴吧|户号|代扣|欠了|欠多少|到期)"
)
# 交孩子的培优费: what ends in 费 after the verb, whatever it is called.
OPEN = re.compile(
    f"{PAY}(?:一下|一?个|下|点|了|过|清)*[A-Z ,]*(?:块钱?|元钱?"
    rf"|蚊)?的?(?:[\u3400-\u9fff]{{1,6}}的)?(?P<name>(?:(?![有没冇欠过埋])[\u3400-\u9fff]){{1,5}}?费)(?!用|率)"
)
# 校巴费到期了: what is named first, with no verb before it.
ALONE = re.compile(
    r"(?:^|[,。;])(?P<name>(?:(?![我你有没欠交缴要想查看的冇])[\u3400-\u9fff]){1,3}费)(?!用|率)"
    r"|\b(?P<latin>(?:(?!the|my|our|a|an|this|pay)[a-z]+ ){1,2}(?:fee|bill))\b"
)
GENERIC = frozenset(
    (
        "缴费 交费 续费 欠费 水电费用 生活缴费 这费 那费 什么费 啥费 咩费 哪些费 费 手续费 哪费 的费 滞纳费"
        " 收费 免费 付费 消费 生活费 个费 话费 手机费 电话费用"
    ).split()
)
ELECTRICITY = re.compile(
    r"\b(?:for|the|my|our|pay|about) (?:the |my )?(?P<name>electricity|water|gas|heating|broadband"
    r"|internet|tuition|rent|parking|power|council tax)\b"
)


def billers(text: str, folded: str, said: str) -> list[Span]:
    """Whatever is paid for in masked text: bills by their usual names, then others, then who sends them."""
    found = [
        place for place in lexicon("biller", "words").spans(folded) if folded[slice(*place)] not in GENERIC
    ]
    for match in english("biller", "english_heads").finditer(text):
        brand = BRAND.search(said[: match.start()])
        found.append((brand.start() if brand else match.start(), match.end()))
    companies = lexicon("biller", "companies").spans(text)
    found = [one for one in found if not any(start <= one[0] and one[1] <= end for start, end in companies)]
    if found:
        return found
    bare = [place for place in lexicon("biller", "bare").spans(text) if not companies and _bare(text, *place)]
    bare += [match.span("name") for match in ELECTRICITY.finditer(text)]
    if bare:
        return bare
    others = [
        match.span("latin" if match.groupdict().get("latin") else "name")
        for pattern in (OPEN, ALONE)
        for match in pattern.finditer(text)
    ]
    others = [place for place in others if text[slice(*place)] not in GENERIC]
    return others or companies


def _bare(text: str, start: int, end: int) -> bool:
    """电 and 宽带 are what is paid where 交 stands before or 缴费 behind; a single character needs the verb itself."""
    if end - start == 1:
        return text[start - 1 : start] in {"交", "缴"} and not re.match(r"[话脑视车影器器表]", text[end:])
    return bool(PAY_END.search(text[:start]) or PAID.match(text, end))
