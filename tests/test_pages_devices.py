"""Binding, devices and the freeze on pages inside WeChat, in a real browser on the real bank."""

import pytest
from playwright.sync_api import expect
from tests.browsing import BALANCE, PAYMENT
from tests.browsing import another as another
from tests.browsing import bank as bank
from tests.browsing import bound as bound
from tests.browsing import chromium as chromium
from tests.browsing import phone as phone

pytestmark = pytest.mark.browser


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


def test_a_weak_new_pin_is_entered_twice_again(bank, phone):
    phone.opens("/bind")
    phone.page.get_by_label("设为新密码").check()
    phone.enters(**bank.customer.details | {"pin": "123456"}, pin_again="123456")
    phone.finishes_binding()
    expect(phone.page.get_by_role("alert").get_by_text("容易被猜到")).to_be_visible()

    expect(phone.page.locator("[name=pin]")).to_be_focused()
    expect(phone.page.locator("[name=pin]")).to_have_value("")
    expect(phone.page.locator("[name=pin_again]")).to_have_value("")


def test_a_code_that_is_filled_in_is_missed_no_more(bank, bound):
    bound.opens("/devices")
    bound.page.locator("summary", has_text="数字证书").click()
    bound.presses("申请数字证书")
    expect(bound.page.get_by_text("请填写6位数字的验证码")).to_be_visible()
    bound.has_a_code_sent()

    expect(bound.page.get_by_text("请填写6位数字的验证码")).to_be_hidden()


def test_a_fourth_device_takes_the_place_of_the_oldest(bank, bound, another):
    for _ in range(2):
        more = another()
        more.opens("/bind")
        more.binds()
        more.shows("done")
    fourth = another()
    fourth.opens("/bind")
    fourth.binds()
    fourth.page.get_by_label("移除一台旧设备，绑定这一台").check()
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
    item.get_by_role("button", name="保留").click()
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
    bound.page.locator("summary", has_text="数字证书").click()
    bound.has_a_code_sent()
    bound.enters(code=bank.code(), pin="483015")
    bound.presses("申请数字证书")

    expect(bound.page.get_by_role("status").get_by_text("数字证书办好了")).to_be_visible()
    expect(bound.page.get_by_role("listitem").get_by_text("数字证书有效期至")).to_be_visible()
    expect(bound.page.get_by_role("button", name="续期", exact=True)).to_be_visible()


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
    expect(bound.page.get_by_role("alert")).to_contain_text("要解除冻结，请设一个新的交易密码")
    expect(bound.page.get_by_label("设为新密码")).to_be_checked()
    bound.enters(pin="483015", pin_again="483015")
    bound.presses("完成绑定")
    bound.shows("done")
    bound.opens(bank.card(BALANCE))

    bound.shows("card")
