"""What is told anew of an order that is open, clause by clause: 不对，800，从5207出，明天到就行. Pure.

A clause tells something where nothing is left of it but values of the order and the words that orders are talked of
in. What else is said may be a reason (明天我怕钱不够), a question or another wish: no value is taken from it.
"""

import re
from collections.abc import Callable, Set
from dataclasses import dataclass, field

from guitai.clearing.banks import bank_named, bank_of_card
from guitai.money import Money
from guitai.understanding.exact import correction
from guitai.understanding.fold import fold, said
from guitai.understanding.lost_cards import stays_blocked
from guitai.understanding.order_talk import ANEW, AS_IT_IS, apart
from guitai.understanding.orders.at_maturity import OPENS
from guitai.understanding.orders.holding_on import waits
from guitai.understanding.orders.message import Message, says
from guitai.understanding.orders.open_order import Order, Slots
from guitai.understanding.orders.perhaps import Instead, instead
from guitai.understanding.orders.told_added import SUM as SUM_OF_IT
from guitai.understanding.orders.told_added import put_right
from guitai.understanding.orders.told_memo import MISTAKEN
from guitai.understanding.orders.told_parts import PARTS, SPARED, WHOM
from guitai.understanding.orders.told_when import SEND
from guitai.understanding.short_answers import choice_number
from guitai.understanding.slots.found import Unsure
from guitai.understanding.slots.sounding import SAME as SOUNDS_SAME
from guitai.understanding.slots.sounding import closeness
from guitai.understanding.somebody_else import another_payee, instead_of, somebody_else
from guitai.understanding.understood import Understood

NAMED = WHOM | {"counterparty"}  # as a name alone may be read
MOST_OPTIONS = 20  # of a list; as a sum that is put away it is too little
NOT_SUM = re.compile(rf"(?:不是|唔系|并非|\bnot ) ?(?P<sum>{SUM_OF_IT.pattern})(?![点号日月年个天%:\d])")
DIGITS = re.compile(r"\d[\d\s,]*")
STARRED = re.compile(
    r"[*＊]+(?P<what>[^*＊]{1,12})|(?P<then>[^*＊]{1,12})[*＊]+"
)  # 转*: so a slip is put right
FOUR = re.compile(r"[1-9]\d{3}")
SUM = re.compile(r"\d{2,3}|\d{5}|\d{1,3}(?:,\d{3})+")

# An order of its own begins so: 给李四转账, 存一笔半年的定期. 转给李四 and 存半年 only tell a part.
ORDERS = {
    True: re.compile(
        r"[给帮向][^,。;]{1,8}[转汇打付](?!给)|(?:转账|汇款|打款|付款|[转打汇]钱)给"
        r"|^(?:please )?(?:send|transfer|pay)\b"
    ),
    False: re.compile(
        "[存开办][^,。;]{0,24}(?:定期|定存|存款)|(?:定期|定存|存款)[^,。;]{0,8}[支提取存]|[支提取][^,。;]{0,24}(?:定期|定存|存款)"
        r"|\b(?:open|deposit|withdraw)\b"
    ),
}
BARE_SUM = re.compile("[转汇打付][账款钱]?A+(?:块钱?|元|蚊)?")  # 转500, without a word of what it was before
MISNAMED = re.compile("(?:名字|姓名|户名)(?:我|又|给)?[写填说输打弄搞]?(?:错|不对|有误)")
ELSEWHERE = re.compile(
    r"(?:卡|账[户号]|号码?|手机)(?:(?!没|不[变用必动改换])[^,。;]){0,4}(?:错|不对|有误|[改换])|\b(?:account|number|card)\b"
)


@dataclass(frozen=True)
class Retold:
    """What is told anew, and what it `drops` of what was told before; or else that the order is left, or stays.

    `whole` says that nothing is said besides; `rest` is what is. `another` is told that is none of this one; `mends`
    that it was told otherwise before. Of what may be told only `perhaps`, it is asked whether it is.
    """

    told: Slots = field(default_factory=dict)
    drops: frozenset[str] = frozenset()
    whole: bool = True
    leaves: bool = False
    stays: bool = False
    another: bool = False
    mends: bool = False
    perhaps: bool = False
    rest: str = ""


NOTHING = Retold()
Rule = Callable[[Message], Retold | None]


def retold(text: str, order: Order) -> Retold | None:
    """What is told anew of an order; None where nothing is, or something is said that is not of it."""
    message = Message(text, order)
    if order.intent not in PARTS or _number_alone(message):
        return None
    found = next(new for rule in RULES if (new := rule(message)) is not None)
    return None if found is NOTHING else found


