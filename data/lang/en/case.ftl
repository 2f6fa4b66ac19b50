### reviewed = false

## What was said, and how it came

case-said = What was said
case-fingerprints = { $count ->
    [one] Fingerprint of one picture
   *[other] Fingerprints of { $count } pictures
}
case-fingerprints-under-18 = age in the picture: under 18
case-fingerprints-adult = age in the picture: 18 or older
case-fingerprints-unknown = age in the picture: not said
case-fingerprints-wish = wants to know
case-fingerprints-stopped = All fingerprints were stopped by the visitor
case-origin-typed = Typed by the visitor
case-origin-pasted = Pasted by the visitor
case-origin-spoken = Spoken to { $name }, who wrote it down
case-not-opened = Not opened with the code since

## Names and accounts

case-name-about = Only what belongs to the person threatening is looked for in other cases.
case-source-typed = typed by the visitor
case-source-found = found in the text
case-source-staff = written by staff
case-maybe = Whoever holds it may be a victim too
case-maybe-hacked = may be hacked
case-maybe-mule = may be used to receive money
case-maybe-minor = may be a child
case-name-mark = Mark or correct
case-name-marked-by = Marked by { $name }, { $time }
case-name-correct = Correct this
case-name-wrong = Wrong person
case-name-wrong-hint = Takes it out of every search. It stays here, crossed out.
case-name-gone-wrong = wrong person
case-name-gone-corrected = corrected
case-name-add = Add a name or account
case-name-saved = The mark was saved.
case-name-added = The name was added.
case-name-corrected = The name was corrected.
case-name-withdrawn = The name was taken out.
case-refused-name = This cannot be read as a name or account. A name looks like @ana_88 or ana@example.org. Nothing was saved.
case-lead = { $count ->
    [one] Named in { $count } report; lowest grade: { $grade }.
   *[other] Shares an account: { $count } reports name it; lowest grade: { $grade }.
}
case-lead-elsewhere = { $count ->
    [one] { $count } more case at a desk that you are not of.
   *[other] { $count } more cases at desks that you are not of.
}
case-lead-about = A lead is an account in common. It does not say who is behind it.

## The answer

case-answer-leaves = The answer leaves two minutes after you send it. Until then you can take it back.
case-answer-go = To your answer
case-leaving = The answer leaves in two minutes. Until then you can take it back.
case-leaves-at = On its way. Leaves { $time }. The visitor does not see it yet.
case-leaves-stopped = This did not leave. The visitor asked for silence, or takes the report back.
case-undo = Take it back
case-undone = The answer was taken back. It is a draft again.
case-send-now = Send it now
case-draft-save = Save draft
case-draft-saved = The draft was saved. Only you see it.
case-draft-at = Your draft of { $time }.
case-meaning = What it means in my language
case-meaning-hint = For the desk only. A person writes it. The visitor never sees it.
case-meaning-add = Say what it means
case-meaning-by = Means, says { $name }: { $text }
case-meaning-saved = The note was saved.
case-wording = Please look at these words once more
case-wording-about = They can sound like blame, or promise too much. Change them, or send the answer as it is. You decide.
case-wording-send = Send as it is
case-templates = Texts to begin with
case-templates-hint = Adds a text at the end, in the visitor’s language. Change it until it fits.

## Tasks

case-tasks = Tasks
case-tasks-none = No tasks.
case-task-add = Add a task
case-task-text = What is to be done
case-task-whose = By whom
case-task-anybody = anybody of the desk
case-task-due = Last day
case-task-for = for { $name }
case-task-due-on = by { $date }
case-task-done-by = done by { $name }, { $time }
case-task-do = Done
case-task-undo = Not done after all
case-task-late = Late
case-task-saved = The task was set.
case-task-marked = The task was changed.
tasks-title = My tasks
tasks-none = Nothing is to be done.
desk-tasks = { $count ->
    [0] My tasks
   *[other] My tasks ({ $count })
}

## Hand-over

