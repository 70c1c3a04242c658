import pytest

from guitai.understanding.exact import Command, command, correction


@pytest.mark.parametrize(
    "text, meant",
    [
        ("取消", Command.CANCEL),
        ("取消吧。", Command.CANCEL),
        ("請取消", Command.CANCEL),
        ("Never mind", Command.CANCEL),
        ("返回", Command.BACK),
        ("go back", Command.BACK),
        ("再說一遍", Command.REPEAT),
        ("没看清，再说一遍", Command.REPEAT),
        ("慢点说", Command.REPEAT),
        ("请说慢一点", Command.REPEAT),
        ("slow down please", Command.REPEAT),
        ("列给我看一下", Command.REPEAT),
        ("列出来看看", Command.REPEAT),
        ("幫助", Command.HELP),
        ("Menu", Command.HELP),
        ("更多", Command.MORE),
        ("下一頁", Command.MORE),
        ("仲有冇", Command.MORE),
        ("更早的吧", Command.MORE),
        ("再往前翻", Command.MORE),
        ("第二頁", Command.MORE),
        ("Cancle", Command.CANCEL),
        ("取消啦唔該", Command.CANCEL),
        ("取消掉谢谢", Command.CANCEL),
        ("cancel掉", Command.CANCEL),
        ("cancel please, thanks", Command.CANCEL),
    ],
)
def test_a_command_is_known_in_every_script(text, meant):
    assert command(text) is meant


@pytest.mark.parametrize("text", ["没听懂", "看不懂啊", "我不明白", "没太明白你的意思", "I don't understand"])
def test_who_does_not_understand_an_order_is_shown_it_again(text):
    assert (command(text, ordered=True), command(text)) == (Command.REPEAT, None)


@pytest.mark.parametrize(
    "text",
    ["取消订单", "返回多少钱", "更多理财", "cancel my transfer", "太贵了，取消", "谢谢", "唔該", "", "？"],
)
def test_a_command_inside_a_sentence_is_none(text):
    assert command(text) is None


@pytest.mark.parametrize(
    "text, old, new",
    [
        ("不是500是5000", "500", "5000"),
        ("不是500，是5000。", "500", "5000"),
        ("不对，不是500是5000", "500", "5000"),
        ("唔係500係5000", "500", "5000"),
        ("唔係九月，係十月", "九月", "十月"),
        ("不是九月是七月", "九月", "七月"),
        ("不对，是七月", None, "七月"),
        ("错了，是4410", None, "4410"),
        ("我要看的是七月", None, "七月"),
        ("我想查的是4410", None, "4410"),
        ("不对我要看支出", None, "看支出"),
        ("换成4410", None, "4410"),
        ("不是張三是陳大文", "張三", "陳大文"),
        ("把500改成600", "500", "600"),
        ("500改成5000", "500", "5000"),
        ("not 500 but 5000", "500", "5000"),
        ("not 6239 9900 0000 but 6239 9900 0001", "6239 9900 0000", "6239 9900 0001"),
        ("not 500 it's 5000", "500", "5000"),
        ("账号改成6239 9900 0001", None, "6239 9900 0001"),
        ("不对，是5000", None, "5000"),
        ("说错了，是李四", None, "李四"),
        ("改成5000", None, "5000"),
        ("我要改成5000", None, "5000"),
        ("应该是五千", None, "五千"),
        ("no, 5000", None, "5000"),
        ("I meant 5000", None, "5000"),
        ("make it 5000", None, "5000"),
        ("太多了，改成800吧", None, "800吧"),
        ("算了，改成实时到账", None, "实时到账"),
        ("金额改成64", None, "64"),
        ("收款人换成李四", None, "李四"),
        ("付款账户改成尾号5207", None, "尾号5207"),
        ("付款账户改成5207", None, "尾号5207"),
        ("备注改成房租", None, "备注房租"),
        ("备注写错了，应该是房租", None, "备注房租"),
        ("金额写错了，800", None, "800"),
        ("改成300，备注饭钱", None, "300,备注饭钱"),
        ("改成1,000", None, "1,000"),
        ("不是五百，五千", "五百", "五千"),
        ("not 张三, 李四", "张三", "李四"),
        ("错了，不是500", "500", ""),
        ("我没说要转500", "500", ""),
        ("金额写错了", "amount", ""),
    ],
)
def test_a_correction_says_what_was_wrong_and_what_is_right(text, old, new):
    assert correction(text) == (old, new)


@pytest.mark.parametrize(
    "heard, old, new",
    [
        ("部是五百是五千", "五百", "五千"),
        ("错肋，鹰该是250", None, "250"),
        ("改忱六百二十八", None, "六百二十八"),
        ("怖对，是五千", None, "五千"),
    ],
)
def test_a_correction_that_was_heard_is_known_by_its_sound(heard, old, new):
    assert correction(heard, aloud=True) == (old, new)
    assert correction(heard) is None


@pytest.mark.parametrize(
    "text", ["我不是客户", "不对", "不是", "不是吧", "No, thanks", "no thanks", "转500给张三", "500"]
)
def test_other_sentences_correct_nothing(text):
    assert correction(text) is None
