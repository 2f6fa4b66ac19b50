-- Programs of other organisations that ask over HTTP: who may, how often, and what was sent twice.
CREATE TABLE api_keys (
  id UUID PRIMARY KEY,
  made_by UUID NOT NULL REFERENCES members (id),
  at_ms BIGINT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  revoked_at_ms BIGINT,              -- NULL: it stands
  version BIGINT NOT NULL,
  sealed TEXT NOT NULL,               -- whose, what for, how often, on which ground
  mac BYTEA NOT NULL                   -- keyed mac of all of it
);

-- What a program shows: one at a time, two while it changes from the old one to the new.
CREATE TABLE api_secrets (
  prefix TEXT PRIMARY KEY,            -- the part that may be read by anybody
  key_id UUID NOT NULL REFERENCES api_keys (id),
  secret_mac BYTEA NOT NULL,           -- keyed mac of the part that may not
  at_ms BIGINT NOT NULL,
  until_ms BIGINT,                   -- NULL: as long as the key
  mac BYTEA NOT NULL                   -- keyed mac of all of it
);
CREATE INDEX api_secrets_of_key ON api_secrets (key_id);

-- Calls of a key on a day, UTC.
CREATE TABLE api_use (
  key_id UUID NOT NULL REFERENCES api_keys (id),
  day BIGINT NOT NULL,
  calls BIGINT NOT NULL,
  PRIMARY KEY (key_id, day)
);

-- Calls that carried a key of their own against being done twice. Neither body nor answer is here.
CREATE TABLE api_repeats (
  call_mac BYTEA PRIMARY KEY,
  body_mac BYTEA NOT NULL,
  until_ms BIGINT NOT NULL,
  running_until_ms BIGINT NOT NULL   -- 0: answered
);
CREATE INDEX api_repeats_until ON api_repeats (until_ms);
