-- The access token is the worker's alone, as are the calls that it is for.
GRANT USAGE ON SCHEMA wechat TO guitai_core, guitai_worker;
GRANT SELECT, INSERT, UPDATE (access_token, expires_at, refresh_after) ON wechat.tokens TO guitai_worker;
GRANT SELECT, INSERT, UPDATE (paused_until, pauses, why) ON wechat.brakes TO guitai_worker;

-- The core opens a window, and hands it on with the chat that it belongs to; the worker uses it up.
GRANT SELECT, INSERT, UPDATE (owner, remaining, closes_at, turn_id), DELETE ON wechat.windows TO guitai_core;
GRANT SELECT, UPDATE (remaining) ON wechat.windows TO guitai_worker;

-- The worker stores what it fetched, and can't look at it again.
GRANT SELECT ON wechat.media TO guitai_core;
GRANT SELECT (owner, media_id), INSERT ON wechat.media TO guitai_worker;
