-- Who is called when something urgent waits, and who said "I have it".
CREATE TABLE ladders (
  case_id UUID PRIMARY KEY REFERENCES cases (id),
  round BIGINT NOT NULL,             -- one more each time it begins anew
  state TEXT NOT NULL,                -- climbing | claimed | over
  next BIGINT NOT NULL,              -- place on the duty list that is called next, from 0
  due_at_ms BIGINT NOT NULL,         -- when
  again_at_ms BIGINT,                -- when danger came to a case that somebody had in hand; NULL: not since it began
  version BIGINT NOT NULL
);
CREATE INDEX ladders_due ON ladders (state, due_at_ms);

CREATE TABLE rungs (
  id UUID PRIMARY KEY,
  case_id UUID REFERENCES cases (id), -- NULL: a test, or the node has closed itself
  round BIGINT NOT NULL,             -- of the ladder; 0 without one
  place BIGINT NOT NULL,             -- on the duty list, from 0
  kind TEXT NOT NULL,                 -- urgent | test | closed
  recipient_id UUID NOT NULL,         -- entry of the duty list; its name and address are sealed there
  state TEXT NOT NULL,                -- waiting | sent | needless | given-up
  ack_mac BYTEA NOT NULL UNIQUE,       -- keyed mac of the one-time link
  made_at_ms BIGINT NOT NULL,
  sent_at_ms BIGINT,
  acknowledged_at_ms BIGINT
);
CREATE UNIQUE INDEX rungs_once ON rungs (case_id, round, place) WHERE case_id IS NOT NULL;
CREATE INDEX rungs_waiting ON rungs (state, made_at_ms);
