"""What the bank knows of who talks, which tells what they mean: whom they have paid, which accounts are theirs. Pure.

A name of the payee book is one wherever it stands (李四2000急, 就转给供应商李四), who was named just now is 他, and the
tail of an own account is no sum where accounts are talked of (5207里的三千). A question, or what is told of the past,
becomes no order by it.
"""

import re
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from guitai.understanding.answer import Answer
from guitai.understanding.antecedent import SAME, SHARE, antecedent, share
from guitai.understanding.called import Called
from guitai.understanding.clauses import clauses
from guitai.understanding.fold import fold, said
from guitai.understanding.in_letters import in_letters, spelt
from guitai.understanding.lookups.lines_meant import BILLED, paid_before, was_paid
from guitai.understanding.order_talk import DENIES, QUESTION, left_of
from guitai.understanding.orders.monthly_words import MonthlyBut, without_limits
from guitai.understanding.orders.not_ordered import unless_ordered
from guitai.understanding.orders.paid_last import paid_last
from guitai.understanding.orders.told_account import spared
from guitai.understanding.orders.told_when import not_now
from guitai.understanding.own_tails import DIGITS, parted, plain
from guitai.understanding.slots.bank_words import bank
from guitai.understanding.slots.found import Unsure
from guitai.understanding.slots.kin_words import SURNAME
from guitai.understanding.slots.reading import Reading
from guitai.understanding.slots.transfer_words import SOME_TIME
from guitai.understanding.stories import CERTAIN
from guitai.understanding.understand import WHY, Understanding
from guitai.understanding.understood import LIKELY, OTHER, SURELY, Understood

# An order that begins as one: transfer to Li Si.
ORDERS = re.compile(
    r"(?:please |pls |can you |could you )*(?:send|transfer|pay|wire|schedule)(?: some)?(?: money)?(?: to)?\b"
)
SEND, PAYEES, LINES = "transfers.send", "transfers.payees", "accounts.transactions"
# By what is wished, which slot says with whom; where it goes may be said otherwise.
WHO = {SEND: "payee", LINES: "counterparty"}
FOR = re.compile(r"(?<=A) for (?:the |my |our |his |her |a )?[a-z]+(?: [a-z]+)?\W*$")  # Li Si 95 for lunch
PLACES = frozenset({"account_no", "mobile", "own"})
ALIKE = 0.15  # how likely it must be that money is to be sent, where it is said to whom and how much

INTO = r"(?:[到进入去回往给]|\bto )(?:我?的?(?:主|另外?一?张)?(?:账户|卡|户头)?)?(?:尾号|(?:my )?account )"

