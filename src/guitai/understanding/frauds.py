"""Whether what is told is like a fraud: an authority that has money moved to safety, paid errands, a taxed prize. Pure.

Each is known by things that honest payments never have together. Who pays a fine (我去公安局交罚款), or somebody who
works at a court, is not meant.
"""

import re

from guitai.understanding.answer import Wish
from guitai.understanding.fold import fold, said

INTENT, SLOT = "service.emergency", "fraud"
LIKELY, DOUBTED = "likely", "doubted"

AUTHORITY = (
    r"公安|警察|民警|警官|警方|网警|经侦|检察|法院|派出所|专案组|差佬|银监|反诈中心|海关|大使馆|通信管理局|[入出]境"
    r"|\b(?:police|officer|prosecutor|court|customs|embassy|immigration|tax office|fbi)\b"
)
ACCUSED = (
    r"涉嫌|洗钱|洗黑钱|涉案|(?:牵[涉扯连]|涉及|卷入|有关)[^,。;]{0,8}案|通缉|逮捕|拘捕|资金(?:核查|清查|审查)|核查资金"
    r"|\b(?:launder(?:ing|ed)?|warrant|arrest(?:ed)?|criminal|fraud case|under investigation|illegal)\b"
)
CALLS = (
    r"自称|冒充|说[我他]?是|电话|来电|视频|[让叫要喊]我|通知我|话我|同我讲"
    r"|\b(?:call(?:ed|s|ing)?|phoned?|texted|says?|said|told|claim(?:s|ed|ing)?|asks?|asked|wants?)\b"
)
MOVES = r"[转汇打存移划付交垫]|过数|入数|\b(?:move|transfer|send|pay|deposit|wire|put)\b"
FIRST = (
    r"先[^,。;]{0,6}[转汇打付交缴充垫给]|垫付|垫资"
    r"|\b(?:pay|send|transfer|deposit)\b.*\b(?:first|before|upfront|in advance"
    r"|to (?:claim|release|get|receive|unlock))\b"
)
# All of each are said.
KINDS = tuple(
    tuple(re.compile(part) for part in parts)
    for parts in (
        (AUTHORITY, ACCUSED, CALLS),
        (AUTHORITY, r"配合|核查|清查|清白", CALLS, r"[转汇](?!账单)|打(?!印|电话|来|给我)|过数|入数"),
        (r"安全账[户号]|(?:资金)?(?:核查|清查|监管|保护)账户|\b(?:safe|secure|protected) account\b", MOVES),
        (r"刷单|刷信誉|\b(?:brushing|fake orders?|click farm)", r"垫|佣金|返|本金|任务|带我|赚|[转打付充]"),
        (r"垫付|垫资|做任务|任务单", r"返[利现佣本\d一二两三四五六七八九十百千]|佣金|\bcommission\b"),
        (
            r"中了?[^,。;]{0,4}奖|获奖|抽中|奖[金品]|彩票|\b(?:won|winner|prize|lottery)\b",
            r"税|保证金|公证费|手续费|押金|\b(?:tax|fees?|deposit)\b",
            rf"{FIRST}|才[能可给会]",
        ),
        (
            r"[贷放下]款|提现|解[冻凍]|理赔|退款|注销|\b(?:loan|refund|withdrawal|unfreeze)\b",
            r"保证金|解冻[费金]|验证[金费资流]|认证金|手续费|刷流水|税|\b(?:deposit|fee|tax)\b",
            FIRST,
        ),
        (
            r"包赚|稳赚|高回报|翻[倍番]|内[幕部]消息|虚拟币|数字货币|比特币|炒币|usdt"
            r"|\b(?:guaranteed|crypto|bitcoin|double (?:my|your|the) money)\b",
            r"网友|网上|群里?|老师|导师|陌生|对象|\b(?:telegram|whatsapp|online|group|tutor|stranger)\b",
            MOVES,
        ),
        # Somebody dear is held or hurt, or writes from a number of their own that is new, and money is wanted at once.
        (
            AUTHORITY + "|廉政公署|廉署",
            r"保证金|赎金|摆平|私了|\bbail\b",
            CALLS + r"|孙子|孙女|儿子|女儿|老公|老婆|转到",
        ),
        (
            r"车祸|出事|抢救|急救|绑[架了]|打架|被抓",
            r"电话|说|通知|医院|警",
            r"马上|立刻|立即|赶紧|尽快|急",
            MOVES,
        ),
        (r"换了?个?(?:手机|微信|电话|qq)?号|新(?:手机|微信)?号", r"急用|急需|着急|借[钱我]", MOVES + "|借"),
        (
            r"网友|网上认识|群里|陌生|\b(?:online|stranger)\b",
            r"炒股|投资|理财|赚钱|股票|期货|\b(?:stocks?|invest)",
            r"[让叫教带要]我|\b(?:told|asked|wants?)\b",
            MOVES,
        ),
        (
            r"不(?:转|给钱?|汇|交|打钱)[^,。;]{0,4}就(?!算|不|行|这)|[来要会]抓[我他她]|不[让准许]我?(?:挂|告诉)",
            r"他们?|她|对方|电话|人家|说",
        ),
        # Who asks for a code or a password is nobody of the bank, nor of anything else.
        (
            r"客服|快递|平台|社区|工作人员|电商|物流|对方|他们|有人|\b(?:they|them|caller|support|agent)\b",
            r"验证码|密码|\b(?:code|password|pin)\b",
            r"给[他她它]|发给|告诉|[让叫要]我|要我?的?银行卡|可以给|能给|\b(?:send|give|tell|share)\b",
        ),
        (
            r"共享屏幕|屏幕共享|\b(?:share|sharing) (?:my )?screen\b",
            r"客服|[让叫要]我|\b(?:support|asks?|asked|told)\b",
        ),
    )
)
# It has happened, and what to do at once is another matter: the payment is stopped, the card blocked.
OVER = re.compile(
    r"被[^,。;]{0,4}骗|上当|受骗|骗[了走]|盗刷|拦[下住]|撤[销回掉]|追回|止付|挂失"
    r"|\b(?:scammed|cheated|conned|stolen|cancel it|stop (?:it|the (?:transfer|payment)))\b"
)
# All that is said is a doubt: 这是真的假的, 会不会是骗子, is that legit.
DOUBT = re.compile(
    r"真的?(?:还?是)?假的|(?:是|这|那)[^,。;]{0,4}真的(?!.*假)|诈骗|骗[子局人]?|盗号|呃人|\b(?:legit(?:imate)?|scam(?:med|s|mer)?|fraud|fake)\b"
)
ASKS = re.compile(
    r"[?]|[吗么嘛吧啊呀呢㗎]\W*$|真的?(?:还?是)?假的|是不是|会不会|系唔系|会唔会|^(?:is|are|am|isn't|could|would)\b"
)
TALK = re.compile(
    r"安全|靠谱|可信|可能|遇到|碰到|碰上|对方|请问|到底|究竟|觉得|帮我|东西|[他她它佢你您我们咱这那呢嗰个人件事条单说看问下是会该不唔系有被了的到吗么嘛吧啊呀呢㗎哎嗯哦]"
    r"|\b(?:do|does|you|u|think|so|wait|is|isn't|are|am|could|would|should|this|that|it|he|she|they|i|really|actually|be|being|an?|or|not"
    r"|real|for|sure|just|some|kind|of|hmm+|um+)\b|\W"
)


def fraud(text: str) -> Wish | None:
    """What answers a text that is like a fraud, in place of what is open, or a doubt whether it is one.

    >>> fraud("刚接到电话 说是公安局的 我涉嫌洗钱") == Wish(INTENT, {SLOT: LIKELY}, instead=True)
    True
    >>> fraud("这是真的假的啊") == Wish(INTENT, {SLOT: DOUBTED}, instead=True)
    True
    >>> fraud("我要去公安局交罚款，先给张三转200"), fraud("真的？"), fraud("我账户安全吗")
    (None, None, None)
    """
    folded = fold(said(text))
    if not OVER.search(folded) and any(all(part.search(folded) for part in kind) for kind in KINDS):
        return Wish(INTENT, {SLOT: LIKELY}, instead=True)
    doubts = ASKS.search(folded) and DOUBT.search(folded) and not TALK.sub("", DOUBT.sub("", folded))
    return Wish(INTENT, {SLOT: DOUBTED}, instead=True) if doubts else None
