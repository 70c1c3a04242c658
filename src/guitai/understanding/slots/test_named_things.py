"""Names that stand in no list: products, covers, offers, notices, places, things to be done, people."""

from datetime import datetime

import pytest

from guitai.understanding.fold import said
from guitai.understanding.slots.reading import read
from guitai.understanding.slots.words import read_as
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)


def slots(intent, text):
    return read_as(intent, read(said(text), NOW))


# Invented names of the shapes that banks give them; {} in every sentence that may hold one.
PRODUCTS = (
    """
招利宝|聚益180天|安盈一年持有|金雪球稳利1号|恒信消费混合A|月月添利|鼎盛之选三期|稳健增长2号|海川中证红利指数|薪金煲
瑞享季季红|和信半年丰|惠泽2026年第3期|科创50联接C|碳中和主题基金
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
ASKED_OF = ["{}今天收益多少", "我买的{}怎么样了", "看下{}现在多少钱了", "昨天申购的{}确认了吗", "{}亏了没"]
TRADED = ["把三万块投到{}", "申购{}，两千", "从{}里取五百出来", "{}全部赎回", "我要买{}，一万"]


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_product_is_named_by_its_shape(product):
    every = [("wealth.holdings", text) for text in ASKED_OF] + [("wealth.redeem", text) for text in TRADED]
    wrong = [
        (text.format(product), got)
        for intent, text in every
        if (got := slots(intent, text.format(product)).get("product")) != product
    ]

    assert wrong == []


@pytest.mark.parametrize("product", [name for name in PRODUCTS if any(c.isdigit() for c in name)])
def test_a_number_in_a_products_name_is_neither_money_nor_time(product):
    found = slots("wealth.buy", f"买{product}，两万")

    assert found["amount"].fen == 20_000_00
    assert not {"term", "period", "when"} & found.keys()
    assert "amount" not in slots("wealth.browse", f"{product}好不好")


SAID = [
    ("wealth.buy", "buy 5k of Harbour Growth Fund", "product", "Harbour Growth Fund"),
    ("wealth.redeem", "Redeem Sunny Days No. 3 please", "product", "Sunny Days No. 3"),
    ("wealth.browse", "那个“步步盈”收益怎么样", "product", "步步盈"),
    ("insurance.buy", "投保安行天下旅游险，5天", "product", "安行天下旅游险"),
    ("insurance.policies", "我的泰和福年金保单发我", "product", "泰和福年金"),
    ("insurance.cancel", "把“爱家无忧”退了", "product", "爱家无忧"),
    ("insurance.browse", "想买份golf insurance", "product", "golf insurance"),
    ("branches.nearby", "五四广场边上的支行排多少人", "place", "五四广场"),
    ("branches.nearby", "我在六里桥，最近的ATM在哪", "place", "六里桥"),
    ("branches.nearby", "万象汇3楼有网点吗", "place", "万象汇3楼"),
    ("branches.book", "观音堂，下周三上午，办社保卡激活", "place", "观音堂"),
    ("branches.book", "约明天下午三点去东风路支行，打印征信报告", "service", "打印征信报告"),
    ("branches.book", "后天去网点办房产抵押登记", "service", "房产抵押登记"),
    ("branches.book", "周五想换个新存折", "service", "换个新存折"),
    ("branches.nearby", "哪家网点有母婴室", "service", "母婴室"),
    (
        "branches.book",
        "Book Garden Road branch for a pension consultation",
        "service",
        "pension consultation",
    ),
    ("life.browse", "滨江天街的烤肉店有优惠吗", "offer", "烤肉店"),
    ("life.buy", "买两张海豚馆夜场门票", "offer", "海豚馆夜场门票"),
    ("life.buy", "来份小龙虾四人套餐", "offer", "小龙虾四人套餐"),
    ("life.buy", "两份阿嬷家的双皮奶券", "offer", "阿嬷家的双皮奶券"),
    ("life.buy", "one Riverside brunch voucher", "offer", "Riverside brunch voucher"),
    ("notices.settings", "境外登录告警关一下", "notice", "境外登录告警"),
    ("notices.settings", "大额支出的短信提醒开着", "notice", "大额支出的短信提醒"),
    ("notices.settings", "Switch the salary credit alerts off", "notice", "salary credit alerts"),
    ("bills.pay", "Settle the Harbour Gas bill", "biller", "Harbour Gas bill"),
    ("bills.pay", "海天燃气公司的费用交一下", "biller", "燃气公司"),
    ("transfers.send", "两百，我外婆，备注买菜", "payee", "我外婆"),
    ("transfers.send", "司徒静，交通银行，三百", "payee", "司徒静"),
    ("transfers.send", "给阿Ken过五百", "payee", "阿Ken"),
    ("transfers.send", "Mr Lau, 3,000 for the rent", "payee", "Mr Lau"),
    ("transfers.send", "收款人缑明远，五百", "payee", "缑明远"),
    ("transfers.send", "饭是阿强垫的，转他一百八", "payee", "阿强"),
    ("transfers.send", "给张三的女朋友转520", "payee", "张三的女朋友"),
    ("transfers.send", "把“班费”写在附言里，转150给周妈妈", "memo", "班费"),
    ("circles.repay", "上次从学姐那里借的两千，现在还", "payee", "学姐"),
    ("circles.borrow", "跟阿德借两万，三个月后还", "payee", "阿德"),
    ("transfers.send", "给林转405元", "payee", "林"),
    ("transfers.send", "王五转四百三", "payee", "王五"),
    ("transfers.status", "小吴离职前转的那笔到了吗", "payee", "小吴"),
    ("wealth.buy", "卡上那点钱全换成瑞丰增强", "product", "瑞丰增强"),
    ("insurance.buy", "给新电脑上个碎屏险", "product", "碎屏险"),
    ("insurance.browse", "想比较两款重疾险", "product", "重疾险"),
    ("branches.nearby", "板桥车站赶车，附近有补折机吗", "place", "板桥车站"),
]


@pytest.mark.parametrize("intent, text, slot, value", SAID)
def test_what_is_in_no_list_is_read_as_it_was_said(intent, text, slot, value):
    assert slots(intent, text).get(slot) == value


@pytest.mark.parametrize(
    "intent, text, slot",
    [
        ("wealth.browse", "年底奖金五万想放半年，稳健点的", "product"),
        ("wealth.browse", "手上有点闲钱，高风险的推荐几个", "product"),
        ("wealth.buy", "图个吉利，买两万", "product"),
        ("insurance.claim", "人家保时捷被我刮了", "product"),
        ("branches.nearby", "今天网点开门吗", "place"),
        ("branches.book", "约个号，明天十点", "service"),
        ("life.browse", "附近有什么好吃的", "place"),
        ("transfers.send", "从工资卡转到储蓄卡2000", "payee"),
        ("transfers.send", "给手机充一百", "payee"),
        ("wealth.holdings", "年初到现在一共赚了多少", "product"),
        ("wealth.redeem", "把投的钱提出来", "product"),
        ("wealth.buy", "上次那款再续着买一万", "product"),
        ("insurance.policies", "保单上的名字拼错了", "product"),
        ("insurance.claim", "倒车把柱子撞了", "product"),
        ("branches.nearby", "下班路上停车方便的网点", "place"),
        ("bills.list", "有没有欠费", "biller"),
        ("transfers.status", "一分钱都没收到", "payee"),
        ("transfers.send", "备注空着就行，给表弟转99", "memo"),
        ("notices.settings", "关掉通知", "notice"),
    ],
)
def test_what_only_looks_like_a_name_is_none(intent, text, slot):
    assert slot not in slots(intent, text)


@pytest.mark.parametrize(
    "text, state",
    [
        ("能不能给我开一下工资提醒", "on"),
        ("有没有开关，账单提醒关咯", "off"),
        ("动账短信给我开开", "on"),
        ("还款提醒从今往后不用了", "off"),
        ("提醒都免了吧", "off"),
    ],
)
def test_a_notice_is_switched_as_it_was_said(text, state):
    assert slots("notices.settings", text)["switch"] == state
