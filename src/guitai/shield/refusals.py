"""Why the shield says no. The codes are those of docs/shield.md; a page shows the sentence as it stands here."""

from guitai.errors import Refusal


class VisitOver(Refusal, code="shield.visit_over", says="这个页面打开太久了，请刷新后再试。"):
    """The visit is unknown, or older than an hour."""


class NoDevice(Refusal, code="shield.no_device", says="这台设备还没有绑定到您的账户，请先绑定。"):
    """No such device is bound to whose visit this is."""


class NotProved(Refusal, code="shield.not_proved", says="没有验证通过，请刷新页面后再试。"):
    """The proof does not stand for this challenge, visit, device, act and subject."""


class Unreadable(Refusal, code="shield.unreadable", says="没有收到完整的内容，请刷新页面后再试。"):
    """The body is no JWE to the bank's key, or lacks something."""


class Gone(Refusal, code="shield.gone", says="这里已经看不到了，请回到聊天里重新查询。"):
    """The card or the order has expired, or is somebody else's; which of them is not said."""


class Frozen(
    Refusal,
    code="shield.frozen",
    says="您的微信服务已经冻结，现在不能办理。要解除冻结，请重新绑定并设置新密码，或带身份证到本行网点办理。",
):
    """The customer, or the staff, has frozen everything."""


class FrozenByStaff(
    Refusal,
    code="shield.frozen_by_staff",
    says="您的微信服务已由本行冻结，现在不能办理。请带身份证到本行网点，我们当面为您核实。",
):
    """The staff has frozen everything: they alone lift it."""


class FrozenElsewhere(
    Refusal,
    code="shield.frozen_elsewhere",
    says="您的微信服务已经冻结。要换到另一个微信，请先带身份证到本行网点解除冻结，再绑定。",
):
    """The customer has frozen everything, and it is not from their own WeChat that it would be lifted."""


class NotMatched(
    Refusal,
    code="shield.not_matched",
    says="填写的信息与本行留存的不一致，请核对后再试。手机号要填办卡时预留的那个。",
):
    """Name, identity number, card and mobile are not together what the bank has; it does not say which is not."""


class TooManyTries(
    Refusal,
    code="shield.too_many_tries",
    says="今天试的次数太多了，请明天再试，或带身份证到本行网点办理。",
):
    """Five tries a day, by the openid and by the identity number."""


class WrongCode(
    Refusal,
    code="shield.wrong_code",
    says="验证码不对，或者已经过期。请输入最新收到的6位验证码，也可以重新发送一次。",
):
    """Another code, one that is older than five minutes, or one that was tried three times."""


class CodeJustSent(
    Refusal,
    code="shield.code_just_sent",
    says="验证码60秒内只发一次。请用刚才那条短信里的验证码；没有收到的话，请等60秒再重新发送。",
):
    """A code for the same thing was sent less than a minute ago."""


class TooManyCodes(
    Refusal,
    code="shield.too_many_codes",
    says="今天给您发的验证码已经太多，不能再发了。请明天再办，着急的话可以带身份证到本行任意网点办理。",
):
    """So many texts with codes went to the customer today, whatever they were for."""


class WrongPin(
    Refusal,
    code="shield.wrong_pin",
    says="交易密码不对。一天输错3次，会锁定24小时；连续输错6次，要重新绑定并设置新密码。",
):
    """Another PIN."""


class PinLocked(
    Refusal,
    code="shield.pin_locked",
    says="交易密码输错次数太多，已经锁定24小时。如果忘记了密码，可以重新绑定并设置新密码。",
):
    """Three wrong PINs on a day."""


class PinDead(
    Refusal,
    code="shield.pin_locked_for_good",
    says="交易密码已经锁定。请重新绑定，并设置新密码。",
):
    """Six wrong PINs in a row, or a device that set it was vetoed: only a binding with a new one helps."""


class NoPin(Refusal, code="shield.no_pin", says="您还没有设置交易密码，请重新绑定，并设置新密码。"):
    """The customer has no PIN yet."""


class WeakPin(
    Refusal,
    code="shield.weak_pin",
    says="这个密码太容易被猜到。请不要用生日、手机号、证件号、卡号里的数字，或连续、重复的数字。",
):
    """A PIN of those that everybody tries first."""


class TooManyDevices(
    Refusal,
    code="shield.too_many_devices",
    says="您已经绑定了3台设备，最多3台。要绑定这一台，请勾选“移除一台旧设备，绑定这一台”。",
):
    """There are three, and nobody said that one may be replaced."""


class TooNew(
    Refusal,
    code="shield.too_new",
    says="您正在使用的这台设备绑定不满24小时，不能移除更早绑定的设备。如果手机丢了，请先冻结微信服务。",
):
    """A device in its first 24 hours removes no older one."""


class NeedsCode(Refusal, code="shield.needs_code", says="这项业务还需要短信验证码。"):
    """Its strength asks for a one-time code."""


class NeedsCertificate(Refusal, code="shield.needs_certificate", says="这项业务还需要这台设备上的数字证书。"):
    """Its strength asks for a certificate in force on the device that signs."""


class NotShown(Refusal, code="shield.not_shown", says="请在打开这份内容的那台设备上签名。"):
    """The order was not opened on the device that signed it."""


class OrderOver(
    Refusal,
    code="shield.order_over",
    says="这份内容已经签过、取消或者过期，不能再签名。请先在聊天里查看有没有办成；没有办成又需要的话，再重新办理。",
):
    """It was signed, declined or voided before, or its five minutes are over."""


class BadSignature(
    Refusal, code="shield.bad_signature", says="签名没有验证通过，没有办理。请刷新页面后再试。"
):
    """The signature is not this device's over this order's bytes."""


class Declined(Refusal, code="shield.declined", says="您没有签名，这项业务没有办理。"):
    """The customer has declined to sign."""
