"""Walks over the phone API: what customers ask about their accounts, and what the books say."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from PIL import Image
from tests.walking import (
    MOVED,
    came_in,
    last_month,
    later,
    now,
    shown,
    signed,
    tails,
    went_out,
)


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
    ("words", "received", "paid", "day"),
    [
        ("尾号{tail}，{month}月的明细", "收入合计", "支出合计", "{at.month}月{at.day}日"),
        ("尾號{tail}上個月的明細", "收入合計", "支出合計", "{at.month}月{at.day}日"),
        ("transactions last month, card ending {tail}", "Money in", "Money out", "{at.day} {at:%b}"),
    ],
)
def test_a_months_lines_on_the_card_are_those_of_the_books(chen, books, words, received, paid, day):
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
        assert label.startswith(f"{day.format(at=line.booked_at)} {line.booked_at:%H:%M} ")
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
    assert [(" ".join(label.split(" ")[:3]), value) for label, value in card.lines] == [
        (
            f"{line.booked_at.month}月{line.booked_at.day}日 {line.booked_at:%H:%M} 尾号{line.tail}",
            signed(line.fen),
        )
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
    first_of_next = (now(chen.http).replace(day=1) + timedelta(days=31)).replace(day=1)
    chen.http.post("/phone/clock", json={"at": first_of_next.isoformat()}).raise_for_status()
    moved = now(chen.http)
    after = chen.card(chen.says(f"尾号{tail}上个月的明细"))
    first, last = last_month(moved.date())

    assert before != after["时间"]
    assert after["时间"] == f"{chinese(first)}至{chinese(last)}"
    assert after.places[-1] == len(books(chen).lines([tail], first, last))
    assert datetime.fromisoformat(after.json["expires_at"]) > moved


def chinese(day: date):
    return f"{day.year}年{day.month}月{day.day}日"
