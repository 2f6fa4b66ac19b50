-- What a member may do, signed by the root key, and the settings of the house.
ALTER TABLE members ADD COLUMN roles TEXT NOT NULL DEFAULT '';      -- words with spaces between; empty: of the first version
ALTER TABLE members ADD COLUMN roles_mac BYTEA NOT NULL DEFAULT ''; -- keyed mac of member and roles

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value BYTEA NOT NULL,                -- JSON; what it holds is public or says nothing about a person
  mac BYTEA NOT NULL,                  -- keyed mac of name and value: who can write the database cannot set them
  version BIGINT NOT NULL,
  changed_at_ms BIGINT NOT NULL
);
