"""A card on the page inside WeChat, in a real browser on the real bank: opened, covered, forgotten."""

import re

import pytest
from playwright.sync_api import expect
from tests.browsing import BALANCE
from tests.browsing import another as another
from tests.browsing import bank as bank
from tests.browsing import bound as bound
from tests.browsing import chromium as chromium
from tests.browsing import phone as phone

from guitai.language import Language
from guitai.money import Money
from guitai.shield.card import Card, Row, Slip

pytestmark = pytest.mark.browser

WHAT_IS_KEPT = """async () => {
    const database = await new Promise(done => {
        const request = indexedDB.open("guitai");
        request.onsuccess = () => done(request.result);
    });
    const all = store => new Promise(done => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => done(request.result);
    });
    const kept = await Promise.all([...database.objectStoreNames].map(all));
    const keys = kept.flat().flatMap(({ sign, open }) => [sign, open]).filter(Boolean);
    return {
        texts: JSON.stringify([kept, { ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
        taken: await Promise.all(keys.map(({ privateKey }) =>
            crypto.subtle.exportKey("jwk", privateKey).then(() => true, () => false))),
    };
}"""
CLEARED = """() => new Promise((done, failed) => {
    const request = indexedDB.deleteDatabase("guitai");
    Object.assign(request, { onsuccess: done, onerror: failed, onblocked: failed });
})"""


def leaves(phone):
    """Somebody takes the phone to another app."""
    phone.page.evaluate("dispatchEvent(new Event('blur'))")


def test_a_page_that_needs_a_device_binds_it_first_and_then_goes_on(bank, phone):
    phone.opens(bank.card(BALANCE))
    phone.shows("binding")
    phone.binds()
    phone.shows("card")

    assert phone.rows() == ["¥20,000.99", "所以要换行"]
    expect(phone.page.locator("h1")).to_have_text("账户余额")
    expect(phone.page.locator(".text")).to_have_text("数据截至今天。")
    expect(phone.page.get_by_alt_text("支出去向")).to_have_js_property("complete", True)
    assert phone.page.get_by_alt_text("支出去向").evaluate("node => node.naturalWidth") > 0


def test_a_device_stays_one_when_the_page_is_loaded_again(bank, bound):
    bound.opens(bank.card(BALANCE))
    bound.shows("card")
    bound.page.reload()

    bound.shows("card")


def test_who_has_lost_the_keys_binds_again_on_one_page(bank, bound):
    bound.page.evaluate(CLEARED)
    bound.opens(bank.card(BALANCE))
    bound.shows("binding")
    bound.binds()
    bound.shows("card")

    assert bound.rows()[0] == "¥20,000.99"


def test_each_device_opens_what_is_sealed_to_it_and_no_other(bank, bound, another):
    other, path = another(), bank.card(BALANCE)
    other.opens("/bind")
    other.binds()
    other.shows("done")
    with bound.page.expect_response("**/seals") as answer:
        bound.opens(path)
    other.opens(path)
    other.shows("card")
    seals = answer.value.body()
    other.page.route("**/seals", lambda route: route.fulfill(body=seals, content_type="application/json"))
    other.page.reload()

    bound.shows("card")
    other.shows("broken")


def test_nothing_that_is_secret_is_kept_where_it_could_be_read(bank, bound):
    visits = []
    bound.page.on(
        "domcontentloaded", lambda page: visits.append(page.locator("html").get_attribute("data-visit"))
    )
    bound.opens(bank.card(BALANCE))
    bound.shows("card")
    kept = bound.page.evaluate(WHAT_IS_KEPT)

    assert visits[0]
    assert visits[0] not in kept["texts"]
    assert bank.customer.pin not in kept["texts"]
    assert "20,000.99" not in kept["texts"]
    assert "code=" not in kept["texts"]
    assert kept["taken"] == [False, False]


