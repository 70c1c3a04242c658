"""Hands that post: threads in two processes, each posting what it makes up, until the time is over."""

import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from threading import Thread
from time import monotonic_ns, perf_counter_ns
from uuid import uuid4

from guitai.database import Database, Owner
from guitai.errors import Refusal
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import Details, Entry, transfer
from guitai.ledger.posting import post, post_all
from guitai.money import Money

PROCESSES = 2
READY_WITHIN_SECONDS = 60
AT_ONCE = 1000
FORTUNE = Money.parse("10000000")
LUNCH = Details("转账", "王小芳", "餐饮", "微信银行", "午饭，谢谢")
WARM_UP = 20  # calls of each hand: connections are made, plans too


@dataclass(frozen=True)
class Load:
    """So many hands, entries posted one by one or in batches; `hot` is what is party to every entry.

    Hands that post one by one meet on any account; batches are cut by customer, as a run over all of them is.
    """

    name: str
    hands: int
    batch: int = 0
    hot: str = ""


def open_accounts(database: Database, count: int) -> list[AccountKey]:
    """An account for each of many customers, with more on it than a bench can spend."""
    keys = []
    for first in range(1001, 1001 + count, AT_ONCE):
        owners = range(first, first + AT_ONCE)
        with database.transaction() as db:
            opened = [
                open_account(db, Owner(owner), "current", f"62148300{owner:011}").key for owner in owners
            ]
            source = Internal.OPENING_BALANCES
            post_all(
                db,
                [
                    transfer(FORTUNE, owner=key.owner, name="opening", source=source, target=key)
                    for key in opened
                ],
            )
        keys += opened
    return keys


def write_history(database: Database, keys: Sequence[AccountKey], *, postings: int) -> None:
    """Let the accounts have so many postings behind them, all told."""
    for _ in range(0, postings, 2 * AT_ONCE):
        entries = [_made_up(*random.sample(keys, 2)) for _ in range(AT_ONCE)]
        database.run(lambda db, entries=entries: post_all(db, entries))  # type: ignore[misc] # no such lambda


def microseconds(url: str, keys: Sequence[AccountKey], load: Load, *, seconds: int) -> list[list[int]]:
    """How long each call took, hand by hand. A hand does nothing else, so the sum is the time it was at work."""
    parts = [keys[hand :: load.hands] if load.batch else keys for hand in range(load.hands)]
    context = get_context("spawn")
    start = context.Barrier(PROCESSES)
    with ProcessPoolExecutor(PROCESSES, context, initializer=_Start.agree, initargs=(start,)) as pool:
        shares = [parts[number::PROCESSES] for number in range(PROCESSES)]
        working = [pool.submit(_work, url, share, load, seconds) for share in shares]
        return [calls for share in working for calls in share.result()]


class _Start:
    """When all processes are ready: a thing that a process is given as it begins, and in no other way."""

    barrier: Barrier

    @classmethod
    def agree(cls, barrier: Barrier) -> None:
        cls.barrier = barrier


def _work(url: str, parts: Sequence[Sequence[AccountKey]], load: Load, seconds: int) -> list[list[int]]:
    """One process: its share of the hands, each a thread with a connection."""
    database = Database(url, size=len(parts), role="guitai_core")
    hands = [Hand(database, part, load) for part in parts]
    _all([Thread(target=hand.warm_up) for hand in hands])
    _Start.barrier.wait(timeout=READY_WITHIN_SECONDS)
    until = monotonic_ns() + seconds * 10**9
    _all([Thread(target=hand.work, args=(until,)) for hand in hands])
    database.close()
    return [hand.took for hand in hands]


def _all(threads: Sequence[Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Hand:
    """One client of the ledger, with what each of its calls took in microseconds."""

    def __init__(self, database: Database, keys: Sequence[AccountKey], load: Load) -> None:
        self.took: list[int] = []
        self._database = database
        self._keys = keys
        self._load = load

    def warm_up(self) -> None:
        """Some calls that don't count."""
        for _ in range(1 if self._load.batch else WARM_UP):
            self._call(self._made_up())

    def work(self, until_ns: int) -> None:
        """Post until the time is over; a call that began in time counts. What it posts is made up beforehand."""
        while monotonic_ns() < until_ns:
            entries = self._made_up()
            began = perf_counter_ns()
            self._call(entries)
            self.took.append((perf_counter_ns() - began) // 1000)

    def _made_up(self) -> list[Entry]:
        return [self._entry() for _ in range(self._load.batch or 1)]

    def _call(self, entries: list[Entry]) -> None:
        if not self._load.batch:
            self._database.run(lambda db: post(db, entries[0]))
            return
        results = self._database.run(lambda db: post_all(db, entries))
        assert not any(isinstance(result, Refusal) for result in results), "everybody is rich"

    def _entry(self) -> Entry:
        source, other = random.sample(self._keys, 2)
        target: AccountKey | Internal = other
        if self._load.hot == "internal":
            target = Internal.MERCHANTS
        elif self._load.hot == "customer":
            target = self._keys[0] if source != self._keys[0] else self._keys[1]
        return _made_up(source, target)


def _made_up(source: AccountKey, target: AccountKey | Internal) -> Entry:
    return transfer(
        Money(fen=random.randint(1, 5_000)),
        owner=source.owner,
        name=uuid4().hex,
        source=source,
        target=target,
        details=LUNCH,
    )
