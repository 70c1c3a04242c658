"""How strongly a payment has to be signed: the limits of each strength, and what is refused at any. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Self

from guitai.errors import Refusal
from guitai.language import Words
from guitai.money import Money
from guitai.settings import LimitSettings

# Past 50,000 yuan on a day, all counted, only a certificate or the like will do: PBoC notice 银发〔2016〕261号.
UNCERTIFIED_DAY = Money(50_000_00)


class Strength(IntEnum):
    """By what a payment is authorised; each but the first has all that the one before it has."""

    RULE = 1  # the customer's small-amount rule: nothing is signed
    PIN = 2  # a device's signature, and the PIN
    CODE = 3  # and a code by SMS
    CERTIFICATE = 4  # and the bank's certificate on the device's key


ON_A_NEW_DEVICE = (Strength.PIN, Strength.CODE)


class OverSingle(
    Refusal,
    code="limits.single",
    says="在微信里一笔最多付{most}，这一笔没有办理。请您减少金额，或到本行网点办理。",
):
    """More than can be paid at once with any signature."""


class OverDay(
    Refusal,
    code="limits.day",
    says="这样会超过在微信里一天最多付{most}的限额，这一笔没有办理。请您减少金额或改天再付，也可以到本行网点办理。",
):
    """With what was paid today, more than can be paid on a day with any signature."""


class OverYear(
    Refusal,
    code="limits.year",
    says="这样会超过在微信里一年最多付{most}的限额，这一笔没有办理。请您到本行网点办理，或明年再付。",
):
    """With what was paid this year, more than can be paid in a year: 银发〔2016〕261号 has banks agree on one."""


class OverLow(
    Refusal,
    code="limits.low",
    says=(
        "新设备在绑定后24小时内，一笔最多付{single}，一天最多付{day}，这一笔没有办理。"
        "请您减少金额、用原来的设备签名，或过了24小时再付；着急的话可以到本行网点办理。"
    ),
):
    """More than a device may sign in its first 24 hours."""


@dataclass(frozen=True)
class Limit:
    """The most that may be paid at once, and on a day."""

    single: Money
    day: Money

    def allows(self, amount: Money, *, after: Money) -> bool:
        """Whether this amount may be paid when so much was paid today. What reaches a limit is within it."""
        return amount <= self.single and after + amount <= self.day


@dataclass(frozen=True)
class Limits:
    """The limits at each strength, those of a device in its first 24 hours, and the most in a calendar year."""

    at: Mapping[Strength, Limit]
    low: Limit
    year: Money

    @classmethod
    def of(cls, settings: LimitSettings) -> Self:
        """As the installation has set them."""
        at = {
            Strength.RULE: _limit(settings.rule_single_yuan, settings.rule_day_yuan),
            Strength.PIN: _limit(settings.pin_single_yuan, settings.pin_day_yuan),
            Strength.CODE: _limit(settings.code_single_yuan, settings.code_day_yuan),
            Strength.CERTIFICATE: _limit(settings.certificate_single_yuan, settings.certificate_day_yuan),
        }
        return cls(
            at, _limit(settings.low_single_yuan, settings.low_day_yuan), Money(settings.year_yuan * 100)
        )


def needed(
    amount: Money,
    limits: Limits,
    *,
    spent: Mapping[Strength, Money],
    payee_known: bool,
    low: bool = False,
    at_least: Strength = Strength.RULE,
) -> Strength:
    """The weakest strength at which this may be paid now, or why it can't be paid at all.

    `spent` is what the customer has paid today, by strength, on whatever device. All of it counts against the low
    limits, which hold where `low`: the device that signs is in its first 24 hours.
    """
    least = max(at_least, Strength.RULE if payee_known else Strength.CODE)
    for strength in ON_A_NEW_DEVICE if low else Strength:
        if strength >= least and _allowed(amount, strength, limits, spent, low=low):
            return strength
    detail = f"{amount} after {_total(spent)} today"
    most = limits.at[Strength.CERTIFICATE]
    if amount > most.single:
        raise OverSingle(most=in_words(most.single), detail=detail)
    if low:
        raise OverLow(single=in_words(limits.low.single), day=in_words(limits.low.day), detail=detail)
    raise OverDay(most=in_words(most.day), detail=detail)


def why_more(
    strength: Strength, amount: Money, limits: Limits, *, payee_known: bool, news: bool
) -> Words | None:
    """Why this strength asks for more than device and PIN, for the customer; None where it does not.

    `news` says that a device of theirs is in its first 24 hours.
    """
    if strength < Strength.CODE:
        return None
    if strength is Strength.CERTIFICATE:
        most = limits.at[Strength.CODE].single
        if amount > most:
            return Words("金额超过{most}，这一笔要加短信验证码和数字证书。", {"most": most})
        return Words("当天付款较多，这一笔要加短信验证码和数字证书。")
    if not payee_known:
        return Words("第一次付给对方，这一笔要加短信验证码。")
    if news:
        return Words("您有新绑定的设备，这一笔要加短信验证码。")
    most = limits.at[Strength.PIN].single
    if amount > most:
        return Words("金额超过{most}，这一笔要加短信验证码。", {"most": most})
    return Words("当天付款较多，这一笔要加短信验证码。")


def within_day(amount: Money, strength: Strength, limits: Limits, spent: Mapping[Strength, Money]) -> bool:
    """Whether the day leaves room for it at this strength.

    Against the limit of a strength counts what was paid at that strength or a weaker one: so much at most can be lost
    to somebody who has just that. What is paid at a weaker one has to be within the day of the stronger ones too, or
    the order of payments mattered.
    """
    stronger = (one for one in Strength if one >= strength)
    room = all(_total(spent, up_to=one) + amount <= limits.at[one].day for one in stronger)
    return room and (strength is Strength.CERTIFICATE or not certified_only(amount, spent))


def certified_only(amount: Money, spent: Mapping[Strength, Money]) -> bool:
    """Whether this, with all that was paid today, is more than may be paid without a certificate."""
    return _total(spent) + amount > UNCERTIFIED_DAY


def in_words(limit: Money) -> Words:
    """A limit that is public, so that a refusal may name it."""
    return Words("{limit}", {"limit": limit})


def _allowed(
    amount: Money, strength: Strength, limits: Limits, spent: Mapping[Strength, Money], *, low: bool
) -> bool:
    if low and not limits.low.allows(amount, after=_total(spent)):
        return False
    return amount <= limits.at[strength].single and within_day(amount, strength, limits, spent)


def _total(spent: Mapping[Strength, Money], *, up_to: Strength = Strength.CERTIFICATE) -> Money:
    return sum((paid for strength, paid in spent.items() if strength <= up_to), Money(0))


def _limit(single_yuan: int, day_yuan: int) -> Limit:
    return Limit(Money(single_yuan * 100), Money(day_yuan * 100))


DEFAULTS = Limits.of(LimitSettings())
