//! Who speaks in a message, what they want, and why it says so.
//!
//! A text becomes a chart of rules that matched. [`features`] turns it into named signs, [`weights`] weighs them for each
//! role and motive, and [`spans`] says where the parts of the coercion stand. Nothing here learns while it runs. Weights are whole
//! numbers, and their shares come from products and one division alone: the same text gives the same bytes on every machine.

mod around;
mod asked;
mod conversation;
mod features;
mod media;
mod message;
mod named;
mod onset;
mod packed;
mod places;
mod reach;
mod reason;
mod rows;
mod signs;
mod spans;
mod stance;
mod turn;
mod wanted;
mod weights;
mod whole;
mod wording;

use crate::chart::Chart;
use crate::lattice::Lattice;
use crate::lexicon::Lexicon;
use crate::undo::Undone;
pub(crate) use conversation::alone;
pub use conversation::{State, StateError, Summary, TurnReading, coercing};
use std::collections::BTreeSet;

pub use crate::error::WeightsError;
pub use message::{Element, Reading, WORDING};
pub use onset::{onset_names, onset_parts};
pub use places::{MAY, PLACED, STATES, said_names};
pub use stance::STANCES;
pub use turn::turn_names;
pub use wanted::wanted_names;
pub use weights::exp;
pub use whole::{Look, whole_names};
pub use wording::SHARES;

pub(crate) use features::of_rule;
pub(crate) use message::{read, read_as_offender, self_harm};
pub(crate) use places::Places;
pub(crate) use reason::Reasons;
pub(crate) use signs::place;
pub(crate) use stance::Stance;
pub(crate) use wanted::WantedWeights;
pub(crate) use weights::{Packed, Weights};
pub(crate) use wording::parts;

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// They threaten or demand.
    Offender,
    /// It happens to them.
    Victim,
    /// They know of somebody it happens to.
    Bystander,
    /// They teach, warn or report about it.
    Educator,
    /// None of these.
    None,
}

impl Role {
    /// All of them, in the order of the weights.
    pub const ALL: [Self; 5] = [Self::Offender, Self::Victim, Self::Bystander, Self::Educator, Self::None];

    /// The word used in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offender => "offender",
            Self::Victim => "victim",
            Self::Bystander => "bystander",
            Self::Educator => "educator",
            Self::None => "none",
        }
    }
}

/// What is wanted (the three of INTERPOL's group, 2023).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Motive {
    /// Money or its worth.
    Financial,
    /// More pictures, a call on camera, a meeting, to come back.
    Content,
    /// To shame or to harm.
    Humiliation,
    /// Nothing is said of it.
    None,
}

impl Motive {
    /// All of them, in the order of the weights.
    pub const ALL: [Self; 4] = [Self::Financial, Self::Content, Self::Humiliation, Self::None];

    /// The word used in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Financial => "financial",
            Self::Content => "content",
            Self::Humiliation => "humiliation",
            Self::None => "none",
        }
    }
}

/// The words of a text in bytes, and what says of each where it stands, for who speaks.
pub(crate) fn places(lexicon: &Lexicon, text: &str, role: Role) -> Vec<((usize, usize), Vec<String>)> {
    let plain = Undone::of(lexicon, text);
    let text = &*plain.text;
    let chart = Chart::new(lexicon, text);
    let named = spans::named(lexicon, &chart, text, role);
    let words = around::words(text);
    let mut all: Vec<_> = words.iter().map(|word| (plain.original(*word), Vec::new())).collect();
    around::parts(lexicon, &chart, text, &words, role, &named, |at, part| {
        all[at].1.push(part.concat());
    });
    all
}

/// What a turn does by its wording.
pub(crate) fn stance(lexicon: &Lexicon, weights: &Weights, text: &str) -> Stance {
    let text = message::pieces(text).next().map_or("", |(_, piece)| piece);
    let text = &Undone::of(lexicon, text).text;
    weights.stance(&Lattice::new(text, &lexicon.readings).folded)
}

/// What the roles are weighed by again.
pub(crate) fn said(lexicon: &Lexicon, weights: &Weights, text: &str) -> Vec<f64> {
    let text = &Undone::of(lexicon, text).text;
    let (chart, wording) = message::heard(lexicon, weights, text);
    let marks = features::simple(lexicon, &chart, text);
    let heard = weights.places.hear(lexicon, &chart, text, Role::Offender);
    let known = features::Known::of(&marks);
    places::said(weights.weigh(&marks, &chart, wording).sums, known, weights.places.gains(&heard))
}

/// The names of all signs of a text.
pub(crate) fn signs(lexicon: &Lexicon, text: &str) -> BTreeSet<String> {
    let text = &Undone::of(lexicon, text).text;
    features::all(lexicon, &Chart::new(lexicon, text), text)
}
