from datetime import date, datetime

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.reading import ALL, read
from guitai.understanding.slots.words import read_as
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)


def slots(intent, text):
    return read_as(intent, read(said(text), NOW))


@pytest.mark.parametrize(
    "intent, text",
    [
        ("credit.repay", "卡账一把还清"),
        ("loans.repay", "车贷不想拖了，全部一次还掉"),
        ("deposits.open", "活期里头的钱统统弄成定期"),
        ("credit.instalment", "这期账单全部分12期"),
        ("transfers.send", "卡里钱通通转给我女儿"),
        ("wealth.redeem", "cash out everything in my bond fund"),
        ("wealth.redeem", "聚财1号赎回，有多少赎多少"),
        ("credit.repay", "信用卡的账清一下，欠多少还多少"),
        ("circles.repay", "还钱给表姐，全部"),
        ("circles.repay", "欠小美那些今天全给她结清"),
        ("wealth.redeem", "黄金ETF全部sell掉"),
        ("wealth.redeem", "沽晒隻基金佢"),
        ("loans.repay", "车贷剩下的全部一次还清"),
        ("deposits.withdraw", "利息不要就不要了，全给我取出来"),
        ("deposits.withdraw", "take out the whole fixed deposit now"),
        ("loans.repay", "剩的贷款全部结清，省得每月扣我3300"),
        ("credit.repay", "pay off all of my credit card bill"),
        ("loans.repay", "我想提前结清房贷"),
        ("loans.repay", "这笔贷款全结了吧"),
        ("loans.repay", "学贷剩下的悉数归还"),
        ("credit.repay", "信用卡欠多少还多少，一块钱都别留"),
        ("deposits.withdraw", "take the whole lot out of my fixed deposit"),
        ("credit.instalment", "账单全分了，十期"),
        ("wealth.redeem", "基金全数赎回"),
        ("deposits.withdraw", "get ALL of my fixed deposit out early, dont care about losing 400 interest"),
        ("loans.repay", "settle the consumer loan completely, 11 instalments of 936 left"),
    ],
)
def test_all_of_it_is_ordered_with_the_verb_of_the_wish(intent, text):
    assert slots(intent, text)["amount"] == ALL


@pytest.mark.parametrize(
    "intent, text",
    [
        ("wealth.buy", "股票全部卖了，想买点货币基金"),
        ("wealth.buy", "同事都买了，我也来点"),
        ("wealth.redeem", "不要全部赎回，先等等"),
        ("loans.repay", "贷款全部还清要多少违约金"),
        ("payments.code", "收款码，全部付给我"),
        ("loans.apply", "全部还清以后还能再贷吗"),
        ("transfers.status", "钱全退了吗"),
        ("payments.orders", "上次的钱全部退给我没有"),
        ("loans.repay", "之前那笔已结清，这次的怎么还"),
        ("loans.repay", "提前结清要多少钱"),
        ("transfers.send", "给老张转账，备注结清"),
    ],
)
def test_all_of_what_is_asked_about_or_done_already_is_no_amount(intent, text):
    assert "amount" not in slots(intent, text)


@pytest.mark.parametrize("intent", ["talk.okay", "loans.apply", "deposits.notice"])
def test_all_alone_answers_whatever_was_asked(intent):
    assert slots(intent, "全部")["amount"] == ALL


@pytest.mark.parametrize(
    "intent, text, when",
    [
        ("transfers.send", "今天她生日，给小芳转520", None),
        ("transfers.send", "明天，给张三转500", date(2026, 11, 24)),
        ("transfers.send", "后日转三百给陈大文", date(2026, 11, 25)),
        ("transfers.send", "周五他要用，下周一转500给表哥", date(2026, 11, 30)),
        ("transfers.send", "后天给张三转500，今天先不转", date(2026, 11, 25)),
        (
            "branches.book",
            "明天要接孩子，预约后天上午十点去网点",
            datetime(2026, 11, 25, 10, tzinfo=BANK_ZONE),
        ),
        ("branches.book", "下周一吧，下周一上午九点去支行", datetime(2026, 11, 30, 9, tzinfo=BANK_ZONE)),
        (
            "transfers.send",
            "李四的货款6800，今天下午三点打过去",
            datetime(2026, 11, 23, 15, tzinfo=BANK_ZONE),
        ),
        ("transfers.send", "给李四转500，明天转过去", date(2026, 11, 24)),
        ("transfers.send", "给李四500，明天弄", date(2026, 11, 24)),
        ("transfers.send", "向张三转账10000元，于12月1日执行", date(2026, 12, 1)),
    ],
)
def test_the_day_that_is_ordered_is_meant_and_none_that_is_only_told(intent, text, when):
    assert slots(intent, text).get("when") == when
    assert slots(intent, text).get("arrival") == when


