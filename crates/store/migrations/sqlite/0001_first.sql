-- One node: which schema of keys it belongs to. One row.
CREATE TABLE node (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  root_public BLOB NOT NULL,          -- public half of the root key; its fingerprint is in the key file
  created_at_ms INTEGER NOT NULL,
  demo INTEGER NOT NULL                -- 1: invented cases, every page says so
);

CREATE TABLE members (
  id BLOB PRIMARY KEY,
  login_tag BLOB NOT NULL UNIQUE,     -- keyed tag of the log-in name
  state TEXT NOT NULL,                -- active | removed
  pass_salt BLOB NOT NULL,
  pass_params TEXT NOT NULL,          -- Argon2id memory, passes, lanes
  public_key BLOB NOT NULL,
  signature BLOB NOT NULL,            -- root key over (member, public key)
  private_sealed BLOB NOT NULL,       -- member's private key under the passphrase
  created_at_ms INTEGER NOT NULL
);

CREATE TABLE desks (
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,                 -- intake | urgent
  generation INTEGER NOT NULL,
  public_key BLOB NOT NULL,
  signature BLOB NOT NULL,            -- root key over (desk, generation, public key)
  created_at_ms INTEGER NOT NULL
);

CREATE TABLE desk_members (
  desk_id BLOB NOT NULL REFERENCES desks (id),
  member_id BLOB NOT NULL REFERENCES members (id),
  generation INTEGER NOT NULL,
  wrap BLOB NOT NULL,                 -- desk's private key to the member
  name_sealed BLOB NOT NULL,          -- member's name to the desk
  PRIMARY KEY (desk_id, member_id, generation)
);

CREATE TABLE recovery_keys (
  id BLOB PRIMARY KEY,
  public_key BLOB NOT NULL,
  tail_mac BLOB NOT NULL,             -- keyed mac of the last six characters, to confirm the paper
  created_at_ms INTEGER NOT NULL,
  confirmed_at_ms INTEGER
);

CREATE TABLE recovery_wraps (
  recovery_id BLOB NOT NULL REFERENCES recovery_keys (id),
  desk_id BLOB NOT NULL REFERENCES desks (id),
  generation INTEGER NOT NULL,
  wrap BLOB NOT NULL,                 -- desk's private key to the recovery key
  PRIMARY KEY (recovery_id, desk_id, generation)
);

CREATE TABLE set_up_links (
  token_mac BLOB PRIMARY KEY,         -- keyed mac of the one-time token
  created_at_ms INTEGER NOT NULL,
  used_at_ms INTEGER
);

CREATE TABLE sessions (
  id BLOB PRIMARY KEY,                -- HKDF(cookie, "id")
  member_id BLOB NOT NULL REFERENCES members (id),
  private_sealed BLOB NOT NULL,       -- member's private key under HKDF(cookie, "wrap")
  created_at_ms INTEGER NOT NULL,
  seen_at_ms INTEGER NOT NULL
);
CREATE INDEX sessions_by_member ON sessions (member_id);

CREATE TABLE cases (
  id BLOB PRIMARY KEY,
  desk_id BLOB NOT NULL REFERENCES desks (id),
  state TEXT NOT NULL,                -- new | open | answered | closed
  lane INTEGER NOT NULL,               -- 0 danger to 4 others
  key_ms INTEGER NOT NULL,             -- order within the lane
  version INTEGER NOT NULL,
  claimed_by BLOB REFERENCES members (id),
  summary_sealed BLOB,                -- what the queue shows, under the case key
  created_at_ms INTEGER NOT NULL
);
-- The queue walks this in order; a closed case is not in it.
CREATE INDEX cases_waiting ON cases (lane, key_ms, id) WHERE state <> 'closed';

CREATE TABLE case_wraps (
  case_id BLOB NOT NULL REFERENCES cases (id),
  desk_id BLOB NOT NULL REFERENCES desks (id),
  generation INTEGER NOT NULL,
  wrap BLOB NOT NULL,                 -- case key to the desk
  PRIMARY KEY (case_id, desk_id, generation)
);

