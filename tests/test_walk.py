"""Walks over the phone API as customers of the demo: what they ask, what they get, and what WeChat's wire may see."""

import io
import json
import re
import wave
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import av
import httpx
import pytest
from PIL import Image
from tests.walking import MOVED, Books, Phone, came_in, shown, signed, went_out

SEND = "/cgi-bin/message/custom/send"
MONEY = re.compile(r"¥|￥|\d[\d,]*\.\d{2}(?!\d)")
OWN = {"林晓雯": "lin", "陈国强": "chen", "周美华": "zhou"}


@pytest.fixture(scope="module")
def phones(demo):
    """The phone API, and the demo's customers by a short name."""
    with demo.phones() as http:
        users = http.get("/phone/users").json()["users"]
        bound = {user["customer"]: Phone(http, user["openid"]) for user in users}
        yield {short: bound[name] for name, short in OWN.items()}


@pytest.fixture(scope="module")
def http(phones):
    return phones["lin"].http


@pytest.fixture(scope="module")
def connection(demo):
    with demo.books() as connection:
        connection.autocommit = True
        yield connection


@pytest.fixture(autouse=True)
def _begins_anew(http):
    """Nobody has said anything for an hour, and nothing is broken."""
    later(http, "PT1H")
    yield
    http.delete("/phone/faults").raise_for_status()


@pytest.fixture
def lin(phones):
    """Two current accounts."""
    return phones["lin"]


@pytest.fixture
def chen(phones):
    """Two current accounts, one of them for his shop."""
    return phones["chen"]


@pytest.fixture
def newcomer(http):
    """Somebody who has just followed, and has no account."""
    phone = Phone(http, http.post("/phone/users", json={"nickname": "路人"}).json()["openid"])
    phone.acts("follow")
    return phone


@pytest.fixture
def books(connection):
    """The books of whoever has this phone."""
    return lambda phone: Books(connection, phone.openid)


def tails(books, phone):
    return sorted(tail for tail in books(phone).balances() if tail != "sum")


def now(http):
    return datetime.fromisoformat(http.get("/phone/clock").json()["now"])


def later(http, time):
    http.post("/phone/clock", json={"advance": time}).raise_for_status()


def last_month(day):
    """The first and the last day of the month before."""
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def faulty(phone, **rule):
    """From now on something goes wrong for this customer."""
    rules = [{"openid": phone.openid, "times": 1, **rule}]
    phone.http.post("/phone/faults", json={"rules": rules}).raise_for_status()


def wire(phone, *, after=0):
    entries = phone.http.get("/phone/wire", params={"after": after}).json()["entries"]
    return [entry for entry in entries if entry["openid"] == phone.openid]


def newest(http):
    return http.get("/phone/wire").json()["entries"][-1]["seq"]


def sound():
    """A second of silence."""
    content = io.BytesIO()
    with wave.open(content, "wb") as silent:
        silent.setnchannels(1)
        silent.setsampwidth(2)
        silent.setframerate(8000)
        silent.writeframes(bytes(16_000))
    return content.getvalue()


def picture():
    content = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(content, "PNG")
    return content.getvalue()


def film():
    content = io.BytesIO()
    with av.open(content, "w", format="mp4") as target:
        stream = target.add_stream("h264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        frames = [av.VideoFrame.from_image(Image.new("RGB", (64, 48), (20 * n, 0, 0))) for n in range(10)]
        for frame in [*frames, None]:
            target.mux(stream.encode(frame))
    return content.getvalue()


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("lin", "我的余额"),
        ("chen", "卡里还剩多少钱呀"),
        ("zhou", "账户里现在有多少钱"),
        ("lin", "查一下鱼额"),
        ("chen", "查下我的賬戶餘額"),
        ("zhou", "戶頭裡還有多少錢"),
        ("lin", "What's my balance?"),
        ("chen", "How much money do I have?"),
    ],
)
def test_the_balances_on_the_card_are_those_of_the_books(phones, books, who, words):
    phone = phones[who]
    card = phone.card(phone.says(words))

    assert card.balances == books(phone).balances()


