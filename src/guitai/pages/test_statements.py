from datetime import timedelta
from hashlib import sha256

import pytest

from guitai.shield import issued

FACTS = {
    "holder": "买买提·吐尔逊",
    "tail": "2816",
    "first": "2026-10-01",
    "last": "2026-10-31",
    "opening": "18500.00",
    "received": "18500.00",
    "paid": "39.00",
    "closing": "36961.00",
}
READ = {name: text for name, text in FACTS.items() if name != "opening"}
FILE = b"%PDF-1.7 a statement"


@pytest.fixture
def code(database, lin):
    """The code of a statement of Lin's, as it stands on the paper."""
    with database.transaction() as db:
        written = issued.new_code()
        issued.put(db, lin, written, FACTS, FILE)
        return issued.grouped(written)


@pytest.fixture
def anybody(device):
    """Somebody's phone, of no customer, on the page."""
    phone = device("oLandlord")
    phone.loads("/statements")
    return phone


def confirms(phone, **said):
    return phone.calls("/statements/confirmations", **said)["right"]


def test_of_each_figure_it_is_said_whether_it_is_right(anybody, code):
    assert confirms(anybody, code=code, **READ) == dict.fromkeys(READ, True)
    assert confirms(anybody, code=code, **READ | {"closing": "86961.00"}) == dict.fromkeys(READ, True) | {
        "closing": False
    }


def test_what_was_left_out_is_not_confirmed(anybody, code):
    assert confirms(anybody, code=code, closing="36961.00", paid="") == {"closing": True}


@pytest.mark.parametrize(
    "said",
    [
        {"closing": "¥36,961.00"},
        {"closing": "36961"},
        {"received": " 18,500.0 元"},
        {"tail": "28 16"},
        {"holder": "买买提 • 吐尔逊"},
        {"first": "2026-10-01 "},
    ],
    ids=str,
)
def test_a_figure_is_read_however_it_is_written(anybody, code, said):
    assert list(confirms(anybody, code=code.lower(), **said).values()) == [True]


def test_another_name_on_the_paper_is_not_right(anybody, code):
    assert confirms(anybody, code=code, holder="买买提·吐尔", tail="2816") == {"holder": False, "tail": True}


def test_a_statement_from_before_names_were_kept_confirms_none(database, lin, anybody):
    with database.transaction() as db:
        written = issued.new_code()
        issued.put(db, lin, written, {name: fact for name, fact in FACTS.items() if name != "holder"}, FILE)

    assert confirms(anybody, code=written, holder="买买提·吐尔逊", tail="2816") == {"tail": True}


def test_a_file_is_the_banks_to_the_last_bit(anybody, code):
    altered = FILE.replace(b"statement", b"Statement")

    assert confirms(anybody, code=code, file=sha256(FILE).hexdigest()) == {"file": True}
    assert confirms(anybody, code=code, file=sha256(altered).hexdigest()) == {"file": False}
    assert confirms(anybody, code=code, file="é") == {"file": False}


def test_no_figure_of_it_is_ever_told(anybody, pages, code):
    wrong = {"tail": "0000", "first": "2020-01-01", "last": "2020-01-02", "paid": "1", "closing": "1"}
    body = anybody.seals({"visit": anybody.page["data-visit"], "code": code, **wrong})

    said = pages.ask(
        "POST", "/statements/confirmations", content=body, headers={"Content-Type": "application/jose"}
    ).text

    assert said == '{"right":{"tail":false,"first":false,"last":false,"paid":false,"closing":false}}'


def test_a_code_that_the_bank_never_gave_out_is_told_apart_from_a_slip(anybody, code, refused):
    assert refused(confirms, anybody, code=issued.new_code(), **READ) == "shield.not_issued"
    assert refused(confirms, anybody, code=code[:-1] + ("0" if code[-1] != "0" else "1"), **READ) == (
        "shield.mistyped"
    )


@pytest.mark.parametrize(
    "said", [{}, {"closing": "a lot"}, {"first": "yesterday"}, {"opening": "1"}], ids=str
)
def test_what_can_be_no_figure_is_not_read(anybody, code, said, refused):
    assert refused(confirms, anybody, code=code, **said) == "shield.unreadable"


def test_somebody_without_a_paper_has_five_tries_a_day(anybody, refused, later, code):
    tried = [refused(confirms, anybody, code=issued.new_code(), **READ) for _ in range(6)]

    assert tried == ["shield.not_issued"] * 5 + ["shield.too_many_tries"]
    assert refused(confirms, anybody, code=code, **READ) == "shield.too_many_tries"
    later(timedelta(days=1))
    anybody.loads("/statements")
    assert all(confirms(anybody, code=code, **READ).values())


def test_who_has_the_code_alone_can_not_find_out_a_figure_by_trying(device, code, refused):
    """Twenty tries a day about one statement, from however many phones."""
    tails = iter(range(1000))
    answers = []
    for number in range(5):
        phone = device(f"oGuess{number}")
        phone.loads("/statements")
        answers += [confirms(phone, code=code, tail=f"{next(tails):04}")["tail"] for _ in range(4)]
    another = device("oAnother")
    another.loads("/statements")

    assert answers == [False] * 20
    assert refused(confirms, another, code=code, **READ) == "shield.too_many_tries"


def test_who_confirms_many_papers_a_day_is_never_told_to_wait(anybody, code):
    for _ in range(30):
        assert all(confirms(anybody, code=code, **READ).values())


def test_its_customer_has_it_on_record_that_somebody_asked(anybody, code, database, lin):
    confirms(anybody, code=code, **READ)
    confirms(anybody, code=code, paid="0")

    with database.transaction() as db:
        notes = db.execute(
            "SELECT what, by_whom, result FROM shield.audit WHERE owner = %(owner)s ORDER BY seq",
            {"owner": lin},
        ).fetchall()
    assert notes == [
        ("statements.confirm", "openid oLandlord", "right"),
        ("statements.confirm", "openid oLandlord", "wrong"),
    ]


def test_the_page_says_what_a_phone_needs_and_nothing_of_a_statement(anybody):
    assert anybody.page["data-openid"] == "oLandlord"
    assert "data-subject" not in anybody.page
