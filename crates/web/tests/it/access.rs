//! Who may do what: an expected status for every route and every kind of caller.

use std::collections::BTreeSet;

use axum::http::Method;
use vigie_lang::Lang;
use vigie_web::Role::{
    Administrator, Auditor, Client, Counsellor, Desk, House, Keeper, Member, Operator, Peer, Program, Staff, Visitor,
};
use vigie_web::{PREFIX, ROUTES, Role, Web, variant_path};

use crate::node::{Ask, Node};
use crate::promises;
use crate::site::says;

/// Who asks, in the order of the statuses in [`EXPECTED`].
const CALLERS: [&str; 8] = [
    "no cookie",
    "a made-up cookie",
    "ana, counsellor",
    "cleo, reviewer",
    "adam, administrator",
    "dora, auditor",
    "this machine",
    "behind a proxy on this machine",
];

/// Method, path, role, and the status for each of [`CALLERS`]. Forms are sent empty.
#[rustfmt::skip]
const EXPECTED: &[(&str, &str, Role, [u16; 8])] = &[
    ("GET", "/", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/now", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/now/me", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/now/history", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/now/{branch}", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/now/{branch}/{step}", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/later", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/later/{card}", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/safe-now", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/safe-now/{answer}", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/talk", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST", "/talk", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("POST", "/talk/wrong", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("GET", "/tell", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST", "/tell", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("GET", "/tell/all", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/tell/step", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST", "/tell/step", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/picture", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST", "/picture", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/picture.js", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST", "/back/stop", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("POST", "/back/stop/yes", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("GET", "/back", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST", "/back", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("POST", "/back/open", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("POST", "/back/write", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("POST", "/back/which", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("POST", "/back/newcode", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("POST", "/back/newcode/yes", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("POST", "/back/close", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("POST", "/back/close/yes", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("POST", "/back/erase", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("POST", "/back/erase/yes", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("POST", "/back/erase/cancel", Visitor, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("GET", "/say", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/say/{whom}", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/say/{whom}/{tone}", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/safe", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST", "/safe", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/safe/{part}", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/parents", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/parents/before", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/friends", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/school", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/leave", Visitor, [303, 303, 303, 303, 303, 303, 303, 303]),
    ("GET", "/leaving", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/s.js", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/favicon.ico", Visitor, [204, 204, 204, 204, 204, 204, 204, 204]),
    ("GET", "/robots.txt", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/console/setup", Staff, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST", "/console/setup", Staff, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("POST", "/console/setup/recovery", Staff, [404, 404, 404, 404, 404, 404, 404, 404]),
    ("GET", "/console/login", Staff, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST", "/console/login", Staff, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("GET", "/console/login/second", Staff, [303, 303, 303, 303, 303, 303, 303, 303]),
    ("POST", "/console/login/second", Staff, [303, 303, 303, 303, 303, 303, 303, 303]),
    ("GET", "/console/join", Staff, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST", "/console/join", Staff, [422, 422, 422, 422, 422, 422, 422, 422]),
    ("GET", "/console", Member, [303, 303, 200, 200, 303, 303, 303, 303]),
    ("POST", "/console/queue/{verb}", Counsellor, [401, 401, 404, 403, 403, 403, 401, 401]),
    ("GET", "/console/live", Desk, [303, 303, 200, 200, 403, 403, 303, 303]),
    ("GET", "/console/new", Desk, [303, 303, 404, 404, 403, 403, 303, 303]),
    ("GET", "/console/audit", Auditor, [303, 303, 403, 403, 403, 200, 303, 303]),
    ("POST", "/console/audit", Auditor, [401, 401, 403, 403, 403, 200, 401, 401]),
    ("GET", "/console/today", Desk, [303, 303, 200, 200, 403, 403, 303, 303]),
    ("POST", "/console/today", Desk, [401, 401, 303, 303, 403, 403, 401, 401]),
    ("GET", "/console/keys", Member, [303, 303, 200, 200, 200, 200, 303, 303]),
    ("POST", "/console/keys", Member, [401, 401, 303, 303, 303, 303, 401, 401]),
    ("GET", "/console/s.js", Staff, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/console/node", Member, [303, 303, 200, 200, 200, 200, 303, 303]),
    ("GET", "/console/break", Member, [303, 303, 200, 200, 200, 200, 303, 303]),
    ("GET", "/console/case/{id}", Desk, [303, 303, 200, 200, 403, 403, 303, 303]),
    ("POST", "/console/case/{id}/{verb}", Counsellor, [401, 401, 422, 403, 403, 403, 401, 401]),
    ("GET", "/console/tasks", Desk, [303, 303, 200, 200, 403, 403, 303, 303]),
    ("GET", "/console/phone", Counsellor, [303, 303, 200, 403, 403, 403, 303, 303]),
    ("POST", "/console/phone", Counsellor, [401, 401, 422, 403, 403, 403, 401, 401]),
    ("GET", "/console/second", Member, [303, 303, 200, 200, 200, 200, 303, 303]),
    ("POST", "/console/second/confirm", Member, [401, 401, 409, 409, 409, 409, 401, 401]),
    ("POST", "/console/second/refuse", Member, [401, 401, 409, 409, 409, 409, 401, 401]),
    ("GET", "/console/keep/{id}", Desk, [303, 303, 200, 200, 403, 403, 303, 303]),
    ("POST", "/console/keep/{id}/{verb}", Desk, [401, 401, 404, 404, 403, 403, 401, 401]),
    ("GET", "/console/retention", Administrator, [303, 303, 403, 403, 200, 403, 303, 303]),
    ("POST", "/console/retention", Administrator, [401, 401, 403, 403, 422, 403, 401, 401]),
    ("GET", "/console/ack", Staff, [404, 404, 404, 404, 404, 404, 404, 404]),
    ("POST", "/console/ack", Staff, [404, 404, 404, 404, 404, 404, 404, 404]),
    ("POST", "/console/node/open", Administrator, [401, 401, 403, 403, 303, 403, 401, 401]),
    ("POST", "/console/node/close", Keeper, [401, 401, 422, 403, 422, 403, 401, 401]),
    ("GET", "/console/node/hours", Administrator, [303, 303, 403, 403, 200, 403, 303, 303]),
    ("POST", "/console/node/hours", Administrator, [401, 401, 403, 403, 422, 403, 401, 401]),
    ("GET", "/console/node/secrecy", Administrator, [303, 303, 403, 403, 200, 403, 303, 303]),
    ("POST", "/console/node/secrecy", Administrator, [401, 401, 403, 403, 422, 403, 401, 401]),
    ("POST", "/console/node/served", Administrator, [401, 401, 403, 403, 303, 403, 401, 401]),
    ("GET", "/console/node/duty", Administrator, [303, 303, 403, 403, 200, 403, 303, 303]),
    ("POST", "/console/node/duty/add", Administrator, [401, 401, 403, 403, 422, 403, 401, 401]),
    ("POST", "/console/node/duty/change", Administrator, [401, 401, 403, 403, 409, 403, 401, 401]),
    ("GET", "/console/node/texts", House, [303, 303, 403, 200, 200, 403, 303, 303]),
    ("POST", "/console/node/texts", House, [401, 401, 403, 422, 422, 403, 401, 401]),
    ("GET", "/console/examples", House, [303, 303, 403, 200, 200, 403, 303, 303]),
    ("GET", "/console/examples/file", House, [303, 303, 403, 200, 200, 403, 303, 303]),
    ("POST", "/console/examples", House, [401, 401, 403, 422, 422, 403, 401, 401]),
    ("GET", "/console/numbers", Member, [303, 303, 200, 200, 200, 200, 303, 303]),
    ("GET", "/console/numbers/own", House, [303, 303, 403, 200, 200, 403, 303, 303]),
    ("POST", "/console/numbers/own", House, [401, 401, 403, 422, 422, 403, 401, 401]),
    ("GET", "/console/numbers/{id}", Member, [303, 303, 200, 200, 200, 200, 303, 303]),
    ("POST", "/console/numbers/{id}/check", House, [401, 401, 403, 422, 422, 403, 401, 401]),
    ("POST", "/console/numbers/{id}/expire", House, [401, 401, 403, 422, 422, 403, 401, 401]),
    ("POST", "/console/second/recovery", Member, [401, 401, 303, 303, 303, 303, 401, 401]),
    ("GET", "/console/me", Member, [303, 303, 200, 200, 200, 200, 303, 303]),
    ("GET", "/console/me/factor", Member, [303, 303, 200, 200, 200, 200, 303, 303]),
    ("POST", "/console/me/factor", Member, [401, 401, 422, 422, 422, 422, 401, 401]),
    ("POST", "/console/me/codes", Member, [401, 401, 303, 303, 303, 303, 401, 401]),
    ("POST", "/console/me/passphrase", Member, [401, 401, 422, 422, 422, 422, 401, 401]),
    ("POST", "/console/me/sessions", Member, [401, 401, 303, 303, 303, 303, 401, 401]),
    ("GET", "/console/members", Member, [303, 303, 200, 200, 200, 200, 303, 303]),
    ("GET", "/console/members/invite", Administrator, [303, 303, 403, 403, 200, 403, 303, 303]),
    ("POST", "/console/members/invite", Administrator, [401, 401, 403, 403, 422, 403, 401, 401]),
    // The id is that of a case: no member has it.
    ("GET", "/console/members/{id}", Member, [303, 303, 409, 409, 409, 409, 303, 303]),
    ("POST", "/console/members/{id}/{verb}", Member, [401, 401, 409, 409, 409, 409, 401, 401]),
    ("GET", "/console/alarms", Member, [303, 303, 200, 200, 200, 200, 303, 303]),
    ("POST", "/console/alarms", Member, [401, 401, 409, 409, 409, 409, 401, 401]),
    ("POST", "/console/case/{id}/reason", Desk, [401, 401, 422, 422, 403, 403, 401, 401]),
    ("GET", "/console/case/{id}/people", Desk, [303, 303, 200, 200, 403, 403, 303, 303]),
    // Near the end: it hides the case from both.
    ("POST", "/console/case/{id}/people", Desk, [401, 401, 303, 303, 403, 403, 401, 401]),
    ("GET", "/console/sightings", Desk, [303, 303, 200, 200, 403, 403, 303, 303]),
    // The id is that of a case: no sighting and no bank has it.
    ("POST", "/console/sightings/{id}/{verb}", Counsellor, [401, 401, 409, 403, 403, 403, 401, 401]),
    ("GET", "/console/banks", House, [303, 303, 403, 200, 200, 403, 303, 303]),
    ("POST", "/console/banks", House, [401, 401, 403, 422, 422, 403, 401, 401]),
    ("GET", "/console/banks/{id}", House, [303, 303, 403, 404, 404, 403, 303, 303]),
    ("GET", "/console/banks/{id}/export", House, [303, 303, 403, 404, 404, 403, 303, 303]),
    ("POST", "/console/banks/{id}/{verb}", House, [401, 401, 403, 409, 409, 403, 401, 401]),
    ("GET", "/console/api", Administrator, [303, 303, 403, 403, 200, 403, 303, 303]),
    ("POST", "/console/api", Administrator, [401, 401, 403, 403, 422, 403, 401, 401]),
    // The id is that of a case: no key has it.
    ("POST", "/console/api/{id}/{verb}", Administrator, [401, 401, 403, 403, 409, 403, 401, 401]),
    ("GET", "/api/openapi.json", Program, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/api/problems/{kind}", Program, [200, 200, 200, 200, 200, 200, 200, 200]),
    // A session of the console opens nothing here.
    ("POST", "/api/v1/text/messages", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/api/v1/text/conversations", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/api/v1/match", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/api/v1/match/file", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/api/v1/hash", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/api/v1/banks", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/api/v1/signals", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/api/v1/signals/{id}", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/api/v1/signals/{id}/withdraw", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/api/v1/signals/{id}/opinion", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/api/v1/sightings", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("PUT", "/api/v1/hook", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/api/v1/hook", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("DELETE", "/api/v1/hook", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/api/v1/feed", Client, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/hma/status", Program, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/hma/status/live", Program, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/hma/h/hash", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/hma/h/hash", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/hma/m/raw_lookup", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/hma/m/lookup", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/hma/m/lookup", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/hma/m/compare", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/hma/m/index/status", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/hma/c/banks", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/hma/c/banks", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/hma/c/bank/{id}", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("PUT", "/hma/c/bank/{id}", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("DELETE", "/hma/c/bank/{id}", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/hma/c/bank/{id}/content", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/hma/c/bank/{id}/signal", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/hma/c/bank/{id}/content/{number}", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("DELETE", "/hma/c/bank/{id}/content/{number}", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/hma/c/signal_type", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/hma/c/signal_type/index", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/hma/c/content_type", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/hma/c/exchanges", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/hma/c/exchanges/apis", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/stopncii/v1/FetchHashes", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/stopncii/v1/SubmitFeedback", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("POST", "/stopncii/v1/SubmitHashes", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/ncmec/v2/status", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/ncmec/v2/members", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/ncmec/v2/entries", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/ncmec/v2/feedback/{kind}/reasons", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("PUT", "/ncmec/v2/entries/{member}/{id}/{kind}/feedback", Peer, [401, 401, 401, 401, 401, 401, 401, 401]),
    ("GET", "/health", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/ready", Visitor, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/metrics", Operator, [404, 404, 404, 404, 404, 404, 200, 404]),
    // Last: it ends the sessions.
    ("POST", "/console/signout", Staff, [200, 200, 200, 200, 200, 200, 200, 200]),
];

/// Path without its verb, verbs, and the status of each for each of [`CALLERS`]. The case is nobody's, the member is ben;
/// forms name the case and nothing else.
#[rustfmt::skip]
const VERBS: &[(&str, &[&str], [u16; 8])] = &[
    ("/console/queue", &["claim", "release"], [401, 401, 303, 403, 403, 403, 401, 401]),
    ("/console/keep/{case}", &["hold", "pass-on", "erase", "end", "freeze", "thaw"], [401, 401, 303, 303, 403, 403, 401, 401]),
    ("/console/members/{ben}", &["hand", "confirm", "withdraw"], [401, 401, 409, 409, 409, 409, 401, 401]),
    ("/console/members/{ben}", &["sessions"], [401, 401, 409, 409, 303, 409, 401, 401]),
    ("/console/members/{ben}", &["removal", "factor"], [401, 401, 303, 303, 303, 303, 401, 401]),
    ("/console/api/{case}", &["rotate", "revoke"], [401, 401, 403, 403, 409, 403, 401, 401]),
    ("/console/sightings/{case}", &["tell", "keep"], [401, 401, 409, 403, 403, 403, 401, 401]),
    ("/console/banks/{case}", &["change", "release", "import"], [401, 401, 403, 409, 409, 403, 401, 401]),
    ("/console/members/{ben}", &["roles"], [401, 401, 409, 409, 409, 409, 401, 401]),
];

fn callers(cookies: &[String; 4], ask: &Ask) -> Vec<Ask> {
    let here = ask.clone().from("127.0.0.1");
    let mut all = vec![ask.clone(), ask.clone().cookie("Zm9yZ2VkLWNvb2tpZS12YWx1ZS1mb3ItYS10ZXN0LTAxMjM0NTY3ODk")];
    all.extend(cookies.iter().map(|cookie| ask.clone().cookie(cookie)));
    all.extend([here.clone(), here.with("x-forwarded-for", "203.0.113.9")]);
    all
}

/// A path with something in each place that it leaves open.
fn filled(path: &str, case: &str) -> String {
    let places = [("{branch}", "b"), ("{step}", "1"), ("{card}", "1"), ("{answer}", "1"), ("{verb}", "note")];
    let help = [
        ("{whom}", "3"),
        ("{tone}", "1"),
        ("{part}", "all"),
        ("{kind}", "no-key"),
        ("{number}", "1"),
        ("{member}", "1"),
    ];
    places.iter().chain(&help).fold(path.replace("{id}", case), |path, (place, value)| path.replace(place, value))
}

#[tokio::test]
async fn every_route_answers_every_caller_as_the_table_says() {
    let node = Node::open().await;
    node.post("/tell", &[("words", "a plain heron at the pond")]).await.is(200);
    let cookie = node.signs_in("ana").await;
    let case = node.case_with(&cookie, "a plain heron").await;
    let others = [node.signs_in("cleo").await, node.signs_in("adam").await, node.signs_in("dora").await];
    let [cleo, adam, dora] = others;
    let cookies = [cookie.clone(), cleo, adam, dora];
    for (method, path, _, statuses) in EXPECTED {
        let id = if path.contains("/numbers/") { "fr-3018" } else { &case };
        let uri = filled(path, id);
        let ask = if *method == "GET" { Ask::get(&uri) } else { Ask::post(&uri, &[]) };
        let ask = Ask { method: method.parse().expect("a method"), ..ask };
        for ((caller, ask), status) in CALLERS.iter().zip(callers(&cookies, &ask)).zip(*statuses) {
            let answer = node.send(ask.clone()).await;
            assert_eq!(answer.status, status, "{caller}: {method} {path}");
            promises::headers(&answer, if path.starts_with("/console") { "same-origin" } else { "no-referrer" });
            if *method == "GET" {
                let head = node.send(Ask { method: Method::HEAD, ..ask }).await;
                assert_eq!((head.status, head.body.as_str()), (status, ""), "{caller}: HEAD {path}");
            }
        }
    }
    let after = node.send(Ask::get("/console").cookie(&cookie)).await.is(303);
    assert_eq!(after.header("location"), "/console/login?l=en");
}

/// The members that the node has.
async fn members(node: &Node) -> Vec<String> {
    let mut tx = node.ctx.store.read().await.expect("the database answers");
    let all = vigie_store::members::all(&mut tx).await.expect("the members can be read");
    all.into_iter().map(|row| row.id.to_string()).collect()
}

#[tokio::test]
async fn every_verb_answers_every_caller_as_the_table_says() {
    let node = Node::open().await;
    node.post("/tell", &[("words", "a plain heron at the pond")]).await.is(200);
    let mut cookies: [String; 4] = Default::default();
    for (name, cookie) in ["ana", "cleo", "adam", "dora"].into_iter().zip(&mut cookies) {
        *cookie = node.signs_in(name).await;
    }
    let case = node.case_with(&cookies[0], "a plain heron").await;
    let others = members(&node).await;
    node.member("ben").await;
    let ben = members(&node).await.into_iter().find(|id| !others.contains(id)).expect("ben");
    for (path, verbs, statuses) in VERBS {
        let base = path.replace("{case}", &case).replace("{ben}", &ben);
        for verb in *verbs {
            let ask = Ask::post(&format!("{base}/{verb}"), &[("case", &case), ("version", "1")]);
            for ((caller, ask), status) in CALLERS.iter().zip(callers(&cookies, &ask)).zip(*statuses) {
                assert_eq!(node.send(ask).await.status, status, "{caller}: {path}/{verb}");
            }
        }
    }
}

/// A passphrase without the second step opens the second step alone.
#[tokio::test]
async fn who_gave_the_passphrase_alone_is_answered_as_a_stranger_is() {
    let node = Node::closed().await;
    node.signs_in("ana").await;
    let fields = [("login", &*node.login("ana")), ("passphrase", &*node.passphrase())];
    let half = node.post("/console/login", &fields).await.is(303);
    assert!(half.header("location").starts_with("/console/login/second"));
    let cookie = half.header("set-cookie").split([';', '=']).nth(1).expect("a cookie").to_owned();
    for (method, path, _, _) in EXPECTED {
        let uri = filled(path, &uuid::Uuid::nil().to_string());
        let ask = if *method == "GET" { Ask::get(&uri) } else { Ask::post(&uri, &[]) };
        let stranger = node.send(ask.clone()).await.status;
        let expected = match (*path, *method) {
            ("/console/login/second", "GET") => 200,
            ("/console/login/second", _) => 401,
            _ => stranger,
        };
        assert_eq!(node.send(ask.cookie(&cookie)).await.status, expected, "{method} {path}");
    }
}

/// What is open to who is threatened by somebody close answers as the usual page does; what is closed is not there.
#[tokio::test]
async fn every_page_of_the_variant_answers_as_the_usual_one_does() {
    let node = Node::open().await;
    for route in ROUTES {
        let uri = format!("{PREFIX}{}", filled(route.path, "x"));
        let ask = if route.method == Method::GET { Ask::get(&uri) } else { Ask::post(&uri, &[]) };
        let answer = node.send(ask).await;
        promises::headers(&answer, "no-referrer");
        let row = EXPECTED.iter().find(|row| (row.0, row.1) == (route.method.as_str(), route.path));
        let open = variant_path(route).and(row).map_or(404, |row| row.3[0]);
        assert_eq!(answer.status, if uri == "/2/" { 404 } else { open }, "{uri}");
    }
    node.get(PREFIX).await.is(200);
}

#[test]
fn the_table_names_every_route_once_with_its_role() {
    let named: BTreeSet<_> = EXPECTED.iter().map(|row| (row.0, row.1, format!("{:?}", row.2))).collect();
    let routed: BTreeSet<_> =
        ROUTES.iter().map(|route| (route.method.as_str(), route.path, format!("{:?}", route.role))).collect();
    assert_eq!(named, routed);
    assert_eq!((EXPECTED.len(), ROUTES.len()), (named.len(), named.len()));
}

#[tokio::test]
async fn the_metrics_are_for_this_machine_alone() {
    let node = Node::bare(true, Web::default()).await;
    for name in ["x-forwarded-for", "forwarded", "via", "x-real-ip", "x-forwarded-host"] {
        node.send(Ask::get("/metrics").from("127.0.0.1").with(name, "for=203.0.113.9")).await.is(404);
    }
    node.send(Ask::get("/metrics").from("::1")).await.is(200);
    node.send(Ask::get("/metrics").from("198.51.100.9")).await.is(404);
    let behind = Node::bare(true, Web { behind_proxy: true, ..Web::default() }).await;
    behind.send(Ask::get("/metrics").from("127.0.0.1")).await.is(404);
}

#[tokio::test]
async fn a_form_of_the_console_that_comes_from_elsewhere_is_refused_in_words() {
    let node = Node::open().await;
    let cookie = node.signs_in("ana").await;
    let elsewhere = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://elsewhere.example"),
        ("origin", "null"),
    ];
    for route in ROUTES.iter().filter(|route| route.method == Method::POST && route.path.starts_with("/console")) {
        for ((name, value), lang) in elsewhere.into_iter().zip(Lang::ALL) {
            let ask = Ask::post(route.path, &[]).cookie(&cookie).with("host", "help.example").with(name, value);
            let answer = node.send(ask.with("accept-language", lang.code())).await.is(403);
            promises::desk(&answer, lang);
            says(&answer, lang, "error-origin");
        }
    }
    for (name, value) in [("sec-fetch-site", "same-origin"), ("origin", "https://help.example")] {
        let ask = Ask::post("/console/login", &[]).with("host", "help.example").with(name, value);
        node.send(ask).await.is(422);
    }
    // A link from elsewhere may open a page; it can do nothing.
    node.send(Ask::get("/console").cookie(&cookie).with("sec-fetch-site", "cross-site")).await.is(200);
}

#[tokio::test]
async fn the_site_takes_forms_of_phones_that_hide_where_they_come_from() {
    let node = Node::open().await;
    for (name, value) in [("origin", "null"), ("sec-fetch-site", "cross-site")] {
        let ask = Ask::post("/tell", &[("words", "a plain heron")]).with("host", "help.example").with(name, value);
        assert_eq!(node.send(ask).await.is(200).digits().len(), 23);
    }
}

#[tokio::test]
async fn a_session_of_one_process_is_good_for_its_time_only() {
    let node = Node::open().await;
    let cookie = node.signs_in("ana").await;
    node.ctx.clock.advance(14 * 60_000);
    node.send(Ask::get("/console").cookie(&cookie)).await.is(200);
    node.ctx.clock.advance(16 * 60_000);
    node.send(Ask::get("/console").cookie(&cookie)).await.is(303);
}