def puts_a_slip_right(message: Message) -> Retold | None:
    """转*: what it is instead is told; where nothing is, all stays."""
    starred = STARRED.fullmatch(message.text.strip())
    if starred is None:
        return None
    return retold(starred["what"] or starred["then"], message.order) or Retold(stays=True)


def is_for_somebody_else(message: Message) -> Retold | None:
    """换个人; 不是张三结婚 是李四结婚 收款人换一下."""
    order, told = message.order, message.told
    if another_payee(message.text, order.before):
        return Retold(drops=WHOM)
    named = order.intent == SEND and WHOM & order.before.keys()  # else another of the staff is meant
    wanted = named and any(somebody_else(clause.text) for clause in message.clauses)
    if not wanted or WHOM & told.keys() or message.leaves or message.leaves_open:
        return None
    name = instead_of(order.before.get("payee"), [clause.text for clause in message.clauses], order.knows)
    told = {**told, "payee": name} if name else told
    rest = "" if name else message.rest
    return Retold(told, WHOM - told.keys(), whole=not rest, mends=True, rest=rest)


def is_the_second_instead(message: Message) -> Retold | None:
    """李四那个不要了，只转张三的, where the same message ordered that besides."""
    second, told, before = message.order.second, message.told, message.order.before
    whom = told.get("payee")
    if not message.leaves or whom in (None, before.get("payee")) or second.get("payee") != whom:
        return None
    parts = PARTS[message.order.intent]
    told = {**{name: value for name, value in second.items() if name in parts}, **told}
    return Retold(told, parts - told.keys(), whole=not message.others, mends=True, rest=message.rest)


def adds_another_sum(message: Message) -> Retold | None:
    """不是28，是38, where 28 was added just now."""
    changes = [clause.change for clause in message.clauses if clause.change is not None]
    if message.order.added is None:
        return None
    each = [message.order.read(one)[1].get("amount") for one in SUM_OF_IT.findall(message.folded)]
    named = [one for one in each if isinstance(one, Money)]
    sum_ = put_right(message.folded, {*named}, changes[0] if len(changes) == 1 else None, message.order.added)
    return Retold({"amount": sum_}, mends=True) if sum_ else None


def denies_another_sum(message: Message) -> Retold | None:
    """打车是38不是28, behind a message of 28, for which the order never was: what that shall be for is not known."""
    order, new = message.order, message.told.get("amount")
    if order.intent != SEND or not isinstance(new, Money):
        return None
    each = [order.read(one["sum"])[1].get("amount") for one in NOT_SUM.finditer(message.folded)]
    was = [order.before.get("amount"), *order.formerly.get("amount", ()), new]
    if not any(one in order.lately and one not in was for one in each):
        return None
    return Retold({**message.told, "amount": Unsure("", (new,))}, mends=True)


def mistakes_the_memo(message: Message) -> Retold | None:
    """备注写错了: it is asked for."""
    return NOTHING if MISTAKEN.match(str(message.slots.get("memo", ""))) else None


def takes_all_back(message: Message) -> Retold | None:
    """改成800，算了不改了."""
    nothing_since = message.taken_back and not any(map(says, message.clauses))
    return Retold(stays=True) if nothing_since else None


def bids_wait(message: Message) -> Retold | None:
    """等会儿 我问下我老婆: all of it stays meanwhile."""
    clauses = [clause for clause in message.clauses if clause.text.strip()]
    waiting = [waits(fold(clause.text)) for clause in clauses]
    nothing_else = all(wait or not says(clause) for wait, clause in zip(waiting, clauses, strict=True))
    return Retold(stays=True) if any(waiting) and nothing_else else None


def tells_nothing(message: Message) -> Retold | None:
    """算了; 备注不动; or nothing of the order."""
    if message.told:
        return None
    clauses = message.clauses
    stays = bool(clauses) and all(AS_IT_IS.fullmatch(fold(clause.text)) for clause in clauses)
    if not (message.leaves or stays):
        return NOTHING
    return Retold(leaves=message.leaves, stays=stays, whole=not message.others, rest=message.rest)


def tells_its_own_bank(message: Message) -> Retold | None:
    """是工行的卡, as the number of the card says already."""
    told = message.told
    known = told.keys() == {"bank"} and _there(told["bank"], message.order.before)
    return Retold(stays=True) if known else None


def leaves_something_open(message: Message) -> Retold | None:
    """改成800，手续费多少: all of it is asked again."""
    return NOTHING if message.leaves_open else None


def tells_several_sums(message: Message) -> Retold | None:
    """房租2000，水电费300; 明天转一半，后天转一半."""
    sums = [clause for clause in message.clauses if "amount" in clause.told]
    apart_ = any(clause.of_purpose or isinstance(clause.told["amount"], Instead) for clause in sums)
    return NOTHING if apart_ and len(sums) > 1 else None


