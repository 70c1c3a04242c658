"""The access token, one for all workers: kept in PostgreSQL with its expiry, fetched by one at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from psycopg.rows import class_row

from guitai.database import Database, Transaction
from guitai.wechat.codes import RetryLater

# WeChat makes the next token five minutes before the end, and both work till then; before, it gives the same.
AHEAD = timedelta(minutes=4)
PAUSE = timedelta(seconds=30)  # before asking ahead again, where WeChat gave the same token or nothing
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Fetched:
    """A token as WeChat's stable_token call gives it."""

    access_token: str
    life: timedelta


@dataclass(frozen=True)
class Stored:
    """The token that every worker sees."""

    access_token: str
    expires_at: datetime
    refresh_after: datetime


class Tokens:
    """Hands out the access token in force."""

    def __init__(self, database: Database, app_id: str, fetch: Callable[[], Fetched]) -> None:
        self.database = database
        self.app_id = app_id
        self.fetch = fetch

    def current(self) -> str:
        """A token to call with. Near its end one worker fetches the next; the others go on with the old."""
        with self.database.transaction() as db:
            stored = self._stored(db)
            alive = db.now < stored.expires_at
            if alive and (db.now < stored.refresh_after or not self._claim(db)):
                return stored.access_token
        try:
            return self.instead_of(stored.access_token)
        except RetryLater:
            if not alive:
                raise
            return stored.access_token

    def instead_of(self, refused: str) -> str:
        """The token after the one that WeChat refused: what another worker has fetched since, or a new."""
        with self.database.transaction() as db:
            stored = self._locked(db)
            if stored.access_token != refused and db.now < stored.expires_at:
                return stored.access_token
            # A request under a lock, the only one: nobody needs this row who does not need this answer.
            fetched = self.fetch()
            self._store(db, fetched)
            return fetched.access_token

    def _stored(self, db: Transaction) -> Stored:
        row = (
            db.cursor(row_factory=class_row(Stored))
            .execute(
                """
                SELECT access_token, expires_at, refresh_after
                  FROM wechat.tokens
                 WHERE app_id = %(app_id)s
                """,
                {"app_id": self.app_id},
            )
            .fetchone()
        )
        return row or Stored("", LONG_AGO, LONG_AGO)

    def _claim(self, db: Transaction) -> bool:
        """Whether it is for us to ask ahead; for a while nobody else will."""
        claimed = db.execute(
            """
            UPDATE wechat.tokens
               SET refresh_after = LEAST(expires_at, %(later)s)
             WHERE app_id = %(app_id)s AND refresh_after <= %(now)s
            """,
            {"app_id": self.app_id, "now": db.now, "later": db.now + PAUSE},
        )
        return claimed.rowcount == 1

    def _locked(self, db: Transaction) -> Stored:
        """The row, ours until the transaction ends; made if this is the first call ever."""
        db.execute(
            """
            INSERT INTO wechat.tokens (app_id)
            VALUES (%(app_id)s)
            ON CONFLICT DO NOTHING
            """,
            {"app_id": self.app_id},
        )
        db.execute(
            """
            SELECT 1
              FROM wechat.tokens
             WHERE app_id = %(app_id)s
               FOR UPDATE
            """,
            {"app_id": self.app_id},
        )
        return self._stored(db)

    def _store(self, db: Transaction, fetched: Fetched) -> None:
        expires_at = db.now + fetched.life
        db.execute(
            """
            UPDATE wechat.tokens
               SET access_token = %(access_token)s,
                   expires_at = %(expires_at)s,
                   refresh_after = %(refresh_after)s
             WHERE app_id = %(app_id)s
            """,
            {
                "app_id": self.app_id,
                "access_token": fetched.access_token,
                "expires_at": expires_at,
                "refresh_after": min(expires_at, max(expires_at - AHEAD, db.now + PAUSE)),
            },
        )
