"""Transfers that were tampered with: the order says who pays whom, how much, when, and is signed over other bytes."""

import json
from collections.abc import Iterator
from random import Random

from tests.altering import Json, signed
from tests.scene import Scene
from tests.tampered_calls import NOT_PROVED
from tests.tries import Batch, Page

from guitai.ledger.accounts import account_numbered
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.shield import small
from guitai.shield.strength import Strength

BAD = "shield.bad_signature"
THIEF = {"payee": "王小明", "account": "6222 0200 0000 0000 018", "bank": "工商银行"}


def transfers(scene: Scene, chance: Random) -> Batch:
    """Signatures over an order of the chat's own in which somebody else is paid, or otherwise than was shown."""
    lin, phone = scene.lin, scene.lin.phone
    fen = chance.randrange(1_00, 90_00)
    order = _ordered(scene, fen)
    document, code = scene.coded(lin, order)
    assert _says_it_all(document, scene, fen)
    phone.loads(f"/orders/{order}")
    page = Page(phone, f"/orders/{order}/signatures", {"code": code, "pin": lin.pin})
    header = {"alg": "ES256", "kid": phone.device_id}
    tries = [
        page.tried(what, BAD, NOT_PROVED, signature=signed(phone.sign_key, header, text))
        for what, text in _altered(document, chance)
    ]
    tries.append(page.tried("with nothing", NOT_PROVED, signature=signed(phone.sign_key, header, b"")))

    def accepted() -> None:
        result = page.posts(signature=phone.signs(document, kid=phone.device_id))["result"]
        assert result.startswith("转账成功"), result

    return Batch(tries, accepted)


def _ordered(scene: Scene, fen: int) -> str:
    """The order that the chat puts up for such a transfer, as if a code were needed each time."""
    lin, chen = scene.lin, scene.chen
    with scene.database.transaction() as db:
        small.end(db, lin.owner, why="tampering")
        source = account_numbered(db, lin.person.card_number)
        name = f"money {db.turn_id}"
        post(db, transfer(Money(fen), owner=lin.owner, name=name, source=Internal.CASH, target=source))
    scene.says(lin, "取消")
    words = f"给{chen.person.name}转{fen // 100}.{fen % 100:02}元，账号{chen.person.card_number}，备注饭钱，实时到账"
    said = scene.says(lin, words)
    if "/orders/" not in said:  # the same was paid just now
        said = scene.says(lin, "现在转")
    order = said.partition("/orders/")[2].partition('"')[0]
    scene.all_of_it.execute(
        "UPDATE shield.orders SET strength = %(strength)s WHERE order_id = %(order)s",
        {"strength": Strength.CODE, "order": order},
    )
    return order


def _says_it_all(document: bytes, scene: Scene, fen: int) -> bool:
    """Whether the document says who is paid, where, how much, with which words: all that the page shows."""
    chen, lines = scene.chen.person, {line["name"]: line for line in json.loads(document)["lines"]}
    digits = lines["account"]["text"].replace(" ", "")
    known = digits == f"{chen.card_number[:4]}********{chen.card_number[-4:]}"
    return (
        lines["payee"]["text"] == chen.name
        and (known or digits == chen.card_number)
        and lines["amount"]["fen"] == fen
        and lines["memo"]["text"] == "饭钱"
    )


def _altered(document: bytes, chance: Random) -> Iterator[tuple[str, bytes]]:
    """Documents in which one thing is another."""
    content: Json = json.loads(document)
    lines = content["lines"]
    for number, line in enumerate(lines):
        name, before, after = line["name"], lines[:number], lines[number + 1 :]
        if "fen" in line:
            more = {"fen": line["fen"] + chance.choice((1, 100, 10**6))}
        elif "at" in line:
            more = {"at": "2099-01-01T00:00:00+08:00"}
        else:
            more = {"text": THIEF.get(name, f"{line['text']}。")}
        yield f"another {name}", _with(content, [*before, line | more, *after])
        yield f"another label of {name}", _with(content, [*before, line | {"label": "备注"}, *after])
        yield f"no {name}", _with(content, [*before, *after])
    swapped = [line | THIEF_LINES[line["name"]] if line["name"] in THIEF_LINES else line for line in lines]
    yield "a thief in the payee's place", _with(content, swapped)
    yield "no warning", _canonical(content | {"notes": []}) if content["notes"] else b"{}"
    yield "an amount in words", document.replace(b'"fen":', b'"text":', 1)
    at = chance.randrange(len(document))
    yield f"another byte at {at}", document[:at] + bytes([document[at] ^ 1]) + document[at + 1 :]


THIEF_LINES = {name: {"text": text} for name, text in THIEF.items()}


def _with(content: Json, lines: list[Json]) -> bytes:
    return _canonical(content | {"lines": lines})


def _canonical(content: Json) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