def test_a_card_is_covered_while_nobody_looks(bank, bound):
    bound.opens(bank.card(BALANCE))
    bound.shows("card")
    leaves(bound)
    bound.shows("cover")
    while_away = bound.page.content()
    bound.presses("点一下继续看")
    bound.shows("card")

    assert "20,000.99" not in while_away
    assert "账户余额" not in while_away
    assert bound.rows()[0] == "¥20,000.99"


def test_long_text_begins_at_the_left_and_figures_end_at_the_right(bank, bound):
    refused = "收款账户已经销户。请向收款人要一个新账号。" * 3
    a_line = "收款账户已经销户。请向收款人要新账号。"
    label = "12月11日 21:07 尾号2816 转账 · 旅行基金的第一笔"
    pairs = [("状态", "已到账"), ("原因", a_line), ("原因", refused), (label, Money.parse("-1500"))]
    bound.opens(bank.card(Card("转账未成功", tuple(Row(*pair) for pair in pairs))))
    bound.shows("card")
    left, right = bound.page.locator("dl").evaluate(
        "all => { const { left, right } = all.getBoundingClientRect(); return [left, right]; }"
    )
    texts = bound.page.locator("dd").evaluate_all(
        """all => all.map(one => {
            const text = document.createRange();
            text.selectNodeContents(one);
            const { left, right } = text.getBoundingClientRect();
            return [left, right, getComputedStyle(one).textAlign];
        })"""
    )

    short, one_line, lines, figure = texts
    assert short[1] == pytest.approx(right, abs=1)
    assert one_line[0] == pytest.approx(left, abs=1)
    assert lines[0] == pytest.approx(left, abs=1)
    assert lines[2] in ("left", "start")
    assert figure[1] == pytest.approx(right, abs=1)


def test_a_receipt_to_send_on_waits_until_it_is_wanted(bank, bound):
    """The card says it all already: nobody has to read it twice."""
    rows = (Row("金额", Money.parse("300")), Row("收款人", "李秀兰"))
    slip = Slip("转账回单", Money.parse("300"), rows[1:])
    bound.opens(bank.card(Card("转账回单", rows, charts=(slip,))))
    bound.shows("card")
    expect(bound.page.get_by_alt_text("转账回单")).not_to_be_visible()
    bound.page.get_by_text("回单图片").click()

    expect(bound.page.get_by_alt_text("转账回单")).to_be_visible()


def test_a_card_counts_its_last_hour_and_is_forgotten(bank, bound):
    bound.page.clock.install()
    bound.opens(bank.card(BALANCE))
    bound.shows("card")
    expect(bound.page.locator("[data-until]")).to_be_visible()
    bound.page.clock.fast_forward("23:30:00")
    expect(bound.page.locator("[role=timer]")).to_have_text(re.compile(r"^(29:\d\d|30:00)$"))
    bound.page.clock.fast_forward("31:00")
    bound.shows("expired")

    assert "20,000.99" not in bound.page.content()
    assert "账户余额" not in bound.page.content()


def test_a_card_that_expires_while_it_is_covered_is_forgotten_too(bank, bound):
    bound.page.clock.install()
    bound.opens(bank.card(BALANCE))
    bound.shows("card")
    leaves(bound)
    bound.page.clock.fast_forward("24:01:00")

    bound.shows("expired")


def test_a_card_that_is_gone_says_so(bank, bound):
    path = bank.card(BALANCE)
    bank.later(hours=24)
    bound.opens(path)

    bound.shows("gone")


def test_large_type_is_remembered(bank, bound):
    bound.opens(bank.card(BALANCE))
    bound.shows("card")
    small = bound.page.locator("h1").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    bound.presses("大字")
    bound.page.reload()
    bound.shows("card")

    assert bound.page.locator("h1").evaluate("node => parseFloat(getComputedStyle(node).fontSize)") > small
    expect(bound.page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")


def test_a_cards_own_words_keep_its_language(bank, bound):
    bound.opens(bank.card(Card("Balance", (Row("Current", Money(1)),)), Language.ENGLISH))
    bound.shows("card")

    expect(bound.page.locator("dl")).to_have_attribute("lang", "en")
    expect(bound.page.locator("html")).to_have_attribute("lang", "en")
