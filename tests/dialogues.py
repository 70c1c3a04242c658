"""What people do in a chat with their bank: the usual, the wrong, and what somebody tries who wants its values out."""

from collections.abc import Callable
from contextlib import suppress
from random import Random

from tests.canary_flows import FAILING
from tests.devices import Refused
from tests.sayings import BALANCES, EVENTS, FOLLOW_UPS, LINES, LISTS, OTHERS, SENT, TALK, TRICKS, WRONG
from tests.watched_phone import Handset, Phone

from guitai.conversation.flow import Flow

Dialogue = Callable[[Phone, Random], None]

KEYS = (
    "accounts.balance",
    "accounts.list",
    "accounts.transactions",
    "service.agent",
    "identity.security",
    "no.such",
)


def asks_for_the_balance(phone: Phone, chance: Random) -> None:
    """Goes on to what is offered, and has it said again."""
    phone.says(chance.choice(BALANCES))
    phone.taps()
    phone.says("再说一遍")


def asks_for_accounts(phone: Phone, chance: Random) -> None:
    """Which there are, and one of them."""
    phone.says(chance.choice(LISTS))
    phone.taps()
    phone.taps(older=True)


def asks_for_lines(phone: Phone, chance: Random) -> None:
    """By period and amount, and goes on from what was found."""
    phone.says(chance.choice(LINES))
    for _ in range(chance.randint(1, 3)):
        phone.says(chance.choice(FOLLOW_UPS)) if chance.random() < 0.7 else phone.taps()


def talks(phone: Phone, chance: Random) -> None:
    """About nothing in particular."""
    for _ in range(chance.randint(2, 4)):
        phone.says(chance.choice(TALK))


def tricks(phone: Phone, chance: Random) -> None:
    """Asks for the values themselves, in all ways."""
    phone.says(chance.choice(BALANCES))
    for _ in range(chance.randint(2, 4)):
        phone.says(chance.choice(TRICKS))


def answers_wrongly(phone: Phone, chance: Random) -> None:
    """What was asked, again and again."""
    phone.clicks(chance.choice(("identity.small", "identity.unbind", "service.agent", "identity.freeze")))
    for _ in range(chance.randint(2, 4)):
        phone.says(chance.choice(WRONG))
    phone.says("取消")


def rambles(phone: Phone, chance: Random) -> None:
    """Long nonsense of all sorts of characters."""
    for _ in range(chance.randint(1, 3)):
        ranges = chance.choices(((32, 126), (0x4E00, 0x9FA5)), k=chance.choice((10, 200, 600, 2000)))
        phone.says("".join(chr(chance.randint(*one)) for one in ranges))


def sends_things(phone: Phone, chance: Random) -> None:
    """A picture, then voice, films, places."""
    for sent in (SENT[0], *chance.choices(SENT, k=2)):
        phone.sends(sent.format(chance.randrange(10**9)))


def taps_about(phone: Phone, chance: Random) -> None:
    """What is offered, what was offered before, and what never was."""
    phone.clicks(chance.choice(KEYS))
    phone.taps()
    phone.taps(older=True)
    phone.taps(forged=True)


def comes_and_goes(phone: Phone, chance: Random) -> None:
    """Events, and a message that comes three times."""
    phone.happens(*chance.choice(EVENTS))
    phone.sends("<MsgType>text</MsgType><Content>我的余额</Content>", times=3)


def leaves_a_message(phone: Phone, chance: Random) -> None:
    """For the staff."""
    phone.says(chance.choice(("转人工", "我要投诉", "talk to a person")))
    phone.says("上个月的手续费为什么是两笔？")


def opens_a_card(phone: Phone, chance: Random) -> None:
    """On the device that may, and with a proof for something else."""
    handset = phone.device()
    phone.says(chance.choice((*BALANCES, *LINES)))
    for card in phone.links("cards")[:1] if handset else ():
        _opens(phone, handset, card)
        with suppress(Refused):
            handset.calls(f"/cards/{card}/seals", proof=handset.proof("orders.open", card))


def signs(phone: Phone, chance: Random) -> None:
    """The small-amount rule: signed, declined, or with PIN or code wrong first."""
    handset = phone.device()
    phone.clicks("identity.small")
    phone.says(chance.choice(("150元", "200", "好的", "一百")))
    phone.says(chance.choice(("600", "不是150是100", "1000元", "不要了")))
    for order in phone.links("orders")[:1] if handset else ():
        with suppress(Refused):
            _signs(handset, order, chance)


