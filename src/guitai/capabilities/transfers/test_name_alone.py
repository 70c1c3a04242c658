"""The payee's name is taken alone, and whole: without what is said around it, with the numbers within it."""

import pytest

NUMBER = "6222020200012345678"


@pytest.mark.parametrize(
    "words",
    [
        "给上海五百强科技有限公司转3000，账号6222020200012345678",
        "转3000给上海五百强科技有限公司，账号6222020200012345678",
        "收款人：上海五百强科技有限公司，账号6222020200012345678，转3000元",
    ],
)
def test_a_number_within_a_firms_name_is_a_piece_of_it(lin, order, words):
    lin.says(words)

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("上海五百强科技有限公司", 3000_00)


def test_it_is_no_sum_either(lin, order):
    lin.says("给北京三百六十行文化公司转3000")
    lin.says(NUMBER)

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("北京三百六十行文化公司", 3000_00)


def test_a_sum_between_a_person_and_a_firm_is_one(lin, order):
    lin.says("给张三转五百广告公司的钱")
    lin.says(NUMBER)

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("张三", 500_00)


@pytest.mark.parametrize(
    "words",
    [
        "这是王小明的账户",
        "是我同学王小明",
        "是王小明的卡",
        "王小明的",
        "王小明本人",
        "是王小明自己的卡",
        "我朋友王小明",
        "这张卡是王小明的",
        "户主是王小明",
        "是我老婆王小明的银行卡",
    ],
)
def test_in_whose_name_an_account_is_may_be_said_in_a_sentence(lin, order, words):
    lin.says(f"转300到{NUMBER}")
    lin.says(words)

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("王小明", 300_00)


def test_who_is_not_named_is_asked_for(lin):
    lin.says(f"转300到{NUMBER}")

    assert lin.says("这是我的卡").endswith("收款人的姓名是什么？要和账户的户名一致。")
