import json
from datetime import timedelta

import pytest

from guitai.pages.conftest import LIN, details


@pytest.mark.parametrize("body", ["", "x", "a.b.c.d.e", "é"])
def test_a_body_that_is_not_sealed_to_the_bank_is_unreadable(device, body, refused):
    phone = device("oLin")
    phone.loads("/bind")

    assert refused(phone.posts, "/shield/bindings", body) == "shield.unreadable"


@pytest.mark.parametrize("body", [[], "text", 1, None, {}, {"visit": 1}])
def test_what_is_sealed_has_to_be_an_object_with_a_visit(device, body, refused):
    phone = device("oLin")
    phone.loads("/bind")

    assert refused(phone.posts, "/shield/bindings", phone.seals(body)) == "shield.unreadable"


@pytest.mark.parametrize(
    "more",
    [
        '"visit": "another"',  # a thing is said once
        '"name": "\\ud800"',  # half a character is no text
        f'"name": {"[" * 30_000}',
        f'"name": {"[" * 10_000}{"]" * 10_000}',
        '"name": NaN',
        f'"name": {"9" * 5_000}',
    ],
    ids=["twice", "half a character", "endless", "deep", "no number", "a long number"],
)
def test_what_can_be_read_in_two_ways_or_in_none_is_unreadable(device, more, refused):
    phone = device("oLin")
    phone.loads("/bind")
    body = f'{{"visit": "{phone.page["data-visit"]}", {more}}}'

    for plain in (body.encode(), f"{{{more}, {body[1:]}".encode()):
        assert refused(phone.posts, "/shield/bindings", phone.seals_bytes(plain)) == "shield.unreadable"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig", "gb18030"])
def test_what_is_sealed_is_read_as_utf_8_alone(device, lin, encoding, refused):
    phone = device("oLin")
    phone.loads("/bind")
    body = json.dumps({"visit": phone.page["data-visit"], **details(LIN)}, ensure_ascii=False)

    assert refused(phone.posts, "/shield/bindings", phone.seals_bytes(body.encode(encoding))) == (
        "shield.unreadable"
    )
    assert phone.posts("/shield/bindings", phone.seals_bytes(body.encode()))["binding"]


@pytest.mark.parametrize("kind", ["", "text/plain", "application/json", "application/x-www-form-urlencoded"])
def test_a_body_of_another_type_is_unreadable(device, pages, lin, kind):
    phone = device("oLin")
    phone.loads("/bind")
    body = phone.seals({"visit": phone.page["data-visit"], **details(LIN)})

    answer = pages.ask("POST", "/shield/bindings", content=body, headers={"Content-Type": kind})

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "shield.unreadable")
    assert pages.texts("sms", lin) == []


def test_a_visit_is_over_after_an_hour(device, later, lin, refused):
    phone = device("oLin")
    phone.loads("/bind")
    later(timedelta(hours=1))

    assert refused(phone.calls, "/shield/bindings", **details(LIN)) == "shield.visit_over"


def test_a_no_is_said_in_the_language_of_the_page(device, pages):
    phone = device("oLin")
    phone.loads("/bind")
    body = phone.seals({"visit": phone.page["data-visit"], **details(LIN)})

    answers = {
        tag: pages.ask(
            "POST",
            "/shield/bindings",
            content=body,
            headers={"Accept-Language": tag, "Content-Type": "application/jose"},
        ).json()["error"]["message"]
        for tag in ("zh-Hans", "zh-Hant", "en")
    }

    assert answers["zh-Hans"].startswith("填写的信息与本行留存的不一致")
    assert answers["zh-Hant"].startswith("填寫的資訊") or answers["zh-Hant"].startswith("填寫的信息")
    assert answers["en"].isascii()


def test_whoever_listens_at_the_gateway_reads_no_detail(device, pages, lin):
    phone = device("oLin")
    phone.loads("/bind")

    sealed = phone.seals({"visit": phone.page["data-visit"], **details(LIN)})

    assert not [value for value in LIN.values() if value in sealed]
    assert len(sealed.split(".")) == 5
    assert json.loads(phone.page["data-bank-key"]).keys() == {"kty", "crv", "x", "y", "kid"}
