"""Random histories of the ledger: each act is carried out by the bank and by the oracle, and must end the same way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import uuid4

from tests.ledger_oracle import HOUSE, ZONE, Body, Key, Line, Oracle

from guitai.database import Owner, Transaction
from guitai.errors import Refusal
from guitai.ledger.accounts import open_account
from guitai.ledger.balances import balance_at, balance_on
from guitai.ledger.chart import AccountKey, Internal, Side
from guitai.ledger.entry import Details, Entry, Posting
from guitai.ledger.holds import HoldState, expire, held, hold, post_held, release
from guitai.ledger.posting import Posted, post, post_all, post_together
from guitai.ledger.refusals import NoSuchEntry
from guitai.ledger.reversal import reversal
from guitai.ledger.stops import close_account, lift, stop
from guitai.money import Currency, Money

OWNERS = (1001, 1002, 1003)
NOBODY = (1002, 9_999)
HOUSE_ACCOUNTS = (Internal.CASH, Internal.CLEARING_OUT)
REASONS = ("lost", "judicial", "dormant")
SAID = ("", "", "转账", '{"a\\,}')
NAMES = 9  # so few that they often meet
MOST_ACCOUNTS = 12
SUMS = """
SELECT owner, account_id, debits_posted_fen, credits_posted_fen, debits_pending_fen, credits_pending_fen,
       debits_open, credits_open
  FROM ledger.accounts
 WHERE owner > 64 OR debits_posted_fen + credits_posted_fen + debits_pending_fen + credits_pending_fen > 0
