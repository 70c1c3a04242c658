-- What was asked, answered and looked up is sealed where it is kept. Who is in the middle of something is asked anew; what
-- ended before this stays as it was written.
DELETE FROM conversation.chats;
ALTER TABLE conversation.chats DROP COLUMN content;
ALTER TABLE conversation.chats ADD COLUMN sealed bytea NOT NULL;
ALTER TABLE conversation.ended ALTER COLUMN content DROP NOT NULL;
ALTER TABLE conversation.ended ADD COLUMN sealed bytea;
ALTER TABLE conversation.ended ADD CONSTRAINT ended_is_kept CHECK (num_nonnulls(content, sealed) = 1);

GRANT UPDATE (sealed) ON conversation.chats TO guitai_core;
