### reviewed = false
# Tell us: the calm entrance, one question on each page, and what comes after it. The questions themselves and the form on
# one page stand in site.ftl. No text here speaks of parents or school: somebody at home may be the one who threatens.

## Before it (/tell)
tell-way = How would you like to tell it?
tell-way-steps = One question at a time
tell-way-all = Everything on one page
tell-way-hint = You can change between the two. What you wrote stays.
tell-after = What happens next
tell-after-1 = You tell as much as you like. You can send it after any question.
tell-after-2 = Then you get a code of six words.
tell-after-3 = A person of our team reads what you sent.
tell-after-4 = You come back with your code and read the answer.
tell-secret-team = What our team keeps secret, and when it cannot

## One question at a time (/tell/step)
tell-number = Question { $number } of { $total }
tell-next = Next
tell-skip = Skip this question
tell-before = The question before
tell-so-far = Send what I have told so far
tell-so-far-hint = You get a code. With it you can tell us more later.
tell-to-all = Show all questions on one page
tell-to-steps = Show one question at a time
tell-last = In your own words
tell-lost-title = Some answers are gone
tell-lost = We could not open what you told us on the pages before. Maybe this page was open for more than a day. What you wrote on the last page is still here. You can go on, or go back and tell the rest again.
tell-lost-sent = We have what you sent from the last page. We could not open what you told us before it. You can tell it again on your page, with your code.

## The country
tell-country = Which country are you in?
tell-country-hint = With this we show you people close by. It is locked with your answers. You can skip it.
tell-country-set = Choose a country
tell-country-other = Choose another country

## Who it is
tell-offender = Who is threatening you?
tell-offender-hint = Choose what fits best. It is fine not to know.
tell-offender-known = Somebody I know
tell-offender-family = Somebody in my family, a carer or a teacher
near-tell-offender-family = Somebody close to me
near-tell-who-pupil = A young person I work with
tell-offender-young = Another young person
tell-offender-stranger = A stranger, or somebody I know only online
tell-offender-unknown = I do not know

## People first, when it is not safe
tell-doors = You do not have to wait for us. There are people who can help now.
tell-doors-kept = What you told us is kept on this page. You can go on whenever you like.
tell-doors-country = Show people in my country
tell-doors-on = Go on telling us

## The desk's side
case-q-country = Country
case-q-offender = Who threatens
offender-known = somebody they know
offender-family = family, a carer or a teacher
offender-young = another young person
offender-stranger = a stranger, or known only online
offender-unknown = not known
