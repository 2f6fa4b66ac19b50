//! Examples in other words that members released: what may be used to mend the rules. Nothing here leads back to a case.
//!
//! They stand in a setting, sealed under a key of the key file like the duty list, and stay there until somebody takes
//! them out: a report that is erased takes nothing of them with it, because nothing of them is a person's.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vigie_model::clock::{Timestamp, entropy};
use vigie_model::evidence::{WhyWrong, Wrote};
use vigie_model::id::new_uuid;

use crate::house::{self, Setting};
use crate::intake::ATTEMPTS;
use crate::login::Signed;
use crate::{Ctx, ServiceError, private};

/// Most examples that wait: more are to be taken out first.
pub const MOST: usize = 300;

/// An example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// Which.
    pub id: Uuid,
    /// In other words, with nobody's name.
    pub text: String,
    /// Its language, two letters.
    pub lang: String,
    /// Who writes so.
    pub role: Wrote,
    /// Why the machine was wrong about the text that it stands for.
    pub why: WhyWrong,
    /// Version of the rules that were wrong.
    pub rules: String,
    /// The day of its release, `2026-11-28`: the hour would lead back to a case.
    pub released: String,
}

impl Example {
    pub(super) fn new(text: &str, lang: &str, (role, why): (Wrote, WhyWrong), rules: &str, at: Timestamp) -> Self {
        let (text, lang, rules) = (text.to_owned(), lang.to_owned(), rules.to_owned());
        // The id holds no time either.
        let id = new_uuid(Timestamp(0), &mut entropy());
        Self { id, text, lang, role, why, rules, released: at.date() }
    }
}

/// What became of a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Released {
    /// It stands among the examples; once, however often it is released.
    Yes,
    /// There is no room.
    Full,
}

/// The setting.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Examples {
    sealed: String,
}

impl Setting for Examples {
    const NAME: &'static str = "examples";
}

/// Every example, in the order of their release.
///
/// # Errors
/// [`ServiceError::Untrusted`] when they were not written with this key file.
pub async fn all(ctx: &Ctx) -> Result<Vec<Example>, ServiceError> {
    let examples: Examples = house::now(ctx).await?.1;
    private::open(ctx, Examples::NAME, &examples.sealed)
}

/// Every example as lines of JSON.
///
/// # Errors
/// As [`all`].
pub async fn lines(ctx: &Ctx) -> Result<String, ServiceError> {
    let mut out = String::new();
    for one in all(ctx).await? {
        out.push_str(&serde_json::to_string(&one).map_err(|_| ServiceError::Inner)?);
        out.push('\n');
    }
    Ok(out)
}

/// Adds an example.
pub(super) async fn release(ctx: &Ctx, signed: &Signed, new: Example) -> Result<Released, ServiceError> {
    change(ctx, signed, |all| {
        if all.iter().any(|known| known.text == new.text) {
            return Released::Yes;
        }
        if all.len() >= MOST {
            return Released::Full;
        }
        all.push(new.clone());
        Released::Yes
    })
    .await
}

/// Takes an example out; one that is not there is out already.
///
/// # Errors
/// [`ServiceError::Busy`] when others change them all the time.
pub async fn take_out(ctx: &Ctx, signed: &Signed, id: Uuid) -> Result<(), ServiceError> {
    change(ctx, signed, |all| all.retain(|one| one.id != id)).await
}

/// Changes the list; what is left as it was is not stored.
async fn change<T>(ctx: &Ctx, signed: &Signed, act: impl Fn(&mut Vec<Example>) -> T) -> Result<T, ServiceError> {
    for _ in 0..ATTEMPTS {
        let (version, stored) = house::now::<Examples>(ctx).await?;
        let before: Vec<Example> = private::open(ctx, Examples::NAME, &stored.sealed)?;
        let mut after = before.clone();
        let done = act(&mut after);
        if after == before {
            return Ok(done);
        }
        let sealed = private::seal(ctx, Examples::NAME, &after)?;
        match house::set_over(ctx, signed, version, &Examples { sealed }).await {
            Err(error) if error.is_conflict() => {}
            Err(error) => return Err(error),
            Ok(()) => return Ok(done),
        }
    }
    Err(ServiceError::Busy)
}
