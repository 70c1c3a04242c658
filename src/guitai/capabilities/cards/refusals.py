"""Why a card can't be reported lost here, or found again."""

from guitai.errors import Refusal


class NoCard(
    Refusal,
    code="cards.none",
    says="请马上拨打江海银行客服热线（号码印在卡片背面，网点柜台也有公布）挂失：这个微信还没有绑定本行账户，在这里挂失不了。"
    "如果钱已经被转走，请同时拨打反诈专线96110和110报警。",
):
    """The chat is a visitor's."""


class NothingToBlock(
    Refusal,
    code="cards.nothing_to_block",
    says="您名下现在没有可以挂失的卡。如果丢的是其他银行的卡，请马上联系那家银行。"
    "如果钱已经被转走，请马上拨打110报警，并拨打反诈专线96110。",
    offers=("给工作人员留言", "service.agent"),
):
    """The customer has no account that a card belongs to."""


class NoSuchCard(
    Refusal,
    code="cards.no_such",
    says="您名下没有找到“{named}”这张卡，没有挂失，请您核对。",
):
    """None of the customer's cards has that tail or kind."""


class NoCreditCard(
    Refusal,
    code="cards.no_credit_card",
    says="您在本行没有信用卡，没有挂失。如果是其他银行的卡，请马上联系那家银行。",
):
    """A credit card was named, and the customer has none here."""


class NotBound(
    Refusal,
    code="cards.not_bound",
    says="这个微信还没有绑定本行账户，在这里解除不了挂失。请先绑定，或者带身份证到本行网点办理。",
    offers=("绑定账户", "identity.bind"),
):
    """A visitor would have a card back."""


class NoSuchCardToLift(
    Refusal,
    code="cards.no_such_to_lift",
    says="您名下没有找到“{named}”这张卡，没有解除挂失，请您核对。",
):
    """None of the customer's cards has that tail or kind, and one was to be given back."""


class NoCreditCardToLift(
    Refusal,
    code="cards.no_credit_card_to_lift",
    says="您在本行没有信用卡，没有解除挂失。如果是其他银行的卡，请联系那家银行。",
):
    """A credit card was to be given back, and the customer has none here."""


class NotLost(
    Refusal,
    code="cards.not_lost",
    says="您的卡没有挂失，不用解除。",
    offers=("我的账户", "accounts.list"),
):
    """There is nothing to lift."""


class StoppedByBank(
    Refusal,
    code="cards.stopped_by_bank",
    says="这张卡不是您自己挂失的，是按规定限制的，在微信里不能解除。"
    "请带身份证到本行网点，或者拨打江海银行客服热线（号码印在卡片背面，网点柜台也有公布）询问。",
):
    """Whoever stopped it lifts it: a court, the police, the staff. A customer lifts only what they asked for."""


class NewDevice(
    Refusal,
    code="cards.new_device",
    says="这台设备绑定不满24小时，不能解除挂失，卡仍在挂失中。请用更早绑定的设备签名，或带身份证到本行网点办理。",
):
    """Whoever has the card and has just bound a phone may be a thief: what the owner stopped they don't give back."""


class NewDevices(
    Refusal,
    code="cards.new_devices",
    says="您绑定的设备都不满24小时，{at}以后才能在微信里解除挂失，卡仍在挂失中。着急的话，请带身份证到本行网点办理。",
):
    """None of the customer's devices may lift it yet: said before anything is signed."""
