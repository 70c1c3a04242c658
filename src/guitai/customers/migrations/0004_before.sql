-- Whose chat it was before: a message that WeChat delivers again after the chat has passed to somebody else was answered
-- there.
ALTER TABLE customers.openids ADD COLUMN before bigint;

GRANT UPDATE (before) ON customers.openids TO guitai_core;
