-- Looking for what happened by time, and what each member has seen today, for that member alone.
CREATE INDEX audit_leaves_by_time ON audit_leaves (at_ms, id);
-- Every second it is asked whether what these tell of is still there.
CREATE INDEX audit_leaves_of_numbers ON audit_leaves (subject) WHERE kind IN ('number.checked', 'number.expired', 'number.added');

CREATE TABLE exposures (
  member_id BLOB PRIMARY KEY REFERENCES members (id),
  sealed BLOB NOT NULL                -- to the member's own key
);
