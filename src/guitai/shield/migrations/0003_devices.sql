-- Pages inside WeChat: a state that was sent along to WeChat, and the visits of those who came back. Only digests of
-- them are kept: who reads this table can't go on as somebody.
CREATE TABLE shield.states (
    state_digest bytea       NOT NULL,
    page         text        NOT NULL,
    expires_at   timestamptz NOT NULL,
    CONSTRAINT states_pkey PRIMARY KEY (state_digest)
);

CREATE TABLE shield.visits (
    visit_digest bytea       NOT NULL,
    openid       text        NOT NULL,
    expires_at   timestamptz NOT NULL,
    CONSTRAINT visits_pkey PRIMARY KEY (visit_digest)
);

CREATE INDEX states_expired ON shield.states (expires_at);
CREATE INDEX visits_expired ON shield.visits (expires_at);

-- What a device has to sign, once.
CREATE TABLE shield.challenges (
    challenge_digest bytea       NOT NULL,
    visit_digest     bytea       NOT NULL,
    device_id        uuid        NOT NULL,
    expires_at       timestamptz NOT NULL,
    CONSTRAINT challenges_pkey PRIMARY KEY (challenge_digest)
);

CREATE INDEX challenges_expired ON shield.challenges (expires_at);

-- How often something was tried on a day, by whom or about whom: a digest of it.
CREATE TABLE shield.tries (
    about    bytea   NOT NULL,
    tried_on date    NOT NULL,
    count    integer NOT NULL,
    CONSTRAINT tries_pkey PRIMARY KEY (about, tried_on)
);

CREATE TABLE shield.bindings (
    owner        bigint      NOT NULL, -- whom the four details name
    binding_id   uuid        NOT NULL,
    turn_id      uuid        NOT NULL,
    visit_digest bytea       NOT NULL,
    card         bytea       NOT NULL, -- that was named, sealed: no PIN may repeat its digits
    expires_at   timestamptz NOT NULL,
    done_at      timestamptz,
    CONSTRAINT bindings_pkey PRIMARY KEY (owner, binding_id)
);

CREATE INDEX bindings_by_id ON shield.bindings (binding_id);

-- One-time codes that went out by SMS. `subject` is what one is for.
CREATE TABLE shield.codes (
    owner      bigint      NOT NULL,
    subject    uuid        NOT NULL,
    turn_id    uuid        NOT NULL,
    code_mac   bytea       NOT NULL,
    tries      integer     NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT codes_pkey PRIMARY KEY (owner, subject),
    CONSTRAINT codes_tries CHECK (tries >= 0)
);

CREATE TABLE shield.pins (
    owner        bigint      NOT NULL,
    turn_id      uuid        NOT NULL,
    hash         text        NOT NULL, -- Argon2id over a MAC by the pepper, which is not in this database
    set_at       timestamptz NOT NULL,
    device_id    uuid,                 -- it was set on; none: at the bank
    wrong        integer     NOT NULL, -- in a row
    wrong_today  integer     NOT NULL,
    wrong_on     date        NOT NULL,
    locked_until timestamptz,
    CONSTRAINT pins_pkey PRIMARY KEY (owner),
    CONSTRAINT pins_wrong CHECK (wrong >= 0 AND wrong_today >= 0)
);

CREATE TABLE shield.devices (
    owner       bigint      NOT NULL,
    device_id   uuid        NOT NULL,
    turn_id     uuid        NOT NULL,
    openid      text        NOT NULL, -- under which it was bound
    name        text        NOT NULL,
    sign_key    jsonb       NOT NULL,
    open_key    jsonb       NOT NULL,
    added_at    timestamptz NOT NULL,
    used_at     timestamptz NOT NULL,
    low_until   timestamptz, -- until then its limits are low
    removed_at  timestamptz,
    removed_why text,
    CONSTRAINT devices_pkey PRIMARY KEY (owner, device_id),
    CONSTRAINT devices_removed CHECK ((removed_at IS NULL) = (removed_why IS NULL))
);

CREATE TABLE shield.certificates (
    owner          bigint      NOT NULL,
    certificate_id uuid        NOT NULL,
    turn_id        uuid        NOT NULL,
    device_id      uuid        NOT NULL,
    issued_at      timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    revoked_at     timestamptz,
    CONSTRAINT certificates_pkey PRIMARY KEY (owner, certificate_id),
    CONSTRAINT certificates_device FOREIGN KEY (owner, device_id) REFERENCES shield.devices (owner, device_id)
);

CREATE INDEX certificates_of_device ON shield.certificates (owner, device_id) WHERE revoked_at IS NULL;

CREATE TABLE shield.freezes (
    owner     bigint      NOT NULL,
    freeze_id uuid        NOT NULL,
    turn_id   uuid        NOT NULL,
    frozen_at timestamptz NOT NULL,
    by_whom   text        NOT NULL,
    why       text        NOT NULL,
    lifted_at timestamptz,
    lifted_by text,
    CONSTRAINT freezes_pkey PRIMARY KEY (owner, freeze_id)
);

CREATE INDEX freezes_in_force ON shield.freezes (owner) WHERE lifted_at IS NULL;

-- What a customer is asked to sign: the very bytes that are shown, sealed at rest.
CREATE TABLE shield.orders (
    owner      bigint      NOT NULL,
    order_id   uuid        NOT NULL,
    turn_id    uuid        NOT NULL,
    kind       text        NOT NULL,
    document   bytea       NOT NULL,
    strength   smallint    NOT NULL,
    drafted_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    state      text        NOT NULL,
    shown_to   uuid[]      NOT NULL, -- the devices that have opened it
    device_id  uuid,                 -- that signed it
    signature  text,
    signed_at  timestamptz,
    CONSTRAINT orders_pkey PRIMARY KEY (owner, order_id),
    CONSTRAINT orders_state CHECK (state IN ('drafted', 'signed', 'declined', 'void')),
    CONSTRAINT orders_signed CHECK ((state = 'signed') = (signature IS NOT NULL AND device_id IS NOT NULL))
);

-- Cards are sealed at rest, and a page knows whose it opens: what was shown before this is asked for again.
TRUNCATE shield.cards;
DROP INDEX shield.cards_by_link;
ALTER TABLE shield.cards DROP COLUMN content;
ALTER TABLE shield.cards ADD COLUMN content bytea NOT NULL;

GRANT SELECT, INSERT, DELETE ON shield.states, shield.visits, shield.challenges TO guitai_core;
-- Whose a key is, since when, and what was asked to be signed never changes: only what becomes of it does.
GRANT SELECT, INSERT ON shield.tries, shield.bindings, shield.codes, shield.pins, shield.devices,
      shield.certificates, shield.freezes, shield.orders TO guitai_core;
GRANT UPDATE (count) ON shield.tries TO guitai_core;
GRANT UPDATE (done_at) ON shield.bindings TO guitai_core;
GRANT UPDATE (turn_id, code_mac, tries, expires_at) ON shield.codes TO guitai_core;
GRANT UPDATE (turn_id, hash, set_at, device_id, wrong, wrong_today, wrong_on, locked_until) ON shield.pins TO guitai_core;
GRANT UPDATE (used_at, removed_at, removed_why) ON shield.devices TO guitai_core;
GRANT UPDATE (revoked_at) ON shield.certificates TO guitai_core;
GRANT UPDATE (lifted_at, lifted_by) ON shield.freezes TO guitai_core;
GRANT UPDATE (state, shown_to, device_id, signature, signed_at) ON shield.orders TO guitai_core;
GRANT DELETE ON shield.codes, shield.cards TO guitai_core;
