"""How characters sound, tones aside, each by itself: by pypinyin without its phrases, which take 45 MB.

What a phrase tells of a character's reading is for whoever reads aloud; a name has the characters it happens to have.
"""

import os

# To be told before it is loaded.
os.environ["PYPINYIN_NO_PHRASES"] = os.environ["PYPINYIN_NO_DICT_COPY"] = "true"

from pypinyin import Style, lazy_pinyin, pinyin


def syllable(character: str) -> str:
    """The commonest reading of a character; of anything else, what it is.

    >>> syllable("行"), syllable("a")
    ('xing', 'a')
    """
    return str(lazy_pinyin(character)[0])


def syllables(text: str) -> list[str]:
    """The commonest reading of each character; what stands between characters stays in one piece.

    >>> syllables("转500给张三")
    ['zhuan', '500', 'gei', 'zhang', 'san']
    """
    return [str(one) for one in lazy_pinyin(text)]


def readings(name: str) -> list[list[str]]:
    """Every reading that each character may have.

    >>> readings("曾长乐")
    [['ceng', 'zeng'], ['zhang', 'chang'], ['le', 'yue']]
    """
    return [[str(one) for one in of] for of in pinyin(name, style=Style.NORMAL, heteronym=True)]
