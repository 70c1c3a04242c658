CREATE SCHEMA clearing;

-- What went to another bank. The last of its states stands here, each of them with its turn in changes.
CREATE TABLE clearing.payments (
    owner        bigint      NOT NULL,
    payment_id   uuid        NOT NULL,
    turn_id      uuid        NOT NULL,
    sent_at      timestamptz NOT NULL,
    rail         text        NOT NULL,
    settles_on   date        NOT NULL,
    amount_fen   bigint      NOT NULL,
    account_id   bigint      NOT NULL, -- of the owner's, that paid
    entry_id     uuid        NOT NULL, -- from it to what is in transit
    fee_entry_id uuid,
    sealed       bytea       NOT NULL, -- both parties and the memo
    state        text        NOT NULL,
    reason       text        NOT NULL,
    news_at      timestamptz, -- since when there is something to tell; none: all is told
    ask_at       timestamptz, -- when the house is asked for it; none: never
    asked        integer     NOT NULL,
    CONSTRAINT payments_pkey PRIMARY KEY (owner, payment_id),
    CONSTRAINT payments_rail CHECK (rail IN ('IBPS', 'BEPS', 'HVPS')),
    CONSTRAINT payments_state CHECK (state IN ('sent', 'in_doubt', 'settled', 'rejected', 'returned')),
    CONSTRAINT payments_asked_while_open CHECK (ask_at IS NULL OR state IN ('sent', 'in_doubt')),
    CONSTRAINT payments_amount CHECK (amount_fen > 0)
);

CREATE INDEX payments_by_id ON clearing.payments (payment_id);
CREATE INDEX payments_of_day ON clearing.payments (settles_on);
CREATE INDEX payments_of_turn ON clearing.payments (turn_id);
CREATE INDEX payments_news ON clearing.payments (news_at)
 WHERE news_at IS NOT NULL;
CREATE INDEX payments_to_ask ON clearing.payments (ask_at)
 WHERE ask_at IS NOT NULL;

-- A payment is in each of its states once.
CREATE TABLE clearing.changes (
    owner      bigint      NOT NULL,
    payment_id uuid        NOT NULL,
    state      text        NOT NULL,
    turn_id    uuid        NOT NULL,
    changed_at timestamptz NOT NULL,
    reason     text        NOT NULL,
    entry_id   uuid, -- that it posted
    CONSTRAINT changes_pkey PRIMARY KEY (owner, payment_id, state),
    CONSTRAINT changes_payment FOREIGN KEY (owner, payment_id) REFERENCES clearing.payments (owner, payment_id)
);

CREATE INDEX changes_of_turn ON clearing.changes (turn_id);

-- What came: a payment from another bank, or one of ours that came back. Its owner is who got it; a house owner where
-- nobody could.
CREATE TABLE clearing.received (
    owner         bigint      NOT NULL,
    received_id   uuid        NOT NULL, -- made of the id that the house knows it by
    turn_id       uuid        NOT NULL,
    received_at   timestamptz NOT NULL,
    booked        text        NOT NULL,
    tx_id         text        NOT NULL,
    payment_id    uuid, -- that came back
    settles_on    date        NOT NULL,
    amount_fen    bigint      NOT NULL,
    account_id    bigint, -- that was credited; none: suspense
    entry_id      uuid        NOT NULL,
    refused       text        NOT NULL, -- why it goes back; empty where it doesn't
    taken_back_on date, -- by the statement of this day
    sealed        bytea       NOT NULL, -- the message
    news_at       timestamptz,
    CONSTRAINT received_pkey PRIMARY KEY (owner, received_id),
    CONSTRAINT received_booked CHECK (booked IN ('in', 'back')),
    CONSTRAINT received_refused CHECK (refused = '' OR (booked = 'in' AND account_id IS NULL)),
    CONSTRAINT received_taken_back CHECK (taken_back_on IS NULL OR refused <> ''),
    CONSTRAINT received_amount CHECK (amount_fen > 0)
);

CREATE INDEX received_by_id ON clearing.received (received_id);
CREATE INDEX received_of_day ON clearing.received (settles_on);
CREATE INDEX received_of_turn ON clearing.received (turn_id);
CREATE INDEX received_news ON clearing.received (news_at)
 WHERE news_at IS NOT NULL;

