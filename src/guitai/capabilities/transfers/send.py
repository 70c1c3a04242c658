"""Sending money to somebody: here or at another bank, at once or later, signed or under the small-amount rule."""

from guitai.capabilities.transfers.arrival import (
    USUAL,
    Arrival,
    Day,
    Each,
    Either,
    Otherwise,
    arrival_asked,
    each_month,
)
from guitai.capabilities.transfers.capitals import in_words
from guitai.capabilities.transfers.finding import at_bank, found, in_name_of
from guitai.capabilities.transfers.names import holder
from guitai.capabilities.transfers.order import Terms
from guitai.capabilities.transfers.refusals import (
    NameMismatch,
    NoMobile,
    NoSuchNumber,
    NoSuchOwn,
    NotTheirMobile,
    PayeeClosed,
    TakesNothing,
)
from guitai.capabilities.transfers.rules import (
    Payer,
    Way,
    account_named,
    bank_asked,
    by_name,
    memo_said,
    none_of_them,
    number_of,
    same_payee,
    somebody,
    text_in,
    told_anew,
)
from guitai.capabilities.transfers.steps import (
    able_to_pay,
    after_all,
    carry_out,
    from_another,
    has_account,
    most_at_once,
    other_payers,
    pay_by_rule,
    payers,
    put_up,
    terms,
    too_little,
)
from guitai.capabilities.transfers.sums import (
    Changed,
    FromTail,
    Sum,
    SumOrTail,
    amount_again,
    amount_since,
    amount_up_to,
    sum_after_all,
    sum_or_tail,
)
from guitai.capabilities.transfers.whom import Another, Payee, To, bank_name
from guitai.conversation.flow import ask, choose, confirm, do, flow, given, look, pick, say, show, until
from guitai.language import Words
from guitai.money import Money
from guitai.naming import as_asked
from guitai.understanding.orders.perhaps import Instead
from guitai.understanding.slots.found import Unsure

WHOM = "转给谁？请说姓名，或者发卡号、账号、手机号。"
WHERE = "{whom}还不在您的收款人里。请发对方的卡号或账号，也可以发对方在本行登记的手机号。"
WHERE_AT = "{whom}在{bank}的账户还不在您的收款人里。请发那里的卡号或账号。"
WHICH, WHICH_OWN = "您要转给哪一位？", "转到您的哪个账户？"
WHERE_OWN = "请发您要转到的那个账户的卡号或账号。"
AGAIN = "请再发一次对方的姓名、账号或手机号，其他的不用再说。不转了请回复“取消”。"
FROM = "从哪个账户付？"
FROM_ANOTHER = "{lost}已经挂失，付不了款。这一笔改从哪个账户付？不转了请回复“取消”。"
INSTEAD = "{payer}的可用余额不足。请换一个账户；要少转一些，请说“改成”再加金额；不转了请回复“取消”。"
LESS = "{payer}的可用余额不足。要少转一些，请说“改成”再加金额；不转了请回复“取消”。"
SAME = "付款和收款都是尾号{tail}，是同一个账户。这一笔从哪个账户付？"
MUCH = "转多少钱？"
CHANGES = "金额改成{one}吗？"
OR = "金额没有听准，您说的是{one}还是{other}？都不是的话，请再说一次转多少。"
TAIL = "“{tail}”是金额，还是您账户的尾号？"
THIS = "金额没有听准，您说的是{one}吗？不是的话，请再说一次转多少。"
SOONER = (
    "这是第一次付给对方，为了您的资金安全，默认24小时后转出，转出以前可以撤销。提前转出就没有这段时间：转出以后不能撤销，"
    "受骗了也很难追回。要提前转出吗？"
)
EARLY = ("提前转出", "24小时后转出")
WHICH_DAY = "“{said}”可能是{one}，也可能是{other}。给{whom}转{amount}，是哪一天转？"
THIS_DAY = "“{said}”您说的是{one}吗？不是的话，请再说一次：给{whom}转{amount}，哪天转？"
EACH = "这样约可以吗？可以请点选，也可以说别的日子；不约了请回复“取消”。"
PAY = ("现在转", "不转了")
PLAN = ("再约一笔", "不约了")
WRONG = (NameMismatch, NoMobile, NotTheirMobile, NoSuchNumber, NoSuchOwn, PayeeClosed, TakesNothing)
UNSIGNED = "给{whom}转{amount}，大写：{capitals}{costs}。"
SIGN = (
    "给{whom}转{amount}，大写：{capitals}{costs}{leaves}。请点开页面核对，{by_what}，5分钟内有效。"
    "要改请直接说，比如{example}；不转了请回复“取消”。"
)


