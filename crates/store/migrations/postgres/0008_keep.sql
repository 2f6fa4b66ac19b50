-- Restored from a backup: nothing starts until what was erased since was erased here too. `restore` makes this table
-- itself, together with the rows, because a backup may be older than this file.
CREATE TABLE IF NOT EXISTS restores (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  made_at_ms BIGINT NOT NULL,        -- when the backup was made
  restored_at_ms BIGINT NOT NULL,
  replayed_at_ms BIGINT               -- when the list of erased cases was applied; NULL: not yet
);
