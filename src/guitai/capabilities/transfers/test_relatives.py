"""Somebody's relative is not that somebody: the one who is named last is paid, and who is not named is asked for."""

import pytest


@pytest.fixture
def people(lin, known):
    for name, number in (("张三", "6214830000000108"), ("李四", "6214830000000207")):
        known(lin, name, number, "308584000013")
    return lin


@pytest.mark.parametrize(
    "words",
    [
        "转300给李四的妹妹张三",
        "给李四的哥哥张三转300",
        "给李四的朋友张三转300",
        "转给李四的女朋友张三300",
        "转300给李四老婆张三",
        "给李四他弟弟张三转300",
        "给李四他妹张三转300",
        "给李四家的孩子张三转300",
        "给物业的张三转300",
        "李四的妹妹张三，转300",
        "给我妹妹张三转300",
    ],
)
def test_who_is_named_as_somebodys_relative_is_paid(people, order, words):
    people.says(words)

    assert (order(people)["收款人"], order(people)["金额"]) == ("张三", 300_00)


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("转300给李四他妈", "李四他妈"),
        ("给李四他妈转300", "李四他妈"),
        ("转300给李四的妈妈", "李四的妈妈"),
        ("给李四的同学转300", "李四的同学"),
        ("给李四的孩子压岁钱300", "李四的孩子"),
        ("转300给李四的妹妹王小红", "王小红"),
    ],
)
def test_who_is_not_known_is_asked_for(people, words, whom):
    assert people.says(words).startswith(f"{whom}还不在您的收款人里。")


@pytest.mark.parametrize("words", ["李四的妹妹张三", "给李四的妹妹张三", "李四的妹妹张三，300"])
def test_it_is_so_where_whom_is_asked_for(people, order, words):
    people.says("转300")
    people.says(words)

    assert (order(people)["收款人"], order(people)["金额"]) == ("张三", 300_00)


@pytest.mark.parametrize(
    "words", ["给李四转300", "转300给李四的卡", "给李四转300，他妈妈病了", "给李四同学转300"]
)
def test_who_is_named_alone_is_paid_as_before(people, order, words):
    people.says(words)

    assert order(people)["收款人"] == "李四"
