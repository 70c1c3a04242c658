"""What customers are shown of their deposits: before, when it is done, and whenever they look. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from guitai.capabilities.deposits.earnings import (
    Payout,
    accrued,
    at_maturity,
    foreseen,
    foreseen_at_notice,
    if_broken,
    payout,
)
from guitai.capabilities.deposits.rules import INSURED, Deposit, OnSale, Renewal, Source, percent
from guitai.language import Words
from guitai.money import Money
from guitai.naming import account_name
from guitai.shield.card import Card, Row, Slip
from guitai.terms.terms import PostedRates

MONTH = 30  # days, for an example


def offer_card(
    chosen: OnSale, amount: Money, source: Source, renewal: Renewal, on: date, *, demand_bps: int
) -> Card:
    """What would be opened, and what it would give: at maturity, and if it is broken before."""
    product, demand = chosen.product, percent(demand_bps)
    rows = [
        Row("存款", product.named),
        Row("本金", amount),
        Row("年利率", percent(chosen.rate_bps)),
    ]
    ends_on = product.ends_on(on)
    if ends_on:
        broken = if_broken(chosen, amount, on, demand_bps=demand_bps)
        rows += [
            Row("到期日", ends_on),
            Row("到期利息", foreseen(chosen, amount)),
            Row(Words("提前支取（全部天数按支取日的活期利率，现为{rate}）最多", {"rate": demand}), broken),
            Row("到期以后", renewal.public_name),
        ]
    else:
        notice = {"days": product.notice_days}
        rows += [
            Row(
                Words("按通知支取，每满{days}天的利息约", {"days": MONTH}),
                foreseen_at_notice(chosen, amount, MONTH),
            ),
            Row("支取", Words("提前{days}天通知，在约定的那一天支取约定的金额", notice)),
            Row(
                "没有通知、提前或超出约定的部分",
                Words("按支取日的活期利率计息，现为{rate}", {"rate": demand}),
            ),
        ]
    return Card("存入前请看", (*rows, Row("转出账户", source.public_name)), INSURED)


def opened_card(deposit: Deposit) -> Card:
    """The receipt of one that was opened, with a picture to keep. A picture's labels are short."""
    rows = [
        Row("存款", deposit.product.named),
        Row("存入账户", deposit.public_name),
        Row("存入日", deposit.opened_on),
    ]
    if deposit.matures_on:
        rows += [
            Row("年利率", percent(deposit.rate_bps)),
            Row("到期日", deposit.matures_on),
            Row("利息", at_maturity(deposit).interest),
            Row("到期以后", deposit.renewal.public_name),
        ]
    slip = Slip("存入成功", deposit.principal, tuple(rows), "存款受存款保险保障。")
    return Card("存入成功", (Row("本金", deposit.principal), *rows), INSURED, charts=(slip,))


def holdings_card(every: Sequence[Deposit], on: date, rates: PostedRates) -> Card:
    """All that the customer has, and what each has earned."""
    rows = [row for deposit in every for row in (*_deposit(deposit), *_so_far(deposit, on, rates))]
    if len(every) > 1:
        rows.append(Row("本金合计", sum((deposit.principal for deposit in every), Money(0))))
    return Card("定期和通知存款", tuple(rows), INSURED)


def choice_card(every: Sequence[Deposit]) -> Card:
    """What each is, where one of them is asked for by its tail: no sum stands in the chat."""
    rows: list[Row] = []
    for deposit in every:
        rows.append(_sum(deposit))
        if deposit.matures_on:
            rows.append(Row("到期日", deposit.matures_on))
    return Card("定期和通知存款", tuple(rows))


def withdrawal_card(deposit: Deposit, out: Payout, target: Source) -> Card:
    """What a withdrawal would give, and what is lost by it."""
    rows = [
        Row("支取", deposit.public_name),
        Row("支取本金", out.amount),
        *_how(deposit, out),
        Row("利息", out.interest),
        Row("比到期少得利息" if deposit.matures_on else "比按通知支取少得利息", out.lost),
        Row("到账合计", out.amount + out.interest),
        Row("支取后本金", deposit.principal - out.amount),
        Row("转入账户", target.public_name),
    ]
    return Card("支取前请看", tuple(rows))


def withdrawn_card(deposit: Deposit, out: Payout, target: Source) -> Card:
    """The receipt of a withdrawal. The deposit is as it was before."""
    left = deposit.principal - out.amount
    rows = (
        Row("支取", deposit.public_name),
        Row("支取本金", out.amount),
        Row("利息", out.interest),
        Row("到账合计", out.amount + out.interest),
        Row("转入账户", target.public_name),
        Row("支取后本金", left),
    )
    return Card("支取成功", rows)


def matured_card(deposit: Deposit, out: Payout, now: Deposit | None, target: Words) -> Card:
    """What became of a deposit on the day it matured; `now` is its next term."""
    rows = [
        Row("到期", deposit.public_name),
        Row("到期日", deposit.matures_on or deposit.starts_on),
        Row("本金", out.amount),
        Row("利息", out.interest),
        Row("转入账户", target),
    ]
    if now:
        rows += [
            Row("续存本金", now.principal),
            Row("续存年利率", percent(now.rate_bps)),
            Row("下次到期日", now.matures_on or now.starts_on),
        ]
    return Card("存款到期", tuple(rows))


def settled_card(kind: str, number: str, settled_on: date, interest: Money, *, rate_bps: int) -> Card:
    """The quarter's interest of a current account."""
    rows = (
        Row("转入账户", account_name(kind, number[-4:])),
        Row("利息", interest),
        Row("结息日", settled_on),
        Row("年利率", percent(rate_bps)),
    )
    return Card("活期结息", rows)


def _deposit(deposit: Deposit) -> Iterator[Row]:
    yield _sum(deposit)
    if deposit.matures_on is None:
        yield Row("存入日", deposit.opened_on)
        if deposit.call:
            said = {"day": deposit.call.for_on, "amount": deposit.call.amount}
            yield Row("已通知支取", Words("{day}支取{amount}", said))
        return
    yield Row("年利率", percent(deposit.rate_bps))
    yield Row("到期日", deposit.matures_on)
    yield Row("到期利息", at_maturity(deposit).interest)
    yield Row("到期以后", deposit.renewal.public_name)


def _sum(deposit: Deposit) -> Row:
    named = {"deposit": deposit.public_name, "product": deposit.product.name}
    return Row(Words("{deposit}，{product}", named), deposit.principal)


def _so_far(deposit: Deposit, on: date, rates: PostedRates) -> Iterator[Row]:
    """The day itself does not count yet: 算头不算尾."""
    so_far = accrued(deposit, on - timedelta(days=1), rates)
    if deposit.matured(on):
        yield Row("到今天的利息", so_far)
    else:
        yield Row(
            "到今天的利息（存满才有）" if deposit.matures_on else "到今天的利息（按通知支取才有）", so_far
        )
        yield Row("今天全部支取的利息", payout(deposit, deposit.principal, on, rates).interest)


def _how(deposit: Deposit, out: Payout) -> Iterator[Row]:
    """By which rates it was reckoned."""
    for earning in out.earnings:
        if earning.yuan_days:
            yield Row("计息年利率", percent(earning.rate_bps))
