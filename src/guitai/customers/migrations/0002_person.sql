-- A customer's name, identity number and mobile, sealed together for this row. Rows from before are in clear until
-- `guitai migrate` has sealed them; a later migration drops the columns that they stood in.
ALTER TABLE customers.customers
    ADD COLUMN person   bytea,
    ADD COLUMN id_index bytea, -- a keyed hash of the identity number: whoever has it can be found, and not read from it
    DROP CONSTRAINT customers_are_known,
    ADD CONSTRAINT customers_are_known CHECK (kind = 'visitor' OR person IS NOT NULL OR num_nulls(name, id_number) = 0),
    ADD CONSTRAINT customers_are_sealed_whole CHECK ((person IS NULL) = (id_index IS NULL)),
    ADD CONSTRAINT customers_are_sealed_or_clear CHECK (person IS NULL OR num_nonnulls(name, id_number, mobile) = 0);

CREATE INDEX customers_by_id ON customers.customers (id_index);
