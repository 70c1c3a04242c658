"""Who is to be paid: as the customer names them, and as the bank has found them. Pure."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from guitai.clearing.banks import OWN_CODE, bank
from guitai.clearing.names import same_name
from guitai.language import Words
from guitai.money import Money
from guitai.naming import as_asked, grouped, masked
from guitai.understanding.fold import fold
from guitai.understanding.orders.relatives import meant
from guitai.understanding.slots.kin_words import KIN as RELATIVES
from guitai.understanding.slots.kin_words import SURNAME, TITLE
from guitai.understanding.slots.own_accounts import ANY
from guitai.understanding.slots.people import name_in
from guitai.understanding.slots.sounding import ALIKE, SAME, closeness

# What families call one another; each group is one person. Whom a customer calls so, only the customer knows.
KIN = [
    frozenset(words.split())
    for words in (
        "妈 妈妈 老妈 阿妈 母亲 麻麻 mum mom mother",
        "爸 爸爸 老爸 阿爸 父亲 粑粑 dad father",
        "爸妈 父母 parents",
        "老婆 媳妇 妻子 太太 爱人 wife",
        "老公 丈夫 先生 husband",
        "儿子 son",
        "女儿 闺女 daughter",
        "哥 哥哥 大哥",
        "弟 弟弟",
        "姐 姐姐 大姐",
        "妹 妹妹",
        "爷爷 grandpa grandfather",
        "奶奶 grandma grandmother",
        "外公 姥爷",
        "外婆 姥姥",
        "孩子 child",
        "房东 landlord landlady",
        "房客 租客 tenant",
        "老板 boss",
        "同事 colleague",
        "室友 roommate",
        "朋友 friend",
        "女朋友 girlfriend",
        "男朋友 boyfriend",
    )
]
SELF = frozenset("我 自己 我自己 本人 我本人 自个 我自个 me myself".split())
MINE = re.compile("^(?:[我咱]们?家?的?|(?:my|our) )(?=.)")
BEHIND = re.compile(
    "(?<=..)(?:本人|自己)?(?:的(?:(?:银行)?(?:卡|卡号|账户|账号|户头|户口))?|(?<=本人))$"
)  # 王小明的卡
NICKNAME = re.compile("[老小阿].{1,2}|.{1,2}[哥姐叔姨总]")  # 小王, 老李, 张姐: nobody's name in their papers

ROLE = re.compile(
    rf"(?:(?:大学|高中|初中|小学|前|老)?(?:{RELATIVES}|同学|[工球牌队病网驴]友|客户|朋友))+(?=..)"
)
CALLED = re.compile(rf"{NICKNAME.pattern}|.{{1,2}}{TITLE}|(.)\1")  # 老周, 王姐, 卞老师, 佳佳
FULL_NAME = re.compile(rf"{SURNAME}[\u3400-\u9fff]{{1,2}}")
NOBODY = re.compile(rf"(?:{RELATIVES}|小孩|小朋友|小[男女]孩)$|.*[店厨院吃炒馆铺屋面记坊司所社厂部会]$")


@dataclass(frozen=True)
class To:
    """Whom the customer wants to pay, in their own words: by name, by number, by mobile; or an account of their own.

    `own` is the tail of one, or `ANY`; `amount` is how much, where they said that too, and `told_at` when. `digits` are
    such a tail, or else a sum: the books know. A name said `aloud`, or in a picture, may be another's that
    sounds or looks like it; it is the same name all the same. `bank`, where they named one, is its clearing code.
    `payer` is their own account that they pay from, where they said that too, by its tail or kind, and `payer_at` when.
    `role` is what they call them, where the name was told after that.
    """

    name: str = ""
    number: str = ""
    mobile: str = ""
    own: str = ""
    amount: Money | None = None
    digits: str = ""
    told_at: datetime | None = field(default=None, compare=False)
    aloud: bool = field(default=False, compare=False)
    bank: str = field(default="", compare=False)
    payer: str = ""
    payer_at: datetime | None = field(default=None, compare=False)
    role: str = ""

    @property
    def named(self) -> bool:
        """Whether it says anything."""
        return bool(self.name or self.number or self.mobile or self.own)

    @property
    def oneself(self) -> bool:
        """Whether it is the customer, who does not say into which account."""
        return self.own == ANY or (not self.number and fold(self.name) in SELF)

    @property
    def called(self) -> Words:
        """How the chat repeats it: a number by its tail."""
        if self.oneself:
            return Words("您自己")
        if self.name:
            return Words("{name}", {"name": self.name})
        if self.mobile:
            return Words("手机尾号{tail}", {"tail": self.mobile[-4:]})
        return Words("尾号{tail}", {"tail": self.number[-4:] or self.own})

    @property
    def beside(self) -> Words:
        """What was said beside whom to pay, as the chat repeats it."""
        payer = Words("尾号{tail}", {"tail": self.payer}) if self.payer.isdigit() else as_asked(self.payer)
        if not self.payer:
            return Words("好的，转{amount}。", {"amount": self.amount})
        if not self.amount:
            return Words("好的，从{payer}付款。", {"payer": payer})
        return Words("好的，转{amount}，从{payer}付款。", {"amount": self.amount, "payer": payer})

    def settled(self, *, own: bool) -> "To":
        """With its digits as a tail of their own account, or as how much."""
        if own:
            return replace(self, own=self.digits, digits="", amount=None, told_at=None)
        return replace(self, digits="")

    def reached_at(self, there: "To", at: str) -> "To":
        """The same, by the number or the name that was told of them; `at` is their bank, unless that says otherwise."""
        name = "" if self.oneself else there.name or self.name
        role = self.known_by if there.name else self.role
        return To(name, there.number, there.mobile, bank=there.bank or at, aloud=there.aloud, role=role)

    def amended(self, by: "To") -> "To":
        """With what was said once more in the place of what was wrong: the rest stays."""
        told, pays = by if by.amount else self, by if by.payer else self
        better = replace(
            by, amount=told.amount, told_at=told.told_at, payer=pays.payer, payer_at=pays.payer_at
        )
        if by.own:
            return better
        where = by if by.number or by.mobile else self
        return replace(
            better,
            name=by.name or self.name,
            number=where.number,
            mobile=where.mobile,
            own="" if by.named else self.own,
            bank=by.bank or where.bank,
            aloud=by.aloud or self.aloud,
        )

    @property
    def legal_name(self) -> str:
        """The name, where it may be the one that an account is kept in."""
        role = ROLE.match(self.name)
        called = MINE.match(fold(self.name)) or kin(self.name) or NICKNAME.fullmatch(self.name)
        called = called or (role and CALLED.fullmatch(self.name, role.end()))
        return "" if self.oneself or called else self.name

    @property
    def known_by(self) -> str:
        """What the customer calls them, where that is no name that an account is kept in."""
        return self.role or ("" if self.legal_name else self.name)


@dataclass(frozen=True)
class Payee:
    """Somebody who can be paid. `bank` is a clearing code, empty while it isn't known; so is `name`.

    `called` is what the customer calls them. What the customer did not give is shown in part only: a `name` that the
    bank has from its own books (`name_given` False), a `number` that was found by something else (`number_given`).
    `proved` says that a payment has arrived there before; `mine` that it is the customer's own account in this bank.
    """

    name: str
    number: str
    bank: str
    called: str = ""
    name_given: bool = True
    number_given: bool = True
    proved: bool = False
    mine: bool = False

    @property
    def here(self) -> bool:
        """Whether the account is one of this bank's."""
        return self.bank == OWN_CODE

    @property
    def tail(self) -> str:
        """The number's last four digits."""
        return self.number[-4:]

    @property
    def shown_name(self) -> str:
        """The name as far as the customer may see it: 张三, or *三 where only the bank knew it."""
        return self.name if self.name_given else f"*{self.name[1:]}"

    @property
    def shown_number(self) -> str:
        """The number in groups of four, or its two ends."""
        if not self.number_given:
            return masked(self.number)
        return grouped(self.number)

    @property
    def private_name(self) -> Words:
        """What stands on a card beside its number in a list."""
        about = {"name": self.shown_name, "bank": bank_name(self.bank), "tail": self.tail}
        if self.called:
            return Words("{called}（{name}）{bank} 尾号{tail}", about | {"called": self.called})
        return Words("{name} {bank} 尾号{tail}", about)

    @property
    def known_as(self) -> tuple[str, ...]:
        """What the customer may call them."""
        return tuple(name for name in (self.name, self.called) if name and self.name_given)

    def goes_by(self, said: str) -> bool:
        """Whether the customer means this one by that name, or by what they call them."""
        return same_name(fold(said), fold(self.name)) or (
            bool(self.called) and kin_or_name(said) == kin_or_name(self.called)
        )

    def sounds_like(self, said: str) -> bool:
        """Whether the names sound the same, tones and dialects aside: 章三 for 张三."""
        return any(closeness(said, name) in (SAME, ALIKE) for name in self.names)

    @property
    def names(self) -> tuple[str, ...]:
        """All that they may be called: their name, what the customer calls them, other words for that relative."""
        return tuple(name for name in (self.name, self.called, *sorted(kin(self.called))) if name)


