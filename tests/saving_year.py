"""A year in which people open accounts and deposits, move money, break and close them: for the bank and an oracle.

Whatever happens goes through the product's own steps, orders and signatures included, and through its doors.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from random import Random
from uuid import UUID

from tests.exact_interest import DAY, MONTHS, NOTICE, Current, Deposit, Oracle

from guitai.capabilities.deposits import doors, settlement, steps
from guitai.capabilities.deposits.rules import Renewal
from guitai.conversation.turn import Turn
from guitai.customers.customers import open_customer
from guitai.database import Database, Owner, Transaction
from guitai.language import Catalogue, Language, Tongue
from guitai.ledger.accounts import account, accounts_of, open_account, page
from guitai.ledger.chart import STRIPES, AccountKey, Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.ledger.stops import close_account, lift, stop
from guitai.money import Money
from guitai.schedule.doors import Daily, Shift
from guitai.shield import devices, orders
from guitai.shield.devices import Device
from guitai.shield.strength import DEFAULTS
from guitai.zone import BANK_ZONE

KINDS = ("current", "fixed", "notice")
ACCRUING = (doors.accrue_demand, doors.accrue_terms)
PAYING = (doors.settle, doors.mature, doors.lapse, doors.remind)
TONGUE = Tongue(Catalogue({}), Language.SIMPLIFIED)
MANY = 100_000
LEAST, LEAST_AT_NOTICE = 50_00, 50_000_00


@dataclass
class Counted:
    """What has happened."""

    movements: int = 0
    late: int = 0
    closed: int = 0
    deposits: int = 0
    withdrawals: int = 0
    notices: int = 0
    comparisons: int = 0


class Year:
    """A bank and an oracle, on the same day."""

    def __init__(self, database: Database, *, since: date, days: int, accounts: int) -> None:
        self.database, self.today, self.until = database, since, since + days * DAY
        self.chance, self.oracle, self.counted = Random(accounts), Oracle(), Counted()
        self.accounts = accounts
        people = accounts * 6 // 10
        self._joining = [since + days * n * DAY // people * 6 // 10 for n in range(people)]
        self._devices: dict[Owner, Device] = {}

    def passes(self) -> None:
        """Every day something happens, the day is closed, and the books are compared with what the oracle has."""
        while self.today < self.until:
            self.database.run(self._happen)
            self._go_through(ACCRUING)
            self.oracle.count_day(self.today)
            if self.today.day % 5 == 0:
                assert (self.today, self._payable()) == (self.today, self.oracle.owed(self.today))
            self._go_through(PAYING)
            self.oracle.close_day(self.today)
            self.today += DAY
            assert (self.today, self._differing()) == (self.today, {})

    def _go_through(self, every: tuple[Daily, ...]) -> None:
        for door in every:
            while self.database.run(partial(self._part, door)):
                pass

    def _part(self, door: Daily, db: Transaction) -> bool:
        now = datetime.combine(self.today + DAY, door.at, BANK_ZONE)
        return door.work(Shift(replace(db, now=now), self.today, DEFAULTS))

    def _differing(self) -> dict[object, tuple[int, int | None]]:
        """Accounts that hold something else than the oracle has, with both."""
        with self.database.transaction() as db:
            held = {one.key: one.balance.fen for one in page(db, KINDS, most=MANY)}
        expected = self.oracle.balances
        assert held.keys() == expected.keys()
        self.counted.comparisons += len(held)
        return {key: (fen, expected[key]) for key, fen in held.items() if fen != expected[key]}

    def _payable(self) -> int:
        with self.database.transaction() as db:
            keys = [AccountKey(n, Internal.INTEREST_PAYABLE.account_id) for n in range(1, STRIPES + 1)]
            return sum(account(db, key).balance.fen for key in keys)

    def _happen(self, db: Transaction) -> None:
        db = replace(db, now=datetime.combine(self.today, time(10), BANK_ZONE))
        while self._joining and self._joining[0] <= self.today:
            self._joining.pop(0)
            self._join(db)
        for key, current in list(self.oracle.currents.items()):
            if not current.closed:
                self._use(db, key, current)
        for key, deposit in list(self.oracle.deposits.items()):
            if deposit.principal and not deposit.pays_to.stopped:
                self._mind(db, key, deposit)

    def _join(self, db: Transaction) -> None:
        number = len(self._devices)
        owner = open_customer(
            db, name=f"人{number}", id_number=f"{number}", mobile=f"{number}", opened_on=self.today
        )
        keys: dict[str, dict[str, str]] = {"sign_key": {}, "open_key": {}}
        self._devices[owner] = devices.add(db, owner, openid=f"o{number}", name="手机", low=False, **keys)
        key = open_account(db, owner, "current", f"62{number:017}", opened_on=self.today).key
        self.oracle.currents[key] = Current(self.today)
        self._move(db, key, self.chance.randint(1, 5_000_000))

    def _use(self, db: Transaction, key: AccountKey, current: Current) -> None:
        drawn = self.chance.random()
        if current.stopped:
            if drawn < 0.1:
                lift(db, key, reason="order")
                current.stopped = False
                if drawn < 0.03 and not self._pays(current):  # with what is owed to it
                    self._close(db, key)
        elif drawn < 0.002:
            stop(db, key, debits=False, credits=True, reason="order")
            current.stopped = True
        elif drawn < 0.12:
            self._move(db, key, self.chance.randint(-current.balance, 3_000_000))
        elif drawn < 0.121 and not self._pays(current):
            self._close(db, key)
        elif drawn < 0.135 and len(self.oracle.balances) < self.accounts:
            self._open(db, key, current)

    def _pays(self, current: Current) -> bool:
        return any(one.pays_to is current and one.principal for one in self.oracle.deposits.values())

    def _move(self, db: Transaction, key: AccountKey, fen: int) -> None:
        """Money comes, sometimes as of an earlier day of the quarter, or goes."""
        if not fen:
            return
        current, on = self.oracle.currents[key], self.today
        if fen > 0 and self.chance.random() < 0.05:
            on -= self.chance.randint(0, (self.today - current.since).days) * DAY
            self.counted.late += on < self.today
        source, target = (Internal.RESERVES, key) if fen > 0 else (key, Internal.RESERVES)
        self.counted.movements += 1
        name = f"moved {self.counted.movements}"
        amount = Money(abs(fen))
        post(
            db,
            transfer(amount, owner=key.owner, name=name, source=source, target=target, effective_on=on),
        )
        current.move(fen, on)

    def _close(self, db: Transaction, key: AccountKey) -> None:
        settlement.settle_for_closing(db, key)
        left = account(db, key).balance
        assert left.fen == self.oracle.close_current(key, self.today)
        if left:
            post(
                db,
                transfer(left, owner=key.owner, name="closed", source=key, target=Internal.RESERVES),
            )
        close_account(db, key)
        self.counted.closed += 1

    def _open(self, db: Transaction, key: AccountKey, current: Current) -> None:
        code = self.chance.choice([*MONTHS, *MONTHS, "3M", "3M", "6M", *NOTICE, *NOTICE])
        least, most = (LEAST, 10_000_000) if code in MONTHS else (LEAST_AT_NOTICE, 40_000_000)
        fen = self.chance.randint(least, most)
        renewal = self.chance.choice(list(Renewal)) if code in MONTHS else Renewal.NONE
        self._move(db, key, fen)
        turn = self._turn(db, key)
        chosen = next(one for one in steps.on_sale(turn) if one.product.code == code)
        source = next(one for one in steps.currents(turn) if one.key == key)
        before = {one.key for one in accounts_of(db, Owner(key.owner))}
        order = steps.draft_opening(turn, chosen, Money(fen), source, renewal)
        self._sign(turn, order)
        steps.open_signed(turn, order)
        (opened,) = {one.key for one in accounts_of(db, Owner(key.owner))} - before
        current.move(-fen, self.today)
        self.oracle.deposits[opened] = Deposit(code, fen, self.today, current, str(renewal))
        self.counted.deposits += 1

    def _mind(self, db: Transaction, key: AccountKey, deposit: Deposit) -> None:
        drawn = self.chance.random()
        if deposit.called:
            due = deposit.called[0] + NOTICE[deposit.code] * DAY
            if drawn < (0.8 if due == self.today else 0.02):
                self._withdraw(db, key, self._part_of(deposit, deposit.called[1]))
        elif deposit.code in NOTICE and drawn < 0.05:
            self._call(db, key, self._part_of(deposit, deposit.principal))
        elif drawn < (0.1 if deposit.overdue else 0.004):
            self._withdraw(db, key, self._part_of(deposit, deposit.principal))
        elif drawn < 0.008 and deposit.ends and deposit.ends > self.today:
            self._choose(db, key, deposit)

    def _part_of(self, deposit: Deposit, usual: int) -> int:
        """That much, or another amount that may be withdrawn."""
        least = LEAST if deposit.ends else LEAST_AT_NOTICE
        most = deposit.principal - least
        lowest = 1 if deposit.ends else least
        whole_only = deposit.ends and (deposit.parted or deposit.ends <= self.today)
        if whole_only or most < lowest:
            return deposit.principal
        return usual if self.chance.random() < 0.5 else self.chance.randint(lowest, most)

    def _withdraw(self, db: Transaction, key: AccountKey, fen: int) -> None:
        turn = self._turn(db, key)
        kept = next(one for one in steps.own_deposits(turn) if one.key == key)
        target = steps.paid_to(turn, kept, steps.takers(turn), "")
        order = steps.draft_withdrawal(turn, kept, Money(fen), target)
        self._sign(turn, order)
        steps.withdraw_signed(turn, order)
        self.oracle.withdraw(key, fen, self.today)
        self.counted.withdrawals += 1

    def _call(self, db: Transaction, key: AccountKey, fen: int) -> None:
        turn = self._turn(db, key)
        kept = next(one for one in steps.own_deposits(turn) if one.key == key)
        order = steps.draft_notice(turn, kept, Money(fen))
        self._sign(turn, order)
        steps.notice_signed(turn, order)
        self.oracle.deposits[key].called = (self.today, fen)
        self.counted.notices += 1

    def _choose(self, db: Transaction, key: AccountKey, deposit: Deposit) -> None:
        turn, chosen = self._turn(db, key), self.chance.choice(list(Renewal))
        kept = next(one for one in steps.own_deposits(turn) if one.key == key)
        order = steps.draft_renewal(turn, kept, chosen)
        self._sign(turn, order)
        steps.renewal_signed(turn, order)
        deposit.renewal = str(chosen)

    def _turn(self, db: Transaction, key: AccountKey) -> Turn:
        return Turn(db, Owner(key.owner), "a step", (), DEFAULTS, TONGUE)

    def _sign(self, turn: Turn, order: UUID) -> None:
        orders.sign(turn.db, self._devices[turn.customer], order, "a signature")
