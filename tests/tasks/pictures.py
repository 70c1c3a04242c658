"""Pictures that a task sends, drawn from what it says stands in them: a slip, a card, a bill, a code, a paper."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from PIL import Image
from tests import drawn, pictured

Says = Mapping[str, str]
OURS = "江海银行"


def taken(kind: str, says: Says) -> bytes:
    """The picture as a phone sends it. With `misread` in it the account's last digit is another."""
    said = {name: text for name, text in says.items() if name != "misread"}
    if "misread" in says:
        said["account"] = says["account"][:-1] + str((int(says["account"][-1]) + 1) % 10)
    return drawn.sent(DRAWN[kind](said))


def _slip(says: Says) -> Image.Image:
    rows = [("收款人", says["payee"]), ("收款账号", pictured.grouped(says["account"])), ("收款银行", OURS)]
    rows += [("附言", says["memo"])] if "memo" in says else []
    return drawn.listed("转账成功", f"¥{says['amount']}", rows)


def _card(says: Says) -> Image.Image:
    return drawn.card(OURS, says["account"])


def _bill(says: Says) -> Image.Image:
    rows = [
        ("缴费单位", pictured.COMPANIES["电费"]),
        ("户号", "3100456712"),
        ("应缴金额", f"{says['amount']}元"),
    ]
    return drawn.listed("电费账单", "", rows)


def _code(says: Says) -> Image.Image:
    asked = {"account_no": says["account"], "payee": says["payee"], "amount": says["amount"]}
    return drawn.code(f"guitai://pay?{urlencode(asked)}", title="向我付款")


def _others_code(says: Says) -> Image.Image:
    return drawn.code(says["text"], title="扫一扫")


def _paper(says: Says) -> Image.Image:
    return drawn.note(["中华人民共和国", "居民身份证", f"姓名：{says['name']}"])


DRAWN: Mapping[str, Callable[[Says], Image.Image]] = {
    "slip": _slip,
    "card": _card,
    "bill": _bill,
    "code": _code,
    "others_code": _others_code,
    "paper": _paper,
}
