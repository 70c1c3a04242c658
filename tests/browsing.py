"""A customer's phone for the bank's pages: a real browser, with a storage of its own."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from tests.page_bank import Bank, served

from guitai.database import Database
from guitai.money import Money
from guitai.shield.card import Card, Part, Row, Shares
from guitai.shield.document import Draft, Line

CHROMIUM = "/usr/bin/chromium"
PATIENCE_MS = 15_000
LOUD = ("error", "warning")
PHONE = {"width": 375, "height": 720}

# What the customer is shown, and what they are asked to sign.
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

expect.set_options(timeout=PATIENCE_MS)


class Phone:
    """One customer's browser, with a storage of its own; what it complains of is kept."""

    def __init__(self, bank: Bank, context: BrowserContext) -> None:
        self.bank = bank
        self.context = context
        self.complaints: list[str] = []
        self.page = self._new_page()

    def _new_page(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)
        return page

    def _heard(self, line: ConsoleMessage) -> None:
        # That the bank said no, or that a test cut the line, is no complaint of the page's.
        if line.type in LOUD and not line.text.startswith("Failed to load resource"):
            self.complaints.append(line.text)

    def opens(self, path: str) -> Page:
        """Open a page of the bank's, as a link in the chat would."""
        self.page.goto(self.bank.url + path)
        return self.page

    def shows(self, screen: str) -> None:
        """This is on the screen."""
        expect(self.page.locator("#page")).to_have_attribute("data-screen", screen)

    def enters(self, **entries: str) -> None:
        """Fill in fields by their names."""
        for name, entry in entries.items():
            self.page.locator(f"[name={name}]:visible").fill(entry)

    def presses(self, label: str) -> None:
        """Press a button that says so."""
        self.page.get_by_role("button", name=label, exact=True).click()

    def binds(self) -> None:
        """Bind it where the form is on the screen."""
        self.enters(**self.bank.customer.details)
        self.finishes_binding()

    def finishes_binding(self) -> None:
        """Have a code sent for what has been entered, and bind with it."""
        self.presses("获取验证码")
        expect(self.page.locator("[name=code]")).to_be_visible()
        self.enters(code=self.bank.code())
        self.presses("完成绑定")

    def rows(self) -> list[str]:
        """The values that are on the screen."""
        return self.page.locator("dd").all_inner_texts()

    def has_a_code_sent(self) -> None:
        """Ask for a code by SMS, and wait until it is under way."""
        self.presses("发送验证码")
        expect(self.page.locator("[data-code=waiting]")).to_be_visible()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def bank(database: Database, owner_database: Database) -> Iterator[Bank]:
    """A bank with one customer, who has no device yet."""
    with served(database, owner_database) as bank:
        yield bank


@pytest.fixture
def another(bank: Bank, chromium: Browser) -> Iterator[Callable[..., Phone]]:
    """Makes phones of the customer's; at the end none has complained of anything."""
    phones: list[Phone] = []

    def make(width: int = PHONE["width"]) -> Phone:
        size = {"width": width, "height": PHONE["height"]}
        context = chromium.new_context(viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai")
        phones.append(Phone(bank, context))
        return phones[-1]

    yield make
    for phone in phones:
        phone.context.close()
    assert [complaint for phone in phones for complaint in phone.complaints] == []


@pytest.fixture
def phone(another: Callable[..., Phone]) -> Phone:
    """A phone of the customer's."""
    return another()


@pytest.fixture
def bound(phone: Phone) -> Phone:
    """A phone that is a device already."""
    phone.opens("/bind")
    phone.binds()
    phone.shows("done")
    return phone
