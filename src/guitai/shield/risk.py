"""What is unusual about a payment, and what the bank asks for then: a stronger signature, or a delay. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from guitai.language import Words
from guitai.money import Money
from guitai.shield.strength import Strength
from guitai.zone import BANK_ZONE, day_of

# A code goes to the mobile that the bank has, so whoever has only the phone's WeChat and the PIN does not get it.
STEP_UP = Strength.CODE
# As long as somebody who was talked into paying may need to talk to somebody else: 银发〔2016〕261号 gives those who
# pay at a machine as long, and 反电信网络诈骗法 art. 18 lets a bank delay what looks like fraud.
DELAY = timedelta(hours=24)

NEW_DEVICE = timedelta(hours=24)  # as long as its limits are low: docs/shield.md §7
NIGHT_FROM, NIGHT_UNTIL = time(23), time(6)  # its owner sleeps, so nobody sees the notice of a payment
AT_NIGHT = Money(1_000_00)  # as much as a new device may pay: a taxi and a chemist's are no risk
IN_AN_HOUR = 5  # a family's shopping is fewer; who empties an account splits it to stay below the limits
HOUR_SUM = Money(10_000_00)  # half of what goes on a day with device and PIN
IN_A_DAY = 20
DAY_SUM = Money(50_000_00)  # as much as goes on a day without a certificate
UNUSUAL_TIMES = 3  # the largest payment of 90 days; rent, fees and school are within it
UNUSUAL_FROM = Money(1_000_00)  # below it, three times of little is little
ELDER_AGE = 65  # 周岁; they are called most by those who pose as police or grandchildren


@dataclass(frozen=True)
class Payments:
    """How many there were, and how much they came to."""

    count: int
    total: Money


NO_PAYMENTS = Payments(0, Money(0))


@dataclass(frozen=True)
class Facts:
    """What is known about a payment that is about to be made, and about who makes it.

    `device_age` is None for a customer's first device, which is as good as any, and where no device is known yet.
    `usual` is the customer's largest payment in 90 days, None where none went out from here. `first_most` is how
    much may be paid to a new payee before that is unusual.
    """

    amount: Money
    at: datetime
    payee_known: bool
    device_age: timedelta | None = None
    last_hour: Payments = NO_PAYMENTS
    last_day: Payments = NO_PAYMENTS
    usual: Money | None = None
    born_on: date | None = None
    first_most: Money = field(kw_only=True)


@dataclass(frozen=True)
class Reason:
    """Something unusual, in words for the customer and in words for the staff, and what is asked for because of it."""

    code: str
    says: Words
    staff: str
    strength: Strength | None = None
    delayed: bool = False

    @property
    def public_name(self) -> Words:
        """The sentence may be said in the chat: there is no value of the bank's in it."""
        return self.says


@dataclass(frozen=True)
class Verdict:
    """All that was unusual; where nothing was, nothing more is asked for."""

    reasons: tuple[Reason, ...] = ()

    @property
    def strength(self) -> Strength | None:
        """At least so strongly it has to be signed."""
        return max((reason.strength for reason in self.reasons if reason.strength), default=None)

    @property
    def hold(self) -> timedelta:
        """So long it is held, and can be taken back, before it is sent."""
        return DELAY if any(reason.delayed for reason in self.reasons) else timedelta()


Rule = Callable[[Facts], Reason | None]


def judge(facts: Facts, rules: Iterable[Rule]) -> Verdict:
    """What these rules find, in their order."""
    found = (rule(facts) for rule in rules)
    return Verdict(tuple(reason for reason in found if reason))


def new_device(facts: Facts) -> Reason | None:
    """The device joined others less than a day ago: it may be a thief's."""
    if facts.device_age is None or facts.device_age >= NEW_DEVICE:
        return None
    says = Words("这台设备绑定还不到24小时，这一笔要加短信验证码。")
    return Reason("risk.new_device", says, f"the device was bound {facts.device_age} ago", STEP_UP)


def new_payee(facts: Facts) -> Reason | None:
    """The first payment to somebody is a large one."""
    if facts.payee_known or facts.amount <= facts.first_most:
        return None
    says = Words("第一次付给对方，又超过{most}，这一笔要加短信验证码。", {"most": facts.first_most})
    return Reason("risk.new_payee", says, f"the first payment to this payee is {facts.amount}", STEP_UP)


def night(facts: Facts) -> Reason | None:
    """Between eleven at night and six in the morning more than a small sum is paid."""
    at = facts.at.astimezone(BANK_ZONE).time()
    if NIGHT_UNTIL <= at < NIGHT_FROM or facts.amount <= AT_NIGHT:
        return None
    says = Words("夜里23点到6点，超过{most}的付款要加短信验证码。", {"most": AT_NIGHT})
    return Reason("risk.night", says, f"{facts.amount} at {at:%H:%M}", STEP_UP)


def velocity(facts: Facts) -> Reason | None:
    """Many payments, or much money, in a short time before this one."""
    hour, day = facts.last_hour, facts.last_day
    fast = hour.count >= IN_AN_HOUR or hour.total >= HOUR_SUM
    if not fast and day.count < IN_A_DAY and day.total < DAY_SUM:
        return None
    says = Words("您最近付款比较多，这一笔要加短信验证码。")
    staff = f"{hour.count} payments of {hour.total} in an hour, {day.count} of {day.total} in a day"
    return Reason("risk.velocity", says, staff, STEP_UP)


def unusual(facts: Facts) -> Reason | None:
    """Far more than this customer ever pays. Who has paid nothing yet has nothing usual."""
    if facts.usual is None or not far_more(facts.amount, facts.usual):
        return None
    says = Words("这一笔比您平时付的多出不少，要加短信验证码。")
    return Reason("risk.unusual", says, f"{facts.amount}; at most {facts.usual} in 90 days", STEP_UP)


def far_more(amount: Money, usual: Money) -> bool:
    """Whether so much is unusual for somebody who has paid no more than `usual` at once."""
    return amount > max(UNUSUAL_FROM, usual * UNUSUAL_TIMES)


def first_payment(facts: Facts) -> Reason | None:
    """A large sum to somebody new, or any by somebody of 65 or more: it leaves later, unless the wait is given up."""
    age = _age(facts.born_on, day_of(facts.at)) if facts.born_on else 0
    if facts.payee_known or (facts.amount <= facts.first_most and age < ELDER_AGE):
        return None
    says = Words("这是第一次付给对方，为了您的资金安全，默认24小时后转出，转出以前可以撤销。")
    if facts.amount > facts.first_most:  # `new_payee` has said that it is the first time
        says = Words("为了您的资金安全，这一笔默认24小时后转出，转出以前可以撤销。")
    staff = f"a customer of {age}" if age >= ELDER_AGE else "a customer"
    return Reason("risk.first_payment", says, f"{staff} pays a new payee {facts.amount}", delayed=True)


def unsigned_by_new_device(facts: Facts) -> Reason | None:
    """What lets money go unsigned was signed on a device that joined others less than a day ago: time for a veto."""
    if facts.device_age is None or facts.device_age >= NEW_DEVICE:
        return None
    says = Words("这台设备绑定还不到24小时，为了您的资金安全，24小时以后才生效。")
    return Reason("risk.unsigned", says, f"the device was bound {facts.device_age} ago", delayed=True)


STANDING: tuple[Rule, ...] = (unsigned_by_new_device,)  # for a rule that a customer signs, not for a payment
RULES: tuple[Rule, ...] = (new_device, new_payee, night, velocity, unusual, first_payment)


def _age(born_on: date, today: date) -> int:
    """In full years (周岁), the next one from the birthday on."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