"""


class Differs(AssertionError):
    """The bank did something else than the oracle."""


class History:
    """One history, from empty books. `acts` counts what was done, by its name and how it ended."""

    def __init__(self, db: Transaction, seed: int, acts: dict[str, int]) -> None:
        self.chance = Random(seed)
        self.seed = seed
        self.acts = acts
        self.db = replace(db, now=datetime(2026, 3, 1, 9, tzinfo=ZONE))
        stripes = {
            (owner % HOUSE + 1, one.account_id): one.side for owner in OWNERS for one in HOUSE_ACCOUNTS
        }
        self.oracle = Oracle(self.db.now, {key: str(side) for key, side in stripes.items()})
        self.keys: dict[Key, AccountKey] = {key: AccountKey(*key) for key in stripes}
        self.keys[NOBODY] = AccountKey(*NOBODY)
        self.moments: list[datetime] = []
        for owner in OWNERS:
            self.open(owner)
            self.pay_in(owner)

    def run(self, steps: int) -> None:
        """So many acts, the books compared after each."""
        weighted = {
            self.post: 6,
            self.post_many: 2,
            self.post_linked: 2,
            self.hold: 6,
            self.post_held: 4,
            self.release: 2,
            self.expire: 2,
            self.reverse: 3,
            self.repeat: 3,
            self.stop: 2,
            self.lift: 3,
            self.close: 2,
            self.tick: 3,
        }
        for step in range(steps):
            act = self.chance.choices(list(weighted), list(weighted.values()))[0]
            said = f"seed {self.seed}, step {step}, {act.__name__}"
            act()
            self.compare(said)

    # What can happen.

    def open(self, owner: int) -> None:
        """Another account for this owner, sometimes with a cap."""
        most = self.chance.choice([None, None, 60])
        opened = open_account(
            self.turn(), Owner(owner), "current", uuid4().hex, most=None if most is None else Money(most)
        )
        key = (owner, opened.key.account_id)
        self.keys[key] = opened.key
        self.oracle.open(key, most)

    def pay_in(self, owner: int) -> None:
        """Some money to begin with."""
        key = max(key for key in self.keys if key[0] == owner and key != NOBODY)
        lines = (Line((owner % HOUSE + 1, 1), "D", 50), Line(key, "C", 50))
        self.both("post", Body(owner, "opening", lines))

    def post(self) -> None:
        """One entry, which may go anywhere."""
        self.both("post", self.body())

    def post_many(self) -> None:
        """A batch, as one by one."""
        bodies = [self.body() for _ in range(self.chance.randint(1, 6))]
        wanted = [self.oracle.post(body) for body in bodies]
        results = post_all(self.turn(), [self.entry(body) for body in bodies])
        self.same("post_all", [told(result) for result in results], wanted)

    def post_linked(self) -> None:
        """Several entries, all or none."""
        bodies = list({body.name: body for body in (self.body(1001) for _ in range(3))}.values())
        wanted = self.oracle.post_together(bodies)
        try:
            found = list(map(told, post_together(self.turn(), [self.entry(body) for body in bodies])))
        except Refusal as refusal:
            found = told(refusal)
        self.same("post_together", found, wanted)

    def hold(self) -> None:
        """Keep money apart, mostly until some time."""
        until = self.db.now + timedelta(
            minutes=self.chance.randint(-5, 90), microseconds=self.chance.randint(1, 10**6)
        )
        ends = self.chance.choice([None, until])
        body = replace(self.body(), booked=None)
        wanted = self.oracle.hold(body, ends)
        entry = self.entry(body)
        self.same("hold", self.said(lambda: hold(self.turn(), entry, until=ends)), wanted)

    def post_held(self) -> None:
        """Post what is held, sometimes a part of it."""
        if not self.oracle.holds:
            return self.hold()
        owner, name = self.held()
        there = self.oracle.holds.get((owner, name))
        part = None
        if there and len(there.body.lines) == 2 and self.chance.random() < 0.4:
            part = self.chance.randint(1, there.body.lines[0].fen)
        amount = None if part is None else Money(part)
        wanted = self.oracle.post_held(owner, name, part)
        found = self.said(lambda: post_held(self.turn(), Owner(owner), name, amount=amount))
        self.same("post_held", found, wanted)

    def release(self) -> None:
        """Let go of a hold."""
        if not self.oracle.holds:
            return self.hold()
        owner, name = self.held()
        wanted = self.oracle.release(owner, name)
        self.same("release", self.said(lambda: release(self.turn(), Owner(owner), name)), wanted)

    def expire(self) -> None:
        """Let go of some that are due."""
        most = self.chance.randint(1, 3)
        wanted = self.oracle.expire(most)
        self.same("expire", expire(self.turn(), most=most), wanted)

    def reverse(self) -> None:
        """Take back an entry, often one that was taken back already."""
        owner, name = self.chance.choice([*self.oracle.entries, (1001, "nothing")])
        original = self.oracle.entries.get((owner, name))
        called = self.chance.choice([self.name(), f"back of {name}"])
        mirror = {"D": "C", "C": "D"}
        lines = tuple(replace(line, side=mirror[line.side]) for line in original.lines) if original else ()
        wanted = self.oracle.post(Body(owner, called, lines, reverses=name))
        try:
            entry = reversal(self.turn(), Owner(owner), name, name=called)
        except NoSuchEntry as refusal:
            found = told(refusal)
        else:
            found = self.said(lambda: post(self.turn(), entry))
        if (
            original is None
        ):  # the oracle looks at the name first, and who makes the entry at what it takes back
            wanted = "no_such_entry"
        self.same("reversal", found, wanted)

    def repeat(self) -> None:
        """An entry or a hold again, sometimes with another body."""
        bodies = [body for body in self.oracle.entries.values() if body.reverses is None]
        bodies += [one.body for one in self.oracle.holds.values()]
        body = self.chance.choice(bodies)
        if self.chance.random() < 0.3:
            body = replace(body, effective=date(2020, 2, 29))
        if body.booked or self.chance.random() < 0.5:
            self.both("repeat", body)
        else:
            wanted = self.oracle.hold(body, None)
            self.same("repeat", self.said(lambda: hold(self.turn(), self.entry(body))), wanted)

    def stop(self) -> None:
        """Stop an account one way or both."""
        key, reason = self.place(), self.chance.choice(REASONS)
        sides = self.chance.choice(["D", "D", "C", "DC"])
        wanted = self.oracle.stop(key, sides, reason)
        debits, credits = "D" in sides, "C" in sides
        found = self.said(
            lambda: stop(self.turn(), self.keys[key], debits=debits, credits=credits, reason=reason)
        )
        self.same("stop", found, wanted)

    def lift(self) -> None:
        """End a stop, if there is one."""
        stopped = [(key, why) for key, one in self.oracle.accounts.items() for why in one.stops]
        key, reason = self.chance.choice([*stopped, (self.chance.choice(list(self.keys)), "lost")])
        wanted = self.oracle.lift(key, reason)
        self.same("lift", lift(self.turn(), self.keys[key], reason=reason), wanted)

    def close(self) -> None:
        """Close an account, often after emptying it, and open another for its owner where that was done."""
        key = self.place()
        there = self.oracle.accounts.get(key)
        if there and key[0] > HOUSE and there.posted["C"] > there.posted["D"] and self.chance.random() < 0.8:
            fen = there.posted["C"] - there.posted["D"]
            lines = (Line(key, "D", fen), Line((key[0] % HOUSE + 1, 1), "C", fen))
            self.both("post", Body(key[0], self.name(), lines))
        wanted = self.oracle.close(key) if key[0] > HOUSE else "not_empty"
        self.same("close", self.said(lambda: close_account(self.turn(), self.keys[key])), wanted)
        if not wanted and len(self.keys) < MOST_ACCOUNTS:
            self.open(key[0])

    def tick(self) -> None:
        """Time goes on: minutes, hours, or past midnight."""
        self.moments.append(self.db.now)
        by = self.chance.choice([timedelta(minutes=7), timedelta(minutes=40), timedelta(hours=16)])
        self.db = replace(self.db, now=self.db.now + by)
        self.oracle.now = self.db.now

    # What it is made of.

    def body(self, owner: int | None = None) -> Body:
        """An entry between any accounts, the bank's own and one of nobody among them."""
        owner = owner or self.chance.choice(OWNERS)
        fen = [self.chance.randint(1, 30) for _ in range(self.chance.choice([1, 1, 1, 2]))]
        split = self.chance.choice([0, 0, 0, self.chance.randint(0, sum(fen) - 1)])
        lines = [Line(self.place(), "C", one, self.chance.choice(SAID)) for one in fen]
        lines += [
            Line(self.place(), "D", one, self.chance.choice(SAID)) for one in (split, sum(fen) - split) if one
        ]
        effective = self.chance.choice([None] * 6 + [self.today() + timedelta(self.chance.randint(-3, 3))])
        booked = self.chance.choice([None] * 9 + [self.db.now - timedelta(hours=self.chance.randint(0, 50))])
        return Body(owner, self.name(), tuple(lines), effective, booked)

    def place(self) -> Key:
        """Mostly a customer's account."""
        customers = [key for key in self.keys if key[0] > HOUSE and key != NOBODY]
        return self.chance.choice([*customers * 4, *self.keys])

    def name(self) -> str:
        """One of few at first, and some more as time goes on."""
        return f"name {self.chance.randint(1, NAMES + len(self.oracle.entries))}"

    def held(self) -> tuple[int, str]:
        """A hold, mostly one that is pending."""
        pending = [place for place, one in self.oracle.holds.items() if one.state == "pending"]
        return self.chance.choice([*pending * 5, *self.oracle.holds, (1001, "nothing")])

    def today(self) -> date:
        """The bank's day."""
        return self.db.now.astimezone(ZONE).date()

    def turn(self) -> Transaction:
        """The same transaction, for another turn."""
        return replace(self.db, turn_id=uuid4())

    def entry(self, body: Body) -> Entry:
        """The same as the ledger's value."""
        postings = tuple(map(self.posting, body.lines))
        return Entry(body.owner, body.name, Currency.CNY, postings, body.effective, body.booked)

    def posting(self, line: Line) -> Posting:
        """A line likewise."""
        details = Details(line.said) if line.said else None
        return Posting(self.keys[line.account], Side(line.side), Money(line.fen), details)

    # How it is compared.

    def both(self, act: str, body: Body) -> None:
        """Post a body at the oracle and at the bank."""
        wanted = self.oracle.post(body)
        entry = self.entry(body)
        self.same(act, self.said(lambda: post(self.turn(), entry)), wanted)

    def said(self, work: Callable[[], object]) -> str:
        """How it ended, in the oracle's words. A refusal has changed nothing, so nothing is rolled back."""
        try:
            return told(work())
        except Refusal as refusal:
            return told(refusal)

    def same(self, act: str, found: object, wanted: object) -> None:
        """The bank did as the oracle says."""
        for one in found if isinstance(found, list) else [found]:
            ended = f"{act}: {one or 'done'}" if isinstance(one, str) else act
            self.acts[ended] = self.acts.get(ended, 0) + 1
        if found != wanted:
            raise Differs(f"seed {self.seed}: {act} ended {found!r}, and the oracle says {wanted!r}")

    def compare(self, said: str) -> None:
        """Every sum and every direction."""
        rows = {(row[0], row[1]): tuple(row[2:]) for row in self.db.execute(SUMS)}
        wanted = {
            key: (
                *(one.posted[side] for side in "DC"),
                *(one.pending[side] for side in "DC"),
                not one.stopped("D"),
                not one.stopped("C"),
            )
            for key, one in self.oracle.accounts.items()
            if key[0] > HOUSE or one.posted.total() + one.pending.total()
        }
        if rows != wanted:
            raise Differs(f"{said}: {rows} and the oracle has {wanted}")

    def compare_the_past(self) -> None:
        """Balances at past moments and on past days, and what became of every hold."""
        for key in self.oracle.accounts:
            if key[0] > HOUSE:
                at = self.chance.choice([*self.moments, self.db.now])
                self.same(
                    "balance_at", balance_at(self.db, self.keys[key], at).fen, self.oracle.balance_at(key, at)
                )
                day = self.today() + timedelta(days=self.chance.randint(-4, 4))
                self.same(
                    "balance_on",
                    balance_on(self.db, self.keys[key], day).fen,
                    self.oracle.balance_on(key, day),
                )
        for (owner, name), one in self.oracle.holds.items():
            there = held(self.db, Owner(owner), name)
            self.same("held", there and there.state, HoldState(one.state))


def told(result: object) -> str:
    """A result in the oracle's words."""
    if isinstance(result, Refusal):
        return result.code.removeprefix("ledger.")
    if isinstance(result, Posted) or hasattr(result, "repeated"):
        return "repeated" if result.repeated else ""
    return ""
