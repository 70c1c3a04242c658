import json

import pytest

from guitai.errors import Misconfigured
from guitai.understanding.evaluation import evaluate
from guitai.understanding.rows import rows
from guitai.understanding.trial import by_intent, macro_f1, tried
from guitai.understanding.understand import Understanding

TRAINING = [
    ("check my balance", "balance"),
    ("how much money do i have", "balance"),
    ("what is left on my card", "balance"),
    ("i lost my card", "lost"),
    ("my card was stolen", "lost"),
    ("someone took my card", "lost"),
    ("tell me a joke", "talk.other"),
    ("what is the weather like", "talk.other"),
]
TEST = [
    ("how much do i have on the card", "balance"),
    ("my card is gone, somebody stole it", "lost"),
    ("tell me another joke", "talk.other"),
]


@pytest.fixture
def written(tmp_path):
    """Writes rows into a file of that name."""

    def write(name, lines):
        file = tmp_path / name
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return file

    return write


def as_lines(pairs):
    return [json.dumps({"text": text, "intent": intent}) for text, intent in pairs]


def test_the_engine_learns_any_intents_and_is_tried_on_another_file(written):
    figures = tried(written("train.jsonl", as_lines(TRAINING)), written("test.jsonl", as_lines(TEST)))

    assert figures.keys() == {"accuracy", "macro_f1", "accuracy_rejecting", "oos_recall"}
    assert figures["accuracy"] == figures["macro_f1"] == 1
    assert figures["oos_recall"] == 1


def test_without_rows_out_of_scope_there_is_no_recall_of_them(written):
    inside = [pair for pair in TRAINING if pair[1] != "talk.other"]
    figures = tried(written("train.jsonl", as_lines(inside)), written("test.jsonl", as_lines(TEST[:2])))

    assert figures["oos_recall"] is None
    assert figures["accuracy"] == 1


def test_f1_counts_intents_alike_however_many_rows_they_have():
    pairs = [("a", "a")] * 8 + [("b", "b"), ("b", "a")]

    assert by_intent(pairs)["b"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "rows": 2}
    assert macro_f1(pairs) == pytest.approx((16 / 17 + 2 / 3) / 2, abs=1e-4)


@pytest.mark.parametrize(
    "lines, complaint",
    [
        (['{"text": "a", "intent": "b"}', "{"], "line 2 is no JSON"),
        (['{"text": "a"}'], "line 1 needs a text and an intent"),
        (["", "[]"], "line 2 needs a text and an intent"),
        (['{"text": "a", "intent": "b", "slots": []}'], "line 1: slots is an object"),
        (['{"text": "a", "intent": "b", "now": "noon"}'], "line 1: now is a moment"),
        ([], "has no sentences"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(written, lines, complaint):
    with pytest.raises(Misconfigured, match=complaint):
        rows(written("wrong.jsonl", lines))


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path):
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")

    for name in ("missing", "bytes"):
        with pytest.raises(Misconfigured, match=f"{name} can't be read"):
            rows(tmp_path / name)


def test_one_intent_alone_is_nothing_to_learn(written):
    file = written("train.jsonl", as_lines(TRAINING[:2]))

    with pytest.raises(Misconfigured, match="no two intents"):
        tried(file, file)


@pytest.fixture
def toy():
    """Understands two wishes."""
    phrases = {
        "transfers.send": ["给张三转500", "转账", "转给李四", "汇款给张三"],
        "accounts.balance": ["余额", "查余额", "还有多少钱", "我的余额"],
        "talk.other": ["今天天气怎么样", "讲个笑话", "唱首歌"],
    }
    return Understanding(
        phrases, {"transfers.send": frozenset({"amount", "payee"}), "accounts.balance": frozenset()}
    )


ASKED = [
    {"text": "给王五转600", "intent": "transfers.send", "slots": {"amount": 60000, "payee": "王五"}},
    {"text": "给王五转700", "intent": "transfers.send", "slots": {"amount": 70100, "payee": "王五"}},
    {"text": "余额", "intent": "accounts.balance", "slots": {}},
    {"text": "讲个笑话", "intent": "talk.other"},
    {"text": "查余额", "intent": "talk.other"},
    {"text": "唱首歌", "intent": "accounts.balance", "slots": {"account": "debit"}},
]


def test_an_evaluation_counts_intents_slots_and_wrong_amounts(written, toy):
    evaluation = evaluate(toy, rows(written("asked.jsonl", map(json.dumps, ASKED))))
    figures = evaluation.figures

    assert figures["rows"] == 6
    assert figures["out_of_scope_recall"] == 0.5
    assert figures["false_refusals"] == 0.25
    assert figures["wrong_amounts"] == 1
    assert figures["slots"] == {"account": 0.0, "amount": 0.5, "payee": 1.0}
    assert figures["slots_exact"] == 0.6
    assert evaluation.confused["talk.other", "accounts.balance"] == 1


def test_the_picture_shows_the_confused_intents(written, toy, tmp_path):
    from PIL import Image

    evaluate(toy, rows(written("asked.jsonl", map(json.dumps, ASKED)))).draw(tmp_path / "confusion.png")

    picture = Image.open(tmp_path / "confusion.png")
    assert picture.format == "PNG"
    assert len(picture.getcolors(100_000)) > 3