# What may stand before and behind a name, and what makes of them one who gives, or owes.
ROLE = re.compile(rf"(?!{SURNAME}$).+")
CALLED = re.compile(
    "[结也先急的各再处吧啦呀啊退补垫钱]|先[啱得]|就[啱得好行]|师傅|老师|老板|经理|哥|姐|叔|婶|阿姨|同学|先生|女士|小姐|那边|那里|这边"
)
GIVES = re.compile("[^,。;]{0,4}[还给转打付汇借欠]了?我|的工资|[发寄转]来")
NOT_PAID = re.compile(r"(?:\b(?:from|not|by|like|(?:not|n't)(?: to| for| pay| send)+)|不是|别给|唔系) ?$")
GIVES_US = re.compile(
    r"(?:'s|[给还转打付汇欠借]| (?:already |just |has |have |had |still |is |was |will )*"
    r"(?:sent|gave|paid|owes?|borrowed|transferred|lent|said|says?|told|tells|asked|asks|send|sends|pays|got|received)\b)"
)
DENIED = re.compile(rf"(?:{DENIES.pattern})给?$")
SAYS_SO = "让|叫|喊|说|要我"  # 老伴让我从5207转到2816
# Who is named is paid: 张三垫的，我还给他.
THEM = re.compile(
    r"[给还转付打汇补退结划畀俾返借][给返还回]?[他她佢](?![们的了爸妈家])|[给畀俾][他她佢](?=[转打汇付结还划补发](?![的了过]))"
    r"|\b(?:pay|send|give|owe|transfer)(?: it)?(?: back)?(?: to)? (?:him|her|them)\b"
    r"|(?:得|该|要|须)还[给返]?[他她佢](?:钱)?[了啦喇](?=$|[,。;! ])"
    rf"|{SAME.pattern}"
)
# Who is named gave or got what is looked up: 他转进来的有没有.
WITH_THEM = re.compile(
    r"[转打汇付还给]给?[他她佢](?!们|的(?!$|[,。;?! ]|钱|[那这有多]|记录|明细))"
    r"|[他她佢](?:有没有)?(?:给我|[转打汇付还])|\b(?:from|to|did) (?:him|her|he|she)\b"
)
# pay 张三 500 for the tickets, i wanna pay 张三 back, 我要还钱给张三
GIVES_TO = (
    r"^(?:please |pls |can (?:you|u) |just )*(?:send|pay|transfer)\W*{whom}\W*\d"
    r"|\b(?:wanna|want to|need to|have to|gotta|let me|please|pls|i'd like to)\W+"
    r"(?:pay|repay|send|transfer)\W*{whom}\W*(?:back|money)?\W*$"
    r"|\b(?:i'd like|i want|i need|want|let)\W+{whom}\W+(?:to )?(?:get|have|receive)\b"
    r"|(?:^|要|想|得|该|帮我)(?:还[钱款]?给{whom}|把钱还给?{whom}|给{whom}还钱?|还{whom}[的]?钱?)\W*$"
)
# Of several who are named, the one to whom it is sent: 跟张三李四吃火锅，张三付的，我那份204转给张三
PAID_TO = r"(?:[转打汇付还]给|帮我给|\b(?:to|pay) ){whom}(?=$|[,。;! 吧呗哈转打汇付\d])"
# All that is said where the number of somebody whom they have paid is asked for: 李四的卡号是多少.
NUMBER = "(?:(?:卡|[账帐][户号]|户口)(?:号码?)?|(?:account|card)(?: number)?)"
NUMBER_TALK = re.compile(
    rf"{NUMBER}|银行|收款|的|嘅|是|系|多少|几多|什么|乜嘢?|啥|哪个|来着|[查看睇找](?:看|查)?|一?[下遍]|帮我?|给我|发我|告诉我"
    r"|我?(?:想|要)(?:知道|看)?|我?(?:有?存过?了?)|请问?|麻烦|唔该|有没有|[吗呢啊呀吧了]"
    r"|\b(?:what|is|the|for|of|to|me|please|show|tell|give|find|do|i|have|see|can|my)\b|'s\b"
)
PRONOUN = re.compile(r"[他她佢]|同一个人|(?:the )?same [a-z]+|him|her|them")
# What is given to one who is known, where no loans of friends are kept.
REPAYS = "circles.repay"
FRIENDS = (REPAYS, "circles.lend")
PAUSE = re.compile("[,;。!?\\s]+")


@dataclass(frozen=True)
class Acquaintance:
    """The names of whom they have paid, and the tails of their accounts: looked up where they can matter only.

    `heard` is what they have said lately, and say now; by `names` they know those whom they call so: 女儿.
    """

    people: Callable[[], Collection[str]]
    own: Callable[[], Collection[str]]
    heard: Sequence[Answer] = ()
    names: Callable[[str], Collection[str]] = lambda _: ()

    def tails(self, text: str) -> Collection[str]:
        """The tails that a text may name: none where it has no four digits."""
        return self.own() if DIGITS.search(text) else ()

    def knows(self, name: str) -> bool:
        """Whether it is somebody whom they have paid, be the name written in letters: Li Si."""
        return bool(name) and (name in self.people() or self.called(name) != name)

    def called(self, name: str) -> str:
        """The name of the one whom they have paid that is written so in letters; else the same."""
        return spelt(name, self.people()) or name

    def meant(self, name: str) -> str | Called:
        """The same with the name of the one whom they call so, where that is one and another name; else the same."""
        called = self.called(name)
        named = {*self.names(called)}
        return Called(called, *named) if len(named) == 1 and called not in named else called


