//! Is this text coercion? Asked by programs of other organisations, about messages and conversations. Nothing of it is
//! stored, logged or counted: what comes in goes out again and is forgotten.

mod state;

use uuid::Uuid;
use vigie_detect::coercion::State;
use vigie_lang::Lang;
use vigie_model::clock::entropy;

pub use state::{LASTS, LONGEST, StateError};
pub use vigie_detect::coercion::{Element, Reading, Summary};

use crate::{Ctx, ServiceError};

/// A message to be read.
#[derive(Clone)]
pub struct Message {
    /// Its words.
    pub text: String,
    /// The language of the reason.
    pub lang: Lang,
}

/// A turn of a conversation.
#[derive(Clone)]
pub struct Turn {
    /// Who speaks, under whatever name; the same name is the same person.
    pub speaker: String,
    /// The words.
    pub text: String,
}

/// A conversation to be read: whole, or what came since `state`.
#[derive(Clone)]
pub struct Conversation {
    /// The token of the answer before; `None` at the beginning.
    pub state: Option<String>,
    /// The turns since.
    pub turns: Vec<Turn>,
}

/// A conversation that was read.
#[derive(Debug, Clone)]
pub struct Told {
    /// What read it.
    pub version: String,
    /// What it is so far.
    pub summary: Summary,
    /// The token to go on with.
    pub state: String,
}

/// Reads messages, in order. Places are counted in code points.
///
/// # Errors
/// [`ServiceError::Busy`] when too much is being read.
pub async fn messages(ctx: &Ctx, all: Vec<Message>) -> Result<Vec<Reading>, ServiceError> {
    let (turn, detector) = (ctx.call_gate.enter().await?, ctx.lexicons.detector());
    ctx.blocking(move || {
        let _turn = turn;
        all.iter()
            .map(|one| {
                let mut reading = detector.message(&one.text, one.lang.code());
                in_code_points(&one.text, &mut reading.elements);
                reading
            })
            .collect()
    })
    .await
}

/// Reads conversations, in order. `Ok(Err(…))` names the first whose token does not open, by its place.
///
/// # Errors
/// [`ServiceError::Busy`] when too much is being read.
pub async fn conversations(
    ctx: &Ctx,
    key: Uuid,
    all: Vec<Conversation>,
) -> Result<Result<Vec<Told>, (usize, StateError)>, ServiceError> {
    let now = ctx.clock.now();
    let mut begun = Vec::with_capacity(all.len());
    for (place, one) in all.into_iter().enumerate() {
        let state = one.state.map_or_else(|| Ok(State::default()), |text| state::open(&ctx.keys, key, &text, now));
        match state {
            Ok(state) => begun.push((state, one.turns)),
            Err(error) => return Ok(Err((place, error))),
        }
    }
    let (turn, detector) = (ctx.call_gate.enter().await?, ctx.lexicons.detector());
    let keys = std::sync::Arc::clone(&ctx.keys);
    ctx.blocking(move || {
        let _turn = turn;
        let read = |(mut state, turns): (State, Vec<Turn>)| {
            for one in &turns {
                // The language is that of a sentence which is not told here.
                state.turn(&detector, &one.speaker, &one.text, Lang::En.code());
            }
            let version = detector.version().to_owned();
            Told { version, summary: state.summary(), state: state::seal(&keys, key, &state, now, &mut entropy()) }
        };
        Ok(begun.into_iter().map(read).collect())
    })
    .await
}

/// Turns places in bytes into places in code points, which every language can count.
fn in_code_points(text: &str, elements: &mut [Element]) {
    let mut places: Vec<&mut usize> = elements.iter_mut().flat_map(|one| [&mut one.start, &mut one.end]).collect();
    places.sort_unstable();
    // One walk through the text, however many elements there are.
    let (mut byte, mut point) = (0, 0);
    for place in places {
        point += text.get(byte..*place).map_or(0, |between| between.chars().count());
        byte = *place;
        *place = point;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_detect::Label;

    #[test]
    fn places_are_counted_in_code_points() {
        let text = "é🪶 kill";
        let element = |start, end| Element { label: Label::Deadline, start, end, rule: String::new() };
        let mut all = [element(0, 11), element(7, 9), element(7, 11)];
        in_code_points(text, &mut all);
        assert_eq!(all.map(|one| (one.start, one.end)), [(0, 7), (3, 5), (3, 7)]);
    }
}
