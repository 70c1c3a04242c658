"""Proof: whatever a customer does, a message that was broken off and comes again leaves what it would have left."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rehearsal import Act, Fragile, Rehearsal, chooses, says
from tests.reporting import report

pytestmark = pytest.mark.proof

EVENT = "<MsgType>event</MsgType><Event>{}</Event><EventKey>{}</EventKey>"
ACTS = st.one_of(
    st.sampled_from(
        [
            "转人工", "我的余额", "查明细", "我的账户", "你好", "你能做什么", "谢谢", "我要贷款",
            "上个月的", "请问明天几点开门？", "储蓄卡", "那九月呢？", "嗯",
            "1", "2", "9", "两万", "5000.55",
            "取消", "返回", "再说一遍", "更多",
            "不是1是2", "不是上个月是这个月", "不对，是请问后天几点开门？",
            "my balance", "talk to a person", "【收到不支持的消息类型，暂无法显示】",
        ]
    ).map(says),
    st.builds(lambda tap, older: Act(tap=tap, older=older), st.integers(0, 5), st.booleans()),
    st.sampled_from(["service.agent", "accounts.balance", "talk.help", "no.such.wish"]).map(chooses),
    st.sampled_from(
        [
            Act("<MsgType>image</MsgType><PicUrl>http://p</PicUrl><MediaId>m</MediaId>"),
            Act("<MsgType>location</MsgType><Location_X>31.2</Location_X><Location_Y>121.5</Location_Y>"),
            Act("<MsgType>hologram</MsgType>"),
            Act(EVENT.format("subscribe", "")),
            Act(EVENT.format("VIEW", "https://bank")),
            Act(EVENT.format("unsubscribe", "")),
        ]
    ),
)  # fmt: skip
# Most messages take ten to twenty statements; a break after the last is a message that comes twice.
STORIES = st.lists(st.tuples(ACTS, st.lists(st.integers(1, 25), max_size=2)), min_size=1, max_size=8)


@pytest.fixture
def rehearsal(shared_url):
    with Fragile.connect(shared_url) as connection:
        yield Rehearsal(connection)
        connection.rollback()


def test_a_message_broken_off_and_delivered_again_leaves_what_it_would_have_left(rehearsal, full_size):
    told, strangers = [], count()

    @settings(
        max_examples=1000 if full_size else 25,
        derandomize=not full_size,
        suppress_health_check=list(HealthCheck),
    )
    @given(STORIES, st.booleans())
    def same(story, stranger):
        acts, breaks = zip(*story, strict=True)
        openid = f"oStranger{next(strangers)}" if stranger else rehearsal.customer
        undisturbed = rehearsal.play(openid, acts)

        disturbed = rehearsal.play(openid, acts, breaks)

        assert disturbed.replies == undisturbed.replies
        assert disturbed.rows == undisturbed.rows
        told.append((len(acts), sum(map(len, breaks))))

    same()
    if full_size:
        report(
            "Broken off anywhere",
            "Sequences of messages, some broken off at a random statement and delivered again: replies and rows "
            "are those of an undisturbed run.",
            {
                "sequences": len(told),
                "messages": sum(acts for acts, _ in told),
                "broken off, or come twice": sum(breaks for _, breaks in told),
            },
        )
