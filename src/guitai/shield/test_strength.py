from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.language import Catalogue, Language, Words
from guitai.money import Money
from guitai.settings import LimitSettings
from guitai.shield.private import hidden
from guitai.shield.strength import (
    UNCERTIFIED_DAY,
    Limits,
    OverDay,
    OverLow,
    OverSingle,
    Strength,
    needed,
    why_more,
    within_day,
)

RULE, PIN, CODE, CERTIFICATE = Strength
LIMITS = Limits.of(LimitSettings())
FEN = Money(1)
AMOUNTS = st.integers(1, 60_000_00).map(Money)
SPENT = st.dictionaries(st.sampled_from(Strength), st.integers(0, 60_000_00).map(Money))


def yuan(amount):
    return Money(amount * 100)


def asked(amount, spent=None, *, payee_known=True, low=False, at_least=RULE, limits=LIMITS):
    return needed(amount, limits, spent=spent or {}, payee_known=payee_known, low=low, at_least=at_least)


@pytest.mark.parametrize(
    "amount, spent, strength",
    [
        # at once
        (FEN, {}, RULE),
        (yuan(200), {}, RULE),
        (yuan(200) + FEN, {}, PIN),
        (yuan(5_000), {}, PIN),
        (yuan(5_000) + FEN, {}, CODE),
        (yuan(20_000), {}, CODE),
        (yuan(20_000) + FEN, {}, CERTIFICATE),
        (yuan(50_000), {}, CERTIFICATE),
        # on a day
        (yuan(200), {RULE: yuan(800)}, RULE),
        (yuan(200), {RULE: yuan(800) + FEN}, PIN),
        (yuan(5_000), {PIN: yuan(15_000)}, PIN),
        (yuan(5_000), {PIN: yuan(15_000) + FEN}, CODE),
        (yuan(20_000), {CODE: yuan(30_000)}, CODE),
        (yuan(20_000), {CODE: yuan(30_000) + FEN}, CERTIFICATE),
        (yuan(50_000), {CERTIFICATE: yuan(150_000)}, CERTIFICATE),
        # what was paid by less counts, by more does not
        (yuan(5_000), {RULE: yuan(1_000), PIN: yuan(14_000)}, PIN),
        (yuan(5_000), {RULE: yuan(1_000), PIN: yuan(14_000) + FEN}, CODE),
        (yuan(200), {PIN: yuan(19_800), CODE: yuan(20_000)}, RULE),
        # and where a stronger one's day is full, with what was paid by less, neither is left
        (yuan(200), {PIN: yuan(19_800) + FEN}, CODE),
        (yuan(200), {RULE: yuan(200), PIN: yuan(19_700)}, CODE),
        (yuan(200), {PIN: yuan(20_000), CODE: yuan(20_000)}, CODE),
        (yuan(5_000), {CODE: yuan(45_000)}, PIN),
        # but past 50,000 in all there has to be a certificate
        (FEN, {CODE: yuan(50_000)}, CERTIFICATE),
        (yuan(100), {CERTIFICATE: yuan(49_900)}, RULE),
        (yuan(100), {CERTIFICATE: yuan(49_900) + FEN}, CERTIFICATE),
    ],
)
def test_a_payment_to_a_known_payee_needs_no_more_than_its_limits_ask_for(amount, spent, strength):
    assert asked(amount, spent) is strength


@given(st.lists(st.tuples(st.sampled_from([RULE, PIN, CODE]), st.integers(1, 30_000_00)), max_size=4))
def test_in_whichever_order_payments_come_the_same_sums_are_within_the_day(payments):
    def all_pass(order):
        spent = dict.fromkeys(Strength, Money(0))
        for strength, fen in order:
            if not within_day(Money(fen), strength, LIMITS, spent):
                return False
            spent[strength] += Money(fen)
        return True

    assert len({all_pass(order) for order in permutations(payments)}) == 1


@pytest.mark.parametrize(
    "amount, strength",
    [(FEN, CODE), (yuan(20_000), CODE), (yuan(20_000) + FEN, CERTIFICATE)],
)
def test_a_payment_to_an_unknown_payee_needs_a_code_at_least(amount, strength):
    assert asked(amount, payee_known=False) is strength


@pytest.mark.parametrize("at_least", Strength)
def test_more_can_be_asked_for(at_least):
    assert asked(yuan(50), at_least=at_least) is at_least


