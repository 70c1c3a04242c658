"""What money was for, and with whom it was: 外卖花了多少, 工资到了吗, 老陈面馆呢. Each as it was said."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.found import Found
from guitai.understanding.slots.kin_words import HAN, SURNAME
from guitai.understanding.slots.people import NOBODY, likely, name_in

# The longest of two that begin alike stands first.
THINGS = re.compile(
    "外卖|买菜|看病|看电影|加油(?!包)|打车|停车费?|理发|买药|买衣服|淘宝|天猫|京东|拼多多|美团|饿了么"
    "|滴滴|抖音|微信红包|支付宝"
    "|退休工资|退休金|养老金|工资(?!卡)|薪水|薪资|年终奖|奖金|补贴|公积金|社保|医保|低保|利息|结息|分红|份粮|出粮"
    "|水电费|电费|水费|煤气费|燃气费|天然气费?|暖气费|供暖费|物业费|话费|宽带费|网费|有线电视费|学费"
    "|培训费|保险费|会费|年费"
    "|房租|租金|房贷|车贷|月供|货款|营业款|红包|生活费|零花钱|零用钱|退款|取现|现金|手续费"
    r"|\b(?:rent|salary|wages|pension|bonus|mortgage|electricity|groceries|takeaways?|interest|refunds?)\b"
)
SHOP = (
    f"{HAN}{{0,8}}?(?:超市|商场|百货|市场|便利店|药店|饭店|酒店|书店|商店|餐厅|饭馆|面馆|茶馆|宾馆|影城"
    "|影院|电影院|医院|诊所"
    r"|学校|幼儿园|公司|批发行|加油站|菜场|商铺|食堂|咖啡|火锅|麦当劳|肯德基|管理处|水果店|小店)"
)
SPENT = r"(?:一共|总共|共|都)?(?:花|消费|刷|付|用|吃|买)"
RUN = rf"(?P<run>{HAN}{{2,8}}?)"
SHOPS = [
    re.compile(pattern)
    for pattern in [
        rf"^[A-Z]*的?(?:那|还有|再看|只看|在|看看?|查一?下?)?(?P<name>{SHOP})(?:[呢嘞的]|那边|那里)*\W*$",
        rf"(?:^|[A-Z跟和与同给在])(?P<name>{SHOP})(?:的|之间的?)?[A-Z]*的?(?:转账|往来|交易|付款|收款|记录|明细|退款)",
        rf"[给在](?P<name>{SHOP})[A-Z]*{SPENT}",
        rf"^[A-Z]*(?P<name>{SHOP}){SPENT}",
    ]
]
PEOPLE = [
    re.compile(pattern)
    for pattern in [
        rf"^[A-Z]*的?(?:那|还有|再看|只看|在|看看?|查一?下?)?{RUN}(?:[呢嘞的]|那边|那里)+\W*$",
        rf"^(?P<run>{SURNAME}{HAN}{{1,2}})\W*$",
        rf"(?:^|[A-Z跟和与同给在]){RUN}(?:的|之间的?)?[A-Z]*的?(?:转账|往来|交易|付款|收款|记录|明细|退款)",
        rf"(?:^|[A-Z]){RUN}[A-Z]*付的?(?:钱|款|A)",
    ]
]
NOT_A_NAME = NOBODY | set("银行卡 常用 安全 方便 马上 万一 余下 白天 黄金 谢谢 谢谢你".split())


def things(text: str, said: str) -> Iterator[Found]:
    """Shops, people and purposes in masked text that no sentence about a payee names. They leave no marks."""
    for start, end in _named(text):
        if text[start:end] not in NOT_A_NAME:
            yield Found(start, end, "", {"counterparty": said[start:end]})
            return
    for match in THINGS.finditer(text):
        yield Found(*match.span(), "", {"counterparty": said[match.start() : match.end()]})


def _named(text: str) -> Iterator[tuple[int, int]]:
    for match in (match for pattern in SHOPS for match in pattern.finditer(text)):
        yield match.span("name")
    for match in (match for pattern in PEOPLE for match in pattern.finditer(text)):
        if likely(match["run"]) and name_in(match["run"], closed=True) == (0, len(match["run"])):
            yield match.span("run")
