from datetime import timedelta

import pytest

from guitai.customers import customers
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.holds import hold, post_held
from guitai.ledger.posting import post, post_all
from guitai.ledger.refusals import AccountClosed
from guitai.ledger.stops import history, stop
from guitai.money import Money
from guitai.shield import freezes

LOST = "活期 尾号2816已经挂失，从现在起钱出不去"


def labels(phone):
    return [tap.label for tap in phone.reply.taps]


@pytest.mark.parametrize("words", ["挂失", "卡丢了", "先锁卡", "我要挂失", "i lost my card", "銀行卡掉了"])
def test_whoever_has_one_card_is_asked_once_and_a_yes_is_enough(lin, behind, words):
    lin.says(words)
    assert behind(lin, "2816").state == "open"
    lin.says("1")

    assert behind(lin, "2816").state == "credits_only"
    assert behind(lin, "2816").stops == ("lost",)


@pytest.mark.parametrize(
    "words",
    [
        "尾号2816挂失了吗",
        "不要挂失尾号2816",
        "我没让你挂失尾号2816",
        "我尾号2816的卡没有丢",
        "怎么挂失尾号2816",
        "挂失尾号2816要钱吗",
        "昨天挂失尾号2816的事办好了吗",
        "为什么我尾号2816的卡冻结了",
        "帮我朋友挂失尾号2816",
        "don't block card 2816",
        "is card 2816 blocked?",
        "why did you block card 2816",
        "if I block card 2816 can I still receive money",
        "can I block card 2816 later",
    ],
)
def test_a_question_a_story_or_a_denial_blocks_nothing(lin, behind, words):
    lin.says(words)

    assert behind(lin, "2816").state == "open"


def test_what_is_asked_says_what_it_will_do(lin):
    assert lin.says("挂失") == (
        "要挂失活期 尾号2816吗？挂失马上生效：钱转不出去，也取不出去；别人还可以转进来。\n1. 马上挂失\n2. 不挂失"
    )


@pytest.mark.parametrize(
    "words", ["挂失尾号2816", "尾号2816的卡丢了", "把尾号2816的卡冻结", "block the card ending 2816"]
)
def test_in_an_emergency_one_message_is_enough(lin, behind, words):
    lin.says(words)

    assert behind(lin, "2816").state == "credits_only"


def test_what_is_stopped_what_still_works_and_what_to_do_next_are_said(lin):
    assert lin.says("挂失尾号2816") == (
        "活期 尾号2816已经挂失，从现在起钱出不去：付款、转账、取款都停了，"
        "从这张卡付的预约转账、每月转账和小额免密也停了。\n"
        "别人还可以转进来，存好的定期不受影响。要补卡，请带身份证到本行任意网点。\n"
        "如果钱已经被转走，请马上拨打110报警，并拨打反诈专线96110。\n"
        "1. 冻结微信服务\n2. 查明细\n3. 解除挂失"
    )


@pytest.mark.parametrize("words", ["不挂失", "不用了", "2", "取消"])
def test_a_no_stops_nothing(lin, behind, words):
    lin.says("挂失")

    assert "没有挂失" in (said := lin.says(words)) or "没有改动" in said
    assert behind(lin, "2816").state == "open"


@pytest.mark.parametrize(
    "words", "挂失 挂失吧 我要挂失 立即挂失 就挂失 好嘞 可以呀 👍 好的，马上挂失 对，挂失 是的挂失".split()
)
def test_a_yes_may_be_said_in_the_words_of_the_question(chen, behind, words):
    chen.says("我的卡丢了")
    chen.says("尾号1196")
    chen.says(words)

    assert behind(chen, "1196").state == "credits_only"


@pytest.mark.parametrize("words", ["go ahead", "please do", "yes, block it", "block it", "Block it now."])
def test_a_yes_may_be_said_in_the_words_of_the_question_in_english(lin, behind, words):
    lin.says("i lost my card")
    lin.says(words)

    assert behind(lin, "2816").state == "credits_only"


def test_in_english_the_card_is_theirs(lin):
    assert lin.says("i lost my card").startswith("Shall we block your Current account ending 2816?")
    assert lin.says("yes").startswith("Your Current account ending 2816 is blocked.")
    assert lin.says("block the card ending 2816").startswith(
        "Your Current account ending 2816 was blocked before"
    )


@pytest.mark.parametrize("words", ["挂失吗？", "马上挂失吗", "要挂失吗", "好的？", "是的，挂失吗"])
def test_a_question_back_is_no_yes(lin, behind, words):
    lin.says("挂失")
    lin.says(words)

    assert behind(lin, "2816").state == "open"


