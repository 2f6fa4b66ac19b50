### reviewed = false

thread-nothing-new = There is nothing new since you last opened this page.
thread-openings = When this page was opened
thread-openings-show = Show when it was opened
thread-opening = { $date }, { $part }
thread-part-night = at night
thread-part-morning = in the morning
thread-part-afternoon = in the afternoon
thread-part-evening = in the evening
thread-openings-clock = This is world time, UTC. Your clock can be some hours away from it.
thread-openings-not-you = Was one of these not you? Then get a new code here.
thread-passed = What we passed on
thread-passed-show = Show what we passed on
thread-passed-none = This site passed nothing on to anybody outside our team. When somebody is in danger, a person of our team may call for help. You can ask us about it here.
thread-passed-accounts = { $date }: the accounts and numbers of the person who threatens you went to people whose job is to stop this.
thread-passed-messages = { $date }: what that person wrote went to people whose job is to stop this.
thread-passed-report = { $date }: what you told us went to people whose job is to help.
thread-passed-contact = { $date }: how to reach you went to people whose job is to help.
thread-passed-ask = Do you want to know more? Ask us here.
thread-kept = We keep this until { $date }. Then we delete it. When you write to us, we keep it longer.
thread-kept-copies = Safety copies are gone by { $date }.

# After sending: words that are sent to many people, and names found in what was sent
done-many = This looks like words that are sent to many people. That does not make it less frightening. We are still here.
whose-title = Which of these is the person threatening you?
whose-about = These stand in what you sent. You can leave all of it as it is.
whose-only = We compare only the names of the person threatening you with what others told us. Never yours.
whose-save = Save this
whose-done-title = Thank you. It is saved.
whose-none = You marked nothing. That is fine.
whose-wrong = Is something wrong here? You can write it to us on your page.
