"""Walks over the phone API: a deposit opened and broken, a lost card and what it stops, a statement on paper."""

import re
from base64 import b64decode
from io import BytesIO
from urllib.parse import urlsplit

import httpx
import pytest
from pypdf import PdfReader
from tests.demo_process import guitai, own_demo
from tests.devices import Device, root_attributes
from tests.walking import later

pytestmark = pytest.mark.slow

demo = own_demo


@pytest.fixture
def current(books, zhou):
    """What stands on her current account."""
    return lambda: books(zhou).balances()["3365"]


def fixed(connection, openid):
    """Her fixed deposits by the books, in fen."""
    rows = connection.execute(
        """
        SELECT a.credits_posted_fen - a.debits_posted_fen
          FROM customers.openids AS o
          JOIN ledger.accounts AS a ON a.owner = o.owner
         WHERE o.openid = %s AND a.kind = 'fixed'
         ORDER BY a.account_id
        """,
        (openid,),
    )
    return [fen for (fen,) in rows]


def goes_on(phone, said):
    """The first option of each question, until there is something to sign."""
    while said["options"] and not any("/orders/" in link["url"] for link in said["links"]):
        said = phone.taps(said, said["options"][0]["text"])
    return said


def test_a_deposit_is_opened_on_a_signature_with_its_interest_shown_before(zhou, pin, connection, current):
    before, mine = fixed(connection, zhou.openid), current()
    said = goes_on(zhou, zhou.says("存1万定期一年"))
    (offer,) = (link for link in said["links"] if "/cards/" in link["url"])
    (order,) = (link for link in said["links"] if "/orders/" in link["url"])
    card = zhou.card({**said, "links": [offer]})
    assert "¥95.00" in [value for _, value in card.rows]  # a year at 0.95 %

    signed = zhou.signs({**said, "links": [order]}, pin["zhou"])

    assert signed.accepted, signed.json
    assert "¥10,000.00" in signed.json["shown"]
    assert fixed(connection, zhou.openid) == [*before, 10_000_00]
    assert current() != mine


def test_a_lost_card_pays_nothing_until_it_is_found_on_a_signature(http, zhou, pin, current):
    waiting = zhou.signs(zhou.says("给女儿转80元，两小时后到账"), pin["zhou"])
    assert waiting.accepted
    mine = current()
    lost = zhou.says("挂失尾号3365")
    refused = zhou.says("给女儿转60元")
    later(http, "PT3H")

    assert "已经挂失" in lost["content"]
    assert refused["links"] == []
    assert current() == mine

    found = zhou.signs(zhou.says("解除挂失"), pin["zhou"])
    assert found.accepted, found.json
    assert zhou.signs(zhou.says("给女儿转60元"), pin["zhou"]).accepted
    assert current() != mine


class Browser:
    """Pages of the bank's over HTTP, opened in the WeChat of whoever was given a statement."""

    def __init__(self, openid):
        agent = (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.50"
        )
        self.http = httpx.Client(trust_env=False, headers={"User-Agent": agent})
        self.openid, self.origin = openid, ""

    def opens(self, url):
        """Open a page by way of WeChat; who reads it, with what the page calls by."""
        self.origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        asked = httpx.URL(self.http.get(url).headers["location"]).copy_set_param("openid", self.openid)
        html = self.http.get(self.http.get(asked).headers["location"]).text
        reader = Device(self, self.openid)
        reader.page = root_attributes(html)
        return reader

    def ask(self, method, path, **how):
        return self.http.request(method, f"{self.origin}{path}", **how)


def test_a_statement_on_paper_says_what_the_books_say_and_its_code_is_confirmed(zhou, lin, current):
    card = zhou.card(zhou.says("开近一个月的流水，尾号3365"))
    (url,) = card.json["documents"]
    content = (
        b64decode(url.partition(",")[2])
        if url.startswith("data:")
        else httpx.get(url, trust_env=False).content
    )
    text = "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages)
    (code,) = {*re.findall(r"核验码((?:[0-9A-Z]{4}-){6}[0-9A-Z]{4})", text)}
    said = dict(re.findall(r"(收入合计|支出合计|期末余额)(¥[\d,.]+\.\d\d)", text))
    assert said["期末余额"] == current()

    (page,) = lin.says("核验对账单")["links"]
    reader = Browser(lin.openid).opens(page["url"])
    read = {"tail": "3365", "holder": "周美华", "closing": said["期末余额"], "paid": said["支出合计"]}
    confirmed = reader.calls("/statements/confirmations", code=code, **read)
    forged = reader.calls("/statements/confirmations", code=code, **read | {"closing": "¥9,999,999.00"})

    assert confirmed["right"] == dict.fromkeys(read, True)
    assert forged["right"] == dict.fromkeys(read, True) | {"closing": False}


def test_the_books_are_whole_after_all_of_it(demo):
    checked = guitai("check-ledger", SANDBOX=1, **demo.settings)

    assert checked.returncode == 0, checked.stdout
