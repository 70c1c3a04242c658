"""An oracle on payments: which may be made, how strongly signed, and when they leave. It knows nothing of the bank.

Written from docs/shield.md §7, from what the bank says that it asks for where something is unusual, and from the
rules on account classes (银发〔2015〕392号 and after). Amounts are whole fen, strengths are 1 to 4. What was paid is
summed up anew from all payments each time: there are no counters that could be wrong.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from tests.limit_payments import ARRIVED, LEFT, RETURNED, UNDONE, WAITING, Account, Payment, Plan, SmallRule

RULE, PIN, CODE, CERTIFICATE = 1, 2, 3, 4
SINGLE = {RULE: 200_00, PIN: 5_000_00, CODE: 20_000_00, CERTIFICATE: 50_000_00}
DAY = {RULE: 1_000_00, PIN: 20_000_00, CODE: 50_000_00, CERTIFICATE: 200_000_00}
LOW_SINGLE, LOW_DAY = 1_000_00, 5_000_00
UNCERTIFIED_DAY = 50_000_00
YEAR = 5_000_000_00
CLASS_DAY, CLASS_YEAR = {2: 10_000_00, 3: 2_000_00}, {2: 200_000_00, 3: 50_000_00}
THIRD_MOST = 2_000_00  # that may be in an account of class III
A_DAY, AN_HOUR = timedelta(hours=24), timedelta(hours=1)
RULE_LIFE = timedelta(days=365)
RUNS_AT = time(0, 30)


class Oracle:
    """Everything that one customer has paid, and what may be paid next."""

    def __init__(self, born_on: date) -> None:
        self.born_on = born_on
        self.payments: list[Payment] = []
        self.rule: SmallRule | None = None
        self.plans: list[Plan] = []
        self.removed: set[str] = set()  # devices that are gone
        self.third: dict[str, int] = {}  # what is in accounts of class III
        self.owed: list[
            tuple[datetime, Account, int]
        ] = []  # what had no room when it came back: tried again then

    # --- what is asked for

    def there(self, wish: Payment) -> bool:
        """Whether it is put up at all: what leaves on a later day need not be there yet."""
        return wish.choice in ("dated", "monthly") or self._holds(wish)

    def needs(self, wish: Payment, *, at_least: int = PIN) -> int | None:
        """The weakest strength at which it may be signed now; None where it may not be paid at all."""
        if wish.payee.mine:
            return PIN
        later = wish.choice in ("dated", "monthly")
        leaves_on = self.leaves_at(replace(wish, drafted_at=None, waits=False)).date()
        on = leaves_on if later else wish.at.date()
        least = max(at_least, PIN if self.known(wish.payee) else CODE)
        if self.steps_up(wish):
            least = max(least, CODE)
        new = wish.new_until is not None and wish.at < wish.new_until
        for strength in (PIN, CODE) if new else (PIN, CODE, CERTIFICATE):
            if strength >= least and self.allows(wish, strength, on=on, planned=later):
                return strength
        return None

    def allows(self, wish: Payment, strength: int, *, on: date, planned: bool = False) -> bool:
        """Whether the limits of that strength leave room for it on that day, with what is `planned` for it or not."""
        every = self._counted(on) + (self._planned(on) if planned else [])
        if not self._in_a_year(wish, on):
            return False
        whole = sum(paid.fen for paid in every) + wish.fen
        new = wish.new_until is not None and wish.at < wish.new_until
        if new and (wish.fen > LOW_SINGLE or whole > LOW_DAY):
            return False
        return wish.fen <= SINGLE[strength] and self._in_a_day(wish, strength, every)

    def unsigned(self, wish: Payment) -> bool:
        """Whether the customer's own small-amount rule pays it."""
        rule = self.rule
        if rule is None or not rule.from_at <= wish.at < rule.from_at + RULE_LIFE:
            return False
        today = self._counted(wish.at.date())
        by_rule = sum(paid.fen for paid in today if paid.strength == RULE) + wish.fen
        return (
            not wish.payee.mine
            and self.known(wish.payee)
            and not self.steps_up(wish)
            and self.leaves_at(wish) == wish.at
            and wish.fen <= rule.single
            and by_rule <= rule.day
            and self._in_a_day(wish, RULE, today)
            and self._in_a_year(wish, wish.at.date())
        )

    def steps_up(self, wish: Payment) -> bool:
        """Whether something is unusual enough for a code."""
        return any(self._unusual(wish))

    def leaves_at(self, wish: Payment) -> datetime:
        """When it leaves: as the customer chose, but not within a day where a first payment waits."""
        told_at = wish.drafted_at or wish.at
        if not wish.waived and (wish.waits or self.waits(wish)):
            return max(wish.at, told_at + A_DAY, self._chosen(wish, told_at))
        return max(wish.at, self._chosen(wish, told_at))

    def waits(self, wish: Payment) -> bool:
        """Whether it waits for a day, unless that is given up: somebody of 65 pays somebody new, or anybody much."""
        new = not wish.payee.mine and not self.known(wish.payee)
        return new and (wish.fen > 5_000_00 or self._age(wish.at.date()) >= 65)

    def known(self, payee: Account) -> bool:
        """Whether a payment has arrived there before, and stayed."""
        return any(paid.payee == payee and paid.state == ARRIVED for paid in self.payments)

    def counted(self) -> dict[tuple[date, int], int]:
        """What counts against limits, in fen, by day and strength."""
        found: dict[tuple[date, int], int] = {}
        for one in self.payments:
            if one.counts and one.counted_on:
                found[one.counted_on, one.strength] = found.get((one.counted_on, one.strength), 0) + one.fen
        return found

    # --- what becomes of it

    def accept(self, wish: Payment, strength: int) -> bool:
        """The customer has signed it so strongly, or their rule pays it: whether it is accepted."""
        wish.strength, wish.due_at = strength, self.leaves_at(wish)
        if strength == RULE:
            may = self.unsigned(wish)
        else:
            least = self.needs(wish)
            may = least is not None and least <= strength
        if wish.choice == "monthly":
            self.plans += [Plan(wish, wish.due_at)] if may else []
            return may
        dated = wish.choice == "dated"
        if not may or not (dated or self._gives(wish, wish.at.date())):
            return False
        if not dated:
            wish.counted_at = wish.at
            if not self._room(wish.payee, wish.fen):
                return False
        if wish.due_at == wish.at:
            self._leave(wish, wish.at)
        else:
            wish.state = WAITING
        if wish.state == UNDONE:
            return False
        self.payments.append(wish)
        return True

    def go_on(self, until: datetime) -> None:
        """Let time pass: what is due leaves, or doesn't, and then what is paid every month becomes due."""
        while one := self._next(until):
            at = _due(one)
            self._pay_owed(at)
            signed_at = one.plan.wish.at if one.plan else one.at
            vetoed = one.device in self.removed and one.new_until is not None and signed_at < one.new_until
            if vetoed and one.plan:
                self.plans.remove(one.plan)
            if vetoed or (one.counted_on is None and not self._may_on_its_day(one, at)):
                one.state = UNDONE
                continue
            one.counted_at = one.counted_at or at
            self._leave(one, at)
        self._pay_owed(until)

    def _next(self, until: datetime) -> Payment | None:
        """What is due first. Of what is due together plans come last, each made into a payment when it is its turn."""
        due = [one for one in self.payments if one.state == WAITING and _due(one) <= until]
        plans = [one for one in self.plans if one.next_at <= until]
        first = min(due, key=lambda one: (_due(one), one.at, one.number), default=None)
        plan = min(plans, key=lambda one: (one.next_at, one.wish.at, one.wish.number), default=None)
        if plan is None or (first is not None and _due(first) <= plan.next_at):
            return first
        of, at = plan.wish, plan.next_at
        plan.next_at = runs_after(of.day, at)
        made = replace(of, at=at, choice="", number="", due_at=at, drafted_at=None, state=WAITING, plan=plan)
        self.payments.append(made)
        return made

    def settled(self, one: Payment) -> None:
        """The other bank has it."""
        one.state = ARRIVED

    def returned(self, one: Payment, at: datetime) -> None:
        """The other bank gives it back: it goes on counting."""
        one.state = RETURNED
        self._comes_back(one, at)

    def rejected(self, one: Payment, at: datetime) -> None:
        """The other bank doesn't take it: it counts no more."""
        self.take_back(one)
        self._comes_back(one, at)

    def take_back(self, one: Payment) -> None:
        """It was cancelled before it left: it counts no more."""
        one.state = UNDONE

    # --- how much there is of what

    def _may_on_its_day(self, one: Payment, at: datetime) -> bool:
        """Whether what was for this day leaves: the limits of its strength and of its account leave room for it."""
        then = Payment(at, one.fen, one.source, one.payee, new_until=one.new_until)
        return (one.payee.mine or self.allows(then, one.strength, on=at.date())) and self._gives(
            one, at.date()
        )

    def _leave(self, one: Payment, at: datetime) -> None:
        """It leaves, unless the account that it goes to takes no more."""
        one.state = LEFT
        if one.payee.here:
            one.state, one.arrived_on = (
                (ARRIVED, at.date()) if self._takes(one, at.date()) else (UNDONE, None)
            )
        if one.state != UNDONE:
            self._into(one.source, -one.fen)
            self._into(one.payee, one.fen)

    def _gives(self, one: Payment, on: date) -> bool:
        """Whether the account that pays may give so much on that day, and has it."""
        if not self._holds(one):
            return False
        if one.source.kind == 1 or not one.takes_from_cap:
            return True
        gone = [
            paid
            for paid in self.payments
            if paid.source == one.source and paid.takes_from_cap and paid.state != UNDONE
        ]
        return _within(one, one.source.kind, on, [(paid.fen, paid.counted_on) for paid in gone])

    def _holds(self, one: Payment) -> bool:
        """Whether so much is in the account that pays, and not set apart: the others are rich."""
        waits = sum(
            other.fen
            for other in self.payments
            if other.source == one.source and other.state == WAITING and other.counted_on
        )
        return one.source.kind != 3 or self.third[one.source.name] - waits >= one.fen

    def _takes(self, one: Payment, on: date) -> bool:
        """Whether the account that is paid may take so much on that day."""
        kind = one.payee.kind
        if not self._room(one.payee, one.fen):
            return False
        came = [
            paid
            for paid in self.payments
            if paid.payee == one.payee and paid.adds_to_cap and paid.state == ARRIVED
        ]
        return (
            kind == 1
            or not one.adds_to_cap
            or _within(one, kind, on, [(paid.fen, paid.arrived_on) for paid in came])
        )

    def _into(self, account: Account, fen: int) -> None:
        if account.kind == 3:
            self.third[account.name] += fen

    def _comes_back(self, one: Payment, at: datetime) -> None:
        """Where there is no room for it, it waits elsewhere, and is tried again every hour."""
        self.owed.append((at, one.source, one.fen))
        self._pay_owed(at)

    def _pay_owed(self, until: datetime) -> None:
        while due := [one for one in self.owed if one[0] <= until]:
            at, account, fen = first = min(due, key=lambda one: one[0])
            self.owed.remove(first)
            if self._room(account, fen):
                self._into(account, fen)
            else:
                self.owed.append((at + AN_HOUR, account, fen))

    def _room(self, account: Account, fen: int) -> bool:
        """Whether the account holds so much more, with all that is set apart for it."""
        if account.kind != 3:
            return True
        coming = [
            one for one in self.payments if one.payee == account and one.state == WAITING and one.counted_on
        ]
        return self.third[account.name] + sum(one.fen for one in coming) + fen <= THIRD_MOST

    def _planned(self, on: date) -> list[Payment]:
        """What will count on that day, once and every month."""
        once = [one for one in self.payments if one.state == WAITING and one.counted_at is None]
        monthly = [
            plan.wish for plan in self.plans if plan.next_at.date() <= on and _is_day(plan.wish.day, on)
        ]
        return [
            one for one in [*(one for one in once if _due(one).date() == on), *monthly] if not one.payee.mine
        ]

    def _counted(self, on: date) -> list[Payment]:
        return [paid for paid in self.payments if paid.counts and paid.counted_on == on]

    @staticmethod
    def _in_a_day(wish: Payment, strength: int, every: list[Payment]) -> bool:
        """Each strength's day, with all that was paid at it or at a weaker one, whichever was paid first."""
        if strength < CERTIFICATE and sum(paid.fen for paid in every) + wish.fen > UNCERTIFIED_DAY:
            return False
        stronger = (one for one in DAY if one >= strength)
        return all(
            sum(paid.fen for paid in every if paid.strength <= one) + wish.fen <= DAY[one] for one in stronger
        )

    def _in_a_year(self, wish: Payment, on: date) -> bool:
        paid = [
            one for one in self.payments if one.counts and one.counted_on and one.counted_on.year == on.year
        ]
        return sum(one.fen for one in paid) + wish.fen <= YEAR

    def _unusual(self, wish: Payment) -> Iterator[bool]:
        others = [paid for paid in self.payments if not paid.payee.mine and paid.state != UNDONE]
        hour = [paid.fen for paid in others if paid.at >= wish.at - AN_HOUR]
        day = [paid.fen for paid in others if paid.at >= wish.at - A_DAY]
        arrived = [paid.fen for paid in others if paid.state == ARRIVED and paid.at >= wish.at - 90 * A_DAY]
        yield wish.new_until is not None and wish.at < wish.new_until
        yield not self.known(wish.payee) and wish.fen > 5_000_00
        yield not time(6) <= wish.at.time() < time(23) and wish.fen > 1_000_00
        yield len(hour) >= 5 or sum(hour) >= 10_000_00 or len(day) >= 20 or sum(day) >= 50_000_00
        yield bool(arrived) and wish.fen > max(1_000_00, 3 * max(arrived))

    @staticmethod
    def _chosen(wish: Payment, told_at: datetime) -> datetime:
        if wish.choice == "2h":
            return wish.at + timedelta(hours=2)
        if wish.choice == "next":
            return datetime.combine(told_at.date() + timedelta(days=1), RUNS_AT, wish.at.tzinfo)
        if wish.choice == "monthly":
            return runs_after(wish.day, told_at)
        if wish.choice == "dated":
            assert wish.on is not None, "a day was named"
            return datetime.combine(wish.on, RUNS_AT, wish.at.tzinfo)
        return wish.at

    def _age(self, on: date) -> int:
        return on.year - self.born_on.year - ((on.month, on.day) < (self.born_on.month, self.born_on.day))


def runs_after(day: int, moment: datetime) -> datetime:
    """The next time after that day that it is this day of a month; 31 is any month's last."""
    on = moment.date() + timedelta(days=1)
    while not _is_day(day, on):
        on += timedelta(days=1)
    return datetime.combine(on, RUNS_AT, moment.tzinfo)


def _is_day(day: int, on: date) -> bool:
    """Whether it is that day of a month; 31 is any month's last."""
    return on.day == day or (day == 31 and (on + timedelta(days=1)).day == 1)


def _due(one: Payment) -> datetime:
    assert one.due_at is not None, "it waits"
    return one.due_at


def _within(one: Payment, kind: int, on: date, gone: list[tuple[int, date | None]]) -> bool:
    """Whether the caps of an account of this class leave room for it on that day and in that year."""
    day = sum(fen for fen, when in gone if when == on)
    year = sum(fen for fen, when in gone if when and when.year == on.year)
    return day + one.fen <= CLASS_DAY[kind] and year + one.fen <= CLASS_YEAR[kind]
