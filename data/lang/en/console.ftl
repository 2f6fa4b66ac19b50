### reviewed = false
# Texts of the console. Readers are trained staff. Precise, calm, short. Words before colours.
# Ids are unique over all files of a language.

## On every page
desk-title = Desk
desk-skip = Go to the content
desk-demo = Demonstration. Nobody reads this.
desk-queue = Queue
desk-node = This node
desk-signout = Sign out
desk-signed-in = Signed in: { $name }
desk-clear = I need a break
desk-break-title = Take your time.
desk-break-text = Nothing is on this screen. Your work is kept.
desk-break-back = Back to the queue
desk-unreviewed = The texts that visitors read in this language are not yet signed by a native reviewer.
desk-closed = This node is closed. Visitors cannot send messages.
desk-closed-link = What is missing
desk-problems = Check these points
desk-save = Save
desk-cancel = Cancel
desk-unknown = Not known
desk-nobody = nobody yet
desk-you = you
desk-languages = Languages

## Set-up: the first member
setup-title = Set up this node
setup-first = This page works once. It makes the first desk and its first member.
setup-token = Set-up word
setup-token-hint = The program printed it when it started.
setup-name = Your name
setup-name-hint = Colleagues see it. Visitors see it only if you sign an answer with it.
setup-login = Log-in name
setup-login-hint = Small letters, digits, dot or hyphen. 3 to 32 characters.
setup-passphrase = Passphrase
setup-passphrase-hint = At least 15 characters. Any characters, spaces too. Several words that do not belong together are good. You can paste it.
setup-passphrase-again = Passphrase, once more
setup-button = Make the desk
setup-error-token = This set-up word is not right. Look where the program was started.
setup-error-name = Write a name of 1 to 60 characters.
setup-error-login = Use 3 to 32 small letters, digits, dots or hyphens.
setup-error-short = The passphrase has { $count } characters. It needs at least 15.
setup-error-long = The passphrase is longer than { $max } characters.
setup-error-differ = The two passphrases are not the same.
setup-done-already = This node is already set up.
setup-recovery-title = The recovery key
setup-recovery-first = Write it on paper now. It is shown once.
setup-recovery-why = If every member loses the passphrase, only this key opens the cases. Nobody can make it again.
setup-recovery-keep = Keep the paper locked away, not beside the server. Every use of it alarms every member.
setup-recovery-key = Recovery key
setup-recovery-confirm = Type the last 6 characters from the paper
setup-recovery-button = It is on paper
setup-error-recovery = These are not the last 6 characters. Look at the paper again.
setup-finished-title = The desk is ready.
setup-finished-text = You can sign in. The node stays closed to visitors until nothing is missing.

## Log-in
login-title = Sign in
login-name = Log-in name
login-passphrase = Passphrase
login-button = Sign in
login-error = The name or the passphrase is not right.
login-error-empty = Write the log-in name and the passphrase.
login-error-many = Too many tries from here. Wait a few minutes, then try again.
login-busy-title = The server is busy.
login-busy = Checking a passphrase takes work, and others are waiting. Try again in a few seconds. Your account is not locked.
login-signed-out = You are signed out.

## Queue
queue-title = Queue
queue-waiting = { $count ->
    [one] { $count } waiting
   *[other] { $count } waiting
}
queue-danger = { $count ->
    [one] { $count } with danger
   *[other] { $count } with danger
}
queue-unclaimed = { $count ->
    [one] { $count } with nobody
   *[other] { $count } with nobody
}
queue-empty-title = Nobody is waiting.
queue-empty-choice = Nothing fits this choice.
queue-empty = New reports appear here, the most urgent first. Load the page again to look.
queue-order = The most urgent first, then the longest wait.
queue-reload = Load again
queue-updated = As of { $time }
queue-col-reason = Why it is here
queue-col-age = Age
queue-col-who = Who writes
queue-col-language = Language
queue-col-waiting = Waiting
queue-col-claimed = Claimed by
queue-col-status = Status
queue-open = Open case { $number }
queue-filter = Show
queue-more = Next page
queue-newer = First page
queue-wait-minutes = { $count ->
    [one] { $count } min
   *[other] { $count } min
}
queue-wait-hours = { $count ->
    [one] { $count } h
   *[other] { $count } h
}
queue-wait-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

