-- Looking for what happened by time, and what each member has seen today, for that member alone.
CREATE INDEX audit_leaves_by_time ON audit_leaves (at_ms, id);

CREATE TABLE exposures (
  member_id BLOB PRIMARY KEY REFERENCES members (id),
  sealed BLOB NOT NULL                -- to the member's own key
);
