"""Which cover is meant: 车险, 百万医疗险, travel insurance. Insurance alone says no more than the wish."""

import re

from guitai.understanding.slots.gazetteer import Span, english, lexicon

HEAD = re.compile("保险(?![箱柜单丝公])|险")


def covers(text: str) -> list[Span]:
    """Every kind of insurance that is named in masked text."""
    whole = lexicon("insurance", "whole").spans(text)
    found = [place for head in HEAD.finditer(text) if (place := _with_kinds(text, *head.span()))]
    latin = [match.span() for match in english("insurance", "english_heads").finditer(text)]
    return whole + found + latin


def _with_kinds(text: str, start: int, end: int) -> Span | None:
    kinds, first = lexicon("insurance", "kinds"), start
    while (longer := kinds.before(text, first)) < first:
        first = longer
    return (first, end) if first < start else None
