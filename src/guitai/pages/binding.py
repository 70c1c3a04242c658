"""The calls by which a device is bound, and proves afterwards that it is the one it says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.routing import Route

from guitai.customers import customers
from guitai.database import Database, Owner, Transaction
from guitai.language import Words
from guitai.pages.calls import Asked, Calls
from guitai.shield import bindings, freezes, new_pin, pins, proofs
from guitai.shield.card import Page
from guitai.shield.details import entered
from guitai.shield.joining import Bound
from guitai.sms import send_text

Tell = Callable[[Transaction, Owner, Words | str, Page | None], None]
Moved = Callable[[Transaction, Owner, Owner], None]

BOUND = Words("这台设备已经绑定到您的账户，可以在聊天里办业务、在卡片上看结果了。")
BOUND_LOW = Words("这台设备已经绑定到您的账户。为了您的资金安全，24小时内它的转账限额较低。")
JOINED = Words(
    "您的账户刚绑定了一台新设备，24小时内它的转账限额较低。"
    "如果不是您本人，请马上打开“我的设备”把它移除，或者发送“冻结账户”。"
)
JOINED_NEW_PIN = Words(
    "您的账户刚绑定了一台新设备，并重设了交易密码，24小时内它的转账限额较低。"
    "如果不是您本人，请马上打开“我的设备”把它移除，或者发送“冻结账户”。"
)
LIFTED = Words(
    "您的账户刚绑定了一台设备，并设置了新的交易密码，24小时内它的转账限额较低。"
    "冻结已经解除，其他设备都已移除，要用请重新绑定。以前约好的转账会照样转出，请发送“我的预约转账”核对，"
    "不是您约的请马上撤销。如果不是您本人，请马上发送“冻结账户”。"
)
LEFT = Words("您的账户已经改绑到另一个微信，这个微信不再能查询和办理。如果不是您本人，请马上冻结微信服务。")
BOUND_SMS = (
    "【江海银行】您的账户刚在微信上绑定了一台设备。如非本人操作，请马上冻结微信服务，或到本行网点办理。"
)
LIFTED_SMS = (
    "【江海银行】您的账户刚在微信上绑定了一台设备。冻结已经解除，其他设备都已移除，要用请重新绑定。"
    "如非本人操作，请马上冻结微信服务，或到本行网点办理。"
)
LEFT_SMS = (
    "【江海银行】您绑定的微信刚刚绑定了他人的账户，您的账户已经解绑。如非本人操作，请马上到本行网点办理。"
)


@dataclass(frozen=True)
class Binding:
    """Answers the calls. `tell` writes into a chat; `moved` says that a chat is another owner's now."""

    database: Database
    tell: Tell
    moved: Moved

    def routes(self, calls: Calls) -> list[Route]:
        """The calls of docs/shield.md §§3 and 4."""
        return [
            calls.route("/shield/challenges", "challenges", self.challenge),
            calls.route("/shield/bindings", "bindings.begin", self.begin),
            calls.route("/shield/bindings/{subject:uuid}", "bindings.finish", self.finish),
            calls.route("/shield/pins", "pins.change", self.change_pin),
        ]

    def challenge(self, asked: Asked) -> Mapping[str, object]:
        """Something to sign."""
        with self.database.transaction() as db:
            return {"challenge": proofs.challenge(db, asked.visit, asked.uuid("device"))}

    def begin(self, asked: Asked) -> Mapping[str, object]:
        """Who it is, in four details; a code goes to the mobile that the bank has."""
        details = entered(asked.body, card=True)
        return {"binding": str(bindings.begin(self.database, asked.visit, details))}

    def finish(self, asked: Asked) -> Mapping[str, object]:
        """The code, the PIN, and the new device's keys."""
        bound = bindings.finish(
            self.database,
            asked.visit,
            asked.about,
            code=asked.body.get("code"),
            pin=pins.pin_of(asked.body.get("pin")),
            new_pin=asked.body.get("new_pin") is True,
            device=asked.body.get("device"),
            replace=asked.body.get("replace") is True,
            bound=self._bound,
        )
        return {"device": str(bound.device.device_id)}

    def change_pin(self, asked: Asked) -> Mapping[str, object]:
        """Another PIN in the place of one that is known."""
        pin, wanted = pins.pin_of(asked.body.get("pin")), pins.pin_of(asked.body.get("new_pin"))
        proof = asked.body.get("proof")
        device = proofs.proved(self.database, asked.visit, proof, act="pins.change", subject=None)
        with self.database.transaction() as db:
            freezes.check(db, device.owner)
        new_pin.change(self.database, device, pin=pin, new_pin=wanted)
        return {}

    def _bound(self, db: Transaction, bound: Bound) -> None:
        """Tell whoever should know, in the transaction that binds; never in words that the new device has chosen."""
        owner = bound.device.owner
        if bound.openid_before not in (None, bound.device.openid):
            stranger = customers.owner_of(db, str(bound.openid_before))
            self.moved(db, owner, stranger)
            self.tell(db, stranger, LEFT, Page("freeze"))
        if bound.before is not None and bound.before != owner:
            self.moved(db, bound.before, owner)
        self._tell_owner(db, bound)
        if bound.left:
            send_text(db, bound.left.owner, bound.left.mobile, LEFT_SMS)
        person = customers.customer(db, owner)
        assert person is not None, "a visitor has nothing to bind"
        send_text(db, owner, person.mobile, LIFTED_SMS if bound.lifted else BOUND_SMS)

    def _tell_owner(self, db: Transaction, bound: Bound) -> None:
        """In one message, which says the most that there is to be wary of."""
        owner = bound.device.owner
        if bound.lifted:
            self.tell(db, owner, LIFTED, Page("devices"))
        elif bound.new_pin:
            self.tell(db, owner, JOINED_NEW_PIN, Page("devices"))
        elif bound.ended or bound.others:
            self.tell(db, owner, JOINED, Page("devices"))
        else:
            self.tell(db, owner, BOUND_LOW if bound.device.low(db.now) else BOUND, None)