CREATE TABLE reports (
  id BLOB PRIMARY KEY,
  case_id BLOB NOT NULL REFERENCES cases (id),
  lookup BLOB UNIQUE,                 -- from the receipt code; NULL once destroyed
  code_generation INTEGER NOT NULL,    -- 1, and one more with each new code
  visitor_wrap BLOB,                  -- thread key under the visitor's key
  case_wrap BLOB,                     -- thread key under the case key
  thread_state TEXT NOT NULL,         -- open | quiet | erasing
  erase_at_ms INTEGER,
  version INTEGER NOT NULL,
  received_at_ms INTEGER NOT NULL
);
CREATE INDEX reports_by_case ON reports (case_id);

CREATE TABLE parts (
  id BLOB PRIMARY KEY,
  case_id BLOB NOT NULL REFERENCES cases (id),
  report_id BLOB REFERENCES reports (id),
  purpose INTEGER NOT NULL,            -- number of the seal's purpose
  at_ms INTEGER NOT NULL,
  sealed BLOB NOT NULL                -- salt, origin and exact bytes, under thread key or case key
);
CREATE INDEX parts_by_report ON parts (report_id, at_ms);
CREATE INDEX parts_by_case ON parts (case_id, at_ms);

CREATE TABLE tags (
  case_id BLOB NOT NULL REFERENCES cases (id),
  tag BLOB NOT NULL,                  -- keyed tag of an offender's identifier, with its key number
  grade TEXT NOT NULL,                -- claimed | seen | confirmed
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (case_id, tag)
);
CREATE INDEX tags_by_tag ON tags (tag);

CREATE TABLE links (
  case_id BLOB NOT NULL REFERENCES cases (id),
  other_id BLOB NOT NULL REFERENCES cases (id),
  tag BLOB NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (case_id, other_id, tag)
);

CREATE TABLE drafts (
  draft_mac BLOB PRIMARY KEY,         -- keyed mac of the draft id
  report_id BLOB NOT NULL REFERENCES reports (id),
  superseded INTEGER NOT NULL,         -- 1: the code has changed since
  first_at_ms INTEGER NOT NULL
);
CREATE INDEX drafts_by_report ON drafts (report_id);

CREATE TABLE draft_sends (
  draft_mac BLOB NOT NULL REFERENCES drafts (draft_mac),
  content_mac BLOB NOT NULL,          -- keyed mac of what was sent, under the draft id
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (draft_mac, content_mac)
);

CREATE TABLE notices (
  case_id BLOB NOT NULL REFERENCES cases (id),
  job_id BLOB NOT NULL,               -- the job whose effect this is: done once, however often it is tried
  kind TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (case_id, job_id)
);

CREATE TABLE erasures (
  case_id BLOB PRIMARY KEY,           -- no reference: the list outlives the case
  at_ms INTEGER NOT NULL
);

CREATE TABLE jobs (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  subject BLOB NOT NULL,
  state TEXT NOT NULL,                -- ready | leased | done | dead
  run_at_ms INTEGER NOT NULL,
  every_ms INTEGER,                    -- recurring: run again so long after it succeeded
  lease_token BLOB,
  lease_until_ms INTEGER,
  attempts INTEGER NOT NULL,
  last_error TEXT                     -- a fixed word of ours, never what a person wrote
);
CREATE INDEX jobs_due ON jobs (state, run_at_ms);
CREATE INDEX jobs_by_subject ON jobs (subject);
CREATE UNIQUE INDEX jobs_recurring ON jobs (name) WHERE every_ms IS NOT NULL;

CREATE TABLE audit_leaves (
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  subject BLOB NOT NULL,
  at_ms INTEGER NOT NULL,
  details BLOB NOT NULL,              -- sealed to the desk; empty when there are none
  commitments BLOB NOT NULL,          -- salted SHA-256 of each received part
  hash BLOB NOT NULL,
  mac BLOB NOT NULL,                  -- keyed: a leaf made without the key file is found
  chained INTEGER NOT NULL             -- 0 until the chaining job has taken it
);
CREATE INDEX audit_leaves_waiting ON audit_leaves (chained, at_ms) WHERE chained = 0;
CREATE INDEX audit_leaves_by_subject ON audit_leaves (subject);

CREATE TABLE audit_links (
  seq INTEGER PRIMARY KEY,
  leaf_id BLOB NOT NULL UNIQUE REFERENCES audit_leaves (id),
  hash BLOB NOT NULL
);

CREATE TABLE audit_checkpoints (
  seq INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  head BLOB NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (seq, at_ms)
);
