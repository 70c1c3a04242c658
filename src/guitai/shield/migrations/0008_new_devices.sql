-- What a device in its first 24 hours needs to sign an order, where that is more than another does; or why it may not.
ALTER TABLE shield.orders ADD COLUMN new_strength smallint;
ALTER TABLE shield.orders ADD COLUMN new_refused jsonb;
-- What it is called in text messages, which are Simplified whatever the chat speaks.
ALTER TABLE shield.orders ADD COLUMN title text;
