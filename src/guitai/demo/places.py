"""Where the people of Jianghai spend money day by day, what it costs there, and when they go."""

from dataclasses import dataclass
from random import Random

from guitai.demo.plan import About, Outside, Party
from guitai.money import Money

JUNE_AND_NOVEMBER = (6, 11)  # the sales
HOLIDAYS = (2, 5, 7, 8, 10)


@dataclass(frozen=True, slots=True)
class Place:
    """A shop or service. Prices go from `low` to `high` yuan, low ones more often, in steps of `step` fen."""

    name: str
    category: str
    low: int
    high: int
    step: int
    opens: int  # the first hour in which people pay, and the hour in which they have stopped
    closes: int
    weight: int  # how often people go, against the others
    channel: str = "快捷支付"
    refunds: int = 0  # of a hundred purchases
    peaks: tuple[int, ...] = ()  # months in which people go twice as often
    account: str = Outside.OTHER_BANKS

    @property
    def party(self) -> Party:
        """The shop as a statement names it."""
        return Party(self.name, self.account)

    @property
    def about(self) -> About:
        """What a statement says of a purchase here."""
        return About("消费", self.category, self.channel, received="经营")


def price(chance: Random, place: Place) -> Money:
    """What one purchase costs: the product of two even chances leans to the low end, as bills do."""
    lean = chance.randrange(1000) * chance.randrange(1000)
    fen = place.low * 100 + (place.high - place.low) * 100 * lean // 1_000_000
    return Money(fen // place.step * place.step)


PLACES = (
    Place("蒸汽早餐铺", "餐饮", 5, 22, 50, 6, 9, 14),
    Place("老陈面馆", "餐饮", 13, 46, 100, 11, 14, 14),
    Place("江海快餐", "餐饮", 16, 42, 50, 11, 14, 12),
    Place("半山咖啡", "餐饮", 15, 48, 100, 8, 18, 9),
    Place("小满茶铺", "餐饮", 9, 36, 100, 13, 21, 8),
    Place("渔家小院", "餐饮", 88, 680, 100, 17, 21, 3),
    Place("巷口烧烤", "餐饮", 45, 320, 100, 18, 23, 4, peaks=(6, 7, 8)),
    Place("到家外卖", "餐饮", 18, 96, 10, 11, 21, 14, refunds=2),
    Place("江海超市", "购物", 18, 520, 1, 9, 21, 16, "POS", refunds=1),
    Place("东门菜市场", "购物", 6, 95, 10, 6, 11, 12),
    Place("惠邻便利店", "购物", 4, 68, 10, 7, 23, 12),
    Place("绿叶果园", "购物", 12, 118, 10, 9, 21, 7),
    Place("云上优选", "购物", 19, 1280, 10, 9, 24, 15, refunds=9, peaks=JUNE_AND_NOVEMBER),
    Place("江海百货", "购物", 59, 2600, 100, 10, 21, 4, "POS", refunds=6),
    Place("晴日家居", "购物", 39, 3200, 100, 10, 20, 2, "POS", refunds=5, peaks=JUNE_AND_NOVEMBER),
    Place("木棉书店", "教育", 22, 210, 10, 10, 20, 3),
    Place("启明培训中心", "教育", 280, 3800, 1000, 9, 18, 1, "POS", peaks=(3, 9)),
    Place("江海地铁", "交通", 2, 9, 100, 7, 22, 14),
    Place("江海公交", "交通", 1, 4, 100, 6, 21, 8),
    Place("顺行出行", "交通", 11, 98, 10, 7, 24, 9),
    Place("滨江加油站", "交通", 180, 460, 1, 8, 21, 4, "POS"),
    Place("滨江停车场", "交通", 5, 45, 500, 9, 22, 5),
    Place("江海铁路客运", "旅行", 36, 880, 50, 8, 22, 2, refunds=8, peaks=HOLIDAYS),
    Place("云栖客栈", "旅行", 188, 1680, 100, 12, 22, 1, refunds=5, peaks=HOLIDAYS),
    Place("百草大药房", "医疗", 12, 260, 10, 8, 21, 4, "POS"),
    Place("江海市第一医院", "医疗", 15, 1350, 1, 8, 16, 2, "POS"),
    Place("星海影城", "娱乐", 35, 138, 10, 13, 22, 4, peaks=(2, 7, 8, 10)),
    Place("江畔健身", "娱乐", 30, 880, 100, 9, 21, 1),
    Place("青柠音乐", "娱乐", 12, 25, 100, 9, 22, 1),
)


def place(name: str) -> Place:
    """The place of that name, for those who go there by habit."""
    return next(found for found in PLACES if found.name == name)
