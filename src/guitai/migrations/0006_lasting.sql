-- What can wait long for a customer who can't be reached now, and is not given up before.
ALTER TABLE outbox.requests ADD COLUMN lasting boolean NOT NULL DEFAULT false;