def test_one_account_is_named_by_its_tail(lin, books):
    for tail in tails(books, lin):
        card = lin.card(lin.says(f"尾号{tail}的余额"))

        assert card.balances == {tail: books(lin).balances()[tail]}


@pytest.mark.parametrize(
    ("words", "received", "paid"),
    [
        ("尾号{tail}，{month}月的明细", "收入合计", "支出合计"),
        ("尾號{tail}上個月的明細", "收入合計", "支出合計"),
        ("transactions last month, card ending {tail}", "Money in", "Money out"),
    ],
)
def test_a_months_lines_on_the_card_are_those_of_the_books(chen, books, words, received, paid):
    first, last = last_month(now(chen.http).date())
    tail = tails(books, chen)[0]
    card = chen.card(chen.says(words.format(tail=tail, month=first.month)))
    lines = books(chen).lines([tail], first, last)
    (_, account), *_ = card.rows

    assert account.endswith(tail)
    assert (card[received], card[paid]) == (came_in(lines), went_out(lines))
    assert card.places[-1] == len(lines)
    assert [value for _, value in card.lines] == [signed(line.fen) for line in lines[: len(card.lines)]]
    for (label, _), line in zip(card.lines, lines, strict=False):
        assert label.startswith(f"{line.booked_at:%m-%d %H:%M} ")
        assert line.counterparty in label or line.category == "利息"
    assert len(card.lines) >= min(len(lines), 5)


def test_two_accounts_are_shown_together_and_each_alone_by_a_tap(lin, books):
    first, last = last_month(now(lin.http).date())
    reply = lin.says("上个月的明细")
    card = lin.card(reply)
    both = tails(books, lin)
    lines = books(lin).lines(both, first, last)
    own = -sum(line.fen for line in lines if line.fen < 0 and line.category in MOVED)
    alone = lin.card(lin.taps(reply, f"只看尾号{both[0]}"))

    assert (card["收入合计"], card["支出合计"]) == (came_in(lines), went_out(lines))
    assert card["另有本人账户间转出"] == shown(own)
    assert [(label[:19], value) for label, value in card.lines] == [
        (f"{line.booked_at:%m-%d %H:%M} 尾号{line.tail} ", signed(line.fen))
        for line in lines[: len(card.lines)]
    ]
    assert alone["账户"].endswith(both[0])
    assert alone.places[-1] == len(books(lin).lines(both[:1], first, last))


@pytest.mark.parametrize("who", ["lin", "chen"])
def test_older_lines_follow_on_the_newer_ones(phones, books, who):
    phone = phones[who]
    reply = phone.says("今年的明细")
    today = now(phone.http).date()
    lines = books(phone).lines(tails(books, phone), today.replace(month=1, day=1), today)
    seen = [*phone.card(reply).lines]
    for _ in range(3):
        reply = phone.taps(reply, "更早的记录")
        seen += phone.card(reply).lines

    assert [value for _, value in seen] == [signed(line.fen) for line in lines[: len(seen)]]
    assert len(seen) == 40
    assert phone.card(reply).places == [31, 40, len(lines)]


def test_a_card_over_several_months_has_pictures(lin, books):
    card = lin.card(lin.says(f"尾号{tails(books, lin)[0]}近三个月的明细"))
    pictures = [lin.http.get(url).raise_for_status().content for url in card.json["pictures"]]

    assert pictures
    assert all(Image.open(io.BytesIO(content)).width >= 600 for content in pictures)


def test_an_option_is_chosen_by_its_number_or_by_a_tap(lin, books):
    one, _ = tails(books, lin)
    by_number = lin.card(lin.sends(type="text", content=number(lin.says("明细"), f"只看尾号{one}")))
    by_tap = lin.card(lin.taps(lin.says("明细"), f"只看尾号{one}"))

    assert by_number["账户"].endswith(one)
    assert by_tap.rows == by_number.rows


