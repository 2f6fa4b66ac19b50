-- Who is called when something urgent waits, and who said "I have it".
CREATE TABLE ladders (
  case_id BLOB PRIMARY KEY REFERENCES cases (id),
  round INTEGER NOT NULL,             -- one more each time it begins anew
  state TEXT NOT NULL,                -- climbing | claimed | over
  next INTEGER NOT NULL,              -- place on the duty list that is called next, from 0
  due_at_ms INTEGER NOT NULL,         -- when
  again_at_ms INTEGER,                -- when danger came to a case that somebody had in hand; NULL: not since it began
  version INTEGER NOT NULL
);
CREATE INDEX ladders_due ON ladders (state, due_at_ms);

CREATE TABLE rungs (
  id BLOB PRIMARY KEY,
  case_id BLOB REFERENCES cases (id), -- NULL: a test, or the node has closed itself
  round INTEGER NOT NULL,             -- of the ladder; 0 without one
  place INTEGER NOT NULL,             -- on the duty list, from 0
  kind TEXT NOT NULL,                 -- urgent | test | closed
  recipient_id BLOB NOT NULL,         -- entry of the duty list; its name and address are sealed there
  state TEXT NOT NULL,                -- waiting | sent | needless | given-up
  ack_mac BLOB NOT NULL UNIQUE,       -- keyed mac of the one-time link
  made_at_ms INTEGER NOT NULL,
  sent_at_ms INTEGER,
  acknowledged_at_ms INTEGER
);
CREATE UNIQUE INDEX rungs_once ON rungs (case_id, round, place) WHERE case_id IS NOT NULL;
CREATE INDEX rungs_waiting ON rungs (state, made_at_ms);
