"""An order on the page inside WeChat, in a real browser on the real bank: shown, signed, declined, too late."""

import json
from datetime import datetime

import pytest
from joserfc import jws
from joserfc.jwk import ECKey
from playwright.sync_api import expect
from tests.browsing import BALANCE, PAYMENT
from tests.browsing import another as another
from tests.browsing import bank as bank
from tests.browsing import bound as bound
from tests.browsing import chromium as chromium
from tests.browsing import phone as phone

from guitai.capabilities.transfers.arrival import Arrival, When
from guitai.capabilities.transfers.order import Instruction, Terms, draft
from guitai.capabilities.transfers.rules import Payer
from guitai.capabilities.transfers.whom import Payee
from guitai.clearing.rails import Rail
from guitai.ledger.chart import AccountKey
from guitai.money import Money
from guitai.shield.strength import OverLow, Strength
from guitai.zone import BANK_ZONE

pytestmark = pytest.mark.browser

SHOWN = ["王芳", "6222021234567890123", "¥1,234.56", "2026年11月23日 10:05"]


def test_an_order_is_signed_over_the_bytes_that_were_shown(bank, bound):
    path = bank.order(PAYMENT)
    bound.opens(path)
    bound.shows("order")
    shown = bound.rows()
    bound.enters(pin=bank.customer.pin)
    bound.presses("签名")
    bound.shows("signed")
    signature, document = bank.signature(path)
    with bank.database.transaction() as db:
        (key,) = db.execute("SELECT sign_key FROM shield.devices").fetchone()

    assert shown == SHOWN
    assert jws.deserialize_compact(signature, ECKey.import_key(key), algorithms=["ES256"]).payload == document
    assert json.loads(document)["title"] == "向王芳转账"
    expect(bound.page.locator("h1")).to_have_text("已收到您的答复")
    expect(bound.page.locator(".text")).to_have_text("")


def test_whoever_has_signed_is_told_what_it_was_and_how_one_goes_back(bank, bound):
    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    bound.enters(pin=bank.customer.pin)
    bound.presses("签名")
    bound.shows("signed")

    assert bound.rows() == SHOWN
    expect(bound.page.get_by_role("heading", name="向王芳转账")).to_be_visible()
    expect(bound.page.get_by_text("这个结果，聊天里也能看到")).to_be_visible()
    expect(bound.page.get_by_text("请关掉这一页，回到微信里和本行的聊天")).to_be_visible()
    bound.page.evaluate("dispatchEvent(new Event('blur'))")
    bound.shows("cover")
    bound.presses("点一下继续看")
    bound.shows("signed")
    assert bound.rows() == SHOWN


def test_the_amount_weighs_most_and_then_whom_it_is_for(bank, bound):
    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    weights = bound.page.locator("dd").evaluate_all(
        "all => all.map(one => { const look = getComputedStyle(one); return [one.textContent,"
        " parseFloat(look.fontSize), Number(look.fontWeight)]; })"
    )
    by_size = sorted(weights, key=lambda one: one[1:], reverse=True)

    assert [text for text, *_ in by_size[:2]] == ["¥1,234.56", "王芳"]
    assert by_size[0][1] > by_size[1][1] > by_size[2][1]
    assert by_size[0][2] >= by_size[1][2] > by_size[2][2]