@pytest.mark.parametrize(
    "words", "不用了，谢谢 不挂失，谢谢 好的，不挂失 不挂失吧 先不挂失了 不要挂失".split()
)
def test_a_no_may_be_polite(lin, behind, words):
    lin.says("挂失")

    assert lin.says(words) == "好的，没有挂失。\n1. 挂失"
    assert behind(lin, "2816").state == "open"


@pytest.mark.parametrize("words", ["第二张卡", "那第二个吧", "最后一个", "后面那张", "好的，第二个", "#2"])
def test_a_card_is_chosen_by_its_place(chen, words):
    chen.says("我的卡丢了")

    assert chen.says(words).startswith("要挂失活期 尾号1196吗？")


def test_of_several_cards_one_is_chosen_and_the_others_stay_as_they_are(chen, behind):
    asked = chen.says("我的卡丢了")
    assert asked == "您要挂失哪张卡？\n1. 活期 尾号1668\n2. 活期 尾号1196"
    chen.says("尾号1196")
    chen.says("是的")

    assert [behind(chen, tail).state for tail in ("1668", "1196", "7001")] == ["open", "credits_only", "open"]


def test_doing_it_again_is_harmless_and_told_as_it_is(lin, behind):
    lin.says("挂失尾号2816")
    before = history(lin.db, behind(lin, "2816").key)

    assert lin.says("挂失").startswith("活期 尾号2816之前已经挂失，一直有效，钱出不去。")
    assert history(lin.db, behind(lin, "2816").key) == before


def test_the_same_message_that_comes_again_is_answered_as_before(lin, behind):
    said = lin.says("挂失尾号2816")

    assert lin.delivered_again() == said
    assert len(history(lin.db, behind(lin, "2816").key)) == 1


def test_a_card_that_is_stopped_for_another_reason_can_be_reported_lost_too(lin, behind):
    stop(lin.db, behind(lin, "2816").key, debits=True, credits=True, reason="judicial")

    assert lin.says("挂失尾号2816").startswith(LOST)
    assert behind(lin, "2816").stops == ("judicial", "lost")


def test_what_can_not_come_in_either_is_not_said_to(lin, behind):
    stop(lin.db, behind(lin, "2816").key, debits=False, credits=True, reason="judicial")
    neither = "这个账户还有别的限制，别人也转不进来"

    assert f"钱转不出去，也取不出去；{neither}。" in lin.says("挂失")
    assert f"\n{neither}，存好的定期不受影响。" in lin.says("马上挂失")
    assert f"\n{neither}，存好的定期不受影响。" in lin.says("挂失尾号2816")


def test_it_works_while_everything_else_is_frozen(lin, behind):
    freezes.freeze(lin.db, lin.owner, by="staff 7", why="a call")

    assert lin.says("挂失尾号2816").startswith(LOST)
    assert behind(lin, "2816").state == "credits_only"


def test_who_did_it_when_is_on_record_once(lin, behind):
    lin.says("挂失尾号2816")
    lin.says("挂失尾号2816")

    notes = lin.db.execute(
        "SELECT what, by_whom, subject FROM shield.audit WHERE owner = %(owner)s", {"owner": lin.owner}
    ).fetchall()
    assert notes == [("cards.freeze", "chat", f"account {behind(lin, '2816').key.account_id}")]


@pytest.mark.parametrize(
    "words, reply",
    [
        ("挂失尾号9999的卡", "您名下没有找到“9999”这张卡，没有挂失，请您核对。"),
        ("挂失定期存单", "您名下没有找到“定期存款”这张卡，没有挂失，请您核对。"),
        ("信用卡丢了", "您在本行没有信用卡，没有挂失。如果是其他银行的卡，请马上联系那家银行。"),
    ],
)
def test_a_card_that_is_not_there_is_said_to_be_missing(lin, behind, words, reply):
    assert lin.says(words).startswith(reply)
    assert behind(lin, "2816").state == "open"


def test_a_stranger_is_told_whom_to_ring(stranger):
    reply = stranger.says("卡丢了")

    assert reply.startswith("请马上拨打江海银行客服热线（号码印在卡片背面，网点柜台也有公布）挂失")
    assert labels(stranger) == ["冻结微信服务", "绑定账户", "给工作人员留言"]


