"""Hands that post: threads of one process, as the core's are, each posting what it makes up until the time is over."""

import gc
import random
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from threading import Thread
from time import monotonic_ns, perf_counter_ns

from guitai.database import Database, Owner, Transaction
from guitai.errors import Refusal
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import Details, Entry, transfer
from guitai.ledger.posting import post, post_all
from guitai.money import Money

AT_ONCE = 1000
BUILDERS = 2  # threads that open accounts and write history, before anything is measured
FORTUNE = Money.parse("10000000")
LUNCH = Details("转账", "王小芳", "餐饮", "微信银行", "午饭，谢谢")
WARM_UP = 20  # calls of each hand: connections are made, plans too
PREPARED_PER_SECOND = {False: 6_400, True: 24_000}  # entries for all hands, one by one and in batches


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

    def opened(first: int) -> list[AccountKey]:
        return database.run(lambda db: _opened(db, range(first, first + AT_ONCE)))

    with ThreadPoolExecutor(BUILDERS) as builders:
        parts = builders.map(opened, range(1001, 1001 + count, AT_ONCE))
        return [key for part in parts for key in part]


def _opened(db: Transaction, owners: Iterable[int]) -> list[AccountKey]:
    keys = [open_account(db, Owner(owner), "current", f"62148300{owner:011}").key for owner in owners]
    source = Internal.OPENING_BALANCES
    post_all(
        db, [transfer(FORTUNE, owner=key.owner, name="opening", source=source, target=key) for key in keys]
    )
    return keys


def write_history(database: Database, keys: Sequence[AccountKey], *, postings: int) -> None:
    """Let the accounts have so many postings behind them, all told."""

    def write(_: int) -> None:
        entries = [_made_up(*random.sample(keys, 2)) for _ in range(AT_ONCE)]
        database.run(lambda db: post_all(db, entries))

    with ThreadPoolExecutor(BUILDERS) as builders:
        for _ in builders.map(write, range(0, postings, 2 * AT_ONCE)):
            pass


def microseconds(url: str, keys: Sequence[AccountKey], load: Load, *, seconds: int) -> list[list[int]]:
    """How long each call took, hand by hand. A hand does nothing else, so the sum is the time it was at work."""
    parts = [keys[hand :: load.hands] if load.batch else keys for hand in range(load.hands)]
    prepared = seconds * PREPARED_PER_SECOND[load.batch > 0] // load.hands // (load.batch or 1)
    with closing(Database(url, size=load.hands, role="guitai_core")) as database:
        hands = [Hand(database, part, load, prepared=prepared) for part in parts]
        _all([Thread(target=hand.warm_up) for hand in hands])
        gc.collect()
        gc.freeze()  # what was made up is not looked through again and again
        until = monotonic_ns() + seconds * 10**9
        _all([Thread(target=hand.work, args=(until,)) for hand in hands])
        gc.unfreeze()
    return [hand.took for hand in hands]


def _all(threads: Sequence[Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Hand:
    """One client of the ledger, with what each of its calls took in microseconds.

    What it posts in the first `prepared` calls is made up before the clock starts.
    """

    def __init__(
        self, database: Database, keys: Sequence[AccountKey], load: Load, *, prepared: int = 0
    ) -> None:
        self.took: list[int] = []
        self._database = database
        self._keys = keys
        self._load = load
        self._prepared = [self._made_up() for _ in range(prepared)]

    def warm_up(self) -> None:
        """Some calls that don't count."""
        for _ in range(1 if self._load.batch else WARM_UP):
            self._call(self._made_up())

    def work(self, until_ns: int) -> None:
        """Post until the time is over; a call that began in time counts."""
        while monotonic_ns() < until_ns:
            entries = self._prepared.pop() if self._prepared else self._made_up()
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
        name=f"{random.getrandbits(128):032x}",
        source=source,
        target=target,
        details=LUNCH,
    )