case-handover = Hand over
case-handover-about = The next one reads this first, so that the child tells it once. Change it until it is right.
case-handover-to = To whom
case-handover-desk = back to the desk
case-handover-text = What the next one has to know
case-handover-by = Handed over by { $name } to { $to }, { $time }
case-handover-last-visitor = Last message of the visitor: { $time }
case-handover-last-desk = Last answer of the desk: { $time }
case-handover-no-answer = Nobody has answered yet.
case-handover-task = Open task: { $text }
case-handed-over = The case was handed over.

## Two cases together

case-together = Work on two cases together
case-together-about = For two reports about the same child, perhaps of a parent and the child. You see both here. Each keeps its own thread, its own code and its own answers.
case-together-with = With which case
case-together-none = There is no other case to choose.
case-together-typed = Or write its number or its whole identifier
case-refused-no-case = No case, or more than one, has this number here. Write the whole identifier: it stands in the address of the case’s page.
case-together-other = Beside it: case { $number }
case-together-apart = A thread of its own. Nothing written here is seen in the other.
case-together-part = Work on it alone again
case-joined = You work on both cases together.
case-parted = The cases are apart again.
case-changed = It was changed.

## By telephone

phone-title = Report by telephone
phone-about = Read the questions out. Each can be skipped. Say that a picture is never needed. Say what you keep secret and when you cannot.
phone-language = Language of the person
phone-words = What they say, in their own words
phone-words-hint = Write it as it is said. It is marked as spoken to you.
phone-pasted = Messages they read out
phone-send = Save and show the code
phone-done-title = Saved. Read this code out.
phone-done-about = It is shown only now. With it they come back and read your answer. Ask them to write it down and to read it back to you.
phone-done-digits = The same code in digits:

## What was done

did-line = { $time } · { $who } · { $what }
did-visitor = visitor
did-house = the program
did-other = { $what }
did-report-received = report received
did-report-added = added something
did-report-spoken = wrote down what was said
did-thread-opened = opened the thread with the code
did-thread-code-changed = took another code
did-thread-quieted = asked not to be written to
did-thread-erase-asked = took everything back
did-thread-kept = kept it after all
did-thread-erased = destroyed
did-case-claimed = claimed
did-case-released = released
did-case-opened = opened the case
did-case-answered = wrote an answer
did-case-noted = wrote a note
did-case-status = changed the status
did-case-relaned = moved up: the deadline is near
did-case-handed-over = handed over
did-case-joined = works on two cases together
did-case-parted = works on it alone again
did-answer-left = the answer left
did-answer-taken-back = took the answer back
did-answer-stopped = the answer did not leave
did-answer-as-it-is = sent the wording as it is
did-message-explained = wrote down what a message means
did-name-marked = marked a name
did-name-added = added a name
did-name-corrected = corrected a name
did-name-withdrawn = wrong person: took a name out
did-task-set = set a task
did-task-done = did a task
did-task-undone = set a task again

## Texts to begin with. The visitor reads them: reading age 9 to 11.

