-- Where chains stood when a day was signed: an account has a row for each signing before which it had moved since the
-- last. The signature over them is by a key that is not in the database, and a copy is kept outside.
CREATE TABLE ledger.heads (
    owner      bigint NOT NULL,
    account_id bigint NOT NULL,
    day_on     date   NOT NULL,
    turn_id    uuid   NOT NULL,
    seq        bigint NOT NULL,
    head       bytea  NOT NULL,
    CONSTRAINT heads_pkey PRIMARY KEY (owner, account_id, day_on)
);
CREATE INDEX heads_day ON ledger.heads (day_on, owner, account_id);

CREATE TABLE ledger.signings (
    day_on    date        NOT NULL,
    turn_id   uuid        NOT NULL,
    signed_at timestamptz NOT NULL,
    signed    text        NOT NULL, -- a JWS over the day, the digest of its heads and of the signing before
    CONSTRAINT signings_pkey PRIMARY KEY (day_on)
);

-- Takes down where every chain stands that has moved since it was last taken down. Nothing, where the day, or one after it, is signed already.
CREATE FUNCTION ledger.take_heads(turn uuid, day date) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
INSERT INTO ledger.heads (owner, account_id, day_on, turn_id, seq, head)
SELECT a.owner, a.account_id, day, turn, a.seq, a.head
  FROM ledger.accounts AS a
  LEFT JOIN LATERAL (
       SELECT h.seq
         FROM ledger.heads AS h
        WHERE (h.owner, h.account_id) = (a.owner, a.account_id)
        ORDER BY h.day_on DESC
        LIMIT 1
       ) AS before ON true
 WHERE a.seq > coalesce(before.seq, 0)
   AND NOT EXISTS (SELECT FROM ledger.signings AS s WHERE s.day_on >= day)
$$;

-- Keeps the signature over the heads of a day, which the same transaction took down.
CREATE FUNCTION ledger.keep_signing(turn uuid, moment timestamptz, day date, signature text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
INSERT INTO ledger.signings (day_on, turn_id, signed_at, signed)
VALUES (day, turn, moment, signature)
$$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.take_heads, ledger.keep_signing TO guitai_core;
GRANT SELECT ON ledger.heads, ledger.signings TO guitai_core;
