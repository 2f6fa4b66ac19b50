-- Programs that are called when something about their signals happens: where, and how it went.
CREATE TABLE hooks (
  key_id UUID PRIMARY KEY REFERENCES api_keys (id),
  at_ms BIGINT NOT NULL,
  state TEXT NOT NULL,                -- idle, waiting (a job will call), off
  tries BIGINT NOT NULL,              -- calls in a row that were not taken
  tried_at_ms BIGINT,
  failing_since_ms BIGINT,            -- NULL: the last call was taken
  failure TEXT NOT NULL,              -- why the last one was not, in a word of ours
  delivered_at_ms BIGINT,
  given_up BIGINT NOT NULL,           -- events that were never taken
  sealed TEXT NOT NULL                -- address, secret, which events
);

-- What they are told. Once told, an event keeps its name for some days, so that nothing is told twice.
CREATE TABLE hook_events (
  id UUID PRIMARY KEY,
  key_id UUID NOT NULL REFERENCES api_keys (id),
  at_ms BIGINT NOT NULL,
  sealed TEXT NOT NULL                -- empty: told
);
CREATE INDEX hook_events_waiting ON hook_events (key_id, at_ms) WHERE sealed <> '';
CREATE INDEX hook_events_by_time ON hook_events (at_ms);
