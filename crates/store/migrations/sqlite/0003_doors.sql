-- Numbers that visitors are shown: the checks of the house, numbers of its own, and how often one was said not to work.
CREATE TABLE number_checks (
  id BLOB PRIMARY KEY,
  number_id TEXT NOT NULL,            -- id of the row in the data files, or of a number of the house's own
  member_id BLOB NOT NULL REFERENCES members (id),
  at_ms INTEGER NOT NULL,
  value BLOB NOT NULL,                -- JSON: how, what came of it, which number was tried, which pages agree, until when
  desk_id BLOB NOT NULL REFERENCES desks (id),
  generation INTEGER NOT NULL,        -- of the desk's key
  evidence_sealed BLOB NOT NULL,      -- what the member wrote, to the desk's key
  mac BLOB NOT NULL                   -- keyed mac of all of it: who can write the database releases no number
);
CREATE INDEX number_checks_at ON number_checks (at_ms, id);

CREATE TABLE own_numbers (
  id BLOB PRIMARY KEY,
  number_id TEXT NOT NULL UNIQUE,
  member_id BLOB NOT NULL REFERENCES members (id),
  at_ms INTEGER NOT NULL,
  value BLOB NOT NULL,                -- JSON: the row as in a data file; visitors read it
  mac BLOB NOT NULL                   -- keyed mac of all of it
);

CREATE TABLE number_reports (
  number_id TEXT NOT NULL,
  day INTEGER NOT NULL,               -- days since 1970 UTC
  count INTEGER NOT NULL,
  PRIMARY KEY (number_id, day)
);
