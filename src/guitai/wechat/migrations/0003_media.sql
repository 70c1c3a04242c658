-- What customers sent, until its time to be deleted comes. WeChat keeps it for three days only.
CREATE TABLE wechat.media (
    owner        bigint      NOT NULL,
    media_id     text        NOT NULL,
    turn_id      uuid        NOT NULL,
    kind         text        NOT NULL,
    content_type text        NOT NULL,
    content      bytea       NOT NULL,
    received_at  timestamptz NOT NULL,
    CONSTRAINT media_pkey PRIMARY KEY (owner, media_id)
);
