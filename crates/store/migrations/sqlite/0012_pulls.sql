-- How far programs that pull in the words of other tools were sent the log. Nothing of it confirms anything.
ALTER TABLE signal_readers ADD COLUMN stopncii_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE signal_readers ADD COLUMN ncmec_seq INTEGER NOT NULL DEFAULT 0;
-- They ask by moments.
CREATE INDEX signal_log_by_time ON signal_log (at_ms);
