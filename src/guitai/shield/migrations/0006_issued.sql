-- Documents that the bank has given out. Whoever holds one can ask the bank whether it says what was written in it.
CREATE TABLE shield.issued (
    owner       bigint      NOT NULL,
    document_id uuid        NOT NULL,
    turn_id     uuid        NOT NULL,
    issued_at   timestamptz NOT NULL,
    code_digest bytea       NOT NULL, -- of 128 random bits, which stand on the document alone
    facts       bytea       NOT NULL, -- sealed
    file_digest bytea       NOT NULL,
    CONSTRAINT issued_pkey PRIMARY KEY (owner, document_id)
);

-- Who asks has the code, and does not know whose document it is.
CREATE INDEX issued_code ON shield.issued (code_digest);

GRANT SELECT, INSERT ON shield.issued TO guitai_core;
