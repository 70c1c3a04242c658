-- A conversation that has ended is a record: it is written once.
GRANT USAGE ON SCHEMA conversation TO guitai_core;
GRANT SELECT, INSERT, UPDATE (turn_id, content) ON conversation.chats TO guitai_core;
GRANT INSERT ON conversation.ended TO guitai_core;
