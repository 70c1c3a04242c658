"""`guitai understand` and `guitai evaluate`, as they are called."""

import json

import pytest
from click.testing import CliRunner

from guitai.cli import cli

TRAINING = [
    ("my balance", "a.left"),
    ("how much is left", "a.left"),
    ("lost my card", "a.lost"),
    ("card stolen", "a.lost"),
]


@pytest.fixture
def guitai():
    """Runs the command; gives what it printed."""

    def run(*arguments, typed=None, exit_code=0):
        result = CliRunner().invoke(cli, [str(one) for one in arguments], input=typed)
        assert result.exit_code == exit_code, result.output
        return result.stderr if exit_code else result.stdout

    return run


@pytest.fixture
def trained(tmp_path):
    """A file of rows to train on, or to try."""
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps({"text": text, "intent": intent}) + "\n" for text, intent in TRAINING))
    return file


def printed(lines):
    return [json.loads(line) for line in lines.splitlines()]


def test_a_text_is_understood_at_its_moment(guitai):
    [understood] = printed(guitai("understand", "上个月花了多少", "--now", "2026-11-23"))

    assert understood == {
        "text": "上个月花了多少",
        "intent": "accounts.transactions",
        "confidence": 1.0,
        "slots": {"direction": "out", "period": {"from": "2026-10-01", "to": "2026-10-31"}},
        "alternatives": [],
    }


def test_what_is_wished_besides_is_printed_behind_it(guitai):
    [understood] = printed(guitai("understand", "查余额，交电费，再给我妈转300", "--now", "2026-11-23"))

    then = understood["then"]
    assert [one["intent"] for one in (understood, then, then["then"])] == [
        "accounts.balance",
        "bills.pay",
        "transfers.send",
    ]
    assert then["then"] == {
        "text": "给我妈转300",
        "intent": "transfers.send",
        "confidence": 1.0,
        "slots": {"payee": "我妈", "amount": 30000},
        "alternatives": [],
    }


def test_each_line_is_understood_and_one_in_quotation_marks_is_a_json_string(guitai):
    understood = printed(guitai("understand", typed='余额\n"余额\\n明细"\n\n"\\ud800"\n'))

    assert [one["text"] for one in understood] == ["余额", "余额\n明细", "", "?"]
    assert understood[0]["intent"] == "accounts.balance"


def test_a_line_that_is_no_json_string_is_named(guitai):
    complaint = guitai("understand", typed='余额\n"half\n', exit_code=1)

    assert "line 2" in complaint
    assert len(complaint.strip().splitlines()) == 1


def test_training_and_trying_print_one_object(guitai, trained):
    [figures] = printed(guitai("understand", "--train", trained, "--test", trained))

    assert figures == {"accuracy": 1.0, "macro_f1": 1.0, "accuracy_rejecting": 1.0, "oos_recall": None}


def test_training_alone_is_refused(guitai, trained):
    assert "go together" in guitai("understand", "--train", trained, exit_code=1)


def test_a_wrong_line_of_a_file_is_named(guitai, trained, tmp_path):
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"text": "a", "intent": "b"}\n{"text": 1}\n')

    assert "wrong.jsonl, line 2" in guitai("understand", "--train", trained, "--test", wrong, exit_code=1)


def test_an_evaluation_prints_figures_and_draws_a_picture(guitai, tmp_path):
    rows, picture = tmp_path / "rows.jsonl", tmp_path / "confusion.png"
    row = {"text": "给张三转五百块", "intent": "transfers.send", "slots": {"amount": 50000, "payee": "张三"}}
    rows.write_text(json.dumps(row) + "\n")
    figures = json.loads(guitai("evaluate", rows, "--picture", picture))

    assert (figures["accuracy"], figures["slots_exact"], figures["wrong_amounts"]) == (1.0, 1.0, 0)
    assert picture.read_bytes().startswith(b"\x89PNG")
