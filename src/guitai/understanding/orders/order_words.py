"""What is said beside the slots: in an order to transfer a firm's name, banks, months; of lines, what narrows them."""

import re
from dataclasses import replace
from datetime import date

from guitai.money import Money
from guitai.understanding import lost_cards
from guitai.understanding.fold import fold
from guitai.understanding.lookups.sought import INTENT as SEARCH
from guitai.understanding.lookups.sought import sought
from guitai.understanding.order_talk import LENGTH, left_of, parted
from guitai.understanding.orders.at_maturity import INTENTS, OPENS, at_maturity
from guitai.understanding.orders.monthly_words import monthly_but
from guitai.understanding.orders.paid_last import DONE, paid_last, sent_alone, taken_out
from guitai.understanding.orders.relatives import meant
from guitai.understanding.orders.told_when import LAST_OF_ALL, NOT_NOW, no_such_day, waited_for
from guitai.understanding.slots.bank_words import Place, banks
from guitai.understanding.slots.english_days import MONTH, ORDINALS
from guitai.understanding.slots.found import CARD, NAME, Found
from guitai.understanding.slots.gazetteer import lexicon
from guitai.understanding.slots.kin_words import FIRM, HAN, KIN, SURNAME, TITLE
from guitai.understanding.slots.own_accounts import paying
from guitai.understanding.slots.people import VERB, likely, name_in
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.reading import Reading, read
from guitai.understanding.slots.transfer_words import DAY_AFTER, NOW, SOME_TIME, Monthly
from guitai.understanding.slots.wished import when
from guitai.understanding.slots.words import Words
from guitai.zone import day_of

SEND, OTHER, WITHDRAW = "transfers.send", "talk.other", "deposits.withdraw"
TAKES_BACK, STATUS = "transfers.cancel", "transfers.status"
OURS = "江海银行"  # says nothing of which account: all that can be paid from are here
PAYS = re.compile(
    r"(?:(?:从|用|拿|由|\bfrom |\busing )(?:我的?|my )?在?|(?:^|[,。;])我的?)$"
)  # 从工商银行, 我招行的卡
# 5207里拿8000存三年, from 5207
FROM_TAIL = re.compile(
    r"(?<!\d)(?P<of>\d{4})(?:卡|账户|那边|这边)?(?:里面?|上)?(?:的钱)?(?:给我|帮我)?[拿出支扣]"
    r"|(?<![\d到进入回])(?P<within>\d{4})的?(?:卡|账户|户头|存折)?[里上中][面头边]?(?![有还剩]|一共|总共)"
    r"|\b(?:from|using|use)(?: my| the| account| card)* (?P<out>\d{4})(?![\d.,])"
)
# 开个定期3000
HOW_MUCH = re.compile(r"(?:定期|定存|存款) ?(?P<sum>\d{4})(?!\d)")
# how much do i have in 5207
HAVE_IN = re.compile(
    r"\b(?:how much|have|left|balance|money|there|got)\b[a-z' ]* (?:in|on|of|for)(?: my| the| account| card)*"
    r" (?P<tail>A{4})(?![A-Z.,\d])"
)
# The day of every month in words, or with every before it: the first of every month, every 1st.
ORDINAL = rf"(?<!twenty.)(?<!thirty.)\b(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})(?: day)?"
EACH = re.compile(
    rf"\b(?:every|each) (?P<each>{ORDINAL})"
    r"(?: of (?:the|each|every) month|(?= (?:at|to|pay|send|transfer|i|please)\b|[,.;]|$))"
    rf"|(?P<of>{ORDINAL}) of (?:every|each) month\b"
    rf"|\b(?:a|per|each) month\b[^,.;]* on the (?P<then>{ORDINAL})"
)
THAT_DAY = re.compile(
    r"(?<![\d月从自个])\d{1,2}[号日](?!开始|起)"
    rf"|(?<!from the )(?<!starting the )(?<![\da-z])\d{{1,2}}(?:st|nd|rd|th)(?![a-z]| of\b| {MONTH})"
)
# How long a deposit was kept, or has to be kept still, says nothing of which it is: 还有三个月到期的定期, 存了半年.
NOT_ITS_TERM = re.compile(
    r"(?:还有|[差剩缺欠]|再过|不到|[存放满过]了|存满|已经)了?(?:大概|差不多|快|整整)?[\d一二两三四五六七八九十半]+个?(?:年|月|季度)"
    r"|半?年?[多几](?:个月|年)|\b(?:after|for|another|in) (?:\w+ )?(?:months?|years?)\b"
)
NOT_DIGIT = re.compile(r"\D")
TOLD_OF = tuple("的嘅那这嗰")  # 昨天的500, 昨天那500
DUE = re.compile(
    r"\b(?:must|has to|have to|needs? to|should) (?:arrive|be there|get there|be (?:paid|sent|received))\b"
    r"(?P<when>[^.;!?]+)"
)
PARTS_OF_MONTH = frozenset("初中底末")
# A firm with what was read as a number or a time within its name: 上海五百强科技有限公司.
NUMBERED = re.compile(
    rf"(?:给|收款(?:人|方|单位)(?:是|为|叫|:)*)(?P<firm>(?P<town>{HAN}{{0,6}}?)[ACT]+(?P<what>{HAN}{{1,16}}?){FIRM})"
    rf"(?!{HAN}{{0,8}}(?:公司|集团))(?=$|[,。;!?A-Z ]|[转汇打付])"
)


