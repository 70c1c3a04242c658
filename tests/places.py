"""A customer who signs with a device, and the places of a conversation at which anybody may say a thing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from guitai.reply import Link
from guitai.shield import freezes, orders
from guitai.shield.devices import Device
from guitai.testing.phones import Phone

PAYEE = "陈国强"  # whom Lin has paid before


@dataclass
class Customer:
    """Lin, with a device that has signed or not, and all that she was offered to tap."""

    phone: Phone
    device: Device
    offered: list[str] = field(default_factory=list)

    def says(self, text: str) -> str:
        """Write, and read the reply."""
        return self._noted(self.phone.says(text))

    def chooses(self, intent: str) -> str:
        """Tap a button of the menu."""
        return self._noted(self.phone.chooses(intent))

    @property
    def order(self) -> str:
        """The order behind the last link, if there was one."""
        parts = self.phone.reply.parts if self.phone.reply else []
        urls = [part.url for part in parts if isinstance(part, Link)]
        found = [url.rpartition("/")[2] for url in urls if "/orders/" in url]
        return found[-1] if found else ""

    def signs(self) -> None:
        """Sign the order that was asked for last, as the page does once all is checked."""
        order = UUID(self.order)
        orders.sign(replace(self.phone.db, now=self.phone.now), self.device, order, "a signature")
        self.phone.happens("signed", order)

    def _noted(self, said: str) -> str:
        assert self.phone.reply is not None, "there was a reply"
        self.offered += [tap.option_id for tap in self.phone.reply.taps]
        return said


def asked_whom(lin: Customer) -> None:
    lin.says("转账")


def asked_how_much(lin: Customer) -> None:
    asked_whom(lin)
    lin.says(PAYEE)


def waits_for_a_payment(lin: Customer) -> None:
    asked_how_much(lin)
    lin.says("300元")
    assert lin.order


def waits_in_english(lin: Customer) -> None:
    for said in ("transfer money", PAYEE, "300 yuan"):
        lin.says(said)
    assert lin.order


def asked_if_again(lin: Customer) -> None:
    has_signed_a_payment(lin)
    asked_how_much(lin)
    lin.says("300元")


def has_said_no(lin: Customer) -> None:
    asked_if_again(lin)
    lin.says("不用了")


def waited_too_long(lin: Customer) -> None:
    waits_for_a_payment(lin)
    lin.phone.waits(timedelta(minutes=5))


def was_cancelled(lin: Customer) -> None:
    waits_for_a_payment(lin)
    lin.says("取消")


def froze_meanwhile(lin: Customer) -> None:
    waits_for_a_payment(lin)
    freezes.freeze(lin.phone.db, lin.phone.owner, by=freezes.CUSTOMER, why="lost")


def asked_for_one(lin: Customer) -> None:
    lin.chooses("identity.small")


def asked_for_a_day(lin: Customer) -> None:
    asked_for_one(lin)
    lin.says("150元")


def waits_for_a_rule(lin: Customer) -> None:
    asked_for_a_day(lin)
    lin.says("600元")
    assert lin.order


def asked_to_freeze(lin: Customer) -> None:
    lin.chooses("identity.freeze")


def asked_to_unbind(lin: Customer) -> None:
    lin.chooses("identity.unbind")


def looks_at_settings(lin: Customer) -> None:
    lin.chooses("identity.security")


def looks_at_lines(lin: Customer) -> None:
    lin.says("明细")


def writes_to_the_staff(lin: Customer) -> None:
    lin.chooses("service.agent")


def has_signed_a_payment(lin: Customer) -> None:
    waits_for_a_payment(lin)
    lin.signs()


def has_a_rule(lin: Customer) -> None:
    waits_for_a_rule(lin)
    lin.signs()


def is_asked_to_close_it(lin: Customer) -> None:
    has_a_rule(lin)
    lin.chooses("identity.small")


def asked_if_sure(lin: Customer, amount: str = "100元") -> None:
    asked_how_much(lin)
    lin.says(amount)


def pays_by_rule(lin: Customer) -> None:
    has_a_rule(lin)
    asked_if_sure(lin)


def waits_beyond_the_rule(lin: Customer) -> None:
    has_a_rule(lin)
    waits_for_a_payment(lin)


def waits_to_be_sent(lin: Customer) -> None:
    for said in (f"给{PAYEE}转300元，两小时后到账", f"每月5号给{PAYEE}转200元"):
        lin.says(said)
        lin.signs()


def asked_to_take_back(lin: Customer) -> None:
    waits_to_be_sent(lin)
    lin.says("撤销转账")
    lin.says("1")


def idle(lin: Customer) -> None:
    lin.says("你好")


STAGES: tuple[Callable[[Customer], None], ...] = (
    idle,
    asked_whom,
    asked_how_much,
    asked_if_again,
    waits_for_a_payment,
    waits_in_english,
    has_said_no,
    waited_too_long,
    was_cancelled,
    froze_meanwhile,
    asked_for_one,
    asked_for_a_day,
    waits_for_a_rule,
    asked_to_freeze,
    asked_to_unbind,
    looks_at_settings,
    looks_at_lines,
    writes_to_the_staff,
    has_signed_a_payment,
    waits_to_be_sent,
    asked_to_take_back,
)
UNDER_A_RULE = (
    has_a_rule,
    is_asked_to_close_it,
    pays_by_rule,
    waits_beyond_the_rule,
)


@contextmanager
def undone(lin: Customer) -> Iterator[None]:
    """Nothing of it stays, but for the database."""
    before, now = lin.phone.db, lin.phone.now
    with before.connection.transaction(force_rollback=True):
        yield
    lin.phone.now, lin.phone.reply = now, None
    lin.offered.clear()
