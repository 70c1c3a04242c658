-- When each is told, and whether it can wait for the day: nobody is woken for interest.
ALTER TABLE notices.waiting
    ADD COLUMN due_at timestamptz,
    ADD COLUMN by_day boolean NOT NULL DEFAULT false;
UPDATE notices.waiting SET due_at = put_at;
ALTER TABLE notices.waiting
    ALTER COLUMN due_at SET NOT NULL,
    ALTER COLUMN by_day DROP DEFAULT;

CREATE INDEX waiting_due ON notices.waiting (due_at, put_at, owner, place);
DROP INDEX notices.waiting_put;

GRANT UPDATE (due_at) ON notices.waiting TO guitai_core;
