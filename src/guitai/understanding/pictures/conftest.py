"""Pages of print as their reader tells of them, laid out from text."""

import json
from math import cos, sin

import pytest

from guitai.understanding.pictures.seen import seen

HEIGHT, PITCH, LETTER = 30, 70, 28


@pytest.fixture
def page():
    """What is seen of rows of print, columns apart by two spaces or more; `score` by the text of a line."""

    def seen_of(*rows, scores=None, codes=(), slant=0.0):
        lines = []
        for at, row in enumerate(rows):
            end = 0
            for text in [piece for piece in row.split("  ") if piece.strip()]:
                left = LETTER * row.index(text, end)
                end = row.index(text, end) + len(text)
                box = (left, PITCH * at, left + LETTER * len(text.strip()), PITCH * at + HEIGHT)
                lines.append((text.strip(), (scores or {}).get(text.strip(), 1.0), box))
        told = [
            {"text": text, "score": score, "corners": [turned(*corner, slant) for corner in corners(*box)]}
            for text, score, box in lines
        ]
        return seen(json.dumps({"lines": told, "codes": codes}).encode())

    return seen_of


def corners(left, top, right, bottom):
    return (left, top), (right, top), (right, bottom), (left, bottom)


def turned(x, y, by):
    return x * cos(by) - y * sin(by), x * sin(by) + y * cos(by)
