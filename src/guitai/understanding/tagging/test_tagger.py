"""The tagger by itself, taught with a few sentences: it finds words that it has never seen."""

from random import Random

import pytest

from guitai.understanding.fold import said
from guitai.understanding.known import READ_ON
from guitai.understanding.slots.reading import read
from guitai.understanding.slots.words import read_as
from guitai.understanding.tagging.features import features, found, labelled
from guitai.understanding.tagging.marked import Mismarked, all_marked, exchanged, marked
from guitai.understanding.tagging.tagger import learnt

USES = {"wealth.buy": frozenset({"product", "amount"})}
SIGNS = "云帆桔风禾海棠听涛北辰山茶松鹤竹溪晴岚枫雁霜梅陶然澄江墨石瑶琴紫荆"
CHANCE = Random(7)
NAMES = ["".join(CHANCE.sample(SIGNS, CHANCE.choice((2, 3, 4)))) for _ in range(40)]
NAMES += [f"{name}{number}" for name in NAMES[:20] for number in (30, 1000)]
SHAPES = (
    "跟风买[product {}]吧",
    "隔壁说的[product {}]来一万",
    "[product {}]这个我要两万",
    "听人讲[product {}]不错,买五千",
    "想买点什么好",
)
TAUGHT = {"wealth.buy": [shape.format(name) for shape in SHAPES for name in NAMES]}


@pytest.fixture(scope="module")
def tagger():
    return learnt(TAUGHT, USES, keep=False)


def slots(tagger, text):
    return tagger.slots("wealth.buy", read(said(text), READ_ON))


@pytest.mark.parametrize(
    "text, product",
    [
        ("跟风买白鹭湾吧", "白鹭湾"),
        ("隔壁说的白鹭湾来一万", "白鹭湾"),
        ("白鹭湾这个我要两万", "白鹭湾"),
        ("想买点什么好", None),
    ],
)
def test_words_that_were_never_seen_are_found_by_what_is_around_them(tagger, text, product):
    assert slots(tagger, text).get("product") == product


def test_what_stands_in_a_products_name_is_no_amount(tagger):
    assert dict(slots(tagger, "跟风买溪云3000吧")) == {"product": "溪云3000"}


def test_of_two_products_none_is_chosen(tagger):
    assert "product" not in slots(tagger, "跟风买云帆吧,隔壁说的海棠来一万")


def test_an_intent_that_was_not_taught_keeps_what_the_rules_read(tagger):
    reading = read(said("给张三转500"), READ_ON)

    assert tagger.slots("transfers.send", reading)["payee"] == "张三"


def test_nothing_is_learnt_of_nothing():
    reading = read(said("给张三转500"), READ_ON)

    assert learnt({}, {}, keep=False).slots("transfers.send", reading)["payee"] == "张三"


def test_labels_show_where_words_stand_and_are_read_back():
    spans = [("place", (0, 2)), ("service", (4, 7)), ("service", (7, 8))]

    labels = labelled(9, spans)

    assert labels == "B-place I-place O O B-service I-service I-service B-service O".split()
    assert [*found(labels)] == spans


@pytest.mark.parametrize(
    "sentence, why",
    [
        ("给[payee 王姐转500", "a mark is written as"),
        ("给[whom 王姐]转500", "whom is none of"),
        ("给[payee  ]转500", "whole words"),
    ],
)
def test_a_sentence_that_is_marked_wrongly_is_refused(sentence, why):
    with pytest.raises(Mismarked, match=why):
        marked(sentence)


def test_a_mark_for_what_the_intent_makes_no_use_of_is_refused():
    with pytest.raises(Mismarked, match=r"\[transfers.send\] makes no use of place: 在南山转500"):
        all_marked({"transfers.send": ["在[place 南山]转500"]}, {"transfers.send": {"payee"}})


def test_marks_are_found_where_spaces_and_scripts_are_made_alike():
    one = marked("想去 [place 銅鑼灣] 那边 [service 换外币]")

    assert [(slot, one.text[slice(*span)]) for slot, span in one.spans] == [
        ("place", "銅鑼灣"),
        ("service", "换外币"),
    ]


def test_a_sentence_is_shown_again_with_words_from_others_and_its_marks_around_them():
    says = ["买[product 云帆]吧", "来点[product 听涛三号]看看", "想买点什么好"]

    shown = [*exchanged({"wealth.buy": [marked(say) for say in says]}, times=8)]

    assert len(shown) == 2 * 8
    assert {one.text for _, one in shown} == {
        "买云帆吧",
        "买听涛三号吧",
        "来点云帆看看",
        "来点听涛三号看看",
    }
    assert {one.text[slice(*span)] for _, one in shown for _, span in one.spans} == {"云帆", "听涛三号"}


def test_english_words_take_the_place_of_english_words():
    says = ["买[product 云帆]吧", "get me some [product Sea Breeze]", "I want [product dental cover] now"]

    shown = [*exchanged({"wealth.buy": [marked(say) for say in says]}, times=8)]

    assert {one.text for _, one in shown} == {
        "买云帆吧",
        *(f"get me some {name}" for name in ("Sea Breeze", "dental cover")),
        *(f"I want {name} now" for name in ("Sea Breeze", "dental cover")),
    }


def test_of_english_the_words_are_seen_where_they_begin_and_where_they_part():
    seen = features("wealth.buy", ["product"], read(said("buy Sea Breeze for 小林"), READ_ON), None)

    begins = [at for at, told in enumerate(seen) if any(one.startswith("w:") for one in told)]
    assert begins == [0, 4, 8, 15]
    assert {"w:sea", "-w:buy", "+w:breeze", "-ww:buy sea", "+ww:sea breeze"} <= {*seen[4]}
    assert {"-g:sea", "+g:breeze", "g:sea breeze"} <= {*seen[7]}
    assert not any("w:" in one or "g:" in one for one in seen[-1])


def test_where_no_sentence_of_that_script_was_taught_the_rules_are_taken_at_their_word():
    taught = {"transfers.send": ["给[payee 小周]转500", "转300给[payee 老刘]"]}
    alone = learnt(taught, {"transfers.send": frozenset({"payee", "amount"})}, keep=False)
    reading = read(said("send 500 to Wang Fang"), READ_ON)

    assert alone.slots("transfers.send", reading) == read_as("transfers.send", reading)
