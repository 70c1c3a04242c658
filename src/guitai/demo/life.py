"""How somebody lives: what comes and goes every month, where they spend, and whom they know. Values only."""

from dataclasses import dataclass

from guitai.demo.places import Place
from guitai.demo.plan import About, Party
from guitai.money import Money

ALL_YEAR = tuple(range(1, 13))


@dataclass(frozen=True, slots=True)
class Standing:
    """Money that moves on the same day of each month in `months`.

    `varies` is by how many per cent it may be more or less; `season` holds twelve percentages, January's
    first; `workdays` pays on the last working day until then.
    """

    day: int
    amount: Money
    source: Party
    target: Party
    about: About
    hour: int = 9
    varies: int = 0
    season: tuple[int, ...] = ()
    workdays: bool = False
    months: tuple[int, ...] = ALL_YEAR


@dataclass(frozen=True, slots=True)
class Till:
    """A shop's takings: so many payments a day, in the hours it is open, from people nobody else knows."""

    account: Party
    place: Place  # when it is open, and what is paid there
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Life:
    """One customer's habits, paid from `purse`.

    In a month `moments` purchases; in a year `favours` transfers to friends and `cash` withdrawals, about.
    """

    purse: Party
    standing: tuple[Standing, ...] = ()
    friends: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    moments: int = 0
    favours: int = 0
    cash: int = 0
    till: Till | None = None


SALARY = About("工资", "工资", "代发")
BONUS = About("年终奖", "工资", "代发")
PENSION = About("养老金", "养老金", "代发")
ALLOWANCE = About("转账", "家庭", "网上银行", "生活费")
TO_PARENTS = About("转账", "家庭", "网上银行", "孝敬爸妈")
RENT = About("转账", "居住", "网上银行", "房租", received="房租收入")
MORTGAGE = About("还款", "还款", "代扣", "住房贷款")
WAGES = About("转账", "经营", "网上银行", "工钱", received="工资")
GOODS = About("转账", "经营", "网上银行", "货款")
FAMILY = About("转账", "家庭", "网上银行")
ELSEWHERE = About("转账", "本人转账", "网上银行", "转本人他行账户")
SAVING = About("转账", "本人转账", "网上银行", "攒钱")
POWER = About("电费", "缴费", "代扣")
WATER = About("水费", "缴费", "代扣")
GAS = About("燃气费", "缴费", "代扣")
PHONE = About("话费", "通讯", "代扣")
PREMISES = About("物业费", "居住", "代扣")

POWER_SEASON = (120, 110, 85, 70, 75, 105, 165, 180, 130, 80, 75, 100)
GAS_SEASON = (150, 140, 120, 100, 85, 75, 65, 65, 75, 90, 110, 135)


def bills(payer: Party, *, day: int, size: int, phone: int) -> tuple[Standing, ...]:
    """A household's bills on and after `day`; `size`: 100 is an ordinary flat; `phone`: the plan in yuan."""
    power, water, gas = Party("江海电力"), Party("江海水务"), Party("江海燃气")
    return (
        Standing(day, Money(112_37 * size // 100), payer, power, POWER, 10, 12, POWER_SEASON),
        Standing(
            day + 1, Money(61_40 * size // 100), payer, water, WATER, 10, 15, months=(2, 4, 6, 8, 10, 12)
        ),
        Standing(day + 2, Money(48_15 * size // 100), payer, gas, GAS, 10, 20, GAS_SEASON),
        Standing(day + 3, Money(phone * 100), payer, Party("江海通信"), PHONE, 8),
        Standing(
            day, Money(285_00 * size // 100), payer, Party("江海物业"), PREMISES, 14, months=(3, 6, 9, 12)
        ),
    )