# Whose an account is, that was sent with its number: 户名 孙梅, Name: Wang Fang.
LABEL = r"(?:开?户名|姓名|收款人(?:姓名)?|收款方|名字)(?:是|为|叫)?[:\s]*"
HOLDER = re.compile(
    rf"{LABEL}(?P<who>{HAN}{{2,4}}(?:·{HAN}+)*)(?=$|[\s,;:。])"
    r"|\b(?i:(?:payee|recipient|beneficiary|(?:account )?(?:holder|name))(?: name)?)\s*[:：]\s*"
    r"(?P<english>[A-Z][a-z]+(?: [A-Z][a-z]+)*?)(?=\s*(?:$|[,，;]| (?i:bank|card|account|acct|a/c|amount|no|number)\b))"
)
# Who is called by trade or kin has a name: 给楼下裁缝转三百 她叫王秀兰, to my landlord, his name is Wang Fang.
IS_CALLED = re.compile(
    r"(?:^|[,。;!?A-Z ])(?:(?:[他她佢]|人家|对方|师傅|老板|老师|阿姨)的?)?"
    rf"(?:(?:大名|全名|本名|真名|名字)[是叫系]|名?叫做?|(?P<is>[是系]))(?P<who>(?!我|{KIN}){HAN}{{2,4}})(?=$|[,。;!? ])"
    r"|\b(?i:(?:his|her|their) (?:full )?name(?:'s| is)|(?:he|she)(?:'s| is) called) "
    r"(?P<english>[A-Z][a-z]+(?: [A-Z][a-z]+)+)(?=$|[\s,;.!])"
)
# Their name stands right behind what they are called: 给老战友 高卫国 转1500.
NAMED_BEHIND = re.compile(
    rf"[\s,]+(?P<who>(?!{KIN}){SURNAME}{HAN}{{1,2}})(?=[\s,]*(?:[转汇打付]|A|$|[,。;]))"
)
# 12月8号是她生日，那天给她转888
THAT_VERY_DAY = re.compile(
    r"[,。;!]\s?(?:就|在|我)?(?:[那当]一?[天日]|到那天|到时候?)(?:就|再|帮我|请|你|我)*(?=[给转打汇付])"
)
# Of what was sent last: 转错人了, 刚才那笔转了没.
JUST_NOW = re.compile(r"刚[才刚]?(?!好)|\bjust (?:now|sent)\b")
MISTAKEN = re.compile(rf"[转打汇付]错|错[转打汇付]|\b(?:wrong|mistake)\b|{JUST_NOW.pattern}")
# Who warns of somebody is not paid: 我儿子说这人是骗子; but 李四说没收到 is.
WARNS, NO_NAME = (
    re.compile("(?:说|讲|告诉|提醒|让我|叫我).*(?:骗|诈|[这那]个?人|坏人)"),
    re.compile("骗子|[这那]个?人|对方"),
)
CALLED_ONLY = re.compile(rf".*{KIN}|my [a-z]+")
BY_NAME = re.compile(rf"给(?!{KIN}){SURNAME}(?!{TITLE}){HAN}{{1,2}}[转汇打付]")  # 给李四转300 他叫王五
# Nor is a label what it stands before: Name: Wang Fang, Card: 6222…
NOBODY = re.compile(
    r"(?:[一这那某]个?|别|有)?人家?|对方|some(?:one|body)|(?:a|this|that|the) (?:guy|person|man|woman)"
    r"|(?:card|bank|name|account|a/c)(?: (?:no|number|holder))?"
)
DATED = re.compile("日期|时间|日子")  # 转账日期是11月20号