def number(message, label):
    """What stands before this option."""
    (place,) = [at for at, option in enumerate(message["options"], 1) if option["text"] == label]
    return str(place)


def test_an_option_that_was_used_only_asks_again(lin):
    reply = lin.says("明细")
    lin.taps(reply, "更早的记录")
    again = lin.taps(reply, "更早的记录")

    assert again["links"] == []
    assert "失效" in again["content"]


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ({"type": "sticker"}, "表情"),
        ({"type": "location", "latitude": 31.23, "longitude": 121.47, "label": "人民大道"}, "位置"),
        ({"type": "link", "title": "a", "description": "b", "url": "https://example.com/"}, "链接"),
    ],
)
def test_what_the_bank_can_do_nothing_with_is_named_in_its_reply(newcomer, message, names):
    reply = newcomer.sends(**message)

    assert names in reply["content"]
    assert reply["links"] == []


@pytest.mark.parametrize(
    ("kind", "content", "names"),
    [("image", picture, "图片"), ("voice", sound, "语音"), ("video", film, "视频")],
)
def test_a_file_is_received_and_named_in_the_reply(newcomer, kind, content, names):
    assert names in newcomer.uploads(kind, content())["content"]


def test_a_voice_that_wechat_has_recognised_is_a_question_like_any_other(lin, books):
    reply = lin.uploads("voice", sound(), recognition="我的余额。")

    assert lin.card(reply).balances == books(lin).balances()


def test_every_button_of_the_menu_is_answered(lin, books):
    menu = lin.http.get(f"{lin.path}/menu").json()["button"]
    keys = [button["key"] for group in menu for button in group["sub_button"]]
    replies = {}
    for key in keys:
        replies[key] = lin.sends(type="menu", key=key)
        lin.says("取消")

    assert len(menu) <= 3
    assert lin.card(replies["accounts.balance"]).balances == books(lin).balances()
    assert [key for key in keys if not replies[key]["content"]] == []


def test_whoever_comes_back_is_greeted_again_and_answered(lin, books):
    lin.says("您好")
    gone = lin.acts("unfollow")
    with pytest.raises(httpx.HTTPStatusError):
        lin.says("在吗")
    (greeting,) = lin.acts("follow")

    assert gone == []
    assert "江海银行" in greeting["content"]
    assert greeting["options"]
    assert lin.card(lin.taps(greeting, "查余额")).balances == books(lin).balances()


def test_a_newcomer_is_told_that_there_is_no_account(newcomer):
    for words in ("我的余额", "上个月的明细"):
        reply = newcomer.says(words)

        assert reply["links"] == []
        assert "绑定" in reply["content"]


def test_a_message_for_the_staff_is_kept_to_the_letter(newcomer, books):
    newcomer.says("转人工")
    newcomer.says("我的卡好像丢了 <b>&amp;</b>，请联系我😀")

    assert books(newcomer).left_messages() == ["我的卡好像丢了 <b>&amp;</b>，请联系我😀"]


def test_a_push_that_comes_twice_is_answered_once(lin, books):
    before = newest(lin.http)
    faulty(lin, on="push", do="repeat")
    reply = lin.says("我的余额")
    replies = [entry["plain"] for entry in wire(lin, after=before) if entry["direction"] == "reply"]

    assert lin.card(reply).balances == books(lin).balances()
    assert len(replies) == 2
    assert replies[0] == replies[1]


def test_an_answer_that_is_lost_on_its_way_is_given_again(lin, books):
    faulty(lin, on="push", do="cut")

    assert lin.card(lin.says("我的余额")).balances == books(lin).balances()


def test_a_push_that_comes_late_is_answered_all_the_same(lin, books):
    faulty(lin, on="push", do="delay", seconds=1)

    assert lin.card(lin.says("我的余额")).balances == books(lin).balances()


