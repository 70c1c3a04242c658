"""Which wealth product is meant: 天天盈, 稳利90天, 货币基金, ABC001. 理财 alone says no more than the wish."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.english_things import DAY, capitalised
from guitai.understanding.slots.found import PRODUCT, Found
from guitai.understanding.slots.gazetteer import Span, english, joined, lexicon
from guitai.understanding.slots.named_things import Naming, likeliest, named, quoted

CODE = re.compile(
    r"(?<![a-z\d])(?!xx|rmb|cny|usd|hkd|eur|gbp|jpy|ntd|nt|hk|us|no|wx|qq|id|top)[a-z]{2,6}\d{2,8}(?![a-z\d.])"
)
# A fund's number that begins with a nought, as no sum does.
FUND_CODE = re.compile(r"(?<![\d.])(?<![验证校密]码)(?<!码是)0\d{5}(?![\d.]|\s?[元块万])")
SERIES = re.compile(
    "(?:[安稳添增鑫享聚瑞尊优乐悦灵季][心享盈利健益宝选活丰安赢富季]红?|(?:天天|月月|季季|年年|日日|周周"
    "|双周)[盈利宝享丰添红])"
    "[\u3400-\u9fff]{0,2}\\d{2,3}(?![\\d,.:%元块万千百天个期月年点wk号-])"
)
NUMBERED = re.compile(
    r"\b(?:[Oo]f|[Mm]y|[Tt]he|[Ii]nto|[Ii]n|[Yy]our|[Ff]or|[Ff]rom|[Rr]edeem|[Bb]uy|[Ss]ell|[Oo]n) "
    rf"(?P<name>(?!{DAY})[A-Z][a-z]+(?: [A-Z][a-z]+)*"
    r" (?:No\. ?\d{1,3}|\d{2,3}D?))(?![\d,.%k]| ?(?:yuan|rmb))"
)
FIRST = re.compile(
    "(?:近(?=.?.[基债])|[丢扔搬挪]进|成(?!长)|部?换成|下(?=.{2})|部|申构|申够|认购|认够|熟回|试试|比较|认|对|哦|来着|再|放进|放到"
    "|放入|存进|现在|目前|当前|最近|请问"
    "|查一?下|理财产品|理财|产品|申购|认购|购买"
    "|购入|追加|加仓|定投|投资|快速"
    "|提前|全部|部分|所有|一半|取出|转出|转入|存入|卖出|减仓|清仓|块钱?|元钱?|蚊|介绍一?下?|推荐|咨询"
    "|关于|一下|一[只款个份点些单笔手档]|两[只款个档]|全(?:部|都)?(?:投[进到入]|换成|上|仓)|边[隻只档]"
    "|档|求|刚[刚才]|每月|昨天|今天|上周|新的|解一?下?|叫做?|名为|名叫|入手|手[里上头]|上车|下单"
    "|打新|抄底|抢购|买进|拿下|返|克|个(?!人养老|股)|手(?!游)|支|嘉|系"
    "|[点些款只份种笔入进掉在里钱投回先抢])+"
)
CUT = re.compile(
    "投[入进到]|换成|买入|转入|申[购够构]|试试|比较|熟回|提到|收益(?!组合|宝|基金|债)|再|加|年化|利率|利息|净值"
    "|业绩|七日|份额|确认|扣款|扣钱|期限|到期|风险|门槛|介绍"
    "|详情|说明|额度|现在"
    "|今天|目前|昨天|近|而家|怎|点样|如何|多少|赚|亏|挣|(?<!月月)(?<!天天)(?<!季季)(?<!日日)涨|跌|套"
    "|全(?!球|天候)|部分|一半|起[购投]|成交|成功|订单|下单"
    "|持仓|行情|划算|适合|放|丢|扔|拿|替|单子|嗰|呢|咩|按|赔|蚀"
    "|合适|安全|靠谱|保本|一分|是|什|吧|好|一[共下部只款枚]|里|中(?![证国债小欧信金银和])|提(?!前)|攞|变|通通"
    "|统统|取(?!向)|赎|卖|减|清|撤"
    "|买|申购|认购|退(?!休)|转(?!债)出?|当前|已经"
    "|何时|几时|每|需|行(?!业)|值(?!成长)|快|提前|咋|最|用|先(?!锋)|另|得(?![利福益宝盈])|定投|追加|抢"
    "|表现|走势|代码|结果|状态|失败"
    "|进度|块|元|钱(?!罐|包|通|袋|宝|管)|余额|留|剩|\\\\+"
)
HEAD = re.compile("基金(?!组合)|国债|存单(?!指数)")
TAKEN = re.compile(
    "(?:[放存加投](?:进|到|入)|买入|买成|买点|买|申购|认购|购买|购入|追加|加仓|定投|投资|投到|投进|投"
    "|转入|转进|入手|抢购?"
    "|[丢扔挪搬换转](?:进|到|去)"
    "|赎回|赎|卖出|卖掉|卖了|卖|减仓|清仓|取出|转出|撤|换成|(?<=A)(?:到|进|去)|加到|(?:来|要|取|存入"
    "|放进|放到)(?=[A一两几点些个份])|叫做?|名为|(?<!现)在|那[个款只支]|这[个款只支]|嗰隻?|把|将|从|我的"
    "|我买的|我持有的|买的|申购的|认购的|赎回的|持有的|我有"
    "|手里的|手上的|关于|买进|上车|下单|抄底|打新)"
    "[A-Z ,]*(?:块钱?|元钱?|蚊)?(?:[一两几]?[只隻款个份支种笔点些]|一[点些])?(?:的|那[个款只支]?"
    "|这[个款只支]?|你们的?|我的?|手[里上]的?|持有的?|买的|全部|所有|[嗯呃]|什么|新[发出]的)*$"
)
ASKED = re.compile(
    "[的里中]?[A-Z ,]*(?:收益|来|年化|利率|净值|业绩|七日|怎么|咋|点样|好不好|好吗|如何|赚|亏|挣|涨|跌|套"
    "|到期|期限|扣款|扣钱|确认|成交|份额|能|可以|还能|还有|买得|多少|是多少|什么时候|几时|何时|起购"
    "|起投|风险|安全|靠谱|门槛|介绍|详情|说明|额度|这[个款只]|那[个款只]"
    "|全|都|卖|赎|取|减仓|清仓|现在|今天|昨天|目前|买|值多少|行情|封闭|保本|是什么|啥|最低|到账|加仓"
    "|而家|持仓|有没有|下单|订单|那笔|申购|认购|A|T|会|有|要|给我|替我|帮我|我[要想手]|退|转出)"
)
SHAPED = re.compile(
    "^(?:天天|周周|月月|季季|日日|年年|朝朝|步步|双周)..?$"
    "|(?<![收权效便顺福红获毛年月实公专胜一免吉大])[盈利益]$"
    "|[宝享丰鑫添赢福](?<!支付宝)(?<!幸福)(?<!口福)$|(?<!财)富$|.红(?<![分口]红)$"
    "|添金$|(?:混合|联接|优选|精选|增强|指数|定开|持有|成长|价值|存单|国债|信托|债|债券|存折|(?<!理)财|组合|低波|红利"
    "|蓝筹|量化|之选|管家)$"
)
NEVER = re.compile(
    "^(?:卡[上里]|账上|手机上?|手[上里]?头?|激进|稳健|稳妥|保守|中等|快速|[短长]期|[低高中]风险|安全"
    "|稳当|灵活|随时|高收益|收益高?"
    "|年化|风险|推荐|提前|[一半]年期|退出?|同款|全家福|停利|灵活申|家福|商品|组合|计划|期限|委托单"
    "|新客.*|定期定额|报酬率|募集期|封闭期|套房|余额|委托|申请|期限短|新[发出]|热门|便宜|起点低|门槛低"
    "|保本型?"
    "|平衡|进取|手续费|时间|明细|记录"
    "|全部|部分|一半|[今昨明]天|现在|最近|本月|工作日|周末|急用|着急|谢谢|麻烦|银行|开户|信用卡|储蓄卡"
    "|余额宝|支付宝|微信"
    "|活期|定期|闲钱|工资|存款|本金|利息|资金|新手|小白|老人|孩子|退休|养老|账户|交易|撤单|失败|成功"
    "|结果|左右|持仓|收益|份额|订单|单子|资产|净值|高报酬|报酬|回报|抄个?底|.{0,3}波动|显示.*|.*记录.?)$"
    "|经理$|测评$|等级$|柜台$|网点$|^现金$|[奖资本]金$|^随[时便意机]|[型类]$|闲钱$|现钱$|积蓄$|经验$|问卷$|级别$"
    "|吉利$|^(?:确认|成交)|^(?:稳健|稳妥|保守|安全|激进|灵活|简单)[点些]"
    "|[金股]价$|行情$|年底|上下$|以[上下内]$"
)
OF = re.compile(
    r"\b(?:of|(?:redeem|sell|out|take|withdraw|cash|money|pull)\b[^.?!]*from|order for|into|in|my|the|your"
    r"|about|on|sell|buy|redeem) $",
    re.IGNORECASE,
)
SAYS = re.compile("推[介荐薦]|介[绍紹]|[说說话話讲講叫教哥姐]")  # 经理Tony推介: who says so is no product
VAGUE = frozenset({"基金", "fund", "funds"})  # 养老目标2045那只基金
FUND = re.compile("(?:指数)?(?:增强)?(?:联接)?(?:基金|etf)?(?:联接)?(?:[a-e](?![a-z]))?")
KIND_TAIL = re.compile(r" (?:funds?|bonds?|plans?|notes?|trusts?|tracker|index|etf)(?![a-z])")


def codes(folded: str, said: str) -> Iterator[Found]:
    """Products whose names hold a number, read before any number: ABC001, 沪深300, Steady 90."""
    for match in (match for pattern in (CODE, FUND_CODE, SERIES) for match in pattern.finditer(folded)):
        yield Found(*match.span(), PRODUCT, {"product": said[slice(*match.span())]})
    for start, end in lexicon("wealth", "indexes").spans(folded):
        fund = FUND.match(folded, end)
        last = fund.end() if fund else end
        yield Found(start, last, PRODUCT, {"product": said[start:last]})
    for match in NUMBERED.finditer(said):
        yield Found(*match.span("name"), PRODUCT, {"product": match["name"]})


def products(text: str, folded: str, said: str) -> list[Span]:
    """Every product or kind of product that is named in masked text, as far as most speaks for it."""
    kinds = joined(lexicon("wealth", "kinds").spans(text))
    every = [(5 + bool(OF.search(said[: span[0]])), span) for span in _english(said)] + [
        *named(WEALTH, text, folded)
    ]
    every += [(4 + 2 * bool(TAKEN.search(text[:start])), (start, end)) for start, end in kinds]
    for match in english("wealth").finditer(text):
        more = KIND_TAIL.match(text, match.end())
        every.append((4, (match.start(), more.end() if more else match.end())))
    specific = [one for one in every if text[slice(*one[1])] not in VAGUE]
    return quoted(said) or likeliest(specific or every)


def _english(said: str) -> Iterator[Span]:
    for start, end in capitalised(said):
        if SAYS.match(said, end):
            continue
        kind = KIND_TAIL.match(said, end)
        yield start, kind.end() if kind else end


def _kind_before(word: str) -> int:
    return lexicon("wealth", "kinds").before(word, len(word))


WEALTH = Naming(FIRST, HEAD, CUT, TAKEN, ASKED, SHAPED, NEVER, _kind_before, dated=True)
