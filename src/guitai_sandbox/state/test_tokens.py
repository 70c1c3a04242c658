"""Access tokens under the sandbox's clock."""

from datetime import timedelta

import pytest

from guitai_sandbox.errors import WeChatError
from guitai_sandbox.settings import Limits
from guitai_sandbox.state.clock import Clock
from guitai_sandbox.state.tokens import Tokens


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def tokens(clock):
    return Tokens(clock, Limits())


def refusal(tokens, text):
    with pytest.raises(WeChatError) as refused:
        tokens.check(text)
    return refused.value.errcode


def test_a_new_plain_token_leaves_the_old_one_five_minutes(tokens, clock):
    old, _ = tokens.fresh()
    tokens.fresh()
    tokens.check(old)
    clock.move(clock.now() + timedelta(minutes=5))

    assert refusal(tokens, old) == 40001


def test_a_token_expires_after_two_hours(tokens, clock):
    text, seconds = tokens.fresh()
    clock.move(clock.now() + timedelta(seconds=seconds))

    assert seconds == 7200
    assert refusal(tokens, text) == 42001


def test_the_stable_token_stays_the_same_with_less_and_less_time(tokens, clock):
    first, _ = tokens.stable(force=False)
    clock.move(clock.now() + timedelta(minutes=100))
    again, seconds = tokens.stable(force=False)

    assert again == first
    assert seconds == 1200


def test_the_stable_token_is_renewed_five_minutes_before_its_end(tokens, clock):
    first, _ = tokens.stable(force=False)
    clock.move(clock.now() + timedelta(minutes=115))
    renewed, seconds = tokens.stable(force=False)

    assert renewed != first
    assert seconds == 7200
    tokens.check(first)


def test_force_kills_the_stable_token_and_can_be_used_every_thirty_seconds(tokens, clock):
    first, _ = tokens.stable(force=False)
    tokens.stable(force=True)
    with pytest.raises(WeChatError) as too_soon:
        tokens.stable(force=True)
    clock.move(clock.now() + timedelta(seconds=30))
    tokens.stable(force=True)

    assert refusal(tokens, first) == 40001
    assert too_soon.value.errcode == 45011


def test_force_can_be_used_twenty_times_a_day(tokens, clock):
    midnight = clock.now().replace(hour=0, minute=0, second=1) + timedelta(days=1)
    clock.move(midnight)
    for minute in range(20):
        clock.move(midnight + timedelta(minutes=minute + 1))
        tokens.stable(force=True)
    clock.move(midnight + timedelta(hours=1))

    with pytest.raises(WeChatError) as too_often:
        tokens.stable(force=True)
    assert too_often.value.errcode == 45009


def test_the_two_tokens_leave_each_other_alone(tokens):
    stable, _ = tokens.stable(force=False)
    plain, _ = tokens.fresh()
    tokens.stable(force=True)

    tokens.check(plain)
    assert refusal(tokens, stable) == 40001


@pytest.mark.parametrize("text, errcode", [(None, 41001), ("", 41001), ("short", 40014), ("x" * 40, 40001)])
def test_what_is_no_token_is_refused(tokens, text, errcode):
    assert refusal(tokens, text) == errcode


def test_revoking_ends_every_token(tokens):
    texts = [tokens.fresh()[0], tokens.stable(force=False)[0]]
    tokens.revoke()

    assert [refusal(tokens, text) for text in texts] == [40001, 40001]
