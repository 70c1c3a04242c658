"""Replaying: another sandbox's bank hears the same, at the same distance; what does not fit stops it in one line."""

import json
import sys
from datetime import date, timedelta

import pytest

from guitai_sandbox.cli import main
from guitai_sandbox.media.pictures import sample

LINK = '<a href="weixin://bizmsgmenu?msgmenucontent={0}&msgmenuid={1}">{0}</a>'
MORNING = "2026-11-23T09:00:00+08:00"
OWN = ("MsgId", "CreateTime", "ToUserName", "PicUrl", "MediaId", "bizmsgmenuid")


class Offers:
    """A bank's answers: two options with ids that no other answer has."""

    def __init__(self, run, options=("甲", "乙")):
        self.run, self.options, self.count = run, options, 0

    def __call__(self, message):
        self.count += 1
        ids = {label: f"{self.run}-{self.count}-{label}" for label in self.options}
        return {"MsgType": "text", "Content": "哪个？" + "".join(LINK.format(*each) for each in ids.items())}


@pytest.fixture
def recorded(start, bot, tmp_path):
    """A session: words, a tap, a picture, a place, faults, days that went by; and what the bank heard of it."""
    sandbox = start(now=MORNING)
    bot.answers = Offers("first")
    phone = sandbox.phone()
    asked = phone.does("messages", type="text", content="您好")[-1]
    sandbox.post("/phone/clock", advance="P1DT2H")
    phone.does("tap", seq=asked["seq"], option=asked["options"][1]["option"])
    sandbox.post("/phone/faults", rules=[{"on": "push", "do": "repeat", "times": 1}])
    phone.sends("image", sample())
    sandbox.http.delete("/phone/faults")
    phone.does("messages", type="location", latitude=31.2, longitude=121.5, label="路口")
    sandbox.post("/phone/clock", at="2026-12-01T08:00:00+08:00")
    file = tmp_path / "session.jsonl"
    file.write_text(sandbox.http.get("/phone/recording").text)
    yield file, bot.heard[:]
    bot.heard.clear()


def altered(file, number, **other):
    """The recording with another line in the place of its act of this number."""
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    lines[number] |= other
    file.write_text("\n".join(json.dumps(line) for line in lines))


def replayed(monkeypatch, capsys, file, url):
    """The exit status of the command, with what it printed on either side."""
    monkeypatch.setattr(sys, "argv", ["guitai-sandbox", "replay", str(file), "--phone", url])
    try:
        main()
        code = 0
    except SystemExit as ended:
        code = ended.code
    return code, *capsys.readouterr()


def alike(heard):
    return [{name: value for name, value in message.items() if name not in OWN} for message in heard]


def test_the_bank_hears_the_same_and_a_tap_brings_this_runs_own_id(monkeypatch, capsys, start, bot, recorded):
    file, heard = recorded
    bot.heard.clear()
    bot.answers = Offers("second")
    another = start(now=MORNING)
    code, out, err = replayed(monkeypatch, capsys, file, another.url)

    assert (code, err) == (0, "")
    assert out == "10 acts done; it is 2026-12-01 08:00:00\n"
    assert alike(bot.heard) == alike(heard)
    assert [message["bizmsgmenuid"] for message in bot.heard if "bizmsgmenuid" in message] == ["second-2-乙"]


def test_each_act_is_done_as_long_after_the_beginning_of_the_first_day(
    monkeypatch, capsys, start, bot, recorded
):
    file, heard = recorded
    bot.heard.clear()
    bot.answers = Offers("second")
    replayed(monkeypatch, capsys, file, start(now="2027-03-01T08:59:00+08:00").url)
    shift = date(2027, 3, 1) - date(2026, 11, 23)
    late = [
        int(here["CreateTime"]) - int(there["CreateTime"]) - shift / timedelta(seconds=1)
        for here, there in zip(bot.heard, heard, strict=True)
    ]

    assert all(0 <= seconds <= 9 for seconds in late)


