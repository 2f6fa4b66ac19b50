### reviewed = false
# The queue: filters, what is new, the keyboard.

queue-show-waiting = Waiting
queue-show-nobody = Claimed by nobody
queue-show-mine = Mine
queue-show-answered = Answered
queue-show-closed = Closed
queue-show-all = All that are open
queue-filter-lane = Lane
queue-lane-all = Every lane
queue-waiting-many = { $count }+ waiting
queue-danger-many = { $count }+ with danger
queue-unclaimed-many = { $count }+ with nobody
queue-new = { $count ->
    [one] Show new ({ $count })
   *[other] Show new ({ $count })
}
queue-new-many = Show new ({ $count }+)
queue-new-some = Show new (#)
queue-new-none = Nothing new since this list was read.
queue-new-title = New reports
queue-claim = Claim case { $number }
queue-release = Release case { $number }
queue-faster = Somebody was faster, or this case cannot be claimed now. This is how it stands.

## The keyboard
keys-title = Keys
keys-about = These keys work on the queue and on a case, never inside a field. Choose your own, or none.
keys-off = The keys are off. The usual ones turn them on again.
keys-command = What it does
keys-sign = Key
keys-next = Next line
keys-before = Line before
keys-open = Open
keys-claim = Claim
keys-answer = Write an answer
keys-note = Write a note
keys-break = I need a break
keys-help = This page
keys-usual = The usual keys
keys-none = No keys
keys-error = Give each line one key, and each a different one.
