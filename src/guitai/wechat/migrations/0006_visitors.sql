-- What WeChat said of a code that came back with a page's load: whose it is, or why nobody's. Read once.
CREATE TABLE wechat.visitors (
    request_id uuid        NOT NULL,
    openid     text,
    why        text        NOT NULL,
    known_at   timestamptz NOT NULL,
    CONSTRAINT visitors_pkey PRIMARY KEY (request_id),
    CONSTRAINT visitors_known CHECK ((openid IS NULL) = (why <> ''))
);

GRANT SELECT, INSERT, DELETE ON wechat.visitors TO guitai_worker;
GRANT SELECT, DELETE ON wechat.visitors TO guitai_core;

-- A chat that is bound becomes the customer's, with its windows.
GRANT UPDATE (owner), DELETE ON wechat.windows TO guitai_core;