def whole_names(reading: Reading) -> Reading:
    """The sentence read once more where a firm's name has a number in it, which is neither a sum nor a day."""
    if tail := HAVE_IN.search(reading.valued):
        start, end = tail.span("tail")
        return read(
            reading.said, reading.now, [Found(start, end, CARD, {"account": reading.folded[start:end]})]
        )
    found = NUMBERED.search(reading.valued)
    if found is None or _somebody(found["town"]) or VERB.search(found["town"] + found["what"]):
        return reading
    start, end = found.span("firm")
    anew = read(reading.said, reading.now, [Found(start, end, NAME)])
    whom = dict.fromkeys(("payee", "counterparty"), reading.said[start:end])
    named = anew.valued[:start] + reading.folded[start:end] + anew.valued[end:]
    return replace(anew, slots={**anew.slots, **whom}, valued=named)


def ordered(intent: str, reading: Reading, slots: Words) -> Words:
    """The slots, with what else such an order says. A piece of one may be like any wish: 改成每月5号和15号."""
    if intent == SEARCH:
        return sought(reading.said, slots, reading.now)
    if intent == lost_cards.INTENT:
        return lost_cards.named(reading, slots)
    if intent in INTENTS and (renewal := at_maturity(reading.said)):
        goes_to = slots.get("account") == "current"  # 利息打回活期 says where the interest goes
        slots = {name: value for name, value in slots.items() if name != "account" or not goes_to}
        slots = {**slots, "renewal": renewal}
    named = str(slots.get("account", "")).isdigit()  # 定期 names none that pays
    if intent == OPENS and not named and (pays := FROM_TAIL.search(reading.folded)):
        slots = _paid_from(slots, next(filter(None, pays.groups())))
    if intent == OPENS:
        slots = _put_away(reading, _so_long(reading, slots))
    if intent == WITHDRAW and NOT_ITS_TERM.search(reading.folded):
        slots = {name: value for name, value in slots.items() if name != "term"}
    if intent == WITHDRAW and "amount" not in slots and (taken := taken_out(reading)):
        slots = {**slots, "amount": taken}
    slots = _relatives(reading, slots)
    if intent in (SEND, OTHER):
        slots = _at_their_banks(reading, _in_name_of(reading, slots))
    if intent == SEND and "own" not in slots:
        slots = _called(reading, slots)
    sum_, since = (intent == SEND and paid_last(reading)) or (None, 0)
    if sum_ and (slots.get("amount") == sum_ or not isinstance(slots.get("amount"), Money | str)):
        told_of = fold(str(slots.get("memo", ""))) not in reading.folded[since:]  # 定金付过了
        slots = {name: value for name, value in slots.items() if name != "memo" or not told_of}
        slots = {**slots, "amount": sum_}
    if intent == SEND and "amount" not in slots and (sent := sent_alone(reading)):
        slots = {**slots, "amount": sent}
    if intent == SEND:
        slots = _no_card(reading, _when_sent(reading, slots))
    if slots.get("arrival") == SOME_TIME and isinstance(arrival := reading.slots.get("arrival"), Monthly):
        # 从下个月开始每月5号: it is known when. 每月15号发工资，发了第二天转: so is that.
        after = 0 < arrival.day < LAST_OF_ALL and re.search(DAY_AFTER, reading.folded)
        slots = {**slots, "arrival": Monthly(arrival.day + 1) if after else arrival}
    if intent == TAKES_BACK and MISTAKEN.search(reading.folded):
        slots = {**slots, "mistaken": True}
    if intent == STATUS and JUST_NOW.search(reading.folded):
        slots = {**slots, "just": True}
    if intent != SEND and intent.startswith("transfers."):
        return _of_somebody(reading, slots)
    each = _each(reading) if intent == SEND else ()
    told = monthly_but(reading, each)
    day = {"arrival": told} if told else {"arrival": Monthly(*each)} if each else {}
    return {**slots, **day}


def _of_somebody(reading: Reading, slots: Words) -> Words:
    """Without who only warns of somebody, and who has no name here: 我儿子说这人是骗子，别转给他了."""
    whom = fold(str(slots.get("payee", "")))
    nobody = whom and (
        WARNS.match(reading.folded, reading.folded.find(whom) + len(whom)) or NO_NAME.search(whom)
    )
    return {slot: slots[slot] for slot in slots if slot not in ("payee", "counterparty")} if nobody else slots


