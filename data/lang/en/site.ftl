### reviewed = false
# Texts of the help site. Readers are 9 to 17 years old, frightened, on a small phone.
# Short sentences, everyday words, present tense. No blame, no exclamation mark, no promise that cannot be kept.
# Translate the meaning, not the words. A native child-protection reviewer signs each language.

## On every page
common-title = Help
common-skip = Go to the text
common-leave = Leave this page
common-demo = Demonstration: in truth, nobody reads this.
common-languages = Languages
common-help = Help on every page
common-talk = Talk to somebody
common-now = What to do now
common-tell = Tell us what happened
common-back = I have a code
common-go-back = Back
common-external = This opens another website.
common-leave-two = Shift, press 2 more times to leave.
common-leave-one = Shift, press 1 more time to leave.
common-leave-stay = You are still on this page.
common-lost = This did not go through. Nothing here is lost. Check your connection and press again.
common-leaving = How leaving works
common-copy = Copy
common-copied = Copied

## First page (/)
home-title = You are not in trouble.
home-first = Is somebody threatening to show private pictures or secrets about you? What they do is a crime. You did not cause it. There are things that help.
home-safe-title = Are you safe right now?
home-safe = Do you think of hurting yourself? Is somebody coming to you?
home-safe-link = Find a person to talk to now
home-doors = What would you like to do?
home-now = What to do now
home-now-about = One small step at a time.
home-talk = Talk to somebody
home-talk-about = By phone, chat or text, in your country.
home-tell = Tell us what happened
home-tell-about = No name needed. A person reads it.
home-tell-closed = We cannot read messages right now. We show who can.
home-back = I have a code
home-back-about = Read the answer, write more, or take it back.
home-true = No picture, no name and no account is needed here.

## What to do now (/now)
now-title = What to do now
history-title = Take this page out of your history
history-first = “Leave this page” does not clear your history. Your phone may still show that you were here.
history-1 = Open the menu of your browser.
history-2 = Open “History”.
history-3 = Look for the lines called “Help”.
history-4 = Hold a finger on each line, or press the sign next to it. Choose “Delete” or “Remove”.
history-whole = Take out only these lines. An empty history can look strange to somebody who checks your phone.
history-private = Next time, you can use a private window. It keeps no history on this phone.

## Talk to somebody (/talk)
talk-title = Talk to somebody
talk-danger-title = Are you in danger right now?
talk-danger = If you are in danger now, call your emergency number. Or go to the nearest grown‑up, hospital or police station.
talk-emergency = Emergency number
talk-country = Which country are you in?
talk-country-hint = We use this only to show the right people. We do not keep it.
talk-country-choose = Choose a country
talk-country-none = I would rather not say
talk-country-button = Show who I can talk to
talk-country-error = Choose a country from the list, or “I would rather not say”.
talk-found = People you can talk to
talk-found-in = In this country: { $country }
talk-call = Call
talk-text = Text
talk-chat = Chat
talk-web = Website
talk-hours = Open
talk-languages = Languages
talk-free = Free to call
talk-checked = We checked this on { $date }.
talk-next = If nobody answers, try the next one:
talk-next-last = If nobody answers, try one of these lists
talk-none = We have no number we are sure of for your country.
talk-none-asked = We do not know your country, so we show no number here. The lists below may help.
talk-networks = Lists of helplines in many countries
talk-networks-about = These lists are made by others. We did not check each number in them.
talk-network-child = Helplines for children and young people
talk-network-crisis = Helplines for when you think of hurting yourself
talk-network-hotline = Places that take reports of pictures
talk-expect = What happens when you call or write
talk-expect-2 = You can say: “Somebody is threatening me online.” That is enough to begin.
talk-expect-3 = You can ask first: “Do I have to give my name? Who will you tell?”
talk-expect-4 = You can say “I do not want to answer that.” You can stop at any time.
talk-after = You can also write to us
talk-change = Choose another country

