"""What is to be done at a branch, as it was said, without 办 before it: 打印征信报告, 国债兑付, open an account."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.gazetteer import Span, english, lexicon

HAN = "\u3400-\u9fff"
# What one does with a thing; 办, 做 and 搞 say no more than that something is done.
VERB = (
    "(?:提前还|还(?=[房车贷])|(?<![得不])开(?!门|始|到|了|放|车|不|着|业|几|咗|吗)|换(?!成)|补[发办]?|打印|打(?!电话|车"
    "|算|开|扰|烊)|取(?!号|消|票)|存(?![单折款])|兑换|兑|租|领取?|激活|注销|销|修改|变更|更新"
    "|改(?!时间|日|天|约|期|到|成|一?下)|签(?!到)|解除|解(?![放决])|提取|提(?!醒|前|示)|结清|缴|挂失|申领|寄|唱|面签)"
)
THING = (
    rf"(?:(?!业务|网点|支行|分行|营业|柜台|最近|附近|预约|时间|怎么|可以|需要|多少|人[多少]|帮我|给我|什么"
    rf"|个(?!人)|[的了那这办搞弄做吗呢吧啊呀嘛哦想要约去在到能可哪帮请得边俾给])[{HAN}a-z]){{1,8}}"
)
DONE = re.compile(rf"{VERB}A*(?:一?[个张份本下点些])?(?=..){THING}")
# 房贷结清, 遗产承办: the doing stands behind the thing.
ENDED = (
    "(?:结清|兑付|承办|提领|兑换|找换|面签|继承|取现|取款|存款|开户|销户|挂失|补卡|解冻|激活|咨询|汇款"
    "|变更|更新|打印|开立|公证|补办|补发|换卡|升级"
    "|签约|过户|领取|回购|贷款|存取款?|存管|登记|申请|业务|兑现|支取|提取|清点|鉴定|查询|授权|委托|代办|转存|续存)"
)
LIGHT = re.compile(
    "(?:办理?|搞|弄|做|处理|咨询|约|想|要|去|来|,|^|[A-Z]|[个下的能以]|网点|支行|分行|柜台|银行)$"
)
NAMED = re.compile(
    rf"(?P<thing>(?!下|个(?!人)|理(?![财赔])){THING}?{ENDED})(?=业务|的|吗|呢|吧|啊|哪|预约|约|得|要|[A-Z,.;:!?。]|$)"
)
# 哪家网点有轮椅坡道, 补摺机: what is there to be used.
HAVING = re.compile(
    rf"(?:网点|支行|分行|营业厅"
    rf"|哪[家个间])[^,。;]{{0,4}}?有(?P<thing>(?![没多少几哪什咩冇]){THING})(?=[吗么没不]|$|[,。!?])"
)
MACHINE = re.compile(
    f"(?P<thing>(?:(?![有冇没个台部的到去是找用])[{HAN}]){{1,4}}(?<![手司飞相])机(?![场构会票]))"
)
FOR = re.compile(
    r"(?<![a-z])(?P<name>(?:(?!for\b|i\b|can\b|could\b|to\b|where\b|we\b|appointment\b|an?\b|the\b|my\b"
    r"|do\b|does\b|in\b|at\b|book\b)[a-z]+ ){1,2}"
    r"(?:notari[sz]ation|opening|closing|activation|replacement|renewal"
    r"|update|consultation|signing|exchange|verification|closure|change))(?![a-z])"
)
WHOSE = re.compile("(?:个人|对公|公司|企业|单位|大额|小额|跨境|境外|海外|异地|代理)$")
NOT_SERVICE = re.compile(
    "^取一|^(?:预约|业务|办业务|咨询|查询|申请|取款|打电话|改约|买单|存款)$|时间|电话|排队|经理|聊|取号|个号|位$|预约"
)
GENERIC = frozenset({"取款", "存款", "理财", "基金", "黄金"})
GERUND = re.compile(
    r"(?<![a-z])(?P<name>(?:opening|signing|closing|replacing|exchanging|changing|withdrawing|depositing"
    r"|printing|activating"
    r"|updating|renewing|getting|applying for|collecting|cashing|(?:to |for |can i |could i "
    r"|i want to )(?P<bare>(?:open|sign|close|replace|exchange|print"
    r"|activate|update|renew|collect|cash|withdraw|deposit|change)))(?: (?!at\b|in\b|on\b|and\b|is\b"
    r"|what\b|near\b|please\b|tomorrow\b"
    r"|for\b|next\b|this\b)[a-z'-]+){1,4})"
)
ENGLISH_MORE = re.compile(
    r" (?:consultation|advice|appointment|application|signing|papers|contract|services?)(?![a-z])"
)


def services(text: str) -> list[Span]:
    """Every thing to be done that is named in masked text, each with all of its words."""
    listed = lexicon("service", "words").spans(text)
    listed = [place for place in listed if text[slice(*place)] not in GENERIC] or listed
    listed = [(start, end + 2 * (text[end : end + 2] == "手续")) for start, end in listed]
    chinese = [*listed, *_done(text, listed=bool(listed))]
    return _longest([*((_within(text, *span), span[1]) for span in chinese), *_english(text)])


def _done(text: str, *, listed: bool) -> Iterator[Span]:
    for match in DONE.finditer(text):
        if not NOT_SERVICE.search(match[0]):
            yield match.span()
    there = (HAVING,) if listed else (HAVING, MACHINE)
    for match in (match for pattern in there for match in pattern.finditer(text)):
        yield match.span("thing")
    for match in NAMED.finditer(text):
        if not NOT_SERVICE.search(match["thing"]) and LIGHT.search(text[: match.start()]):
            yield match.span("thing")


def _within(text: str, start: int, end: int) -> int:
    """Where the thing itself begins: 观塘开户 is 开户 at a place, 个人结汇 is one's own."""
    whose = WHOSE.search(text[:start])
    if whose:
        return whose.start()
    city = lexicon("place", "cities").at(text, start)
    return city if start < city < end - 1 else start


def _english(text: str) -> Iterator[Span]:
    for match in english("service").finditer(text):
        more = ENGLISH_MORE.match(text, match.end())
        yield match.start(), more.end() if more else match.end()
    yield from (match.span("name") for match in FOR.finditer(text))
    for match in GERUND.finditer(text):
        yield match.start("bare") if match["bare"] else match.start(), match.end()


def _longest(found: list[Span]) -> list[Span]:
    """Of those that overlap, the longest."""
    kept: list[Span] = []
    for place in sorted(set(found), key=lambda span: span[0] - span[1]):
        if not any(place[0] < end and start < place[1] for start, end in kept):
            kept.append(place)
    return sorted(kept)
