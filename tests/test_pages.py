"""The pages inside WeChat, in a real browser on the real bank: what a customer sees, and what stays in the device."""

import json
import re
from datetime import datetime, timedelta

import pytest
from joserfc import jws
from joserfc.jwk import ECKey
from playwright.sync_api import expect, sync_playwright
from tests.browsing import CHROMIUM, SNAPSHOT, Phone, served

from guitai import clock
from guitai.language import Language
from guitai.money import Money
from guitai.shield.card import Card, Part, Row, Shares
from guitai.shield.document import Draft, Line
from guitai.shield.strength import Strength

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 720}
NARROWEST = 320
AT_200_PERCENT = 188  # of a phone of 375
BALANCE = Card(
    "账户余额",
    (
        Row("活期 尾号2816", Money.parse("20000.99")),
        Row("这一行的标签很长，和它的值放不进同一行里", "所以要换行"),
    ),
    "数据截至今天。",
    (Shares("支出去向", (Part("餐饮", Money(3500)), Part("交通", Money(400)))),),
)
PAYMENT = Draft(
    "transfers.pay",
    "向王芳转账",
    (
        Line("payee", "收款人", "王芳"),
        Line("account", "收款账户", "6222021234567890123"),
        Line("amount", "金额", Money.parse("1234.56")),
        Line("at", "到账时间", datetime.fromisoformat("2026-11-23T10:05:00+08:00")),
    ),
    ("转出以后不能撤回。",),
)
SHOWN = ["王芳", "6222021234567890123", "¥1,234.56", "2026-11-23 10:05"]
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


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def bank(database, owner_database):
    with served(database, owner_database) as bank:
        yield bank