def test_an_answer_that_takes_too_long_comes_by_the_other_way_though_it_fails_at_first(
    lin, books, connection
):
    before = newest(lin.http)
    faulty(lin, on="api", do="error", path=SEND, errcode=-1)
    with connection.transaction():
        connection.execute(
            """
            SELECT c.owner
              FROM customers.openids AS o
              JOIN customers.customers AS c ON c.owner = o.owner
             WHERE o.openid = %(openid)s
               FOR UPDATE OF c
            """,
            {"openid": lin.openid},
        )
        seq = lin.does("messages", type="text", content="我的余额")
        while len(wire(lin, after=before)) < 2:  # until WeChat tries again, after five seconds
            lin.http.get(f"{lin.path}/messages", params={"after": seq, "wait": 0.5})
    lin.since(seq)
    later(lin.http, "PT1M")
    (reply,) = lin.since(seq)
    sent = [entry for entry in wire(lin, after=before) if entry["path"].startswith(SEND)]

    assert lin.card(reply).balances == books(lin).balances()
    assert [re.findall(r'"errcode":\s*(-?\d+)', entry["plain"]) for entry in sent] == [["-1"], ["0"]]


def test_two_customers_at_once_see_their_own(lin, chen, books):
    with ThreadPoolExecutor(8) as hands:
        asked = [lin, chen] * 4
        seqs = list(hands.map(lambda phone: phone.does("messages", type="text", content="我的余额"), asked))
    replies = {phone: phone.since(min(seqs[place::2])) for place, phone in enumerate((lin, chen))}

    for phone, messages in replies.items():
        assert len(messages) == 4
        assert [phone.card(one).balances for one in messages] == [books(phone).balances()] * 4


def test_a_day_later_cards_are_gone_and_a_question_is_forgotten(lin, books):
    reply, question = lin.says("我的余额"), lin.says("明细")
    before = now(lin.http)
    later(lin.http, "P1DT1H")
    opened = lin.http.post(f"{lin.path}/device/open", json={"url": reply["links"][0]["url"]})
    tapped = lin.taps(question, question["options"][0]["text"])

    assert now(lin.http) - before >= timedelta(days=1, hours=1)
    assert opened.status_code in (404, 410)
    assert tapped["links"] == []
    assert lin.card(lin.says("我的余额")).balances == books(lin).balances()


def test_a_month_later_last_month_is_another(chen, books):
    tail = tails(books, chen)[0]
    before = chen.card(chen.says(f"尾号{tail}上个月的明细"))["时间"]
    later(chen.http, "P1M")
    moved = now(chen.http)
    after = chen.card(chen.says(f"尾号{tail}上个月的明细"))
    first, last = last_month(moved.date())

    assert before != after["时间"]
    assert after["时间"] == f"{chinese(first)}至{chinese(last)}"
    assert after.places[-1] == len(books(chen).lines([tail], first, last))
    assert datetime.fromisoformat(after.json["expires_at"]) > moved


def chinese(day: date):
    return f"{day.year}年{day.month}月{day.day}日"


def test_no_value_of_the_banks_stands_in_any_message(phones, http, connection):
    """Runs over all that went over the wire before it too, in whatever order the tests ran."""
    for phone in phones.values():
        for words in (
            "我的余额",
            "我的账户",
            "明细",
            "更早的记录",
            "11月的收入",
            "给房东转了多少",
            "取消",
            "再说一遍",
            "show me my transactions",
            "上個月花了多少",
        ):
            phone.says(words)
    entries = http.get("/phone/wire").json()["entries"]
    said = [entry for entry in entries if entry["direction"] != "push"]  # a push is the customer's own words
    parties = [
        name
        for (name,) in connection.execute("SELECT DISTINCT counterparty FROM ledger.postings").fetchall()
        if len(name) > 1 and name != "江海银行"
    ]
    texts = [json.dumps(entry, ensure_ascii=False) for entry in said]

    assert len(texts) > 20
    assert len(parties) > 100
    assert [text for text in texts if MONEY.search(text)] == []
    assert [name for name in parties if any(name in text for text in texts)] == []