def sends_money(phone: Phone, chance: Random) -> None:
    """To somebody at another bank, at once or later, signed or not; asks what became of it, and takes it back."""
    name, number = chance.choice(OTHERS)
    when = chance.choice(("", "", "，两小时后到账", "，次日到账", "，每月5号"))
    handset = phone.device()
    phone.says(f"给{name}转{chance.randrange(1, 300)}元，账号{number}{when}")
    phone.taps()
    for order in phone.links("orders")[:1] if handset else ():
        with suppress(Refused):
            _signs(handset, order, chance)
    phone.says(chance.choice(("转账到账了吗", "为什么没转成", "我的收款人", "我的预约转账", "撤销转账")))
    phone.taps()


def pays_a_wrong_name(phone: Phone, chance: Random) -> None:
    """Asks by numbers and mobiles whose an account is: the bank says whether the name is right, and no more."""
    phone.says("转账")
    phone.says(chance.choice(("6239990000000000018", "15400000001", "6222020000000000018", "给我自己转")))
    phone.says(chance.choice(("李四", "王建国", "不知道", "户名是什么")))
    phone.says(chance.choice(("300", "全部", "所有的钱", "余额的一半")))
    for _ in range(3):  # what is wrong is asked for once more, then there is a choice
        phone.taps() if chance.random() < 0.4 else phone.says(
            chance.choice(("李四", "6222020000000000018", "是谁的"))
        )
    phone.says("取消")


def pays_from_another_account(phone: Phone, chance: Random) -> None:
    """Is told from which account it is paid, and has it be another."""
    name, number = chance.choice(OTHERS)
    phone.says(
        f"{chance.choice(('', '从尾号0000', '用活期'))}给{name}转{chance.randrange(1, 90)}元，账号{number}"
    )
    phone.says(chance.choice(("改用另一张卡", "改用尾号0001", "不是这张卡", "改成次日到账")))
    phone.says("取消")


def minds_payees(phone: Phone, chance: Random) -> None:
    """Looks at whom they have paid, calls one something, and takes one out."""
    phone.says("我的收款人")
    phone.taps()
    phone.says(chance.choice(("老张", "妈妈", "他的真名", "取消")))
    phone.says(chance.choice(("删除收款人王建国", "改收款人备注名", "给老张转5元")))
    phone.taps()
    phone.says("取消")


def asks_what_there_is(phone: Phone, chance: Random) -> None:
    """What is done most, and then everything."""
    phone.says(chance.choice(("你好", "你能做什么", "全部服务", "hello")))
    phone.taps()
    phone.clicks("talk.help")
    phone.taps()


def saves(phone: Phone, chance: Random) -> None:
    """Opens a deposit, and looks at those there are."""
    handset = phone.device()
    phone.says(
        chance.choice(
            ("存一万元定期三个月", "存5万通知存款", "我的定期", "提前支取定期", "my fixed deposits")
        )
    )
    for _ in range(3):
        if phone.links("orders"):
            break
        phone.taps()
    for order in phone.links("orders")[:1] if handset else ():
        with suppress(Refused):
            _signs(handset, order, chance)


def loses_a_card(phone: Phone, chance: Random) -> None:
    """Has it stopped, tries to pay, and asks why that does not go."""
    phone.says(chance.choice(("我的卡丢了", "挂失", "解除挂失")))
    phone.taps()
    phone.taps()
    phone.says("给王建国转5元，账号6222020000000000018")
    phone.says("为什么不行")


def asks_for_a_statement(phone: Phone, chance: Random) -> None:
    """On a card: the chat has its link alone."""
    handset = phone.device()
    phone.says(chance.choice(("我要上个月的对账单", "开一份流水", "打印今年的交易明细")))
    phone.taps()
    for card in phone.links("cards")[:1] if handset else ():
        _opens(phone, handset, card)


def is_told_off(phone: Phone, chance: Random) -> None:
    """On a page: for what is not sealed, for wrong details, for another code or a weak PIN."""
    assert phone.customer is not None, "a customer's dialogue"
    handset = Handset(phone.pages, phone.customer)
    handset.loads(chance.choice(("/bind", "/bind?lang=en", "/devices?lang=zh-Hant", "/freeze")))
    details = {name: text for name, text in phone.customer.details.items() if name != "pin"}
    with suppress(Refused):
        handset.posts("/shield/bindings", "not sealed")
    with suppress(Refused):
        if chance.random() < 0.5:
            details[chance.choice(list(details))] = "王小明"
        binding = handset.calls("/shield/bindings", **details)["binding"]
        given = {"code": "000000", "pin": "111111", "device": handset.introduces(binding)}
        handset.calls(f"/shield/bindings/{binding}", **given)


