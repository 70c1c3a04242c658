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


def asked_for_the_right_account(lin: Customer) -> None:
    lin.says("给李四转300元，账号6239990000000001668")


def asked_how_to_go_on(lin: Customer) -> None:
    asked_for_the_right_account(lin)
    lin.says("王五")


def asked_what_to_call_a_payee(lin: Customer) -> None:
    lin.chooses("transfers.payees")
    lin.says("改收款人的称呼")


def asked_to_forget_a_payee(lin: Customer) -> None:
    lin.says(f"删除收款人{PAYEE}")


def asked_for_how_long(lin: Customer) -> None:
    lin.says("存一万定期")


def waits_for_a_deposit(lin: Customer) -> None:
    lin.says("存一万定期三个月")
    lin.says("1")
    assert lin.order


def has_a_deposit(lin: Customer) -> None:
    waits_for_a_deposit(lin)
    lin.signs()


def asked_how_much_of_it(lin: Customer) -> None:
    has_a_deposit(lin)
    lin.chooses("deposits.withdraw")


def waits_to_withdraw(lin: Customer) -> None:
    asked_how_much_of_it(lin)
    lin.says("全部")
    assert lin.order


def waits_for_another_renewal(lin: Customer) -> None:
    has_a_deposit(lin)
    lin.chooses("deposits.renewal")
    lin.says("3")
    assert lin.order


def waits_to_give_notice(lin: Customer) -> None:
    lin.says("存5万元的七天通知存款")
    lin.signs()
    lin.chooses("deposits.notice")
    lin.says("全部")
    assert lin.order


def asked_what_becomes_of_notice(lin: Customer) -> None:
    waits_to_give_notice(lin)
    lin.signs()
    lin.chooses("deposits.notice")


def asked_to_take_notice_back(lin: Customer) -> None:
    asked_what_becomes_of_notice(lin)
    lin.says("取消通知")


def asked_to_stop_the_card(lin: Customer) -> None:
    lin.chooses("cards.freeze")


def has_lost_the_card(lin: Customer) -> None:
    asked_to_stop_the_card(lin)
    lin.says("马上挂失")


def waits_to_have_the_card_back(lin: Customer) -> None:
    has_lost_the_card(lin)
    lin.chooses("cards.unfreeze")
    assert lin.order


def asked_for_the_days_of_a_statement(lin: Customer) -> None:
    lin.chooses("accounts.statement")


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
    asked_for_the_right_account,
    asked_how_to_go_on,
    asked_what_to_call_a_payee,
    asked_to_forget_a_payee,
    asked_for_how_long,
    waits_for_a_deposit,
    asked_how_much_of_it,
    waits_to_withdraw,
    waits_for_another_renewal,
    waits_to_give_notice,
    asked_what_becomes_of_notice,
    asked_to_take_notice_back,
    asked_to_stop_the_card,
    has_lost_the_card,
    waits_to_have_the_card_back,
    asked_for_the_days_of_a_statement,
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
