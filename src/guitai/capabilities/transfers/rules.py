"""What a customer says about a transfer, read: to whom, from where, how much, with which words. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from guitai.capabilities.transfers.names import BEFORE_NAME, LATIN_NAME, NAMED, name_said, nobody
from guitai.capabilities.transfers.whom import To, name_alone
from guitai.clearing.banks import Bank, bank_named
from guitai.clearing.names import same_name
from guitai.language import Words
from guitai.ledger.chart import AccountKey
from guitai.money import Money
from guitai.naming import account_name, joined, known_as
from guitai.understanding.answer import Answer, How, Unclear
from guitai.understanding.fold import fold
from guitai.understanding.fold import said as as_said
from guitai.understanding.short_answers import amount_in
from guitai.understanding.slots.account_words import FROM, KINDS, TAIL
from guitai.understanding.slots.people import likely
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.transfer_words import REMOVE, RENAME, Monthly
from guitai.understanding.unread_amount import amount_said

T = TypeVar("T")

LONGEST_MEMO = 60
NUMBER = re.compile(r"(?<!\d)\d{12,30}(?!\d)")
AROUND_NUMBER = re.compile(
    r"(?:银行)?(?:账号|卡号|账户|手机号?码?|电话)[是为]?|[\d*,，、。.;；:：-]|(?<![A-Za-z])\s|\s(?![A-Za-z])"
)
UNREAD = (How.SPOKEN, How.PICTURE)  # a recogniser's words
PAUSE = re.compile("[,，、。;；]")
BARE = re.compile(r"[\d\s,.]+")
SHORT_SUM = re.compile(r"\d{2,5}(?:\.\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?")
SHORT_NAME = re.compile(
    r"(?!.*[的是我你他她它这那])[\u3400-\u9fff·]{2,4}|[\u3400-\u9fff（）()]{2,56}(?:公司|店|厂|中心)"
)
WRITTEN_NAME = re.compile(r"[A-Z][a-z'-]+(?: [A-Z][a-z.'-]*)+")

# What stands around what somebody is to be called: 就叫他老张吧.
AROUND_NICKNAME = re.compile(
    r"^(?:以后|就|我?[想要]|还是|请|[管把]?[他她它]|对方)*(?:改[成为叫]|换成|备注[成为]|叫[做作]?|称呼|喊)[他她它]?[为做作叫]?(?=.)"
    r"|^就(?=.+吧$)|(?<=.)(?:(?<![酒网])吧|就行了?|就好了?|就可以了?|好了)$"
    r"|^(?:just )?(?:call (?:him|her|them|it)|rename (?:him|her|them|it) to|change it to|make it) |(?<=.),? please$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Payer:
    """The account that is paid from."""

    key: AccountKey
    kind: str
    number: str

    @property
    def tail(self) -> str:
        """The number's last four digits."""
        return self.number[-4:]

    @property
    def public_name(self) -> Words:
        """The customer's own accounts may be named in the chat, by kind and tail."""
        return account_name(self.kind, self.tail)

    @property
    def known_as(self) -> tuple[str, ...]:
        """What the customer may call it."""
        return known_as(self.kind, self.tail)


@dataclass(frozen=True)
class Sources:
    """The accounts from which something may be paid, the likeliest first.

    `several`: the customer has more than these. `missed`: none of theirs goes by what they said. `same`: what they said
    is the account that is paid. `lost` are those of theirs whose card is lost; `gone` is the one of these they named.
    """

    accounts: tuple[Payer, ...]
    several: bool
    missed: bool
    same: bool
    lost: tuple[Payer, ...] = ()
    gone: Payer | None = None

    @property
    def likeliest(self) -> Payer:
        """The one that is paid from, unless the customer says otherwise."""
        return self.accounts[0]

    @property
    def public_name(self) -> Words:
        """From which it is paid, and how to say that it shall be another."""
        payer, others = self.likeliest.public_name, self.accounts[1:]
        plain = Words("从{payer}付款。", {"payer": payer})
        if others:
            plain = Words(
                "从{payer}付款，要换请说“改用尾号{tail}”。", {"payer": payer, "tail": others[0].tail}
            )
        if not self.lost:
            return plain
        lost = joined([one.public_name for one in self.lost])
        return Words("{lost}已经挂失，这一笔{plain}", {"lost": lost, "plain": plain})


class Way(StrEnum):
    """How to go on after what was said of a payee was wrong twice."""

    AGAIN = "again"
    ANOTHER = "another"
    LEAVE = "leave"

    @property
    def public_name(self) -> Words:
        """What the tap says."""
        return WAYS[self]

    @property
    def known_as(self) -> tuple[str, ...]:
        """The same, said."""
        return (self.public_name.text,)


WAYS = {
    Way.AGAIN: Words("再发一次"),
    Way.ANOTHER: Words("换一个收款人"),
    Way.LEAVE: Words("不转了"),
}