@pytest.fixture
def another(bank, chromium):
    """Makes phones of the customer's, each with a storage of its own; at the end none has complained of anything."""
    phones = []

    def make(width=PHONE["width"], **more):
        size = {"width": width, "height": PHONE["height"]}
        context = chromium.new_context(viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", **more)
        phones.append(Phone(bank, context))
        return phones[-1]

    yield make
    for phone in phones:
        phone.context.close()
    assert [complaint for phone in phones for complaint in phone.complaints] == []


@pytest.fixture
def phone(another):
    return another()


@pytest.fixture
def bound(phone):
    """A phone that is a device already."""
    phone.opens("/bind")
    phone.binds()
    phone.shows("done")
    return phone


def later(bank, **time):
    """The bank's clock goes on by this much."""
    with bank.all_of_it.transaction() as db:
        clock.move(db.connection, db.now + timedelta(**time))


def rows(phone):
    return phone.page.locator("dd").all_inner_texts()


def leaves(phone):
    """Somebody takes the phone to another app."""
    phone.page.evaluate("dispatchEvent(new Event('blur'))")


def test_a_page_that_needs_a_device_binds_it_first_and_then_goes_on(bank, phone):
    phone.opens(bank.card(BALANCE))
    phone.shows("binding")
    phone.binds()
    phone.shows("card")

    assert rows(phone) == ["¥20,000.99", "所以要换行"]
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

    assert rows(bound)[0] == "¥20,000.99"


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
    assert rows(bound)[0] == "¥20,000.99"


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
    later(bank, hours=24)
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


def test_an_order_is_signed_over_the_bytes_that_were_shown(bank, bound):
    path = bank.order(PAYMENT)
    bound.opens(path)
    bound.shows("order")
    shown = rows(bound)
    bound.enters(pin=bank.customer.pin)
    bound.presses("签名")
    bound.shows("signed")
    signature, document = bank.signature(path)
    with bank.database.transaction() as db:
        (key,) = db.execute("SELECT sign_key FROM shield.devices").fetchone()

    assert shown == SHOWN
    assert jws.deserialize_compact(signature, ECKey.import_key(key), algorithms=["ES256"]).payload == document
    assert json.loads(document)["title"] == "向王芳转账"
    expect(bound.page.locator(".text")).to_have_text("已收到您的答复。")


def test_an_order_is_declined(bank, bound):
    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    bound.presses("不同意")
    bound.shows("declined")

    assert bank.happened[-1].value.code == "shield.declined"


def test_an_order_asks_for_what_its_strength_needs(bank, bound):
    path = bank.order(PAYMENT, Strength.CERTIFICATE)
    bound.opens(path)
    bound.shows("order")
    sends_code(bound)
    bound.enters(code=bank.code(), pin=bank.customer.pin)
    bound.presses("申请证书")
    expect(bound.page.get_by_text("证书办好了")).to_be_visible()
    sends_code(bound)
    bound.enters(code=bank.code())
    bound.presses("签名")
    bound.shows("signed")
    header = jws.extract_compact(bank.signature(path)[0].encode()).protected
    with bank.database.transaction() as db:
        (certificate,) = db.execute("SELECT certificate_id::text FROM shield.certificates").fetchone()

    assert header["certificate"] == certificate


def sends_code(phone):
    phone.presses("发送验证码")
    expect(phone.page.locator("[data-code=waiting]")).to_be_visible()


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
    later(bank, minutes=5)
    bound.opens(path)

    bound.shows("ended")


def test_a_slip_of_the_finger_costs_no_try(bank, phone):
    phone.opens("/bind")
    wrong = {**bank.customer.details, "id_number": "990101199804120263", "card_number": "6239990100100072817"}
    phone.enters(**wrong | {"mobile": "1540000001", "pin": "25803"})
    phone.presses("获取验证码")

    expect(phone.page.locator("[name=id_number]")).to_be_focused()
    assert phone.page.locator("[aria-invalid=true]").evaluate_all(
        "nodes => nodes.map(node => node.name)"
    ) == [
        "id_number",
        "card_number",
        "mobile",
        "pin",
    ]
    for problem in phone.page.locator(".problem:visible").all():
        assert problem.inner_text().startswith("请填写")


def test_details_are_taken_as_people_type_them(bank, phone):
    phone.opens("/bind")
    phone.enters(**bank.customer.details)
    phone.enters(card_number="6239 9901 0010 0072 816", mobile="154-0000-0001", name=" 林晓雯 ")
    phone.presses("获取验证码")

    expect(phone.page.locator("[name=code]")).to_be_visible()


def test_a_new_pin_is_entered_twice(bank, bound):
    bound.opens("/bind")
    bound.presses("重新绑定")
    bound.enters(**bank.customer.details | {"pin": "483015"})
    bound.page.get_by_label("设为新密码").check()
    bound.enters(pin_again="483051")
    bound.presses("获取验证码")
    expect(bound.page.get_by_text("两次输入的密码不一样")).to_be_visible()
    bound.enters(pin_again="483015")
    bound.finishes_binding()
    bound.shows("done")
    bound.opens(bank.order(PAYMENT))
    bound.enters(pin="483015")
    bound.presses("签名")

    bound.shows("signed")


def test_a_pin_that_the_bank_refuses_can_be_changed_beside_the_code(bank, phone):
    phone.opens("/bind")
    phone.enters(**bank.customer.details | {"pin": "123456"})
    phone.finishes_binding()
    expect(phone.page.get_by_role("alert").get_by_text("容易被猜到")).to_be_visible()
    phone.enters(pin=bank.customer.pin)
    phone.presses("完成绑定")

    phone.shows("done")


def test_a_fourth_device_takes_the_place_of_the_oldest(bank, bound, another):
    for _ in range(2):
        more = another()
        more.opens("/bind")
        more.binds()
        more.shows("done")
    fourth = another()
    fourth.opens("/bind")
    fourth.binds()
    fourth.page.get_by_label("移除最久没有使用的那一台，绑定这一台").check()
    fourth.presses("完成绑定")
    fourth.shows("done")
    bound.opens(bank.card(BALANCE))

    bound.shows("binding")


def test_a_device_is_removed_by_another_after_a_question(bank, bound, another):
    other = another()
    other.opens("/bind")
    other.enters(**bank.customer.details, device="旧手机")
    other.finishes_binding()
    other.shows("done")
    bound.opens("/devices")
    item = bound.page.get_by_role("listitem").filter(has_text="旧手机")
    item.get_by_role("button", name="移除").click()
    expect(item.get_by_text("它绑定不满24小时")).to_be_visible()
    item.get_by_role("button", name="不移除").click()
    expect(item.get_by_text("它绑定不满24小时")).to_be_hidden()
    item.get_by_role("button", name="移除").click()
    item.get_by_role("button", name="确定移除").click()
    expect(item).to_have_count(0)
    other.opens(bank.card(BALANCE))

    other.shows("binding")
    expect(bound.page.get_by_text("正在使用", exact=True)).to_be_visible()


def test_the_pin_is_changed_and_a_certificate_applied_for(bank, bound):
    bound.opens("/devices")
    bound.page.locator("summary", has_text="修改交易密码").click()
    bound.enters(pin_now=bank.customer.pin, pin="483015", pin_again="483015")
    bound.presses("修改")
    expect(bound.page.get_by_role("status").get_by_text("交易密码已经修改")).to_be_visible()
    bound.page.locator("summary", has_text="修改交易密码").click()
    bound.page.locator("summary", has_text="银行证书").click()
    sends_code(bound)
    bound.enters(code=bank.code(), pin="483015")
    bound.presses("申请或更新证书")

    expect(bound.page.get_by_role("status").get_by_text("证书办好了")).to_be_visible()


def test_who_removes_their_own_device_is_offered_to_bind_again(bank, bound):
    bound.opens("/devices")
    bound.presses("移除")
    bound.presses("确定移除")
    bound.shows("left")
    bound.page.get_by_role("link", name="重新绑定").click()

    bound.shows("binding")


def test_what_is_frozen_opens_no_card_until_a_new_pin_lifts_it(bank, bound):
    details = bank.customer.details
    bound.opens("/freeze")
    bound.enters(**{name: details[name] for name in ("name", "id_number", "mobile")})
    bound.presses("立即冻结")
    bound.shows("done")
    bound.opens(bank.card(BALANCE))
    bound.shows("frozen")
    bound.page.get_by_role("link", name="重新绑定").click()
    bound.presses("重新绑定")
    bound.binds()
    expect(bound.page.get_by_role("alert")).to_contain_text("冻结")
    bound.page.get_by_label("设为新密码").check()
    bound.enters(pin="483015", pin_again="483015")
    bound.presses("完成绑定")
    bound.shows("done")
    bound.opens(bank.card(BALANCE))

    bound.shows("card")


def test_a_page_that_was_open_too_long_is_opened_again(bank, bound):
    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    later(bank, hours=1)
    bound.enters(pin=bank.customer.pin)
    bound.presses("签名")
    bound.shows("over")
    bound.presses("重新打开")

    bound.shows("ended")


def test_a_page_without_a_network_can_be_tried_again(bank, bound):
    path = bank.card(BALANCE)
    bound.page.route("**/challenges", lambda route: route.abort())
    bound.opens(path)
    bound.shows("offline")
    bound.page.unroute("**/challenges")
    bound.presses("再试一次")

    bound.shows("card")


def test_wechats_snapshot_page_says_how_to_leave_it(bank, phone):
    bank.openid = SNAPSHOT
    phone.opens("/bind")

    phone.shows("snapshot")
    expect(phone.page.get_by_text("使用完整服务")).to_be_visible()


def test_a_browser_that_keeps_nothing_is_told_so(bank, phone):
    phone.page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    phone.opens("/bind")
    phone.shows("unsupported")
    phone.page.get_by_role("link").first.click()

    expect(phone.page.locator("[data-check=keep]")).to_have_attribute("data-mark", "✗")
    expect(phone.page.locator("[data-check=seal]")).to_have_attribute("data-mark", "✓")


def test_a_browser_that_can_be_a_device_passes_the_check(phone):
    phone.opens("/check")
    expect(phone.page.locator("[data-check=keep]")).to_have_attribute("data-mark", "✓")
    phone.page.reload()

    for name in ("secure", "agree", "sign", "seal", "keep", "stay"):
        expect(phone.page.locator(f"[data-check={name}]")).to_have_attribute("data-mark", "✓")


def test_only_wechat_is_asked_to_close_the_page(bank, bound):
    expect(bound.page.get_by_role("button", name="回到聊天")).to_have_count(0)
    bound.page.add_init_script(
        "window.asked = []; window.WeixinJSBridge = { call: name => asked.push(name) }"
    )
    bound.opens(bank.order(PAYMENT))
    bound.presses("不同意")
    bound.presses("回到聊天")

    assert bound.page.evaluate("asked") == ["closeWindow"]


def test_in_a_frame_one_tap_binds(bank, another):
    phone = another()
    phone.page.goto(f"{bank.framer}/frame")
    phone.page.evaluate(
        """() => {
            window.told = [];
            window.addEventListener("message", ({ origin, data }) => told.push([origin, data]));
        }"""
    )
    frame = phone.page.frame_locator("iframe")
    phone.page.locator("iframe").evaluate("(frame, url) => { frame.src = url; }", f"{bank.url}/bind")
    phone.page.wait_for_function("told.some(([, data]) => data.guitai === 'binding')")
    tells(phone, bank, {"guitai": "binding", **bank.customer.details})
    expect(frame.get_by_label("姓名")).to_have_value(bank.customer.name)
    frame.get_by_role("button", name="获取验证码").click()
    expect(frame.get_by_label("短信验证码")).to_be_visible()
    tells(phone, bank, {"guitai": "code", "code": bank.code()})
    expect(frame.locator("#page")).to_have_attribute("data-screen", "done")

    assert phone.page.evaluate("told") == [
        [bank.url, {"guitai": "title", "title": "绑定设备 · 江海银行"}],
        [bank.url, {"guitai": "binding"}],
    ]


def tells(phone, bank, message):
    phone.page.locator("iframe").evaluate(
        "(frame, [message, origin]) => frame.contentWindow.postMessage(message, origin)", [message, bank.url]
    )


def test_a_page_hears_nobody_but_who_may_frame_it(bank, phone):
    phone.opens("/bind")
    phone.shows("binding")
    phone.page.evaluate("postMessage({ guitai: 'binding', name: '冒充的人' }, '*')")
    phone.page.evaluate("() => new Promise(done => setTimeout(done))")

    expect(phone.page.get_by_label("姓名")).to_have_value("")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/bind?lang=en", "Bind this device"),
        ("/bind?lang=zh-Hant", "綁定這臺設備"),
        ("/freeze?lang=en", "Emergency freeze"),
    ],
)
def test_a_page_speaks_the_language_that_is_asked_for(phone, path, title):
    phone.opens(path)

    expect(phone.page.locator("h1")).to_have_text(title)


