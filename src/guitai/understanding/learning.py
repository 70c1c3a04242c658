"""Learns what is made of the bank's sentences before the first start needs it: python -m guitai.understanding.learning.

Sums and words in one process, intents in another: three or four minutes each.
"""

import multiprocessing

from guitai import logs
from guitai.understanding.load import understanding, words


def learn() -> None:
    """Learn whatever is not kept yet. Whoever wants the same meanwhile waits for it."""
    other = multiprocessing.get_context("spawn").Process(target=words)
    other.start()
    understanding()
    other.join()


if __name__ == "__main__":
    logs.configure()
    learn()