def understand_from(
    known: Acquaintance,
    understanding: Understanding,
    answer: Answer,
    text: str,
    *,
    served: Container[str] = (),
) -> Understood:
    """What a text means that was said by somebody whom the bank knows: the whole text of what is kept as `answer`.

    The intents `served` are those that the bank has.
    """
    told, now = plain(parted(not_now(text), known.people), known.tails(text)), answer.said_at
    understood = _later(understanding.understand(told, now, aloud=answer.aloud), text)
    unserved = understood.intent in FRIENDS and understood.intent not in served
    whole = replace(understood, text=told)
    ordered = None
    if not answer.aloud and not _asks(told):
        ordered = _ordered(known, understanding, whole, now, unserved=unserved)
    if ordered:
        understood = ordered
    elif name := _whose_number(told, known):
        understood = Understood(told, PAYEES, SURELY, {"payee": name}, ())
    elif not (answer.aloud or understood.sure) and (name := _alone(told, known)):
        understood = Understood(told, SEND, LIKELY, {**understood.slots, "payee": name}, ())
    else:
        understood = _of_known(understood if understood.then else whole, known)
    understood = _paid_before(_shared(understood, known), understanding, now, served)
    return unless_ordered(replace(_by_name(understood, known), text=text))


def _paid_before(
    understood: Understood, understanding: Understanding, now: datetime, served: Container[str]
) -> Understood:
    """The lines of what was paid, where a bank that has no bills is asked for it: 10月交了多少电费."""
    if not understood.intent.startswith(BILLED) or understood.intent in served or understood.then:
        return understood
    reading, slots = understanding.told_of(LINES, understood.text, now)
    party = slots.get("counterparty") or understood.slots.get("biller")
    if not paid_before(reading) or not party:
        return understood
    way = {"direction": "out"} if was_paid(reading) else {}
    return Understood(understood.text, LINES, SURELY, {**way, **slots, "counterparty": party}, ())


def _by_name(understood: Understood, known: Acquaintance) -> Understood:
    """The same, where lines with somebody are looked up whom the books know by name: 女儿."""
    party = understood.slots.get("counterparty")
    if understood.intent != LINES or not isinstance(party, str):
        return understood
    return replace(understood, slots={**understood.slots, "counterparty": known.meant(party)})


def _ordered(
    known: Acquaintance,
    understanding: Understanding,
    understood: Understood,
    now: datetime,
    *,
    unserved: bool,
) -> Understood | None:
    """What is read as an order to somebody who is known, or between their own accounts, where it isn't clear else.

    `unserved`: it is like something between friends that the bank does not do.
    """
    told, sends_else = understood.text, understood.intent != SEND
    begins = sends_else and ORDERS.match(fold(said(told))) is not None
    friends = understood.intent.startswith("circles.")  # 李四借我5000我还了3000还差2000你转给他吧
    story = sends_else and (friends or understood.confidence < CERTAIN) and THEM.search(fold(told))
    unclear = unserved or begins or not understood.sure or understood.brief
    if not (unclear or story):
        return None
    reading, slots = understanding.told_of(SEND, told, now)
    named, folded = fold(str(slots.get("payee", ""))), fold(said(told))
    if named and NOT_PAID.search(folded.partition(named)[0]):
        return None  # not li si 500
    if named and named.isascii() and re.search(rf"\b{re.escape(named)}{GIVES_US.pattern}", folded):
        return None  # li si sent me 500
    sends = _with_whom(Understood(told, SEND, SURELY, slots, ()), known)
    if between := _between(sends, known.tails(told)):
        return between
    whom = str(sends.slots.get("payee", ""))
    nothing_else = not _left(reading, whom, slots)
    alike = _like_an_order(understood, sends, alike=unserved or nothing_else)
    like = (begins and nothing_else) or (alike if unclear else paid_last(reading))
    return sends if like and known.knows(whom) else None


def _of_known(understood: Understood, known: Acquaintance) -> Understood:
    """The same, with the one whom they have paid and name, and their accounts in their places."""
    if understood.sure:
        understood = _with_whom(understood, known)
    elif understood.confidence < 1 and not understood.slots.keys() & (PLACES | {"payee"}):
        named = _named(fold(said(understood.text)), known.people(), denied=True)
        slots = {**understood.slots, "payee": next(iter(named))} if len(named) == 1 else understood.slots
        understood = replace(understood, slots=slots)  # 给谁来着 哦李四
    if understood.intent != SEND:
        return understood
    tails = known.tails(understood.text)
    return _sparing(_between(understood, tails) or _to_one(understood), tails)


