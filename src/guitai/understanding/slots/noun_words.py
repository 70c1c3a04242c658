"""Where a noun begins whose end is known: after the last verb, measure or small word before it."""

import re

from guitai.understanding.slots.gazetteer import Span

RUN = re.compile("[\u3400-\u9fffa-z0-9]*$")
SMALL = (
    "[的了吗呢吧啊呀我你您他她咱俺们把将在到去从离给帮让请替跟和与或是有没冇无想要需能会可买订抢来换领吃"
    "查看找问取做办选约订拿整搞这那哪几个张份套位杯盒只件家种款些点次条下一二两三四五六七八九十"
    "嘅啲喺系去搵俾畀睇食附咩啥乜就也都还再又很太更多少好用收充交缴]"
)
WORDS = (
    "推荐|便宜|附近|周边|有没有|什么|哪些|多少|预约|预订|预定|申请|办理|购买|团购|今晚|今天|明天|周末|最近"
    "|优惠|打折|下单|关于|咨询|关闭|关掉|打开|开启|开通|取消|停止|设置|退订|订阅|订制|定制|恢复|停用|启用"
    "|屏蔽"
)
BOUNDARY = re.compile(rf"{WORDS}|{SMALL}")


def noun_before(text: str, end: int, *, boundary: re.Pattern[str] = BOUNDARY) -> Span:
    """From where to `end` the noun stands that ends there."""
    run = RUN.search(text[:end])
    start = run.start() if run else end
    for match in boundary.finditer(text, start, end):
        start = match.end()
    return start, end