def is_an_order_of_its_own(message: Message) -> Retold | None:
    """给李四转300, where 张三 is paid; 转500, where it waits for its signature."""
    order, told = message.order, message.told
    sends = order.intent == SEND
    whom = bool(WHOM & told.keys() and NAMED & order.before.keys())
    whole_order = ORDERS[sends].search(message.folded) or (sends and "amount" in told)
    bare_sum = not order.asked and BARE_SUM.fullmatch(message.reading.valued)
    if message.mends or not whole_order or not (whom or not sends or bare_sum):
        return None
    return Retold(told, another=True) if whom and "amount" in told and not message.others else NOTHING


def tells_it_anew(message: Message) -> Retold:
    """不对，800，从5207出."""
    order, told = message.order, message.told
    anew = order.intent == SEND and ANEW.search(message.folded) and {"payee", "amount"} <= told.keys()
    parts = PARTS[order.intent] if anew else WHOM
    if _misspelt(told, order, message.folded):
        parts = frozenset({"own"})
    return Retold(
        told,
        _drops(told, order.before, parts),
        whole=not message.others,
        mends=message.mends,
        rest=message.rest,
    )


RULES: tuple[Rule, ...] = (
    puts_a_slip_right,
    is_for_somebody_else,
    is_the_second_instead,
    adds_another_sum,
    denies_another_sum,
    mistakes_the_memo,
    takes_all_back,
    bids_wait,
    tells_nothing,
    tells_its_own_bank,
    leaves_something_open,
    tells_several_sums,
    is_an_order_of_its_own,
    tells_it_anew,
)


def perhaps(text: str, order: Order) -> Retold | None:
    """The one sum that an order waiting for its signature may be for instead, where nothing is told for certain."""
    nothing = order.asked or order.intent != SEND or DIGITS.fullmatch(fold(said(text)))  # which may be a PIN
    if nothing or correction(text, signing=True):
        return None
    reading, slots = order.read(said(apart(text)))
    sum_ = instead(reading, slots, order.before, order.own)
    return Retold({"amount": sum_}, whole=False, perhaps=True, rest=text) if sum_ else None


def another_wish(besides: Understood, new: Retold, intent: str, served: Set[str]) -> bool:
    """Whether what is said besides is a wish of its own; of what is told perhaps, be it one that nobody serves."""
    if stays_blocked(besides.text):
        return False
    if new.perhaps and besides.intent != intent and (besides.sure or besides.then):
        return True
    return besides.is_for(served - {intent}, plainly=not new.leaves)


def _number_alone(message: Message) -> bool:
    """Whether it is a PIN, a number of a list, a tail: four digits may be which account pays, or the first sum."""
    text, bare, order = message.text, message.folded, message.order
    listed = order.intent == OPENS and 0 < (choice_number(text) or 0) <= MOST_OPTIONS
    first = FOUR.fullmatch(bare) and (order.pays if bare in order.own else "amount" not in order.before)
    return listed or (DIGITS.fullmatch(bare) is not None and not (SUM.fullmatch(bare) or first))


def _there(bank: object, before: Slots) -> bool:
    """Whether the card whose number was told is of that bank, as its first digits say."""
    named, of_card = bank_named(str(bank)), bank_of_card(str(before.get("account_no", "")))
    return named is not None and named == of_card


def _misspelt(told: Slots, order: Order, bare: str) -> bool:
    """Whether the name alone was written otherwise of who is paid by a number that was told: 名字打错了 是陈昊."""
    name, so_far = (str(slots.get("payee", "")) for slots in (told, order.before))
    there = order.before.keys() & {"account_no", "mobile"} and not told.keys() & {"account_no", "mobile"}
    if not (name and so_far and there) or order.knows(name) or ELSEWHERE.search(bare):
        return False
    if fold(name) == fold(so_far):
        return False
    alike = closeness(name, so_far[-len(name) :]) == SOUNDS_SAME  # 我弟陈浩
    return alike or (fold(name)[0] in fold(so_far) and MISNAMED.search(bare) is not None)


def _drops(told: Slots, before: Slots, parts: frozenset[str]) -> frozenset[str]:
    """What belonged to who was to be paid before, and says nothing of who is named now.

    Of an order that is told from the beginning all `parts` were told before.
    """
    same = all(before.get(name) == told[name] for name in told.keys() & WHOM)
    if told.keys() & {"payee", "own"} and not (same and parts == WHOM):
        return parts - told.keys()
    if told.get(SPARED, "") == before.get("account"):
        return frozenset({"account"})
    return frozenset({"own"}) if told.keys() & {"account_no", "mobile"} else frozenset()
