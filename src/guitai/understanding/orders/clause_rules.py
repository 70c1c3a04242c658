"""The rules by which a clause that is said of an open order is read: the first that knows it decides. Pure.

Each begins with an example; `test_clause_rules.py` holds one for each rule, with all that stand before it.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from guitai.money import Money
from guitai.understanding.exact import Command, command
from guitai.understanding.fold import fold
from guitai.understanding.order_talk import (
    AS_IT_IS,
    DENIES,
    JUST,
    REQUEST,
    TALK_OF,
    left_of,
    parts_named,
    stays,
)
from guitai.understanding.orders.at_maturity import OPENS
from guitai.understanding.orders.clause import DENIED, Clause, Said
from guitai.understanding.orders.monthly_words import given_up
from guitai.understanding.orders.open_order import Order, Slots
from guitai.understanding.orders.told_account import spared, tail_alone
from guitai.understanding.orders.told_formerly import as_before, returned, the_one_before
from guitai.understanding.orders.told_length import so_long
from guitai.understanding.orders.told_memo import NO_MEMO, opens
from guitai.understanding.orders.told_memo import stays as memo_stays
from guitai.understanding.orders.told_parts import PARTS, SPARED, WHOM
from guitai.understanding.orders.told_sum import by_noughts, changed_by
from guitai.understanding.orders.told_when import shifted
from guitai.understanding.orders.which_order import of_another

Rule = Callable[[Said], Clause | None]

NOT_THEN = re.compile(
    "T+(?:[我都也还就先]*)(?:[不唔](?:急|着急|方便|得闲)|[来赶]不及|嚟唔切)[了啊的嘅]*"
)  # 今天不急
SHOULD = re.compile("应该?(?=是)")
# 张三不是李四: what it is, and behind that what it was.
NOT_THAT = re.compile(r"(?P<so>.+?)(?:而|并)?(?:不是|唔系|并非)(?P<not>.+)")
# What was sent before is none of what is sent now: 刚刚给他打过200了.
PAST = re.compile(
    r"[打转付汇给](?:过|咗|了)[钱款他她佢]{0,2}A+.*了$|[转付打汇过还]咗A|把[那这嗰]?A+[^,。;]*给[^,。;]*了$"
    r"|\b(?:paid|sent|gave|transferred)\b"
)
# 420改430: what it was, and what it is instead.
INTO = re.compile(
    r"(?:[把将由从]|(?:金额|时间|日期|收款人|账户)(?:从|由)?)?(?P<was>[^,。;]+?)(?:[改换变](?:[成为做到作]|成为)?|-+>|=+>|→)\s*(?P<so>[^,。;]+)"
    r"|(?:please |pls |just )*"
    r"(?:(?:change|make|move|switch)(?: (?:it|the (?:amount|sum|date|day|time)))?(?: from)? |from )?"
    r"(?P<from>[^,.;]+?) (?:to|into) (?P<to>[^,.;]+)"
)
BUT = re.compile(rf"(?:{DENIES.pattern})[^,。;]+?(?:而是|应该是|改成|是)(?=.)")  # 不是女儿是李四
# It was said to somebody else.
ELSEWHERE = re.compile(
    r"发错(?:了?(?:窗口|群|对话框?|聊天框?|地方|人))+|(?:不是|唔系)(?:发|说|讲)给你的?"
    r"|\bwrong (?:chat|window|group)|\bnot (?:meant )?for you\b"
)
DROPS = re.compile(
    r"取消|撤[销銷回]?掉?|作废|删[掉除]?|(?:不要|唔要)[了啦喇吧]*$|(?:不|唔)(?:用|使)?[转過过][了啦喇]+吧?$"
    r"|(?<![a-z])cancel[咗掉了]?(?:\s?(?:the|that|this|my|[那这嗰呢]个))*(?:\s?(?:payment|transfer|order))?(?![a-z])|\b(?:stop|scrap|void"
    r"|drop(?!(?: (?:it|that|this|(?:the )?(?:amount|sum)))?(?: (?:down|back))? (?:to|by)\b))\b"
)
# It is left for what is done with another order: 算了还是存吧, of a transfer.
INSTEAD = re.compile(
    r"(?:那|就|[唉哎嗯])*(?:算[了啦]|[不唔][转存取][了喇])[,\s]*(?P<rest>(?:还是|不如|干脆|直接|改成?|就)+(?P<does>[转存取])(?!不).*)"
)
OWN = {"transfers.send": "转", OPENS: "存"}  # of any other it is 取
# Who pays is to be paid: the other way round.
SWAPPED = re.compile(r"反了|反过来|[搞弄写说]反|\b(?:other|opposite) way\b|\bvice versa\b|\bswap\b")
# 啊不 给张三转90: it was told otherwise before.
NO_ALONE = re.compile(r"[啊哦呃哎诶欸唉呀噢]*(?:不+|(?:不是){2,}|(?:唔系){2,}|唔好[啦喇])[啊呀]*|no+")


def clause(text: str, order: Order) -> Clause:
    """What a clause tells of the order, or what else it is."""
    said = Said(text, order)
    for rule in RULES:
        if (found := rule(said)) is not None:
            return replace(found, by=rule.__name__)
    raise AssertionError("the last rule decides whatever none before it has")


def begins_with_a_no(said: Said) -> Clause | None:
    """不是女儿是李四; 应该是800: what follows is told."""
    denied = None if DENIED.search(said.folded) else BUT.match(said.folded)
    ahead = denied or REQUEST.match(said.folded) or SHOULD.match(said.folded)
    return replace(clause(said.text[ahead.end() :], said.order), mends=True) if ahead else None


def spares_an_account(said: Said) -> Clause | None:
    """别动5207."""
    tail = spared(said.folded, said.order.own)
    told = {SPARED: tail} if SPARED in PARTS[said.order.intent] else {}
    return Clause(said.text, told, mends=True) if tail else None


def is_no_alone(said: Said) -> Clause | None:
    """啊不."""
    return Clause(said.text, mends=True) if NO_ALONE.fullmatch(said.folded) else None


def leaves_all_as_it_is(said: Said) -> Clause | None:
    """算了，不改了."""
    return Clause(said.text, stays=True, mends=True) if stays(said.folded, said.order.intent) else None


def leaves_a_part_as_it_is(said: Said) -> Clause | None:
    """备注不动; 备注还是那个."""
    if AS_IT_IS.fullmatch(said.folded):
        return Clause(said.text, mends=True)
    memos = said.order.formerly.get("memo", ())
    same = said.sending and memo_stays(said.folded, memos, said.order.before.get("memo"))
    if same is None:
        return Clause(said.text, other=True, asks=True, mends=True, named=frozenset({"memo"}))
    return Clause(said.text, mends=True) if same else None


def gives_up_what_can_not_be(said: Said) -> Clause | None:
    """forget the hour, where a transfer of every month has none."""
    day = given_up(said.folded, said.order.before.get("arrival"))
    return Clause(said.text, {"arrival": day}, mends=True) if day else None


def keeps_it_so_long(said: Said) -> Clause | None:
    """一年太长, of a deposit."""
    term = so_long(said.folded, said.order.term) if said.order.intent == OPENS else None
    return Clause(said.text, {"term": term}, mends=True) if term else None


def goes_back(said: Said) -> Clause | None:
    """还是改回货款; 还是按一开始说的时间; 改回来."""
    order = said.order
    again = returned(said.text, order.formerly, order.own)
    again = again or as_before(said.folded, order.formerly, order.before)
    again = again or the_one_before(said.folded, order.formerly, order.before)
    return Clause(said.text, again, mends=True) if again else None


def leaves_the_order(said: Said) -> Clause | None:
    """算了; 发错窗口了."""
    elsewhere = ELSEWHERE.search(said.folded) and not left_of(ELSEWHERE.sub(" ", said.folded))
    leaves = elsewhere or command(said.text, ordered=True) is Command.CANCEL
    return Clause(said.text, leaves=True, mends=True) if leaves else None


def leaves_it_for_another(said: Said) -> Clause | None:
    """算了还是存吧, of a transfer."""
    found = INSTEAD.fullmatch(said.folded)
    if found is None or said.asks or found["does"] == OWN.get(said.order.intent, "取"):
        return None
    return Clause(said.text[found.start("rest") :], leaves=True, other=True, mends=True)


def has_no_memo(said: Said) -> Clause | None:
    """不要备注."""
    without = said.sending and NO_MEMO.fullmatch(said.folded)
    return Clause(said.text, {"memo": ""}, mends=True) if without else None


def opens_a_memo(said: Said) -> Clause | None:
    """备注改一下: what it is to be comes next."""
    if not (said.sending and opens(said.folded)):
        return None
    return Clause(said.text, other=True, mends=True, named=frozenset({"memo"}))


def is_so_and_not_so(said: Said) -> Clause | None:
    """是张三不是李四, where 李四 is paid."""
    found = NOT_THAT.fullmatch(said.folded)
    if found is None:
        return None
    so, not_so = (clause(said.text[slice(*found.span(name))], said.order) for name in ("so", "not"))
    was = {name: said.order.before.get(name) for name in so.told}
    return replace(so, text=said.text, mends=True) if so.told and not_so.told == was else None


def is_one_instead_of_the_other(said: Said) -> Clause | None:
    """420改430, where it is for 420; 明天改后天."""
    found = INTO.fullmatch(said.folded)
    if found is None:
        return None
    pair = ("was", "so") if found["was"] else ("from", "to")
    was, so = (said.text[slice(*found.span(name))] for name in pair)
    if {was.strip(), so.strip()} <= {*said.order.own}:
        before = said.order.before
        sums = was.strip() == before.get("account") and Money.parse(was.strip()) != before.get("amount")
        return Clause(said.text, {"account": so.strip()}, mends=True) if sums else None
    old = clause(was, said.order)
    new = clause(so, said.order) if old.told and _is_so(old.told, said.order.before) else old
    same = new is not old and new.told.keys() == old.told.keys()
    return replace(new, text=said.text, mends=True) if same else None


def _is_so(told: Slots, before: Slots) -> bool:
    return all(before.get(name) == value for name, value in told.items())


def turns_it_round(said: Said) -> Clause | None:
    """反了, of a transfer between own accounts."""
    before = said.order.before
    if not (said.sending and {"account", "own"} <= before.keys() and SWAPPED.search(said.folded)):
        return None
    return Clause(said.text, {"account": before["own"], "own": before["account"]}, mends=True)


def has_a_nought_too_many(said: Said) -> Clause | None:
    """多打了一个0."""
    better = by_noughts(said.folded, said.order.before.get("amount"))
    if not better:
        return None
    return Clause(said.text, {"amount": better[0]} if better[0] else {}, mends=True)


def is_of_another_order(said: Said) -> Clause | None:
    """张三那笔改成900, where 李四 is paid; or of an account that can't be read."""
    another = said.sending and of_another(said.folded, said.reading.valued, said.all_slots, said.order.before)
    if not another and said.values.get("account") != "":
        return None
    return Clause(said.text, other=True, asks=bool(another), mends=True, named=frozenset({"account"}))


