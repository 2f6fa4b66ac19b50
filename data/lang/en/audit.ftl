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
