"""Reads what customers sent in, outside of any turn, and goes on with what it says as if they said it now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256

from guitai import turns
from guitai.conversation import store
from guitai.customers import customers
from guitai.database import Database, Transaction
from guitai.media import files, waiting
from guitai.media.files import File
from guitai.rounds import Rounds
from guitai.turns import Message, Turns
from guitai.understanding.answer import Heard, How
from guitai.understanding.secret_words import withheld

# A wish is not carried out so long after it was said: who said it has gone on to something else.
FRESH = timedelta(minutes=10)

LOST = "抱歉，您刚才发来的内容没有收到。请您再发一次，或者打字告诉我。"
OVERTAKEN = "这条语音现在才听到，您后来又说了别的，所以没有照办。要办的话，请您再说一次。"
LATE = "您之前发来的内容现在才收到，没有照办。要办的话，请您再发一次，或者打字告诉我。"


NOT_KEPT = ("", b"")


@dataclass(frozen=True)
class Read:
    """What the customer said with a file. Of some the bank keeps something else `instead`: its type and bytes."""

    heard: Heard
    instead: tuple[str, bytes] | None = None


@dataclass(frozen=True)
class Reader:
    """Somebody who can read one kind of file, which may take seconds. `close` when nothing more is read."""

    how: How
    read: Callable[[bytes], Read]
    close: Callable[[], None] = field(default=lambda: None)


class Reading:
    """Goes on rounds in the core. `readers` are by the kind of a file."""

    def __init__(
        self, database: Database, told: Turns, readers: Mapping[str, Reader], done: Callable[[int], None]
    ) -> None:
        self.database = database
        self.turns = told
        self.readers = readers
        self.rounds = Rounds("reading", self.round, done)

    def start(self) -> None:
        """Begin to work."""
        self.rounds.start()

    def stop(self) -> None:
        """Finish the file that is being read, and end."""
        self.rounds.end()
        self.rounds.join()
        for reader in self.readers.values():
            reader.close()

    def round(self) -> int:
        """Read one file and answer whoever sent it; how many that was: 0 or 1."""
        now, file = self.database.run(lambda db: (db.now, waiting.take(db, self.readers)))
        if file is None:
            return 0
        read = self._read(file, now)
        self.database.run(lambda db: self._answer(db, file, read))
        return 1

    def anything_due(self) -> bool:
        """Whether something waits that could be read now."""
        return self.database.run(lambda db: waiting.any_due(db, self.readers))

    def _read(self, file: File, now: datetime) -> Read:
        reader = self.readers[file.kind]
        if file.content is None:
            return Read(Heard(reader.how, unclear=LOST), NOT_KEPT)  # it may have broken its reader too often
        read = reader.read(file.content)
        if withheld(read.heard.text):
            read = replace(read, instead=NOT_KEPT)
        if file.said_at < now - FRESH:
            return replace(read, heard=Heard(reader.how, unclear=LATE))
        return read

    def _answer(self, db: Transaction, file: File, read: Read) -> None:
        customers.lock(db, file.owner)
        if not waiting.read(db, file):
            return
        if read.instead:
            files.replace(db, file, *read.instead)
        # The chat may have passed to another customer meanwhile, who did not say this.
        if customers.openid_of(db, file.owner):
            key = sha256(f"read {file.turn_id}".encode()).digest()
            heard = _overtaken(read.heard) if self._went_on(db, file) else read.heard
            said = self.turns.hear(db, Message(file.owner, key, db.now, heard))
            turns.claim(db, said, "service")

    def _went_on(self, db: Transaction, file: File) -> bool:
        """Whether its sender has said something since, and is in the middle of something: to that it was no answer."""
        return bool(store.chat_of(db, file.owner).stack) and turns.any_since(db, file.owner, file.said_at)


def _overtaken(heard: Heard) -> Heard:
    """What was said aloud, as it is heard too late: repeated, and no more. A picture orders nothing anyway."""
    if heard.how is not How.SPOKEN or not heard.text:
        return heard
    return Heard(How.SPOKEN, unclear=OVERTAKEN, seen=turns.repeated(heard.text))