@pytest.mark.parametrize(
    "intent, text, period",
    [
        ("credit.bill", "上月账单多少，我15号才发工资", Period(date(2026, 10, 1), date(2026, 10, 31))),
        (
            "accounts.statement",
            "要去年的流水，使馆12月5号收材料",
            Period(date(2025, 1, 1), date(2025, 12, 31)),
        ),
        ("bills.list", "昨晚停水了，10月水费到底交没交", Period(date(2026, 10, 1), date(2026, 10, 31))),
        ("bills.list", "5号在路口被拍了，罚款那项还有没交的吗", None),
        ("credit.bill", "how much do I owe this cycle and is it due on the 28th?", None),
    ],
)
def test_the_time_that_is_asked_about_is_meant(intent, text, period):
    assert slots(intent, text).get("period") == period


@pytest.mark.parametrize(
    "intent, text, slot, value",
    [
        ("transfers.send", "合同号AB2025-77，六万转给老魏", "amount", Money(6_000_000)),
        ("transfers.send", "我爷爷今年83了，给他转两百", "amount", Money(20_000)),
        ("deposits.open", "我今年66，三万块存成死期", "amount", Money(3_000_000)),
        ("deposits.open", "拿四万整个定期", "amount", Money(4_000_000)),
        ("circles.repay", "还小周一千二", "amount", Money(120_000)),
        ("circles.repay", "还Kevin三万", "amount", Money(3_000_000)),
        ("circles.borrow", "借两千三周转一个月", "amount", Money(230_000)),
        ("credit.instalment", "刷的那4200手机分十期", "amount", Money(420_000)),
        ("credit.instalment", "一万三 24期 分一下", "amount", Money(1_300_000)),
        ("credit.instalment", "不分12了 改成6期，金额还是4000", "amount", Money(400_000)),
        ("topup.mobile", "充话费 50 13800138000", "amount", Money(5_000)),
        ("topup.mobile", "充话费 50 13800138000", "mobile", "13800138000"),
        ("transfers.send", "转给阿娟 13900139000 七百", "mobile", "13900139000"),
        ("transfers.send", "转给阿娟 13900139000 七百", "amount", Money(70_000)),
        ("bills.pay", "水费 户号20458812 六十", "account_no", "20458812"),
        ("bills.pay", "水费 户号20458812 六十", "amount", Money(6_000)),
        ("transfers.send", "12堂钢琴课学费3.6k，转给Tony老师", "amount", Money(360_000)),
        ("transfers.send", "奶奶住6床，药费876块，汇给护工孙大姐", "amount", Money(87_600)),
        ("credit.instalment", "卡数一万五一下子还不起，想分十二期", "amount", Money(1_500_000)),
        ("credit.instalment", "婚宴摆了18桌刷了两万六，分二十四期", "amount", Money(2_600_000)),
        ("bills.pay", "水费欠着呢，980一次清了", "amount", Money(98_000)),
        ("circles.lend", "我出八百support佢", "amount", Money(80_000)),
        ("circles.repay", "欠老周的1500今天还了", "amount", Money(150_000)),
        ("wealth.buy", "申购002001，五百块试试水", "product", "002001"),
        ("bills.pay", "煤气费户口号码2298 4410 35", "account_no", "2298441035"),
    ],
)
def test_what_counts_something_else_hides_no_amount(intent, text, slot, value):
    assert slots(intent, text)[slot] == value


@pytest.mark.parametrize(
    "text",
    [
        "给302交电费",
        "给我奶奶今年80岁",
        "picked the wrong one out of 3, send it to Li Lei",
        "爸住1203",
        "单子k8812-350转给李雷",
        "我才25亏得起，高风险的有哪些",
    ],
)
def test_rooms_ages_and_choices_are_no_amounts(text):
    assert not isinstance(slots("transfers.send", text).get("amount"), Money | str)


def test_a_number_with_letters_and_a_hyphen_is_not_even_asked_about():
    assert "amount" not in slots("transfers.send", "给李雷转货款，单号B77-600")


