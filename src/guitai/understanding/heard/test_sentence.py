import pytest

from guitai.money import Money
from guitai.understanding.heard.sentence import as_meant

MEANT = {
    "我象癸王五转账2007试块钱": "我象给王五转账2070元",
    "刽老马转账780": "给老马转账780",
    "请转规妈妈105块": "请转给妈妈105块",
    "灰420块一给刘阳": "汇420块一给刘阳",
    "转账两万元闺汪小明": "转账两万元给汪小明",
    "转1600刘尸块钱给给张三": "转1660元给张三",
    "帮卧把四完8000元转给张伟": "帮卧把48000元转给张伟",
    "转给李思3000思": "转给李思3400元",
    "转给王五散百块": "转给王五300元",
    "打嗣10元给许敏": "打40元给许敏",
    "给刘阳汇而败95元": "给刘阳汇295元",
    "转张死十五给胡老": "转账45元给胡老",
    "五百块3毛": "500.30元",
}
# Nothing in these sounds wrong: they stand as they are.
PLAIN = (
    "给张三转五百 转给张三三百零六 给三舅500 给老刘五百 给周桂兰转五百 转500给周桂兰 存两万元一年 "
    "近三个月的明细 查一下尾号五二零七的余额 第二个 给张三转1,000块 给张三转3.5块 转给张三的钱到了吗 把钱转给王五 "
    "日元现在什么汇率 给张三转就五百 刚转给王磊的钱能撤回吗 口袋里还有几块钱 一个月打几次电话 3万5千 2万3块"
).split()
VAGUE = {
    "转账290实块给王晤": ("290实块", (Money(290_00), Money(294_00))),
    "给李四转百四十六块": ("百四十六块", ()),
    "转给汪武期11": ("11", (Money(11_00), Money(71_00))),
    "转给王五17": ("17", (Money(17_00), Money(57_00))),
    "请嘿耳十院给汪武": ("耳十院", (Money(20_00), Money(10_00))),
    "给李四转二百十八": ("二百十八", (Money(218_00),)),
    "转六百二元给李四": ("六百二元", (Money(620_00), Money(602_00))),
}


@pytest.mark.parametrize("heard, meant", MEANT.items())
def test_an_order_is_read_as_it_must_have_been_said(heard, meant):
    assert as_meant(heard).text == meant
    assert as_meant(heard).unsure is None


@pytest.mark.parametrize("heard", PLAIN)
def test_what_sounds_right_stands_as_it_is(heard):
    assert as_meant(heard).text == heard
    assert as_meant(heard).unsure is None


@pytest.mark.parametrize("heard, why", VAGUE.items())
def test_a_sum_that_may_be_another_is_asked_for(heard, why):
    unsure = as_meant(heard).unsure

    assert unsure is not None
    assert (unsure.said, unsure.likely) == why
