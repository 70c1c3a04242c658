import pytest

from guitai.errors import Misconfigured
from guitai.understanding.fold import fold, said
from guitai.understanding.known import READ_ON
from guitai.understanding.load import Phrases, load, parse_values, told, understanding
from guitai.understanding.slots.reading import read
from guitai.understanding.values import Values

LISTS = {
    "lamps.settings": {
        "switch": {
            "on": ["把灯点亮", "屋里太黑了，点亮", "light it up"],
            "off": ["把灯吹灭", "太刺眼了，吹灭", "blow it out"],
            "none": ["灯在哪里", "这盏灯多少钱", "where is the lamp"],
        }
    }
}
LAMPS = {"lamps.settings": Phrases(("灯",), frozenset({"switch"}))}


def value(text, slots=None, lists=LISTS):
    reading = read(said(text), READ_ON)
    return Values(lists, keep=False).told("lamps.settings", reading, slots or {}).get("switch")


@pytest.mark.parametrize(
    "text, told",
    [("快把灯点亮", "on"), ("快把灯吹灭", "off"), ("我的灯在哪里", None), ("blow it out now", "off")],
)
def test_a_sentence_tells_what_those_tell_that_are_like_it(text, told):
    assert value(text) == told


def test_what_rules_have_read_counts_where_sentences_do_not_tell():
    assert value("打开", {"switch": "on"}) == "on"
    assert value("把灯吹灭", {"switch": "on"}) == "off"


def test_a_value_that_no_list_has_counts_for_nothing():
    assert value("把灯吹灭", {"switch": "dim"}) == "off"


def test_other_slots_and_other_intents_stay_as_they_were():
    reading, values = read("把灯点亮", READ_ON), Values(LISTS, keep=False)

    assert values.told("lamps.settings", reading, {"notice": "灯"}) == {"notice": "灯", "switch": "on"}
    assert values.told("lamps.list", reading, {"switch": "off"}) == {"switch": "off"}


@pytest.mark.parametrize(
    "text, complaint",
    [
        ('[lamps.settings.colour]\nred = ["红"]\nnone = ["灯"]', r"\[lamps.settings.colour\] is no slot"),
        (
            '[lamps.settings.switch]\non = ["点亮"]',
            "needs a list of sentences for each value, and one called none",
        ),
        ('[lamps.settings.switch]\non = "点亮"\nnone = ["灯"]', "needs a list of sentences"),
        ('[lamps.settings]\nswitch = ["点亮"]', "needs a list of sentences"),
    ],
)
def test_a_wrong_file_of_values_is_refused_with_what_to_mend(text, complaint):
    with pytest.raises(Misconfigured, match=complaint):
        parse_values("lamps/values.toml", text, LAMPS)


def test_no_sentence_of_the_bank_tells_two_values():
    for slots in told(load()).values():
        for lists in slots.values():
            says = [fold(said(one)) for every in lists.values() for one in every]
            assert len(says) == len(set(says))


@pytest.mark.parametrize(
    "text, switch",
    [
        ("生日祝福短信别再来了", "off"),
        ("把我从理财推荐的名单里去掉", "off"),
        ("房贷扣款提醒给我安排一个", "on"),
        ("工资到账喊我一声", "on"),
        ("积分过期提醒現在是開著還是關著", None),
        ("余额变动通知我想换成晚上再发", None),
    ],
)
def test_notices_go_on_or_off_in_whatever_words(text, switch):
    understood = understanding().understand(text, READ_ON)

    assert understood.intent == "notices.settings"
    assert understood.slots.get("switch") == switch


@pytest.mark.parametrize(
    "text, direction",
    [
        ("上周有哪些钱打到我卡里", "in"),
        ("这个月从卡上划走的都有哪些", "out"),
        ("上个月的明细都列出来看看", None),
    ],
)
def test_what_came_and_what_went_is_told_in_whatever_words(text, direction):
    understood = understanding().understand(text, READ_ON)

    assert understood.intent == "accounts.transactions"
    assert understood.slots.get("direction") == direction
