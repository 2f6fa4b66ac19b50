### reviewed = false
# Opening and closing the node, hours, secrecy, the duty list, the signing of texts; and the mails to people on duty.
# Ids that begin with visit- are for visitors: read the first lines of site.ftl. The rest is for trained staff.

## For visitors
visit-hours = Somebody reads here { $days }. The time is that of { $place }.
visit-hours-always = Somebody reads here at every hour, every day.
visit-usual = { $hours ->
    [one] We usually answer within one hour.
   *[other] We usually answer within { $hours } hours.
}
visit-usual-days = { $days ->
    [one] We usually answer within one day.
   *[other] We usually answer within { $days } days.
}
visit-day = { $day }, { $hours }
visit-days = { $first } to { $last }, { $hours }
visit-span = { $from } to { $to }
visit-and = { $one } and { $other }
visit-day-0 = Monday
visit-day-1 = Tuesday
visit-day-2 = Wednesday
visit-day-3 = Thursday
visit-day-4 = Friday
visit-day-5 = Saturday
visit-day-6 = Sunday

## Mails to people on duty. They say that something waits, and nothing of what.
mail-urgent-subject = { $node }: something urgent waits
mail-urgent-text =
    Something urgent waits at { $node }, and nobody has it in hand.

    Say that you have it, with one press and without signing in:
    { $link }

    Then sign in and claim it. If it is claimed already, open it. If nobody does so in ten minutes, the next person on the list is called.
    The link is good for one day. This mail says nothing about who wrote or why. Please do not answer it.
mail-test-subject = { $node }: test of the urgent notice
mail-test-text =
    This is a test. Nothing waits at { $node }.

    Say that this mail has reached you:
    { $link }

    The link is good for one day. Please do not answer this mail.
mail-closed-subject = { $node } has closed itself
mail-closed-text =
    { $node } takes no messages any more: something that it needs to be open does not hold.
    Visitors are shown who else can help. Sign in and look at “This node”.

    Say that you have it:
    { $link }

    Please do not answer this mail.

## The page behind the link in a mail
ack-title = Somebody has to take this
ack-urgent = Something urgent waits, and nobody has it in hand.
ack-test = This is a test of the urgent notice.
ack-closed = The node has closed itself. Visitors cannot send messages.
ack-button = I have it
ack-button-about = The next person is then called ten minutes later, unless somebody has it in hand by then.
ack-done-title = Noted: you have it
ack-done = It is now { $time }. Sign in and claim it. If it is claimed already, open it. Only that stops the calls.
ack-done-test = The test is done. You can close this page.
ack-signin = Sign in
ack-gone-title = This link is not good any more
ack-gone = It is older than a day, or not complete. Sign in to see what waits.

## Troubles, on every page of the console
gate-trouble-nobody = Somebody in danger waits. Everybody on duty was called, and nobody has it in hand.
gate-trouble-channel = Notices to people on duty do not leave. Look at the mail server, or at the address that takes calls.
gate-trouble-closed = This node has closed itself. Visitors cannot send messages.
gate-trouble-numbers = Checks of numbers that visitors are shown were taken out of the database. Numbers that were withdrawn may be shown again: look at the list of numbers, and at who can write the database.
gate-trouble-jobs = Work in the background was given up after many tries: something that should have happened has not. Look at the log, and run vigie doctor.

## This node
gate-lacks = Lacking: { $list }
gate-where = Go there
gate-every-other = every other country
gate-since = Since { $time }
gate-closed-itself = The node closed itself, because these points held no longer:
gate-closed-reason = Closed with this reason: { $reason }
gate-open-title = Open to visitors
gate-open-about = Every point holds. From then on visitors can send messages, and somebody has to read them.
gate-open-button = Open the node
gate-open-not = It cannot be opened while a point is missing.
gate-open-who = An administrator opens it.
gate-close-title = Close to visitors
gate-close-about = “Tell us” then shows who else can help. Threads that exist stay open, and codes stay good.
gate-close-reason = Why
gate-close-hint = Colleagues read it here. Write nothing about a case.
gate-close-error = Write a reason of at most 500 characters.
gate-close-button = Close the node
gate-settings = What has to be set
gate-hours-link = Opening hours and usual reply time
gate-secrecy-link = Countries served, and what is kept secret there
gate-duty-link = Duty list and test of the urgent notice
gate-texts-link = Safety texts of each language
gate-recovery-title = Recovery key on paper
gate-saved = Saved.
gate-conflict-title = Somebody was faster
gate-conflict = Somebody changed this at the same moment. Here is how it stands now. Do it once more.
gate-back = Back to this node

