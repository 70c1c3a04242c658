-- From which account somebody was paid last, and whether a payment has reached them, however long ago.
CREATE INDEX transfers_payee ON transfers.transfers (owner, payee_index, placed_at);
