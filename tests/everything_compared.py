"""A bank and an oracle of it, side by side: whatever one can ask of both has to be the same."""

from tests.everything_oracle import ARRIVED, LEFT, RETURNED, UNDONE, WAITING

from guitai.ledger import statement
from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import Internal, Side
from guitai.ledger.statement import Wanted

STATES = {
    "scheduled": WAITING,
    "delayed": WAITING,
    "risk_hold": WAITING,
    "sent": LEFT,
    "in_doubt": LEFT,
    "success": ARRIVED,
    "returned": RETURNED,
    "rejected": UNDONE,
    "cancelled": UNDONE,
    "failed": UNDONE,
}


class Differs(AssertionError):
    """The bank has something else than the oracle."""


class Compared:
    """Both of them. `ways` counts what there was."""

    def __init__(self, bank, books, ways):
        self.bank, self.books, self.ways = bank, books, ways

    def standing(self, said):
        """Every balance, what can leave, what is to come; every transfer and plan."""
        wanted = {
            number: (one.balance, one.available, one.gives and self._open(number), self.books.coming(number))
            for number, one in self.books.accounts.items()
        }
        self.equal(f"{said}: accounts", self.bank.sums(), wanted)
        for one in self.books.transfers:
            one.number = one.number or self.bank.made_by(one.plan.number, one.placed_at)
        found = {
            number: (STATES[state], due_at if STATES[state] == WAITING else None, fen)
            for number, (state, due_at, fen) in self.bank.transfers().items()
        }
        of = {
            one.number: (one.state, one.due_at if one.state == WAITING else None, one.fen)
            for one in self.books.transfers
        }
        self.equal(f"{said}: transfers", found, of)
        plans = {one.number: one.due_at for one in self.books.plans}
        self.equal(f"{said}: plans", self.bank.plans(), plans)

    def lines(self, said):
        """Every line of every account, from its first."""
        for owner in self.bank.owners:
            for one in accounts_of(self.bank.here.db, owner):
                page = statement.page(self.bank.here.db, owner, Wanted((one.key.account_id,)), size=5000)
                found = [
                    (
                        line.booked_at.date(),
                        line.amount.fen if line.side is Side.CREDIT else -line.amount.fen,
                        line.details.summary,
                        line.details.counterparty,
                        line.balance_after.fen,
                    )
                    for line in reversed(page.lines)
                ]
                lines = self.books.accounts[one.number].lines
                wanted = [(line.on, line.fen, line.said, line.party, line.balance) for line in lines]
                self.equal(f"{said}: the lines of {one.number}", found, wanted)
                self.ways["lines compared"] += len(found)
                self.ways.update(f"lines: {line.said}" for line in lines[1:])
        self.ways["tried again for want of money"] += self.books.tried_again
        for one in self.books.transfers:
            conduct = self.books.conducts.get(one.payee, "here")
            self.ways[f"ended {one.state}: {one.choice or 'at once'}, {conduct}"] += 1

    def house(self, said):
        """Nothing is on its way any more, and the house has what the bank has."""
        bank, house = self.bank, self.bank.house
        for internal, fen in (
            (Internal.CLEARING_OUT, 0),
            (Internal.SUSPENSE, 0),
            (Internal.RESERVES, house.balance.fen),
        ):
            self.equal(f"{said}: {internal.name}", bank.fen(internal), fen)
        states = {
            number: house.payments[number].state if number in house.payments else "rejected"
            for number in bank.payments()
        }
        self.equal(f"{said}: payments", bank.payments(), states)
        self.equal(f"{said}: statements of the house", bank.differences(), [])

    def equal(self, what, found, wanted):
        """These two are the same; if not, where they begin to differ."""
        if found == wanted:
            return
        if isinstance(found, list):
            place = next(
                (n for n, both in enumerate(zip(found, wanted, strict=False)) if both[0] != both[1]), -1
            )
            found, wanted = found[place:], wanted[place:]
        if isinstance(found, dict):  # what is the same is left out
            keys = [key for key in found | wanted if found.get(key) != wanted.get(key)]
            found, wanted = ({key: one.get(key) for key in keys} for one in (found, wanted))
        raise Differs(f"{what}: the bank has {found}, and the oracle {wanted}")

    def _open(self, number):
        """A deposit that was paid out is closed."""
        return number not in self.books.pays_to or bool(self.books.accounts[number].balance)
