"""Whether what is said at an open question answers it, or is a wish of its own; and what stays told. Pure."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

from guitai.language import Words
from guitai.understanding import lost_cards
from guitai.understanding.answer import Answer, How, Wish
from guitai.understanding.choices import UNDO, Blocking, Choice, Undoing, YesOrNo
from guitai.understanding.exact import MEMO
from guitai.understanding.fold import fold, said
from guitai.understanding.leaving import leaves
from guitai.understanding.secret_words import bare, secret
from guitai.understanding.short_answers import YES, unknowing, yes_no
from guitai.understanding.understood import Understood

CANCEL, SENDS, TAKES_BACK = "talk.cancel", "transfers.send", "transfers.cancel"
VALUES = frozenset({"amount", "payee", "account_no", "mobile", "term"})  # of which one alone is an answer
WHOM = frozenset({"payee", "counterparty", "account_no", "mobile", "bank"})
WITHIN = timedelta(minutes=10)  # what was said or shown is fresh in mind
SHORTEST = 4  # characters of a sentence: 于娥 is like 余额, and somebody's name
# What people put beside a value: 收款人是张三，账号6222….
BESIDE = re.compile(
    r"收款[人方]?|户名|姓名|名字|账号|卡号|账户|手机号?码?|号码|电话|银行|对方|[他她是叫为给就吧的]|[^\w]|\d"
)
# Which of a list is meant is no question, and nothing to look at.
LOOKS = re.compile(
    r"[?？]|多少|几多|[吗么嘛]\W*$|几[笔次个点天时]|哪|怎|什么|谁|有没有|够不够|[看查问睇]|余额|明细|流水|利率"
    r"|\b(?:show|check|see|how|what|when|which|is|are|do|does|did|balance|transactions)\b"
)

# Another transfer than the one that waits to be signed, or that it goes on: 昨天那笔, 那就先一直转吧.
ANOTHER = re.compile(
    r"错|(?:一直|继续|照常|先|就)转|昨|前天|上[个次周]|之前|以前|预约|每个?月|已经|转[过出走]|签[过了]|尾号|\b(?:yesterday|scheduled|monthly|last|earlier|sent|already)\b"
)
ALSO = re.compile(r"另外|还要|还有|再(?=[给帮转])|同时|顺便|仲要|\b(?:also|as well|another|too)\b")
TO_WHOM = frozenset({"to", "to_whom", "again", "at_last"})  # the questions that a bare name answers
EARLY = frozenset({"amount", "memo", "arrival"})  # may be told before they are asked for

# Said to an order that waits for its signature.
AGREED = YES | frozenset(
    "签名 签 我签 怎么签 怎么签名 在哪签 在哪里签 去哪签 签好了 签了 已签 转吧 付吧 办吧 好了继续 goon okgoon continue"
    " goahead proceed".split()
)
REFUSED = frozenset("不同意 不签 不签名 先不签 不确认 没签 还没签 disagree".split())
TO_SIGN = "还没有签名，您的钱没有动。请点开下面的页面核对，用交易密码签名；在聊天里回复“同意”不算签名。"
UPDATED = "办理步骤刚刚更新了，后面的步骤不再继续；前面已经办好的不受影响。"
WAITED = "刚才的“{title}”等待太久，后面的步骤不再继续；前面已经办好的不受影响。"
NOTHING_DONE = "刚才的“{title}”等待太久，已经结束，没有办理。"
NEVER_TELL = "请不要在聊天里发送密码、验证码或证件号码，刚才的数字没有保存。如果是真的，请尽快修改。"
NO_PIN = (
    "还没有签名，您的钱没有动。交易密码和验证码请只在下面的页面里输入，不要发在聊天里；刚才的数字没有保存。"
)
NOT_SIGNED = "好的，不签名就不会办理，您的钱没有动。不办了请回复“取消”；要改哪里，直接说就可以。"

Taps = list[tuple[Words | str, Wish]]


class Kept(Protocol):
    """A question's name, and how it was answered."""

    @property
    def name(self) -> str: ...
    @property
    def answer(self) -> Answer | None: ...