def test_a_transfers_order_is_read_line_by_line_as_it_is_signed(bank, bound):
    payer = Payer(AccountKey(1001, 1), "current", "6239990000000002816")
    payee = Payee("王芳", "6222021234567890123", "102100099996")
    terms = Terms(
        Instruction(payer, payee, Money.parse("20000"), "房租"),
        Arrival(When.NEXT_DAY),
        Rail.IBPS,
        datetime(2026, 11, 24, 0, 30, tzinfo=BANK_ZONE),
        held=True,
        unusual=False,
        fee=Money(0),
        strength=Strength.PIN,
        reasons=(),
        again=True,
        large=False,
        by_rule=False,
        again_minutes=10,
        large_day=Money.parse("300000"),
    )
    path = bank.order(draft(terms))
    bound.opens(path)
    bound.shows("order")
    shown, page = bound.rows(), bound.page.locator("#page").inner_text()
    bound.enters(pin=bank.customer.pin)
    bound.presses("签名")
    bound.shows("signed")
    signature, document = bank.signature(path)
    content = json.loads(document)
    signed = jws.extract_compact(signature.encode()).payload

    assert shown == [
        "¥20,000.00",
        "贰万元整",
        "王芳",
        "6222 0212 3456 7890 123",
        "工商银行",
        "活期 尾号2816",
        "¥0.00",
        "2026年11月24日 00:30",
        "转出以前可以撤销",
        "房租",
    ]
    assert signed == document
    assert [line.get("text", line.get("fen")) for line in content["lines"]] == [
        2_000_000 if one == "¥20,000.00" else 0 if one == "¥0.00" else one for one in shown
    ]
    assert all(note in page for note in content["notes"])
    assert len(content["notes"]) == 2


def test_an_order_is_declined(bank, bound):
    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    bound.presses("不同意")
    bound.shows("declined")

    assert bank.happened[-1].value.code == "shield.declined"


def test_an_order_says_beforehand_what_signing_takes(bank, bound):
    bound.opens(bank.order(PAYMENT, Strength.CODE))
    bound.shows("order")
    expect(
        bound.page.get_by_text("签名要用交易密码，和发到您预留手机（尾号0001）的短信验证码")
    ).to_be_visible()

    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    expect(bound.page.get_by_text("签名要用")).not_to_be_visible()


def test_a_browser_that_is_bound_for_an_order_is_told_at_once_what_it_takes(bank, bound, another):
    new = another()
    new.opens(bank.order(PAYMENT, on_new=Strength.CODE))
    new.shows("binding")
    new.binds()
    new.shows("order")

    expect(new.page.get_by_text("这台设备绑定不满24小时，所以要加验证码。")).to_be_visible()
    new.has_a_code_sent()
    new.enters(code=bank.code(), pin=bank.customer.pin)
    new.presses("签名")
    new.shows("signed")


def test_a_browser_that_may_not_sign_is_told_before_anything_is_entered(bank, bound, another):
    new = another()
    new.opens(bank.order(PAYMENT, on_new=OverLow(single="¥1,000.00", day="¥5,000.00")))
    new.shows("binding")
    new.binds()
    new.shows("refused")

    expect(new.page.get_by_text("新设备在绑定后24小时内，一笔最多付¥1,000.00")).to_be_visible()
    expect(new.page.locator("[name=pin]")).to_have_count(0)


def test_an_order_asks_for_what_its_strength_needs(bank, bound):
    path = bank.order(PAYMENT, Strength.CERTIFICATE)
    bound.opens(path)
    bound.shows("order")
    bound.has_a_code_sent()
    bound.enters(code=bank.code(), pin=bank.customer.pin)
    bound.presses("申请数字证书")
    expect(bound.page.get_by_text("证书办好了")).to_be_visible()
    bound.has_a_code_sent()
    bound.enters(code=bank.code())
    bound.presses("签名")
    bound.shows("signed")
    header = jws.extract_compact(bank.signature(path)[0].encode()).protected
    with bank.database.transaction() as db:
        (certificate,) = db.execute("SELECT certificate_id::text FROM shield.certificates").fetchone()

    assert header["certificate"] == certificate


def test_whoever_opens_an_order_again_enters_the_code_that_came_just_now(bank, bound):
    path = bank.order(PAYMENT, Strength.CODE)
    bound.opens(path)
    bound.shows("order")
    bound.has_a_code_sent()
    bound.opens(path)
    bound.shows("order")
    bound.has_a_code_sent()

    expect(bound.page.get_by_role("alert").get_by_text("验证码60秒内只发一次")).to_be_visible()
    expect(bound.page.get_by_text("验证码已发到您预留的手机")).to_be_visible()
    bound.enters(code=bank.code(), pin=bank.customer.pin)
    bound.presses("签名")
    bound.shows("signed")


