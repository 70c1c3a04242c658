"""What is said of a message that can't be understood yet."""

from guitai.understanding.answer import How

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


def unread(how: How) -> str:
    """That it came, and that words would help."""
    return UNREAD.get(how, UNREAD[How.UNKNOWN])