def text_in(slot: str) -> Callable[[Answer], str]:
    """A reader of a slot that is text already."""

    def read(answer: Answer) -> str:
        found = answer.slots.get(slot)
        if not isinstance(found, str):
            raise Unclear("抱歉，没有听明白。")
        return found

    return read


def somebody(answer: Answer) -> To:
    """Whom to pay: a name, an account number, or a mobile number. How much and from where is kept, even said alone."""
    number, mobile = _number(answer), answer.slots.get("mobile")
    own, payer = _own_accounts(answer)
    said = answer.slots.get("amount")
    amount = said if isinstance(said, Money) and said.fen > 0 else None
    told = To(
        amount=amount,
        told_at=answer.said_at if amount else None,
        bank=_bank_beside(answer),
        payer=payer,
        payer_at=answer.said_at if payer else None,
    )
    bare = BARE.fullmatch(as_said(answer.text))
    if own:
        return replace(told, digits=own) if bare and amount else replace(told, own=own)
    if number or isinstance(mobile, str):
        named = answer.slots.get("payee", _name_beside(answer.text))
        mobile = mobile if isinstance(mobile, str) and not number else ""
        return replace(told, name=named if isinstance(named, str) else "", number=number, mobile=mobile)
    if bare and SHORT_SUM.fullmatch(bare[0]) and (alone := amount_in(answer.text)):
        return To(amount=alone, told_at=answer.said_at)
    # More digits alone are a piece of an account number, as like as not; a sum not in these words was told before them.
    beside = payer or (amount_in(answer.text) and amount and not bare)
    if beside and not any(slot in answer.slots for slot in NAMED):
        return told
    name = _name_beside(answer.text) if told.bank and not any(slot in answer.slots for slot in NAMED) else ""
    return replace(told, name=name or name_said(answer), aloud=answer.how in UNREAD)


def number_of(to: To) -> Callable[[Answer], To]:
    """A reader of an account number or a mobile number: the name alone leads nowhere here, where that is known.

    Where it isn't, and they are only called something (我妈), their name may be told before the number, or with it.
    """

    def read(answer: Answer) -> To:
        number, mobile = _number(answer), answer.slots.get("mobile")
        mobile = mobile if isinstance(mobile, str) and not number else ""
        told = str(answer.slots.get("payee", ""))
        name = told if in_full(to, told) else "" if to.legal_name or to.oneself else _full_name(answer)
        if not (number or mobile or name):
            raise Unclear("请发完整的卡号或账号，一般是16到19位数字；或者发11位手机号。")
        return To(
            name, number, mobile, bank="" if mobile else _bank_beside(answer), aloud=answer.how in UNREAD
        )

    return read


def in_full(to: To, name: str) -> bool:
    """Whether it is the full name of who was called by what is given to them: 王秀英, said of 秀英."""
    called, full = fold(to.legal_name), fold(name)
    return (
        len(called) > 1
        and len(called) < len(full) <= len(called) + 2
        and full.endswith(called)
        and likely(full)
    )


def same_payee(to: To, number: str, read: Callable[[Answer], T]) -> Callable[[Answer], T]:
    """The same reader, of what names nobody else, and no other account than `number`, where that is known.

    What a slip says of one payee never becomes another's.
    """

    def theirs(answer: Answer) -> T:
        other, account = answer.slots.get("payee"), answer.slots.get("account_no")
        if number and isinstance(account, str) and account != number:
            raise Unclear(
                "您发的是另一个账号。要转到那个账号，请说“改成”，再加账号；不换的话，请只回答下面的问题。"
            )
        theirs_ = isinstance(other, str) and (
            same_name(fold(other), fold(to.legal_name)) or in_full(to, other)
        )
        if to.legal_name and isinstance(other, str) and not theirs_:
            raise Unclear(
                "您发的是{other}的账号，不是{whom}的。要转给{other}，请说“不是{whom}是{other}”，再发账号。",
                other=other,
                whom=to.name,
            )
        return read(answer)

    return theirs


def by_name(answer: Answer) -> To:
    """Whom to pay, by name, and whether that was read by anybody before it came here."""
    return To(name_said(answer), aloud=answer.how in UNREAD)


def bank_asked(answer: Answer) -> str:
    """The clearing code of the bank that is named."""
    found = _bank(answer)
    if found is None:
        raise Unclear("没有找到这家银行，或者暂时转不到。请说银行的名字，比如“招商银行”。")
    return found.code


def amount_meant(answer: Answer) -> Money:
    """The amount of a transfer that is asked after."""
    return amount_said(answer)


def monthly_meant(answer: Answer) -> bool:
    """Whether it is the ones that go out every month that are meant."""
    return isinstance(answer.slots.get("arrival"), Monthly)


