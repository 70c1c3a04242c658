"""What is offered or bought, as it was said: 电影票, 星巴克咖啡券, two film tickets."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.english_things import WORD
from guitai.understanding.slots.gazetteer import Span, english, joined, lexicon, words
from guitai.understanding.slots.noun_words import noun_before
from guitai.understanding.slots.place_words import known_place

LONGEST = 16
# 烤鸭优惠: what there is an offer of, whatever it is.
DEAL = re.compile("优惠|折扣|打折|团购|特价|促销|有[没冇]?有?折|有冇折")
NO_OFFER = re.compile(
    "银行|信用卡|刷卡|新人|活动|本地|生活|同城|附近|周边|商家|商户|好吃|好玩|便宜|[站区路街广场城]$|吃饭"
    "|食饭|吃喝|什么|[A-Z]"
)
BOUNDARY = re.compile(
    "推荐|便宜|附近|周边|[这那]边|有[一几]?家|旁边|有没有|什么|哪些|多少|好多|好[吃玩]|预[约订定]|申请|办理|购买"
    "|团购|今[晚天]|明天|周末|最近|优惠(?!券)|打折(?!券)"
    "|下单|关于|咨询|首发|最新|帮忙|我|你|您|他|咱|这|那|哪(?!吒)|嗰|呢"
    "|[了吗吧啊呀哦嘛将把给帮让请替跟与或是有没冇无想需能会可]|(?<!兑)换|求|开(?!心)|买|订|抢"
    "|(?<!好利)来(?!伊份)|拿(?!铁)|领"
    "|[俩泡喝逛蒸吃查看找问约选整搞食搵睇俾畀喺嘅啲咩啥附张份套位盒件种款些点次条]|取(?!暖)"
    "|[一两二三四五六七八九十几][个只杯晚客样]|杯(?=.{2})|(?<=[买来点要喝])杯|(?<![a-z])(?:book|buy|get|order)(?![a-z])|楼[上下]|太(?![平阳古])|个(?!人)"
    "|[就都也还又再太更少用收充交缴的到去在从要嗯呃]"
    "|做(?!头发)"
)
# What describes an offer does not name it: 打折的话剧票.
DESCRIBES = re.compile(
    "一带|[这那]|便宜|打折|优惠|附近|最|新|热门|好|大家|刚|过期|今|明|昨|周|买|吃|想|要|特价|免费|划算|其他|别"
)
# 两杯瑞幸拿铁: what so many of are bought.
DEALS_ON = re.compile(
    r"\b(?:deals?|discounts?|offers?|coupons?|promotions?) (?:on|for) (?P<thing>(?!one\b|two\b|three\b"
    r"|four\b|me\b|us\b|my\b|the\b|kids\b)[a-z]+(?: (?!in\b|near"
    r"|at\b|around|for\b|this|today|please)[a-z]+){0,2})"
)
BOUGHT = re.compile(
    "C+(?P<thing>(?!票.$)(?:(?![我你想在要个人的是楼层岁折])[\u3400-\u9fff]){2,10}?)(?=[,。;!]|吧|呗|谢谢|唔该|$)"
)
BRAND = re.compile(rf"(?:(?!Cheap|Discount|Good|Best|Free|Local|Great|Special|New){WORD} ){{1,3}}$")


def offers(text: str, said: str) -> list[Span]:
    """What is named in masked text: the things bought before the kinds of things."""
    heads = lexicon("offer", "heads").spans(text)
    found = [place for start, end in heads if (place := _whole(text, start, end))]
    found += [*_english(text, said)]
    if found:
        return found
    deals = [noun_before(text, match.start(), boundary=BOUNDARY) for match in DEAL.finditer(text)]
    named = [
        (start, end) for start, end in deals if 1 < end - start < 7 and not NO_OFFER.search(text[start:end])
    ]
    kinds = [
        (_described(text, start), end + (text[end : end + 1] in "店馆"))
        for start, end in lexicon("offer", "kinds").spans(text)
    ]
    bought = [match.span("thing") for match in BOUGHT.finditer(text)]
    named += [match.span("thing") for match in DEALS_ON.finditer(text)]
    return named or bought or joined(kinds) + [match.span() for match in english("offer").finditer(text)]


def _whole(text: str, start: int, end: int) -> Span | None:
    """The thing with all that describes it, from the verb, the number or the measure on: 喜茶的多肉葡萄兑换券."""
    kinds = lexicon("offer", "kinds", "heads")
    first = _begins(text, kinds.before(text, start))
    while (longer := _begins(text, kinds.before(text, first))) < first:
        first = longer
    if counted := re.search("C+$", text[:first]) if text[first : first + 1] in "人位份" else None:
        first = _begins(text, counted.start())  # 海底捞四人套餐
    priced = re.search("A+$", text[:first])
    if priced and (branded := _begins(text, priced.start())) < priced.start() - 1:
        first = branded  # 肯德基五十元代金券
    if text[first - 1 : first] == "的" and (of := _begins(text, first - 1)) < first - 2:
        whose = text[of : first - 1]
        placed = known_place(whose) or lexicon("place", "endings").before(whose, len(whose)) < len(whose)
        first = first if placed or DESCRIBES.search(whose) else of
    return None if text[first:end] in words("offer", "generic") or end - first > LONGEST else (first, end)


def _described(text: str, start: int) -> int:
    """Where the words begin that say which kind: 海景酒店, but 三里屯火锅 is a place and an offer."""
    first = _begins(text, start)
    return first if start - first < 4 and not known_place(text[first:start]) else start


def _begins(text: str, end: int) -> int:
    return noun_before(text, end, boundary=BOUNDARY)[0]


def _english(text: str, said: str) -> Iterator[Span]:
    """With the brand before it: Hyatt buffet voucher."""
    heads = "|".join(words("offer", "english_heads"))
    for match in re.finditer(
        rf"(?<![A-Za-z])(?!Cheap|Discount|Good|Best|Free|Local|Great|Special"
        rf"|New)(?:{WORD} ){{1,3}}(?:\d |[a-z-]+ )?(?:{heads})(?![a-z])",
        said,
    ):
        yield match.span()
    for match in english("offer", "english_heads").finditer(text):
        brand = BRAND.search(said[: match.start()])
        yield brand.start() if brand else match.start(), match.end()
