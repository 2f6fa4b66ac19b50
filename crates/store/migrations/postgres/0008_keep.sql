-- Restored from a backup: nothing starts until what was erased since was erased here too. `restore` makes this table
-- itself, together with the rows, because a backup may be older than this file.
CREATE TABLE IF NOT EXISTS restores (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  made_at_ms BIGINT NOT NULL,        -- when the backup was made
  restored_at_ms BIGINT NOT NULL,
  replayed_at_ms BIGINT               -- when the list of erased cases was applied; NULL: not yet
);

-- Until when a case is kept, worked out anew after each change of the case.
CREATE TABLE keeps (
  case_id UUID PRIMARY KEY REFERENCES cases (id),
  rule TEXT NOT NULL,                 -- a country that has a rule of its own; empty: the common one
  until_ms BIGINT NOT NULL,
  seen BIGINT NOT NULL                -- version of the case for which it was worked out
);
CREATE INDEX keeps_until ON keeps (until_ms);

-- Why a case may not be erased for now.
CREATE TABLE holds (
  case_id UUID PRIMARY KEY REFERENCES cases (id),
  owner UUID NOT NULL REFERENCES members (id),
  at_ms BIGINT NOT NULL,
  ends_at_ms BIGINT NOT NULL,
  review_at_ms BIGINT NOT NULL,
  desk_id UUID NOT NULL REFERENCES desks (id),
  generation BIGINT NOT NULL,
  ground_sealed BYTEA NOT NULL,        -- why, to the desk
  mac BYTEA NOT NULL                   -- keyed mac of all of it
);

-- Cases whose codes open nothing for now: somebody else has one.
CREATE TABLE frozen (
  case_id UUID PRIMARY KEY REFERENCES cases (id),
  at_ms BIGINT NOT NULL
);
