"""What is like a fraud is known by two things that honest payments never have together."""

import pytest

from guitai.understanding.frauds import DOUBTED, LIKELY, SLOT, fraud


def told(text):
    wish = fraud(text)
    return wish and wish.slots[SLOT]


@pytest.mark.parametrize(
    "text",
    [
        "刚接到电话 说是公安局的 我涉嫌洗钱",
        "让我把5万转到安全帐户6222024400288615758 户名刘强",
        "有個自稱警察嘅打嚟，話我洗黑錢，要我過數去安全帳戶",
        "检察院的人打电话说我牵涉一个案子，要我配合调查",
        "警察加我微信，让我把8000打到一个账户里配合调查",
        "网上刷单，先垫付2000，做完返2300",
        "有人带我做任务，垫付1000返1200，给他转1000",
        "客服说我中奖了，先交3000税金才能领，转给刘强3000",
        "他们说贷款要先转五千保证金才放款",
        "退款客服让我共享屏幕",
        "网友让我投资虚拟币，说先转5000进去包赚",
        "派出所说我孙子要交保证金，让我转账",
        "孙子在派出所，要保证金三万，转到6222020000000000034 张伟",
        "廉政公署打电话要我交保证金",
        "我儿子出车祸了，医院打电话要我马上转两万到6222020000000000034，张伟",
        "女儿在微信上说她换了手机号，急用钱让我转3万，我有点怀疑",
        "有个网友教我炒股，叫我把钱转到这个账户6222020000000000034，张伟，转一万",
        "有个客服说我快递丢了要退款给我，让我先把验证码给他",
        "社区的人说帮我领补贴，要我银行卡密码，可以给吗",
        "Should I send them the code I received?",
        "他们说不转就来抓我，我该怎么办",
        "对方还在电话上不让我挂",
        "the police called and said i'm involved in money laundering, send 50000 to a safe account",
        "i won a prize but have to pay a 2000 tax first to claim it",
        "they want a deposit of 3000 before the loan is paid, transfer it to 6222024400288615758",
    ],
)
def test_what_is_like_a_fraud(text):
    assert told(text) == LIKELY


@pytest.mark.parametrize(
    "text",
    [
        "这是真的假的啊",
        "这是真的吗",
        "会不会是骗子啊",
        "他是不是骗子",
        "这安全吗会不会被骗",
        "係唔係呃人㗎",
        "is that legit??",
        "is this a scam?",
    ],
)
def test_a_doubt_whether_it_is_one(text):
    assert told(text) == DOUBTED


@pytest.mark.parametrize(
    "text",
    [
        "我可能碰上骗子了，对方说理赔要先交保证金，我刚转出去的两千八赶紧给我拦下来，撤销掉",
        "我要去公安局交罚款",
        "给保险公司的李四转200，我儿子出车祸的修车费，不急",
        "我换了手机号，想改一下预留的手机号",
        "张三住院了，给他转500",
        "验证码收不到怎么办",
        "老师让我交班费，转给张老师200",
        "忘记交易密码了怎么办",
        "他说不转就算了",
        "给公安局的张三转200，罚款他帮我代交",
        "李四在法院上班，帮我给他转300份子钱",
        "法院判我赔张三5000，转给他",
        "警察叫我把医药费转给张三，800",
        "法院的案子判了，法官让我把5000转给张三",
        "派出所打电话说案件有进展，让我去一趟",
        "警察让我配合调查，要打印流水",
        "我账户安全吗",
        "我的存款安全吗",
        "真的？",
        "给李四转500，中奖了请客",
        "租房先交保证金2000给房东",
        "中彩票了要交多少税",
        "给张三垫付了800，他返给我了吗",
        "我被骗了，钱转到安全账户了",
        "法院冻结了我的账户怎么办",
        "这个理财靠谱吗",
        "帮我查查贷款手续费",
        "给李四转2000押金，先转一半",
        "is my money safe?",
        "pay the court fee 300 to 李四",
        "给真的转500",
        "李四在法院上班，案子的事多亏他，给他转300",
        "公司年会我抽中一台手机，给张三转300",
    ],
)
def test_no_false_alarm(text):
    assert fraud(text) is None