## Tell us what happened (/tell)
tell-title = Tell us what happened
tell-first = No name needed. A person reads what you write. You can skip every question.
tell-picture = Do not send us the picture. We never need it.
tell-time = It takes about three minutes. You can stop at any time.
tell-secret-title = What we keep secret
tell-secret = What you write is locked before it is stored. Only our team can read it, and anybody who has your code. With your code you can take it back. What we already passed on, we cannot take back.
tell-errors-title = Something needs another look
tell-errors-kept = What you wrote is still here. Nothing is lost.
tell-error-empty = There is nothing to send yet. Choose one answer, or write one line.
tell-error-long = This is too long for us. There is room for { $max } letters.
tell-danger = Are you safe right now?
tell-danger-hint = If you write for somebody else, answer for them.
tell-danger-self = No. I think of hurting myself
tell-danger-near = No. Somebody is near me or is coming
tell-danger-no = Yes. I am safe right now
tell-danger-skip = I would rather not say
tell-who = Who is this about?
tell-who-me = Me
tell-who-child = My child
tell-who-friend = A friend
tell-who-pupil = A pupil, or a young person I work with
tell-who-other = Somebody else
tell-age = How old is the person this happens to?
tell-age-hint = The age of the person who is being threatened.
tell-age-u13 = Under 13
tell-age-a13 = 13 to 15
tell-age-a16 = 16 or 17
tell-age-a18 = 18 or older
tell-age-skip = I would rather not say
tell-threat = What do they say they will show?
tell-many-hint = Choose all that are true.
tell-threat-pictures = Pictures or videos
tell-threat-information = A secret, or something about me
tell-want = What do they want?
tell-want-money = Money or gift cards
tell-want-more = More pictures or videos
tell-want-act = That I do something, or meet them
tell-want-harm = Most of all to hurt me
tell-want-unknown = I do not know
tell-by = Did they say until when?
tell-by-hour = Within an hour or two
tell-by-today = Today
tell-by-tomorrow = Tomorrow
tell-by-later = Later
tell-by-none = No, or I do not know
tell-happened = What has happened so far?
tell-happened-hint = Choose all that are true. No answer here is bad.
tell-happened-paid = I paid something
tell-happened-sent = I sent something more
tell-happened-shared = They showed it to somebody
tell-happened-deleted = I deleted the chat, or a part of it
tell-happened-blocked = I blocked them
tell-happened-again = They came back and want more
tell-happened-fake = The picture is made up. It is not real
tell-happened-nothing = None of these
tell-places = Where did it happen?
tell-places-hint = Write the app or site, and the name used there. Tell us whose name it is. This helps us not to mix you up with them.
tell-row = Place { $number }
tell-more-places = Add another place
tell-place = App or site
tell-name = Name, link or number there
tell-side = Whose name is this?
tell-side-them = The person threatening me
tell-side-me = Me
tell-side-other = Somebody else
tell-side-unknown = I do not know
tell-pasted = Paste the messages here if you can
tell-pasted-hint = You can paste only the words. No pictures are needed.
tell-words = Say it in your own words
tell-words-hint = What did they do? A few words are enough. Any language is fine.
tell-answer = When is it safe for you to look?
tell-answer-hint = You read our answer here, with your code. Tell us a good time. If another way is safer for you, write it here.
tell-send = Send
tell-send-hint = After this you get a code. With it you can come back.

## After sending (/tell/done)
done-title = We have it. A person will read it.
done-elsewhere-title = We have your message.
done-elsewhere = Your new code opens your page.
done-again-title = You sent this already. It is the same code.
done-added-title = We added what you wrote to your first message.
done-added = It is the same code as before.
done-danger-title = Talk to a person first
done-danger = You told us that you are not safe, or that it hurts very much. You do not have to wait for us.
done-danger-after = Your code is below. Keep this page open while you call.
done-code = These six words bring you back
done-digits = The same code in digits
done-keep-title = Keep your code
done-keep-1 = Write the words down, in this order. Or write the digits. You need only one of the two.
done-keep-2 = Keep it where the person threatening you does not look. Somebody you trust can keep it for you.
done-keep-3 = We cannot send it again. Only this code opens your page.
done-lost = If you lose it, you can write to us again. You did nothing wrong.
done-print = You can print this page. It prints only a small card with the code.
done-card = My code
done-next = While you wait
done-now = What to do now
done-back = Open my page with the code

