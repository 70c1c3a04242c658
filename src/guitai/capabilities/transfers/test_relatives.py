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


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("给楼下裁缝转三百 她叫王秀兰", "王秀兰"),
        ("给我弟转500 他叫陈昊", "陈昊"),
        ("转300给楼下师傅，师傅叫李国强", "李国强"),
        ("给李四的妈妈转300 她叫王桂兰", "王桂兰"),
        ("给老战友 高卫国 转1500", "高卫国"),
        ("转500给房东 李建国", "李建国"),
        ("给师傅 车费 转200", "师傅"),
        ("给老板 马上转800", "老板"),
        # what else somebody may call is no name
        ("给修空调的转300 他叫外卖了", "修空调"),
        ("给李四的妈妈转300 她叫我快点", "李四的妈妈"),
    ],
)
def test_who_is_called_by_trade_or_kin_is_paid_by_the_name_that_is_told_behind_it(people, words, whom):
    assert people.says(words).startswith(f"{whom}还不在您的收款人里。")


def test_whom_they_have_paid_is_paid_whatever_is_said_of_the_name(people, order):
    people.says("给李四转300 他叫王五")

    assert order(people)["收款人"] == "李四"


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


@pytest.mark.parametrize("words", ["给老同事李四转300", "转300给室友李四", "还是转给我合伙人李四吧，300"])
def test_who_somebody_is_may_stand_before_their_name(people, order, words):
    people.says(words)

    assert order(people)["收款人"] == "李四"


@pytest.mark.parametrize(
    "whom, called",
    [
        ("室友妈妈", "妈妈"),
        ("房东太太", "太太"),
        ("同事老公", "老公"),
        ("护工刘姐", "刘姐"),
        ("闺蜜佳佳", "佳佳"),
    ],
)
def test_who_is_called_less_than_a_name_is_not_just_anybody_who_is(people, known, whom, called):
    known(people, "周宁", "6214830000000306", called=called)

    assert not people.says(f"给{whom}转300").startswith("给周宁转")


@pytest.mark.parametrize(
    "says",
    [
        ("给我妈转800", "王桂兰", "6217004533314789322"),
        ("给我妈转800", "名字是王桂兰", "6217004533314789322"),
        ("给房东转800", "房东叫王桂兰", "卡号6217004533314789322"),
        ("给我妈转800", "王桂兰 6217004533314789322"),
        ("给我妈转账", "王桂兰", "6217004533314789322", "800"),
        ("给我妈转账", "800", "王桂兰", "6217004533314789322"),
    ],
)
def test_the_name_of_who_is_only_called_something_is_told_when_it_is_and_not_asked_for_again(
    lin, order, says
):
    for words in says:
        lin.says(words)

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("王桂兰", 800_00)


def test_it_may_be_somebody_whom_they_have_paid(people, order):
    people.says("给房东转800")
    people.says("他叫张三")

    assert order(people)["收款人"] == "张三"


@pytest.mark.parametrize(
    "says", [("给我妈转800", "等我找找"), ("给陈丽转800", "王桂兰"), ("给我妈转800", "我姐")]
)
def test_what_is_no_name_or_of_somebody_else_is_asked_for_again(lin, says):
    for words in says:
        lin.says(words)

    assert lin.reply.parts[0].startswith("请发完整的卡号或账号")


def test_so_are_names_in_english(lin, order):
    lin.says("transfer 800 to my landlord")
    lin.says("his name is Michael Chen")
    lin.says("6217006000705614897")

    assert order(lin)["Payee"] == "Michael Chen"