@flow("transfers.send", title="转账", menu="转账", moves=True)
async def send() -> None:
    await look(able_to_pay)
    to, payee = await whom()
    if payee is None:
        await say("好的，没有转，您的钱没有变动。")
        return
    most = await look(most_at_once)
    amount, to = await how_much(most.single, to)
    payer = await paid_from(payee, to)
    memo = await given("memo", "附言写什么？", memo_said, "")
    arrival = await how_soon(to, amount)
    agreed = await enough(payee, amount, payer, memo, arrival)
    if agreed.sooner:
        sooner = await confirm("sooner", SOONER, *EARLY, by_hand=True)
        agreed = await look(after_all, agreed, sooner)
    capitals = in_words(amount)
    if agreed.by_rule:
        await say(UNSIGNED, whom=to.called, amount=amount, capitals=capitals, costs=agreed.costs)
    for reason in agreed.reasons:
        await say("{reason}", reason=reason)
    if agreed.question:
        labels = PLAN if agreed.planned else PAY
        sure = await confirm("sure", "{question}", *labels, by_hand=agreed.by_rule, question=agreed.question)
        if not sure:
            await say("好的，没有转，您的钱没有变动。")
            return
    if agreed.by_rule:
        receipt = await do(pay_by_rule, agreed)
    else:
        order = await do(put_up, agreed)
        await until(
            "signed",
            SIGN,
            order,
            whom=to.called,
            amount=amount,
            capitals=capitals,
            costs=agreed.costs,
            by_what=agreed.by_what,
            leaves=agreed.leaves,
            example=agreed.example,
        )
        receipt = await do(carry_out, order, agreed)
    await show("{outcome}", receipt.card, outcome=receipt.outcome)


async def how_much(most: Money, to: To) -> tuple[Money, To]:
    """How much, in the customer's words: of sums that sound alike, they choose, or say it once more.

    Digits alone that are the tail of an account of theirs may be that: it pays, if they say so.
    """
    heard: Money | Unsure | SumOrTail | Sum | FromTail | Changed
    if to.amount:
        heard = await given("amount", MUCH, amount_since(most, to), to.amount)
    else:
        heard = await ask("amount", MUCH, sum_or_tail(most))
    while not isinstance(heard, Money):
        if isinstance(heard, SumOrTail):
            own = await look(has_account, heard.tail)
            if not own or to.own == heard.tail:
                return heard.sum.amount, to
            heard = await pick("meant", TAIL, heard.either, sum_after_all(most, heard), tail=heard.tail)
        elif isinstance(heard, FromTail):
            to = heard.pays(to)
            if heard.amount:
                return heard.amount, to
            heard = await ask("sum_then", MUCH, amount_up_to(most))
        elif isinstance(heard, Sum | Changed):
            heard = heard.amount
        elif isinstance(heard, Instead):
            either = [Changed(heard.better), Changed(heard.stands, stays=True)]
            heard = await pick("changes", CHANGES, either, amount_up_to(most), one=heard.better)
        elif len(heard.likely) > 1:
            one, other = heard.likely[:2]
            heard = await pick("sum", OR, heard.likely, amount_again(most, heard), one=one, other=other)
        else:
            one = heard.likely[0]
            heard = await pick("sum", THIS, heard.likely, amount_again(most, heard), one=one)
    return heard, to


async def how_soon(to: To, amount: Money) -> Arrival:
    """When it leaves. Of a date that is one of two days, the customer says which: no day is taken for likelier.

    What can't be had every month is said, and asked whether it may be without.
    """
    heard: Day | Each | Arrival | Either | Otherwise
    heard = await given("arrival", "什么时候到账？", arrival_asked, USUAL)
    while isinstance(heard, Either | Otherwise):
        if isinstance(heard, Otherwise):
            for why in heard.why:
                await say("{why}", why=why)
            if not heard.each:
                heard = await ask("day", "每月几号转？", each_month)
                continue
            heard = await pick("each", EACH, heard.each, each_month)
            continue
        one, *others = heard.days
        order = {"said": heard.said, "one": one.on, "whom": to.called, "amount": amount}
        if others:
            other = others[0].on
            heard = await pick("which_day", WHICH_DAY, heard.days, arrival_asked, **order, other=other)
        else:
            heard = await pick("which_day", THIS_DAY, heard.days, arrival_asked, **order)
    return heard.arrival if isinstance(heard, Day | Each) else heard