## Come back (/back)
back-title = I have a code
back-first = Write your six words. Or write the digits. Spaces and capital letters do not matter. The order does.
back-code = Your code
back-code-hint = Six words or 18 digits. You can paste them.
back-open = Open my page
back-lost-title = Did you lose your code?
back-lost = We cannot send it again. You can write to us once more. A person will try to put it together.
back-error-title = The code did not open a page
back-error-empty = Write your six words or your digits here.
back-error-word = We do not know the word “{ $word }”. Check the spelling.
back-error-short = { $count ->
    [one] There is one word here. A code has six words, or 18 digits.
   *[other] There are { $count } words here. A code has six words, or 18 digits.
}
back-error-digits = A code has 18 digits, or six words. Look if one is missing.
back-error-wrong = No message opens with this code. Check each word, and the order of the words.
back-error-many = Wait a few minutes, then try again. Your code stays good.
back-error-expired = This page was open for a long time. For your safety it closed. Write your code again.
thread-title = Your page
thread-unread = Nobody has read this yet. Please call one of these now.
thread-unread-none = Nobody has read this yet. Please do not wait for us. Look for somebody who can help now.
thread-wait = We have what you wrote. There is no answer yet.
thread-new = New answer
thread-answers = Our answers
thread-from-us = From us, { $date }
thread-from-you = You wrote on { $date }
thread-from-you-pasted = Messages you pasted on { $date }
thread-from-you-answers = Your answers on { $date }
thread-yours = What you sent us
thread-yours-open = Show what I sent
thread-write = Write to us
thread-write-hint = You do not have to tell it again. Write only what is new. Do not send us the picture.
thread-send = Send
thread-sent = We have it. We added it to your page.
thread-error-empty = Write something first, then press “Send”.
thread-closed = You asked us not to write to you. We do not write here any more. If you write to us again, we may answer again.
thread-closed-desk = We closed this page. You can still read it, and you can write to us again.
thread-more = More you can do
thread-newcode = Somebody else has my code
thread-newcode-about = Get a new code. The old one stops working.
thread-close = Do not write to me
thread-close-about = If you press this, we stop writing to you. What you told us stays with us.
thread-erase = Take back what I told you
thread-erase-about = If you press this, nobody can read it with the code any more. We ask you once more first.
thread-danger = Are you safe right now?
thread-danger-link = Find a person to talk to now
newcode-title = Get a new code?
newcode-text = You get six new words. From that moment the old code opens nothing.
newcode-safe = Do this where nobody can see your screen.
newcode-yes = Give me a new code
newcode-done-title = This is your new code
newcode-done = The old code does not work any more.
newcode-open = Back to my page
close-title = Do you want us to stop writing?
close-text = If you press “Do not write to me”, we stop writing to you. What you told us stays with us. You can still read it here.
close-yes = Do not write to me
close-no = No, you may write to me
close-done-title = We stop writing to you.
close-done = You can still write to us. Then we may answer again. Your code stays good.
erase-title = Take back what you told us?
erase-text-1 = If you press “Take back everything”, from that moment nobody can read it with the code.
erase-text-2 = After 7 days, on { $date }, we destroy the keys that open it. Until then you can change your mind.
erase-text-3 = Safety copies are gone by { $date }.
erase-text-4 = If we already passed something on, we cannot take that back from here.
erase-asked = Is somebody telling you to do this? You can say no to them. You can also tell us, or talk to somebody first.
erase-hold = We have to keep a part of this until { $date }. Nobody works with it until then.
erase-yes = Take back everything
erase-no = No, keep it
erase-done-title = It is closed now.
erase-done-1 = Nobody can read it with the code.
erase-done-2 = We destroy the keys on { $date }. Safety copies are gone by { $backup }.
erase-done-3 = Did you change your mind? You can stop this until { $date }. Keep your code until then.
erase-cancel = Stop this, and keep what I wrote
erase-cancelled-title = We keep what you wrote.
erase-cancelled = Your page is open again. Your code stays good.
erase-gone = What you told us was taken back. There is nothing here any more.

## Leaving (/leave)
leave-title = Closed
leave-text = This page is closed.

## How leaving works (/leaving)
leaving-title = How leaving works
leaving-first = Press “Leave this page”. Another website opens at once. It has nothing to do with us.
leaving-back = Does somebody press “Back” after that? What you wrote is not shown.
leaving-shift = On a computer you can also press the Shift key three times.
leaving-close = You can also close the window, or turn off the screen. That is always fine.
leaving-watch-title = Does somebody look at your phone?
leaving-watch = Some people use apps to see what another phone does. Leaving does not stop that. Use another phone if you can. You can ask at school, or ask a friend.
leaving-next = Where would you like to go now?

## Many people at once (503)
busy-title = Many people are writing right now.
busy-text = Your words are still here. Press the button again.
busy-nothing-lost = Nothing is lost. Wait a moment before you press.
busy-again = Try again
busy-talk = Or talk to somebody now

## When something does not work
error-notfound-title = There is no page here.
error-notfound-text = The address may be old, or a letter may be wrong. You did nothing wrong.
error-broken-title = Something on our side does not work.
error-broken-text = It is not because of you. Nothing that we had from you is lost. Wait a moment and try again.
error-broken-sent = Did you just press “Send”? If you got a code, we have your message. If not, send it once more.
error-method-title = This page opens in another way.
error-method-text = Begin on the first page. You did nothing wrong.
error-large-title = This is too much for one message.
error-large-text = Send only the words, and only a part. You can add more later with your code.
error-doors = These pages work
error-home = First page

## When messages cannot be read yet
closed-title = We cannot read messages right now. Other people can listen to you.
closed-text = Nobody here can read what you write today. So we do not ask you to write it.
closed-kept = We did not keep it. You can copy it, if that is safe for you.
closed-pasted = Messages you pasted
closed-back = Do you have a code? Your page still opens.
closed-talk = Talk to somebody
closed-now = What to do now

## The demonstration: invented doors, never to be taken for real
demo-door-crisis = Invented crisis line (demonstration)
demo-door-child = Invented helpline for young people (demonstration)
demo-door-police = Invented police desk (demonstration)
demo-door-chat = Also by chat (invented)
demo-door-hours = Always open (invented)

## Dates
date-words = { $day } { $month } { $year }
date-first = 1 { $month } { $year }
date-minute = { $date }, { $time } UTC
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
