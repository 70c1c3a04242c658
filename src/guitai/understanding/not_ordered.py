"""What is like an order to send money and is none: what somebody else says or is told to do, and what is done already.

Who is told to (我妈让我给李四转500) orders it; what somebody only says (我老公说给张三转2000) is asked about. Pure.
"""

import re
from dataclasses import replace

from guitai.understanding.fold import fold, said
from guitai.understanding.slots.kin_words import KIN
from guitai.understanding.slots.transfer_words import SOME_TIME
from guitai.understanding.sought import INTENT as LINES
from guitai.understanding.understood import OTHER, Alternative, Understood

SEND = "transfers.send"
ASKED = 0.45  # how sure it is then: it is asked whether this is wished
SENDS = "[转汇打付过]|[给帮向替][^,。;]{1,6}[转汇打付过]|send|pay|transfer|wire"
# Whose words they are stands before, and nobody is told to do it behind them: 我老公刚发微信说 给张三转2000.
SAYS = re.compile(
    r"(?:^|[,。;!])[^,。;!]{1,14}?"
    r"(?:(?<![我你您想就听没不都])[说讲]|话俾我知|发(?:的|来的?)?(?:微信|消息|短信|信息|语音)(?=[,: ]))"
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
YOU = rf"[你您](?!把?我)[^,:。;给帮从到用]{{0,10}}?[转汇打付还][账钱款]?[给返回畀俾]?{ME}"
# 昨天给李四转了800, 已经转过了
DONE = re.compile(
    r"(?:已经?|刚刚?|刚才|昨[天晚日]|前[天两几]|上[个周次]|之前|早就|今早)(?!说)[^,。;把]{0,12}"
    r"[转汇打付给还过][账钱数]?(?:给[^,。;]{1,4}?)?[了过咗](?=[\d一二两三四五六七八九十百千万半他她佢]|[过了]*$)"
)
ORDERS = re.compile(r"帮我|麻烦|请|再[给转打汇付]|还[要得]")
MORE = re.compile(r"[转汇打付还给补]|帮我|麻烦|请|现在|账号|卡号|\b(?:send|pay|transfer|please|now)\b")
SHOULD = re.compile(
    r"\b(?:should|shall|do|must) i (?:really )?(?:send|pay|transfer|wire)(?![a-z])"
    r"|(?:该不该|要不要|应不应该)(?:给[^,。;]{1,6}[转汇打付]|[转汇打](?!手))"
)


def unless_ordered(understood: Understood) -> Understood:
    """The same; where it is no order, it is asked whether it is meant, or nothing is wished."""
    if understood.intent != SEND or not understood.sure or understood.known:
        return understood
    folded = fold(said(understood.text))
    says = SAYS.search(folded)
    if (says and not MINE.search(folded, says.end())) or SHOULD.search(folded):
        slots = {name: value for name, value in understood.slots.items() if value != SOME_TIME}
        return replace(understood, confidence=ASKED, alternatives=(), slots=slots)
    payee = fold(str(understood.slots.get("payee") or ""))
    to_me = rf"(?<![给向帮替付到转汇打还过]){re.escape(payee)}{TO_ME}|{YOU}"
    if payee and "own" not in understood.slots and re.search(to_me, folded):
        return replace(understood, intent=OTHER, confidence=1.0, alternatives=())
    done = DONE.search(folded)
    if done and not ORDERS.search(folded[: done.start()]) and not MORE.search(folded, done.end()):
        return replace(understood, confidence=ASKED, alternatives=(Alternative(LINES, ASKED),))
    return understood
