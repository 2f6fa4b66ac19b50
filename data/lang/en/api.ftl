### reviewed = false
# Keys for programs of other organisations, for the administrator.

api-title = Keys for programs
api-about = A program of another organisation can ask this node whether a text is coercion. It shows a secret with each call. A key rests on an agreement, ends on a day, and has a number of calls a day.
api-none = There is no key yet.
api-new = A new key
api-owner = Organisation
api-owner-hint = Who answers for what its program asks.
api-agreement = Agreement
api-agreement-hint = As this house files it: a number, a date, a place.
api-scopes = What it may ask
api-scope-text = Whether messages and conversations are coercion.
api-quota = Calls a day
api-quota-hint = From 1 to { $most }. One call holds up to a thousand messages.
api-expires = Last day
api-expires-hint = Year-month-day, within two years: 2026-11-30.
api-basis = Private messages that nobody reported
api-basis-about = Leave these four empty, unless a law, an order or the consent of all lets this organisation look through them. Regulation (EU) 2021/1232 expired on 3 April 2026 and is no ground.
api-jurisdiction = Under whose law
api-ground = Ground
api-signer = Who signs for it
api-basis-until = Last day of the ground
api-basis-until-hint = Year-month-day, not after the key’s own last day.
api-make = Make the key
api-made-title = The key is made
api-rotated-title = The key has a new secret
api-secret = Hand this secret over now, in a safe way. It is shown once: nobody here can read it again.
api-back = Back to the keys
api-state-stands = in use
api-state-over = its last day is over
api-state-revoked = revoked on { $date }
api-line-agreement = Agreement: { $agreement }
api-line-made = Made on { $date } by { $name }.
api-line-until = Last day { $date }. Calls a day: { $quota }; set aside today: { $used }.
api-private = Private messages: { $ground } ({ $jurisdiction }). Signed by { $signer }, until { $date }.
api-private-none = No private messages that nobody reported.
api-secret-line = { $prefix } made on { $date }
api-secret-until = { $prefix } made on { $date }, good until { $time }
api-rotate = Make a new secret
api-rotate-about = How long the old secret stays good
api-overlap = { $count ->
    [0] It ends at once
    [one] One day
   *[other] { $count } days
}
api-revoke = Revoke the key at once
api-revoked = The key is revoked. It opens nothing any more.
api-gone-title = This key cannot be changed
api-gone = It has ended, or somebody else changed it a moment ago.
api-error-owner = Write whose key it is.
api-error-agreement = Write on which agreement it rests.
api-error-scopes = Choose what it may ask.
api-error-quota = Write a number of calls a day that is not larger than the hint says.
api-error-day = Write a last day that is still to come, within two years.
api-error-long = Something has more than 200 characters.
api-error-basis = For private messages all four are needed: law, ground, signer, last day.
api-error-basis-day = Write a last day of the ground that is still to come and not after the key’s own.
api-error-expired = This regulation expired on 3 April 2026. It is no ground any more.
