"""Which demo a database holds: its seed, and the day on which it began."""

from dataclasses import dataclass
from datetime import date

from psycopg.rows import class_row

from guitai.database import Transaction


@dataclass(frozen=True)
class Begun:
    """A demo whose history is whole."""

    seed: int
    start_on: date


def begun(db: Transaction) -> Begun | None:
    """The demo that is there, or None where none was begun or its seeding was cut short."""
    return db.cursor(row_factory=class_row(Begun)).execute("SELECT seed, start_on FROM demo.begun").fetchone()


def record(db: Transaction, demo: Begun) -> None:
    """The history is whole."""
    db.execute(
        """
        INSERT INTO demo.begun (seed, start_on)
        VALUES (%(seed)s, %(start_on)s)
        """,
        {"seed": demo.seed, "start_on": demo.start_on},
    )
