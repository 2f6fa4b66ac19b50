-- Members: second factor, second person, invitations, generations of desk keys, hidden cases, alarms.
ALTER TABLE members ADD COLUMN name_sealed BYTEA NOT NULL DEFAULT '';  -- own name, to the own key
ALTER TABLE members ADD COLUMN name_mac BYTEA NOT NULL DEFAULT '';     -- keyed mac of it
ALTER TABLE desks ADD COLUMN kind_mac BYTEA NOT NULL DEFAULT '';       -- keyed mac of desk and kind
ALTER TABLE desk_members ADD COLUMN name_mac BYTEA NOT NULL DEFAULT ''; -- keyed mac of the sealed name and its place
ALTER TABLE recovery_keys ADD COLUMN mac BYTEA NOT NULL DEFAULT '';    -- keyed mac of the public key
ALTER TABLE sessions ADD COLUMN stage TEXT NOT NULL DEFAULT 'full';    -- full | code | enrol
ALTER TABLE sessions ADD COLUMN tries BIGINT NOT NULL DEFAULT 0;      -- wrong codes in this session

-- Former public keys of a desk: what was sealed under them stays readable.
CREATE TABLE desk_keys (
  desk_id UUID NOT NULL REFERENCES desks (id),
  generation BIGINT NOT NULL,
  public_key BYTEA NOT NULL,
  signature BYTEA NOT NULL,            -- root key over (desk, generation, public key)
  PRIMARY KEY (desk_id, generation)
);

CREATE TABLE proposals (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,                 -- what is to be done
  subject UUID NOT NULL,              -- to which case or member
  desk_id UUID NOT NULL REFERENCES desks (id),
  generation BIGINT NOT NULL,
  ground_sealed BYTEA NOT NULL,        -- why, to the desk
  proposed_by UUID NOT NULL REFERENCES members (id),
  at_ms BIGINT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  state TEXT NOT NULL,                -- open | done | refused
  decided_by UUID REFERENCES members (id),
  decided_at_ms BIGINT,
  mac BYTEA NOT NULL                   -- keyed mac of everything above that never changes
);
CREATE INDEX proposals_open ON proposals (at_ms) WHERE state = 'open';

CREATE TABLE factors (
  member_id UUID PRIMARY KEY REFERENCES members (id),
  state TEXT NOT NULL,                -- none | on
  secret_sealed BYTEA NOT NULL,        -- shared secret, to the member's key; empty when there is none
  last_step BIGINT NOT NULL,         -- last half minute whose code was used
  changed_at_ms BIGINT NOT NULL,
  mac BYTEA NOT NULL                   -- keyed mac of member, state, secret and moment
);

CREATE TABLE factor_codes (
  member_id UUID NOT NULL REFERENCES members (id),
  code_mac BYTEA NOT NULL,             -- keyed mac of a one-time code; the row goes when it is used
  PRIMARY KEY (member_id, code_mac)
);

CREATE TABLE invitations (
  id UUID PRIMARY KEY,
  word_mac BYTEA NOT NULL UNIQUE,      -- keyed mac of the invitation word
  word_sealed BYTEA NOT NULL,          -- the word, to the inviter's own key
  name_sealed BYTEA NOT NULL,          -- name of the invited, to the inviter's own key
  login_tag BYTEA NOT NULL,            -- keyed tag of the log-in name
  roles TEXT NOT NULL,
  invited_by UUID NOT NULL REFERENCES members (id),
  at_ms BIGINT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  state TEXT NOT NULL,                -- sent | joined | done | withdrawn
  mac BYTEA NOT NULL,                  -- keyed mac of everything above that never changes
  pass_salt BYTEA,                     -- from here on: what the invited person brought
  pass_params TEXT,
  public_key BYTEA,
  private_sealed BYTEA,
  key_mac BYTEA                        -- mac of the public key under the invitation word
);

CREATE TABLE case_hidden (
  who BYTEA NOT NULL,                  -- keyed mac of the member
  case_id UUID NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (who, case_id)
);
CREATE INDEX case_hidden_by_case ON case_hidden (case_id);

-- What members did lately, counted without saying who or what.
CREATE TABLE watches (
  who BYTEA NOT NULL,                  -- keyed mac of member and kind of step
  item BYTEA NOT NULL,                 -- keyed mac of what it was about
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (who, item, at_ms)
);
CREATE INDEX watches_at ON watches (at_ms);

CREATE TABLE alarms (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  about UUID,                         -- the member whose step raised it; that member cannot acknowledge it
  desk_id UUID NOT NULL REFERENCES desks (id),
  generation BIGINT NOT NULL,
  details_sealed BYTEA NOT NULL,       -- to the desk
  mac BYTEA NOT NULL,                  -- keyed mac of everything above
  acknowledged_by UUID REFERENCES members (id),
  acknowledged_at_ms BIGINT
);
CREATE INDEX alarms_open ON alarms (at_ms) WHERE acknowledged_at_ms IS NULL;
