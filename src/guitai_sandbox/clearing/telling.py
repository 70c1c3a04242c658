"""What the house says of a payment: how it stands (`pacs.002`), and that it comes back (`pacs.004`)."""

from guitai_sandbox.clearing.iso import Json, write
from guitai_sandbox.clearing.orders import CREDIT_TRANSFER, amount_of, by_rail
from guitai_sandbox.state.books import Line
from guitai_sandbox.state.clock import stamp
from guitai_sandbox.state.payments import Payment, State
from guitai_sandbox.world import World

STATUS, RETURN = "pacs.002.001.10", "pacs.004.001.09"
HOUSE = "000000000000"  # in its ids; no bank has it
SETTLED, REJECTED, ON_ITS_WAY = "ACSC", "RJCT", "PDNG"
UNKNOWN = "NOOR"  # no original transaction


def standing(world: World, payment: Payment) -> str:
    """How the payment stands now."""
    if payment.settled:
        return _report(world, _original(payment), SETTLED)
    if payment.state is State.REJECTED:
        return _report(world, _original(payment), REJECTED, payment.reason)
    return _report(world, _original(payment), ON_ITS_WAY)


def rejection(world: World, payment: Payment, reason: str) -> str:
    """That it was rejected, be it true or not."""
    return _report(world, _original(payment), REJECTED, reason)


def unknown(world: World, original: Json) -> str:
    """That no payment of that id has come."""
    return _report(world, original, None, UNKNOWN)


def coming_back(world: World, payment: Payment, line: Line) -> str:
    """The return that was booked."""
    order = payment.order
    assert payment.reason is not None
    inside: Json = {
        "RtrId": line.tx_id,
        "OrgnlEndToEndId": order.end_to_end_id,
        "OrgnlTxId": order.tx_id,
        "OrgnlUETR": order.uetr,
        "RtrdIntrBkSttlmAmt": amount_of(line.amount_fen),
        "IntrBkSttlmDt": line.day.isoformat(),
        "RtrRsnInf": [{"Rsn": {"Cd": payment.reason}}],
    }
    header = {**_header(world), "NbOfTxs": "1", "SttlmInf": by_rail(order.rail)}
    return write(RETURN, {"GrpHdr": header, "TxInf": [inside]})


def _original(payment: Payment) -> Json:
    order = payment.order
    return {
        "OrgnlGrpInf": {"OrgnlMsgId": payment.msg_id, "OrgnlMsgNmId": CREDIT_TRANSFER},
        "OrgnlEndToEndId": order.end_to_end_id,
        "OrgnlTxId": order.tx_id,
        "OrgnlUETR": order.uetr,
    }


def _report(world: World, original: Json, status: str | None, reason: str | None = None) -> str:
    inside: Json = {**original, "TxSts": status}
    if reason is not None:
        inside["StsRsnInf"] = [{"Rsn": {"Cd": reason}}]
    return write(STATUS, {"GrpHdr": _header(world), "TxInfAndSts": [inside]})


def _header(world: World) -> Json:
    return {"MsgId": world.house.new_id(HOUSE), "CreDtTm": stamp(world.clock.now())}
