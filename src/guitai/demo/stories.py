"""How the six live: a programmer, a shopkeeper and a pensioner, and three people they know."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from guitai.demo.habits import TAKINGS
from guitai.demo.life import (
    BONUS,
    ELSEWHERE,
    FAMILY,
    GOODS,
    MORTGAGE,
    PENSION,
    RENT,
    SALARY,
    SAVING,
    TO_PARENTS,
    WAGES,
    Life,
    Standing,
    Till,
    bills,
)
from guitai.demo.numbers import card_number, deposit_number
from guitai.demo.people import Current, Customer, Deposit, Person
from guitai.demo.places import Place, place
from guitai.demo.plan import Movement, Party
from guitai.demo.players import CHEN, HE, LIN, SUN, XU, ZHOU
from guitai.demo.players import SIX as SIX
from guitai.interest import matures_on
from guitai.money import Money
from guitai.zone import BANK_ZONE

TRAVEL_FUND = Party(LIN.name, card_number(10_020_006_520))
HOUSEHOLD = Party(CHEN.name, card_number(10_040_001_196))
HARDWARE = Place("国强五金店", "购物", 6, 860, 50, 8, 18, 3, account=CHEN.card_number)
NEIGHBOURS = replace(HARDWARE, high=240)  # what people buy there for their homes


def _yuan(amount: int) -> Money:
    return Money(amount * 100)


def six(strangers: Sequence[Person], begin: date, start: date) -> tuple[Customer, ...]:
    """The six with their accounts and lives, `begin` and `start` of the history."""
    friends = [person.party for person in strangers]
    return (
        _lin(friends, begin),
        _chen(begin),
        _zhou(begin, start),
        _sun(begin),
        _he(friends, begin),
        _xu(begin),
    )


def _lin(friends: Sequence[Party], begin: date) -> Customer:
    """A programmer of twenty-eight who rents from Mrs Zhou and puts money aside for a long journey."""
    me = LIN.party
    office = Party("云帆软件有限公司")
    standing = (
        Standing(10, _yuan(18_500), office, me, SALARY, 10, workdays=True),
        Standing(20, _yuan(37_000), office, me, BONUS, 15, workdays=True, months=(1,)),
        Standing(1, _yuan(4_200), me, ZHOU.party, RENT, 20),
        Standing(11, _yuan(2_000), me, TRAVEL_FUND, replace(SAVING, memo="旅行基金"), 21),
        Standing(12, _yuan(1_500), me, Party("林建平"), TO_PARENTS, 12),
        Standing(13, _yuan(7_000), me, Party(LIN.name), ELSEWHERE, 22),
        *bills(me, day=18, size=70, phone=99),
    )
    haunts = (
        "蒸汽早餐铺 老陈面馆 江海快餐 半山咖啡 小满茶铺 到家外卖 惠邻便利店 江海超市 云上优选 江海百货 "
        "木棉书店 江海地铁 顺行出行 江海铁路客运 星海影城 江畔健身 青柠音乐 百草大药房 渔家小院 晴日家居"
    )
    life = Life(
        me,
        standing,
        (*friends[:3], SUN.party, XU.party),
        tuple(map(place, haunts.split())),
        moments=46,
        favours=20,
        cash=2,
    )
    return Customer(
        LIN,
        (Current(LIN.card_number, begin, _yuan(12_680)), Current(TRAVEL_FUND.account, begin, _yuan(3_000))),
        (),
        life,
    )


def _chen(begin: date) -> Customer:
    """The owner of a hardware shop: one account for its till, one for the household."""
    shop = CHEN.party
    wholesale = Party("江海五金批发行")
    standing = (
        Standing(1, _yuan(4_200), shop, Party("东门商铺管理处"), replace(GOODS, memo="铺租"), 9),
        Standing(6, _yuan(8_400), shop, wholesale, GOODS, 16, varies=22),
        Standing(21, _yuan(8_900), shop, wholesale, GOODS, 16, varies=22),
        Standing(10, _yuan(1_200), shop, XU.party, WAGES, 18, varies=15),
        Standing(28, _yuan(9_500), shop, HOUSEHOLD, replace(SAVING, memo="家用"), 19),
        Standing(20, Money(3_268_45), HOUSEHOLD, Party("江海市住房贷款中心"), MORTGAGE, 6),
        Standing(2, _yuan(2_000), HOUSEHOLD, Party("陈雨桐"), replace(FAMILY, memo="生活费"), 20),
        *bills(HOUSEHOLD, day=14, size=150, phone=129),
    )
    haunts = (
        "江海超市 东门菜市场 渔家小院 滨江加油站 滨江停车场 百草大药房 绿叶果园 江海百货 江海铁路客运 "
        "惠邻便利店 巷口烧烤 江海市第一医院"
    )
    life = Life(
        HOUSEHOLD,
        standing,
        (HE.party, ZHOU.party),
        tuple(map(place, haunts.split())),
        moments=20,
        favours=6,
        cash=8,
        till=Till(shop, HARDWARE, 3, 7),
    )
    return Customer(
        CHEN,
        (
            Current(CHEN.card_number, begin, _yuan(36_500)),
            Current(HOUSEHOLD.account, begin, Money(15_230_60)),
        ),
        (),
        life,
    )


def _zhou(begin: date, start: date) -> Customer:
    """A retired teacher who lets a flat, helps her daughter, and keeps the rest on fixed deposit."""
    me = ZHOU.party
    standing = (
        Standing(15, Money(4_386_50), Party("江海市社会保险中心"), me, PENSION, 7),
        Standing(3, _yuan(3_000), me, SUN.party, replace(FAMILY, memo="贴补房贷"), 10),
        *bills(me, day=8, size=80, phone=39),
    )
    haunts = "东门菜市场 江海超市 江海公交 百草大药房 江海市第一医院 绿叶果园 惠邻便利店 老陈面馆 江海百货"
    life = Life(
        me,
        standing,
        (SUN.party, LIN.party),
        (*map(place, haunts.split()), NEIGHBOURS),
        moments=26,
        favours=2,
        cash=9,
    )
    deposits = (
        Deposit(deposit_number(1), begin + timedelta(days=10), _yuan(100_000), 36),
        # Ends twelve days after the demo begins: whoever moves the clock that far sees it renewed.
        Deposit(deposit_number(2), matures_on(start, -12) + timedelta(days=12), _yuan(50_000), 12),
    )
    return Customer(ZHOU, (Current(ZHOU.card_number, begin, Money(21_904_37)),), deposits, life)


def _sun(begin: date) -> Customer:
    """Mrs Zhou's daughter, a teacher with a mortgage."""
    me = SUN.party
    standing = (
        Standing(5, Money(9_264_80), Party("江海市第三中学"), me, SALARY, 9, workdays=True),
        Standing(20, Money(4_152_70), me, Party("江海市住房贷款中心"), MORTGAGE, 6),
        Standing(8, _yuan(2_500), me, Party(SUN.name), ELSEWHERE, 21),
        Standing(
            16, _yuan(2_500), me, Party("启明培训中心"), replace(FAMILY, category="教育", memo="学费"), 19
        ),
        *bills(me, day=12, size=120, phone=79),
    )
    haunts = "江海超市 东门菜市场 云上优选 绿叶果园 江海地铁 滨江加油站 木棉书店 到家外卖 星海影城 百草大药房"
    places = (*map(place, haunts.split()), NEIGHBOURS)
    life = Life(me, standing, (ZHOU.party, LIN.party), places, moments=24, favours=6, cash=3)
    return Customer(SUN, (Current(SUN.card_number, begin, _yuan(18_000)),), (), life)


