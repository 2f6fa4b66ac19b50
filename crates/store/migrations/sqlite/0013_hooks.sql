-- Programs that are called when something about their signals happens: where, and how it went.
CREATE TABLE hooks (
  key_id BLOB PRIMARY KEY REFERENCES api_keys (id),
  at_ms INTEGER NOT NULL,
  state TEXT NOT NULL,                -- idle, waiting (a job will call), off
  tries INTEGER NOT NULL,              -- calls in a row that were not taken
  tried_at_ms INTEGER,
  failing_since_ms INTEGER,            -- NULL: the last call was taken
  failure TEXT NOT NULL,              -- why the last one was not, in a word of ours
  delivered_at_ms INTEGER,
  given_up INTEGER NOT NULL,           -- events that were never taken
  sealed TEXT NOT NULL                -- address, secret, which events
);

-- What they are told. Once told, an event keeps its name for some days, so that nothing is told twice.
CREATE TABLE hook_events (
  id BLOB PRIMARY KEY,
  key_id BLOB NOT NULL REFERENCES api_keys (id),
  at_ms INTEGER NOT NULL,
  sealed TEXT NOT NULL                -- empty: told
);
CREATE INDEX hook_events_waiting ON hook_events (key_id, at_ms) WHERE sealed <> '';
CREATE INDEX hook_events_by_time ON hook_events (at_ms);
