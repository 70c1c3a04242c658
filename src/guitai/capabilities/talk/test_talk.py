def test_a_greeting_names_the_bank_and_offers_what_it_does(stranger):
    reply = stranger.says("你好")

    assert reply.startswith("您好，这里是江海银行柜台。")
    assert "查余额" in reply


def test_help_can_be_tapped(lin):
    lin.says("你能做什么")

    assert lin.taps("查余额").startswith("您的余额查好了")


def test_thanks_is_answered(lin):
    assert lin.says("谢谢") == "不客气，有需要随时叫我。"


def test_a_message_for_the_staff_is_kept_once(lin, db):
    lin.says("转人工")
    said = lin.says("我的卡丢了，请联系我")

    assert said.startswith("已经转给工作人员")
    assert db.execute("SELECT text FROM talk.messages").fetchall() == [("我的卡丢了，请联系我",)]


def test_a_message_that_is_too_long_is_asked_for_again(lin, db):
    lin.says("转人工")

    assert lin.says("啊" * 501).startswith("留言最多500个字，请您写短一些。")
    assert db.execute("SELECT text FROM talk.messages").fetchall() == []


def test_what_the_bank_does_not_do_is_said_with_what_it_does(lin):
    reply = lin.says("今天天气怎么样")

    assert reply.startswith("抱歉，这件事柜台帮不上忙。")
    assert "查余额" in reply
