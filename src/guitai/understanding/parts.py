"""What parts of one message say by themselves, each of which is read and understood once."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from guitai.understanding.slots.reading import Reading
from guitai.understanding.understood import Understood


class Parts:
    """Of one message, as long as it is looked at."""

    def __init__(
        self,
        read: Callable[[str], Reading],
        understand: Callable[[Reading], Understood],
        threads: ThreadPoolExecutor,
    ) -> None:
        self._read, self._understand, self._threads = read, understand, threads
        self._readings: dict[str, Reading] = {}
        self._understood: dict[str, Understood] = {}
        self._begun: dict[str, Future[Understood]] = {}

    def reading(self, words: str) -> Reading:
        """What is read in these words."""
        if words not in self._readings:
            self._readings[words] = self._read(words)
        return self._readings[words]

    def __call__(self, words: str) -> Understood:
        """What these words say by themselves."""
        if words not in self._understood:
            begun = self._begun.pop(words, None)
            # On a busy machine it has not begun when it is needed, and is not waited for.
            waited_for = begun is not None and not begun.cancel()
            understood = begun.result() if begun and waited_for else self._understand(self.reading(words))
            self._understood[words] = understood
        return self._understood[words]

    def ahead(self, *every: str) -> None:
        """Begin with what is likely needed, on other cores: it takes as long as the whole."""
        for words in every:
            if words not in self._understood and words not in self._begun:
                self._begun[words] = self._threads.submit(self._understand, self.reading(words))
