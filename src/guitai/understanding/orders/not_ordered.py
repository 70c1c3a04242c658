"""What is like an order to send money and is none: what others say, ask for or are told, what is done or supposed.

Who is told to (我妈让我给李四转500) orders it; what somebody only says (我老公说给张三转2000) is asked about. Pure.
"""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import replace

from guitai.understanding.exact import Command, command
from guitai.understanding.fold import fold, said
from guitai.understanding.lookups.sought import INTENT as LINES
from guitai.understanding.lost_cards import INTENT as BLOCK
from guitai.understanding.lost_cards import stays_blocked
from guitai.understanding.orders.asked_of_order import ASKS, SUPPOSES, TOPICS
from guitai.understanding.orders.at_maturity import OF_ANOTHER, RENEWAL
from guitai.understanding.slots.kin_words import KIN
from guitai.understanding.slots.transfer_words import SOME_TIME
from guitai.understanding.understood import OTHER, SURELY, Alternative, Understood

SEND, OPENS, HELD, STATUS = "transfers.send", "deposits.open", "deposits.list", "transfers.status"
DEPOSITS, QUESTION, OKAY = "deposits.", "service.question", "talk.okay"
OF_DEPOSIT_ALONE = re.compile(r"定期|定存|存单|存款|本息|本金|利息|\b(?:deposits?|cds?|principal|interest)\b")
ASKED = 0.45  # how sure it is then: it is asked whether this is wished
SENDS = "[转汇打付过]|[给帮向替][^,。;]{1,6}[转汇打付过]|send|pay|transfer|wire"
# Whose words they are stands before, and nobody is told to do it behind them: 我老公刚发微信说 给张三转2000.
SAYS = re.compile(
    r"(?:^|[,。;!])[^,。;!]{1,14}?"
    r"(?:(?<![我你您想就听没不都新再])[说讲]|话俾我知|发(?:的|来的?)?(?:微信|消息|短信|信息|语音)(?=[,: ]))"
    rf"(?![好过了的起是我他她佢收])[\s,:\"“]*[让叫要请]?[^,。;我你]{{0,4}}(?={SENDS})"
    r"|(?:发(?:给)?我的?|发来的?|[跟和同]我[说讲]|问我)[\s,:]+[^。;]*[转打汇付还][账钱数]?[给返俾畀]?我(?:$|[^们自的家])"
    r"|\b(?:my [a-z]+(?: [a-z]+)?|he|she|they|someone|somebody|a friend|(?:this|some) (?:guy|man|woman|person))\b"
    r"[^,.;:]{0,20}?\b(?:says?|said|texted|wrote|messaged|tells me|told me)\b(?: me)?[\s,:\"“]*(?:that )?"
    r"(?:(?:i|we) (?:should|must|need to|have to|gotta) )?(?:send|pay|transfer|wire)(?![a-z])"
)
MINE = re.compile(
    r"帮我|你帮|麻烦|请你|那[就你我]|所以|那好|好吧|我就|[,。;!][^,。;]*[转汇打付过]"
    r"|\b(?:please|pls|plz|so|ok|can you|could you)\b"
)
# Who is named, or talked to, is to send it: 张三你把那500赶紧转我啊, 你倒是还我呀.
ME = rf"我(?!{KIN}|的|们|自己|上次|之前|[家另卡账尾主妈爸欠借])"
TO_ME = rf"[,，\s]?[你您]?[^,:。;给帮从到用]{{0,14}}?[转汇打付还发过][账钱数]?[给返回畀俾]?{ME}"
PAYS_ME = (
    r" ?(?:still |just |already |has |had |will |should )*(?:owes?|owed|paid|pays?|sent|sends?|gave|lent) me\b"
    r"(?=\W*(?:\d|$))(?!.*\b(?:pay|send|transfer|give)\b)"
)
YOU = rf"[你您](?!把?我)[^,:。;给帮从到用]{{0,10}}?[转汇打付还][账钱款]?[给返回畀俾]?{ME}"
# It was the other way round: 李四转我700…不对说反了，是我转给李四700.
ROUND = (
    r"(?:反了|错了|不对|不是|\b(?:wait|sorry|no)\b)[^。;]*?"
    r"(?:我[要想得该来]*[转汇打付还][账钱款]?给?|我[要想得该来]*给|\bi (?:send|pay|owe) ){}"
)
# 我没要给李四转, 不是我给他转: nothing is.
NEVER = re.compile(
    r"我[又可也]?(?:从?没有?|冇)(?:说|讲|要|想|打算|准备|叫你|让你)+[过要想去我]*给[^,。;]{1,6}?[转汇打付]"
    r"|不是(?:要|让)?我(?:要|该)?给[^,。;]{1,6}?[转汇打付]"
    r"|\bi (?:didn't|did not|never) (?:say|said|ask(?:ed)?|want(?:ed)?|meant?)\b[^,.;]{0,20}?"
    r" (?:send|pay|transfer)\b[^,.;]*"
)
OTHERS_PAY = re.compile(
    "(?:[他她佢]|对方|人家)[是该应要得会才]*给我[转汇打付还]|是[^,。;我给]{1,4}给[^,。;]{1,4}[转汇打付还]"
)
# 昨天给李四转了800, 已经转过了
DONE = re.compile(
    r"(?:已经?|刚刚?|刚才|昨[天晚日]|前[天两几]|上[个周次]|之前|早就|今早)(?!说)[^,。;把]{0,12}"
    r"[转汇打付给还过][账钱数]?(?:给[^,。;]{1,4}?)?[了过咗](?=[\d一二两三四五六七八九十百千万半他她佢]|[过了]*$)"
)
# 上个月借给张三1500, which he doesn't give back; 转给他的时候 tells of the past too.
LENT = re.compile(
    r"(?:上[个周次回]|去年|前[年天两几]|昨[天晚]|之前|以前|当时|那时|早就)[^,。;]{0,8}借(?:给|走|去)[^,。;]{0,8}"
    r"|(?:问|找|跟|同|向)我借[^,。;]{0,10}|借(?:给|走)了[^,。;]{0,8}|[他她]借走[^,。;]{0,6}|(?:转|借|打)给[^,。;]{1,4}的时候"
    r"|\b(?:lent|loaned)\b[^,.;]{0,24}"
)
TOLD_OF = re.compile(r"[转汇打付借给]+[^,。;]{0,4}(?:的时候|那[天时会次]|时说)")
# 开口要两千八, 张三说我欠他八百: what somebody asks for is not what they get.
PRICE = re.compile(
    r"(?:[开张]口|张嘴)(?:就|跟我|问我|管我)*要|(?:要价|开价|叫价|喊价|报价|开的价)(?:是|要)?"
    r"|[说话](?:是)?我(?:还)?[欠争](?:了)?[他她佢]"
    r"|(?:来|[跟问找向管同]我们?)(?:又|再|还|就|来|想)*[要讨](?=[\d一二两三四五六七八九十半几]|钱|账|债)"
    r"|\b(?:asks?|asked|asking|quoted|quotes?|wants|wanted|beg(?:s|ged|ging)|demand(?:s|ed|ing)|bugg(?:ed|ing))\b"
    r"(?: me)?(?: again)?(?: for)?(?: another)? (?=\d)"
)
# 我要是给李四转3000 only supposes that it is sent; 余额够的话给李四转3000 orders it.
WOULD_SEND = (
    r"(?:[我咱]们?|[今明后]天|现在|想|要|再|从\d{4})*(?:[给帮向跟同畀俾][^,。;!? ]{1,8}?)?[转汇打付过](?!得)"
)
SUPPOSED = re.compile(
    rf"(?:如果|要是|假如|假设|假使|假若|倘若|若是|比方说?|比如说?){WOULD_SEND}"
    rf"|(?:^|[,。;!? ]){WOULD_SEND}[^,。;!?]{{0,16}}的话"
    r"|\b(?:if|supposing|suppose|say) (?:i|we) (?:were to |want(?:ed)? to |wanna |should )?"
    r"(?:send|sent|transfer(?:red)?|pay|paid|wired?)(?![a-z])"
)
WOULD = re.compile(r"\b(?:is|are|will|would|can|could|do|does|how|what|when|which)\b")
# 我在你们这存了个一年的 tells of a deposit that there is.
KEPT = re.compile(
    r"(?:^|[,。; ]|我|这|里|[月年天])[^,。;把]{0,8}存(?:了|过|有|得有)(?!吧|算)"
    r"(?=[\dA-Z一二两三四五六七八九十半几个笔])"
)
KEEPS = re.compile(r"帮|请|麻烦|[要想]存|再|打算|给我|[吧呗](?=$|\W)|改|那就")
ORDERS = re.compile(r"帮我|麻烦|请|再[给转打汇付]|还[要得]")
MORE = re.compile(r"[转汇打付还给补]|帮我|麻烦|请|现在|账号|卡号|\b(?:send|pay|transfer|please|now)\b")
PUTS = re.compile("存(?![折单款期])")
BY_HAND = re.compile(
    r"(?:当面|面对面|亲手|见面)[^,。;]{0,3}[给还付](?![^,。;]{0,4}转)|给(?:他|她)?现金|现金给"
    r"|(?:用|走|从|拿)(?:微信|支付宝)上?[转给发还付]|\bin (?:person|cash)\b"
)
# What is ordered behind a story: 给他转500, 还他500吧. 说好月底还 orders nothing.
SENT = re.compile(
    r"[转汇打付划补退](?!手|球|牌|架|电话|算|给?我)|(?<![不没])给(?!回?[我咱])|(?<![没不])(?<!说)(?<!说好)还(?=[他她给\d])"
    r"|帮我|麻烦|请|(?<!不)就[按给]"
    r"|\b(?:send|pay|transfer|please|pls)\b"
)
# 我先打110 calls the police, and sends nobody ¥110.00.
RINGS = re.compile(
    r"(?:打|拨打?|\b(?:call(?:ing)?|dial(?:ing)?|ring(?:ing)?)) ?"
    r"(?:96)?(?:110|119|120|12110|12345|95\d{3})(?![\d.块元蚊百千万])"
)
PAUSE = re.compile(r"(?:[,，。;；!！?？…\s]|\.{2,})+")
NEVER_MIND = re.compile("(?:还是|那|就|先|暂时|我|都)*(?:不要|不用|不必|唔使|唔要)(?:好)?[了啦喇]+吧?")
LATER = re.compile("今[天日晚]|现在|目前")
SHOULD = re.compile(
    r"\b(?:should|shall|do|must) i (?:really )?(?:send|pay|transfer|wire)(?![a-z])"
    r"|(?:该不该|要不要|应不应该)(?:给[^,。;]{1,6}[转汇打付]|[转汇打](?!手))"
)


