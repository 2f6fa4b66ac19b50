//! What was done in a case, in words.

use vigie_lang::{Text, Value};
use vigie_service::casework::Opened;
use vigie_service::casework::history::Happened;

use super::view::name_of;
use crate::when;

/// Most lines that a page shows, the newest: the auditor's view has all of them.
const MOST: usize = 200;

/// The lines of the history, the newest first. The same done twice in a row by the same person is one line.
pub fn lines(t: &Text, opened: &Opened) -> Vec<String> {
    let mut lines: Vec<(&Happened, String)> = Vec::new();
    for one in &opened.history {
        let same = |last: &&Happened| last.kind == one.kind && last.by == one.by && one.kind == "case.opened";
        if lines.last().map(|(last, _)| *last).as_ref().is_some_and(same) {
            lines.pop();
        }
        lines.push((one, line(t, opened, one)));
    }
    lines.into_iter().rev().take(MOST).map(|(_, line)| line).collect()
}

fn line(t: &Text, opened: &Opened, one: &Happened) -> String {
    let id = format!("did-{}", one.kind.replace(['.', '_'], "-"));
    let what = if t.has(&id) { t.t(&id) } else { t.s("did-other", "what", &one.kind) };
    let who = match one.by {
        Some(member) => name_of(opened, Some(member)),
        None if one.kind.starts_with("thread.") || one.kind.starts_with("report.") => t.t("did-visitor"),
        None => t.t("did-house"),
    };
    let time = when::minute(one.at);
    t.args("did-line", &[("time", Value::Text(&time)), ("who", Value::Text(&who)), ("what", Value::Text(&what))])
}
