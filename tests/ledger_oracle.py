"""Books kept in plain Python by the rules of docs/ledger.md: what the ledger is held against. It shares no code."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
HOUSE = 64  # owners up to here are the bank's own
Key = tuple[int, int]
"""An account: its owner, and a number that sorts as its id does."""


@dataclass(frozen=True, order=True)
class Line:
    """A line of an entry or a hold: side D or C, and what a statement says of it."""

    account: Key
    side: str
    fen: int
    said: str = ""


@dataclass(frozen=True)
class Body:
    """What is posted or held. `reverses` is the name of what it takes back."""

    owner: int
    name: str
    lines: tuple[Line, ...]
    effective: date | None = None
    booked: datetime | None = None
    reverses: str | None = None


@dataclass
class Account:
    """Sums by side, bounds, and the directions that each reason stops."""

    least: int | None
    most: int | None
    grows: str = "C"
    posted: Counter[str] = field(default_factory=Counter)
    pending: Counter[str] = field(default_factory=Counter)
    stops: dict[str, str] = field(default_factory=dict)
    booked: datetime | None = None

    def stopped(self, side: str) -> bool:
        """Whether any reason stops this side."""
        return any(side in sides for sides in self.stops.values())

    def bound(self, posted: Counter[str], pending: Counter[str]) -> str:
        """Which bound these sums would break, if any."""
        other = "D" if self.grows == "C" else "C"
        balance = posted[self.grows] - posted[other]
        if self.least is not None and balance - pending[other] < self.least:
            return "insufficient_funds"
        if self.most is not None and balance + pending[self.grows] > self.most:
            return "balance_too_high"
        return ""


@dataclass
class Hold:
    """A body that is pending, or how it ended."""

    body: Body
    until: datetime | None
    state: str = "pending"


@dataclass(frozen=True)
class Posting:
    """What an account's history keeps: when it was booked, for which day it counts, how much came in."""

    account: Key
    booked: datetime
    effective: date
    fen: int


