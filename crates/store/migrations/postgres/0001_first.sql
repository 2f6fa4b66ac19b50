-- One node: which schema of keys it belongs to. One row.
CREATE TABLE node (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  root_public BYTEA NOT NULL,          -- public half of the root key; its fingerprint is in the key file
  created_at_ms BIGINT NOT NULL,
  demo BIGINT NOT NULL                -- 1: invented cases, every page says so
);

CREATE TABLE members (
  id UUID PRIMARY KEY,
  login_tag BYTEA NOT NULL UNIQUE,     -- keyed tag of the log-in name
  state TEXT NOT NULL,                -- active | removed
  pass_salt BYTEA NOT NULL,
  pass_params TEXT NOT NULL,          -- Argon2id memory, passes, lanes
  public_key BYTEA NOT NULL,
  signature BYTEA NOT NULL,            -- root key over (member, public key)
  private_sealed BYTEA NOT NULL,       -- member's private key under the passphrase
  created_at_ms BIGINT NOT NULL
);

CREATE TABLE desks (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,                 -- intake | urgent
  generation BIGINT NOT NULL,
  public_key BYTEA NOT NULL,
  signature BYTEA NOT NULL,            -- root key over (desk, generation, public key)
  created_at_ms BIGINT NOT NULL
);

CREATE TABLE desk_members (
  desk_id UUID NOT NULL REFERENCES desks (id),
  member_id UUID NOT NULL REFERENCES members (id),
  generation BIGINT NOT NULL,
  wrap BYTEA NOT NULL,                 -- desk's private key to the member
  name_sealed BYTEA NOT NULL,          -- member's name to the desk
  PRIMARY KEY (desk_id, member_id, generation)
);

CREATE TABLE recovery_keys (
  id UUID PRIMARY KEY,
  public_key BYTEA NOT NULL,
  tail_mac BYTEA NOT NULL,             -- keyed mac of the last six characters, to confirm the paper
  created_at_ms BIGINT NOT NULL,
  confirmed_at_ms BIGINT
);

CREATE TABLE recovery_wraps (
  recovery_id UUID NOT NULL REFERENCES recovery_keys (id),
  desk_id UUID NOT NULL REFERENCES desks (id),
  generation BIGINT NOT NULL,
  wrap BYTEA NOT NULL,                 -- desk's private key to the recovery key
  PRIMARY KEY (recovery_id, desk_id, generation)
);

CREATE TABLE set_up_links (
  token_mac BYTEA PRIMARY KEY,         -- keyed mac of the one-time token
  created_at_ms BIGINT NOT NULL,
  used_at_ms BIGINT
);

CREATE TABLE sessions (
  id BYTEA PRIMARY KEY,                -- HKDF(cookie, "id")
  member_id UUID NOT NULL REFERENCES members (id),
  private_sealed BYTEA NOT NULL,       -- member's private key under HKDF(cookie, "wrap")
  created_at_ms BIGINT NOT NULL,
  seen_at_ms BIGINT NOT NULL
);
CREATE INDEX sessions_by_member ON sessions (member_id);

CREATE TABLE cases (
  id UUID PRIMARY KEY,
  desk_id UUID NOT NULL REFERENCES desks (id),
  state TEXT NOT NULL,                -- new | open | answered | closed
  lane BIGINT NOT NULL,               -- 0 danger to 4 others
  key_ms BIGINT NOT NULL,             -- order within the lane
  version BIGINT NOT NULL,
  claimed_by UUID REFERENCES members (id),
  summary_sealed BYTEA,                -- what the queue shows, under the case key
  created_at_ms BIGINT NOT NULL
);
-- The queue walks this in order; a closed case is not in it.
CREATE INDEX cases_waiting ON cases (lane, key_ms, id) WHERE state <> 'closed';

CREATE TABLE case_wraps (
  case_id UUID NOT NULL REFERENCES cases (id),
  desk_id UUID NOT NULL REFERENCES desks (id),
  generation BIGINT NOT NULL,
  wrap BYTEA NOT NULL,                 -- case key to the desk
  PRIMARY KEY (case_id, desk_id, generation)
);

