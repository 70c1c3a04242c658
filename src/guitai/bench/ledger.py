"""The ledger: posting one by one and in batches, beside pgbench's TPC-B-like rate on the same server.

And the same with many accounts and a long history behind them: what a posting costs must not grow with either.
"""

import tempfile
from collections import defaultdict
from collections.abc import Sequence
from math import ceil
from pathlib import Path

from guitai.bench import served
from guitai.bench.machine import machine
from guitai.bench.postings import BUILDERS, Load, microseconds, open_accounts, write_history
from guitai.bench.tpcb import Tpcb
from guitai.database import Database, migrate
from guitai.errors import Misconfigured
from guitai.ledger.chart import AccountKey
from guitai.ledger.check import check

SECONDS = 20  # of each measurement, the baseline's before and after it too
LOADS = (
    Load("post_8", hands=8),
    Load("post_32", hands=32),
    Load("hot_customer_32", hands=32, hot="customer"),
    Load("hot_internal_32", hands=32, hot="internal"),
    Load("bulk_100", hands=4, batch=100),
    Load("bulk_500", hands=4, batch=500),
    Load("bulk_2000", hands=4, batch=2000),
)

ACCOUNTS, MANY_ACCOUNTS = 10_000, 1_000_000
HISTORY = 10_000_000  # postings
CURVE = (LOADS[1], LOADS[5])

Figures = dict[str, float]
Calls = Sequence[Sequence[int]]
"""What each call of each client took, in microseconds. Clients don't pause between calls."""


def run() -> dict[str, object]:
    """Measure each load between two runs of the baseline, then prove what was posted."""
    return {"bench": "ledger", "machine": machine(), **_measured(LOADS, accounts=ACCOUNTS, history=0)}


def curve() -> dict[str, object]:
    """Measure two of the loads with few accounts and many, each with a long history; takes most of an hour."""
    result: dict[str, dict[str, float]] = {"figures": {}, "baseline": {}, "ratios": {}}
    for name, accounts in (("10k", ACCOUNTS), ("1m", MANY_ACCOUNTS)):
        for part, figures in _measured(CURVE, accounts=accounts, history=HISTORY).items():
            result[part] |= {
                f"{key}_{name}" if part == "ratios" else f"{name}_{key}": of for key, of in figures.items()
            }
    return {"bench": "ledger", "machine": machine(), **result}


def _measured(loads: Sequence[Load], *, accounts: int, history: int) -> dict[str, Figures]:
    with served.postgres() as url, tempfile.TemporaryDirectory() as folder:
        migrate(url)
        database = Database(url, size=BUILDERS, role="guitai_core")
        try:
            keys = open_accounts(database, accounts)
            write_history(database, keys, postings=history)
            result = _measure(url, keys, loads, Tpcb(url, Path(folder)))
            with database.transaction() as db:
                report = check(db)
        finally:
            database.close()
    if not report.sound:
        raise Misconfigured(f"the bench's own books are wrong: {report}")
    return result


def _measure(url: str, keys: Sequence[AccountKey], loads: Sequence[Load], tpcb: Tpcb) -> dict[str, Figures]:
    """The machine's pace moves, so a ratio is to the runs of the baseline right before and after."""
    tpcb.prepare()
    figures: Figures = {}
    ratios: Figures = {}
    runs: dict[str, list[Calls]] = defaultdict(list)
    for load in loads:
        clients = 32 if load.hands == 32 else 8
        before = tpcb.microseconds(clients=clients, seconds=SECONDS)
        calls = microseconds(url, keys, load, seconds=SECONDS)
        after = tpcb.microseconds(clients=clients, seconds=SECONDS)
        figures |= _figures(load.name, [calls], entries=load.batch or 1)
        ratios[load.name] = round(
            _per_second(calls) * (load.batch or 1) * 2 / (_per_second(before) + _per_second(after)), 2
        )
        runs[f"tpcb_{clients}"] += [before, after]
    baseline: Figures = {}
    for name, measured in runs.items():
        baseline |= _figures(name, measured, entries=1)
    return {"figures": figures, "baseline": baseline, "ratios": ratios}


def _figures(name: str, runs: Sequence[Calls], *, entries: int) -> Figures:
    ordered = sorted(call for calls in runs for client in calls for call in client)
    return {
        f"{name}_per_s": round(sum(map(_per_second, runs)) / len(runs) * entries, 1),
        f"{name}_p50_ms": _percentile(ordered, 50),
        f"{name}_p99_ms": _percentile(ordered, 99),
    }


def _per_second(calls: Calls) -> float:
    return sum(len(client) * 1_000_000 / sum(client) for client in calls if client)


def _percentile(ordered: Sequence[int], percent: int) -> float:
    return round(ordered[ceil(len(ordered) * percent / 100) - 1] / 1000, 2)
