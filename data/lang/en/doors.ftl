### reviewed = false
### Doors to people: /talk, and the desk's page of numbers.

## Visitors

doors-wait = We do not know how long it takes. If nobody answers, try the next one.
doors-for-crisis = For when you are in danger, or think of hurting yourself.
doors-for-child = People who listen to children and young people.
doors-for-missing = For children who ran away or are missing.
doors-for-police = Police or emergency services.
doors-for-hotline = Takes reports about pictures and abuse online.
doors-for-takedown = Can ask websites to take pictures down.
doors-open-always = Open day and night.
doors-open-now = By its hours, it is open now.
doors-opens-today = By its hours, it opens today at { $time }.
doors-opens-tomorrow = By its hours, it opens tomorrow at { $time }.
doors-opens-on = By its hours, it opens on { $day } at { $time }.
doors-local = The times are those of the place where it is.
doors-days-every = Every day
doors-days-range = { $first } to { $last }
doors-span = { $days }, from { $from } to { $to }
doors-day-0 = Monday
doors-day-1 = Tuesday
doors-day-2 = Wednesday
doors-day-3 = Thursday
doors-day-4 = Friday
doors-day-5 = Saturday
doors-day-6 = Sunday
doors-write = Ways to write
doors-money = Cost
doors-cost = A call costs money.
doors-source = Where we found it: { $sites }
doors-wrong = This did not work for me
doors-thanks-title = Thank you for telling us
doors-thanks = A person here will look at it. It did not fail because of you.
doors-thanks-next = Here is the next one you can try.
doors-adult = I am 18 or older
doors-expect-write = When you write
doors-expect-write-1 = An answer can take a while. Keep the chat open.
doors-expect-write-2 = Nobody needs to see the picture. Do not send it.
doors-expect-write-3 = What you write can stay on your phone. You can delete it there.
doors-expect-call = When you call
doors-expect-call-1 = It may ring for a long time. That is not because of you.
doors-expect-call-2 = You may hear a recorded voice before a person answers.
doors-expect-call-3 = You do not have to give your name.
doors-expect-call-4 = They may ask your age, and if you are in danger now.
doors-expect-call-5 = You may hang up at any time. You may call again.
doors-expect-say = What you can say
