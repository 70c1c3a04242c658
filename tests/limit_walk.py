"""A customer of the bank who pays all day, and an oracle beside it: after every step both have to say the same."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from tests.limit_bank import RICH, THIRD_BEGINS, Bank, Phones, yuan
from tests.limit_payments import ARRIVED, LEFT, RETURNED, UNDONE, WAITING, Account, Payment, SmallRule
from tests.limits import CERTIFICATE, CLASS_DAY, CODE, DAY, LOW_DAY, LOW_SINGLE, PIN, RULE, SINGLE, Oracle

from guitai.database import Transaction
from guitai.shield.devices import MOST, Device

A_DAY = timedelta(hours=24)
ARRIVALS = {"": "", "now": "，实时到账", "2h": "，两小时后到账", "next": "，次日到账"}
SOON, SOONER = ("now", "2h"), "要提前转出吗"
LAST_SURE, LAST_DAY = 28, 31  # the last day that every month has; the last, whichever it is
BORN = (1950, 1961, 1985, 1999)
AGAIN, PLANNED, BY_RULE = "还要再转一笔吗", "还要再约一笔吗", "这一笔按小额免密办理"
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


class Walk:
    """One customer's days. `ways` counts what was done, and what came of it."""

    def __init__(self, phones: Phones, db: Transaction, chance: Random, ways: Counter[str]) -> None:
        self.chance, self.ways = chance, ways
        born_on = date(chance.choice(BORN), 4, 12)
        self.bank, self.oracle = Bank(phones, db, chance, born_on), Oracle(born_on)
        self.oracle.third = {"mine 3": THIRD_BEGINS, "other 3": 0}
        self.devices = self.bank.devices
        self.rule_signed_on: Device | None = None

    @property
    def now(self) -> datetime:
        """The bank's time."""
        return self.bank.phone.now

    # --- what the customer does

    def step(self) -> None:
        """Something, and then both are compared."""
        acts = {
            self.pay: 12,
            self.wait: 5,
            self.cancel: 2,
            self.stop_a_plan: 1,
            self.set_rule: 1,
            self.bind: 1,
            self.unbind: 1,
            self.pay_again_and_again: 1,
            self.plan_on_a_new_device: 1,
        }
        act = self.chance.choices(list(acts), list(acts.values()))[0]
        act()
        self.compare(act.__name__)

    def pay(self, wish: Payment | None = None, device: Device | None = None) -> None:
        """Say whom to pay how much, and sign it on some device with what there is at hand, or not."""
        wish = wish or self.wish()
        wish.waits = self.oracle.waits(wish)
        self._says(self._sentence(wish))
        if SOONER in self.bank.said:
            self._gives_the_wait_up(wish)
        asked_again = AGAIN in self.bank.said
        if asked_again:
            self._says("现在转")
        elif PLANNED in self.bank.said:
            self._says("再约一笔")
            self.ways["monthly, planned twice"] += 1
        if BY_RULE in self.bank.said:
            self._by_rule(wish)
        elif asked_again and self._new_transfer():
            self._paid_unsigned(wish)
        else:
            self._signs(wish, self.bank.order, device)

    def _gives_the_wait_up(self, wish: Payment) -> None:
        """Or not, now that the bank has said that a first payment waits."""
        assert (wish.waits, wish.choice in SOON) == (True, True), f"nothing to give up: {wish}"
        wish.waived = self.chance.random() < 0.5
        wish.choice = wish.choice if wish.waived else ""
        self._says("提前转出" if wish.waived else "24小时后转出")
        self.ways[f"the wait of a first payment, {'given up' if wish.waived else 'kept after all'}"] += 1

    def wait(self) -> None:
        """Let time pass; the other banks say something meanwhile."""
        night = datetime.combine(self.now.date(), time(23, 30), self.now.tzinfo)
        lengths = [
            timedelta(minutes=self.chance.randrange(1, 90)),
            timedelta(hours=self.chance.randrange(1, 30)),
            timedelta(days=1),
            timedelta(days=self.chance.randrange(1, 4)),
            max(night - self.now, timedelta(minutes=1)),
        ]
        self._other_banks()
        self.passes(self.chance.choice(lengths))
        self._other_banks()
        if self.chance.random() < 0.5:
            self.bank.spends(self.bank.others[2])
            self.oracle.third["other 3"] = 0

    def cancel(self) -> None:
        """Take back something that waits."""
        waiting = [one for one in self.oracle.payments if one.state == WAITING]
        if not waiting:
            return
        one = self.chance.choice(waiting)
        self._says(f"撤销给{self.bank.places[one.payee].holder}的{yuan(one.fen)}元转账")
        if "撤销哪一笔" in self.bank.said:
            self._says("取消")
            return
        self._says("撤销")
        self.oracle.take_back(one)
        self.ways["cancelled before it left"] += 1

    def stop_a_plan(self) -> None:
        """Have what is paid every month paid no more."""
        if len(self.oracle.plans) == 1:
            self._says("停掉每月转账")
            self._says("撤销")
            self.oracle.plans.clear()
            self.ways["monthly, stopped"] += 1

    def set_rule(self) -> None:
        """Turn the small-amount rule on, or off."""
        self._says("取消")
        self.bank.phone.chooses("identity.small")
        if "要关闭吗" in self.bank.said:
            self._says("关闭")
            self.oracle.rule = None
            return
        single = self.chance.choice((200_00, 150_00, 50_00))
        day = self.chance.choice((1_000_00, 600_00, max(single, 250_00)))
        self._says(f"{yuan(single)}元")
        self._says(f"{yuan(day)}元")
        device = self.chance.choice(self.devices)
        self.bank.signs(device, self.bank.order)
        from_at = self.now + (A_DAY if device.low(self.now) else timedelta())
        self.oracle.rule, self.rule_signed_on = SmallRule(single, day, from_at), device
        self.ways["small-amount rules"] += 1

    def bind(self) -> None:
        """Bring another device."""
        if len(self.devices) < MOST:
            self.devices.append(self.bank.bound(low=True))
            self.ways["new devices"] += 1

    def unbind(self) -> None:
        """Remove one that came later: within its first day that is a veto."""
        if len(self.devices) > 1:
            gone = self.devices.pop(self.chance.randrange(1, len(self.devices)))
            self.bank.removes(gone)
            self.oracle.removed.add(str(gone.device_id))
            if self.rule_signed_on == gone:
                self.oracle.rule = None

    def pay_again_and_again(self) -> None:
        """Much the same several times over, as somebody does who splits a sum to stay below a limit."""
        first, device = self.wish(), self.chance.choice(self.devices)
        for _ in range(self.chance.randrange(4, 8)):
            if first.on and first.on <= self.now.date():
                return  # it is midnight: the day that was named is today, which is no day for later
            fen = max(1, first.fen - self.chance.randrange(100))
            self.pay(replace(first, at=self.now, drafted_at=self.now, fen=fen), device)

    def plan_on_a_new_device(self) -> None:
        """A thief who may sign little today puts it off until tomorrow, when it will be much."""
        self.bind()
        first, device = self.wish(self.bank.mine[0]), self.devices[-1]
        for number in range(7):
            fen, now = LOW_SINGLE - number, self.now  # it may be tomorrow by then
            tomorrow = now.date() + timedelta(days=1)
            self.pay(replace(first, at=now, drafted_at=now, choice="dated", on=tomorrow, fen=fen), device)

    def pays(self, source: Account, payee: Account, fen: int) -> None:
        """Pay so much, with whatever signature that takes."""
        wish = Payment(self.now, fen, source, payee, drafted_at=self.now)
        self._says(self._sentence(wish))
        if AGAIN in self.bank.said:
            self._says("现在转")
        least = self.oracle.needs(wish) if self.oracle.there(wish) else None
        order = self.bank.order
        assert bool(order) == (least is not None), f"{wish} {self.bank.why()}"
        if least is not None:
            self._signed(wish, order, least, self.devices[0])

    def passes(self, time: timedelta) -> None:
        """Let time pass in both. What the bank pays as interest the oracle is told."""
        thirds = [self.bank.mine[2], self.bank.others[2]]
        before = [self.bank.interest(one) for one in thirds]
        self.bank.phone.waits(time)
        for one, interest in zip(thirds, before, strict=True):
            self.oracle.third[one.name] += self.bank.interest(one) - interest
        self.oracle.go_on(self.now)
        for one in self.oracle.payments:
            if one.plan and not one.number:
                one.number = self.bank.made_by(one.plan.wish.number, one.at)
                self.ways["monthly, run"] += 1

    def compare(self, after: str) -> None:
        """Both say the same of every payment, and the ledger has moved what they say."""
        rows = self.bank.transfers()
        bank = {number: (STATES[state], due_at, fen) for number, state, due_at, fen in rows}
        for one in self.oracle.payments:
            state, due_at, fen = bank.pop(one.number)
            assert (state, fen) == (one.state, one.fen), f"after {after}: {state}, not {one}"
            assert state != WAITING or due_at == one.due_at, f"after {after}: due at {due_at}, not {one}"
        assert bank == {}, f"after {after}: {bank} the oracle knows nothing of"
        plans = {one.wish.number: one.next_at for one in self.oracle.plans}
        assert self.bank.plans() == plans, f"after {after}"
        assert self.bank.counted() == self.oracle.counted(), f"after {after}"
        for own in self.bank.mine:
            assert self.bank.balance(own) == self._should_have(own), f"after {after}: {own}"

    # --- the same, in both

    def _by_rule(self, wish: Payment) -> None:
        assert self.oracle.unsigned(wish), f"the rule does not pay {wish}"
        if self.chance.random() < 0.1:
            self._says("不转了")
            return
        self._says("现在转")
        self._paid_unsigned(wish)

    def _paid_unsigned(self, wish: Payment) -> None:
        wish.number = self._new_transfer()
        accepted, may = bool(wish.number), self.oracle.accept(wish, RULE)
        assert accepted == may, f"{'paid' if accepted else 'refused'} unsigned: {wish}, {self.bank.why()}"
        self.ways[f"by the rule, {'paid' if accepted else 'refused'}"] += 1

    def _signs(self, wish: Payment, order: str, device: Device | None) -> None:
        anew = CODE if any(one.low(self.now) for one in self.devices) else PIN
        there = wish.fen <= SINGLE[CERTIFICATE] and self.oracle.there(wish)
        least = self.oracle.needs(wish, at_least=anew) if there else None
        asked = self.bank.asked(wish, order) if order else None
        assert asked == least, f"{asked} was asked for, not {least}: {wish} {self.bank.why()}"
        assert not (there and self.oracle.unsigned(wish)), f"the rule pays {wish}"
        unasked = wish.waits and wish.choice in SOON and not wish.waived
        assert not (order and unasked), f"it goes without the wait: {wish}"
        if asked is None:
            self._says("取消")
            self.ways["refused before it was signed"] += 1
        elif asked > self.chance.choice((PIN, CODE, CODE, CERTIFICATE, CERTIFICATE)):
            self._says("取消")
            self.ways["left unsigned, for want of more than device and PIN, or a code"] += 1
        else:
            self._signed(wish, order, asked, device)

    def _signed(self, wish: Payment, order: str, strength: int, device: Device | None) -> None:
        self.passes(timedelta(seconds=self.chance.choice((5, 30, 240))))
        if self.chance.random() < 0.03:
            self.bind()
        device = device or self.chance.choice(self.devices)
        strength = self.bank.takes(device, order)
        self.bank.signs(device, order)
        wish.at, wish.number, wish.device = self.now, order, str(device.device_id)
        wish.new_until = device.low_until
        accepted = order in [*(number for number, *_ in self.bank.transfers()), *self.bank.plans()]
        may = self.oracle.accept(wish, strength)
        assert accepted == may, f"{'accepted' if accepted else 'refused'}: {wish}, {self.bank.why()}"
        names = {PIN: "device and PIN", CODE: "a code too", CERTIFICATE: "a certificate too"}
        self.ways[f"signed with {names[strength]}, {'accepted' if accepted else 'refused'}"] += 1
        held = accepted and wish.drafted_at and wish.due_at == wish.drafted_at + A_DAY
        self.ways["held for 24 hours"] += bool(held)
        self.ways["accepted on a device in its first 24 hours"] += accepted and device.low(self.now)

    def _other_banks(self) -> None:
        """They settle, reject or return."""
        for one in [one for one in self.oracle.payments if one.state == LEFT and self.chance.random() < 0.7]:
            if self.chance.random() < 0.8:
                self.bank.settled(one)
                self.oracle.settled(one)
            else:
                self.bank.rejected(one)
                self.oracle.rejected(one, self.now)
                self.ways["rejected by the other bank"] += 1
        abroad = [one for one in self.oracle.payments if one.state == ARRIVED and not one.payee.here]
        for one in abroad[-1:] if self.chance.random() < 0.2 else ():
            self.bank.returned(one)
            self.oracle.returned(one, self.now)
            self.ways["returned by the other bank"] += 1

    def _should_have(self, own: Account) -> int:
        if own.kind == 3:
            return self.oracle.third[own.name]
        gone = [one for one in self.oracle.payments if one.source == own and one.state in (LEFT, ARRIVED)]
        came = [one for one in self.oracle.payments if one.payee == own and one.state == ARRIVED]
        moved = sum(one.fen for one in came) - sum(one.fen for one in gone)
        return RICH + moved + self.bank.interest(own)

    def _new_transfer(self) -> str:
        """The number of the one transfer that the oracle doesn't know yet; empty where there is none."""
        known = {one.number for one in self.oracle.payments}
        new = [number for number, *_ in self.bank.transfers() if number not in known]
        return new[0] if new else ""

    # --- whom, how much, in which words

    def wish(self, source: Account | None = None) -> Payment:
        """A payment that the customer has in mind."""
        source = source or self.chance.choices(self.bank.mine, (5, 3, 2, 2))[0]
        known = [one for one in self.bank.places if self.oracle.known(one) and not one.mine]
        payee = self.chance.choice([*self.bank.others, *known, self.bank.stranger(), *self.bank.mine])
        while payee == source:
            payee = self.chance.choice(self.bank.mine)
        later = "" if source.kind == 3 else self.chance.choices(("", "dated", "monthly"), (16, 3, 2))[0]
        choice = later or self.chance.choices(list(ARRIVALS), (10, 2, 2, 2))[0]
        on = self.now.date() + timedelta(days=self.chance.randrange(1, 4)) if later else None
        day = (on.day if on.day <= LAST_SURE else LAST_DAY) if on and later == "monthly" else 0
        on = on if later == "dated" else None
        return Payment(self.now, self._fen(source), source, payee, choice, on, day, drafted_at=self.now)

    def _fen(self, source: Account) -> int:
        """Often what just reaches a limit, or is a fen more."""
        counted = [
            one.fen for one in self.oracle.payments if one.counts and one.counted_on == self.now.date()
        ]
        day = self.chance.choice((*DAY.values(), LOW_DAY, *CLASS_DAY.values())) - sum(counted)
        edges = [*SINGLE.values(), LOW_SINGLE, 5_000_00, day, day, 3 * max(counted, default=1)]
        if self.oracle.rule:
            edges += [self.oracle.rule.single, self.oracle.rule.single, self.oracle.rule.day - sum(counted)]
        edge = self.chance.choice(edges) + self.chance.choice((-1, 0, 0, 1))
        if self.chance.random() < 0.3:
            edge = int(10 ** self.chance.uniform(2, 6.6))
        if source.kind == 3:
            edge = min(edge, self.oracle.third[source.name])
        return min(edge, SINGLE[CERTIFICATE] + 1) if edge > 0 else self.chance.randrange(1, 300_00)

    def _sentence(self, wish: Payment) -> str:
        source, payee = self.bank.places[wish.source], self.bank.places[wish.payee]
        each = "，每月最后一天" if wish.day == LAST_DAY else f"，每月{wish.day}号"
        dated = f"，{wish.on.month}月{wish.on.day}日" if wish.on else ""
        when = dated or (each if wish.day else ARRIVALS[wish.choice])
        return f"从尾号{source.number[-4:]}给{payee.holder}转{yuan(wish.fen)}元，账号{payee.number}{when}"

    def _says(self, text: str) -> None:
        self.bank.phone.says(text)
