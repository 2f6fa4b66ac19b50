-- Programs of other organisations that ask over HTTP: who may, how often, and what was sent twice.
CREATE TABLE api_keys (
  id BLOB PRIMARY KEY,
  made_by BLOB NOT NULL REFERENCES members (id),
  at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  revoked_at_ms INTEGER,              -- NULL: it stands
  version INTEGER NOT NULL,
  sealed TEXT NOT NULL,               -- whose, what for, how often, on which ground
  mac BLOB NOT NULL                   -- keyed mac of all of it
);

-- What a program shows: one at a time, two while it changes from the old one to the new.
CREATE TABLE api_secrets (
  prefix TEXT PRIMARY KEY,            -- the part that may be read by anybody
  key_id BLOB NOT NULL REFERENCES api_keys (id),
  secret_mac BLOB NOT NULL,           -- keyed mac of the part that may not
  at_ms INTEGER NOT NULL,
  until_ms INTEGER,                   -- NULL: as long as the key
  mac BLOB NOT NULL                   -- keyed mac of all of it
);
CREATE INDEX api_secrets_of_key ON api_secrets (key_id);

-- Calls of a key on a day, UTC.
CREATE TABLE api_use (
  key_id BLOB NOT NULL REFERENCES api_keys (id),
  day INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  PRIMARY KEY (key_id, day)
);

-- Calls that carried a key of their own against being done twice. Neither body nor answer is here.
CREATE TABLE api_repeats (
  call_mac BLOB PRIMARY KEY,
  body_mac BLOB NOT NULL,
  until_ms INTEGER NOT NULL,
  running_until_ms INTEGER NOT NULL   -- 0: answered
);
CREATE INDEX api_repeats_until ON api_repeats (until_ms);
