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
thread-kept = We keep this until { $date }. Then we delete it. When you write to us, we keep it longer.
thread-kept-copies = Safety copies are gone by { $date }.
