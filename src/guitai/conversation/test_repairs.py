"""What a customer may say at any question: leave, go back, correct, look something up, be late."""

from datetime import timedelta

from guitai.understanding.answer import How


def test_a_look_up_in_the_middle_is_answered_and_the_open_question_asked_again(lin):
    lin.says("买产品")
    lin.taps("稳稳")

    assert lin.says("我的余额") == "您的余额：\n[点这里查看]\n我们接着办“买产品”。\n买多少？最少¥100.00。"
    assert lin.says("200元").startswith("稳稳，¥200.00。")


def test_cancel_leaves_and_voids_an_unsigned_draft(lin, notes):
    lin.says("买产品500块")
    lin.taps("稳稳")
    lin.says("好的")

    assert lin.says("取消") == "好的，已经取消。"
    assert notes() == ["draft 稳稳 500.00", "void"]
    assert lin.says("取消") == "好的。现在没有正在办理的业务。"


def test_back_forgets_the_last_answer(lin):
    lin.says("买产品500块")
    lin.taps("稳稳")

    assert lin.says("返回") == "买多少？最少¥100.00。"


def test_a_correction_voids_the_draft_and_asks_for_another_yes(lin, notes):
    lin.says("买产品500块")
    lin.taps("稳稳")
    lin.says("好的")

    said = lin.says("不是500是5000")

    assert said == "稳稳，¥5,000.00。\n确定吗？\n1. 好的\n2. 不用了"
    assert notes() == ["draft 稳稳 500.00", "void"]


def test_after_something_was_done_there_is_no_way_back(lin, notes):
    lin.says("付款")

    said = lin.says("1")

    assert said == "给他已经售完，没有扣款。"
    assert notes() == []


def test_a_second_money_wish_asks_which_to_go_on_with(lin):
    lin.says("买产品")

    said = lin.says("付款")

    assert said == "“买产品”还没有办完。您要先办哪一项？\n1. 继续买产品\n2. 改办付款"
    assert lin.taps("改办付款").startswith("好的，已经取消。\n")
    assert lin.says("取消") == "好的，已经取消。"
    assert lin.says("取消") == "好的。现在没有正在办理的业务。"


def test_going_on_asks_the_open_question_again(lin):
    lin.says("买产品")
    lin.says("付款")

    assert lin.says("1").startswith("买哪一款？")


def test_an_old_or_forged_tap_only_asks_again(lin):
    lin.says("买产品")
    old = lin.reply.taps[0].option_id
    lin.taps("天天")

    assert lin.taps_option(old) == "这个选项已经失效了。\n买多少？最少¥100.00。"
    assert lin.taps_option("forged") == "这个选项已经失效了。\n买多少？最少¥100.00。"


def test_a_sticker_is_no_answer(lin):
    lin.says("买产品")

    assert lin.sends(How.STICKER).startswith("表情和文件柜台都看不了")
    assert lin.says("1") == "买多少？最少¥100.00。"


def test_the_third_miss_offers_a_message_for_the_staff(lin):
    lin.says("买产品")
    lin.taps("稳稳")
    lin.says("嗯哼")
    assert "取消" in lin.says("嗯哼")

    assert lin.says("嗯哼").endswith("1. 给工作人员留言\n2. 取消")


def test_a_question_does_not_wait_for_ever(lin):
    lin.says("买产品")
    lin.waits(timedelta(minutes=31))

    said = lin.says("1")

    assert said.startswith("刚才的“买产品”等待太久，已经结束，没有办理。")


def test_an_unsigned_order_lives_five_minutes_and_its_customer_is_told(lin, notes):
    lin.says("买产品500块")
    lin.taps("稳稳")
    lin.says("好的")
    lin.waits(timedelta(minutes=6))
    lin.happens("signed", "order of 稳稳")

    assert "".join(lin.reply.parts) == "刚才的“买产品”等待太久，已经结束，没有办理。"
    assert notes() == ["draft 稳稳 500.00", "void"]
    assert lin.says("看明细").startswith("这是最近的明细。")


def test_a_message_that_comes_again_gets_the_same_answer_and_changes_nothing(lin, notes):
    lin.says("买产品500块")
    lin.taps("稳稳")
    said = lin.says("好的")

    assert lin.delivered_again() == said
    assert notes() == ["draft 稳稳 500.00"]


def test_repeating_asks_the_open_question_again(lin):
    asked = lin.says("买产品")

    assert lin.says("再说一遍") == asked


def test_what_follows_is_understood_from_what_was_shown(lin):
    lin.says("看明细")

    assert "2026" in lin.says("上个月呢")


def test_an_opening_slot_that_can_not_be_taken_is_refused_once(lin):
    lin.says("买产品50块")
    assert lin.taps("稳稳") == "最少¥100.00。\n买多少？最少¥100.00。"

    assert lin.says("200块").startswith("稳稳，¥200.00。")


def test_a_draft_that_was_cut_and_the_next_one_have_different_keys(lin, db):
    lin.says("买产品500块")
    lin.taps("稳稳")
    lin.says("好的")
    lin.says("不是500是5000")
    lin.says("好的")

    keys = [key for (key,) in db.execute("SELECT key FROM toy.notes").fetchall()]
    assert len(set(keys)) == len(keys) == 3  # draft, void, draft


def test_an_order_that_was_left_is_void_and_its_signature_does_nothing(lin, notes):
    lin.says("买产品500块")
    lin.taps("稳稳")
    lin.says("好的")
    lin.says("取消")
    lin.happens("signed", "order of 稳稳")

    assert notes() == ["draft 稳稳 500.00", "void"]


def test_a_signature_over_something_else_does_nothing(lin, notes):
    lin.says("买产品500块")
    lin.taps("稳稳")
    lin.says("好的")
    lin.happens("signed", "order of 天天")

    assert notes() == ["draft 稳稳 500.00"]


def test_back_from_a_later_page_shows_the_first_page_again(lin):
    asked = lin.says("买产品")
    lin.says("更多")
    lin.says("7")

    assert lin.says("返回") == asked


def test_a_third_miss_leaves_the_options_as_they_are(lin):
    options = lin.says("买产品").partition("\n")[2]
    for _ in range(2):
        lin.says("嗯哼")

    said = lin.says("嗯哼")

    assert said.endswith(f"{options}\n8. 给工作人员留言\n9. 取消")
    assert lin.says("1") == "买多少？最少¥100.00。"
