"""Sentences written before the phrases and never copied into them: how well strangers are understood."""

from datetime import datetime

from guitai.understanding.fold import fold, said
from guitai.understanding.load import load, understanding
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)

HELD_OUT = {
    "accounts.balance": """
        麻烦看下我工资卡里剩多少
        我那张尾号6021的还有几多钱
        帮我瞅瞅卡上还有没有钱
        余鄂查询
        现在账上趴着多少钱
        我想知道活期里有多少
        请问我的账户目前余额是多少呢
        戶口仲有幾多錢
        幫我查一下存款餘額
        我卡里的钱还够吗
        看看我还有多少存款
        how much is left in my account
        whats my ballance
        show me the balance of card ending 6021
        can you tell me how much money i've got
        查下馀额谢谢
        我的储蓄卡剩余金额
        卡里头还剩几个钱
        问下我账上现在多少钱
        我的卡里有没有三千块
        查账户里的剩余
        余额告诉我
        我想知道我还有没有钱
        总共有多少存款来着
        尾号1122的储蓄卡余额
        賬戶裏面有多少錢
        我嘅存款有幾多
        how much do I currently have
        can i see my balance
        鱼额
        雨鄂还有多少
        工资卡余额看一下
        3307还有多少钱
        我的定期存款有多少钱
        请帮我核对账户余额
    """,
    "accounts.transactions": """
        上个月我都把钱花哪儿了
        帮我拉一下十月份的账
        名细查询
        这周进账多少
        看看最近的消费
        10月1号到10月15号的交易明细给我看下
        工资发了没有
        有没有人给我打过钱
        在星巴克一共花了多少
        我跟李四最近的往来
        查下上礼拜的支出
        尾号6021昨天有一笔扣款是什么
        帮我列一下近三个月的收入
        今年到现在总共花了多少
        show my transactions for october
        how much did i spend last month
        list recent payments on my card
        did my salary come in
        what did i spend at starbucks this year
        上個月的消費紀錄
        我想睇下最近的交易
        昨天那笔88块是啥
        前天刷了多少钱
        帮我对一下账，看看有哪几笔支出
        近一周流水
        最近一个星期都花了什么钱
        帮我看看上个月收入了多少
        查询8月1号到8月31号的交易
        上个月的钱怎么花光了
        我昨天下午付的那笔是多少
        奖金发了吗
        有没有一笔两千的到账
        我今年在麦当劳吃了多少钱
        过去三个月每月花多少
        我给赵六一共转了几次账
        看下我最近的转账记录
        上周末的消费
        明细给我
        上個月薪水進來了嗎
        查返上個月啲交易
        show my card activity for last week
        how much have I spent since september
        what was my biggest expense last month
        has anyone paid me today
        交意明细
        理发花了多少钱
        京东上花了多少
        上上个月水费
        物业费交了没
        低保到账了没
        这个月房贷扣掉了吗
        孙丽娟转给我的款
        我儿子给我打钱了没
        转给欧阳娜娜的生活费
        上个月取了多少现金
        1500块以上的消费有哪些
        二百到三百之间的支出
        最近十笔
        最大的那笔支出是什么
        有没有一笔1234块的收入
        3307上周的支出
        payments over 900 yuan
        latest 8 payments
        上周
        the last 7 days
    """,
    "accounts.list": """
        我名下都有哪些卡
        我在你们这儿开了几个户头
        看看我有几张银行卡
        what accounts do i have with you
        列出所有账户
        我都有什么账户啊
        名下银行卡列表
        我有没有别的卡
    """,
    "talk.greet": """
        哈喽
        早上好呀
        有人吗
        hello there
        你好，忙吗
        你好柜台
        下午好呀
    """,
    "talk.thanks": """
        多谢你啦
        好的谢谢拜拜
        thank you so much
        辛苦了
        太谢谢了
        okay bye bye
    """,
    "talk.help": """
        你都会些什么
        这个怎么用
        有哪些功能
        what can i do here
        给我看看菜单
        你有什么功能啊
        我不会用，教教我
    """,
    "talk.cancel": """
        先不办了
        算了算了
        never mind
        不弄了
        取消吧不要了
        我不想继续了
    """,
    "service.agent": """
        我要找真人客服
        转接人工
        别让机器人回我，找个人来
        can i talk to a human
        给你们柜员留个言
        客服人员在哪
        i need human help
        我想留个言给你们
    """,
    "talk.other": """
        明天会下雨吗
        给我唱首歌
        红烧肉怎么做
        你觉得谁会赢世界杯
        帮我写一篇作文
        附近有什么好看的风景
        what's the capital of france
        推荐一部小说
        1加1等于几
        who won the game last night
        你今年多大了
        今晚吃什么好呢
        今天适合洗车吗
        哪部电视剧最火
        帮我背一首唐诗
        你几点睡觉
        how old is the universe
        play a song by the beatles
        西瓜多少钱一斤
        我该不该换工作
    """,
    "transfers.send": """
        给老王打两千块过去
        我要汇钱给我弟
        转800给赵敏
        send 300 yuan to li lei
        轉一千蚊俾阿媽
        把5万块汇到招行6225880123456789
        给小刘转八百块钱
        把三万块打到建行那张卡
        transfer 1500 yuan to Han Meimei tomorrow
    """,
    "transfers.status": """
        我早上转给小李的钱到了没
        那笔汇款怎么还没收到
        我转给爸爸的钱到账了没
    """,
    "deposits.open": """
        想存个半年定期，三万
        把两万块转成一年定存
        三万块存两年定期
    """,
    "deposits.list": """
        我那几笔定期啥时候到期
        有哪些定期存款
        看看我的定期什么时候到期
    """,
    "wealth.browse": """
        有没有稳健点的理财推荐
        最近有什么好的理财
        有什么稳一点的理财吗
    """,
    "wealth.holdings": """
        我买的理财赚了多少
    """,
    "credit.bill": """
        信用卡这期要还多少
        看一下信用卡账单
        my credit card bill please
        信用卡这个月要还的账单
    """,
    "credit.repay": """
        帮我把信用卡还了
        还2000信用卡
    """,
    "credit.limit": """
        信用卡额度还有多少
        我信用卡额度多少
    """,
    "cards.freeze": """
        我银行卡找不到了，先挂失
        my card was stolen
        银行卡被人偷走了
    """,
    "loans.apply": """
        想贷款十万装修
        我想申请一笔贷款
    """,
    "loans.schedule": """
        贷款每个月要还多少
        我的贷款还剩多少没还
    """,
    "bills.pay": """
        帮我交下水费
        缴个电费
        我要交燃气费200
    """,
    "topup.mobile": """
        充50块钱话费
        给13900001111充话费一百
        充一百元话费给13911112222
    """,
    "branches.nearby": """
        离我最近的支行在哪里
        where is the nearest branch
        附近有没有网点
    """,
    "withdrawals.create": """
        没带卡，想在ATM取一千
    """,
    "insurance.claim": """
        我的车被刮了要报案
        车子追尾了，要理赔
    """,
    "service.complain": """
        你们服务太差了我要投诉
    """,
    "service.question": """
        跨行转账收手续费吗
        你们周末上班吗
        贷款利率现在多少
    """,
    "identity.bind": """
        怎么绑定我的银行卡
    """,
    "identity.security": """
        我要改交易密码
    """,
    "wealth.redeem": """
        我想赎回理财
    """,
}

KNOWN = {fold(said(say)) for phrases in load().values() for say in phrases.says}
EVERY = [(intent, line.strip()) for intent, lines in HELD_OUT.items() for line in lines.strip().splitlines()]
# What somebody has written among the phrases since, without having seen this, is not held out any more.
SENTENCES = [(intent, text) for intent, text in EVERY if fold(said(text)) not in KNOWN]
UNDERSTOOD = 0.92  # what is reached, rounded down: a change that loses more has to say why
ACCOUNTS = 0.92


def share_understood(sentences):
    right = [understanding().understand(text, NOW).intent == intent for intent, text in sentences]
    return sum(right) / len(right)


def test_strangers_are_understood():
    assert share_understood(SENTENCES) >= UNDERSTOOD


def test_strangers_who_ask_for_their_accounts_are_understood():
    asked = [(intent, text) for intent, text in SENTENCES if intent.startswith("accounts.")]

    assert share_understood(asked) >= ACCOUNTS


def test_few_of_the_sentences_are_among_the_phrases():
    assert len(SENTENCES) > 0.95 * len(EVERY)
