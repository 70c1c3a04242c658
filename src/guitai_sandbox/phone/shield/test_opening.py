"""Cards that are sealed to the device: opened as the page opens them, and refused where anything is wrong."""

import base64
from uuid import uuid4

import pytest
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse

JPEG = b"\xff\xd8 a picture"


def file(title, media_type, data):
    return {"title": title, "type": media_type, "data": base64.b64encode(data).decode()}


def test_a_card_is_opened_by_a_device_that_binds_itself(lin, bank):
    card = lin.opens(bank.card())

    assert card == {
        "title": "账户余额",
        "rows": [{"label": "活期", "value": "¥88.00"}],
        "text": "截至今日",
        "pictures": [],
        "documents": [],
        "expires_at": "2026-11-24T15:00:00+08:00",
    }
    assert [device["openid"] for device in bank.devices.values()] == [lin.openid]


def test_pictures_and_documents_have_addresses_of_the_sandboxs(lin, bank):
    picture, document = file("二维码", "image/jpeg", JPEG), file("回单", "application/pdf", b"%PDF")
    card = lin.opens(bank.card(pictures=[picture], documents=[document]))
    found = [lin.sandbox.http.get(url) for url in (*card["pictures"], *card["documents"])]

    assert all(url.startswith(lin.sandbox.url) for url in card["pictures"])
    assert [(answer.headers["content-type"], answer.content) for answer in found] == [
        ("image/jpeg", JPEG),
        ("application/pdf", b"%PDF"),
    ]


@pytest.mark.parametrize("length, parts", [(10, 1), (3_000, 1), (60_000, 1), (70_000, 2), (200_000, 4)])
def test_a_card_of_any_size_is_joined_from_its_seals(lin, bank, length, parts):
    url = bank.card(text="字" * (length // 3))
    count = []
    bank.sealed = lambda plains, *rest, made=bank.sealed: count.append(len(plains)) or made(plains, *rest)

    assert len(lin.opens(url)["text"]) == length // 3
    assert count == [parts]


def test_a_device_is_bound_once(lin, bank):
    lin.opens(bank.card())
    lin.opens(bank.card())

    assert bank.calls.count("/shield/bindings") == 1


def test_a_device_that_the_bank_has_ended_is_bound_anew(lin, bank):
    lin.opens(bank.card())
    (before,) = bank.devices
    bank.devices.clear()
    lin.opens(bank.card())

    assert len(bank.devices) == 1
    assert before not in bank.devices


def test_a_device_that_cannot_be_bound_anew_is_no_device(wang, bank):
    assert wang.binds()["bound"]
    bank.devices.clear()

    assert wang.refused("open", bank.card()) == (409, "not_bound")


def test_a_phone_of_which_nothing_is_known_has_to_be_bound(wang, bank):
    assert wang.refused("open", bank.card()) == (409, "not_bound")
    assert wang.refused("sign", bank.order(), decline=True) == (409, "not_bound")


def test_a_bank_that_would_not_bind_is_why_a_card_stays_closed(lin, bank):
    bank.refuses["bindings"] = (403, "shield.frozen")

    assert lin.refused("open", bank.card()) == (409, "not_bound")


def test_what_is_gone_is_not_found_and_what_is_refused_says_why(lin, bank):
    assert lin.refused("open", f"{bank.url}/cards/{uuid4()}") == (404, "card_not_found")
    assert lin.refused("open", f"{bank.url}/elsewhere") == (404, "card_not_found")
    bank.refuses["seals"] = (403, "shield.frozen")
    assert lin.refused("open", bank.card()) == (409, "card_refused")
    assert lin.refused("open", "http://127.0.0.1:9/cards/1") == (409, "card_unreachable")
    assert lin.refused("open", "file:///etc/passwd") == (400, "bad_request")
    assert lin.refused("open", bank.order()) == (409, "card_unreadable")


@pytest.mark.parametrize(
    "attributes, code",
    [
        ({"data-visit": None}, "card_unreadable"),
        ({"data-visit": None, "data-refused": "snapshot"}, "card_refused"),
        ({"data-openid": "oSomebodyElse1"}, "card_unreadable"),
        ({"data-bank-key": "{}"}, "card_unreadable"),
        ({"data-bank-key": "no key"}, "card_unreadable"),
        ({"data-bank-key": '{"kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA"}'}, "card_unreadable"),
        ({"data-subject": ""}, "card_unreadable"),
        ({"data-subject": "../../shield"}, "card_unreadable"),
    ],
)
def test_a_page_that_a_device_cannot_go_by_is_refused(lin, bank, attributes, code):
    lin.opens(bank.card())
    bank.attributes = attributes

    assert lin.refused("open", bank.card()) == (409, code)


def changed(seal):
    return seal[:-2] + ("AA" if seal[-2:] != "AA" else "BA")


@pytest.mark.parametrize(
    "seals",
    [
        lambda made, plains, device, subject: [],
        lambda made, plains, device, subject: "a seal",
        lambda made, plains, device, subject: ["a.b.c"],
        lambda made, plains, device, subject: made(plains, device, str(uuid4())),
        lambda made, plains, device, subject: made(plains, {**device, "id": str(uuid4())}, subject),
        lambda made, plains, device, subject: made(plains, device, subject)[::-1],
        lambda made, plains, device, subject: made(plains, device, subject)[:1],
        lambda made, plains, device, subject: made(plains, device, subject)[:1] * 2,
        lambda made, plains, device, subject: made([*plains, plains[-1]], device, subject),
        lambda made, plains, device, subject: made([plain[:1024] for plain in plains], device, subject),
        lambda made, plains, device, subject: [changed(seal) for seal in made(plains, device, subject)],
    ],
    ids=["none", "no list", "no seals", "another subject", "another device", "another order", "one missing",
         "one twice", "three", "small ones", "changed"],
)  # fmt: skip
def test_seals_that_are_not_whole_or_for_somebody_else_are_refused(lin, bank, seals):
    url = bank.card(text="字" * 30_000)
    bank.sealed = lambda plains, device, subject, made=bank.sealed: seals(made, plains, device, subject)

    assert lin.refused("open", url) == (409, "card_unreadable")


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        bytes(1000),
        bytes(2048),
        (2000).to_bytes(4, "big") + bytes(1020),
        (2).to_bytes(4, "big") + b"{}" + bytes(1017) + b"1",
        (2).to_bytes(4, "big") + b"{}" + bytes(1018),
        (9).to_bytes(4, "big") + b"no object" + bytes(1011),
    ],
    ids=["empty", "short", "2 KiB", "too little", "no zeros", "empty card", "no JSON"],
)
def test_what_is_padded_in_another_way_or_is_no_card_is_refused(lin, bank, plain):
    url = bank.card()
    bank.padded = lambda content: [plain]

    assert lin.refused("open", url) == (409, "card_unreadable")


@pytest.mark.parametrize(
    "answer",
    [
        PlainTextResponse("no JSON"),
        PlainTextResponse("[" * 100_000),
        JSONResponse([]),
        JSONResponse({}),
        JSONResponse({"challenge": 7}),
        JSONResponse({"error": "no"}, 400),
        JSONResponse({"error": {"code": "broken"}}, 500),
        RedirectResponse("/elsewhere"),
    ],
    ids=["text", "deep", "list", "nothing", "number", "no code", "broken", "redirect"],
)
def test_a_bank_that_answers_something_else_is_told_of(lin, bank, answer):
    lin.opens(bank.card())
    bank.raw = answer

    assert lin.refused("open", bank.card()) == (409, "card_unreadable")
