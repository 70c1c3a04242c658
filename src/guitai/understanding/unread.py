"""What is said of a message that can't be understood: not yet, or not at all."""

from guitai.language import Words
from guitai.understanding.answer import Heard, How

UNREAD = {
    How.SPOKEN: "您的语音已经收到，但现在还听不懂语音。请您打字告诉我，好吗？",
    How.PICTURE: "您的图片已经收到，但现在还看不懂图片。请您用文字告诉我要办什么。",
    How.VIDEO: "您的视频已经收到并保存，但现在还看不懂视频。请您用文字告诉我要办什么。",
    How.PLACE: "您的位置已经收到，但现在没有要用到位置的业务。",
    How.LINK: "为了您的安全，柜台不会打开聊天里的链接。请您用文字告诉我要办什么。",
    # WeChat sends the same text for a sticker and for a file.
    How.STICKER: "表情和文件柜台都看不了，请打字告诉我要办什么。",
    How.UNKNOWN: "这种消息柜台还看不懂。请您用文字告诉我要办什么。",
}

AWAITED = {
    How.SPOKEN: "正在听您的语音，请稍候。",
    How.PICTURE: "正在看您的图片，请稍候。",
    How.VIDEO: "正在接收您的视频，请稍候。",
}


def awaited(how: How) -> str:
    """That it came, and is being read."""
    return AWAITED[how]


def unread(heard: Heard) -> Words | str:
    """What to say of what nobody has taken: that it came, and that words would help."""
    return heard.otherwise or UNREAD.get(heard.how, UNREAD[How.UNKNOWN])