-- What the worker brought: the house's messages by their numbers, and what came of each call. Nothing is ever deleted.
CREATE TABLE clearing.inbox (
    owner        bigint      NOT NULL, -- a house owner, or whose call it was
    inbox_id     uuid        NOT NULL,
    turn_id      uuid        NOT NULL, -- of the call
    number       bigint, -- the house's; none: what came of a call
    stored_at    timestamptz NOT NULL,
    sealed       bytea       NOT NULL,
    state        text        NOT NULL,
    why          text        NOT NULL, -- it was set aside
    done_at      timestamptz,
    done_turn_id uuid,
    CONSTRAINT inbox_pkey PRIMARY KEY (owner, inbox_id),
    CONSTRAINT inbox_number UNIQUE (owner, number),
    CONSTRAINT inbox_state CHECK (state IN ('stored', 'done', 'set_aside')),
    CONSTRAINT inbox_done CHECK ((state = 'stored') = (done_at IS NULL) AND (done_at IS NULL) = (done_turn_id IS NULL)),
    CONSTRAINT inbox_why CHECK ((state = 'set_aside') = (why <> ''))
);

CREATE INDEX inbox_waiting ON clearing.inbox (number NULLS FIRST, stored_at)
 WHERE state = 'stored';
CREATE INDEX inbox_set_aside ON clearing.inbox (done_at)
 WHERE state = 'set_aside';
CREATE INDEX inbox_of_turn ON clearing.inbox (done_turn_id);

-- The house's statement of a day, page by page, and what is different there: the house owner's.
CREATE TABLE clearing.statements (
    owner        bigint      NOT NULL,
    settles_on   date        NOT NULL,
    page         integer     NOT NULL,
    turn_id      uuid        NOT NULL,
    statement_id text        NOT NULL,
    last         boolean     NOT NULL,
    since_at     timestamptz NOT NULL, -- it lists all that was sent from then on
    opening_fen  bigint      NOT NULL,
    closing_fen  bigint      NOT NULL,
    CONSTRAINT statements_pkey PRIMARY KEY (owner, settles_on, page),
    CONSTRAINT statements_page CHECK (page > 0)
);

CREATE TABLE clearing.lines (
    owner         bigint  NOT NULL,
    settles_on    date    NOT NULL,
    page          integer NOT NULL,
    line          integer NOT NULL,
    booked        text    NOT NULL,
    tx_id         text    NOT NULL,
    end_to_end_id text    NOT NULL,
    amount_fen    bigint  NOT NULL,
    CONSTRAINT lines_pkey PRIMARY KEY (owner, settles_on, page, line),
    CONSTRAINT lines_statement FOREIGN KEY (owner, settles_on, page)
        REFERENCES clearing.statements (owner, settles_on, page),
    CONSTRAINT lines_booked CHECK (booked IN ('out', 'back', 'in', 'refused')),
    CONSTRAINT lines_amount CHECK (amount_fen > 0)
);

CREATE TABLE clearing.differences (
    owner            bigint      NOT NULL,
    settles_on       date        NOT NULL,
    difference_id    uuid        NOT NULL, -- made of what it is about: found again, it is the same
    turn_id          uuid        NOT NULL,
    found_at         timestamptz NOT NULL,
    kind             text        NOT NULL,
    booked           text        NOT NULL, -- empty where no money can be named
    tx_id            text        NOT NULL,
    house_fen        bigint      NOT NULL,
    bank_fen         bigint      NOT NULL,
    place            integer     NOT NULL, -- among several of one kind
    entry_id         uuid, -- that put it into suspense
    resolved_at      timestamptz, -- it is no difference any more
    resolved_turn_id uuid,
    CONSTRAINT differences_pkey PRIMARY KEY (owner, settles_on, difference_id),
    CONSTRAINT differences_kind CHECK (kind IN ('house_only', 'bank_only', 'amount', 'twice', 'balance')),
    CONSTRAINT differences_resolved CHECK ((resolved_at IS NULL) = (resolved_turn_id IS NULL))
);

CREATE INDEX differences_of_turn ON clearing.differences (turn_id);

GRANT USAGE ON SCHEMA clearing TO guitai_core, guitai_worker;
GRANT SELECT, INSERT, UPDATE (state, reason, news_at, ask_at, asked) ON clearing.payments TO guitai_core;
GRANT SELECT, INSERT, UPDATE (taken_back_on, news_at) ON clearing.received TO guitai_core;
GRANT SELECT, INSERT ON clearing.changes, clearing.statements, clearing.lines TO guitai_core;
GRANT SELECT, INSERT, UPDATE (resolved_at, resolved_turn_id) ON clearing.differences TO guitai_core;
-- The worker brings what came and can't read it again; what came is never changed.
GRANT SELECT, UPDATE (state, why, done_at, done_turn_id) ON clearing.inbox TO guitai_core;
GRANT INSERT, SELECT (owner, number) ON clearing.inbox TO guitai_worker;
