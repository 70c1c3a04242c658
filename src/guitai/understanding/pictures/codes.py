"""QR codes: the bank's own say whom to pay; of others only whose they are is told, and none is followed. Pure."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs, urlsplit

from guitai.language import Words
from guitai.money import Money
from guitai.understanding.pictures import values
from guitai.understanding.pictures.found import Field, Found, Kind
from guitai.understanding.pictures.slips import with_bank

LONGEST = 600  # characters
AMOUNT = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?", re.ASCII)
OTHERS = (
    (r"wxp://|https?://payapp\.weixin\.qq\.com|weixin://wxpay", Words("微信支付的收款码")),
    (r"https?://qr\.alipay\.com|alipays?://", Words("支付宝的收款码")),
    (r"https?://qr\.95516\.com|00020[12]01", Words("银联的二维码")),
    (r"https?://(?:u\.wechat\.com|weixin\.qq\.com/[rgq]/)", Words("微信名片或群的二维码")),
    (r"https?://", Words("一个网址的二维码")),
)
UNKNOWN = Words("不认识的二维码")


def code(texts: tuple[str, ...]) -> Found | None:
    """The only code in a picture that is the bank's own; None where there is none."""
    own = {text: found for text in texts if (found := _own(text))}
    if len(own) > 1:
        return Found(Kind.CODE, {}, ("account_no",))
    return next(iter(own.values()), None)


def others(texts: tuple[str, ...]) -> Found | None:
    """Whose the code in a picture is; None where there is none."""
    if not texts:
        return None
    whose = next((name for form, name in OTHERS if re.match(form, texts[0], re.IGNORECASE)), UNKNOWN)
    return Found(Kind.OTHERS_CODE, whose=whose.text)


def _own(text: str) -> Found | None:
    """guitai://pay?account_no=…&payee=…&bank=…&amount=…&memo=…: the number has to be there, nothing else may be."""
    if len(text) > LONGEST or not text.startswith("guitai://pay?"):
        return None
    try:
        given = parse_qs(urlsplit(text).query, strict_parsing=True, max_num_fields=5, errors="strict")
    except ValueError:
        return Found(Kind.CODE, {}, ("account_no",))
    fields = {
        name: READ[name](said, 100) for name, (said, *more) in given.items() if name in READ and not more
    }
    certain = {name: one for name, one in fields.items() if one}
    if len(certain) < len(given) or "account_no" not in certain:
        return Found(Kind.CODE, {}, ("account_no",))
    return with_bank(Found(Kind.CODE, certain))


def _amount(text: str, score: int) -> Field | None:
    found = Money.parse(text) if AMOUNT.fullmatch(text) else None
    return Field(found, score) if found and found.fen > 0 else None


READ: Mapping[str, Callable[[str, int], Field | None]] = {
    "account_no": values.account_no,
    "payee": values.name,
    "bank": values.bank_name,
    "amount": _amount,
    "memo": values.memo,
}
