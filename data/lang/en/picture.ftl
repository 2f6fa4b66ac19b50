### reviewed = false
# Fingerprints of pictures: the page that makes one (/picture), and what a visitor's own page says of them.
# Never say that a picture is removed, or that it cannot spread: nobody can promise that.

## The page (/picture)
picture-title = Make a fingerprint of the picture
picture-first = The picture stays on your device. Only a short code leaves it.
near-picture-first = The picture stays with you. Only a short code is sent.
picture-code = The code is like a fingerprint. It is made of letters and numbers. It is not the picture. Nobody here sees the picture.
picture-can-title = What it can do
picture-can-1 = Apps and sites that work with us can notice the picture when somebody puts it there. Then they can hold it back until a person has checked.
picture-can-2 = It often works for a smaller copy, too, or when a little is cut off.
picture-can-3 = You can stop it at any time with your code.
picture-cannot-title = What it cannot do
picture-cannot-1 = It does not remove what is already there. For that, press “Report” in the app.
picture-cannot-2 = It does not reach every app. In private chats it often finds nothing.
picture-cannot-3 = It may miss a picture that was changed a lot.
picture-also-title = Know this before you begin
picture-also = These services do something like this for other apps. You can use them, too.
picture-minor = Under 18 in the picture
picture-adult = 18 or older in the picture
picture-tid-how = How Take It Down works
picture-tid-1 = Open it on the phone or computer that has the picture. Do not send the picture anywhere for this.
near-picture-tid-1 = Open it where the picture is, if that is safe for you. Do not send the picture anywhere for this.
picture-tid-2 = Choose the picture there. It is not uploaded. Only a code is sent.
picture-tid-3 = You give no name. You do not need to ask anybody first.
picture-tid-4 = You can also use it if you are older now.
picture-tid-5 = It reaches only apps that take part. It does not reach locked private chats.
picture-ncii-how = How StopNCII works
picture-ncii-1 = You choose the picture there. It is not uploaded. Only a code is sent.
picture-ncii-2 = It gives you a number and a PIN. Write both down. It cannot give them to you again.
picture-ncii-3 = It reaches only apps that take part.
picture-choose-title = Choose the picture
picture-choose-hint = Photos and videos work. Choosing sends nothing. You can even turn off the internet: only sending needs it.
picture-choose = Choose a picture or video
picture-without = To make a fingerprint here, your browser has to allow JavaScript. If it does not, you can still tell us below.
picture-working = The fingerprint is being made. Nothing is sent.
picture-unread = This file could not be read. You did nothing wrong. You can choose it again, or another one.
picture-many = There is room for 20 pictures. You can send these now.
picture-done = The fingerprint is ready. Nothing is sent yet.
picture-count = Pictures so far:
picture-more = Are there more? You can choose the next one above.
picture-slight = Your browser changes pictures a little, to protect you. The fingerprint is good all the same.
picture-blurred = Your browser changes pictures a lot, to protect you. So only the very same file can be found. Another browser may do better.
picture-weak = There is very little to see in this picture. So only the very same file can be found.
picture-pixels = Your browser cannot open this kind of file. So only the very same file can be found. Another browser may do better.
picture-codes = This is all that will leave
picture-codes-hint = Each line is a code. You do not have to read them.
picture-age = How old is the person in the picture?
picture-age-hint = The age in the picture, not today.
picture-age-minor = Under 18
picture-age-adult = 18 or older
picture-age-unknown = I would rather not say
picture-wish = Do you want to hear what happens?
picture-wish-yes = I want to know if it was stopped somewhere
picture-wish-hint = Then you can read it on your page. It takes some days. Without this we tell you nothing about it.
picture-send = Send only this code
picture-send-hint = After this you get six words. With them you can come back.
picture-send-add = We add it to your page. Your six words stay the same.
picture-nofile-title = You do not have the picture?
picture-nofile = Maybe it was deleted, or somebody else filmed it. That is no problem. Tell us where it was seen, the names of the accounts, and when.
picture-nofile-link = Tell us without the picture
picture-error-empty = There is no code yet. Choose a picture first.
picture-error-line = Line { $line } is not a code that we know. Begin again, and choose the picture once more.
picture-error-many = This is too much at once. Begin again with at most 20 pictures, or with a shorter video.
picture-error-expired = Your page was open for a long time. For your safety it closed. Your fingerprint is still here. You can send it now, and get new words for it.
picture-again = Begin again

## After sending
picture-done-title = We have the fingerprint.
picture-done-text = Nobody here has seen the picture. On your page you can stop it at any time.
picture-door = Make a fingerprint of a picture
picture-door-about = The picture stays with you.
picture-now = Make a fingerprint here, too

## On the visitor's own page
picture-box = Your fingerprints
picture-box-count = { $count ->
    [one] One picture has a fingerprint, since { $date }.
   *[other] { $count } pictures have a fingerprint, since { $date }.
}
picture-box-stopped = You stopped your fingerprints on { $date }.
picture-box-have = These services have a copy of the code:
picture-added = We have the fingerprint. We added it to your page.
picture-stopped = It is stopped. From now on we compare nothing with it.
picture-add = Add another picture
picture-stop = Stop the fingerprint
picture-heard = What we heard
picture-heard-none = We have heard nothing so far. That can mean many things.
picture-heard-blocked = { $count ->
    [one] Your picture was stopped at least once.
   *[other] Your picture was stopped at least { $count } times.
}
picture-heard-removed = { $count ->
    [one] Your picture was taken down in at least one place.
   *[other] Your picture was taken down at least { $count } times.
}
picture-heard-talk = This can be hard to read. Do you want to talk?
picture-stop-title = Stop the fingerprint?
picture-stop-1 = From that moment we compare nothing with it. This is true for all pictures on your page.
picture-stop-2 = We ask every service that has the code to stop, too. Your page shows who has answered.
picture-stop-3 = You can make a new fingerprint later.
picture-stop-yes = Stop it now
picture-services = { $count ->
    [one] { $confirmed } of { $count } service has confirmed that it stopped.
   *[other] { $confirmed } of { $count } services have confirmed that they stopped.
}
picture-service-confirmed = confirmed
picture-service-silent = no answer so far
picture-services-silent = Some have not answered yet, and some have no way to tell us.
picture-services-none = No other service had a copy of the code.
picture-erase = Your fingerprints go on working until { $date }. “Stop the fingerprint” ends them at once.