def _no_card(reading: Reading, slots: Words) -> Words:
    """Without a memo that is what a card is called by: 还是工资卡吧."""
    memo = slots.get("memo")
    named = isinstance(memo, str) and re.search(
        rf"{re.escape(fold(memo))}的?[那这]?张?(?:卡|账户|户头)", reading.folded
    )
    return {slot: slots[slot] for slot in slots if slot != "memo"} if named else slots


def _when_sent(reading: Reading, slots: Words) -> Words:
    """With when it is to be sent: the day that is waited for, none that no year has, one that has passed, not now."""
    if day := _that_day(reading):
        return {**slots, "arrival": day} | ({"when": day} if isinstance(day, date) else {})
    if slots.get("arrival") == NOW and NOT_NOW.search(reading.folded):
        return {**slots, "arrival": SOME_TIME}
    never = SOME_TIME if no_such_day(reading) else None
    told = None if "arrival" in slots else waited_for(reading) or never or _passed(reading) or _due(reading)
    return {**slots, "arrival": told} if told else slots


def _that_day(reading: Reading) -> object:
    """The day that is told before, where it is to be sent on that day; asked for, where it is not told."""
    then = THAT_VERY_DAY.search(reading.folded)
    if then is None:
        return None
    told = (place.slots.get("when") for place in reading.times if place.end <= then.start())
    days = {day for day in told if isinstance(day, date)}
    return days.pop() if len(days) == 1 else SOME_TIME


def _each(reading: Reading) -> tuple[int, ...]:
    """The day of every month that is told by a word, or with every before it."""
    found = EACH.search(reading.folded)
    word = (found["each"] or found["of"] or found["then"]).removesuffix(" day") if found else ""
    if word in ORDINALS[:20]:
        return (ORDINALS.index(word) + 1,)
    if not word and reading.slots.get("arrival") == Monthly(0):
        alone = {day[0] for day in THAT_DAY.finditer(reading.folded)}
        word = alone.pop() if len(alone) == 1 else ""
    return (int(NOT_DIGIT.sub("", word)),) if word[:1].isdigit() else ()


def _in_name_of(reading: Reading, slots: Words) -> Words:
    """With the name that an account is labelled with, where nobody is read, or more than the name."""
    said = reading.said
    for start, end, _ in banks(reading.valued):
        said = said[:start] + "," * (end - start) + said[end:]
    holders = {found["who"] or found["english"] for found in HOLDER.finditer(said)}
    if "account_no" in slots and NOBODY.fullmatch(fold(str(slots.get("payee", "")))):
        slots = {slot: value for slot, value in slots.items() if slot not in ("payee", "counterparty")}
    name = holders.pop() if "account_no" in slots and len(holders) == 1 else ""
    read_ = str(slots.get("payee", ""))
    if not name or not (name.isascii() or likely(name)) or (read_ and name not in read_):
        return slots
    return {**slots, "payee": name}


def _called(reading: Reading, slots: Words) -> Words:
    """With who is paid, where they are called something and their name is told behind that."""
    both = zip(reading.said, reading.valued, strict=False)
    said = "".join(mark if mark.isupper() else word for word, mark in both)
    whom = fold(str(slots.get("payee", "")))
    found = [one for one in IS_CALLED.finditer(said) if not (whom and one["is"])]
    if whom and not found and (who := _named_behind(whom, said)):
        return {**slots, "payee": who} if _is_name(who) and _role(whom) else slots
    name = (found[0]["who"] or found[0]["english"]) if len(found) == 1 else ""
    whole = name and (name.isascii() or _is_name(name))
    called = _role(whom) if whom else not BY_NAME.search(reading.folded)
    return {**slots, "payee": name} if whole and called else slots


def _named_behind(whom: str, said: str) -> str:
    at = said.find(whom)
    while at >= 0:
        if behind := NAMED_BEHIND.match(said, at + len(whom)):
            return behind["who"]
        at = said.find(whom, at + 1)
    return ""


def _is_name(name: str) -> bool:
    return likely(fold(name)) and name_in(fold(name)) == (0, len(name))


def _role(whom: str) -> bool:
    """Whether it is what they are called, and no name."""
    return CALLED_ONLY.fullmatch(whom) is not None


