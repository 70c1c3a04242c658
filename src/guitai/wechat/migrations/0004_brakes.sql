-- Until when WeChat is not called, after a no that was meant for the account and not for one request.
-- A look-up table: it belongs to the official account, to no customer. WeChat counts each of its calls by itself, so
-- each destination stops by itself.
CREATE TABLE wechat.brakes (
    app_id       text        NOT NULL,
    destination  text        NOT NULL,
    paused_until timestamptz NOT NULL,
    pauses       integer     NOT NULL, -- in a row, without a call that was taken
    why          text        NOT NULL,
    CONSTRAINT brakes_pkey PRIMARY KEY (app_id, destination),
    CONSTRAINT brakes_not_below_zero CHECK (pauses >= 0)
);
