"""Whom a customer pays, how much, and how they say it: a payee book in which many names sound alike, and wishes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from tests.spoken_sums import spoken

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee
from guitai.database import Owner, Transaction
from guitai.demo.numbers import luhn_check

BANKS = {"621483": "308584000013", "622202": "102100099996"}
# Many sound the same or nearly, and some are another with a character less.
NAMES = (
    "张三 章三 张珊 李四 李思 黎思 王五 汪武 张伟 章伟 张威 张玮 王芳 汪芳 王方 李娜 黎娜 刘洋 刘阳 柳杨 陈静 程静 "
    "陈晶 王明 王小明 汪小明 林芳 凌芳 何丽 贺莉 徐敏 许敏 吴刚 武刚 赵磊 孙丽华 孙丽 周建平 郑志强 冯玉梅 欧阳娜娜 "
    "司马光"
).split()
CALLED = {"周桂兰": "妈妈", "钱大勇": "房东", "高晓燕": "老婆", "马国庆": "老马", "胡美玲": "胡老师"}

# People begin as they like; the sum stands before or after whom it is for.
BEGINNINGS = ("", "", "", "", "帮我", "我要", "我想", "请", "麻烦", "那个", "嗯")
ORDERS = (
    "给{whom}转{sum}",
    "给{whom}转{sum}",
    "给{whom}转账{sum}",
    "转{sum}给{whom}",
    "转账{sum}给{whom}",
    "给{whom}打{sum}",
    "打{sum}给{whom}",
    "给{whom}汇{sum}",
    "汇{sum}给{whom}",
    "把{sum}转给{whom}",
    "给{whom}转{sum}过去",
    "转给{whom}{sum}",
)
RATHER = ("不是{old}是{new}", "不对，是{new}", "改成{new}", "错了，应该是{new}")
# Whom and how much, told otherwise in one.
OTHERWISE = (
    "不对，给{whom}转{sum}",
    "改成给{whom}转{sum}",
    "改成{sum}给{whom}",
    "错了，应该是给{whom}转{sum}",
)
# What people send: mostly round, now and then to the fen.
SIZES = ((1, 100), (1, 1_000), (10, 1_000), (10, 3_000), (100, 10_000), (1_000, 50_000), (5, 500))


@dataclass(frozen=True)
class Wish:
    """What a customer wants: so much to this payee, whom they call so."""

    payee: Payee
    whom: str
    fen: int


def payees(chance: Random, names: Iterable[str] = (*NAMES, *CALLED)) -> list[Payee]:
    """The book: each with an account of their own at another bank."""
    return [
        replace(_account(number, name, chance), called=CALLED.get(name, ""))
        for number, name in enumerate(names)
    ]


def know(db: Transaction, owner: Owner, people: list[Payee]) -> None:
    """A payment has arrived at each before."""
    for payee in people:
        book.arrived(db, owner, payee)


def wish(people: list[Payee], chance: Random) -> Wish:
    """Whom, and how much."""
    payee = chance.choice(people)
    whom = payee.called if payee.called and chance.random() < 0.7 else payee.name
    return Wish(payee, whom, fen(chance))


def fen(chance: Random) -> int:
    """A sum up to what can be paid at once in the chat."""
    step, most = chance.choice(SIZES)
    yuan = chance.randrange(step, most + 1, step)
    if yuan < 1_000 and chance.random() < 0.15:
        return yuan * 100 + chance.choice((chance.randrange(10, 100, 10), chance.randrange(1, 100)))
    return yuan * 100


def order(of: Wish, chance: Random) -> str:
    """The wish in one sentence."""
    said = chance.choice(ORDERS).format(whom=of.whom, sum=spoken(of.fen, chance))
    return chance.choice(BEGINNINGS) + said


def rather(old: str, new: str, chance: Random) -> str:
    """That it is not this but that."""
    return chance.choice(RATHER).format(old=old, new=new)


def otherwise(better: Wish, chance: Random) -> str:
    """That it is somebody else who is to have another sum."""
    return chance.choice(OTHERWISE).format(whom=better.whom, sum=spoken(better.fen, chance))


def _account(number: int, name: str, chance: Random) -> Payee:
    bin_ = chance.choice(list(BANKS))
    serial = f"{bin_}{number:09}"
    return Payee(name, serial + luhn_check(serial), BANKS[bin_])
