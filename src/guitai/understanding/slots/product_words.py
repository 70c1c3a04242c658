"""Which wealth product is meant: 天天盈, 稳利90天, 货币基金, ABC001. 理财 alone says no more than the wish."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.found import PRODUCT, Found
from guitai.understanding.slots.gazetteer import Span, english, lexicon, words

CODE = re.compile(
    r"(?<![a-z\d])(?!rmb|cny|usd|hkd|eur|gbp|jpy|ntd|nt|hk|us|no|wx|qq|id|top)[a-z]{2,6}\d{2,8}(?![a-z\d.])"
)
SERIES = re.compile(
    "(?:[安稳添增鑫享聚瑞尊优乐悦灵][心享盈利健益宝选活丰安赢富]|(?:天天|月月|季季|年年|日日|周周|双周)[盈利宝享丰添])"
    "[\u3400-\u9fff]{0,2}\\d{2,3}(?![\\d,.:%元块万千百天个期月年点wk-])"
)
NUMBERED = re.compile(
    r"\b(?:[Oo]f|[Mm]y|[Tt]he|[Ii]nto|[Ii]n|[Yy]our|[Ff]or|[Ff]rom|[Rr]edeem|[Bb]uy|[Ss]ell) "
    r"(?P<name>(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)[A-Z][a-z]+"
    r" \d{2,3})(?![\d,.%k]| ?(?:yuan|rmb))"
)
# A run without the small words and verbs that a product's name doesn't hold.
RUN = re.compile(
    "[^\\W\\da-z_A-Z的了吗呢吧啊呀么我你他她它您咱俺这那哪几谁啥咩乜有没无冇不要想能可会请帮给把将从到去"
    "来就也都又还最更很较买卖赎查看问说和跟与嘅咗啲喺唔系]{2,14}"
)
# What stands at a name's beginning, or goes on behind it, and is no part of it.
FIRST = re.compile(
    "(?:放进|放到|放入|存进|现在|目前|当前|最近|请问|查一?下|理财产品|理财|产品|申购|认购|购买|购入|追加|加仓|定投|投资|快速"
    "|提前|全部|部分|所有|一半|取出"
    "|转出|转入|存入|卖出|减仓|清仓|块钱?|元钱?|蚊|介绍一?下?|推荐|咨询|关于|一下|一[只款个份点些]"
    "|两[只款个]|刚[刚才]|每月|昨天|今天|上周|新的"
    "|[点些个款只份种笔成入进掉在里钱投回])+"
)
CUT = re.compile(
    "收益|年化|利率|利息|净值|业绩|七日|份额|确认|扣款|扣钱|期限|到期|风险|门槛|介绍|详情|说明|额度|现在"
    "|今天|目前|昨天|近|而家|怎|点样|如何|多少|赚|亏|涨|跌|全|部分|一半|起[购投]|成交|成功|订单|下单"
    "|持仓|行情|划算"
    "|合适|安全|靠谱|保本|是|什|吧|好|一[共下]|里|中(?![证国债小欧信金银])|取|赎|卖|减|清|撤|买|申购|认购|退|转出|当前|已经"
    "|何时|几时|每|需|行|值|封闭|快|提前|咋|最|用|先|另|之|得|定投|追加|抢|表现|走势|代码|结果|状态|失败"
    "|进度|块|元|余额"
)
BUYING = re.compile(
    "(?:[放存加投](?:进|到|入)|买入|买成|买点|买|申购|认购|购买|购入|追加|加仓|定投|投资|投到|投进|投|转入|转进|入手|抢购?"
    "|赎回|赎|卖出|卖掉|卖了|卖|减仓|清仓|取出|转出|撤|换成|(?<=A)(?:到|进|去)|加到|(?:来|要|取|存入"
    "|放进|放到)(?=[A一两几点些个份]))"
    "[A-Z ,]*(?:块钱?|元钱?|蚊)?(?:[一两几]?[只款个份支种笔点些]|一[点些])?(?:的|那[个款只支]?"
    "|这[个款只支]?|你们的?|我的?|手[里上]的?|持有的?|买的|全部|所有)*$"
)
POINTED = re.compile(
    "(?:在|那[个款只支]|这[个款只支]|把|将|从|我的|我买的|我持有的|买的|申购的|认购的|赎回的|持有的|我有"
    "|手里的|关于)[A-Z ,]*(?:的)?$"
)
ASKED = re.compile(
    "[的里中]?[A-Z ,]*(?:收益|来|年化|利率|净值|业绩|七日|怎么|咋|点样|好不好|好吗|如何|赚|亏|涨|跌"
    "|到期|期限|扣款|扣钱|确认|成交|份额|能|可以|还能|还有|买得|多少|是多少|什么时候|几时|何时|起购"
    "|起投|风险|安全|靠谱|门槛|介绍|详情|说明|额度"
    "|全|都|卖|赎|取|减仓|清仓|现在|今天|昨天|目前|买|值多少|行情|封闭|保本|是什么|啥|最低|到账|加仓"
    "|而家|持仓|有没有|下单|订单|那笔|申购|认购|A|T|会|有|要|给我|我[要想]|退|转出)"
)
ADJECTIVES = frozenset(
    "卡上 卡里 账上 手机上 激进 稳健 稳妥 保守 中等 快速 短期 长期 低风险 高风险 中风险 安全 稳当 灵活"
    " 随时 高收益 收益高 收益"
    " 年化 风险 推荐 提前 一年期 半年期 期限短 新发 新出 热门 便宜 起点低 门槛低 保本型 保本"
    " 平衡 进取 理财经理 客户经理 经理 网点 柜台 手续费 时间 明细 记录 全部 部分 一半 今天 昨天 现在"
    " 最近 本月 工作日 周末 急用 着急 谢谢 麻烦 手机 银行 开户 信用卡 储蓄卡 余额宝 支付宝 微信"
    " 风险测评 风险等级 测评 等级 活期 闲钱 工资 年终奖 奖金 存款 本金 利息 资金 投资经验 新手 小白 老人"
    " 孩子 退休 养老 账户 卡里 交易 撤单 失败 成功 结果".split()
)
# A number of days may end a name.
DATED = re.compile("(?<=[利盈享宝添增富益鑫安稳赢丰通存心])T+期?")
LENGTH = re.compile("[\\d零一二两三四五六七八九十]+(?:天|日|个月|月|周|年)期?")
ENGLISH_NAME = re.compile(
    r"\b(?:of|my|the|into|in|for|from|about|your|is|on|has|does|did|[Rr]edeem|[Ss]ell|[Bb]uy|yuan|rmb"
    r"|\d) (?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)*)"
)
NOT_ENGLISH = re.compile(
    "(?:i|rmb|cny|wechat|yuan|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)"
)


def codes(folded: str, said: str) -> Iterator[Found]:
    """Products whose names hold a number, read before any number: ABC001, 沪深300, Steady 90."""
    for match in CODE.finditer(folded):
        yield Found(*match.span(), PRODUCT, {"product": said[slice(*match.span())]})
    for match in SERIES.finditer(folded):
        yield Found(*match.span(), PRODUCT, {"product": said[slice(*match.span())]})
    for start, end in lexicon("wealth", "indexes").spans(folded):
        fund = re.compile("(?:指数)?(?:增强)?(?:基金|etf)?").match(folded, end)
        last = fund.end() if fund else end
        yield Found(start, last, PRODUCT, {"product": said[start:last]})
    for match in NUMBERED.finditer(said):
        yield Found(*match.span("name"), PRODUCT, {"product": match["name"]})


def products(text: str, folded: str, said: str) -> list[Span]:
    """Every product or kind of product that is named in masked text."""
    kinds = _joined(lexicon("wealth", "kinds").spans(text)) + [
        match.span() for match in english("wealth").finditer(text)
    ]
    named = [place for run in RUN.finditer(text) if (place := _named(text, folded, *run.span()))]
    kinds = [kind for kind in kinds if not any(start <= kind[0] and kind[1] <= end for start, end in named)]
    if named or kinds:
        return named + kinds
    every = (match.span("name") for match in ENGLISH_NAME.finditer(said))
    return [(start, end) for start, end in every if not NOT_ENGLISH.match(said[start:end].lower())]


def _joined(spans: list[Span]) -> list[Span]:
    """黄金ETF is one product."""
    joined: list[Span] = []
    for start, end in spans:
        first = joined.pop()[0] if joined and joined[-1][1] == start else start
        joined.append((first, end))
    return joined


def _named(text: str, folded: str, start: int, end: int) -> Span | None:
    """A name within a run: what is bought or sold, what is pointed at, or what something is asked of."""
    first = FIRST.match(text, start, end)
    begins, start = start, first.end() if first else start
    cut = CUT.search(text, start + 1, end)
    end = cut.start() if cut else end
    word = text[start:end]
    if len(word) < 2 or word in words("wealth", "generic") or word in ADJECTIVES or len(word) > 16:
        return None
    dated = DATED.match(text, end)
    dated = dated if dated and LENGTH.fullmatch(folded[slice(*dated.span())]) else None
    last = dated.end() if dated else end
    before = text[:start]
    pointed = BUYING.search(before) or POINTED.search(before)
    alone = not re.search("[\u3400-\u9fff](?<![查看问的把将说])$", text[:begins]) and ASKED.match(text, last)
    kind = lexicon("wealth", "kinds").before(word, len(word)) < len(word)
    return (start, last) if pointed or alone or (kind and dated) else None
