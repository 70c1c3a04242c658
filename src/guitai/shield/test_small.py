import threading
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from psycopg.errors import CheckViolation, LockNotAvailable, UniqueViolation

from guitai.database import Owner
from guitai.language import Catalogue, Language, Words
from guitai.money import Money
from guitai.settings import LimitSettings
from guitai.shield import devices, freezes, small, usage
from guitai.shield.private import hidden
from guitai.shield.refusals import Frozen
from guitai.shield.small import NoRule, OverRuleDay, OverRuleSingle, RuleOutOfBounds, UnknownPayee
from guitai.shield.strength import DEFAULTS, Limits, OverYear, Strength

RULE, PIN, CODE, CERTIFICATE = Strength
LIN, WANG = Owner(1001), Owner(1002)
LIMITS = Limits.of(LimitSettings())
FEN = Money(1)
A_SECOND = timedelta(seconds=1)
EVENING = datetime.fromisoformat("2026-11-23T23:59:59+08:00")


def yuan(amount):
    return Money(amount * 100)


def device(db, owner=LIN):
    keys = {"openid": f"o{owner}", "name": "手机", "sign_key": {}, "open_key": {}, "low": False}
    return devices.add(db, owner, **keys).device_id


def put(db, owner=LIN, *, single=50, day=100, from_at=None, device_id=None, order_id=None):
    """A rule of so many yuan at once and on a day."""
    return small.put_in_force(
        db,
        owner,
        order_id or uuid4(),
        device_id or device(db, owner),
        single=yuan(single),
        day=yuan(day),
        from_at=from_at or db.now,
    )


def pays(db, amount, *, payee_known=True):
    return small.by_rule(db, LIN, amount, DEFAULTS, payee_known=payee_known)


def later(db, time):
    return replace(db, now=db.now + time)


def ends(db, rule_id):
    return db.execute(
        "SELECT ended_at, why_ended FROM shield.small_rules WHERE rule_id = %(rule)s", {"rule": rule_id}
    ).fetchone()


def test_what_the_customer_allowed_is_paid_and_counted(db):
    rule = put(db)

    assert [pays(db, yuan(50)), pays(db, yuan(50))] == [rule, rule]
    assert usage.spent(db, LIN) == {RULE: yuan(100)}


@pytest.mark.parametrize(
    "amount, payee_known, spent, why",
    [
        (yuan(50) + FEN, True, Money(0), OverRuleSingle),
        (yuan(1), False, Money(0), UnknownPayee),
        (yuan(50), True, yuan(50) + FEN, OverRuleDay),
        (FEN, True, yuan(100), OverRuleDay),
    ],
)
def test_anything_else_has_to_be_signed_and_counts_nothing(db, amount, payee_known, spent, why):
    put(db)
    if spent:
        usage.spend(db, LIN, spent, RULE)

    with pytest.raises(why):
        pays(db, amount, payee_known=payee_known)
    assert usage.spent(db, LIN) == ({RULE: spent} if spent else {})


def test_without_a_rule_everything_has_to_be_signed(db):
    put(db, WANG)

    with pytest.raises(NoRule):
        pays(db, FEN)


def test_what_was_signed_today_leaves_the_rule_alone_until_a_certificate_is_needed(db):
    put(db)
    usage.spend(db, LIN, yuan(49_950), CODE)
    pays(db, yuan(50))

    with pytest.raises(OverRuleDay):
        pays(db, FEN)


def test_what_was_signed_with_the_pin_leaves_the_rule_what_the_pins_day_has_left(db):
    put(db)
    usage.spend(db, LIN, yuan(19_950), PIN)
    pays(db, yuan(50))

    with pytest.raises(OverRuleDay):
        pays(db, FEN)


def test_a_rule_holds_for_a_year_from_its_beginning(db):
    begins = db.now + timedelta(hours=24)
    rule_id = put(db, from_at=begins)
    held = [
        small.in_force(later(db, time), LIN) is not None
        for time in (
            timedelta(hours=24) - A_SECOND,
            timedelta(hours=24),
            timedelta(days=366) - A_SECOND,
            timedelta(days=366),
        )
    ]
    rule = small.in_force(later(db, timedelta(hours=24)), LIN)

    assert held == [False, True, True, False]
    assert (rule.rule_id, rule.single, rule.day) == (rule_id, yuan(50), yuan(100))
    assert (rule.from_at, rule.until_at) == (begins, begins + timedelta(days=365))


def test_a_new_rule_ends_the_one_before_and_what_was_paid_today_counts_for_both(db):
    first = put(db)
    pays(db, yuan(50))
    second = put(db, day=60)

    assert ends(db, first) == (db.now, "replaced")
    assert small.in_force(db, LIN).rule_id == second
    with pytest.raises(OverRuleDay):
        pays(db, yuan(11))


def test_a_rule_that_was_ended_is_over(db):
    rule_id = put(db)

    assert small.end(db, LIN, why="the customer's wish") is True
    assert small.end(db, LIN, why="again") is False
    assert ends(db, rule_id) == (db.now, "the customer's wish")
    with pytest.raises(NoRule):
        pays(db, FEN)


def test_a_rule_ends_with_the_device_that_signed_it_and_with_no_other(db):
    signed_on = device(db)
    put(db, device_id=signed_on)

    assert small.end_of_device(db, LIN, device(db), why="removed") is False
    assert pays(db, FEN)
    assert small.end_of_device(db, LIN, signed_on, why="removed") is True
    assert small.in_force(db, LIN) is None


def test_no_rule_counts_while_everything_is_frozen(db):
    put(db)
    freezes.freeze(db, LIN, by=freezes.CUSTOMER, why="lost")

    with pytest.raises(Frozen):
        pays(db, FEN)