@pytest.mark.parametrize(
    "intent, text, payee",
    [
        ("circles.borrow", "跟大伟借2000，一个月还", "大伟"),
        ("circles.repay", "我借大壮的三千今天还他", "大壮"),
        ("circles.list", "小马前年管我借的，还没还吧", "小马"),
        ("transfers.send", "6228480012345678901 农行 李晓燕 800", "李晓燕"),
        ("transfers.send", "货款九千，汇给水果店老板娘", "水果店老板娘"),
        ("transfers.send", "打麻将输的一百五转给胖子", "胖子"),
        ("transfers.send", "一千六转包工头老魏", "包工头老魏"),
        ("transfers.send", "收款人沈国庆，汇三千", "沈国庆"),
        ("transfers.send", "给我大舅哥转八百", "我大舅哥"),
        ("transfers.status", "业主陈太话收唔到我过嘅钱", "业主陈太"),
        ("transfers.cancel", "转大表姐的那笔撤了", "大表姐"),
        ("transfers.cancel", "转错人了，快拦住", None),
        ("transfers.send", "拼车的师傅没留名字，给13900139000转二十", None),
    ],
)
def test_who_is_dealt_with_is_named_whatever_they_are_called(intent, text, payee):
    assert slots(intent, text).get("payee") == payee