CREATE TABLE reports (
  id UUID PRIMARY KEY,
  case_id UUID NOT NULL REFERENCES cases (id),
  lookup BYTEA UNIQUE,                 -- from the receipt code; NULL once destroyed
  code_generation BIGINT NOT NULL,    -- 1, and one more with each new code
  visitor_wrap BYTEA,                  -- thread key under the visitor's key
  case_wrap BYTEA,                     -- thread key under the case key
  thread_state TEXT NOT NULL,         -- open | quiet | erasing
  erase_at_ms BIGINT,
  version BIGINT NOT NULL,
  received_at_ms BIGINT NOT NULL
);
CREATE INDEX reports_by_case ON reports (case_id);

CREATE TABLE parts (
  id UUID PRIMARY KEY,
  case_id UUID NOT NULL REFERENCES cases (id),
  report_id UUID REFERENCES reports (id),
  purpose BIGINT NOT NULL,            -- number of the seal's purpose
  at_ms BIGINT NOT NULL,
  sealed BYTEA NOT NULL                -- salt, origin and exact bytes, under thread key or case key
);
CREATE INDEX parts_by_report ON parts (report_id, at_ms);
CREATE INDEX parts_by_case ON parts (case_id, at_ms);

CREATE TABLE tags (
  case_id UUID NOT NULL REFERENCES cases (id),
  tag BYTEA NOT NULL,                  -- keyed tag of an offender's identifier, with its key number
  grade TEXT NOT NULL,                -- claimed | seen | confirmed
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (case_id, tag)
);
CREATE INDEX tags_by_tag ON tags (tag);

CREATE TABLE links (
  case_id UUID NOT NULL REFERENCES cases (id),
  other_id UUID NOT NULL REFERENCES cases (id),
  tag BYTEA NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (case_id, other_id, tag)
);

CREATE TABLE drafts (
  draft_mac BYTEA PRIMARY KEY,         -- keyed mac of the draft id
  report_id UUID NOT NULL REFERENCES reports (id),
  superseded BIGINT NOT NULL,         -- 1: the code has changed since
  first_at_ms BIGINT NOT NULL
);
CREATE INDEX drafts_by_report ON drafts (report_id);

CREATE TABLE draft_sends (
  draft_mac BYTEA NOT NULL REFERENCES drafts (draft_mac),
  content_mac BYTEA NOT NULL,          -- keyed mac of what was sent, under the draft id
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (draft_mac, content_mac)
);

CREATE TABLE notices (
  case_id UUID NOT NULL REFERENCES cases (id),
  job_id UUID NOT NULL,               -- the job whose effect this is: done once, however often it is tried
  kind TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (case_id, job_id)
);

CREATE TABLE erasures (
  case_id UUID PRIMARY KEY,           -- no reference: the list outlives the case
  at_ms BIGINT NOT NULL
);

CREATE TABLE jobs (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  subject UUID NOT NULL,
  state TEXT NOT NULL,                -- ready | leased | done | dead
  run_at_ms BIGINT NOT NULL,
  every_ms BIGINT,                    -- recurring: run again so long after it succeeded
  lease_token UUID,
  lease_until_ms BIGINT,
  attempts BIGINT NOT NULL,
  last_error TEXT                     -- a fixed word of ours, never what a person wrote
);
CREATE INDEX jobs_due ON jobs (state, run_at_ms);
CREATE INDEX jobs_by_subject ON jobs (subject);
CREATE UNIQUE INDEX jobs_recurring ON jobs (name) WHERE every_ms IS NOT NULL;

CREATE TABLE audit_leaves (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,
  subject UUID NOT NULL,
  at_ms BIGINT NOT NULL,
  details BYTEA NOT NULL,              -- sealed to the desk; empty when there are none
  commitments BYTEA NOT NULL,          -- salted SHA-256 of each received part
  hash BYTEA NOT NULL,
  mac BYTEA NOT NULL,                  -- keyed: a leaf made without the key file is found
  chained BIGINT NOT NULL             -- 0 until the chaining job has taken it
);
CREATE INDEX audit_leaves_waiting ON audit_leaves (chained, at_ms) WHERE chained = 0;
CREATE INDEX audit_leaves_by_subject ON audit_leaves (subject);

CREATE TABLE audit_links (
  seq BIGINT PRIMARY KEY,
  leaf_id UUID NOT NULL UNIQUE REFERENCES audit_leaves (id),
  hash BYTEA NOT NULL
);

CREATE TABLE audit_checkpoints (
  seq BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  head BYTEA NOT NULL,
  signature BYTEA NOT NULL,
  PRIMARY KEY (seq, at_ms)
);
