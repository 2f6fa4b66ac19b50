-- Members: second factor, second person, invitations, generations of desk keys, hidden cases, alarms.
ALTER TABLE members ADD COLUMN name_sealed BLOB NOT NULL DEFAULT x'';  -- own name, to the own key
ALTER TABLE members ADD COLUMN name_mac BLOB NOT NULL DEFAULT x'';     -- keyed mac of it
ALTER TABLE desks ADD COLUMN kind_mac BLOB NOT NULL DEFAULT x'';       -- keyed mac of desk and kind
ALTER TABLE desk_members ADD COLUMN name_mac BLOB NOT NULL DEFAULT x''; -- keyed mac of the sealed name and its place
ALTER TABLE recovery_keys ADD COLUMN mac BLOB NOT NULL DEFAULT x'';    -- keyed mac of the public key
ALTER TABLE sessions ADD COLUMN stage TEXT NOT NULL DEFAULT 'full';    -- full | code | enrol
ALTER TABLE sessions ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;      -- wrong codes in this session

-- Former public keys of a desk: what was sealed under them stays readable.
CREATE TABLE desk_keys (
  desk_id BLOB NOT NULL REFERENCES desks (id),
  generation INTEGER NOT NULL,
  public_key BLOB NOT NULL,
  signature BLOB NOT NULL,            -- root key over (desk, generation, public key)
  PRIMARY KEY (desk_id, generation)
);

CREATE TABLE proposals (
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,                 -- what is to be done
  subject BLOB NOT NULL,              -- to which case or member
  desk_id BLOB NOT NULL REFERENCES desks (id),
  generation INTEGER NOT NULL,
  ground_sealed BLOB NOT NULL,        -- why, to the desk
  proposed_by BLOB NOT NULL REFERENCES members (id),
  at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  state TEXT NOT NULL,                -- open | done | refused
  decided_by BLOB REFERENCES members (id),
  decided_at_ms INTEGER,
  mac BLOB NOT NULL                   -- keyed mac of everything above that never changes
);
CREATE INDEX proposals_open ON proposals (at_ms) WHERE state = 'open';

CREATE TABLE factors (
  member_id BLOB PRIMARY KEY REFERENCES members (id),
  state TEXT NOT NULL,                -- none | on
  secret_sealed BLOB NOT NULL,        -- shared secret, to the member's key; empty when there is none
  last_step INTEGER NOT NULL,         -- last half minute whose code was used
  changed_at_ms INTEGER NOT NULL,
  mac BLOB NOT NULL                   -- keyed mac of member, state, secret and moment
);

CREATE TABLE factor_codes (
  member_id BLOB NOT NULL REFERENCES members (id),
  code_mac BLOB NOT NULL,             -- keyed mac of a one-time code; the row goes when it is used
  PRIMARY KEY (member_id, code_mac)
);

CREATE TABLE invitations (
  id BLOB PRIMARY KEY,
  word_mac BLOB NOT NULL UNIQUE,      -- keyed mac of the invitation word
  word_sealed BLOB NOT NULL,          -- the word, to the inviter's own key
  name_sealed BLOB NOT NULL,          -- name of the invited, to the inviter's own key
  login_tag BLOB NOT NULL,            -- keyed tag of the log-in name
  roles TEXT NOT NULL,
  invited_by BLOB NOT NULL REFERENCES members (id),
  at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  state TEXT NOT NULL,                -- sent | joined | done | withdrawn
  mac BLOB NOT NULL,                  -- keyed mac of everything above that never changes
  pass_salt BLOB,                     -- from here on: what the invited person brought
  pass_params TEXT,
  public_key BLOB,
  private_sealed BLOB,
  key_mac BLOB                        -- mac of the public key under the invitation word
);

CREATE TABLE case_hidden (
  who BLOB NOT NULL,                  -- keyed mac of the member
  case_id BLOB NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (who, case_id)
);
CREATE INDEX case_hidden_by_case ON case_hidden (case_id);

-- What members did lately, counted without saying who or what.
CREATE TABLE watches (
  who BLOB NOT NULL,                  -- keyed mac of member and kind of step
  item BLOB NOT NULL,                 -- keyed mac of what it was about
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (who, item, at_ms)
);
CREATE INDEX watches_at ON watches (at_ms);

CREATE TABLE alarms (
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  about BLOB,                         -- the member whose step raised it; that member cannot acknowledge it
  desk_id BLOB NOT NULL REFERENCES desks (id),
  generation INTEGER NOT NULL,
  details_sealed BLOB NOT NULL,       -- to the desk
  mac BLOB NOT NULL,                  -- keyed mac of everything above
  acknowledged_by BLOB REFERENCES members (id),
  acknowledged_at_ms INTEGER
);
CREATE INDEX alarms_open ON alarms (at_ms) WHERE acknowledged_at_ms IS NULL;
