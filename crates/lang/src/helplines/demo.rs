//! Doors for the demonstration: invented from end to end, and looking it.

use serde::Serialize;

use super::Kind;

/// A door that leads nowhere. All words are ids of texts, so that each language says "invented" in its own words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct DemoDoor {
    /// What a real one in its place would be for.
    pub kind: Kind,
    /// Text id of the name, such as "Invented crisis line (demonstration)".
    pub name_id: &'static str,
    /// A number that no country can hold, or empty.
    pub phone: &'static str,
    /// Text id of how to write to it, or empty.
    pub text_id: &'static str,
    /// Text id of the invented opening hours.
    pub hours_id: &'static str,
}

/// Zeros only: nobody can take them for a number, and no telephone network connects them.
const NO_NUMBER: &str = "00 00 00 00";

const DOORS: [DemoDoor; 3] = [
    DemoDoor {
        kind: Kind::Crisis,
        name_id: "demo-door-crisis",
        phone: NO_NUMBER,
        text_id: "",
        hours_id: "demo-door-hours",
    },
    DemoDoor {
        kind: Kind::ChildHelpline,
        name_id: "demo-door-child",
        phone: NO_NUMBER,
        text_id: "demo-door-chat",
        hours_id: "demo-door-hours",
    },
    DemoDoor {
        kind: Kind::Police,
        name_id: "demo-door-police",
        phone: NO_NUMBER,
        text_id: "",
        hours_id: "demo-door-hours",
    },
];

/// Fictitious doors for a country; none for a country that the table does not have, so that the demonstration also
/// shows the page without a number.
pub(super) fn doors(known: bool) -> &'static [DemoDoor] {
    if known { &DOORS } else { &[] }
}

/// The text ids the demonstration needs from the site's texts.
pub const TEXT_IDS: [&str; 5] =
    ["demo-door-crisis", "demo-door-child", "demo-door-police", "demo-door-chat", "demo-door-hours"];
