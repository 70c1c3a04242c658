"""The house in the phone API: who banks elsewhere, how payments stand, and somebody there who pays a customer."""

from datetime import date

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from guitai_sandbox.clearing import readable
from guitai_sandbox.clearing.credits import Wish, promise
from guitai_sandbox.clearing.directory import ACCOUNTS, BANKS, Bank, bank_by_code
from guitai_sandbox.clearing.views import (
    BankView,
    CreditView,
    HouseView,
    NewCredit,
    PaymentView,
)
from guitai_sandbox.phone.calls import Calls, PhoneError, body_of, sentence, world_of
from guitai_sandbox.state.clock import stamp
from guitai_sandbox.state.payments import Party, Payment

# Whose number it is nobody looks up: the payer's, where a tester names none.
SOMEBODYS = "9"
VARIES = {"Vary": "Accept, Accept-Language"}

calls = Calls()


@calls.serve(
    "GET",
    "/phone/clearing",
    "The clearing house: other banks with the accounts that it knows, and a day's payments, today's if none is named.",
    query=(("on", "string", False),),
    answer=HouseView,
    errors=(400,),
)
async def house(request: Request) -> Response:
    """The directory, the payments and the balance; as tables for whoever opens the address in a browser."""
    world = world_of(request)
    day = _day_in(request) or world.clock.now().date()
    payments = [
        _payment(one) for one in world.house.payments.values() if day in (one.order.day, one.at.date())
    ]
    view: HouseView = {
        "now": stamp(world.clock.now()),
        "balance": _yuan(world.house.books.balance_fen),
        "banks": [_bank(bank) for bank in BANKS],
        "payments": payments,
    }
    if readable.wanted(request.headers.get("accept", "")):
        english = request.headers.get("accept-language", "").lower().startswith("en")
        return HTMLResponse(readable.page(view, english=english), headers=VARIES)
    return JSONResponse(view, headers=VARIES)


@calls.serve(
    "POST",
    "/phone/clearing/credit",
    "Somebody at another bank pays into an account of the bank's; over 1,000,000 yuan when HVPS is open.",
    body=NewCredit,
    answer=CreditView,
    status=201,
    errors=(400, 404),
)
async def credit(request: Request) -> JSONResponse:
    """Settle it and put it among the house's messages, now or at the first moment possible."""
    wanted = await body_of(request, NewCredit)
    world = world_of(request)
    bank = _bank_called(wanted.from_bank)
    payer = Party(wanted.from_name, wanted.from_account_no or bank.card_prefix + SOMEBODYS * 12, bank.code)
    wish = Wish(payer, wanted.account_no, wanted.name, int(wanted.amount * 100), wanted.memo)
    with world.bank.busy():
        order, settled_at = promise(world, bank, wish)
    view: CreditView = {
        "tx_id": order.tx_id,
        "end_to_end_id": order.end_to_end_id,
        "rail": order.rail.value,
        "day": order.day.isoformat(),
        "settled_at": stamp(settled_at),
    }
    return JSONResponse(view, status_code=201)


def _bank_called(called: str) -> Bank:
    bank = next((bank for bank in BANKS if bank.name == called), None) or bank_by_code(called)
    if bank is None:
        raise PhoneError(404, "no_such_bank", f"No bank here is called {called}.")
    return bank


def _day_in(request: Request) -> date | None:
    text = request.query_params.get("on")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise PhoneError(400, "bad_request", sentence(error)) from None


def _bank(bank: Bank) -> BankView:
    accounts = [account for account in ACCOUNTS if account.bank is bank]
    return {
        "code": bank.code,
        "name": bank.name,
        "accounts": [
            {
                "account_no": account.account_no,
                "name": account.name,
                "conduct": account.conduct.name,
                "says": account.conduct.says,
            }
            for account in accounts
        ],
    }


def _payment(payment: Payment) -> PaymentView:
    order = payment.order
    return {
        "tx_id": order.tx_id,
        "end_to_end_id": order.end_to_end_id,
        "direction": "in" if payment.incoming else "out",
        "rail": order.rail.value,
        "day": order.day.isoformat(),
        "at": stamp(payment.at),
        "amount": _yuan(order.amount_fen),
        "bank_code": (order.payer if payment.incoming else order.payee).bank_code,
        "account_no": order.payee.account_no,
        "state": payment.state.value,
        "reason": payment.reason,
    }


def _yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"
