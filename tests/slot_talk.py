"""A customer who begins one thing in the middle of another, corrects, looks things up, leaves, and comes back."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from uuid import UUID

from tests.slot_values import Stock, Told, Value

from guitai.conversation import store
from guitai.conversation.store import Conversation
from guitai.reply import Link
from guitai.shield import orders
from guitai.shield.devices import Device
from guitai.shield.document import Document
from guitai.testing.phones import Phone
from guitai.understanding.offers import Offered

# Which answers a value may be, by what it is told as: the questions' names are the flows'.
PLACES = {
    "payee": {"payee", "to", "to_whom", "which", "which_of", "name", "again", "at_last", "counterparty"},
    "amount": {"amount", "changes", "sum", "single", "day", "to"},  # whom and how much may be told in one
    "least": {"least"},
    "term": {"term"},
    "tail": {"account", "payer", "source", "card", "which"},
    "period": {"period"},
    "when": {"arrival", "when"},
    "memo": {"memo"},
    "message": {"message"},
}
# By what is asked: what is told then.
ASKED = (
    ("转给谁", "payee"),
    ("转多少钱", "amount"),
    ("您想存多久", "term"),
    ("想存多少", "amount"),
    ("要支取多少", "amount"),
    ("要开哪个账户", "tail"),
    ("从哪个账户", "tail"),
    ("哪段时间", "period"),
    ("一笔最多多少", "small"),
    ("一天合计最多多少", "small"),
    ("写在一条消息里", "message"),
)
# The openings of each flow. What stands in braces is told with it.
WISHES = {
    "transfers.send": (
        "转账",
        "转{amount}",
        "给{payee}转账",
        "给{payee}转{amount}",
        "给{payee}转{amount}",
        "把{amount}转给{payee}",
        "给{payee}转{amount}，备注{memo}",
        "给{payee}转账，备注{memo}",
        "{when}给{payee}转{amount}",
        "{when}给{payee}转账",
        "从{tail}给{payee}转{amount}",
    ),
    "deposits.open": (
        "存定期",
        "存{amount}定期",
        "存一笔{term}的定期",
        "存{amount}定期{term}",
        "定期存{term}",
    ),
    "deposits.withdraw": ("提前支取定期", "定期提前支取{amount}"),
    "accounts.transactions": (
        "{period}的明细",
        "{period}的支出",
        "{period}{least}以上的支出",
        "和{payee}的往来明细",
        "{period}和{payee}的往来明细",
        "{tail}{period}的明细",
    ),
    "accounts.balance": ("我的余额", "{tail}的余额"),
    "accounts.statement": ("开{period}的流水", "开流水", "开{tail}{period}的流水"),
    "transfers.status": ("转给{payee}的{amount}到账了吗", "{period}转给{payee}的钱到账了吗", "转账到账了吗"),
    "transfers.cancel": ("撤销给{payee}的{amount}转账", "撤销转账"),
    "service.agent": ("转人工",),
    "service.complain": ("我要投诉",),
}
# How often each is wanted.
OFTEN = {"transfers.send": 6, "deposits.open": 4, "deposits.withdraw": 2, "accounts.transactions": 2}
LOOKS = ("accounts.transactions", "accounts.balance", "transfers.status")
PLAIN_LOOKS = ("我的余额", "我的账户", "我的定期")
FOLLOWED = "那{period}呢"
ANSWERS = {
    "amount": ("{}", "{}", "{}吧", "就{}"),
    "payee": ("{}", "{}", "给{}", "转给{}"),
    "term": ("{}", "{}", "存{}"),
    "period": ("{}", "{}", "{}的"),
}
RATHER = ("不是{old}是{new}", "不是{old}，是{new}", "改成{new}", "不对，应该是{new}")
CORRECTED = ("amount", "payee", "period", "term")
# Two at once, where both were told.
BOTH = {
    ("payee", "amount"): (
        "不对，给{payee}转{amount}",
        "改成{amount}给{payee}",
        "错了，应该是给{payee}转{amount}",
    ),
    ("amount", "term"): ("改成{amount}存{term}", "不对，存{amount}，{term}"),
}
ORDER = re.compile(r"/orders/([0-9a-f-]{36})$")


@dataclass
class Wish:
    """Something that is wanted, and all that was told for it: by value, what it was told as."""

    flow: str
    told: dict[Told, str] = field(default_factory=dict)
    newest: dict[str, Value] = field(default_factory=dict)


class Talker:
    """Talks for a while. `wishes` are all that came up; `of` says which conversation serves which."""

    def __init__(self, phone: Phone, device: Device, chance: Random, acts: Counter[str]) -> None:
        self.phone, self.device, self.chance, self.acts = phone, device, chance, acts
        self.stock = Stock(chance)
        self.wishes: list[Wish] = []
        self.of: dict[UUID, Wish] = {}
        self.said: list[tuple[str, str]] = []
        self.last: Wish | None = None  # that was looked up
        self.mistaken: set[UUID] = set()  # conversations that serve what nobody wished
        self.lost: list[str] = []  # what was told with something else, and is not what the order then shows

    def talks(self, acts: int) -> None:
        """Do so many things."""
        for _ in range(acts):
            self._acts()

    def _acts(self) -> None:
        wish, asked = self.on_top, self.asked
        often: dict[Callable[[], object], int] = {}
        if wish is None and not self.stack:
            often = {self._begins: 8, self._follows_up: 2 if self.last else 0}
        elif self._order:
            often = {self._signs: 4, self._corrects: 3, self._looks: 3, self._begins: 2, self._leaves: 2}
        elif asked in ("message", "period"):  # a text may hold anything, and 上个月的明细 answers which days
            often = {self._answers: 4, self._looks_plainly: 2, self._leaves: 1}
        elif asked and wish:
            often = {self._answers: 7, self._looks: 3, self._begins: 2, self._corrects: 2, self._leaves: 1}
            often |= {self._goes_back: 1}
        else:
            often = {self._taps: 6, self._looks: 2, self._begins: 1, self._corrects: 1, self._leaves: 1}
        act = self.chance.choices(list(often), list(often.values()))[0]
        self.acts[act.__name__.strip("_").replace("_", " ")] += 1
        act()

    # --- what they do

    def _begins(self) -> None:
        (flow,) = self.chance.choices(list(WISHES), [OFTEN.get(flow, 1) for flow in WISHES])
        self.wants(flow, self.chance.choice(WISHES[flow]))

    def _looks(self) -> None:
        flow = self.chance.choice(LOOKS)
        self.wants(flow, self.chance.choice(WISHES[flow]))

    def _looks_plainly(self) -> None:
        self._says(self.chance.choice(PLAIN_LOOKS), None)

    def _follows_up(self) -> None:
        assert self.last is not None, "something was looked up"
        if self.last.flow == "accounts.transactions" and (told := self._tells(self.last, "period")):
            self._says(FOLLOWED.format(period=told.said), self.last)

    def _answers(self) -> None:
        wish, asked = self.on_top, self.asked
        if wish and asked and (told := self._tells(wish, asked)):
            self._says(self.chance.choice(ANSWERS.get(asked, ("{}",))).format(told.said), wish)
        else:
            self._leaves()

    def _corrects(self) -> None:
        wish = self.on_top
        could = [what for what in CORRECTED if wish and what in wish.newest]
        if wish is None or not could:
            return self._looks()
        both = [pair for pair in BOTH if wish.newest.keys() >= {*pair}]
        if both and self.chance.random() < 0.5:
            return self._corrects_both(wish, both[0])
        what = self.chance.choice(could)
        old = wish.newest[what]
        if new := self._tells(wish, what):
            self._says(self.chance.choice(RATHER).format(old=old.said, new=new.said), wish)

    def _corrects_both(self, wish: Wish, pair: tuple[str, ...]) -> None:
        told = {what: one for what in pair if (one := self._tells(wish, what))}
        if len(told) < len(pair):
            return self._leaves()
        self.acts["corrects two at once"] += 1
        self._says(
            self.chance.choice(BOTH[pair]).format(**{what: one.said for what, one in told.items()}), wish
        )
        if self._order:
            shown = Document.read(orders.order(self.phone.db, self.phone.owner, UUID(self._order)).document)
            lines = {line.get("text", line.get("fen")) for line in shown.content["lines"]}
            self.lost += [
                one.said
                for what, one in told.items()
                if what != "term" and not {one.told, getattr(one.told, "fen", None)} & lines
            ]

    def _taps(self) -> None:
        taps = self.phone.reply.taps if self.phone.reply else []
        if not taps:
            return self._leaves()
        tap, before = self.chance.choice(taps), self._switching
        self.said.append((f"[{tap.label}]", self.phone.taps_option(tap.option_id, tap.label)))
        self._notices(before if tap.label.startswith("改办") else None)

    def _leaves(self) -> None:
        self._says("取消", None)

    def _goes_back(self) -> None:
        self._says("返回", None)

    def _signs(self) -> None:
        number = UUID(self._order)
        db = replace(self.phone.db, now=self.phone.now)
        orders.sign(db, self.device, number, "a signature")
        self.phone.happens("signed", number)
        self.said.append(("(signs)", self.text))

    # --- in which words

    def wants(self, flow: str, opening: str) -> None:
        """Begin this, in these words."""
        if self._switching and any(tap.label == f"改办{opening}" for tap in self._offered):
            return self._says(opening, self._switching)  # it is said by its title which wish comes first
        named, told, on_top = re.findall("{(.+?)}", opening), dict[str, str](), self.on_top
        # The same once more, or more of it, or what is asked, or only how much, is told for what is open; what was told
        # otherwise, and is no answer, is another wish.
        goes_on = (
            on_top is not None
            and on_top.flow == flow
            and (self.asked in named or named == ["amount"] or not on_top.newest.keys() & set(named))
        )
        wish = on_top if on_top and goes_on else Wish(flow)
        for what in named:
            if (one := self._tells(wish, what)) is None:
                return  # there is no more of it to tell
            told[what] = one.said
        self.wishes += [] if goes_on else [wish]
        self._says(opening.format(**told), wish)

    def _tells(self, wish: Wish, what: str) -> Value | None:
        deal: dict[str, Callable[[], Value | None]] = {
            "payee": self.stock.person,
            "amount": self.stock.sum,
            "least": self.stock.sum,
            "small": lambda: (
                self.stock.sum(60, 199) if "single" not in wish.newest else self.stock.sum(300, 900)
            ),
            "term": self.stock.term,
            "tail": self.stock.tail,
            "period": self.stock.month,
            "when": self.stock.day,
            "memo": self.stock.memo,
            "message": self.stock.message,
        }
        value = deal[what]()
        if value is not None:
            wish.told[value.told] = "amount" if what == "small" else what
            wish.newest[what] = value
        return value

    def _says(self, text: str, wish: Wish | None) -> None:
        self.said.append((text, self.phone.says(text)))
        self._notices(wish)

    # --- what they see

    def _notices(self, meant: Wish | None) -> None:
        """A conversation that is new serves what was meant just now."""
        chat = store.chat_of(self.phone.db, self.phone.owner)
        self.stack = chat.stack
        for one in [*chat.stack, *([chat.last] if chat.last else [])]:
            if meant and one.conversation_id not in self.of and one.flow == meant.flow:
                self.of[one.conversation_id] = meant
        self._switching = (
            meant if meant and any("改办" in tap.label for tap in self._offered) else self._switching
        )
        if chat.last and not chat.stack:
            self.last = self.of.get(chat.last.conversation_id)

    stack: list[Conversation] = []  # noqa: RUF012 - replaced, never added to
    _switching: Wish | None = None

    @property
    def _offered(self) -> list[Offered]:
        return list(self.phone.reply.taps) if self.phone.reply else []

    @property
    def on_top(self) -> Wish | None:
        """What the conversation on top serves."""
        return self.of.get(self.stack[-1].conversation_id) if self.stack else None

    @property
    def text(self) -> str:
        """The sentences of the last reply."""
        parts = self.phone.reply.parts if self.phone.reply else []
        return "\n".join(part for part in parts if isinstance(part, str))

    @property
    def asked(self) -> str:
        """What is asked for now."""
        found = [(self.text.rfind(question), what) for question, what in ASKED if question in self.text]
        return max(found)[1] if found else ""

    @property
    def _order(self) -> str:
        parts = self.phone.reply.parts if self.phone.reply else []
        found = [match[1] for part in parts if isinstance(part, Link) and (match := ORDER.search(part.url))]
        return found[-1] if found else ""
