-- What the desk does in a case: answers on their way, answers begun, tasks, cases worked on together.
CREATE TABLE outgoing (
  id BLOB PRIMARY KEY,                -- the part it becomes when it leaves
  case_id BLOB NOT NULL REFERENCES cases (id),
  report_id BLOB NOT NULL REFERENCES reports (id),
  member_id BLOB NOT NULL REFERENCES members (id),
  state TEXT NOT NULL,                -- waiting | stopped
  leaves_at_ms INTEGER NOT NULL,
  sealed BLOB NOT NULL                -- as it will stand in the thread, under the thread key
);
CREATE INDEX outgoing_by_case ON outgoing (case_id);

CREATE TABLE reply_drafts (
  case_id BLOB NOT NULL REFERENCES cases (id),
  member_id BLOB NOT NULL REFERENCES members (id),
  at_ms INTEGER NOT NULL,
  sealed BLOB NOT NULL,               -- what was written so far, under the case key
  PRIMARY KEY (case_id, member_id)
);

CREATE TABLE tasks (
  id BLOB PRIMARY KEY,                -- the part that holds its words
  case_id BLOB NOT NULL REFERENCES cases (id),
  member_id BLOB REFERENCES members (id), -- whose; NULL: anybody's of the desk
  due_ms INTEGER,                      -- beginning of its last day, UTC; NULL: none
  done_at_ms INTEGER,                  -- NULL until it is done
  done_by BLOB REFERENCES members (id),
  version INTEGER NOT NULL
);
CREATE INDEX tasks_by_case ON tasks (case_id);
CREATE INDEX tasks_open ON tasks (member_id, due_ms) WHERE done_at_ms IS NULL;

-- Cases about the same child, worked on together: the same id in each of them. Keys and threads stay apart.
ALTER TABLE cases ADD COLUMN joined BLOB REFERENCES cases (id);
CREATE INDEX cases_joined ON cases (joined) WHERE joined IS NOT NULL;