@pytest.mark.parametrize("single, day", [(1, 1), (20_000, 20_000), (20_000, 100_000)])
def test_a_rule_may_allow_what_the_bank_allows(single, day):
    small.check_rule(Money(single), Money(day), LIMITS)


@pytest.mark.parametrize("single, day", [(0, 100), (-1, 100), (101, 100), (20_001, 30_000), (1, 100_001)])
def test_a_rule_may_not_allow_more_or_nothing(single, day):
    with pytest.raises(RuleOutOfBounds) as refused:
        small.check_rule(Money(single), Money(day), LIMITS)
    no = refused.value
    said = Catalogue({}).speak(Words(no.says, hidden(no.values)), Language.SIMPLIFIED)

    assert said.startswith("小额免密一笔最多设¥200.00，一天最多设¥1,000.00，")


def test_an_order_puts_one_rule_in_force_and_no_more(db):
    order_id = uuid4()
    put(db, order_id=order_id)

    with pytest.raises(UniqueViolation):
        put(db, order_id=order_id)


def test_the_day_begins_anew_at_midnight(db):
    tonight = replace(db, now=EVENING)
    put(tonight)
    pays(tonight, yuan(50))
    tomorrow = later(tonight, A_SECOND)

    assert usage.spent(tonight, LIN) == {RULE: yuan(50)}
    assert usage.spent(tomorrow, LIN) == {}
    assert pays(tomorrow, yuan(50))


def test_what_has_failed_is_given_back_to_the_day_on_which_it_was_counted(db):
    usage.spend(db, LIN, yuan(50), PIN)
    usage.spend(db, LIN, yuan(20), PIN)
    tomorrow = later(db, timedelta(days=1))
    usage.spend(tomorrow, LIN, yuan(7), PIN)
    usage.give_back(tomorrow, LIN, yuan(50), PIN, on=db.now.date())

    assert usage.spent(db, LIN) == {PIN: yuan(20)}
    assert usage.spent(tomorrow, LIN) == {PIN: yuan(7)}


def test_no_more_is_given_back_than_was_counted(db):
    usage.spend(db, LIN, yuan(50), PIN)

    with pytest.raises(CheckViolation), db.savepoint():
        usage.give_back(db, LIN, yuan(50) + FEN, PIN, on=db.now.date())
    with pytest.raises(AssertionError):
        usage.give_back(db, LIN, FEN, CODE, on=db.now.date())


def test_each_customer_and_each_strength_has_its_own_sum(db):
    usage.spend(db, LIN, yuan(1), PIN)
    usage.spend(db, LIN, yuan(2), CERTIFICATE)
    usage.spend(db, WANG, yuan(4), PIN)

    assert usage.spent(db, LIN) == {PIN: yuan(1), CERTIFICATE: yuan(2)}
    assert usage.spent(db, WANG) == {PIN: yuan(4)}


def test_payments_at_once_never_exceed_the_day(database):
    with database.transaction() as db:
        put(db, single=30)
    paid, refused, all_of_them = [], [], threading.Barrier(8)

    def pay():
        with database.transaction() as db:
            all_of_them.wait()
            try:
                paid.append(pays(db, yuan(30)))
            except OverRuleDay:
                refused.append(1)

    payments = [threading.Thread(target=pay) for _ in range(8)]
    for payment in payments:
        payment.start()
    for payment in payments:
        payment.join()

    assert (len(paid), len(refused)) == (3, 5)
    with database.transaction() as db:
        assert usage.spent(db, LIN) == {RULE: yuan(90)}


@pytest.mark.parametrize(
    "then",
    [lambda db: pays(db, FEN), lambda db: small.end(db, LIN, why="wish"), lambda db: put(db)],
)
def test_a_second_payment_and_the_rules_end_wait_for_the_first_payment(database, then):
    with database.transaction() as db:
        put(db)
        usage.spend(db, LIN, FEN, RULE)
    with database.transaction() as one, database.transaction() as other:
        pays(one, yuan(50))
        other.execute("SET LOCAL lock_timeout = 100")

        with pytest.raises(LockNotAvailable), other.savepoint():
            then(other)


def test_a_payment_waits_for_the_rules_end(database):
    with database.transaction() as db:
        put(db)
    with database.transaction() as ending, database.transaction() as payment:
        small.end(ending, LIN, why="wish")
        payment.execute("SET LOCAL lock_timeout = 100")

        with pytest.raises(LockNotAvailable), payment.savepoint():
            pays(payment, FEN)


def test_no_more_is_paid_in_a_calendar_year_than_its_limit_however_it_is_signed(db):
    db = replace(db, now=EVENING)
    new_year = EVENING.replace(month=1, day=1, hour=0, minute=0)
    usage.spend(replace(db, now=new_year - timedelta(hours=1)), LIN, yuan(9), PIN)
    usage.spend(replace(db, now=new_year), LIN, yuan(4_999_900), CERTIFICATE)
    usage.spend(db, LIN, yuan(50), RULE)

    usage.check_year(db, LIN, yuan(50), LIMITS)
    with pytest.raises(OverYear):
        usage.check_year(db, LIN, yuan(50) + FEN, LIMITS)


def test_what_began_before_midnight_is_compared_with_what_was_paid_since_in_that_year(db):
    midnight, before = EVENING + timedelta(seconds=1), replace(db, now=EVENING)
    usage.spend(replace(db, now=midnight), LIN, yuan(5_000_000), CERTIFICATE)
    usage.spend(replace(db, now=midnight.replace(year=midnight.year + 1)), LIN, yuan(9), PIN)

    with pytest.raises(OverYear):
        usage.check_year(before, LIN, FEN, LIMITS)