@pytest.mark.parametrize(
    "intent, text, slot, value",
    [
        ("deposits.open", "上回存半年亏了，这次就存一年，1万", "term", Term(years=1)),
        ("loans.apply", "房子下来俩月了，想借八万装修，三年还清", "term", Term(years=3)),
        ("circles.borrow", "找大刘借三千，仨月就还", "term", Term(months=3)),
        ("circles.borrow", "借两千三周转一个月", "term", Term(months=1)),
        ("life.buy", "公园年票买俩", "quantity", 2),
        ("bills.pay", "缴电费 1234567890 一百二十块", "account_no", "1234567890"),
        ("bills.pay", "缴电费 1234567890 一百二十块", "amount", Money(120_00)),
        ("bills.pay", "缴电费 1234567890 50", "account_no", "1234567890"),
        ("bills.pay", "缴电费 1234567890 50", "amount", Money(50_00)),
        ("bills.pay", "幫我繳電費1850元，電號 07123456781", "amount", Money(1850_00)),
        ("bills.pay", "幫我繳電費1850元，電號 07123456781", "account_no", "07123456781"),
        ("bills.pay", "欠的暖气费全部缴清", "amount", "all"),
        ("bills.pay", "交水费500000000元", "account_no", None),
        ("accounts.transactions", "卡号最后是7736的明细", "account", "7736"),
        ("accounts.transactions", "信用咭上個禮拜日有咩簽賬", "account", "credit"),
        ("accounts.balance", "信用卡不用看，看储蓄卡的余额", "account", "debit"),
        ("accounts.balance", "活期还剩多少，别跟我讲定期的", "account", "current"),
        ("accounts.transactions", "查下我debit卡的明细", "account", "debit"),
        ("cards.unfreeze", "3307解除挂失", "account", "3307"),
        ("accounts.transactions", "有没有不是我刷的", "direction", None),
        ("notices.settings", "动账通知怎么不发了，打开", "switch", "on"),
        ("notices.settings", "有没有欠费提醒，有就开，省得又停电", "switch", "on"),
        ("notices.settings", "怎么老发广告，关了", "switch", "off"),
        ("wealth.browse", "我不怕亏，要高收益的", "risk", "high"),
        ("wealth.browse", "不要亏本的", "risk", "low"),
        ("wealth.browse", "有没有high risk的基金", "risk", "high"),
        ("accounts.transactions", "这个月这张卡一共出去多少", "direction", "out"),
        ("accounts.transactions", "上周有人往我卡里打过钱吗", "direction", "in"),
        ("accounts.transactions", "上个礼拜入咗几多数", "direction", "in"),
        ("accounts.transactions", "what did I blow on taxis in May", "direction", "out"),
        ("accounts.transactions", "show me the money that came into my debit card", "direction", "in"),
        ("cards.unfreeze", "3307那张解冻", "account", "3307"),
        ("accounts.transactions", "3307结尾那张的明细", "account", "3307"),
        ("cards.freeze", "尾四个字3307，快冻结", "account", "3307"),
        ("accounts.balance", "工资卡里还有几个钱", "account", "debit"),
        ("credit.repay", "pay 800 off the balance on 3307", "account", "3307"),
        ("notices.settings", "我现在开了哪些通知", "switch", None),
        ("notices.settings", "把缴费提醒开起来", "switch", "on"),
        ("notices.settings", "还贷提醒停了吧", "notice", "还贷提醒"),
        ("notices.settings", "养老金到账提醒打开", "notice", "养老金到账提醒"),
        ("insurance.claim", "后保险杠撞碎了", "product", None),
        ("insurance.cancel", "surrender my endowment policy", "product", "endowment policy"),
        ("insurance.claim", "旅游不便险要申请理赔", "product", "旅游不便险"),
        ("wealth.redeem", "随心盈嗰隻赎两万", "product", "随心盈"),
        ("wealth.buy", "想入八千环球消费基金，经理Tony推介的", "product", "环球消费基金"),
        ("branches.book", "明天去支行办印鉴变更", "service", "印鉴变更"),
        ("branches.book", "后天办个人结汇", "service", "个人结汇"),
        ("branches.book", "要买拖拉机，约周五去网点办大额取现", "service", "大额取现"),
        ("branches.nearby", "我住解放大街66号，附近有网点吗", "place", "解放大街66号"),
        ("branches.book", "搬去绵阳了，约周六去网点办换卡", "place", None),
        ("transfers.send", "这张卡准备注销了，钱全转给老公", "memo", None),
        ("transfers.status", "转账结果怎么样", "payee", None),
        ("transfers.status", "转账一直没成功", "payee", None),
        ("transfers.send", "给那个修车的老马转300", "payee", "老马"),
        ("circles.borrow", "跟高中同桌借两千", "payee", "同桌"),
        ("circles.repay", "还返阿强两千蚊", "payee", "阿强"),
        ("transfers.send", "备注新年快乐给弟弟转88", "memo", "新年快乐"),
        ("transfers.send", "不用备注，转给小何一百", "memo", None),
        ("wealth.browse", "最近短债跌，换别的", "product", "短债"),
        ("wealth.buy", "把一万丢进零钱管家", "product", "零钱管家"),
        ("insurance.buy", "直接投保少儿重疾险", "product", "少儿重疾险"),
        ("branches.nearby", "以前人民路那个支行还开吗", "place", "人民路"),
        ("branches.nearby", "which branch near Gubei handles cash", "place", "Gubei"),
        ("life.browse", "想喝杯奶茶，哪家便宜", "offer", "奶茶"),
        ("life.browse", "lunch deals for two", "offer", "lunch"),
        ("notices.settings", "200蚊以下唔使通知", "notice", None),
        ("life.browse", "带8岁娃去锦里，附近火锅有没有打折", "offer", "火锅"),
        ("deposits.open", "放着也是放着，给我转一万五成定期", "amount", Money(15_000_00)),
        ("credit.instalment", "全部账单分24期", "amount", "all"),
        ("deposits.open", "手上有八万闲钱，都存成三年死期吧", "amount", Money(80_000_00)),
        ("wealth.redeem", "cash out all of my Steady Growth Fund", "amount", "all"),
        ("credit.repay", "pay off my whole credit card balance", "amount", "all"),
        ("wealth.browse", "年轻人亏得起，有没有高收益的", "risk", "high"),
        ("accounts.statement", "開一份第三季的對帳單", "period", Period(date(2026, 7, 1), date(2026, 9, 30))),
        ("wealth.buy", "余额全扔进随心盈", "amount", "all"),
        ("wealth.redeem", "黄金涨了 全抛", "amount", "all"),
        ("wealth.redeem", "要交首付了，理财全得赎出来", "amount", "all"),
        ("credit.instalment", "信用卡欠的全都分期 十八期", "amount", "all"),
        ("loans.repay", "车贷全结清，不想拖了", "amount", "all"),
        ("loans.repay", "仲要還住三萬先", "amount", Money(30_000_00)),
        ("transfers.send", "卡里的钱全都给我闺女", "amount", "all"),
        ("transfers.send", "对账单全都给我看", "amount", None),
        ("wealth.redeem", "亏了五万，沪深300全部卖掉", "amount", "all"),
        ("credit.repay", "3307尾号那张全部还了", "amount", "all"),
        ("credit.repay", "3307尾号那张全部还了", "account", "3307"),
        ("topup.mobile", "给我爸充五十话费13800138000 他75了", "amount", Money(50_00)),
        ("payments.orders", "近一周的支付记录，我一天买9回", "amount", None),
        ("transfers.send", "转500回我招行卡", "amount", Money(500_00)),
        ("bills.pay", "物业费account是310226", "account_no", "310226"),
        ("accounts.transactions", "昨天有冇出粮", "direction", "in"),
        ("accounts.transactions", "查下last month嘅income", "direction", "in"),
        ("accounts.transactions", "双十一那天spend了多少", "direction", "out"),
        (
            "accounts.transactions",
            "last month嘅明细",
            "period",
            Period(date(2026, 10, 1), date(2026, 10, 31)),
        ),
        ("transfers.status", "did it arrive this morning", "period", Period.day(date(2026, 11, 23))),
        ("accounts.statement", "开个流水吧，公司下周五前要", "period", None),
        ("notices.settings", "进账的消息咋不给我发了，打开", "switch", "on"),
        ("notices.settings", "扣款通知不要了 关", "switch", "off"),
        ("notices.settings", "余额不足的时候给我发消息", "switch", "on"),
        ("notices.settings", "我想设置一下消息通知", "switch", None),
        ("notices.settings", "设置一个余额提醒", "switch", "on"),
        ("notices.settings", "现在有哪些通知开着", "switch", None),
    ],
)
def test_words_stand_for_what_they_say_and_no_more(intent, text, slot, value):
    assert slots(intent, text).get(slot) == value


