from functools import partial

import numpy as np
import pytest

from guitai.understanding.fold import fold, said, standard
from guitai.understanding.intents import embedding
from guitai.understanding.intents.model import Sentence, restored
from guitai.understanding.intents.training import FEW, train

PHRASES = {
    "money.left": ["我的余额", "查一下余额", "卡里还有多少钱", "账户还剩多少", "my balance"],
    "money.moved": ["交易明细", "查流水", "上个月花了多少", "最近的支出", "my transactions"],
    "talk.other": ["今天天气怎么样", "讲个笑话", "附近有什么好吃的", "tell me a joke"],
}


def sentence(text):
    return Sentence(fold(said(text)), standard(fold(said(text))))


def trained(phrases=PHRASES, *, meaning=False):
    pairs = [(sentence(text), intent) for intent, says in phrases.items() for text in says]
    sentences = [one for one, _ in pairs]
    vectors = embedding.embedded_all([one.folded for one in sentences]) if meaning else None
    return train(
        sentences, [intent for _, intent in pairs], outside=frozenset({"talk.other"}), vectors=vectors
    )


def best(model, text):
    return model.judge(sentence(text)).shares[0][0]


@pytest.mark.parametrize(
    "text, intent", [("余额多少", "money.left"), ("鱼额", "money.left"), ("名细", "money.moved")]
)
def test_features_alone_tell_intents_apart_by_characters_and_sound(text, intent):
    assert best(trained(), text) == intent


def test_meaning_tells_what_shares_no_word_with_any_phrase():
    assert best(trained(meaning=True), "how much money do i have") == "money.left"


def test_what_is_like_no_phrase_is_not_within():
    model = trained()

    assert model.judge(sentence("我的余额")).within > 0.5
    assert model.judge(sentence("爱因斯坦")).within < 0.5


def test_likelihoods_of_each_side_add_up_to_one():
    judgement = trained().judge(sentence("查一下"))

    assert sum(share for _, share in judgement.shares) == pytest.approx(1)
    assert sum(share for _, share in judgement.outside) == pytest.approx(1)


@pytest.mark.parametrize("meaning", [False, True])
def test_a_model_that_was_kept_scores_as_before(meaning):
    model = trained(meaning=meaning)
    again = restored(model.arrays())
    vector = embedding.embedded("还有多少钱") if meaning else None

    one, other = (which.scores(sentence("还有多少钱"), vector) for which in (model, again))
    assert np.array_equal(one, other)
    assert again.calibration == model.calibration


def test_scores_do_not_depend_on_the_order_of_the_phrases():
    backwards = {intent: says[::-1] for intent, says in reversed(PHRASES.items())}
    one, other = (trained(phrases).scores(sentence("查余额"), None) for phrases in (PHRASES, backwards))

    assert one == pytest.approx(other, abs=1e-4)


@pytest.fixture
def many():
    """More phrases than are needed to calibrate on: three intents, and what is out of scope."""
    ways = ["查{}", "我想知道{}", "{}在哪看", "帮我看看{}", "给我说说{}", "{}呢", "要{}", "有没有{}"]
    things = {
        "a.one": ["余额", "存款", "活期", "卡里的钱", "账上的钱"],
        "a.two": ["明细", "流水", "支出", "消费记录", "交易记录"],
        "a.three": ["保单", "保险", "理赔", "车险", "医疗险"],
        "talk.other": ["天气", "电影", "歌词", "菜谱", "新闻", "星座", "球赛", "股市", "诗", "笑话", "游戏"],
    }
    often = {
        intent: [way.format(thing) for thing in names for way in ways] for intent, names in things.items()
    }
    return often | {"a.three": often["a.three"] + [f"{text}可以吗" for text in often["a.three"]] * 1}


def test_most_of_what_is_ours_is_taken_and_most_of_what_is_not_is_refused(many):
    model = trained(many)
    judge = partial(lambda text: model.judge(sentence(text)).within)

    assert sum(map(len, many.values())) < FEW or model.calibration.weights[3] < 0
    assert judge("你能查余额吗") > 0.5
    assert judge("你能查天气吗") < 0.5