def moves_the_day(said: Said) -> Clause | None:
    """晚两天."""
    moved = shifted(said.reading, said.order.before.get("arrival")) if said.sending else None
    if moved is None:
        return None
    when = {"arrival": moved[0]} if moved[0] else {}
    return Clause(said.text, when, other=not when, mends=True, named=frozenset({"arrival"} - when.keys()))


def has_no_place_here(said: Said) -> Clause | None:
    """给李四转600, where a deposit is open."""
    asks = "amount" in said.slots or bool(WHOM & said.slots.keys())
    return Clause(said.text, other=True, asks=asks) if said.foreign else None


def changes_the_sum(said: Said) -> Clause | None:
    """少转300."""
    amount = said.reading.slots.get("amount")
    by = changed_by(said.reading.valued, amount, TALK_OF[said.order.intent])
    if not by:
        return None
    named = frozenset({"amount"} if by[0] is None else ())
    return Clause(said.text, change=by[0], mends=True, other=by[0] is None, named=named)


def drops_it(said: Said) -> Clause | None:
    """取消转账; 李四那个不要了, where 李四 is paid; 昨天那笔撤掉 is of another order."""
    whom = fold(str(said.order.before.get("payee", "")))
    at = said.folded.find(whom) if whom else -1
    named = slice(at, at + len(whom)) if at >= 0 else slice(0, 0)
    rest = DROPS.sub("", said.reading.masked[: named.start] + said.reading.masked[named.stop :])
    if not DROPS.search(said.folded) or left_of(rest, TALK_OF[said.order.intent]):
        return None
    same = all(said.order.before.get(name) == value for name, value in said.values.items())
    some = re.search(f"[A-Z]|{JUST}", rest) and not said.values
    leaves = same and not some and not parts_named(said.folded)
    return Clause(said.text, leaves=leaves, other=not leaves, mends=True)


