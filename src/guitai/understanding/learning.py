"""Learns what is made of the bank's sentences before the first start needs it: python -m guitai.understanding.learning.

Sums and the words of Chinese sentences in one process, intents and the words of English ones in another: two to
four minutes each.
"""

import multiprocessing

from guitai import logs
from guitai.understanding.load import learn_words, understanding
from guitai.understanding.tagging.tagger import Script


def learn() -> None:
    """Learn whatever is not kept yet. Whoever wants the same meanwhile waits for it."""
    other = multiprocessing.get_context("spawn").Process(target=learn_words, args=(Script.HAN,))
    other.start()
    understanding()
    other.join()


if __name__ == "__main__":
    logs.configure()
    learn()
