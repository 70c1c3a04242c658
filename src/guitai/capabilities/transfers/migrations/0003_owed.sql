-- What came back waits in suspense until the payer's account takes it.
ALTER TABLE transfers.transfers ADD COLUMN owed boolean NOT NULL DEFAULT false;
ALTER TABLE transfers.transfers ADD CONSTRAINT transfers_owed CHECK (NOT owed OR state IN ('rejected', 'returned'));

GRANT UPDATE (owed) ON transfers.transfers TO guitai_core;