def test_an_order_can_not_be_signed_once_its_time_is_over(bank, bound):
    bound.page.clock.install()
    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    bound.enters(pin=bank.customer.pin)
    bound.page.clock.fast_forward("04:30")
    expect(bound.page.get_by_role("status").get_by_text("还剩不到1分钟")).to_be_visible()
    bound.page.clock.fast_forward("00:40")

    expect(bound.page.get_by_text("签名的时间已经过了")).to_be_visible()
    expect(bound.page.get_by_role("button", name="签名")).to_have_count(0)
    assert bound.page.locator("[name=pin]").input_value() == ""


@pytest.fixture
def unheard(bank, bound):
    """An order that was signed, and the bank's answer got lost; the page's clock stands."""
    bound.page.clock.install()
    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    bound.page.route("**/signatures", lambda route: (route.fetch(), route.abort()))
    bound.enters(pin=bank.customer.pin)
    bound.presses("签名")
    expect(bound.page.get_by_role("alert").get_by_text("没有收到银行的回复")).to_be_visible()
    bound.page.unroute("**/signatures")
    return bound


def test_what_was_signed_and_not_answered_is_not_said_to_be_undone_when_its_time_is_over(bank, unheard):
    unheard.page.clock.fast_forward("05:10")

    expect(unheard.page.get_by_text("可能已经办理；现在不能再签。请先回到聊天里看结果")).to_be_visible()
    expect(unheard.page.get_by_text("没有办理")).not_to_be_visible()
    expect(unheard.page.get_by_text("可以再点一次")).to_have_count(0)
    assert len(bank.happened) == 1


def test_whoever_signs_again_for_want_of_an_answer_is_sent_to_look_first(bank, unheard):
    unheard.enters(pin=bank.customer.pin)
    unheard.presses("签名")
    unheard.shows("ended")

    expect(unheard.page.get_by_text("请先在聊天里查看有没有办成")).to_be_visible()
    assert len(bank.happened) == 1


def test_a_wrong_pin_is_entered_again(bank, bound):
    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    bound.enters(pin="135790")
    bound.presses("签名")

    expect(bound.page.get_by_role("alert").get_by_text("交易密码不对")).to_be_visible()
    expect(bound.page.locator("[name=pin]")).to_be_focused()
    expect(bound.page.locator("[name=pin]")).to_have_value("")


def test_an_order_that_is_over_offers_nothing_to_sign(bank, bound):
    path = bank.order(PAYMENT)
    bank.later(minutes=5)
    bound.opens(path)

    bound.shows("ended")


def test_a_page_that_was_open_too_long_is_opened_again(bank, bound):
    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    bank.later(hours=1)
    bound.enters(pin=bank.customer.pin)
    bound.presses("签名")
    bound.shows("over")
    bound.presses("重新打开")

    bound.shows("ended")


def test_a_form_goes_by_the_keyboard(bank, bound):
    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    bound.page.keyboard.press("Tab")
    expect(bound.page.get_by_role("button", name="大字")).to_be_focused()
    bound.page.keyboard.press("Tab")
    expect(bound.page.get_by_label("交易密码")).to_be_focused()
    bound.page.keyboard.type(bank.customer.pin)
    bound.page.keyboard.press("Enter")
    bound.shows("signed")

    expect(bound.page.locator("h1")).to_be_focused()


def test_large_type_is_the_same_setting_on_an_order_as_on_a_card(bank, bound):
    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    size = "() => getComputedStyle(document.querySelector('[data-line=payee] dd')).fontSize"
    before = float(bound.page.evaluate(size).removesuffix("px"))
    bound.presses("大字")
    assert float(bound.page.evaluate(size).removesuffix("px")) > before * 1.2

    bound.opens(bank.card(BALANCE))
    bound.shows("card")
    expect(bound.page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")
    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    expect(bound.page.locator("html")).to_have_class("large")
