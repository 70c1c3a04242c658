"""A bank's books in plain Python: every account's lines, and what each thing that happens must come to.

It knows nothing of the bank. What savings earn is the business of tests/exact_interest.py, which is as independent.
Amounts are whole fen. A bank that is paid does as the payee's conduct says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tests.exact_interest import Current, Deposit, months_later, paid, rate
from tests.exact_interest import Oracle as Interest

DAY = timedelta(days=1)
RUNS_AT, CLOSES_AT, NIGHT_AT = time(0, 30), time(0, 5), time(2, 20)
TRIED_AGAIN_AT = (time(9), time(12), time(18))
ASKED_AFTER = timedelta(seconds=10)  # where the line was cut
WAITING, LEFT, ARRIVED, RETURNED, UNDONE = "waiting", "left", "arrived", "returned", "undone"
# What an account at another bank does: takes it, refuses it, says nothing until somebody decides or the day is over;
# the line was cut when it had taken or refused it, or before it came there.
TAKES, REFUSES, SLOW, CUT, CUT_REFUSES, NEVER = "takes", "refuses", "slow", "cut", "cut refuses", "never"
CONDUCTS = (TAKES, REFUSES, SLOW, CUT, CUT_REFUSES, NEVER)
BANK = "江海银行"
PAYER_LOST, PAYER_STOPPED, NOT_ENOUGH = (
    "transfers.payer_lost",
    "transfers.account_gone",
    "ledger.insufficient_funds",
)
DEPOSIT_LOST, DEPOSIT_NOT_ENOUGH, STOPPED = "deposits.lost", "deposits.not_enough", "ledger.account_closed"
SAVED = {"1D": "通知存款", "7D": "通知存款"}


@dataclass(frozen=True)
class Line:
    """A line of an account: what came in is positive, `balance` is what was there after it."""

    on: date
    fen: int
    said: str
    party: str
    balance: int


@dataclass
class Moves(Current):
    """A current account as interest sees it; `paid` is what moved since somebody looked."""

    paid: list[int] = field(default_factory=list)

    def move(self, fen: int, on: date) -> None:
        """So much came in, or went out."""
        super().move(fen, on)
        self.paid.append(fen)


@dataclass
class Account:
    """One of a customer's. `moves` is None of a deposit's."""

    number: str
    holder: str
    moves: Moves | None = None
    held: int = 0
    lost: bool = False  # by its owner's word
    stopped: bool = False  # by the police: nothing leaves it
    lines: list[Line] = field(default_factory=list)

    @property
    def balance(self) -> int:
        """What is there."""
        return self.lines[-1].balance if self.lines else 0

    @property
    def available(self) -> int:
        """What could leave, if anything may."""
        return self.balance - self.held

    @property
    def gives(self) -> bool:
        """Whether anything may leave."""
        return not (self.lost or self.stopped)

    def add(self, on: date, fen: int, said: str, party: str = "") -> None:
        """One more line; nothing of nothing."""
        if fen:
            self.lines.append(Line(on, fen, said, party, self.balance + fen))


@dataclass
class Transfer:
    """What a customer has ordered. `choice`: empty for at once, `2h`, `next`, `dated`, `monthly`."""

    number: str
    place: int  # its customer's, among all
    placed_at: datetime
    fen: int
    payer: str
    payee: str
    payee_name: str
    choice: str = ""
    due_at: datetime | None = None
    held: bool = False
    state: str = WAITING
    sent_at: datetime | None = None
    plan: "Transfer | None" = None


class Books:
    """All accounts, transfers and deposits. What is refused gives its code; what was done, the empty text."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.accounts: dict[str, Account] = {}
        self.conducts: dict[str, str] = {}  # of accounts at other banks
        self.transfers: list[Transfer] = []
        self.plans: list[Transfer] = []
        self.sent: list[Transfer] = []  # to other banks, in this order
        self.interest = Interest()
        self.pays_to: dict[str, str] = {}
        self.counted_to: date | None = None  # the last day that was closed
        self.tried_again = 0
        self.owed = 0  # the interest that the bank has to have set aside since the last night

    # --- accounts and cards

    def open(self, number: str, holder: str, fen: int) -> None:
        """A current account, with so much on it."""
        moves = Moves(self.now.date())
        self.interest.currents[number] = moves
        self.accounts[number] = Account(number, holder, moves)
        self._post(number, fen, "")

    def received(self, number: str, fen: int, party: str) -> None:
        """Another bank has paid so much."""
        self._post(number, fen, "转账", party)

    # --- transfers

    def order(self, wish: Transfer) -> str:
        """The customer has signed it."""
        payer = self.accounts[wish.payer]
        if not payer.gives:
            return PAYER_LOST if payer.lost else PAYER_STOPPED
        wish.due_at = self._due_at(wish)
        if wish.choice == "monthly":
            self.plans.append(wish)
            return ""
        wish.held = wish.choice in ("2h", "next")
        if wish.choice != "dated" and payer.available < wish.fen:
            return NOT_ENOUGH
        payer.held += wish.fen if wish.held else 0
        self.transfers.append(wish)
        if not wish.choice:
            self._leave(wish)
        return ""

    def cancel(self, one: Transfer) -> None:
        """It is taken back before it left; of a plan, what waits of it too."""
        if one in self.plans:
            self.plans.remove(one)
            for made in self.transfers:
                if made.plan is one and made.state == WAITING:
                    self._undo(made)
        else:
            self._undo(one)

    def coming(self, number: str) -> int:
        """What is set apart for this account by who will pay it."""
        return sum(one.fen for one in self.transfers if one.held and one.payee == number)

    def arrived(self, one: Transfer) -> None:
        """The other bank has it after all."""
        one.state = ARRIVED

    def returned(self, one: Transfer) -> None:
        """The other bank gives back what it had."""
        one.state = RETURNED
        self._post(one.payer, one.fen, "退汇", one.payee_name)

    def go_on(self, until: datetime) -> None:
        """Let time pass, and what falls due meanwhile happen in its order."""
        while event := min(self._events(), key=lambda event: event[:4], default=None):
            at, _, _, _, what, one = event
            if at > until:
                break
            self.now = max(self.now, at)
            match what:
                case "closes":
                    self._house_closes(at.date() - DAY)
                case "asked":
                    self._known(one)
                case "due":
                    self._due(one)
                case "runs":
                    self._run(one)
                case "night":
                    self._night(at.date() - DAY)
        self.now = until

    # --- deposits

    def why_no_deposit(self, source: str, fen: int) -> str:
        """Why nothing can be put into a deposit from there."""
        if self.accounts[source].lost:
            return DEPOSIT_LOST
        if fen > self.accounts[source].available:
            return DEPOSIT_NOT_ENOUGH
        return STOPPED if self.accounts[source].stopped else ""

    def deposit(self, number: str, source: str, code: str, fen: int, renewal: str) -> None:
        """So much is put into a deposit."""
        account = self.accounts[source]
        self.accounts[number] = Account(number, account.holder)
        assert account.moves, "deposits are opened from current accounts"
        self.interest.deposits[number] = Deposit(code, fen, self.now.date(), account.moves, renewal)
        self.pays_to[number] = source
        self._post(source, -fen, "转存定期")
        self._post(number, fen, "转存定期")

    def withdraw(self, number: str, fen: int) -> None:
        """So much is taken out, with its interest."""
        self.interest.withdraw(number, fen, self.now.date())
        self._paid_out(number, fen, "支取")

    def withdrawn(self, number: str) -> Deposit:
        """What is kept of it."""
        kept = self.interest.deposits[number]
        assert isinstance(kept, Deposit), "it is one"
        return kept

    # --- what comes of it

    def _post(self, number: str, fen: int, said: str, party: str = "") -> None:
        account, on = self.accounts[number], self.now.date()
        account.add(on, fen, said, party)
        if account.moves:
            account.moves.move(fen, on)
            account.moves.paid.clear()

    def _leave(self, one: Transfer) -> None:
        one.due_at, one.sent_at = None, self.now
        self._post(one.payer, -one.fen, "转账", one.payee_name)
        if one.payee in self.accounts:
            one.state = ARRIVED
            self._post(one.payee, one.fen, "转账", self.accounts[one.payer].holder)
            return
        one.state = LEFT
        self.sent.append(one)
        match self.conducts[one.payee]:
            case "takes":
                one.state = ARRIVED
            case "refuses":
                self._comes_back(one)
            case "cut" | "cut refuses":
                one.due_at = self.now + ASKED_AFTER

    def _comes_back(self, one: Transfer) -> None:
        one.state, one.due_at = UNDONE, None
        self._post(one.payer, one.fen, "退回", one.payee_name)

    def _known(self, one: Transfer) -> None:
        """The line was cut; now the bank has asked."""
        if self.conducts[one.payee] == CUT:
            one.state, one.due_at = ARRIVED, None
        else:
            self._comes_back(one)

    def _house_closes(self, on: date) -> None:
        """What nobody decided did not arrive; nor did what never came there."""
        open_ = [one for one in self.sent if one.state == LEFT and one.sent_at and one.sent_at.date() <= on]
        slow = [one for one in open_ if self.conducts[one.payee] == SLOW]
        never = [one for one in open_ if self.conducts[one.payee] == NEVER]
        for one in [*slow, *sorted(never, key=lambda one: (one.sent_at, one.number))]:
            self._comes_back(one)

    def _due(self, one: Transfer) -> None:
        payer = self.accounts[one.payer]
        if not payer.gives:
            self._undo(one)
            if one.plan in self.plans and not payer.lost:
                self.plans.remove(one.plan)  # a card may be found again; this is thought to last
        elif one.held:
            payer.held, one.held = payer.held - one.fen, False
            self._leave(one)
        elif payer.available >= one.fen:
            self._leave(one)
        else:
            tries = (datetime.combine(self.now.date(), at, self.now.tzinfo) for at in TRIED_AGAIN_AT)
            again = next((at for at in tries if at > self.now), None)
            one.due_at, self.tried_again = again, self.tried_again + 1
            if again is None:
                self._undo(one)

    def _undo(self, one: Transfer) -> None:
        self.accounts[one.payer].held -= one.fen if one.held else 0
        one.state, one.due_at, one.held = UNDONE, None, False

    def _run(self, plan: Transfer) -> None:
        """This month's is made, and is due at once."""
        assert plan.due_at, "it runs"
        made = Transfer(
            "",
            plan.place,
            plan.due_at,
            plan.fen,
            plan.payer,
            plan.payee,
            plan.payee_name,
            "monthly",
            plan.due_at,
        )
        made.plan = plan
        self.transfers.append(made)
        plan.due_at = self._at(months_later(plan.due_at.date(), 1), RUNS_AT)

    def _night(self, on: date) -> None:
        """The day is counted, interest settled on the 20th of a quarter's last month, deposits are paid or renewed."""
        first = self.counted_to + DAY if self.counted_to else min(one.since for one in self._moves())
        for day in range((on - first).days + 1):
            self.interest.count_day(first + day * DAY)
        self.counted_to, by = on, on + DAY
        settles = (on.month, on.day) in {(3, 20), (6, 20), (9, 20), (12, 20)}
        due = {
            number: one.principal
            for number, one in self.interest.deposits.items()
            if isinstance(number, str) and one.due(by)
        }
        self.owed = self.interest.owed(on) - sum(paid(self.withdrawn(number).accrued(on)) for number in due)
        if settles:
            self.owed -= sum(paid(one.known * rate("demand", on) / 360) for one in self._moves())
        self.interest.close_day(on)
        for account in self.accounts.values():
            if settles and account.moves:
                account.add(by, account.moves.paid.pop(0), "结息", BANK)
        for number, before in due.items():
            self._matured(number, before)

    def _matured(self, number: str, before: int) -> None:
        kept, by = self.withdrawn(number), self.now.date()
        if not kept.principal:
            self._paid_out(number, before, "到期")
        elif kept.renewal == "all":
            self.accounts[number].add(by, kept.principal - before, "定期利息", BANK)
        else:
            to = self.accounts[self.pays_to[number]]
            assert to.moves, "it is a current account"
            to.add(by, to.moves.paid.pop(0), "定期利息", BANK)

    def _paid_out(self, number: str, fen: int, said: str) -> None:
        """Two lines of one entry: the smaller sum first."""
        kind = SAVED.get(self.withdrawn(number).code, "定期")
        to, on = self.accounts[self.pays_to[number]], self.now.date()
        assert to.moves, "deposits pay to current accounts"
        interest = to.moves.paid.pop(0) - fen
        self.accounts[number].add(on, -fen, kind + said)
        for what, why, party in sorted([(fen, kind + said, ""), (interest, f"{kind}利息", BANK)]):
            to.add(on, what, why, party)

    # --- when

    def _events(self) -> Iterator[tuple[datetime, int, datetime, int, str, Transfer]]:
        nobody = Transfer("", 0, self.now, 0, "", "", "")
        for at, what in ((CLOSES_AT, "closes"), (NIGHT_AT, "night")):
            today = self._at(self.now.date(), at)
            yield (today if today > self.now else today + DAY), 0, self.now, 0, what, nobody
        for one in self.transfers:
            if one.due_at and one.state == LEFT:
                yield one.due_at, 1, one.placed_at, one.place, "asked", one
            elif one.due_at and one.state == WAITING:
                yield one.due_at, 2, one.placed_at, one.place, "due", one
        for plan in self.plans:
            assert plan.due_at, "it runs"
            yield plan.due_at, 3, plan.placed_at, plan.place, "runs", plan

    def _due_at(self, wish: Transfer) -> datetime | None:
        if wish.choice == "2h":
            return self.now + timedelta(hours=2)
        return self._at(self.now.date() + DAY, RUNS_AT) if wish.choice == "next" else wish.due_at

    def _at(self, on: date, at: time) -> datetime:
        return datetime.combine(on, at, self.now.tzinfo)

    def _moves(self) -> Iterator[Moves]:
        return (one.moves for one in self.accounts.values() if one.moves)
