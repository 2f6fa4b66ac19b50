//! The one script of the help site, made at the start: its words in every language, where it leads, then the module.

use axum::body::Bytes;
use serde_json::Value;
use vigie_lang::Lang;

use crate::app::Inner;

/// What the module reads first: `WORDS[lang][name]` and `NEUTRAL`.
const MODULE: &str = include_str!("../assets/vigie.js");
/// Names in the module, ids of texts.
const WORDS: [(&str, &str); 7] = [
    ("title", "leave-title"),
    ("gone", "leave-text"),
    ("two", "common-leave-two"),
    ("one", "common-leave-one"),
    ("stay", "common-leave-stay"),
    ("lost", "common-lost"),
    ("copied", "common-copied"),
];

/// The script as it is sent.
pub fn make(app: &Inner) -> Bytes {
    let words: Value = Lang::ALL
        .into_iter()
        .map(|lang| {
            let t = app.text(lang);
            let words: Value = WORDS.into_iter().map(|(name, id)| (name, Value::from(t.t(id)))).collect();
            (lang.code(), words)
        })
        .collect();
    let to = Value::from(app.web.leave_to.as_str());
    Bytes::from(format!("const WORDS = {words};\nconst NEUTRAL = {to};\n{MODULE}"))
}