def minds_devices(phone: Phone, chance: Random) -> None:
    """A second device, the list, a certificate, a removal."""
    first, second = phone.device(), phone.binds()
    if first is None or second is None:
        return
    with suppress(Refused):
        second.loads("/devices")
        second.opens(second.calls("/shield/devices/seals", proof=second.proof("devices.list"))["seals"])
        path = f"/shield/devices/{second.device_id}"
        second.calls(f"{path}/codes", proof=second.proof("certificates.code"))
        given = {"proof": second.proof("certificates.issue"), "pin": second.customer.pin}
        second.calls(f"{path}/certificates", **given, code=second.code(second.customer.owner))
        removed = chance.choice((first, second))
        second.calls(
            f"/shield/devices/{removed.device_id}/removals",
            proof=second.proof("devices.remove", removed.device_id),
        )
    phone.handset = None


def unbinds(phone: Phone, chance: Random) -> None:
    """Asks for what a stranger can't have, and binds again."""
    phone.says("解绑")
    phone.says("是")
    phone.says(chance.choice(BALANCES))
    phone.says("怎么绑定")
    _binds_anew(phone, chance)
    phone.says(chance.choice(BALANCES))


def freezes(phone: Phone, chance: Random) -> None:
    """In the chat or on the page, finds everything shut, and binds again."""
    assert phone.customer is not None, "a customer's dialogue"
    handset = phone.device()
    if handset and chance.random() < 0.5:
        handset.loads("/freeze")
        with suppress(Refused):
            handset.calls(
                "/shield/freezes", **{n: phone.customer.details[n] for n in ("name", "id_number", "mobile")}
            )
    else:
        phone.clicks("identity.freeze")
        phone.says("是")
    phone.says(chance.choice(BALANCES))
    for card in phone.links("cards")[:1] if handset else ():
        with suppress(Refused):
            handset.opens_card(card)
    _binds_anew(phone, chance)


def meets_a_bug(phone: Phone, chance: Random) -> None:
    """Of the bank's, whose words hold all it knows; then goes on."""
    meets(phone, chance.choice(FAILING))
    phone.says("我的余额")


def meets(phone: Phone, bug: Flow) -> None:
    """Open this flow; what it asks to be signed is signed."""
    phone.clicks(bug.intent)
    orders = phone.links("orders")
    handset = phone.device() if orders else None
    for order in orders[:1] if handset else ():
        with suppress(Refused):
            handset.signs_order(order, handset.opens_order(order), handset.customer.pin)


def is_a_stranger(phone: Phone, chance: Random) -> None:
    """Somebody who only writes to the bank."""
    for _ in range(chance.randint(2, 4)):
        phone.says(chance.choice((*BALANCES, *LINES, *TALK, *TRICKS, "安全设置", "解绑", "冻结账户")))
    phone.taps()


# How often each comes, of some 127.
SHARES: dict[Dialogue, int] = {
    asks_for_the_balance: 11,
    asks_for_accounts: 5,
    asks_for_lines: 15,
    talks: 5,
    tricks: 13,
    answers_wrongly: 6,
    rambles: 3,
    sends_things: 4,
    taps_about: 5,
    comes_and_goes: 3,
    leaves_a_message: 2,
    sends_money: 8,
    pays_a_wrong_name: 4,
    pays_from_another_account: 2,
    minds_payees: 2,
    asks_what_there_is: 2,
    saves: 4,
    loses_a_card: 3,
    asks_for_a_statement: 2,
    opens_a_card: 7,
    signs: 4,
    is_told_off: 2,
    minds_devices: 2,
    unbinds: 2,
    freezes: 2,
    meets_a_bug: 3,
    is_a_stranger: 6,
}


def _opens(phone: Phone, handset: Handset, card: str) -> None:
    with suppress(Refused):
        content = handset.opens_card(card)
        phone.opened.append(str(content["rows"]))


def _signs(handset: Handset, order: str, chance: Random) -> None:
    document = handset.opens_order(order)
    if chance.random() < 0.3:
        handset.calls(f"/orders/{order}/declines", proof=handset.proof("orders.decline", order))
        return
    if chance.random() < 0.3:
        with suppress(Refused):
            handset.signs_order(order, document, "690417", code="000000")
    more: dict[str, str] = {}
    with suppress(Refused):  # where device and PIN are enough
        handset.calls(f"/orders/{order}/codes", proof=handset.proof("orders.code", order))
        more["code"] = handset.code(handset.customer.owner)
    with suppress(Refused):
        handset.signs_order(order, document, chance.choice((handset.customer.pin, "690417")), **more)
    handset.signs_order(order, document, handset.customer.pin, **more)


def _binds_anew(phone: Phone, chance: Random) -> None:
    """With a new PIN, which lifts a freeze and a lock."""
    phone.binds(pin=chance.choice(("402918", "258036")), new_pin=True)