@dataclass(frozen=True)
class Own(Payee):
    """An account of the customer's own, to choose from: it may be named in their chat."""

    @property
    def public_name(self) -> Words:
        """What the tap says."""
        return Words("尾号{tail}", {"tail": self.tail})

    @property
    def known_as(self) -> tuple[str, ...]:
        """What the customer may call it."""
        return self.tail, f"尾号{self.tail}"


@dataclass(frozen=True)
class Another(Payee):
    """None of those that were found."""

    name: str = ""
    number: str = ""
    bank: str = ""

    @property
    def public_name(self) -> Words:
        """What the tap says."""
        return Words("都不是")


def bank_name(code: str) -> Words:
    """What a bank is called."""
    return Words(bank(code).short) if code else Words("")


def name_alone(said: str) -> str:
    """The name without what stands behind it, and without who or whose friend or relative that is, where both are said.

    >>> [name_alone(said) for said in ("王小明的卡", "我同学王小明", "我同学", "李四的妹妹张三")]
    ['王小明', '王小明', '我同学', '张三']
    >>> [name_alone(said) for said in ("老同事蔡国栋", "护工刘姐", "老板娘", "室友妈妈")]
    ['蔡国栋', '护工刘姐', '老板娘', '室友妈妈']
    """
    said = BEHIND.sub("", said)
    if (role := ROLE.match(said)) and _full_name(said, role.end()):
        return said[role.end() :]
    named = name_in(said, closed=True) if MINE.match(said) else None
    first = name_in(said)
    named = named or (meant(said, *first) if first else None)
    return said[named[0] :] if named and named[1] == len(said) else said


def _full_name(said: str, at: int) -> bool:
    """Whether that is all that stands there. Who is called by less may be anybody: 护工刘姐 is not just any 刘姐."""
    less = CALLED.fullmatch(said, at) or NOBODY.match(said, at)
    return bool(FULL_NAME.fullmatch(said, at)) and not less


def kin(said: str) -> frozenset[str]:
    """The words for the relative that is meant, empty where it is none: 我妈 is 妈妈."""
    word = MINE.sub("", fold(said).strip())
    return next((words for words in KIN if word in words), frozenset())


def kin_or_name(said: str) -> frozenset[str]:
    """What two ways to call somebody have in common."""
    return kin(said) or frozenset({MINE.sub("", fold(said).strip())})