def test_a_customer_without_a_card_is_not_told_that_nothing_is_bound(lin):
    lin.owner = customers.open_customer(
        lin.db, name="何志远", id_number="990105199002192311", mobile="", opened_on=lin.now.date()
    )
    open_account(lin.db, lin.owner, "fixed", "80210000000000001")

    assert lin.says("卡丢了") == (
        "您名下现在没有可以挂失的卡。如果丢的是其他银行的卡，请马上联系那家银行。"
        "如果钱已经被转走，请马上拨打110报警，并拨打反诈专线96110。\n1. 给工作人员留言"
    )


def test_the_state_is_on_the_cards_of_the_accounts(lin):
    lin.says("挂失尾号2816")
    lin.says("我的账户")
    assert lin.card == {"活期 尾号2816": "2025年3月1日开户 · 已挂失，只收不付"}
    lin.says("余额")

    assert lin.card == {
        "活期 尾号2816": "¥55,340.50",
        "活期 尾号2816 可用": "¥0.00",
        "活期 尾号2816 状态": "已挂失，只收不付",
    }


def out(account, name="out"):
    return transfer(
        Money(100), owner=account.key.owner, name=name, source=account.key, target=Internal.CLEARING_OUT
    )


def posts(db, account):
    post(db, out(account))


def posts_many(db, account):
    (refusal,) = post_all(db, [out(account)])
    raise refusal


def holds(db, account):
    hold(db, out(account), until=db.now + timedelta(hours=2))


@pytest.mark.parametrize("leaves", [posts, posts_many, holds])
def test_no_money_leaves_the_account_by_any_of_the_ledgers_doors(lin, behind, leaves):
    lin.says("挂失尾号2816")

    with pytest.raises(AccountClosed):
        leaves(lin.db, behind(lin, "2816"))


def test_what_was_held_before_is_not_sent_after(lin, behind):
    hold(lin.db, out(behind(lin, "2816"), "held"), until=lin.db.now + timedelta(hours=2))
    lin.says("挂失尾号2816")

    with pytest.raises(AccountClosed):
        post_held(lin.db, lin.owner, "held")


def test_money_still_comes_in(lin, behind):
    lin.says("挂失尾号2816")
    account = behind(lin, "2816")
    post(
        lin.db,
        transfer(Money(100), owner=lin.owner, name="in", source=Internal.RESERVES, target=account.key),
    )

    assert behind(lin, "2816").balance == account.balance + Money(100)


@pytest.mark.parametrize(
    "words",
    [
        "挂失2816",
        "2816马上挂失",
        "哎呀我卡丢了,挂失2816",
        "我卡找不到了，2816马上冻结",
        "張卡唔見咗，停咗2816先",
        "lost my wallet, please block 2816 now",
    ],
)
def test_the_tail_may_stand_alone_beside_the_order(lin, behind, words):
    lin.says(words)

    assert behind(lin, "2816").state == "credits_only"


@pytest.mark.parametrize(
    "words",
    [
        "挂失2816要多久",
        "挂失2816，要钱吗",
        "怎么挂失2816",
        "2816挂失了没",
        "尾号2816挂失了没有",
        "挂失2816了",
        "请问2816挂失了没",
        "快点，帮我看2816挂失了没有",
        "先别挂失2816",
        "卡丢了，是2816",
        "卡里被刷了2816，帮我挂失",
        "卡丢了怎么挂失？",
    ],
)
def test_digits_in_a_question_a_story_or_a_sum_block_nothing(lin, behind, words):
    lin.says(words)

    assert behind(lin, "2816").state == "open"


@pytest.mark.parametrize("words", ["确认挂失", "是的，确认挂失", "我确定挂失", "对 确认挂失"])
def test_a_yes_may_be_said_for_certain(chen, behind, words):
    chen.says("卡丢了，是1196")
    chen.says(words)

    assert [behind(chen, tail).state for tail in ("1668", "1196")] == ["open", "credits_only"]


@pytest.mark.parametrize("words", ["先给我冻结", "冻结吧"])
def test_whoever_wants_it_blocked_once_more_is_told_that_it_is(lin, words):
    lin.says("我2816的卡丢了，马上挂失")

    assert "之前已经挂失" in lin.says(words)


@pytest.mark.parametrize(
    "words, besides",
    [
        ("1668快给我冻了，可能掉出租车上了，然后告诉我1196里还有多少钱", "您的余额查好了"),
        ("把1668冻结，再用1196给张三转100", "张三还不在您的收款人里"),
        ("给张三转100 1668冻结掉", "张三还不在您的收款人里"),
    ],
)
def test_a_card_is_blocked_first_and_what_is_wished_besides_is_done_then(chen, behind, words, besides):
    said = chen.says(words)

    assert [behind(chen, tail).state for tail in ("1668", "1196")] == ["credits_only", "open"]
    assert besides in said
