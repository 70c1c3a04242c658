import pytest

from guitai.understanding.clauses import clauses

TWO = {
    "查余额然后给张三转500": ["查余额", "给张三转500"],
    "先查余额够的话转500给妈妈再交电费": ["查余额", "转500给妈妈", "交电费"],
    "还信用卡顺便看下账单": ["还信用卡", "看下账单"],
    "查下余额，再查下明细": ["查下余额", "查下明细"],
    "看下明细，再挂失": ["看下明细", "挂失"],
    "取消轉帳，然後凍結我的卡": ["取消轉帳", "凍結我的卡"],
    "send 500 to 张三 and then send 300 to 李四": ["send 500 to张三", "send 300 to李四"],
    "check my balance and then send 500 to Li Lei": ["check my balance", "send 500 to Li Lei"],
}
ONE = """给张三转500，备注饭钱
给张三转500，明天到
给张三转500，不对，给李四
再转一笔
明天再给张三转500
汇两万给冯建国，周五上午九点再转
转账还要多久到
该还老李的钱了，还他两千
提前还贷，先还2w
我的余额还有多少
买两张电影票和一张咖啡券
send 500 to Li Lei and Wang Fang"""
DENIED = """我不是要贷款
我没说要转账
我不想买理财了
先别转
别给张三转了
不用交电费了
我不借了
唔好轉俾阿明
没有要贷款啊
I don't want a loan
don't send it"""
WISHED = """不要再给我发营销短信了
到期不要自动转存
卡不见了
不想绑定了
为什么不能转账
我不会转账
不还款会怎么样
密码不对转不了账
don't send me promotions"""


@pytest.mark.parametrize("text, parts", TWO.items())
def test_two_wishes_are_parted(text, parts):
    assert [clause.text for clause in clauses(text)] == parts


@pytest.mark.parametrize(
    "text, joined",
    [
        ("查余额，然后给张三转500", [False, True]),
        ("先查余额，够的话转500给妈妈", [False, True]),
        ("check my balance and then send 500 to Li Lei", [False, True]),
        ("查余额，给张三转500", [False, False]),
        ("看下余额。给张三转500，顺便查下明细", [False, False, True]),
        ("不转账，就看看余额", [False, False]),
    ],
)
def test_it_is_told_whether_a_word_joins_a_part_or_a_pause_alone(text, joined):
    assert [clause.joined for clause in clauses(text)] == joined


@pytest.mark.parametrize("text", ONE.splitlines())
def test_what_says_one_thing_stays_whole(text):
    assert len(clauses(text)) == 1


@pytest.mark.parametrize("text", DENIED.splitlines())
def test_what_is_not_wished_is_known(text):
    assert [clause.denied for clause in clauses(text)] == [True]


@pytest.mark.parametrize("text", WISHED.splitlines())
def test_not_every_no_refuses_a_wish(text):
    assert [clause.denied for clause in clauses(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "不转了，给我查下余额",
        "我不是要贷款，我想存钱",
        "不是贷款，是还贷款",
        "别买了帮我取消申购",
        "不预约，就想知道五角场人多不多",
        "先不还，看看那张条子哪天到期",
        "不分期 信用卡一次還掉八千九",
    ],
)
def test_one_is_refused_and_another_wished(text):
    assert [clause.denied for clause in clauses(text)] == [True, False]