def _later(sends: Understood, text: str) -> Understood:
    """The same, sent at a time that is asked for, where it is not to be sent now and no time for it was read."""
    later = sends.intent == SEND and not_now(text) != text
    return replace(sends, slots={"arrival": SOME_TIME, **sends.slots}) if later else sends


def _shared(sends: Understood, known: Acquaintance) -> Understood:
    """The same, of so much as was just said that the customer's share is: 我那份是124.6 / 把我这份转给他."""
    sum_ = sends.slots.get("amount")
    unsure = fold(sum_.said if isinstance(sum_, Unsure) else sends.text if sum_ is None else "")
    mine = SHARE.fullmatch(unsure) or (sum_ is None and SHARE.search(unsure))
    told = share(known.heard) if sends.intent == SEND and mine else None
    return replace(sends, slots={**sends.slots, "amount": told}) if told else sends


def told_by(
    known: Acquaintance, understanding: Understanding, intent: str, text: str, now: datetime
) -> tuple[Reading, Mapping[str, object]]:
    """What is read in a text that somebody whom the bank knows says of this intent, whatever it would be by itself."""
    reading, slots = understanding.told_of(intent, text, now)
    named = slots.get("payee") or (intent == SEND and THEM.search(fold(said(text))))
    whom = _with_whom(Understood(text, intent, SURELY, slots, ()), known) if named else None
    return reading, whom.slots if whom else slots


def _whose_number(text: str, known: Acquaintance) -> str:
    """The one whom they have paid, and whose number is asked for with nothing else said; empty otherwise."""
    folded = fold(said(text))
    if not re.search(NUMBER, folded) or re.search(r"\d", folded):
        return ""
    named = _named(folded, known.people(), denied=False)
    name = named.pop() if len(named) == 1 else ""
    more = re.search(r"\w", NUMBER_TALK.sub("", folded.replace(fold(name), " "))) if name else True
    return "" if more else name


def _alone(text: str, known: Acquaintance) -> str:
    """The one whom they have paid, and whose name is all that is said; empty otherwise."""
    folded = fold(said(text)).strip(" ,。!?~")
    return next((name for name in known.people() if fold(name) == folded), "")


def _denies(text: str) -> bool:
    return any(clause.denied for clause in clauses(text))


def _asks(text: str) -> bool:
    folded = fold(said(text))
    return bool(QUESTION.search(folded) or WHY.search(folded))


def _left(reading: Reading, whom: str, slots: Mapping[str, object]) -> list[str]:
    """What is said besides who is paid and when, and what for."""
    rest = reading.masked.replace(fold(whom), " " * len(whom))
    limited = isinstance(slots.get("arrival"), MonthlyBut)
    return left_of(FOR.sub("", without_limits(rest, reading.folded) if limited else rest))


def _like_an_order(understood: Understood, sends: Understood, *, alike: bool) -> bool:
    """Whether it is like an order to send, or like nothing, and says how much, or that who is named shall get it."""
    if understood.confidence == 1 and (understood.intent not in (OTHER, REPAYS) or _denies(understood.text)):
        return False
    whom = re.escape(fold(str(sends.slots.get("payee", ""))))
    them = bool(re.search(rf"{THEM.pattern}|{GIVES_TO.format(whom=whom)}", fold(said(sends.text))))
    soon = understood.brief and "arrival" in sends.slots  # Dec 24 is a day to come of an order only
    alike = alike or understood.chances.get(SEND, 0) >= ALIKE or understood.intent == OTHER
    return them or ((alike or soon) and "amount" in sends.slots)


def _between(sends: Understood, tails: Collection[str]) -> Understood | None:
    """The same between two accounts of theirs, where both are named and the sum is no other's; None otherwise."""
    slots, text = sends.slots, sends.text
    named, whom = [tail for tail in sorted(tails) if tail in text], slots.get("payee", "")
    told = slots.keys() & {"account_no", "mobile"} or (
        whom and not re.search(f"{re.escape(str(whom))}(?:{SAYS_SO})", text)
    )
    if len(named) != 2 or told or "amount" not in slots or DENIES.search(fold(said(text))):
        return None
    into = [tail for tail in named if re.search(INTO + tail, text)]
    if len(into) != 1:
        into = [tail for tail in named if tail != slots.get("account")]
    if len(into) != 1:
        return None
    (pays,) = {*named} - {*into}
    rest = {name: value for name, value in slots.items() if name not in ("payee", "counterparty", "bank")}
    return replace(sends, slots={**rest, "account": pays, "own": into[0]})


