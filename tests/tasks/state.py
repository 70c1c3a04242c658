"""What the bank's database says about a person, as lines that can be counted: a task is judged by what it changed."""

from collections import Counter
from typing import Any

import psycopg

# Each gives lines of text. An account is named by its kind and, where the demo made it, its tail: others are random.
FACTS = (
    """
    SELECT format('%%s %%s', a.kind, CASE WHEN a.kind = 'current' THEN right(a.number, 4) ELSE '' END),
           (a.credits_posted_fen - a.debits_posted_fen)::bigint
      FROM ledger.accounts AS a
     WHERE a.owner = %(owner)s
    """,
    """
    SELECT 'held', coalesce(sum(a.debits_pending_fen), 0)::bigint
      FROM ledger.accounts AS a
     WHERE a.owner = %(owner)s
    """,
    """
    SELECT format('to %%s %%s', p.counterparty, p.memo), sum(p.amount_fen)::bigint
      FROM ledger.postings AS p
     WHERE p.owner = %(owner)s AND p.side = 'D' AND p.channel = '微信' AND p.summary = '转账'
     GROUP BY p.counterparty, p.memo
    """,
)
ROWS = (
    """
    SELECT format('transfer %%s %%s', t.state, t.amount_fen)
      FROM transfers.transfers AS t
     WHERE t.owner = %(owner)s
    """,
    """
    SELECT format('plan on the %%s %%s%%s', p.day, p.amount_fen,
                  CASE WHEN p.stopped_at IS NOT NULL THEN ' stopped' ELSE '' END)
      FROM transfers.plans AS p
     WHERE p.owner = %(owner)s
    """,
    """
    SELECT 'payee'
      FROM transfers.payees AS p
     WHERE p.owner = %(owner)s
    """,
    """
    SELECT format('deposit %%s %%s %%s %%s', d.product, d.principal_fen, d.state, d.renewal)
      FROM deposits.deposits AS d
     WHERE d.owner = %(owner)s
    """,
    """
    SELECT format('stopped %%s %%s', right(a.number, 4), s.reason)
      FROM ledger.stops AS s
      JOIN ledger.accounts AS a ON (a.owner, a.account_id) = (s.owner, s.account_id)
     WHERE s.owner = %(owner)s AND s.lifted_at IS NULL AND s.reason <> 'closed'
    """,
    """
    SELECT 'statement'
      FROM shield.issued AS i
     WHERE i.owner = %(owner)s
    """,
    """
    SELECT format('%%s: %%s', m.kind, m.text)
      FROM talk.messages AS m
     WHERE m.owner = %(owner)s
    """,
    """
    SELECT format('refused %%s', r.code)
      FROM refusals.refusals AS r
     WHERE r.owner = %(owner)s
    """,
    """
    SELECT 'device'
      FROM shield.devices AS d
     WHERE d.owner = %(owner)s AND d.removed_at IS NULL
    """,
    """
    SELECT format('small-amount rule %%s %%s', r.single_fen, r.day_fen)
      FROM shield.small_rules AS r
     WHERE r.owner = %(owner)s AND r.ended_at IS NULL
    """,
    """
    SELECT 'frozen'
      FROM shield.freezes AS f
     WHERE f.owner = %(owner)s AND f.lifted_at IS NULL
    """,
)


def state(connection: psycopg.Connection[Any], openid: str) -> Counter[str]:
    """How much of each: fen of a sum, one of a row."""
    found: Counter[str] = Counter()
    row = connection.execute(
        "SELECT owner FROM customers.openids WHERE openid = %(openid)s", {"openid": openid}
    ).fetchone()
    if row is None:
        return found
    for query in FACTS:
        for name, fen in connection.execute(query, {"owner": row[0]}):
            found[" ".join(name.split())] += fen
    for query in ROWS:
        found.update(line for (line,) in connection.execute(query, {"owner": row[0]}))
    return found


def changes(before: Counter[str], after: Counter[str]) -> dict[str, int]:
    """What is more by now, and what is less; nothing of what stayed."""
    return {name: after[name] - before[name] for name in before | after if after[name] != before[name]}