def denies_and_tells_nothing(said: Said) -> Clause | None:
    """那不要几点了."""
    nothing = said.denies and not said.told and not said.asks
    return Clause(said.text, mends=True) if nothing else None


def tells_what_stays(said: Said) -> Clause | None:
    """三年不变."""
    stays_so = said.told and AS_IT_IS.fullmatch(re.sub(r"[A-Z\s]", "", said.reading.masked))
    return Clause(said.text, said.told, mends=True) if stays_so else None


def says_more(said: Said) -> Clause | None:
    """明天我怕钱不够; 转给谁: a reason, a question, another wish."""
    more = said.left or said.asks or said.of_theirs or said.beside or PAST.search(said.reading.valued)
    if not more:
        return None
    told, past = said.told, PAST.search(said.reading.valued)
    another = said.of_theirs or (said.beside and bool(WHOM & told.keys()) and "amount" in told)
    return Clause(
        said.text,
        values={} if past or said.beside or said.of_theirs else told,
        other=True,
        asks=said.asks or another,
        asked=told if said.asks and not another else {},
        mends=said.mends,
        named=frozenset() if said.denies else said.named,
    )


def denies_what_it_tells(said: Said) -> Clause | None:
    """不要明天; 今天不急; 500太多了."""
    denied = said.denies or DENIED.search(said.folded) or NOT_THEN.fullmatch(said.reading.masked)
    return Clause(said.text, mends=True) if denied else None


