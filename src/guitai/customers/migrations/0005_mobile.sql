-- A keyed hash of the mobile number: whoever has it can be paid by it, and it is not read from it. Rows from before get
-- theirs by `guitai migrate`.
ALTER TABLE customers.customers ADD COLUMN mobile_index bytea;

CREATE INDEX customers_by_mobile ON customers.customers (mobile_index);