def unless_ordered(understood: Understood) -> Understood:
    """The same; where it is no order, it is asked whether it is meant, or nothing is wished."""
    if understood.sure and understood.intent.startswith((SEND, DEPOSITS)) and _taken_back(understood):
        return Understood(understood.text, OKAY, SURELY, {}, ())
    if not understood.sure or understood.known:
        return understood
    folded = fold(said(understood.text))
    instead = (rule(understood, folded) for intents, rule in RULES if understood.intent in intents)
    return next((one for one in instead if one is not None), understood)


def _taken_back(understood: Understood) -> bool:
    """Whether the same message ends with it being left: 给张三转500，还是算了. What is not to be now, is later."""
    *before, last = [part for part in PAUSE.split(understood.text) if part] or [""]
    left = command(last, ordered=True) is Command.CANCEL or NEVER_MIND.fullmatch(fold(said(last)))
    return bool(before and left) and "memo" not in understood.slots and not LATER.search(last)


def _supposing(understood: Understood, folded: str) -> Understood | None:
    """It asks what would be if money were sent."""
    if not _supposed(folded):
        return None
    about = {"about": SUPPOSES} if any(topic.search(folded) for topic in TOPICS.values()) else {}
    return Understood(understood.text, QUESTION, SURELY, about, ())


