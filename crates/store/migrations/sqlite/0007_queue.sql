-- The queue is read in the order of an index, whatever is shown of it.
CREATE INDEX cases_desk_waiting ON cases (desk_id, lane, key_ms, id) WHERE state IN ('new', 'open');
CREATE INDEX cases_desk_nobody ON cases (desk_id, lane, key_ms, id) WHERE state <> 'closed' AND claimed_by IS NULL;
CREATE INDEX cases_desk_mine ON cases (claimed_by, lane, key_ms, id) WHERE state <> 'closed' AND claimed_by IS NOT NULL;
CREATE INDEX cases_desk_answered ON cases (desk_id, lane, key_ms, id) WHERE state = 'answered';
CREATE INDEX cases_desk_closed ON cases (desk_id, lane, key_ms, id) WHERE state = 'closed' AND summary_sealed IS NOT NULL;
CREATE INDEX cases_desk_all ON cases (desk_id, lane, key_ms, id) WHERE state <> 'closed';

CREATE TABLE member_keys (
  member_id BLOB PRIMARY KEY REFERENCES members (id),
  keys TEXT NOT NULL                  -- one sign for each command of the keyboard, in order; empty: none
);