@pytest.mark.parametrize(
    "intent, text",
    [
        ("credit.repay", "信用卡先还一万，算了，干脆全还"),
        ("wealth.redeem", "原想赎1万，还是全赎吧"),
        ("deposits.withdraw", "本来打算提前取1万的，现在全都要取"),
        ("loans.repay", "贷款余额87500.32，全部还清"),
    ],
)
def test_all_of_it_is_ordered_in_the_place_of_a_sum(intent, text):
    assert slots(intent, text)["amount"] == ALL


@pytest.mark.parametrize(
    "intent, text, fen",
    [
        ("loans.repay", "全部还清我负担不起，先还12000", 12_000_00),
        ("credit.repay", "全还，算了，还是先还800", 800_00),
        ("deposits.open", "5万块全部存一年", 50_000_00),
    ],
)
def test_a_sum_that_is_ordered_is_not_all_of_it(intent, text, fen):
    assert slots(intent, text)["amount"] == Money(fen)


@pytest.mark.parametrize(
    "words, day",
    [
        ("时间定在明天", 24),
        ("最晚25号", 25),
        ("不要今天，明天", 24),
        ("下周一那天", 30),
        ("等到25号的时候", 25),
        ("要不明天", 24),
        ("麻烦明天", 24),
        ("明天发工资，到时转", 24),
        ("请于25号", 25),
        ("等到25号那天再转过去", 25),
        ("时间set在25号", 25),
    ],
)
def test_a_day_in_a_clause_of_its_own_is_when_it_is_sent(words, day):
    assert slots("transfers.send", f"给张三转500，{words}")["when"] == date(2026, 11, day)


@pytest.mark.parametrize(
    "words", ["on the 25th of November 2026", "but not today, on the 25th", "when the 25th comes round"]
)
def test_in_english_too(words):
    assert slots("transfers.send", f"send Tom 500, {words}")["when"] == date(2026, 11, 25)


@pytest.mark.parametrize(
    "words",
    [
        "明天他过生日",
        "工资明天才发",
        "不要等到明天",
        "别等明天了",
        "等明天再说",
        "我明天出差",
        "他明天要用",
        "he leaves tomorrow",
    ],
)
def test_a_day_of_which_is_told_or_that_is_not_wanted_is_not(words):
    assert "when" not in slots("transfers.send", f"给张三转500，{words}")


@pytest.mark.parametrize(
    "text",
    [
        "每人80一共5个人，帮我转给班长",
        "聚餐五个人，一人80，钱一起转给班长",
        "80 each, 5 of us, send it to Tom",
        "我们仨，每个人出120，转给张三",
    ],
)
def test_what_each_pays_is_not_what_all_pay(text):
    assert "amount" not in slots("transfers.send", text)


def test_where_nobody_else_pays_it_is():
    assert slots("transfers.send", "说好每人转80，我转给张三")["amount"] == Money(80_00)
