"""他 is the one of the payee book who was named last; where it may be somebody else, it is nobody."""

from datetime import datetime, timedelta

import pytest

from guitai.money import Money
from guitai.understanding.answer import Answer, How
from guitai.understanding.antecedent import MOST, WITHIN, antecedent, lately, share
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
BOOK = {"张三", "李四", "李四海"}


def him(*texts, how=How.TYPED):
    return antecedent([Answer(text, NOW, how) for text in texts], BOOK)


@pytest.mark.parametrize(
    "texts, name",
    [
        (["上次跟张三吃火锅", "他先垫的钱", "转他"], "张三"),
        (["李四你知道吧 我老同学", "前两天帮我搬家，累得够呛", "给他转200"], "李四"),
        (["張三幫我訂咗飛", "兩張，每張680", "過1360畀佢"], "张三"),
        (["张三的钱还了", "李四那份呢", "周五给他转"], "李四"),
        (["张三帮我交了物业费620", "另外还有买菜的80", "700转给他就行"], "张三"),
        (["my friend 张三 fixed my bike", "send him 200"], "张三"),
        (["我 roommate 李四 paid the electricity", "my half is 206", "send him 206"], "李四"),
        (["老李 就李四嘛", "工钱还没给他", "给他转1400"], "李四"),
        (["李四海 paid for the hotel", "send him 600"], "李四海"),
    ],
)
def test_he_is_who_was_named_last(texts, name):
    assert him(*texts) == name


@pytest.mark.parametrize(
    "texts",
    [
        ["今天真冷", "转他500"],
        ["张三和李四一起吃的饭", "给他转500"],
        ["张三借过我钱", "王芳也来了", "转她500"],
        ["张三借过我钱", "我妈住院了", "给她转500"],
        ["李四她妈妈做的腊肉", "转她225"],
        ["我老公说张三人不错", "给他转500"],
        ["张三借过我钱", "my sister needs money", "send her 500"],
        ["给张三转", "换个人", "给他转500"],
        ["老王是李四的邻居", "给他转500"],
    ],
)
def test_where_he_may_be_another_he_is_nobody(texts):
    assert him(*texts) == ""


@pytest.mark.parametrize(
    "text, yuan",
    [
        ("我那份是124.6", "124.6"),
        ("我那一半是440块", "440"),
        ("my half is 206", "206"),
        ("我那份是124.6还是125来着", None),
        ("他那份是124.6", None),
    ],
)
def test_my_share_is_what_was_said_just_before(text, yuan):
    told = share([Answer(text, NOW), Answer("把我那份转给他", NOW)])

    assert told == (Money.parse(yuan) if yuan else None)


def test_a_name_that_was_heard_is_nobodys():
    assert him("上次跟张三吃火锅", "转他", how=How.SPOKEN) == ""


def test_no_more_is_remembered_than_was_said_lately():
    old, fresh = (
        Answer("张三", NOW - WITHIN),
        Answer("李四", NOW - timedelta(minutes=1), slots={"payee": "李四"}),
    )

    assert lately([old, fresh], Answer("转他", NOW)) == [fresh, Answer("转他", NOW)]
    assert len(lately([fresh] * 9, fresh)) == MOST
    assert lately([], fresh)[0].slots == {}
