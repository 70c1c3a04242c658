"""A phone on the sandbox's page: its chat, what is written there, the bubble that answers."""

from playwright.sync_api import expect
from tests.browsing import PATIENCE_MS


def phone(page, openid):
    found = page.locator(f'.phone[data-openid="{openid}"]')
    expect(found.locator(".chat[role=log]")).to_be_visible()
    return found


def writes(phone, text):
    """Write this and send it; the bubble that answers."""
    if not phone.locator(".writing").is_visible():
        phone.locator("[data-action=keyboard]").click()
    phone.locator(".writing").fill(text)
    return answered(phone, lambda: phone.locator(".send").click())


def answered(phone, act):
    """The message that the bank answers this with."""
    from_bank = phone.locator("article.message[data-from=bank]")
    before = from_bank.count()
    act()
    expect(from_bank).to_have_count(before + 1, timeout=PATIENCE_MS)
    return from_bank.nth(before)
