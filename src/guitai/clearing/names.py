"""Whether two names are the same person's or company's, however they are typed. Pure."""

import re
import unicodedata

# Between the parts of a name like 买买提·吐尔逊 stands whatever dot a keyboard has.
DOTS = re.compile("[·•・∙⋅‧．.]")
BLANK = re.compile(r"[\s\u200b-\u200d\ufeff]+")


def same_name(one: str, other: str) -> bool:
    """Compare as banks do: exactly, but for width, blanks, brackets and dots. What was typed is kept as it is.

    >>> same_name("江海（集团） 有限公司", "江海(集团)有限公司"), same_name("买买提·吐尔逊", "买买提•吐尔逊")
    (True, True)
    >>> same_name("张三", "张叁"), same_name("", "")
    (False, False)
    """
    return bool(_normal(one)) and _normal(one) == _normal(other)


def _normal(name: str) -> str:
    return BLANK.sub("", DOTS.sub("·", unicodedata.normalize("NFKC", name))).casefold()
