"""Pages of the bank inside the sandbox's phone: one tap makes it a device, and cards open there."""

import pytest
from playwright.sync_api import expect, sync_playwright
from tests.browsing import CHROMIUM
from tests.demo_process import own_demo
from tests.phone_window import phone, writes
from tests.walking import Books

pytestmark = pytest.mark.browser

PATIENCE_MS = 30_000

demo = own_demo


@pytest.fixture(scope="module")
def openid(demo):
    with demo.phones() as http:
        users = http.get("/phone/users").json()["users"]
    return next(user["openid"] for user in users if user["customer"])


@pytest.fixture
def chat(demo, openid):
    """The phone of a customer on which nothing is bound yet."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{demo.url}/#{openid}")
        yield phone(page, openid)
        browser.close()


def asks(chat, text):
    """Write this, and open the link in the answer; the page that is then open."""
    writes(chat, text).locator("a.link").click()
    return chat.frame_locator("iframe.page")


def shows(page, screen):
    expect(page.locator("#page")).to_have_attribute("data-screen", screen, timeout=PATIENCE_MS)


def test_one_tap_makes_the_phone_a_device_until_a_card_is_too_old(demo, openid, chat):
    page = asks(chat, "我的余额")
    shows(page, "binding")
    page.get_by_role("button", name="获取验证码").click()
    shows(page, "card")
    shown = page.locator("dd").all_inner_texts()
    chat.locator(".sheet").get_by_label("关闭").click()
    again = asks(chat, "我的余额")
    shows(again, "card")
    with demo.phones() as http:
        # A little more than the day that a card lives: the clocks of bank and world are not one.
        http.post("/phone/clock", json={"advance": "P1DT1M"}).raise_for_status()
    chat.get_by_label("更多", exact=True).click()
    chat.get_by_role("button", name="刷新").click()
    shows(again, "gone")
    with demo.books() as connection:
        balances = Books(connection, openid).balances()

    assert sorted(shown) == sorted(balances.values())


def test_whoever_is_done_with_a_page_is_back_in_the_chat_by_its_button(chat):
    page = asks(chat, "给王建国转500，账号6222020000000000018")
    shows(page, "binding")
    page.get_by_role("button", name="获取验证码").click()
    shows(page, "order")
    page.get_by_role("button", name="不同意").click()
    shows(page, "declined")
    page.get_by_role("button", name="回到聊天").click()

    expect(chat.locator(".sheet")).to_have_count(0)
    expect(chat.locator(".chat[role=log]")).to_be_visible()
