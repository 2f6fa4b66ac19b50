-- Few signals of a list are anything but standing; how many is asked whenever the lists are shown.
CREATE INDEX signals_not_standing ON signals (bank_id, state) WHERE state <> 'standing';