def _there_is(understood: Understood, folded: str) -> Understood | None:
    """It tells of a deposit that there is."""
    told = KEPT.search(folded)
    kept = told and not KEEPS.search(folded) and not PUTS.search(folded, told.end())
    return replace(understood, intent=HELD, confidence=ASKED, alternatives=()) if kept else None


def _of_another(understood: Understood, folded: str) -> Understood | None:
    """What ends and is not gone on with is no deposit, as nothing says that it is one: 房租2000，一年，到期不续."""
    other = OF_ANOTHER.search(folded) and not OF_DEPOSIT_ALONE.search(folded)
    return replace(understood, confidence=ASKED, alternatives=()) if other else None


def _as_it_is(understood: Understood, folded: str) -> Understood | None:
    """A card is to stay blocked, and none is blocked: 钱不转了取消，卡冻着就行."""
    if not stays_blocked(folded):
        return None
    return understood.then or Understood(understood.text, OKAY, SURELY, {}, ())


def _others_say(understood: Understood, folded: str) -> Understood | None:
    """Somebody else says so, or the customer asks whether they should."""
    says = SAYS.search(folded)
    if not SHOULD.search(folded) and (says is None or MINE.search(folded, says.end())):
        return None
    slots = {name: value for name, value in understood.slots.items() if value != SOME_TIME}
    return replace(understood, confidence=ASKED, alternatives=(), slots=slots)