class Asked(Protocol):
    """A question, with a list to choose from or without."""

    @property
    def choice(self) -> Choice | None: ...


class Wished(Protocol):
    """What a flow is opened by, and whether it moves money."""

    @property
    def intent(self) -> str: ...
    @property
    def moves(self) -> bool: ...


class Open(Protocol):
    """What is open."""

    @property
    def flow(self) -> Wished: ...


class Sitting(Protocol):
    """What is open, if anything is, and what can be."""

    @property
    def run(self) -> Open | None: ...
    @property
    def flows(self) -> Container[str]: ...


class Deciding(Protocol):
    """What is open on top, and whether some wish that moves money is."""

    @property
    def run(self) -> Open | None: ...
    def money_wish(self) -> Wished | None: ...


class Opened(Protocol):
    """What was opened, and when."""

    @property
    def flow(self) -> str: ...
    @property
    def opened_at(self) -> datetime: ...


class Missing(Protocol):
    """How often an answer was not understood."""

    @property
    def misses(self) -> int: ...


class Telling(Protocol):
    """What was told in a conversation so far."""

    opening: Answer

    @property
    def flow(self) -> str: ...
    @property
    def journal(self) -> Sequence[Kept]: ...


def interrupts(understood: Understood, choice: Choice | None, moving: str, served: Container[str]) -> bool:
    """Whether these words are a wish of their own: no answer is said so, or none says so much.

    `moving` is the intent of the flow that asks, if it moves money: that asks for values, never for a text in which
    anything may stand. The same wish said in full is one of its own too.
    """
    if isinstance(choice, YesOrNo):
        return False  # 不用了 leaves any other question
    begun = choice and choice.begun(understood.text) and understood.intent not in served
    if choice and (begun or choice.named(understood.text)):
        return False  # 自动续存 is a wish too where nobody asks
    lost = lost_cards.left_over(understood.text) if choice and understood.intent == SENDS else ""
    if choice and lost and any(option.number.endswith(lost) for option in choice.options):
        return False  # 5207还在，丢的是2816那张 is no order to pay 5207
    if understood.known and (understood.intent in served or understood.intent == CANCEL):
        return True
    # 12月5日 is when money is to leave, where that is asked, and what to look for where nothing is.
    if not understood.sure or (understood.brief and moving):
        return False
    if choice is not None and moving and _aside(understood, moving, served):
        return True
    if choice is None and moving and understood.intent not in served:
        return _plainly(understood)
    if len(understood.slots) < 2:
        elsewhere = understood.intent != moving and understood.intent in served
        return choice is None and bool(moving) and elsewhere and _sentence(understood)
    if choice is not None or not moving:
        return choice is not None
    anew = len(VALUES & understood.slots.keys()) > 1 if understood.intent == moving else True
    return anew and not _bare(understood.text, understood.slots)


def apart(understood: Understood, sitting: Sitting) -> bool:
    """Whether it is surely another wish, and the no before it corrects nothing of the open one: 不对，先挂失5207."""
    intent, run = understood.intent, sitting.run
    other = run is not None and run.flow.moves and intent != run.flow.intent and intent in sitting.flows
    certain = understood.surely or (understood.sure and intent == lost_cards.INTENT)  # which can't wait
    remarks = re.search(MEMO, fold(said(understood.text)))
    return other and certain and not remarks and not intent.startswith("talk.")


def agreeing(understood: Understood, answer: Answer, asked: Asked | None) -> Answer:
    """The answer; as a yes where it is asked if a card shall be blocked, and that is ordered again: 快啲鎖住佢先."""
    choice = asked.choice if asked else None
    again = (
        understood.sure and understood.intent == lost_cards.INTENT and understood.slots == {"plainly": True}
    )
    unread = isinstance(choice, Blocking) and choice.placed(answer).option is None
    return replace(answer, option=0) if again and unread else answer


def looks_up(last: Opened, flows: Mapping[str, Wished], now: datetime) -> bool:
    """Whether that is a look-up, and fresh in mind."""
    flow = flows.get(last.flow)
    return flow is not None and not flow.moves and last.opened_at > now - WITHIN


