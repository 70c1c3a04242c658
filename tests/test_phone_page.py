"""The phone in a browser: what one sees and touches in WeChat is there, and a walk by mouse or by keyboard works."""

import io
import re
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import expect, sync_playwright
from tests.browsing import CHROMIUM
from tests.demo_process import own_demo
from tests.phone_window import answered, phone, writes
from tests.walking import Books

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
NARROWEST, AT_200_PERCENT = {"width": 320, "height": 640}, {"width": 720, "height": 450}
MOST_TABS = 40
HERE = ("127.0.0.1", None)  # None: data and blob addresses

demo = own_demo


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(demo, chromium):
    """Opens the page in a window; at the end it has complained of nothing and asked nobody else for anything."""
    contexts, complaints, strangers = [], [], []

    def open_page(size, *openids):
        context = chromium.new_context(viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: line.type in ("error", "warning") and complaints.append(line.text))
        page.on("request", lambda asked: strangers.append(asked.url) if away(asked.url) else None)
        page.goto(f"{demo.url}/#{','.join(openids)}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert (complaints, strangers) == ([], [])


@pytest.fixture(scope="module")
def http(demo):
    with demo.phones() as http:
        yield http


@pytest.fixture
def people(http):
    """The demo customers' openids. Nobody has said anything for an hour."""
    http.post("/phone/clock", json={"advance": "PT1H"}).raise_for_status()
    users = http.get("/phone/users").json()["users"]
    return [user["openid"] for user in users if user["customer"]]


@pytest.fixture(scope="module")
def books(demo):
    with demo.books() as connection:
        connection.autocommit = True
        yield lambda openid: Books(connection, openid)


def away(url):
    return urlsplit(url).hostname not in HERE


def bind(phone):
    """Make this browser a device on the page that is open over the chat: the details are filled in.

    The code comes as a text message, which may take its time.
    """
    page = phone.frame_locator("iframe.page")
    page.get_by_role("button", name="获取验证码").click()
    expect(page.locator("h1")).not_to_have_text("先绑定这台设备", timeout=60_000)


def balances(phone):
    """The amounts in the page that is open over the chat."""
    page = phone.frame_locator("iframe.page")
    expect(page.locator("h1")).to_have_text("账户余额")
    return page.locator("dd").all_inner_texts()


def inside(small, big):
    inner, outer = small.bounding_box(), big.bounding_box()
    return outer["x"] <= inner["x"] and inner["x"] + inner["width"] <= outer["x"] + outer["width"]


def test_the_chat_looks_like_wechats(opened, people):
    chat = phone(opened(WIDE, people[0]), people[0])
    reply = writes(chat, "我的余额")
    mine = chat.locator("article.message[data-from=user]").last.locator(".bubble")
    theirs = reply.locator(".bubble")
    middle = chat.bounding_box()["x"] + chat.bounding_box()["width"] / 2

    expect(chat.locator(".title-bar h2")).to_have_text("江海银行")
    expect(chat.locator("time.grey").last).to_contain_text(":")
    expect(mine).to_have_text("我的余额")
    assert mine.bounding_box()["x"] > middle
    assert theirs.bounding_box()["x"] < middle
    assert mine.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(149, 236, 105)"
    expect(reply.locator("a.link")).to_have_count(1)
    assert reply.locator(".choice[data-option]").count() >= 2


def test_menu_keyboard_and_voice_take_turns(opened, people):
    chat = phone(opened(WIDE, people[0]), people[0])
    bar = chat.locator(".menu-button")
    bar.first.click()
    assert 1 <= bar.count() <= 3
    expect(chat.locator(".menu-item").first).to_be_visible()
    chat.locator("[data-action=keyboard]").click()
    expect(chat.locator(".writing")).to_be_focused()
    expect(chat.locator(".menu-item").first).to_be_hidden()
    chat.locator("[data-action=voice]").click()
    expect(chat.locator(".talk")).to_have_text("按住 说话")
    expect(chat.locator(".writing")).to_be_hidden()
    chat.locator("[data-action=menu]").click()

    expect(bar.first).to_be_visible()


def test_a_button_of_the_menu_is_said_in_grey_and_answered(opened, people):
    chat = phone(opened(WIDE, people[0]), people[0])
    chat.locator(".menu-button", has_text="账户").click()
    reply = answered(chat, lambda: chat.locator(".menu-item", has_text="查余额").click())

    expect(chat.locator("p.grey").last).to_contain_text("查余额")
    expect(reply.locator("a.link")).to_be_visible()


def test_a_card_opens_over_the_chat_and_shows_what_the_books_say(opened, people, books):
    chat = phone(opened(WIDE, people[0]), people[0])
    writes(chat, "我的余额").locator("a.link").click()
    sheet = chat.locator(".sheet[role=dialog]")
    bind(chat)
    shown = balances(chat)
    sheet.get_by_label("关闭").click()

    assert sorted(shown) == sorted(books(people[0]).balances().values())
    expect(sheet).to_have_count(0)
    expect(chat.locator(".title-bar h2")).to_have_text("江海银行")


def test_a_choice_that_is_tapped_is_said_and_answered(opened, people):
    chat = phone(opened(WIDE, people[0]), people[0])
    choice = writes(chat, "明细").locator(".choice[data-option]", has_text="尾号").first
    label = choice.inner_text().partition(". ")[2]
    reply = answered(chat, choice.click)

    expect(chat.locator("article.message[data-from=user]").last).to_contain_text(label)
    expect(reply).to_contain_text(label.removeprefix("只看"))
    expect(reply.locator("a.link")).to_be_visible()


def test_a_sticker_a_picture_and_a_place_are_shown_and_answered(opened, people):
    chat = phone(opened(WIDE, people[1]), people[1])
    picture = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(picture, "PNG")
    file = {"name": "p.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    mine = chat.locator("article.message[data-from=user]")
    writes(chat, "您好")
    chat.locator("[data-action=stickers]").click()
    sticker = answered(chat, chat.locator(".sticker-choice").click)
    expect(mine.last.locator("svg.sticker")).to_be_visible()
    chat.locator("[data-action=plus]").click()
    chat.locator("input[data-kind=image]").set_input_files(file)
    # A picture that takes long to look at is acknowledged first.
    seen = chat.locator("article.message[data-from=bank]", has_text="图片里没有看到")
    expect(seen).to_be_visible()
    expect(mine.last.locator("img")).to_be_visible()
    chat.locator(".plus-item", has_text="位置").click()
    chat.locator(".place-row", has_text="人民广场").click()
    place = answered(chat, lambda: chat.locator(".sheet .solid").click())

    expect(mine.last.locator("svg.map")).to_be_visible()
    expect(mine.last).to_contain_text("人民广场")
    for reply, names in ((sticker, "表情"), (seen, "图片"), (place, "位置")):
        expect(reply).to_contain_text(names)


def test_the_panel_behind_the_plus_offers_what_wechats_does(opened, people):
    chat = phone(opened(WIDE, people[0]), people[0])
    chat.locator("[data-action=keyboard]").click()
    chat.locator("[data-action=plus]").click()
    expect(chat.locator(".plus-item").first).to_be_visible()

    assert set(chat.locator(".plus-item").all_inner_texts()) >= {"相册", "拍摄", "位置", "文件"}


def test_two_phones_lie_side_by_side_and_do_not_hear_each_other(opened, people):
    page = opened(WIDE, people[0])
    left = phone(page, people[0])
    page.locator(f'#people [data-openid="{people[1]}"]').click()
    right = phone(page, people[1])
    heard = left.locator("article.message").count()
    writes(right, "我的账户")
    first, second = left.bounding_box(), right.bounding_box()

    assert first["x"] + first["width"] <= second["x"]
    assert second["x"] + second["width"] <= WIDE["width"]
    assert left.locator("article.message").count() == heard


def test_the_wire_shows_each_message_encrypted_and_plain(opened, people):
    page = opened(WIDE, people[0])
    chat = phone(page, people[0])
    page.locator("[data-panel=wire]").click()
    writes(chat, "我现在的余额")
    rows = page.locator(f'#panel li[data-openid="{people[0]}"]')
    # The wire comes by a way of its own, later than the chat: until then an older reply is last.
    expect(rows.nth(-2)).to_contain_text("我现在的余额")
    rows.last.locator("summary").click()
    encrypted, plain = (rows.last.locator("figure").nth(place) for place in (0, 1))

    expect(encrypted).to_contain_text("密文")
    expect(encrypted).to_contain_text("<Encrypt>")
    expect(encrypted).not_to_contain_text("余额")
    expect(plain).to_contain_text("明文")
    expect(plain).to_contain_text("您的余额查好了")


def test_a_narrow_window_is_one_phone(opened, people, books):
    page = opened(NARROW, people[1])
    chat = phone(page, people[1])
    reply = writes(chat, "我的余额")
    assert inside(reply.locator(".bubble"), chat)
    reply.locator("a.link").click()
    bind(chat)
    shown = balances(chat)
    chat.locator(".sheet").get_by_label("关闭").click()
    page.locator("#open-tools").click()
    page.locator(f'#people [data-openid="{people[0]}"]').click()
    other = phone(page, people[0])

    assert sorted(shown) == sorted(books(people[1]).balances().values())
    assert chat.count() == 0
    assert other.bounding_box()["width"] == NARROW["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_times_are_told_anew_when_the_clock_moves(opened, people, http):
    page = opened(WIDE, people[2])
    chat = phone(page, people[2])
    writes(chat, "您好")
    told = chat.locator("time.grey").last
    expect(told).to_have_text(re.compile(r"^\d\d:\d\d$"))
    http.post("/phone/clock", json={"advance": "P7D"}).raise_for_status()

    expect(told).to_have_text(re.compile(r"\d+月\d+日 \d\d:\d\d$"))


def test_the_same_day_of_another_month_is_another_day(opened, people):
    days = opened(WIDE, people[2]).evaluate(
        """async () => {
            const { dayOf } = await import("/page/time.js");
            return ["2026-11-24", "2026-12-24"].map(day => dayOf(new Date(`${day}T10:00+08:00`)));
        }"""
    )

    assert days[1] - days[0] == 30


def test_a_picture_that_loads_late_does_not_push_the_end_out_of_sight(opened, people):
    chat = phone(opened(WIDE, people[0]), people[0])
    writes(chat, "我的余额")
    chat.locator(".chat").evaluate(
        """chat => {
            const late = document.createElement("p");
            late.className = "late";
            late.style.height = "300px";
            chat.querySelector(".messages").append(late);
            chat.dispatchEvent(new Event("scroll")); // as it comes when the answer before it was scrolled to
        }"""
    )

    expect(chat.locator(".late")).to_be_in_viewport(ratio=1)


def test_the_wire_is_searched_by_what_was_said(opened, people):
    page = opened(WIDE, people[0])
    chat = phone(page, people[0])
    writes(chat, "我的余额")
    writes(chat, "谢谢")
    page.locator("[data-panel=wire]").click()
    shown = page.locator(f'#panel li[data-openid="{people[0]}"][data-direction=push]:visible')
    expect(shown.last).to_contain_text("text 谢谢")
    page.locator("#wire-filter").fill("<Content><![CDATA[我的余额]]>")

    expect(shown.last).to_contain_text("我的余额")
    expect(page.locator("#panel li:visible", has_text="谢谢")).to_have_count(0)


def test_at_two_hundred_percent_a_phone_still_fits(opened, people):
    chat = phone(opened(AT_200_PERCENT, people[0]), people[0])
    reply = writes(chat, "我的余额")

    assert chat.bounding_box() == {"x": 0, "y": 0, **AT_200_PERCENT}
    expect(reply.locator("a.link")).to_be_in_viewport(ratio=1)
    expect(chat.locator(".writing")).to_be_in_viewport(ratio=1)


def test_the_tools_of_a_narrow_window_go_by_the_keyboard(opened, people):
    page = opened(NARROWEST, people[0])
    phone(page, people[0])
    button = page.locator("#open-tools")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#people .person").first).to_be_focused()
    reach(page, page.locator("[data-move='clock.date']"))
    page.keyboard.press("Enter")
    assert inside(page.locator("#clock .popup-panel"), page.locator("body"))
    page.keyboard.press("Escape")
    reach(page, page.locator("[data-panel=wire]"))
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    page.keyboard.press("Escape")

    expect(button).to_be_focused()
    expect(page.locator("#tools")).to_be_hidden()


def test_escape_closes_what_the_plus_opened(opened, people):
    page = opened(WIDE, people[0])
    chat = phone(page, people[0])
    chat.locator("[data-action=keyboard]").click()
    plus = chat.locator("[data-action=plus]")
    plus.press("Enter")
    chat.locator(".plus-item").first.focus()
    page.keyboard.press("Escape")

    expect(chat.locator(".plus-item").first).to_be_hidden()
    expect(plus).to_be_focused()


def test_all_of_it_goes_by_the_keyboard(opened, people, books):
    page = opened(WIDE, people[2])
    chat = phone(page, people[2])
    writes(chat, "我的余额").locator("a.link").click()
    bind(chat)  # how a page of the bank's goes by the keyboard is tested with the pages
    balances(chat)
    chat.locator(".sheet").get_by_label("关闭").click()
    chat.locator("[data-action=menu]").click()
    reach(page, chat.locator("[data-action=keyboard]"), backwards=True)  # not through the chat's history
    page.keyboard.press("Enter")
    expect(chat.locator(".writing")).to_be_focused()
    page.keyboard.insert_text("我的余额")
    reply = answered(chat, lambda: page.keyboard.press("Enter"))
    reach(page, reply.locator("a.link"), backwards=True)
    page.keyboard.press("Enter")
    shown = balances(chat)
    expect(chat.locator(".sheet[role=dialog]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(reply.locator("a.link")).to_be_focused()
    reach(page, reply.locator(".choice").first)
    answered(chat, lambda: page.keyboard.press("Enter"))

    assert sorted(shown) == sorted(books(people[2]).balances().values())


def reach(page, wanted, *, backwards=False):
    """Go there by the tab key alone."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError("the tab key never got there")