class Oracle:
    """The books. Each act gives "" where it was done, "repeated", or why it was refused."""

    def __init__(self, now: datetime, house: dict[Key, str]) -> None:
        self.now = now
        self.accounts = {key: Account(None, None, grows) for key, grows in house.items()}
        self.entries: dict[tuple[int, str], Body] = {}
        self.holds: dict[tuple[int, str], Hold] = {}
        self.postings: list[Posting] = []

    def open(self, key: Key, most: int | None) -> None:
        """A deposit account: never below zero, nor above `most`."""
        self.accounts[key] = Account(0, most)

    def post(self, body: Body) -> str:
        """One entry."""
        before = self.entries.get((body.owner, body.name))
        if before is not None:
            return "repeated" if before == body else "name_reused"
        if body.reverses is not None:
            if (body.owner, body.reverses) not in self.entries:
                return "no_such_entry"
            if (body.owner, body.reverses) in {(one.owner, one.reverses) for one in self.entries.values()}:
                return "already_reversed"
        why = self._refused(body)
        if not why:
            self._book(body)
        return why

    def post_together(self, bodies: list[Body]) -> list[str] | str:
        """Linked entries: what became of each, or why not of any. Names come first, then what is reversed."""
        before = deepcopy((self.accounts, self.entries, self.postings))
        results = [self.post(body) for body in bodies]
        for reasons in ({"name_reused"}, {"no_such_entry", "already_reversed"}, None):
            for result in results:
                if result not in ("", "repeated") and (reasons is None or result in reasons):
                    self.accounts, self.entries, self.postings = before
                    return result
        return results

    def hold(self, body: Body, until: datetime | None) -> str:
        """Keep the money of a body apart."""
        place = (body.owner, body.name)
        if place in self.holds:
            return "repeated" if self.holds[place].body == body else "name_reused"
        if place in self.entries:
            return "name_reused"
        pending: dict[Key, Counter[str]] = {}
        for line in sorted(body.lines):
            account = self.accounts.get(line.account)
            if account is None:
                return "no_such_account"
            if account.stopped(line.side):
                return "account_closed"
            sums = pending.setdefault(line.account, Counter(account.pending))
            sums[line.side] += line.fen
            if why := account.bound(account.posted, sums):
                return why
        for key, sums in pending.items():
            self.accounts[key].pending = sums
        self.holds[place] = Hold(body, until)
        return ""

    def post_held(self, owner: int, name: str, part: int | None) -> str:
        """Post what is held, or a part of it."""
        hold = self.holds.get((owner, name))
        if hold is None:
            return "no_such_hold"
        late = hold.state == "pending" and hold.until is not None and hold.until <= self.now
        if late or hold.state in ("voided", "expired"):
            return "hold_over"
        body = hold.body
        if part is not None:
            body = replace(body, lines=tuple(replace(line, fen=part) for line in body.lines))
        if hold.state == "posted":
            return self.post(body)
        self._pend(hold.body, -1)
        result = self.post(body)
        if result in ("", "repeated"):
            hold.state = "posted"
        else:
            self._pend(hold.body, 1)
        return result

    def release(self, owner: int, name: str) -> str:
        """Let go of a hold."""
        hold = self.holds.get((owner, name))
        if hold is None:
            return "no_such_hold"
        if hold.state == "posted":
            return "hold_over"
        self._over(hold, "voided")
        return ""

    def expire(self, most: int) -> int:
        """Let go of the holds that are due, the longest due first."""
        pending = [one for one in self.holds.values() if one.state == "pending"]
        due = sorted(
            ((one.until, n) for n, one in enumerate(pending) if one.until and one.until <= self.now)
        )[:most]
        for _, n in due:
            self._over(pending[n], "expired")
        return len(due)

    def stop(self, key: Key, sides: str, reason: str) -> str:
        """Stop a customer's account in these directions."""
        if key not in self.accounts or key[0] <= HOUSE:
            return "no_such_account"
        self.accounts[key].stops[reason] = sides
        return ""

    def lift(self, key: Key, reason: str) -> bool:
        """End a stop."""
        account = self.accounts.get(key)
        return reason != "closed" and account is not None and bool(account.stops.pop(reason, ""))

    def close(self, key: Key) -> str:
        """Close an empty account."""
        account = self.accounts.get(key)
        if account is None or account.posted["D"] != account.posted["C"] or account.pending.total():
            return "not_empty"
        return self.stop(key, "DC", "closed")

    def balance_at(self, key: Key, at: datetime) -> int:
        """By booking."""
        return sum(one.fen for one in self.postings if one.account == key and one.booked <= at)

    def balance_on(self, key: Key, day: date) -> int:
        """By effective day."""
        return sum(one.fen for one in self.postings if one.account == key and one.effective <= day)

    def _refused(self, body: Body) -> str:
        for key, group in groupby(sorted(body.lines), key=lambda line: line.account):
            account = self.accounts.get(key)
            if account is None:
                return "no_such_account"
            posted = Counter(account.posted)
            for line in group:
                if account.stopped(line.side):
                    return "account_closed"
                posted[line.side] += line.fen
            if why := account.bound(posted, account.pending):
                return why
        return ""

    def _book(self, body: Body) -> None:
        self.entries[body.owner, body.name] = body
        stamp = body.booked or self.now
        effective = body.effective or stamp.astimezone(ZONE).date()
        for line in sorted(body.lines):
            account = self.accounts[line.account]
            account.posted[line.side] += line.fen
            if line.account[0] > HOUSE:
                account.booked = max(stamp, account.booked or stamp)
                signed = line.fen if line.side == "C" else -line.fen
                self.postings.append(Posting(line.account, account.booked, effective, signed))

    def _pend(self, body: Body, sign: int) -> None:
        for line in body.lines:
            self.accounts[line.account].pending[line.side] += sign * line.fen

    def _over(self, hold: Hold, became: str) -> None:
        if hold.state == "pending":
            self._pend(hold.body, -1)
            hold.state = became
