"""What a customer signs about a deposit, and what the bank reads back from the bytes that were signed. Pure.

The name of a line says to the bank what its text says to the customer: a product's or a choice's code, an
account, a day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guitai.capabilities.deposits.earnings import Payout, foreseen
from guitai.capabilities.deposits.rules import (
    INSURED,
    PRODUCTS,
    Call,
    Deposit,
    OnSale,
    Product,
    Renewal,
    Source,
    percent,
)
from guitai.language import Words
from guitai.money import Money
from guitai.naming import grouped, ungrouped
from guitai.shield.document import Document, Draft, Line

OPEN, WITHDRAW, RENEWAL, NOTICE = (
    "deposits.open",
    "deposits.withdraw",
    "deposits.renewal",
    "deposits.notice",
)


@dataclass(frozen=True)
class Opening:
    """An order to open a deposit."""

    product: Product
    rate_bps: int
    amount: Money
    source: str
    renewal: Renewal
    on: date


@dataclass(frozen=True)
class Change:
    """An order about a deposit that is there, by the number of its account. Fields that it lacks are None."""

    number: str
    on: date
    amount: Money | None = None
    interest: Money | None = None
    target: str = ""
    renewal: Renewal | None = None
    for_on: date | None = None


def opening(chosen: OnSale, amount: Money, source: Source, renewal: Renewal, on: date) -> Draft:
    """To be signed: this deposit is opened with money of this account."""
    product = chosen.product
    lines = [
        Line(f"product {product.code}", "存款", product.named),
        Line("amount", "本金", amount),
        Line(f"rate {chosen.rate_bps}", "年利率", percent(chosen.rate_bps)),
        Line(f"source {source.number}", "转出账户", source.public_name),
        _on(on),
    ]
    ends_on = product.ends_on(on)
    if ends_on:
        lines += [
            Line("matures", "到期日", _day(ends_on)),
            Line("interest", "到期利息", foreseen(chosen, amount)),
            Line(f"renewal {renewal}", "到期以后", renewal.public_name),
        ]
    broken = Words(
        "提前支取，支取的部分按支取日的活期利率计息。"
        if ends_on
        else "没有通知、提前或超出约定支取的，按支取日的活期利率计息。"
    )
    return Draft(
        OPEN, Words("存入{product}", {"product": product.named}), tuple(lines), (broken, Words(INSURED))
    )


def read_opening(document: Document) -> Opening:
    """The order that was signed."""
    return Opening(
        PRODUCTS[_coded(document, "product")],
        int(_coded(document, "rate")),
        document.amount("amount"),
        _coded(document, "source"),
        Renewal(_coded(document, "renewal") or Renewal.NONE),
        date.fromisoformat(_coded(document, "on")),
    )


def withdrawal(deposit: Deposit, out: Payout, target: Source, on: date) -> Draft:
    """To be signed: so much is withdrawn today, with this interest."""
    lines = (
        *_deposit(deposit),
        Line("amount", "支取本金", out.amount),
        Line("interest", "利息", out.interest),
        Line("lost", "比到期少得利息" if deposit.matures_on else "比按通知支取少得利息", out.lost),
        Line(f"target {target.number}", "转入账户", target.public_name),
        _on(on),
    )
    return Draft(WITHDRAW, Words("支取存款"), lines)


def renewal(deposit: Deposit, chosen: Renewal, on: date) -> Draft:
    """To be signed: this becomes of the deposit when it matures."""
    lines = (
        *_deposit(deposit),
        Line("matures", "到期日", _day(deposit.matures_on or on)),
        Line(f"renewal {chosen}", "到期以后", chosen.public_name),
        _on(on),
    )
    return Draft(RENEWAL, Words("更改到期安排"), lines)


def notice(deposit: Deposit, call: Call) -> Draft:
    """To be signed: notice that so much will be withdrawn on that day."""
    lines = (
        *_deposit(deposit),
        Line("amount", "约定支取", call.amount),
        Line(f"for {call.for_on}", "支取日", _day(call.for_on)),
        _on(call.called_on),
    )
    note = Words("请在支取日当天支取约定的金额。没有支取的，通知失效，通知的那几天不计息。")
    return Draft(NOTICE, Words("通知支取"), lines, (note,))


def read_change(document: Document) -> Change:
    """The order that was signed."""
    names = {line["name"] for line in document.content["lines"]}
    chosen, for_on = _coded(document, "renewal"), _coded(document, "for")
    return Change(
        ungrouped(document.text("deposit")),
        date.fromisoformat(_coded(document, "on")),
        document.amount("amount") if "amount" in names else None,
        document.amount("interest") if "interest" in names else None,
        _coded(document, "target"),
        Renewal(chosen) if chosen else None,
        date.fromisoformat(for_on) if for_on else None,
    )


def _deposit(deposit: Deposit) -> Iterator[Line]:
    yield Line("kind", "存款", deposit.product.named)
    yield Line("deposit", "存款账号", grouped(deposit.number))


def _on(day: date) -> Line:
    return Line(f"on {day}", "办理日期", _day(day))


def _day(day: date) -> Words:
    return Words("{day}", {"day": day})


def _coded(document: Document, what: str) -> str:
    """What the line's name says behind that word; nothing where there is no such line."""
    names = [str(line["name"]) for line in document.content["lines"]]
    found = [name.removeprefix(f"{what} ") for name in names if name.startswith(f"{what} ")]
    assert len(found) <= 1, "a line stands in a document once"
    return found[0] if found else ""
