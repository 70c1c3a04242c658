-- What WeChat's channel keeps: the API's access token, which all workers share, and the reply windows.
CREATE SCHEMA wechat;

-- A look-up table: it belongs to the official account, to no customer. A row without a token is there to be locked.
CREATE TABLE wechat.tokens (
    app_id        text        NOT NULL,
    access_token  text        NOT NULL DEFAULT '',
    expires_at    timestamptz NOT NULL DEFAULT 'epoch',
    refresh_after timestamptz NOT NULL DEFAULT 'epoch',
    CONSTRAINT tokens_pkey PRIMARY KEY (app_id),
    CONSTRAINT tokens_refreshed_before_expiry CHECK (refresh_after <= expires_at)
);
