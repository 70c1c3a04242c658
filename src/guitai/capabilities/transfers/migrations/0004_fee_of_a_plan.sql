-- What each transfer of a plan costs at most: the fee that was signed.
ALTER TABLE transfers.plans ADD COLUMN fee_fen bigint NOT NULL DEFAULT 0;
ALTER TABLE transfers.plans ADD CONSTRAINT plans_fee CHECK (fee_fen >= 0);
