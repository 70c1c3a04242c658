"""The end of the house's day: what was not settled never will be, and the bank gets its statement (`camt.053`)."""

from datetime import date, timedelta

from guitai_sandbox.clearing.directory import OURS
from guitai_sandbox.clearing.hours import beginning, closing
from guitai_sandbox.clearing.iso import Json, write
from guitai_sandbox.clearing.orders import account, amount_of
from guitai_sandbox.clearing.telling import HOUSE, standing
from guitai_sandbox.state.books import Day, Line
from guitai_sandbox.state.clock import stamp
from guitai_sandbox.state.payments import State
from guitai_sandbox.world import World

STATEMENT = "camt.053.001.08"
LINES_A_PAGE = 500


def begin(world: World) -> None:
    """Close each day at its time, from today on."""
    _close_in_time(world, world.house.books.first_open)


def _close_in_time(world: World, day: date) -> None:
    def work() -> None:
        _close_in_time(world, day + timedelta(days=1))
        close(world, day)

    world.agenda.at(closing(day), work)


def close(world: World, day: date) -> None:
    """Reject what is still on its way, and put the statement among the messages."""
    for payment in world.house.payments.values():
        if payment.order.day == day and payment.state is State.PENDING:
            payment.state, payment.reason = State.REJECTED, "AB06"
            world.house.mailbox.put(standing(world, payment))
    for page in _pages(world, world.house.books.close(day)):
        world.house.mailbox.put(page)


def _pages(world: World, day: Day) -> list[str]:
    statement_id = world.house.new_id(HOUSE)
    starts = range(0, max(len(day.lines), 1), LINES_A_PAGE)
    return [_page(world, day, statement_id, start, last=start == starts[-1]) for start in starts]


def _page(world: World, day: Day, statement_id: str, start: int, *, last: bool) -> str:
    lines = day.lines[start : start + LINES_A_PAGE]
    pagination = {"PgNb": str(start // LINES_A_PAGE + 1), "LastPgInd": last}
    now = stamp(world.clock.now())
    begun = max(world.house.begun_at, beginning(day.day))
    statement: Json = {
        "Id": statement_id,
        "FrToDt": {"FrDtTm": stamp(begun), "ToDtTm": stamp(closing(day.day))},
        "Acct": account(OURS),
        "Bal": [
            _balance("OPBD", day.opening_fen, day.day),
            _balance("CLBD", day.closing_fen, day.day),
        ],
        "Ntry": [_entry(number, line) for number, line in enumerate(lines, start + 1)],
    }
    header = {"MsgId": world.house.new_id(HOUSE), "CreDtTm": now, "MsgPgntn": pagination}
    return write(STATEMENT, {"GrpHdr": header, "Stmt": [statement]})


def _balance(code: str, fen: int, day: date) -> Json:
    return {
        "Tp": {"CdOrPrtry": {"Cd": code}},
        "Amt": amount_of(abs(fen)),
        "CdtDbtInd": _indicator(fen >= 0),
        "Dt": {"Dt": day.isoformat()},
    }


def _entry(number: int, line: Line) -> Json:
    family, sub_family, gained = line.kind.value
    day = {"Dt": line.day.isoformat()}
    return {
        "NtryRef": str(number),
        "Amt": amount_of(line.amount_fen),
        "CdtDbtInd": _indicator(gained),
        "RvslInd": (family, sub_family) == ("RCDT", "RRTN"),
        "Sts": {"Cd": "BOOK"},
        "BookgDt": day,
        "ValDt": day,
        "BkTxCd": {"Domn": {"Cd": "PMNT", "Fmly": {"Cd": family, "SubFmlyCd": sub_family}}},
        "NtryDtls": [{"TxDtls": [{"Refs": {"EndToEndId": line.end_to_end_id, "TxId": line.tx_id}}]}],
    }


def _indicator(gained: bool) -> str:
    return "CRDT" if gained else "DBIT"
