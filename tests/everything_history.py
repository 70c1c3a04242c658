"""Histories of a whole bank: each thing is done by the bank and by an oracle, and both must have the same after it."""

from datetime import datetime, time, timedelta
from random import Random

from tests.everything_bank import Bank
from tests.everything_compared import Compared
from tests.everything_oracle import (
    ARRIVED,
    CONDUCTS,
    CUT_REFUSES,
    LEFT,
    SLOW,
    WAITING,
    Books,
    Transfer,
)

from guitai.capabilities.transfers.arrival import LAST_SURE_DAY
from guitai.errors import Refusal
from guitai.ledger.chart import Internal
from guitai.zone import BANK_ZONE

A_DAY = timedelta(days=1)
NAMES = ("林晓雯", "陈国强", "赵明")
BEGINS = [(2026, month, day) for month in (3, 6, 8, 12) for day in (14, 16, 18, 19)]
ON_A_DAY = ("dated", "monthly")
RENEWALS = ("none", "principal", "all")
LEAST, LEAST_AT_NOTICE = 50_00, 50_000_00
NAME_MISMATCH = "transfers.name_mismatch"


class History:
    """Three customers with two current accounts each, and deposits that mature within days. `ways` counts what came."""

    def __init__(self, db, seed, ways):
        self.chance, self.seed, self.ways = Random(seed), seed, ways
        self.first = datetime(*self.chance.choice(BEGINS), 9, tzinfo=BANK_ZONE)
        opened_at = (self.first - 92 * A_DAY).replace(hour=9)
        conducts = {f"62148300000000{n:02}": conduct for n, conduct in enumerate(CONDUCTS)}
        self.bank, self.books = Bank(db, opened_at, conducts), Books(opened_at)
        self.books.conducts, self.both = conducts, Compared(self.bank, self.books, ways)
        self.own = []  # by place: the numbers of their current accounts
        self.kept = []  # by place: those of their deposits
        self.came = 0
        for place, name in enumerate(NAMES):
            self.bank.joins(name)
            self.own.append([self._opened(place, name) for _ in range(2)])
            self.kept.append([])
        self._saved_before()
        self._moves_to(self.first, bank_works=False)
        self.bank.begins(self.first)

    def run(self, steps):
        """So many acts, compared after each; then all that is on its way arrives, and the books are whole."""
        weighted = {
            self.pay: 10,
            self.wait: 7,
            self.cancel: 2,
            self.lose_or_find: 2,
            self.police_stop_or_free: 1,
            self.save: 2,
            self.withdraw: 2,
            self.choose_again: 1,
            self.give_notice: 1,
            self.be_paid: 2,
            self.other_banks_say: 3,
            self.state: 2,
        }
        for step in range(steps):
            self._tick()
            act = self.chance.choices(list(weighted), list(weighted.values()))[0]
            act()
            self._moves_to(self.bank.now)
            self.both.standing(f"seed {self.seed}, step {step}, {act.__name__}")
        while self.cancel():
            self._moves_to(self.bank.now + timedelta(seconds=1))
        for _ in range(2):
            self._to_the_next_day()
            self.both.standing(f"seed {self.seed}, at the end")
        self.both.lines(f"seed {self.seed}")
        self.both.house(f"seed {self.seed}")

    # --- what can happen

    def pay(self):
        """Somebody pays somebody here, themselves, or somebody at another bank, now or later."""
        place = self.chance.randrange(len(NAMES))
        payer = self.chance.choice(self.own[place])
        payee, name = self._somebody(place, payer)
        choice = self.chance.choices(("", "2h", "next", "dated", "monthly"), (8, 3, 3, 3, 2))[0]
        later = self.bank.now.date() + self.chance.randint(1, 3) * A_DAY
        if choice == "monthly" and (
            later.day > LAST_SURE_DAY or any(one.place == place for one in self.books.plans)
        ):
            choice = ""
        wish = Transfer("", place, self.bank.now, self._fen(payer, choice), payer, payee, name, choice)
        if choice in ON_A_DAY:
            wish.due_at = datetime.combine(later, time(0, 30), BANK_ZONE)
        to = "themselves" if name == NAMES[place] else "here" if payee in self.books.accounts else "elsewhere"
        wrong = to == "here" and self.chance.random() < 0.1
        wish.payee_name = "王五" if wrong else name
        wanted = NAME_MISMATCH if wrong else self.books.order(wish)
        what = f"transfers {choice or 'at once'}, {to}"
        wish.number = self._same(what, wanted, lambda: self.bank.pays(place, wish)) or ""

    def wait(self):
        """Minutes, hours, or until some time of the next day; nobody is up between midnight and nine."""
        until = self.bank.now + self.chance.choice((timedelta(minutes=5), timedelta(hours=2, minutes=1)))
        if self.chance.random() < 0.45 or until.date() > self.bank.now.date():
            self._to_the_next_day()
        else:
            self._moves_to(until)

    def cancel(self):
        """What waits is taken back; whether something did."""
        waiting = [one for one in self.books.transfers if one.state == WAITING and one.number]
        every = [*waiting, *self.books.plans]
        if every:
            one = self.chance.choice(every)
            self.books.cancel(one)
            self._same("cancelled", "", lambda: self.bank.cancels(one.place, one.number))
        return bool(every)

    def lose_or_find(self):
        """A card is reported lost, or one that is lost is found."""
        place, account = self._some_current(lambda one: one.lost)
        act = self.bank.finds if account.lost else self.bank.loses
        account.lost = not account.lost
        self._same("card lost" if account.lost else "card found", "", lambda: act(place, account.number))

    def police_stop_or_free(self):
        """The police have an account stopped, or freed again."""
        _, account = self._some_current(lambda one: one.stopped)
        account.stopped = not account.stopped
        what = "account stopped" if account.stopped else "account freed"
        self._same(what, "", lambda: self.bank.is_stopped(account.number, account.stopped))

    def save(self):
        """A deposit is opened, if there is as much."""
        place = self.chance.randrange(len(NAMES))
        source = self.chance.choice(self.own[place])
        there = self.books.accounts[source].available
        if there > LEAST_AT_NOTICE:
            code, fen = self.chance.choice(("1D", "7D")), self.chance.randint(LEAST_AT_NOTICE, there)
            self._saves(place, source, fen, code, "none")
        else:
            self._saves(place, source, max(LEAST, self._fen(source)))

    def withdraw(self):
        """All of a deposit, or a part."""
        if (found := self._some_deposit()) is None:
            return
        place, number = found
        kept = self.books.withdrawn(number)
        fen = self._part_of(kept) if self.chance.random() < 0.6 else kept.principal
        whole = "all" if fen == kept.principal else "a part"
        self.books.withdraw(number, fen)
        self._same(f"withdrawn, {whole}", "", lambda: self.bank.withdraws(place, number, fen))

    def choose_again(self):
        """Something else shall become of a deposit when it matures."""
        if (found := self._some_deposit()) is None:
            return
        place, number = found
        kept = self.books.withdrawn(number)
        if kept.ends and kept.ends > self.bank.now.date():
            renewal = self.chance.choice(RENEWALS)
            kept.renewal = renewal
            self._same("renewal chosen", "", lambda: self.bank.renews(place, number, renewal))

    def give_notice(self):
        """Notice that all of a deposit, or a part, will be taken out."""
        found = self._some_deposit(lambda kept: not kept.ends and not kept.called)
        if found:
            place, number = found
            kept = self.books.withdrawn(number)
            fen = self._part_of(kept)
            kept.called = (self.bank.now.date(), fen)
            self._same("notice given", "", lambda: self.bank.calls(place, number, fen))

    def be_paid(self):
        """Somebody at another bank pays, sometimes in a wrong name."""
        place = self.chance.randrange(len(NAMES))
        number, yuan = self.chance.choice(self.own[place]), self.chance.randint(1, 900)
        right = self.chance.random() < 0.8
        self.came += 1
        name = NAMES[place] if right else "王五"
        self.bank.house.pay_in(f"T{self.came}", yuan, self.bank.now, name=name, number=number)
        self.bank.fetches()
        if right:
            self.books.received(number, yuan * 100, "李四")
        self.ways["paid in" if right else "paid in, in a wrong name"] += 1

    def other_banks_say(self):
        """One that was silent has it after all, or one gives back what it had."""
        elsewhere = [one for one in self.books.transfers if one.payee in self.books.conducts]
        silent = [one for one in elsewhere if one.state == LEFT and self.books.conducts[one.payee] == SLOW]
        there = [one for one in elsewhere if one.state == ARRIVED]
        if silent and (not there or self.chance.random() < 0.6):
            one = self.chance.choice(silent)
            self.bank.house.decide(self._tx(one), "settled")
            self.books.arrived(one)
            self.ways["silent, then there"] += 1
        elif there:
            one = self.chance.choice(there)
            self.bank.house.give_back(self._tx(one), self.bank.now)
            self.books.returned(one)
            self.ways["returned"] += 1
        self.bank.fetches()

    def state(self):
        """A statement of some days."""
        place = self.chance.randrange(len(NAMES))
        number = self.chance.choice([*self.own[place], *self.kept[place]])
        today = self.bank.now.date()
        first = max(self.books.accounts[number].lines[0].on, today - self.chance.randint(0, 99) * A_DAY)
        last = first + self.chance.randint(0, (today - first).days) * A_DAY
        sheet = self.bank.statement(place, number, first, last)
        lines = self.books.accounts[number].lines
        wanted = [(one.fen, one.said, one.party, one.balance) for one in lines if first <= one.on <= last]
        found = [(one.amount.fen, one.summary, one.counterparty, one.balance.fen) for one in sheet.lines]
        before = [one.balance for one in lines if one.on < first]
        self.both.equal(
            f"a statement of {number}", (sheet.opening.fen, found), (before[-1] if before else 0, wanted)
        )
        self.ways["statements"] += 1

    def _same(self, what, wanted, work):
        """The bank does it, or refuses it for the reason that the oracle gives."""
        result, ended = None, ""
        try:
            result = work()
        except Refusal as no:
            ended = no.code
        self.ways[f"{what}: {ended}" if ended else what] += 1
        self.both.equal(f"seed {self.seed}: {what}", ended, wanted)
        return result

    # --- time

    def _moves_to(self, until, *, bank_works=True):
        """Both go on."""
        if bank_works:
            self.bank.goes_on(until)
            self.books.go_on(until)
        else:
            self.bank.here.now = self.books.now = until

    def _tick(self):
        """No two things happen at one moment, and between them nothing falls due."""
        self.bank.here.now += timedelta(milliseconds=self.chance.randint(1, 900))
        self.books.now = self.bank.now

    def _to_the_next_day(self):
        """The day ends: what there is to do in the night is done, and the interest set aside for it compared."""
        morning = datetime.combine(self.bank.now.date() + A_DAY, time(9), BANK_ZONE)
        self._moves_to(morning + timedelta(minutes=self.chance.randint(0, 600)))
        self.both.equal(
            f"seed {self.seed}, {self.bank.now}: interest set aside",
            self.bank.fen(Internal.INTEREST_PAYABLE),
            self.books.owed,
        )
        self.ways["days"] += 1

    # --- whom, how much

    def _opened(self, place, name):
        number = f"6239990000000{place}{self.chance.randrange(10**5):05}"
        rich = self.chance.random() < 0.15
        fen = self.chance.randint(50_000_00, 130_000_00) if rich else self.chance.randint(150_00, 1000_00)
        self.bank.opens(place, number, fen)
        self.books.open(number, name, fen)
        return number

    def _saved_before(self):
        """Deposits of three months that mature within the days to come."""
        for days in sorted(self.chance.randint(1, 5) for _ in range(4)):
            ends = self.first.date() + days * A_DAY
            month, year = (ends.month - 4) % 12 + 1, ends.year - (ends.month < 4)
            opened = datetime(year, month, ends.day, 10, tzinfo=BANK_ZONE)
            self._moves_to(max(opened, self.bank.now + timedelta(seconds=1)), bank_works=False)
            place = self.chance.randrange(len(NAMES))
            source = self.chance.choice(self.own[place])
            self._saves(place, source, self.chance.randint(LEAST, 200_00))

    def _saves(self, place, source, fen, code="3M", renewal=""):
        renewal = renewal or self.chance.choice(RENEWALS)
        why = self.books.why_no_deposit(source, fen)
        number = self._same("deposits", why, lambda: self.bank.saves(place, source, code, fen, renewal))
        if not why:
            self.books.deposit(number, source, code, fen, renewal)
            self.kept[place].append(number)

    def _some_current(self, likely):
        """Often one of those."""
        every = [
            (place, self.books.accounts[number])
            for place, numbers in enumerate(self.own)
            for number in numbers
        ]
        liked = [one for one in every if likely(one[1])]
        return self.chance.choice(liked if liked and self.chance.random() < 0.6 else every)

    def _part_of(self, kept):
        """A part that may be taken out, if any may; or else all of it."""
        least, lowest = (LEAST, 1) if kept.ends else (LEAST_AT_NOTICE, LEAST_AT_NOTICE)
        whole_only = kept.ends and (kept.parted or kept.ends <= self.bank.now.date())
        most = kept.principal - least
        return kept.principal if whole_only or most < lowest else self.chance.randint(lowest, most)

    def _some_deposit(self, fits=lambda kept: True):
        every = [
            (place, number)
            for place, numbers in enumerate(self.kept)
            for number in numbers
            if self.books.withdrawn(number).principal and fits(self.books.withdrawn(number))
        ]
        return self.chance.choice(every) if every else None

    def _somebody(self, place, payer):
        if self.chance.random() < 0.5:
            conducts = self.books.conducts
            waits = [*self.books.plans, *(one for one in self.books.transfers if one.state == WAITING)]
            # Which of two that are asked after at one moment comes back first is nobody's promise.
            asked = {CUT_REFUSES} & {conducts.get(one.payee) for one in waits if one.payer == payer}
            return self.chance.choice([one for one in conducts if conducts[one] not in asked]), "张三"
        others = [(number, NAMES[of]) for of, numbers in enumerate(self.own) for number in numbers]
        return self.chance.choice([one for one in others if one[0] != payer])

    def _fen(self, source, choice=""):
        """Often just what is there, or a fen more; for a day to come, often more than there is yet."""
        there = self.books.accounts[source].available
        edges = (there, there + 1, there // 2, there // 3, there // 5)
        if choice in ON_A_DAY:
            edges = (there + 1, there + 100_00)
        edge = self.chance.choice(edges)
        return min(max(1, edge), 900_00) if self.chance.random() < 0.5 else self.chance.randint(1, 400_00)

    @staticmethod
    def _tx(one):
        return one.number.replace("-", "")
