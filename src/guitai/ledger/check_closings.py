"""Compares what was taken down at the end of each day with what the entries, by their booking, say of it."""

from collections.abc import Iterator

from guitai.database import Transaction
from guitai.ledger.reading import stream
from guitai.ledger.report import Problem, Report


def wrong_closings(db: Transaction, report: Report) -> Iterator[Problem]:
    """The closings that are not what stood on the accounts then, that are missing, or of a day not closed at once."""
    row = db.execute("SELECT count(DISTINCT day_on) FROM ledger.closings").fetchone()
    report.closings = row[0] if row else 0
    if report.closings:  # or else nothing is added up
        yield from _not_what_stood(db)
        yield from _not_at_once(db)


def _not_what_stood(db: Transaction) -> Iterator[Problem]:
    """Each account's opening and each entry is put to its day, and added up through the days that were closed."""
    # The day that differs least comes first: a row that was put to another day leaves all others missing there.
    rows = stream(
        db,
        """
        WITH days AS (
            SELECT DISTINCT day_on
              FROM ledger.closings
        ), accounts AS (
            SELECT *, CASE WHEN owner <= 64 THEN owner ELSE owner % 64 + 1 END AS stripe
              FROM ledger.accounts
        ), moved AS (
            SELECT stripe, kind, currency, opened_on AS day_on, count(*) AS accounts, 0 AS debits_fen, 0 AS credits_fen,
                   false AS closed
              FROM accounts
             GROUP BY 1, 2, 3, 4
             UNION ALL
            SELECT a.stripe, a.kind, a.currency, (e.booked_at AT TIME ZONE 'Asia/Shanghai')::date, 0,
                   coalesce(sum(p.amount_fen) FILTER (WHERE p.side = 'D'), 0),
                   coalesce(sum(p.amount_fen) FILTER (WHERE p.side = 'C'), 0), false
              FROM ledger.entries AS e
              JOIN ledger.postings AS p ON (p.entry_owner, p.entry_id) = (e.owner, e.entry_id)
              JOIN accounts AS a ON (a.owner, a.account_id) = (p.owner, p.account_id)
             GROUP BY 1, 2, 3, 4
             UNION ALL
            SELECT g.stripe, g.kind, g.currency, days.day_on, 0, 0, 0, true
              FROM days
             CROSS JOIN (SELECT DISTINCT stripe, kind, currency FROM accounts) AS g
        ), stood AS (
            SELECT stripe, kind, currency, day_on, closed, sum(accounts) OVER day AS accounts,
                   sum(debits_fen) OVER day AS debits_fen, sum(credits_fen) OVER day AS credits_fen
              FROM moved
            WINDOW day AS (PARTITION BY stripe, kind, currency ORDER BY day_on)
        )
        SELECT coalesce(c.owner, s.stripe), coalesce(c.kind, s.kind), coalesce(c.day_on, s.day_on)::text
          FROM (
               SELECT *
                 FROM stood
                WHERE closed AND (accounts, debits_fen, credits_fen) <> (0, 0, 0)
               ) AS s
          FULL JOIN ledger.closings AS c
                 ON (c.owner, c.kind, c.currency, c.day_on) = (s.stripe, s.kind, s.currency, s.day_on)
         WHERE (c.accounts, c.debits_fen, c.credits_fen) IS DISTINCT FROM (s.accounts, s.debits_fen, s.credits_fen)
         ORDER BY count(*) OVER (PARTITION BY coalesce(c.day_on, s.day_on)), coalesce(c.day_on, s.day_on), 1, 2
        """,
    )
    for stripe, kind, day in rows:
        yield Problem(f"the closing of {day} on {kind} of stripe {stripe} is not what stood there")


def _not_at_once(db: Transaction) -> Iterator[Problem]:
    rows = stream(
        db,
        """
        WITH most AS (
            SELECT day_on, mode() WITHIN GROUP (ORDER BY (turn_id, closed_at)) AS taken
              FROM ledger.closings
             GROUP BY day_on
        )
        SELECT c.owner, c.kind, c.day_on::text
          FROM ledger.closings AS c
          JOIN most AS m USING (day_on)
         WHERE m.taken <> (c.turn_id, c.closed_at)
         ORDER BY c.day_on, c.owner, c.kind
        """,
    )
    for stripe, kind, day in rows:
        what = (
            f"the closing of {day} on {kind} of stripe {stripe} is of another turn or moment than that day's"
        )
        yield Problem(what)
