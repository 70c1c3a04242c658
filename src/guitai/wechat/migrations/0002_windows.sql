-- How many customer-service messages a customer may still be sent, and until when; WeChat has no call that tells.
CREATE TABLE wechat.windows (
    owner     bigint      NOT NULL,
    opened_by text        NOT NULL,
    remaining smallint    NOT NULL,
    closes_at timestamptz NOT NULL,
    turn_id   uuid        NOT NULL, -- that opened it, or closed it for good
    CONSTRAINT windows_pkey PRIMARY KEY (owner, opened_by),
    CONSTRAINT windows_opened_by_known CHECK (opened_by IN ('message', 'event')),
    CONSTRAINT windows_not_below_zero CHECK (remaining >= 0)
);
