"""What is around the pages inside WeChat: no network, a snapshot, a frame, small screens, other languages."""

import pytest
from playwright.sync_api import expect
from tests.browsing import BALANCE, PAYMENT
from tests.browsing import another as another
from tests.browsing import bank as bank
from tests.browsing import bound as bound
from tests.browsing import chromium as chromium
from tests.browsing import phone as phone
from tests.page_bank import SNAPSHOT

from guitai.shield.strength import Strength

pytestmark = pytest.mark.browser

NARROWEST = 320
AT_200_PERCENT = 188  # of a phone of 375


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
    expect(bound.page.get_by_text("请关掉这一页")).not_to_be_visible()


def test_a_frame_is_told_to_close_the_page(bank, bound):
    path = bank.order(PAYMENT)
    bound.page.goto(f"{bank.framer}/frame")
    bound.page.evaluate(
        "() => { window.told = []; addEventListener('message', ({ data }) => told.push(data)); }"
    )
    frame = bound.page.frame_locator("iframe")
    bound.page.locator("iframe").evaluate("(frame, url) => { frame.src = url; }", bank.url + path)
    frame.get_by_role("button", name="不同意").click()
    frame.get_by_role("button", name="回到聊天").click()

    bound.page.wait_for_function("told.some(data => data.guitai === 'leave')")
    expect(frame.get_by_text("请关掉这一页")).not_to_be_visible()


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
        ("/bind?lang=en", "Link this device"),
        ("/bind?lang=zh-Hant", "綁定這台設備"),
        ("/freeze?lang=en", "Freeze WeChat banking"),
    ],
)
def test_a_page_speaks_the_language_that_is_asked_for(phone, path, title):
    phone.opens(path)

    expect(phone.page.locator("h1")).to_have_text(title)


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
