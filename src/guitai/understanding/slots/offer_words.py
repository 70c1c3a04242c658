"""What is offered or bought, as it was said: 电影票, 星巴克咖啡券, two film tickets. And how many of it."""

import re

from guitai.understanding.slots.gazetteer import Span, english, lexicon, words
from guitai.understanding.slots.noun_words import noun_before

BUY = "(?:购买|团购|预订|预定|下单|买|订|抢|拿|来|要|换|领|整)"
QUANTITY = re.compile(
    rf"{BUY}(?:了)?(?P<count>[一二两俩三四五六七八九十]|\d{{1,2}})(?:个|位|人份|件|束|只)(?!月|人)"
)
LONGEST = 12
# 烤鸭优惠: what there is an offer of, whatever it is.
DEAL = re.compile("优惠|折扣|打折|团购|特价|促销")
NO_OFFER = re.compile(
    "银行|信用卡|刷卡|新人|活动|本地|生活|同城|附近|周边|商家|商户|好吃|好玩|便宜|[站区路街广场城]$|吃饭"
    "|食饭|吃喝|什么|[A-Z]"
)


def offers(text: str) -> list[Span]:
    """What is named in masked text: the things bought before the kinds of things."""
    heads = lexicon("offer", "heads").spans(text)
    found = [place for start, end in heads if (place := _whole(text, start, end))]
    found += [match.span() for match in english("offer", "english_heads").finditer(text)]
    if found:
        return found
    deals = [noun_before(text, match.start()) for match in DEAL.finditer(text)]
    named = [
        (start, end) for start, end in deals if 1 < end - start < 7 and not NO_OFFER.search(text[start:end])
    ]
    return named or lexicon("offer", "kinds").spans(text) + [
        match.span() for match in english("offer").finditer(text)
    ]


def _whole(text: str, start: int, end: int) -> Span | None:
    """The thing with all that describes it, from the verb, the number or the measure on: 景点门票."""
    kinds = lexicon("offer", "kinds", "heads")
    first, _ = noun_before(text, kinds.before(text, start))
    while (longer := kinds.before(text, first)) < first:
        first = longer
    return None if text[first:end] in words("offer", "generic") or end - first > LONGEST else (first, end)