## Opening hours
hours-title = Opening hours
hours-about = Visitors see these hours and the usual time until an answer. Promise only what is true at night and on holidays too.
hours-zone = Time zone
hours-zone-hint = The name of the place as computers know it, for example Europe/Paris or America/Bogota.
hours-day-hint = For example 09:00-12:30, 14:00-18:00. Leave a day empty when nobody reads. 00:00-24:00 is the whole day.
hours-usual = Usual time until an answer, in hours
hours-usual-hint = A whole number from 1 to 336. Take what nine of ten visitors waited last month.
hours-error-week = A time or the zone is not right, or every day is empty.
hours-error-usual = Write a whole number from 1 to 336.
hours-shown = Visitors read

## Countries and secrecy
secrecy-title = Countries served, and what is kept secret
secrecy-about = Say in at most 60 words what you keep secret and when you cannot. A child has to understand it before writing.
secrecy-served = Countries served
secrecy-served-hint = Two-letter codes with spaces between, for example FR BE. Each needs a checked crisis line and a checked child helpline.
secrecy-served-error = Not a country: { $list }
secrecy-text-title = Write or change a text
secrecy-country = Country
secrecy-language = Language
secrecy-text = What we keep secret, and when we cannot
secrecy-text-hint = At most 60 words. An empty text takes the one that stands there away.
secrecy-text-error = The text has { $count } words. There is room for 60.
secrecy-lacking = Texts that are lacking
secrecy-written = Texts that stand

## Duty list
duty-title = Duty list
duty-about = When danger waits and nobody has it in hand, these people are called one after the other, ten minutes apart. So they are when danger comes again to a claimed case, until a member has opened it. The partner desk comes last. What they get says that something waits, and nothing of what.
duty-none = Nobody is on the list. A report with danger would wake nobody.
duty-name = Name
duty-address = Address
duty-way = How
duty-way-mail = Mail
duty-way-call = Signed call
duty-language = Language of the mails
duty-partner = Partner desk: called last
duty-partner-short = partner desk
duty-add-title = Add somebody
duty-address-hint = A mail address, or an https address that takes signed calls.
duty-error = A name and an address that fits are needed. There is room for twelve.
duty-add = Add
duty-up = Up
duty-remove = Remove
duty-test = Send a test
duty-test-sent = A test is on its way. The link in it has to be pressed.
duty-tested = Test answered { $time }
duty-test-waits = Test sent { $time }, not answered yet
duty-test-leaves = Test on its way
duty-never = Never tested
duty-no-mail = This process has no mail server: mails do not leave. See vigie serve --help, --smtp.
duty-no-call = This process has no secret to sign calls with: calls do not leave. See vigie serve --help, --webhook-secret-file.
duty-no-public = This process does not know its own address, so no link can be made. See vigie serve --help, --public-url.

## Safety texts
texts-title = Safety texts
texts-about = A language is offered to visitors when somebody answers for its safety texts as they stand. A text that changes makes the signature void.
texts-read = Read every text. Would a frightened child of nine understand it? Does it blame, promise or frighten?
texts-which = Language
texts-state-reviewer = Signed by { $name }, { $time }. Qualification: { $qualification }
texts-state-operator = Taken on by the operator, { $time }
texts-state-void = The texts have changed since. This language is not offered until they are signed again.
texts-state-none = Not signed. This language is not offered to visitors.
texts-sign-title = Sign
texts-sign-about = A native child-protection reviewer has read every text above as it stands.
texts-name = Name of the reviewer
texts-qualification = Qualification
texts-qualification-hint = For example: social worker, native speaker, eleven years at a child helpline.
texts-sign-error = Write the name and the qualification, each at most 300 characters.
texts-sign = These texts are right
texts-operator-title = Without a reviewer
texts-operator-about = The operator takes it upon itself that these texts do no harm, until a reviewer has read them.
texts-operator = We take it upon ourselves
texts-withdraw = Offer this language no more
texts-signed = Noted. Visitors are offered this language.
texts-withdrawn = Noted. Visitors are not offered this language any more.
texts-role-reviewer = A reviewer signs. An administrator can take it upon the house.