def _passed(reading: Reading) -> date | None:
    """The day before today on which it is ordered: 上周五给张三转500. A reason only tells of one: 昨天吃饭花了500."""
    today = day_of(reading.now)
    clauses = [read(clause, reading.now) for clause in parted(reading)]
    sums_ = sum(bool(clause.sums) for clause in clauses)
    for clause in clauses:
        period = clause.slots.get("period")
        if (
            not isinstance(period, Period)
            or period.last >= today
            or {*left_of(clause.masked)} - PARTS_OF_MONTH
            or (sums_ > 1 and DONE.search(clause.folded))  # 昨天转了800，再转300
        ):
            continue
        ahead = any(isinstance(place.slots.get("when"), date) for place in clause.times)
        if not clause.sums and ahead:
            continue  # 日期改成12月3日
        ends = [place.end for place in clause.times]
        if (clause.sums or DATED.search(clause.folded)) and not any(
            clause.folded[end : end + 1] in TOLD_OF for end in ends
        ):
            return period.last
    return None


def _due(reading: Reading) -> object:
    """When it must be there, where that is said in a sentence of its own: she says it must arrive tomorrow noon."""
    due = DUE.search(reading.folded)
    return when(SEND, read(f"send {reading.said[slice(*due.span('when'))]}", reading.now)) if due else None


def _paid_from(slots: Words, tail: str) -> Words:
    """With the account that these digits name, which are no sum."""
    sum_ = slots.get("amount")
    taken = isinstance(sum_, Money) and str(sum_.whole_yuan) == tail
    return {name: value for name, value in slots.items() if name != "amount" or not taken} | {"account": tail}


def _so_long(reading: Reading, slots: Words) -> Words:
    """With how long it is kept in English between Chinese words, and the sum beside that: 定期six months续存."""
    if not LENGTH.search(reading.said):
        return slots
    anew = read(LENGTH.sub(" ", reading.said), reading.now).slots
    return {**{name: anew[name] for name in ("term", "amount") if name in anew}, **slots}


def _put_away(reading: Reading, slots: Words) -> Words:
    """With how much is put away, which is no tail of a deposit: none pays for another, and none is paid."""
    found = HOW_MUCH.search(reading.folded)
    if found is None or found["sum"] not in (slots.get("account"), slots.get("own")):
        return slots
    rest: Words = {name: value for name, value in slots.items() if value != found["sum"]}
    if "account" not in rest and (pays := paying(reading.folded)):
        rest = _paid_from(rest, str(pays.slots["account"]))  # 定期9000 从2816
    return {"amount": Money.parse(found["sum"]), **rest}


def _somebody(run: str) -> bool:
    """Whether what stands before a number is a person, and it a sum: 给张三五百广告公司的钱."""
    return likely(run) and lexicon("place", "cities").at(run, 0) == 0


def _relatives(reading: Reading, slots: Words) -> Words:
    """With who is meant, where somebody else is named first: 李四的妹妹张三."""
    whom = slots.get("payee")
    start = reading.folded.find(fold(whom)) if isinstance(whom, str) and whom else -1
    if not isinstance(whom, str) or start < 0 or reading.folded.count(fold(whom)) > 1:
        return slots
    place = meant(reading.valued, start, start + len(whom))
    if place is None:
        return slots
    named = reading.said[slice(*place)]
    return {slot: named if value == whom else value for slot, value in slots.items()}


def _at_their_banks(reading: Reading, slots: Words) -> Words:
    """With the bank of who is paid, and that of an account to pay from as the account. In a name there is none."""
    if "bank" not in slots:
        return slots
    named = [place for place in banks(reading.valued) if not _in_name(reading.folded, place, slots)]
    paying = {bank for start, _, bank in named if PAYS.search(reading.folded[:start])}
    paid = {bank for _, _, bank in named} - paying
    rest = {slot: value for slot, value in slots.items() if slot != "bank"}
    told = {"bank": paid.pop()} if len(paid) == 1 else {}
    if len(paying) == 1 and paying != {OURS} and not str(slots.get("account", "")).isdigit():
        told["account"] = paying.pop()
    return rest | told


def _in_name(folded: str, place: Place, slots: Words) -> bool:
    """Whether it is a piece of who is paid: 中信物业."""
    start, end, _ = place
    whom = fold(str(slots.get("payee", "")))
    at = folded.find(whom) if whom else -1
    return at >= 0 and at <= start and end <= at + len(whom)
