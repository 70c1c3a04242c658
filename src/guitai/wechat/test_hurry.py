"""Who writes faster than a person does is served a little later, and told where that would be too late."""

import asyncio
import time
from datetime import timedelta

import pytest

from guitai.wechat import xml
from guitai.wechat.core import REPLAY_WITHIN, TOO_FAST
from guitai.wechat.gateway import Refused
from guitai.wechat.rate import Rate


def content(plain):
    return xml.text(xml.parse(plain), "Content")


def test_one_sender_in_a_hurry_is_served_later_and_nobody_else(bank):
    bank.core.rate = Rate(burst=1, per_second=10)
    hurried = [bank.text("你好", number) for number in (1, 2, 3)]
    seconds, answers = asyncio.run(timed_together(bank.core, hurried))

    assert [content(bank.opened(answer)) for answer in answers] == ["您好。"] * 3
    assert seconds[1] >= 0.1, "in its turn"
    assert seconds[2] >= 0.2, "and after that"
    assert content(bank.says("你好", 4, openid="oWang")) == "您好。"


async def timed_together(core, deliveries):
    begun = time.monotonic()

    async def timed(delivery):
        answer = await core.pass_on(delivery)
        return time.monotonic() - begun, answer

    return zip(*await asyncio.gather(*map(timed, deliveries)), strict=True)


def test_what_comes_much_too_fast_is_told_that_nothing_was_done(bank):
    bank.core.rate = Rate(burst=2, per_second=0.01)
    for number in (1, 2):
        bank.says("你好", number)

    assert content(bank.says("你好", 3)) == TOO_FAST
    assert content(bank.says("你好", 4, openid="oWang")) == "您好。"
    assert bank.rows("SELECT count(*) FROM turns.turns") == [(3,)]


def test_a_replay_uses_up_nothing_of_a_customers_rate(bank):
    bank.core.rate = Rate(burst=2, per_second=0.01)
    captured = bank.text("你好")
    for _ in range(5):
        bank.hears(captured)
    bank.ahead = REPLAY_WITHIN + timedelta(seconds=1)
    for _ in range(5):
        with pytest.raises(Refused, match="replayed"):
            bank.hears(captured)
    bank.ahead = timedelta()

    assert content(bank.says("你好", number=2)) == "您好。"
