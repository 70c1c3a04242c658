import pytest

from guitai.understanding.intents.spelling import learnt

SPELLING = learnt(
    [
        "查余额",
        "我的余额",
        "余额多少",
        "交易明细",
        "明细查询",
        "往前翻",
        "先给我看",
        "check my balance",
        "balance please",
    ]
)


@pytest.mark.parametrize(
    "said, meant",
    [
        ("鱼额", "余额"),
        ("查余鄂", "查余额"),
        ("交易名系", "交易明细"),
        ("blance", "balance"),
        ("balnace", "balance"),
    ],
)
def test_a_rare_character_or_word_is_written_as_the_phrases_write_it(said, meant):
    assert SPELLING.mended(said) == meant


@pytest.mark.parametrize("said", ["我的余额", "查交易", "我看前面", "天气", "mine", "N转A"])
def test_what_is_written_with_known_characters_stays(said):
    assert SPELLING.mended(said) == said


def test_boldly_known_characters_are_mended_too():
    known = learnt(["名字", "名单", "名字单", "明细", "明细", "细节"])

    assert known.mended("名细", boldly=True) == "明细"