async def whom() -> tuple[To, Payee | None]:
    """Whom the customer wants to pay. What is wrong is asked for once more, then they choose how to go on, or leave."""
    to = await said()
    bank = await given("bank", "是哪家银行？", bank_asked, "")
    try:
        payee = await reached(to, bank)
        return to, payee
    except WRONG as no:
        await say("{why}", why=Words(no.says, no.values))
    more = await told("again", AGAIN)
    to = to.amended(more)
    try:
        payee = await reached(to, bank)
        return to, payee
    except WRONG as no:
        await say("{why}", why=Words(no.says, no.values))
    way = await choose("way", "您要怎么办？", list(Way))
    if way is Way.LEAVE:
        return to, None
    more = await told("at_last", WHOM if way is Way.ANOTHER else AGAIN)
    to = more if way is Way.ANOTHER else to.amended(more)
    payee = await reached(to, bank)
    return to, payee


async def said() -> To:
    """Whom the customer names, in their own words."""
    one = await given("payee", WHOM, by_name, To())
    number = await given("account_no", WHOM, text_in("account_no"), "")
    mobile = ""
    if not number:
        mobile = await given("mobile", WHOM, text_in("mobile"), "")
    to = To(one.name, number, mobile, aloud=one.aloud)
    if not to.named:
        own = await given("own", WHOM, somebody, To())
        to = await tail_or_sum(own)
    if not to.named:
        more = await told("to", WHOM)
        to = to.amended(more)
    return to


async def told(name: str, text: str) -> To:
    """Whom the customer names when asked; they may say how much, and from where, before that."""
    answer = await ask(name, text, somebody)
    to = await tail_or_sum(answer)
    while not to.named:
        await say("{beside}", beside=to.beside)
        answer = await ask("to_whom", WHOM, somebody)
        more = await tail_or_sum(answer)
        to = to.amended(more)
    return to


async def tail_or_sum(to: To) -> To:
    """The same, settled: bare digits are an account of theirs, where they have one with that tail."""
    if to.digits:
        own = await look(has_account, to.digits)
        to = to.settled(own=bool(own))
    return to


async def reached(to: To, bank: str) -> Payee:
    """The account that is meant, with the name that it is in and its bank."""
    people = await look(found, to, bank)
    payee = await choose("which", WHICH_OWN if to.oneself else WHICH, people)
    if payee == Another():
        to = await located("number", to, bank)
        people = await look(found, to, bank)
        payee = await choose("which_of", WHICH, people)
    if payee == Another():  # by the name that was told of who is called otherwise
        to = await located("number_then", to, bank)
        people = await look(found, to, bank)
        payee = await choose("which_then", WHICH, people)
    if payee.bank == "":
        at = await ask("bank_of", "这是哪家银行的账号？", same_payee(to, to.number, bank_asked))
        payee = await look(at_bank, payee, at)
    if payee.name == "":
        name = await ask(
            "name", "收款人的姓名是什么？要和账户的户名一致。", same_payee(To(), to.number, holder)
        )
        payee = await look(in_name_of, payee, name)
    return payee


async def located(question: str, to: To, bank: str) -> To:
    """Where somebody can be paid who isn't in the book, or by which name, where they are only called something."""
    at = to.bank or bank
    names = {"whom": to.called, "bank": bank_name(at)} if at else {"whom": to.called}
    where = WHERE_OWN if to.oneself else WHERE_AT if at else WHERE
    there = await ask(question, where, same_payee(to, "", number_of(to)), **names)
    return to.reached_at(there, at)


async def paid_from(payee: Payee, to: To) -> Payer:
    """The account that was named, or else the likeliest: it is said, stands on the order, and can be changed."""
    account = await given("account", FROM, account_named(to), to.payer)
    spared = await given("spared", FROM, text_in("spared"), "")
    sources = await look(payers, account, payee, spared)
    if sources.same:
        other: Payer = await pick("payer", SAME, sources.accounts, none_of_them, tail=account)
        return other
    if sources.gone:
        payer: Payer = await pick("payer", FROM_ANOTHER, sources.accounts, none_of_them, lost=sources.gone)
        await say("这一笔从{payer}付款。", payer=payer)
        return payer
    if sources.missed:
        await say("您没有可以付款的账户“{named}”。", named=as_asked(account))
        payer = await choose("payer", FROM, sources.accounts)
        await say("这一笔从{payer}付款。", payer=payer)
        return payer
    if sources.several:
        await say("{sources}", sources=sources)
    return sources.likeliest


async def enough(payee: Payee, amount: Money, payer: Payer, memo: str, arrival: Arrival) -> Terms:
    """What it takes, from an account that holds enough: another is chosen, or less is paid, which is told anew."""
    agreed = await look(terms, payee, amount, payer, memo, arrival)
    while await look(too_little, agreed):
        others = await look(other_payers, agreed)
        if others:
            payer = await pick("account", INSTEAD, others, told_anew, payer=payer)
            await say("这一笔从{payer}付款。", payer=payer)
            agreed = await look(from_another, agreed, payer)
        else:
            await ask("less", LESS, told_anew, payer=payer)
    return agreed