def _to_me(understood: Understood, folded: str) -> Understood | None:
    """Who is named, or talked to, is to send it."""
    payee = fold(str(understood.slots.get("payee") or ""))
    if payee and re.search(ROUND.format(re.escape(payee)), folded):
        return None
    to_me = rf"(?<![给向帮替付到转汇打还过]){re.escape(payee)}(?:{TO_ME}|{PAYS_ME})|{YOU}"
    theirs = payee and "own" not in understood.slots and re.search(to_me, folded)
    return replace(understood, intent=OTHER, confidence=1.0, alternatives=()) if theirs else None


def _never(understood: Understood, folded: str) -> Understood | None:
    """It is denied that it shall be sent, and nothing is ordered instead."""
    denied = NEVER.search(folded)
    if denied is None or SENT.search(OTHERS_PAY.sub(" ", folded[denied.end() :])):
        return None
    return Understood(understood.text, OKAY, SURELY, {}, ())


def _by_hand(understood: Understood, folded: str) -> Understood | None:
    """It is given by hand, or elsewhere."""
    given = BY_HAND.search(folded) and "amount" not in understood.slots
    return replace(understood, intent=OTHER, confidence=1.0, alternatives=()) if given else None


def _rings(understood: Understood, folded: str) -> Understood | None:
    """Somebody is called at a number that everybody knows, and nobody is paid."""
    rings = RINGS.search(folded) and not understood.slots.keys() & {"payee", "account_no", "mobile", "own"}
    return replace(understood, intent=OTHER, confidence=1.0, alternatives=()) if rings else None


def _of_the_past(understood: Understood, folded: str) -> Understood | None:
    """It is done, or a story: the customer may be looking for it."""
    done = DONE.search(folded)
    over = done and not ORDERS.search(folded[: done.start()]) and not MORE.search(folded, done.end())
    if not over and not _story(folded):
        return None
    return replace(understood, confidence=ASKED, alternatives=(Alternative(LINES, ASKED),))


Rule = Callable[[Understood, str], Understood | None]
# What else it is, by what it seems to be: the first that says so decides.
RULES: Sequence[tuple[Container[str], Rule]] = (
    ({SEND, STATUS}, _supposing),
    ({OPENS}, _there_is),
    ({RENEWAL}, _of_another),
    ({BLOCK}, _as_it_is),
    ({SEND}, _others_say),
    ({SEND}, _never),
    ({SEND}, _to_me),
    ({SEND}, _by_hand),
    ({SEND}, _rings),
    ({SEND}, _of_the_past),
)


def _supposed(folded: str) -> bool:
    """Whether it asks what would be if money were sent, and orders nothing behind that."""
    supposed = SUPPOSED.search(folded)
    behind = PAUSE.split(folded[supposed.end() :]) if supposed else []
    asks = ASKS.search(folded) or WOULD.search(folded)
    return bool(supposed and asks) and not any(SENT.search(part) and not ASKS.search(part) for part in behind)


def _story(folded: str) -> bool:
    """Whether it tells of a loan of the past, or of what somebody asks for, and nothing is ordered behind that."""
    told = LENT.search(folded) or PRICE.search(folded)
    rest = TOLD_OF.sub(" ", folded[told.end() :]) if told else ""
    before = ORDERS.search(folded[: told.start()]) if told else None
    return bool(told) and not before and not SENT.search(rest)