def _to_one(sends: Understood) -> Understood:
    """The same to who is named: an account of theirs that is named besides isn't paid too."""
    slots = sends.slots
    both = {"payee", "own", "account"} <= slots.keys()
    return replace(sends, slots={name: slots[name] for name in slots if name != "own"}) if both else sends


def _sparing(sends: Understood, tails: Collection[str]) -> Understood:
    """The same, from none of their accounts that is to be left alone: 别从2816扣，给李四转450."""
    clauses = PAUSE.split(fold(said(sends.text)))
    tail = next((tail for clause in clauses if (tail := spared(clause.strip(), tails))), "")
    rest = {name: value for name, value in sends.slots.items() if name != "account" or value != tail}
    return replace(sends, slots={**rest, "spared": tail}) if tail else sends


def _with_whom(understood: Understood, known: Acquaintance) -> Understood:
    """With the one whom they have paid before and name now, where nobody is read, or more than the name."""
    slot = WHO.get(understood.intent)
    if slot is None or (understood.slots.keys() & PLACES):
        return understood
    folded, read = fold(said(understood.text)), fold(str(understood.slots.get(slot, "")))
    small = slot == "payee" and str(understood.slots.get(slot)).islower()
    if small and len(spelt_so := [*in_letters(read, known.people())]) == 1:
        return replace(understood, slots={**understood.slots, slot: spelt_so[0]})  # li si, who is no Li Si
    if slot == "counterparty" and (not read or read.isascii()):
        letters = [*in_letters(read or folded, known.people())]
        if len(letters) == 1 and "without" not in understood.slots:
            return replace(understood, slots={**understood.slots, slot: letters[0]})
    named = _named(folded, known.people(), denied=slot == "payee")
    if not named and slot == "payee" and not read:
        named = _paid_in_letters(folded, known.people())
    they = THEM.search(folded) if slot == "payee" else not read and WITH_THEM.search(folded)
    if not named and (not read or PRONOUN.fullmatch(read)) and they:
        named = {antecedent(known.heard, known.people())} - {""}
    if slot == "payee" and not read and len(named) > 1:
        named = {name for name in named if re.search(PAID_TO.format(whom=re.escape(fold(name))), folded)}
    if len(named) != 1:
        return understood
    (name,) = named
    them = slot == "payee" and THEM.search(folded) and not re.search(f"给{re.escape(read)}", folded)
    if read and not (them or PRONOUN.fullmatch(read) or _within(read, fold(name))):
        return understood
    within = bank(fold(name))  # 中信物业 is at no bank for its name
    rest = {one: value for one, value in understood.slots.items() if one != "bank" or value != within}
    return replace(understood, slots={**rest, slot: name})


def _paid_in_letters(folded: str, people: Collection[str]) -> set[str]:
    """Those whose names stand in letters, and who are neither said not to be meant nor to give."""
    return {
        name
        for name, (start, end) in in_letters(folded, people).items()
        if not NOT_PAID.search(folded[:start]) and not GIVES_US.match(folded, end)
    }


def _named(folded: str, people: Collection[str], *, denied: bool) -> set[str]:
    """Those who are named, and, if what is `denied` doesn't count, are neither said not to be meant nor to give."""
    found = set()
    for name in people:
        start = folded.find(fold(name)) if len(name) > 1 else -1
        stays = (
            start >= 0 and not GIVES.match(folded, start + len(name)) and not DENIED.search(folded[:start])
        )
        if start >= 0 and (stays or not denied):
            found.add(name)
    return {name for name in found if not any(name in other for other in found - {name})}


def _within(read: str, name: str) -> bool:
    """Whether what was read is that name with what somebody is called before or behind it: 供应商李四, 李四师傅."""
    before, found, behind = read.partition(name)
    called = not behind or CALLED.fullmatch(behind) is not None
    return bool(found) and called and (not before or ROLE.fullmatch(before) is not None)
