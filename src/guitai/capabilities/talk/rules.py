"""What a message for the staff may be, and where else the bank can be reached."""

from guitai.language import Words
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.secret_words import masked, secret

LONGEST = 500

MESSAGE, COMPLAINT = "message", "complaint"  # the kinds of message

# Of a bank that is made up no number may stand here: people would ring it.
OUR_LINE = Words("江海银行客服热线（号码印在卡片背面，网点柜台也有公布）")


def message(answer: Answer) -> str:
    """The text to leave, masked: at least two characters, at most 500, and no secret."""
    text = answer.text.strip()
    if secret(text):
        raise Unclear("这条消息里好像有密码、验证码或证件号码，为了您的安全没有转交。请去掉以后再写一遍。")
    if len(text) < 2:
        raise Unclear("请把要说的事写成一句话，我们好转给工作人员。")
    if len(text) > LONGEST:
        raise Unclear("留言最多{most}个字，请您写短一些。", most=LONGEST)
    return masked(text)
