-- Known pictures: lists of them, their fingerprints, what is thought and seen of them, and who was told what.
CREATE TABLE banks (
  id BLOB PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  version INTEGER NOT NULL,
  sealed TEXT NOT NULL,               -- name, purpose, source, who may see and change, threshold
  mac BLOB NOT NULL                   -- keyed mac of all of it
);

-- A known picture. A picture with all its slight crops is one.
CREATE TABLE signals (
  id BLOB PRIMARY KEY,
  bank_id BLOB NOT NULL REFERENCES banks (id),
  report_id BLOB REFERENCES reports (id), -- NULL: from a list
  state TEXT NOT NULL,
  age TEXT NOT NULL,
  wish INTEGER NOT NULL,              -- 1: the visitor wants to know when it was stopped somewhere
  at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER,              -- NULL: never by itself
  version INTEGER NOT NULL,
  sealed TEXT NOT NULL,               -- where it comes from, how far it may travel; empty: as its bank
  mac BLOB NOT NULL
);
CREATE INDEX signals_of_bank ON signals (bank_id, id);
CREATE INDEX signals_of_report ON signals (report_id) WHERE report_id IS NOT NULL;
CREATE INDEX signals_expiring ON signals (expires_at_ms) WHERE expires_at_ms IS NOT NULL AND state <> 'withdrawn';

-- The codes of a signal.
CREATE TABLE signal_codes (
  num INTEGER PRIMARY KEY,            -- random: what the index knows it by
  signal_id BLOB NOT NULL REFERENCES signals (id),
  bank_id BLOB NOT NULL REFERENCES banks (id),
  kind TEXT NOT NULL,
  member TEXT NOT NULL,               -- which face of the picture
  quality INTEGER NOT NULL,
  code BLOB NOT NULL,                 -- of a list: as it is; of a visitor: sealed
  tag BLOB NOT NULL,                  -- keyed mac of kind and code: equal ones are found without opening any
  mac BLOB NOT NULL                   -- keyed mac of all of it
);
CREATE INDEX signal_codes_of_signal ON signal_codes (signal_id);
CREATE INDEX signal_codes_tag ON signal_codes (tag, bank_id);

-- What changed, in the order in which it became true: numbered under a lock, so that nobody who follows skips one.
CREATE TABLE signal_log (
  seq INTEGER PRIMARY KEY,
  signal_id BLOB NOT NULL REFERENCES signals (id),
  state TEXT NOT NULL,
  at_ms INTEGER NOT NULL
);
CREATE INDEX signal_log_of_signal ON signal_log (signal_id, seq);

-- What somebody thinks of a signal: never changed, the newest of each counts.
CREATE TABLE opinions (
  id BLOB PRIMARY KEY,
  signal_id BLOB NOT NULL REFERENCES signals (id),
  key_id BLOB REFERENCES api_keys (id),   -- a program, or
  member_id BLOB REFERENCES members (id), -- a member
  opinion TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  sealed TEXT NOT NULL,               -- why
  mac BLOB NOT NULL
);
CREATE INDEX opinions_of_signal ON opinions (signal_id);

-- What services did when a picture matched.
CREATE TABLE sightings (
  id BLOB PRIMARY KEY,
  signal_id BLOB NOT NULL REFERENCES signals (id),
  key_id BLOB NOT NULL REFERENCES api_keys (id),
  seen TEXT NOT NULL,
  uploader BLOB,                      -- keyed mac of who put it up there, as the service calls them; NULL: not said
  at_ms INTEGER NOT NULL,
  state TEXT NOT NULL,
  tell_at_ms INTEGER,                 -- from when on the visitor's page counts it
  version INTEGER NOT NULL,
  mac BLOB NOT NULL
);
CREATE INDEX sightings_of_signal ON sightings (signal_id);
CREATE INDEX sightings_waiting ON sightings (at_ms) WHERE state = 'new';

-- Who follows the log, and how far: what was sent, and what was said to have arrived.
CREATE TABLE signal_readers (
  key_id BLOB PRIMARY KEY REFERENCES api_keys (id),
  sent_seq INTEGER NOT NULL,
  confirmed_seq INTEGER NOT NULL,
  at_ms INTEGER NOT NULL
);