def _he(friends: Sequence[Party], begin: date) -> Customer:
    """A lorry driver who sends money home."""
    me = HE.party
    standing = (
        Standing(15, Money(8_420_00), Party("东港物流有限公司"), me, SALARY, 9, varies=9, workdays=True),
        Standing(2, _yuan(1_650), me, Party("江海安居公寓"), RENT, 12),
        Standing(17, _yuan(2_500), me, Party("何有田"), TO_PARENTS, 21),
        *bills(me, day=22, size=60, phone=59),
    )
    haunts = "蒸汽早餐铺 江海快餐 老陈面馆 滨江加油站 滨江停车场 惠邻便利店 巷口烧烤 云上优选 百草大药房"
    life = Life(
        me,
        standing,
        (CHEN.party, *friends[1:4]),
        tuple(map(place, haunts.split())),
        moments=22,
        favours=10,
        cash=6,
    )
    return Customer(HE, (Current(HE.card_number, begin, Money(6_315_20)),), (), life)


def _xu(begin: date) -> Customer:
    """A student who helps out in Mr Chen's shop."""
    me = XU.party
    standing = (
        Standing(1, _yuan(1_500), Party("徐建明"), me, replace(FAMILY, memo="生活费"), 19),
        Standing(
            5,
            _yuan(5_800),
            me,
            Party("江海大学"),
            replace(FAMILY, category="教育", memo="学费"),
            10,
            months=(9,),
        ),
        Standing(9, _yuan(29), me, Party("江海通信"), replace(FAMILY, summary="话费", category="通讯"), 8),
    )
    haunts = "蒸汽早餐铺 江海快餐 小满茶铺 半山咖啡 到家外卖 江海地铁 江海公交 云上优选 木棉书店 星海影城"
    life = Life(me, standing, (LIN.party,), tuple(map(place, haunts.split())), moments=38, favours=8, cash=1)
    return Customer(XU, (Current(XU.card_number, begin, _yuan(2_400)),), (), life)


def morning(day: date) -> tuple[Movement, ...]:
    """What the three with a phone did before the bank opened on the day the demo begins."""
    doings = (
        (time(7, 6, 41), LIN, "江海地铁", 400),
        (time(7, 12, 9), ZHOU, "东门菜市场", 23_60),
        (time(7, 48, 22), LIN, "蒸汽早餐铺", 12_50),
        (time(8, 17, 35), ZHOU, "江海公交", 200),
    )
    bought = [
        Movement(_at(day, at), Money(fen), who.party, place(name).party, place(name).about)
        for at, who, name, fen in doings
    ]
    sold = Movement(_at(day, time(8, 31, 50)), Money(86_50), Party("吴女士"), CHEN.party, TAKINGS)
    return (*bought, sold)


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, BANK_ZONE)