def identity(kind: str, name: str, text: str, choice: Choice | None) -> str:
    """What the customer saw, in short: an answer is never taken for one to another question."""
    labels = [option.label for option in choice.options] if choice else []
    return sha256(repr([kind, name, text, labels]).encode()).hexdigest()[:16]


def answers(asked: Asked | None, understood: Understood) -> bool:
    """Whether it can only be the answer to this question, whether that took it or not: yes or no, or 不知道.

    So are values and nothing beside them, where one is asked for: 王小明 6214830000000009.
    """
    if asked is None:
        return False
    text, slots = understood.text, understood.slots
    values = asked.choice is None and bool(VALUES & slots.keys()) and _bare(text, slots)
    return values or unknowing(text) or (isinstance(asked.choice, YesOrNo) and yes_no(text) is not None)


def leaving(wish: Wish, answer: Answer, stack: Sequence[Telling]) -> bool:
    """Whether it leaves what is open. A transfer that was not signed is none to take back, unless another is named."""
    if wish.intent == CANCEL or not stack:
        return wish.intent == CANCEL
    before, folded = told_so_far(stack[-1]), fold(said(answer.text))
    another = any(name in before and wish.slots.get(name, before[name]) != before[name] for name in VALUES)
    unsigned_ = (wish.intent, stack[-1].flow) == (TAKES_BACK, SENDS) and answer.how is not How.TAPPED
    return unsigned_ and not (another or ANOTHER.search(folded) or LOOKS.search(folded))


def goes_on(sitting: Deciding, text: str) -> bool:
    """Whether a word like leaving it leaves nothing: beside a part of an order, or beside a yes to blocking a card."""
    lost = sitting.run is not None and sitting.run.flow.intent == lost_cards.INTENT
    return (sitting.money_wish() is not None and not leaves(text)) or (lost and lost_cards.urged(text))


def promising(asked: Asked | None) -> bool:
    """Whether it is asked for a text, a yes or a signature, of which something comes: not for what to show."""
    return asked is not None and (asked.choice is None or isinstance(asked.choice, YesOrNo))


def undoing(asked: Asked | None) -> bool:
    """Whether it is asked if something shall be undone: 取消 is an answer to that, and no way to leave."""
    return asked is not None and isinstance(asked.choice, Undoing)


def missed(
    telling: Missing, asked: Asked | None, why: Words, beside: Taps
) -> tuple[Sequence[Words | str], Taps]:
    """What is said beside why, and what is to tap, where an answer was not understood that often."""
    leave: Taps = [] if undoing(asked) else [("取消", Wish(CANCEL))]
    if telling.misses > 2:
        return [why], [("给工作人员留言", Wish("service.agent")), *leave]
    return [why, "您也可以回复“取消”，不再继续。"] if telling.misses == 2 and leave else [why], beside


def updated(*, stands: bool) -> str:
    """What is said where the steps have changed under what is open."""
    return UPDATED if stands else "办理步骤刚刚更新了，请您重新说一次。"


def too_late(title: str, *, stands: bool) -> Words:
    """What is said of a wish that has waited too long."""
    return Words(WAITED if stands else NOTHING_DONE, {"title": Words(title)})


def leaves_all(asked: Asked | None, *, moves: bool) -> bool:
    """Whether who leaves this question is told that all stays as it is: 已经取消 to 要解绑吗 might mean either.

    So it might to 现在支取、取消通知，还是保留.
    """
    choice = asked.choice if asked else None
    taking_away = not moves and isinstance(choice, YesOrNo)
    names = {name for option in choice.options for name in option.known_as} if choice else set()
    return undoing(asked) or taking_away or any(map(UNDO.fullmatch, names))


def as_left(asked: Asked | None, *, moves: bool, stands: bool) -> str:
    """What is said to who leaves it, of which something may stand."""
    if stands:
        return "好的，后面的步骤不再继续；前面已经办好的不受影响。"
    return "好的，没有改动，一切照旧。" if leaves_all(asked, moves=moves) else "好的，已经取消。"


def never_told(text: str, *, signing: bool) -> str:
    """What to say to a password or a code, before anything is read or kept of it; empty where it is none.

    Six digits alone are one where an order is up for `signing`; elsewhere they may be a sum.
    """
    return NEVER_TELL if secret(text) else NO_PIN if signing and bare(text) else ""