@pytest.mark.parametrize(
    "strength, amount, payee_known, news, says",
    [
        (RULE, yuan(200), True, False, None),
        (PIN, yuan(5_000), True, False, None),
        (CODE, yuan(10), False, False, "第一次付给对方，这一笔要加短信验证码。"),
        (CODE, yuan(10), True, True, "您有新绑定的设备，这一笔要加短信验证码。"),
        (CODE, yuan(6_000), True, False, "金额超过¥5,000.00，这一笔要加短信验证码。"),
        (CODE, yuan(5_000), True, False, "当天付款较多，这一笔要加短信验证码。"),
        (CERTIFICATE, yuan(30_000), False, True, "金额超过¥20,000.00，这一笔要加短信验证码和数字证书。"),
        (CERTIFICATE, yuan(20_000), True, False, "当天付款较多，这一笔要加短信验证码和数字证书。"),
    ],
)
def test_why_more_than_the_pin_is_asked_for_is_said(strength, amount, payee_known, news, says):
    why = why_more(strength, amount, LIMITS, payee_known=payee_known, news=news)

    assert (why and Catalogue({}).speak(why, Language.SIMPLIFIED)) == says


def test_what_is_asked_for_has_its_own_limits():
    tight = Limits.of(LimitSettings(code_day_yuan=30_000))

    assert asked(yuan(1_000), {CODE: yuan(29_000)}, limits=tight) is PIN
    assert asked(yuan(2_000), {CODE: yuan(29_000)}, limits=tight, at_least=CODE) is CERTIFICATE


@pytest.mark.parametrize(
    "amount, spent, payee_known, strength",
    [
        (yuan(50), {}, True, PIN),
        (yuan(1_000), {}, True, PIN),
        (yuan(1_000), {}, False, CODE),
        (yuan(1_000), {PIN: yuan(4_000)}, True, PIN),
        (yuan(1_000), {RULE: yuan(1_000), PIN: yuan(1_000), CODE: yuan(2_000)}, True, PIN),
    ],
)
def test_a_new_device_pays_small_amounts_and_never_by_rule(amount, spent, payee_known, strength):
    assert asked(amount, spent, payee_known=payee_known, low=True) is strength


@pytest.mark.parametrize(
    "amount, spent, at_least",
    [
        (yuan(1_000) + FEN, {}, RULE),
        (yuan(1_000), {PIN: yuan(4_000) + FEN}, RULE),
        (yuan(1_000), {CERTIFICATE: yuan(4_000) + FEN}, RULE),
        (yuan(1_000), {}, CERTIFICATE),
    ],
)
def test_a_new_device_pays_nothing_more(amount, spent, at_least):
    with pytest.raises(OverLow):
        asked(amount, spent, low=True, at_least=at_least)


@pytest.mark.parametrize("low", [False, True])
def test_more_than_any_signature_allows_at_once_is_refused(low):
    with pytest.raises(OverSingle):
        asked(yuan(50_000) + FEN, low=low)


def test_more_than_any_signature_allows_on_a_day_is_refused():
    with pytest.raises(OverDay):
        asked(FEN, {CODE: yuan(50_000), CERTIFICATE: yuan(150_000)})


@pytest.mark.parametrize(
    "amount, spent, low, says",
    [
        (yuan(60_000), {}, False, "在微信里一笔最多付¥50,000.00，"),
        (yuan(7), {CERTIFICATE: yuan(199_999)}, False, "这样会超过在微信里一天最多付¥200,000.00的限额，"),
        (
            yuan(4_000),
            {PIN: yuan(123)},
            True,
            "新设备在绑定后24小时内，一笔最多付¥1,000.00，一天最多付¥5,000.00，",
        ),
    ],
)
def test_a_refusal_names_the_tables_limits_and_keeps_what_was_paid_to_the_bank(amount, spent, low, says):
    with pytest.raises((OverSingle, OverDay, OverLow)) as refused:
        asked(amount, spent, low=low)
    no = refused.value
    said = Catalogue({}).speak(Words(no.says, hidden(no.values)), Language.SIMPLIFIED)

    assert said.startswith(says)
    assert no.detail == f"{amount} after {sum(spent.values(), Money(0))} today"


@given(AMOUNTS, SPENT, st.booleans(), st.booleans())
def test_no_day_ever_exceeds_what_its_strengths_allow(amount, spent, payee_known, low):
    try:
        strength = asked(amount, spent, payee_known=payee_known, low=low)
    except (OverSingle, OverDay, OverLow):
        return
    after = spent | {strength: spent.get(strength, Money(0)) + amount}
    in_all = sum(after.values(), Money(0))
    so_far = sum((paid for by, paid in after.items() if by <= strength), Money(0))

    assert so_far <= LIMITS.at[strength].day
    assert strength is CERTIFICATE or in_all <= UNCERTIFIED_DAY
    assert payee_known or strength >= CODE
    assert not low or (strength in (PIN, CODE) and in_all <= LIMITS.low.day)


@given(AMOUNTS, SPENT, st.booleans())
def test_paying_less_never_needs_more(amount, spent, payee_known):
    less = Money(max(1, amount.fen // 2))
    try:
        strength = asked(amount, spent, payee_known=payee_known)
    except (OverSingle, OverDay):
        return

    assert asked(less, spent, payee_known=payee_known) <= strength