## Case
case-title = Case { $number }
case-back = Back to the queue
case-received = Received { $time }
case-waiting = Waiting { $time }
case-claimed-by = Claimed by { $name }
case-unclaimed = Claimed by nobody
case-claim = Claim
case-release = Release
case-first = First
case-danger-self = The visitor chose: “I think of hurting myself”. Doors to people were on their next page. Ask plainly about suicide. Offer to stay.
case-danger-near = The visitor chose: “Somebody is near me or is coming”. Doors to people were on their next page. Ask where they can be safe now.
case-danger-words = The text has words that can mean self-harm. Doors to people were on the visitor’s next page. Read these words first:
case-danger-later = A sign of danger came after the first message. Doors to people were on the visitor’s next page. Read what was added to the thread first.
case-answers = What they answered
case-question = Question
case-answer-given = Answer
case-skipped = skipped
case-q-danger = Safe right now
case-q-who = About whom
case-q-age = Age
case-q-threat = Threat with
case-q-want = They want
case-q-by = Deadline
case-q-happened = So far
case-q-answer = Safe time to look
case-pasted = What they pasted
case-words = In their words
case-none = Nothing
case-original = Shown exactly as sent
case-findings = Found in the text
case-findings-about = A machine found these. It decides nothing. Each has a reason.
case-identifiers = Names and accounts
case-identifiers-none = No name or account was given.
case-id-place = Place
case-id-name = Name
case-id-side = Side
case-id-grade = Grade
case-side-them = the person threatening
case-side-me = the visitor
case-side-other = somebody else
case-side-unknown = not known
case-grade-claimed = claimed
case-grade-seen = seen in the original
case-grade-confirmed = confirmed by provider or police
case-thread = Thread with the visitor
case-thread-none = Nothing was written yet.
case-from-visitor = Visitor, { $time }
case-from-desk = { $name }, { $time }
case-read = Opened by the visitor { $time }
case-answer = Answer
case-answer-in = Answer in case { $number }
case-answer-hint = The visitor reads this with the code, in { $language }. Say first that they are not in trouble. Ask one thing at a time.
case-answer-send = Send answer
case-answer-send-in = Send answer in case { $number }
case-answer-closed = The visitor asked us not to write. No answer can be sent.
case-notes = Notes
case-notes-hint = For the desk only. The visitor never sees notes.
case-notes-none = No notes yet.
case-note-add = Add note
case-note-by = { $name }, { $time }
case-passed-by = Passed on, proposed by { $name }, { $time }
case-earlier = Show { $count } earlier messages
case-status = Status
case-status-close = Close the case
case-status-reopen = Open again
case-history = What was done
case-conflict-title = Somebody changed this case while you were looking.
case-conflict = Here is how it stands now.
case-conflict-kept = What you wrote is still in the form. Nothing was saved.
case-refused-claimed = { $name } has claimed this case. Ask them to release it, or work on it together by notes.
case-refused-unclaimed = Claim the case first. Then others see that you work on it.
case-refused-closed = The case is closed. Open it again first.
case-refused-erasing = The visitor takes this back. It can be read until { $date }, but not changed.
case-refused-empty = Nothing is written in the field “{ $field }”.
case-refused-long = The text is too long. There is room for { $max } characters.
case-refused-move = This step is not possible from “{ $status }”.
case-sent = The answer was sent.
case-noted = The note was added.
case-claimed = You have claimed this case.
case-released = The case is free again.
case-done-with = The case is closed. It can be opened again.
case-open-again = The case is open again, and you have claimed it.
case-erasing = The visitor has taken this back. The keys are destroyed on { $date }. If you think somebody made them do it, write a note for the team.
case-erasing-held = The visitor has taken this back. A hold stands, so that the keys are destroyed only after { $date }. Nobody works with it until then. If you think somebody made them do it, write a note for the team.
case-nothing-seen = No picture was asked for. None is stored.

## Status of a case
status-new = new
status-open = open
status-answered = answered
status-closed = closed
status-erasing = being taken back
status-restricted = restricted by a legal hold

## Lanes, from the most urgent
lane-0 = Danger
lane-1 = Deadline near
lane-2 = Already shared
lane-3 = Under 13, or asked again
lane-4 = Others

## Why a case is in its lane
reason-danger-self = Thinks of hurting themselves
reason-danger-near = Somebody is near or coming
reason-selfharm-words = Words that can mean self-harm
reason-danger-later = A sign of danger came later
reason-deadline-hour = Deadline within an hour or two
reason-deadline-today = Deadline today
reason-shared = Already shown to somebody
reason-under13 = Under 13
reason-again = They came back and want more
reason-other = No sign of a deadline or danger

## Short words for the queue and the answers
age-u13 = under 13
age-a13 = 13 to 15
age-a16 = 16 or 17
age-a18 = 18 or older
age-skip = age not said
who-me = about themselves
who-child = parent
who-friend = friend
who-pupil = school or youth work
who-other = somebody else
who-skip = not said
danger-self = thinks of hurting themselves
danger-near = somebody is near or coming
danger-no = safe
danger-skip = not said
threat-pictures = pictures
threat-information = information
want-money = money or gift cards
want-more = more pictures
want-act = an act or a meeting
want-harm = to hurt
want-unknown = not known
by-hour = within an hour or two
by-today = today
by-tomorrow = tomorrow
by-later = later
by-none = none known
happened-paid = paid
happened-sent = sent more
happened-shared = shown to somebody
happened-deleted = deleted messages
happened-blocked = blocked them
happened-again = they came back
happened-fake = made-up picture
happened-nothing = none of these

## The node
node-title = This node
node-open = Open. Visitors can send messages.
node-closed-title = This node is closed
node-closed = Help pages work. “Tell us” says that nobody can read messages right now.
node-closed-missing = These points are missing:
node-open-demo = This is a demonstration: it is open although points may be missing. A real node opens only when every point is done.
node-missing-members = Two members with a second factor
node-missing-recovery = The recovery key is confirmed
node-missing-alarm = An urgent notice was sent and acknowledged as a test
node-missing-hours = Opening hours and a true usual reply time
node-missing-secrecy = The text on what is kept secret, for each country
node-missing-crisis = A checked crisis line for each country
node-missing-helpline = A checked child helpline for each country
node-missing-review = Safety texts signed by a reviewer, for each language
node-missing-done = done
node-missing-todo = missing
node-doctor = The same list on the command line:

## When something does not work
error-signed-out-title = You are not signed in.
error-signed-out = Sign in to go on.
error-signed-out-copy = First copy what you wrote: it is gone when you leave this page. Then sign in to go on.
error-forbidden-title = This is not open to you.
error-forbidden = The case belongs to another desk, or the page asks for another role.
error-case-title = There is no such case.
error-case = It may have been taken back by the visitor, or the address is wrong.
error-origin-title = The form came from another place.
error-origin = For safety it was not used. Open the page again and repeat the step.
error-desk-title = Something in the program does not work.
error-desk = Nothing saved was lost. Try again. If it stays, tell the person who runs this node.
error-desk-busy-title = The server is busy.
error-desk-busy = Wait a few seconds and send again. What you wrote is still in the form.