def test_a_replay_can_be_replayed(monkeypatch, capsys, start, bot, recorded, tmp_path):
    file, _ = recorded
    bot.answers = Offers("second")
    second = start(now=MORNING)
    replayed(monkeypatch, capsys, file, second.url)
    own = tmp_path / "own.jsonl"
    own.write_text(second.http.get("/phone/recording").text)
    bot.answers = Offers("third")

    assert replayed(monkeypatch, capsys, own, start(now=MORNING).url)[0] == 0


@pytest.mark.parametrize(
    "alteration, says",
    [
        (
            (5, {"body": {"message": 2, "option": 3}}),
            "act 5, POST {phone}/tap: there are 2 options, and number 3",
        ),
        (
            (5, {"body": {"message": 4, "option": 1}}),
            "act 5, POST {phone}/tap: there are 2 messages of the bank's",
        ),
        ((5, {"heard": 3}), "act 5, POST {phone}/tap: {openid} has 2 messages from the bank, and had 3"),
        ((5, {"heard": 1}), "act 5, POST {phone}/tap: {openid} has 2 messages from the bank, and had 1"),
        ((9, {"came": {"status": 409}}), "came to status 202, and had come to status 409"),
        ((-1, {"heard": {"{openid}": 9}}), "{openid} has 5 messages from the bank, and had 9"),
        ((4, {"at": "2026-11-22T09:00:00+08:00"}), "act 4, POST /phone/clock: it is 23 November"),
    ],
)
def test_what_does_not_fit_stops_it(monkeypatch, capsys, start, bot, recorded, alteration, says):
    file, _ = recorded
    number, other = alteration
    openid = json.loads(file.read_text().splitlines()[1])["body"]["openid"]
    altered(file, number, **json.loads(json.dumps(other).replace("{openid}", openid)))
    bot.answers = Offers("second")
    code, out, err = replayed(monkeypatch, capsys, file, start(now=MORNING).url)

    assert (code, out) == (1, "")
    assert says.format(openid=openid, phone=f"/phone/users/{openid}") in err
    assert (err[:16], err.count("\n")) == ("guitai-sandbox: ", 1)


def test_what_was_done_in_a_hurry_need_not_have_met_the_same_and_is_counted_where_something_does_not_fit(
    monkeypatch, capsys, start, bot, recorded
):
    file, _ = recorded
    altered(file, 5, quiet=False, heard=9)
    altered(file, 9, came={"status": 409})
    bot.answers = Offers("second")
    code, _, err = replayed(monkeypatch, capsys, file, start(now=MORNING).url)

    assert code == 1
    assert err.endswith(
        "had come to status 409 (of the acts until then 1 did not wait until all was quiet)\n"
    )


def test_a_phone_that_was_used_takes_no_session(monkeypatch, capsys, start, recorded):
    used = start(now=MORNING)
    used.stranger()
    code, _, err = replayed(monkeypatch, capsys, recorded[0], used.url)

    assert code == 1
    assert err == "guitai-sandbox: 1 things were done at this phone already: begin a new demo\n"


@pytest.mark.parametrize("cut", [0, 1, -1])
def test_what_is_not_the_whole_of_a_recording_is_not_begun(monkeypatch, capsys, start, recorded, cut):
    file, _ = recorded
    file.write_text("\n".join(file.read_text().splitlines()[: cut or None][cut == 0 :]))
    another = start(now=MORNING)

    code, _, err = replayed(monkeypatch, capsys, file, another.url)
    assert (code, err.count("\n")) == (1, 1)
    assert "no recording" in err
    assert another.get("/phone/users")["users"] == []


def test_where_nothing_answers_is_said_in_one_line(monkeypatch, capsys, recorded):
    code, _, err = replayed(monkeypatch, capsys, recorded[0], "http://127.0.0.1:9")

    assert (code, err.count("\n")) == (1, 1)
    assert "http://127.0.0.1:9" in err