def unsigned(text: str) -> str:
    """What to say to a yes or a no, where a signature is waited for; empty where it is neither."""
    plain = re.sub(r"[\s。.!?~,、]", "", fold(said(text)))
    bare = re.sub("^我(?=[不没同确])|(?<=.)[吧啊呀了]$", "", plain)
    if REFUSED & {plain, bare}:
        return NOT_SIGNED
    return TO_SIGN if AGREED & {plain, bare} or yes_no(text) else ""


def another(telling: Telling, wish: Wish, asked: Asked | None, text: str) -> bool:
    """Whether a wish that moves money can't take the place of the one that is open: also 90 to Zhang San."""
    whom, so_far = wish.slots.get("payee"), told_so_far(telling).get("payee")
    also = whom and so_far and whom != so_far and ALSO.search(fold(said(text)))
    return telling.flow != wish.intent or asked is None or bool(also)


def anew(
    telling: Telling, slots: Mapping[str, object], asked: Asked | None = None, text: str = ""
) -> Mapping[str, object]:
    """The slots of a wish that is said anew: what was told before stays where it is plainly the same one.

    Who of several is meant, and says nothing but who it is instead, has answered that.
    """
    before = told_so_far(telling)
    several = asked.choice.options if asked and asked.choice else ()
    if any(option.number for option in several) and _bare(text, slots):
        return {**{name: value for name, value in before.items() if name not in WHOM}, **slots}
    both = before.keys() & slots.keys()
    sum_alone = (
        asked is not None and VALUES & slots.keys() == {"amount"} and not ALSO.search(fold(said(text)))
    )
    same = not VALUES & slots.keys() or (
        bool(VALUES & both) and all(before[name] == slots[name] for name in both)
    )
    return {**before, **slots} if same or sum_alone else slots


def retold(telling: Telling, old: Answer | None, new: Answer) -> bool:
    """Put it in the place of what was told in the opening message and was not asked for yet; whether that went."""
    slots, asked = telling.opening.slots, {kept.name for kept in telling.journal}
    early = frozenset() if new.text else EARLY  # told by itself: 备注写房租
    better = {name: value for name, value in new.slots.items() if name in (slots.keys() | early) - asked}
    if new.then or not better or (old and not any(old.slots.get(name) == slots[name] for name in better)):
        return False
    telling.opening = replace(telling.opening, slots={**slots, **better})
    return True


def told_so_far(telling: Telling) -> dict[str, object]:
    """All that was told in a conversation so far, the last word on each."""
    told = dict(telling.opening.slots)
    for name, answer in ((kept.name, kept.answer) for kept in telling.journal if kept.answer):
        told |= {"payee": answer.text, **answer.slots} if name in TO_WHOM else answer.slots
    return told


def _aside(understood: Understood, moving: str, served: Container[str]) -> bool:
    """Whether something else is asked, or to be looked at, where one of a list is asked for: 我5207还有多少."""
    elsewhere = understood.intent != moving and understood.intent in served
    told = understood.slots.keys() & {"payee", "account_no", "mobile", "memo"}
    return elsewhere and not told and bool(LOOKS.search(fold(said(understood.text))))


def _sentence(understood: Understood) -> bool:
    """Whether it says a wish for certain, names nobody and tells no value: 我的戶口結餘."""
    told = understood.slots.keys() & (VALUES | WHOM | {"arrival", "memo"})
    return understood.surely and len(understood.text) >= SHORTEST and not told


def _plainly(understood: Understood) -> bool:
    """Whether it says for certain a wish that isn't served, and tells no value: 附近嘅分行, 交电费."""
    told = understood.slots.keys() & (VALUES if understood.known else VALUES | WHOM)
    return understood.plainly and not told


def _bare(text: str, slots: Mapping[str, object]) -> bool:
    """Whether there is nothing but values, and what they are called."""
    rest = said(text)
    for value in slots.values():
        rest = rest.replace(value, "") if isinstance(value, str) else rest
    return not BESIDE.sub("", fold(rest))
