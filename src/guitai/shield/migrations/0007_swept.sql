-- What has expired is taken away at night: nobody can use it any more, and it is of no use as a record.
CREATE INDEX cards_expired ON shield.cards (expires_at);
CREATE INDEX codes_expired ON shield.codes (expires_at);
CREATE INDEX bindings_expired ON shield.bindings (expires_at);
CREATE INDEX tries_past ON shield.tries (tried_on);

GRANT DELETE ON shield.bindings, shield.tries TO guitai_core;
