"""What a message for the staff may be."""

from guitai.understanding.answer import Answer, Unclear

LONGEST = 500


def message(answer: Answer) -> str:
    """The text to leave: at least two characters, at most 500."""
    text = answer.text.strip()
    if len(text) < 2:
        raise Unclear("请把要说的事写成一句话，我们好转给工作人员。")
    if len(text) > LONGEST:
        raise Unclear("留言最多{most}个字，请您写短一些。", most=LONGEST)
    return text
