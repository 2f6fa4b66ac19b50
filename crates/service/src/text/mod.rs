//! Is this text coercion? Asked by programs of other organisations, about messages and conversations. Nothing of it is
//! stored, logged or counted: what comes in goes out again and is forgotten.

mod seam;
mod state;

use uuid::Uuid;
use vigie_lang::Lang;
use vigie_model::clock::entropy;

pub use seam::{Element, Motive, Reading, Role, Summary};
pub use state::{LASTS, LONGEST, StateError};

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
    let (turn, detector) = (ctx.call_gate.enter().await?, std::sync::Arc::clone(&ctx.detector));
    ctx.blocking(move || {
        let _turn = turn;
        all.iter()
            .map(|one| {
                let mut reading = seam::message(&detector, &one.text, one.lang);
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
        let state = one.state.map_or_else(|| Ok(seam::State::default()), |text| state::open(&ctx.keys, key, &text, now));
        match state {
            Ok(state) => begun.push((state, one.turns)),
            Err(error) => return Ok(Err((place, error))),
        }
    }
    let (turn, detector) = (ctx.call_gate.enter().await?, std::sync::Arc::clone(&ctx.detector));
    let keys = std::sync::Arc::clone(&ctx.keys);
    ctx.blocking(move || {
        let _turn = turn;
        let read = |(mut state, turns): (seam::State, Vec<Turn>)| {
            for one in &turns {
                seam::turn(&detector, &mut state, &one.speaker, &one.text);
            }
            Told { summary: state.summary(), state: state::seal(&keys, key, &state, now, &mut entropy()) }
        };
        Ok(begun.into_iter().map(read).collect())
    })
    .await
}

/// Turns places in bytes into places in code points, which every language can count.
fn in_code_points(text: &str, elements: &mut [Element]) {
    let points = |bytes: usize| text.get(..bytes).map_or_else(|| text.chars().count(), |before| before.chars().count());
    for element in elements {
        (element.start, element.end) = (points(element.start), points(element.end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_code_points() {
        let text = "é🪶 kill";
        let mut one = [Element { label: "a", start: 7, end: 11, rule: String::new() }];
        in_code_points(text, &mut one);
        assert_eq!((one[0].start, one[0].end), (3, 7));
        let slice: String = text.chars().skip(one[0].start).take(one[0].end - one[0].start).collect();
        assert_eq!(slice, "kill");
    }
}
