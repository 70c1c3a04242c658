import numpy as np
import pytest

from guitai.understanding.intents.pieces import Numbers, Pieces

BEGIN, END, UNKNOWN = 0, 2, 3
# The likelier, the nearer to zero.
LIKELY = {
    "▁": -4,
    "余": -6,
    "额": -6,
    "余额": -7,
    "▁余额": -9,
    "查": -5,
    "查余": -13,
    "a": -5,
    "▁a": -6,
    "eg": -5,
    "来": -5,
}

NUMBERS = {piece: number for number, piece in enumerate(LIKELY, start=10)}


@pytest.fixture
def pieces():
    scores = np.zeros(10 + len(LIKELY), np.float32)
    scores[10:] = list(LIKELY.values())
    return Pieces(
        Numbers([(piece.encode(), number) for piece, number in NUMBERS.items()], len(NUMBERS)),
        scores,
        {ord("Ａ"): "a", ord("\u3000"): " "},
        BEGIN,
        END,
        UNKNOWN,
    )


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("余额", ["▁余额"]),  # -9 against -11 of two, and -16 of three
        ("查余额", ["▁", "查", "余额"]),  # not the longest that comes first
        ("a a", ["▁a", "▁a"]),
        ("eg来", ["▁", "eg", "来"]),  # in memory both are the bytes 65 67
        ("a   a", ["▁a", "▁a"]),
        (" a", ["▁a"]),
        ("Ａ\u3000a", ["▁a", "▁a"]),
        ("", ["▁"]),
        ("a👍a", ["▁a", None, "a"]),
    ],
)
def test_a_text_is_cut_in_the_likeliest_way(pieces, text, cut):
    numbers = [UNKNOWN if piece is None else NUMBERS[piece] for piece in cut]

    assert pieces.tokens(text) == [BEGIN, *numbers, END]
