-- What waits for none of its customer's earlier requests to the same destination, and holds back no later one.
ALTER TABLE outbox.requests ADD COLUMN in_order boolean NOT NULL DEFAULT true;