def is_a_tail_or_a_sum(said: Said) -> Clause | None:
    """5207, which is one of their accounts."""
    tail = tail_alone(said.folded, said.order.own)
    goes_to = not said.sending and said.told.get("own") == tail  # 到5207, of what is taken out of a deposit
    return Clause(said.text, digits=tail, mends=said.mends) if tail and not goes_to else None


def tells_parts(said: Said) -> Clause:
    """800; 从5207出. A value that such an order has no place for is something else."""
    other = not said.told and bool(re.search("[A-Z]", said.reading.masked))
    return Clause(
        said.text,
        said.told,
        other=other,
        mends=said.mends,
        guessed=bool(said.guessed),
        of_purpose=said.of_purpose,
        named=parts_named(said.folded) if other else frozenset(),
    )


RULES: tuple[Rule, ...] = (
    begins_with_a_no,
    # By their words alone.
    spares_an_account,
    is_no_alone,
    leaves_all_as_it_is,
    leaves_a_part_as_it_is,
    gives_up_what_can_not_be,
    keeps_it_so_long,
    goes_back,
    leaves_the_order,
    leaves_it_for_another,
    has_no_memo,
    opens_a_memo,
    is_so_and_not_so,
    is_one_instead_of_the_other,
    turns_it_round,
    has_a_nought_too_many,
    # By the values in them.
    is_of_another_order,
    moves_the_day,
    has_no_place_here,
    changes_the_sum,
    drops_it,
    # By what is left of them.
    denies_and_tells_nothing,
    tells_what_stays,
    says_more,
    denies_what_it_tells,
    is_a_tail_or_a_sum,
    tells_parts,
)