template-first-name = First answer
template-first = You did well to write. You are not in trouble. What they do is wrong, and it is not your fault. We have read what you told us. You are not alone with this.
template-safe-name = Are you safe?
template-safe = One question first. Are you safe right now? Is somebody near you who can hurt you? Do you think about hurting yourself? One word is enough. If you are in danger now, please call somebody under “Talk to somebody”. They help at once.
template-paid-name = Already paid
template-paid = You paid because they scared you. Many people do. You can stop now. Paying more does not make them stop. Please keep the receipt or the number. If you like, tell us how you paid. The bank or the shop can sometimes help.
template-keep-name = Keep the messages
template-keep = Please keep the messages. They help to find who does this. You can take pictures of the chat: the name, the link, the date. Leave out pictures of you. Then you can block them.
near-template-keep = Is it safe for you to keep the messages? If it is not, you do not have to. You can tell us here what they wrote. Leave out pictures of you.
template-shared-name = It was shared
template-shared = It hurts that somebody saw it. You can still do something. Services can be asked to block the picture. Nobody has to look at it for that. Tell us where it was. Please do not send it to us.
template-tell-name = Telling a grown-up
template-tell = Is there one grown-up you trust? You do not have to say all of it. You can show them one sentence: “Somebody threatens me online and I need help.” If you like, we look for the words together.
near-template-tell = Is there somebody who is safe for you? You do not have to say all of it. One sentence is enough: “Somebody threatens me and I need help.” If you like, we look for the words together.
template-accounts-name = Accounts
template-accounts = One thing helps a lot. Hide your list of friends. Then they see fewer people to write to. After that, make your account private. Then choose a new password. One step at a time is enough.
template-wait-name = We need time
template-wait = We have read this. We need some time for a good answer. We write here again on … If it gets urgent, please do not wait for us. Call somebody under “Talk to somebody”.
template-handover-name = A colleague goes on
template-handover = From now on somebody else of our team writes to you. They have read what you told us. You do not have to tell it again. You can ask them anything.
template-closing-name = Closing
template-closing = It sounds calmer now. We stop here for the moment. Your code still works. If it begins again, or if you only want to talk, write here. You did a lot. It was not your fault.

# What a machine reads in pasted words
case-machine = What a machine reads in it
case-machine-about = A machine marked what it knows from other threats. It decides nothing, and it can be wrong. The words of the person themselves are not read so.
case-machine-rules = Rules:
element-threat-distribution = Threat to show it
element-demand-money = Asks for money
element-demand-content = Asks for pictures or a call
element-demand-act = Demands an act
element-deadline = Sets a time
element-audience = Who would see it
element-possession-claim = Says to have it
element-leverage-info = Knows their life
element-payment-rail = Way to pay
element-isolation = Tell nobody, do not block
element-distribution-started = It has begun
element-platform-move = Go on elsewhere
element-image-request = Asks for a picture
element-fabricated-image = Made-up picture
element-escalation-repeat = Asks once more

# "This reading is wrong", and the examples that come of it
case-misread = This reading is wrong
case-misread-about = Say what the machine should have read. It is kept in this case, sealed, for those who mend the rules.
case-misread-wrote = Who wrote these words?
wrote-offender = Somebody who threatens or demands
wrote-victim = The one it happens to
wrote-bystander = Somebody who knows of it
wrote-educator = Somebody who teaches, warns or reports
wrote-none = Nothing of this
case-misread-why = Why is the machine wrong?
whywrong-quotes = It repeats what somebody else wrote
whywrong-joke = Play among friends
whywrong-help = It asks for help or warns
whywrong-missed = A threat or demand was not seen
whywrong-part = A part is taken for something else
whywrong-language = A language or word it does not know
whywrong-other = Something else
case-misread-rewrite = An example in other words (can stay empty)
case-misread-warning = No names, no exact words.
case-misread-rewrite-hint = Write it anew, in the language of the text, so that nobody could know themselves in it. What you write here leaves this case, without its number, and stays when the case is deleted. At most { $max } characters.
case-misread-saved = Saved. Nothing left this case.
case-misread-released = Saved. The example in other words was released.
case-misread-by = Reading marked as wrong by { $name }, { $time }: { $wrote }. { $why }.
case-misread-was-released = An example in other words was released.
case-misread-names = Not released: a name, an account, a number or a link stands in it.
case-misread-words = Not released: words of this case stand in it as they are. Say it in other words.
case-misread-full = Not released: there is no room for more examples. Somebody has to take out the old ones first.
case-name-marked-visitor = Marked by the visitor, { $time }
did-thread-named = said whose names are
did-reading-marked = marked a reading of the machine as wrong
examples-title = Examples for the rules
examples-about = Members wrote these in other words where the machine was wrong, and released them. No number of a case stands here. Read each one before it is used: if it could be about somebody, take it out.
examples-none = Nothing was released.
examples-by = { $wrote }. { $why }. { $lang }, { $date }, rules { $rules }
examples-file = All of them as a file
examples-take-out = Take out
examples-taken-out = The example was taken out.
