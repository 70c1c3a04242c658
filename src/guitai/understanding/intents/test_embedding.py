from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from guitai.understanding.intents.embedding import LONGEST_BYTES, embedded, embedded_all

TEXTS = ["我的余额", "给张三转五百", "what is my balance", "", "转" * 5, "👍"]


def test_a_vector_has_length_one():
    assert np.linalg.norm(embedded("我的余额")) == pytest.approx(1, abs=1e-4)


def test_a_sentence_is_the_same_alone_together_and_on_many_threads():
    together = embedded_all(TEXTS)
    with ThreadPoolExecutor(8) as threads:
        at_once = list(threads.map(lambda text: embedded_all([text])[0], TEXTS * 4))

    assert all(np.allclose(embedded(text), one, atol=1e-5) for text, one in zip(TEXTS, together, strict=True))
    assert np.allclose(np.stack(at_once), np.tile(together, (4, 1)), atol=1e-5)


def test_what_means_the_same_is_nearer_than_what_does_not():
    asked, same, other = (embedded(text) for text in ("我还有多少钱", "账户余额", "今天下雨吗"))

    assert asked @ same > asked @ other


@pytest.mark.parametrize("text", ["\ud800", "余额\x00", "a" * 10_000])
def test_odd_texts_have_a_vector(text):
    assert embedded(text).shape == (384,)


def test_of_a_long_text_the_beginning_counts():
    begun = "我想问一下余额，" * 20

    assert len(begun.encode()) > LONGEST_BYTES
    assert np.array_equal(embedded(begun), embedded(begun + "天气"))


def test_what_is_remembered_cannot_be_altered():
    with pytest.raises(ValueError, match="read-only"):
        embedded("我的余额")[0] = 1
