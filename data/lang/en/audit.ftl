### reviewed = false
# The auditor's view, and what a member has read today.

audit-title = What happened
audit-about = Everything that was done here, newest first. No case is opened by looking.
audit-from = From (day)
audit-to = To (day)
audit-kind = What
audit-member = Who
audit-subject = Case, report or member (identifier)
audit-any = any
audit-look = Look
audit-older = Older
audit-file = As a file
audit-check = Check everything
audit-checked = { $count ->
    [one] { $count } link of the chain was checked.
   *[other] { $count } links of the chain were checked.
}
audit-sound = Nothing was changed, removed or inserted.
audit-looked = { $count ->
    [one] Looked at { $count } line.
   *[other] Looked at { $count } lines.
}
audit-none = Nothing fits.
audit-col-when = When (UTC)
audit-col-what = What
audit-col-who = Who
audit-col-subject = To what
audit-nobody = no member
audit-unsound = changed
audit-error-day = Write a day as year-month-day: 2026-11-30.
audit-error-subject = This is not a whole identifier. Copy it from the line.
today-title = Today
today-about = What you have read today. Only you see this. It is never compared.
today-opened = { $count ->
    [one] { $count } case opened
   *[other] { $count } cases opened
}
today-danger = { $count ->
    [one] { $count } of them with danger
   *[other] { $count } of them with danger
}
today-time = Time with cases: { $time }
today-rest = A break would be good now. Ten minutes help. Release what you cannot watch meanwhile.
today-enough = Five hours with cases are enough for one day. Hand over what is open.
today-help = After hard cases, talk to a colleague or to the person your house has for it. That is part of the work.

## What happened, in words; the rest stands in case.ftl
did-member-created = became a member
did-member-signed-in = signed in
did-member-signed-out = signed out
did-desk-created = made a desk
did-recovery-confirmed = confirmed the recovery paper
did-roles-upgraded = gave roles to the members of the first version
did-setting-changed = changed a setting
did-node-opened = opened the node
did-node-closed = closed the node
did-texts-signed = signed the safety texts of a language
did-duty-called = called a name of the duty list
did-duty-acknowledged = acknowledged an urgent notice
did-duty-exhausted = nobody of the duty list answered
did-number-checked = checked a number
did-number-expired = took a number away
did-number-added = added a number
did-number-reported = visitors reported a number that did not work
did-proposal-made = proposed what needs two
did-proposal-done = confirmed it as the second person
did-proposal-refused = refused it as the second person
did-factor-set = set up a second factor
did-factor-reset = took away a lost second factor
did-factor-codes = made new one-time codes
did-member-passphrase = changed the passphrase
did-invitation-sent = invited somebody
did-invitation-answered = answered an invitation
did-invitation-withdrawn = withdrew an invitation
did-desk-key-handed-on = handed a desk’s key on
did-desk-key-renewed = made a new key of a desk
did-member-removed = removed a member
did-member-roles = changed the roles of a member
did-sessions-ended = ended sessions
did-case-hidden = knows these people: the case was hidden
did-case-shown-again = showed the case again
did-case-reason = gave a reason for opening
did-alarm-raised = an alarm was raised
did-alarm-acknowledged = acknowledged an alarm
did-recovery-used = used the recovery paper
did-recovery-renewed = made a new recovery paper
did-house-upgraded = brought the database up to date
did-house-restored = put a backup back
did-case-expired = destroyed: its time was over
did-case-erased = destroyed by two
did-case-held = held
did-case-passed-on = passed something on, as two agreed
did-audit-exported = took lines of the audit as a file
did-case-hold-ended = the hold ended
did-code-frozen = froze the code
did-code-thawed = let the code open again
did-api-key-made = made a key for a program
did-api-key-rotated = gave a key for a program a new secret
did-api-key-revoked = revoked a key for a program
did-hook-set = a program asked to be called about its signals
did-hook-ended = the calls to a program ended
