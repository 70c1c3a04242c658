"""Turns: from an encrypted push to the encrypted reply with a balance; beside a bot that echoes."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import ceil

from guitai.bench import served
from guitai.bench.clientele import move_in
from guitai.bench.load import Measured, Plan
from guitai.bench.machine import machine
from guitai.bench.pushes import OfficialAccount
from guitai.keys.folder import load

CUSTOMERS = 250
ASKED = "我的余额"
ANSWERED = "您的余额查好了"  # how the bank's reply begins
THINK_SECONDS = 2.0
WARM_UP_SECONDS = 3.0


@dataclass(frozen=True)
class Scenario:
    """So many phones, with time to think between two messages or with none, watched for so long."""

    phones: int
    think_seconds: float
    seconds: float

    @property
    def name(self) -> str:
        """How its figures are called."""
        return f"phones_{self.phones}{'_think' if self.think_seconds else ''}"


SCENARIOS = (
    Scenario(1, 0, 8),
    Scenario(50, 0, 8),
    Scenario(200, 0, 8),
    Scenario(1, THINK_SECONDS, 20),
    Scenario(50, THINK_SECONDS, 16),
    Scenario(200, THINK_SECONDS, 16),
)


def run() -> dict[str, object]:
    """Measure the bank, then the baseline, with the same load."""
    account = OfficialAccount.invented()
    with served.postgres() as url, served.keys() as keys:
        openids = move_in(url, load(keys), CUSTOMERS)
        with served.bank(url, account, keys) as bank:
            figures = _measure(account, bank.port, openids, ANSWERED)
    with served.echo_bot(account) as port:
        baseline = _measure(account, port, openids, ASKED)
    return {
        "bench": "turns",
        "machine": machine(),
        "figures": figures,
        "baseline": baseline,
        "ratios": _ratios(figures, baseline),
    }


def _measure(
    account: OfficialAccount, port: int, openids: Sequence[str], reply: str
) -> dict[str, float | int]:
    figures: dict[str, float | int] = {}
    # Every customer's first message costs more than the later ones: people are met once.
    _load(account, port, openids, reply, Scenario(10, 0, WARM_UP_SECONDS))
    for scenario in SCENARIOS:
        figures |= _figures(scenario.name, _load(account, port, openids, reply, scenario))
    return figures


def _load(
    account: OfficialAccount, port: int, openids: Sequence[str], reply: str, scenario: Scenario
) -> Measured:
    """One scenario, by a process of its own. What it is told goes through a pipe: there are secrets in it."""
    plan = Plan(
        account, port, openids, ASKED, reply, scenario.phones, scenario.think_seconds, scenario.seconds
    )
    done = subprocess.run(
        [sys.executable, "-m", "guitai.bench.load"],
        input=json.dumps(asdict(plan)),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Measured(**json.loads(done.stdout))


def _figures(name: str, measured: Measured) -> dict[str, float | int]:
    took = sorted(measured.milliseconds)
    return {
        f"{name}_p50_ms": round(_percentile(took, 50), 1),
        f"{name}_p99_ms": round(_percentile(took, 99), 1),
        f"{name}_slowest_ms": round(took[-1], 1),
        f"{name}_turns_per_second": round(len(took) / measured.seconds, 1),
        f"{name}_not_on_the_line_turns": measured.unanswered,
        f"{name}_load_cpu_percent": measured.own_cpu_percent,
    }


def _percentile(ordered: Sequence[float], percent: int) -> float:
    """The least that so many per cent do not exceed.

    >>> _percentile([1, 2, 3, 4], 50)
    2
    """
    return ordered[ceil(len(ordered) * percent / 100) - 1]


def _ratios(figures: dict[str, float | int], baseline: dict[str, float | int]) -> dict[str, float | int]:
    """Each figure in units of the baseline's: for times less is better, for turns a second more."""
    compared = [name for name in figures if name.endswith(("_p50_ms", "_p99_ms", "_per_second"))]
    return {f"{name}_ratio": round(figures[name] / baseline[name], 2) for name in compared if baseline[name]}
