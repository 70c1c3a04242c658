-- Who did what to whom, and why: a chain for each customer, of which nothing is changed or taken away.
CREATE TABLE shield.audit (
    owner   bigint      NOT NULL, -- whom it is about
    seq     bigint      NOT NULL,
    turn_id uuid        NOT NULL,
    at      timestamptz NOT NULL,
    what    text        NOT NULL,
    subject text        NOT NULL, -- the id of the card, order or device
    by_whom text        NOT NULL,
    result  text        NOT NULL,
    why     text        NOT NULL,
    link    bytea       NOT NULL, -- SHA-256 over the link before and all of the above
    CONSTRAINT audit_pkey PRIMARY KEY (owner, seq)
);

-- The last of each chain: whoever adds to one waits here for its turn, and a chain that was cut off shows.
CREATE TABLE shield.audit_heads (
    owner bigint NOT NULL,
    seq   bigint NOT NULL,
    link  bytea  NOT NULL,
    CONSTRAINT audit_heads_pkey PRIMARY KEY (owner)
);

GRANT SELECT, INSERT ON shield.audit TO guitai_core;
GRANT SELECT, INSERT, UPDATE (seq, link) ON shield.audit_heads TO guitai_core;
