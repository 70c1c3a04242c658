CREATE SCHEMA shield;

-- What was shown to a customer, in their words, until it expires. `charts` are drawn when the card is opened.
CREATE TABLE shield.cards (
    owner      bigint      NOT NULL,
    card_id    uuid        NOT NULL,
    turn_id    uuid        NOT NULL,
    content    jsonb       NOT NULL,
    language   text        NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT cards_pkey PRIMARY KEY (owner, card_id)
);

-- Until a device proves whose it is, a page knows its card by the link alone.
CREATE INDEX cards_by_link ON shield.cards (card_id);