def test_a_cards_own_words_keep_its_language(bank, bound):
    bound.opens(bank.card(Card("Balance", (Row("Current", Money(1)),)), Language.ENGLISH))
    bound.shows("card")

    expect(bound.page.locator("dl")).to_have_attribute("lang", "en")
    expect(bound.page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("width", [NARROWEST, AT_200_PERCENT])
def test_every_page_fits(bank, another, width):
    narrow = another(width)
    narrow.opens("/bind")
    assert fits(narrow)
    narrow.binds()
    narrow.shows("done")
    for path, screen in {
        bank.card(BALANCE): "card",
        bank.order(PAYMENT, Strength.CERTIFICATE): "order",
        "/devices": "devices",
        "/freeze?lang=en": "freeze",
        "/check": "check",
    }.items():
        narrow.opens(path)
        narrow.shows(screen)
        assert fits(narrow), path


def fits(phone):
    return phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_whatever_is_tapped_is_large_enough(bank, bound):
    for path, screen in {
        bank.order(PAYMENT, Strength.CODE): "order",
        bank.card(BALANCE): "card",
        "/devices": "devices",
    }.items():
        bound.opens(path)
        bound.shows(screen)
        for target in bound.page.locator(
            "button:visible, input:visible, summary:visible, nav a:visible"
        ).all():
            assert target.bounding_box()["height"] >= 44, target.inner_text()


def test_a_form_goes_by_the_keyboard(bank, bound):
    bound.opens(bank.order(PAYMENT))
    bound.shows("order")
    bound.page.keyboard.press("Tab")
    expect(bound.page.get_by_label("交易密码")).to_be_focused()
    bound.page.keyboard.type(bank.customer.pin)
    bound.page.keyboard.press("Enter")
    bound.shows("signed")

    expect(bound.page.locator("h1")).to_be_focused()
