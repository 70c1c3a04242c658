-- A deposit that was to be renewed, and could not be: on which day that is tried again.
ALTER TABLE deposits.deposits
    ADD COLUMN again_on date,
    ADD CONSTRAINT deposits_again_overdue CHECK (again_on IS NULL OR (state = 'overdue' AND renewal <> 'none'));

-- Until now it was tried once.
UPDATE deposits.deposits
   SET again_on = matures_on
 WHERE state = 'overdue' AND renewal <> 'none';

CREATE INDEX deposits_again ON deposits.deposits (again_on) WHERE again_on IS NOT NULL;

GRANT UPDATE (again_on) ON deposits.deposits TO guitai_core;