def said_so(slot: str) -> Callable[[Answer], bool]:
    """A reader of whether that was said: `lately`, that what is open is left, where nothing is (取消 after a transfer);
    `mistaken`, that what was sent last should not have been."""
    return lambda answer: answer.slots.get(slot) is True


def period_said(answer: Answer) -> Period:
    """The days on which it was accepted."""
    found = answer.slots.get("period")
    if not isinstance(found, Period):
        raise Unclear("没有看懂是哪段时间。您可以说“昨天”“上周”，或者“11月1日到15日”。")
    return found


def memo_said(answer: Answer) -> str:
    """What is remarked on the transfer."""
    found = text_in("memo")(answer)
    if len(found) > LONGEST_MEMO:
        raise Unclear("附言最多60个字，请说短一些。")
    return found


def account_named(to: To) -> Callable[[Answer], str]:
    """A reader of the own account to pay from, by its tail or its kind: of two that were named the later counts."""

    def newer(answer: Answer) -> str:
        return to.payer if to.payer_at and answer.said_at < to.payer_at else text_in("account")(answer)

    return newer


def none_of_them(answer: Answer) -> Payer:
    """Says of an answer that is none of a list that it is none."""
    raise Unclear("没有听明白从哪个账户付。请点选，或者说账户的尾号。")


def told_anew(answer: Answer) -> Payer:
    """Says how a smaller sum is told: digits alone might be an account's."""
    if BARE.fullmatch(as_said(answer.text)) and (sum_alone := amount_in(answer.text)):
        raise Unclear("要转{amount}，请说“改成{said}”。", amount=sum_alone, said=as_said(answer.text))
    raise Unclear("没有听明白。请点选一个账户，或者说账户的尾号；要改金额，请说“改成”再加金额。")


def nickname(answer: Answer) -> str:
    """What the customer wants to call a payee."""
    text = AROUND_NICKNAME.sub("", as_said(answer.text).strip("。.!！ ")).strip('“”" ')
    if not 0 < len(text) <= 20 or any(character.isdigit() for character in text) or nobody(text):
        raise Unclear("称呼请用1到20个字，不带数字，比如“老张”。")
    return text


def deal_asked(answer: Answer) -> str:
    """What to do with a payee: `remove` or `rename`."""
    found = text_in("deal")(answer)
    if found not in (REMOVE, RENAME):
        raise Unclear("抱歉，没有听明白。")
    return found


def _own_accounts(answer: Answer) -> tuple[str, str]:
    """The tail of the customer's own account that is paid, and what they call the one that pays; empty where unsaid."""
    own, account = answer.slots.get("own"), answer.slots.get("account")
    account = account if isinstance(account, str) else ""
    if isinstance(own, str):
        return own, account
    return ("", account) if _pays(answer.text) else (account if account.isdigit() else "", "")


def _pays(text: str) -> bool:
    """Whether an account is named to pay from: 用尾号6688, 从活期付."""
    folded = fold(as_said(text))
    named = (match for words in (TAIL, *KINDS.values()) for match in words.finditer(folded))
    return any(FROM.search(folded[: match.start()]) for match in named)


def _number(answer: Answer) -> str:
    """The account number in an answer; empty where there is none."""
    found = answer.slots.get("account_no")
    if isinstance(found, str):
        return found
    alone = NUMBER.search(re.sub(r"(?<=\d)[\s-](?=\d)", "", as_said(answer.text)))
    return alone[0] if alone else ""


def _name_beside(text: str) -> str:
    """The name that stands beside a number, as in 陈国强 6239…, or between marks; empty where there is hardly one."""
    plain = as_said(text)
    bare = (BEFORE_NAME.sub("", AROUND_NUMBER.sub("", part)) for part in (plain, *PAUSE.split(plain)))
    names = (one for one in bare if SHORT_NAME.fullmatch(one) or LATIN_NAME.fullmatch(one))
    return next((one for one in names if bank_named(one) is None), "")


def _full_name(answer: Answer) -> str:
    """Somebody's name as it may stand in their papers; empty where what is said is hardly one."""
    read = next((answer.slots[slot] for slot in NAMED if slot in answer.slots), "")
    name = name_alone(str(read) or _name_beside(answer.text))
    plausible = likely(fold(name)) or WRITTEN_NAME.fullmatch(name)
    return name if plausible and To(name).legal_name else ""


def _bank_beside(answer: Answer) -> str:
    """The clearing code of the bank that was named with whom to pay; empty where none was."""
    named = answer.slots.get("bank")
    found = bank_named(named) if isinstance(named, str) else None
    return found.code if found else ""


def _bank(answer: Answer) -> Bank | None:
    named = answer.slots.get("bank")
    return bank_named(named if isinstance(named, str) else as_said(answer.text).strip("。.!！吧 "))
