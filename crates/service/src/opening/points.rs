//! The points of the gate: each with what is lacking and where it is done.

use vigie_lang::Lang;
use vigie_store::{members, rungs};

use super::languages::Languages;
use super::settings::{Opening, Secrecy, Served};
use crate::{Ctx, ServiceError, duty, factor, house, numbers};

/// Members with a second factor that a node needs: one alone cannot be the second person.
const MEMBERS: usize = 2;

/// One condition for opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its text.
    pub text_id: &'static str,
    /// The same for the command line, in English.
    pub line: &'static str,
    /// What to do next, for the command line, in English.
    pub next: &'static str,
    /// Page of the console where it is done.
    pub place: &'static str,
    /// True when it holds.
    pub done: bool,
    /// What is lacking, in codes of countries and languages; empty when there is nothing to name.
    pub lacks: Vec<String>,
}

/// What the points look at, read in one go.
struct Facts {
    factors: usize,
    recovery: bool,
    tested: bool,
    opening: Opening,
    served: Vec<String>,
    secrecy: Secrecy,
    languages: Languages,
    crisis: Vec<String>,
    child: Vec<String>,
}

/// Every condition, in the order in which they are shown.
///
/// # Errors
/// [`ServiceError::Store`]; [`ServiceError::Untrusted`] when a setting was not made with this key file.
pub async fn points(ctx: &Ctx) -> Result<Vec<Point>, ServiceError> {
    Ok(judge(&facts(ctx).await?))
}

async fn facts(ctx: &Ctx) -> Result<Facts, ServiceError> {
    let served = house::get::<Served>(ctx).await?.countries;
    let (mut crisis, mut child) = (Vec::new(), Vec::new());
    for country in &served {
        let found = numbers::served(ctx, country).await?;
        if !found.crisis {
            crisis.push(country.clone());
        }
        if !found.child {
            child.push(country.clone());
        }
    }
    let on_duty = duty::list(ctx).await?;
    let mut tx = ctx.store.read().await?;
    let tests = rungs::last_of(&mut tx, "test").await?;
    // Whoever answered the test must still be called: an address that was changed is tried again.
    let tested = tests
        .iter()
        .any(|rung| rung.acknowledged_at_ms.is_some() && on_duty.iter().any(|name| name.id == rung.recipient_id));
    Ok(Facts {
        factors: factor::count(ctx, &mut tx).await?,
        recovery: members::recovery_confirmed(&mut tx).await?,
        tested,
        opening: house::get(ctx).await?,
        served,
        secrecy: house::get(ctx).await?,
        languages: house::get(ctx).await?,
        crisis,
        child,
    })
}

fn judge(facts: &Facts) -> Vec<Point> {
    let langs: Vec<Lang> = facts.languages.signed.iter().map(|one| one.lang).collect();
    let secrecy = unwritten(&facts.secrecy, &facts.served, &langs);
    let void = facts.languages.void();
    let codes = |langs: &[Lang]| langs.iter().map(|lang| lang.code().to_owned()).collect::<Vec<_>>();
    let any = !facts.served.is_empty();
    let point = |text_id, line, next, place, done, lacks| Point { text_id, line, next, place, done, lacks };
    vec![
        point(
            "node-missing-members",
            "two members with a second factor",
            "invite a second member; each sets up a second factor",
            "/console/members",
            facts.factors >= MEMBERS,
            Vec::new(),
        ),
        point(
            "node-missing-recovery",
            "the recovery key is confirmed",
            "type the last six characters from the paper",
            "/console/node",
            facts.recovery,
            Vec::new(),
        ),
        point(
            "node-missing-alarm",
            "an urgent notice was sent and acknowledged as a test",
            "put somebody on the duty list, send a test, press the link in it",
            "/console/node/duty",
            facts.tested,
            Vec::new(),
        ),
        point(
            "node-missing-hours",
            "opening hours and a true usual reply time",
            "write when somebody reads, and how long an answer usually takes",
            "/console/node/hours",
            facts.opening.hours.is_some() && facts.opening.usual_hours > 0,
            Vec::new(),
        ),
        point(
            "node-missing-secrecy",
            "a confidentiality text for each country",
            "name the countries you serve and write what is kept secret there, in each language offered",
            "/console/node/secrecy",
            any && !langs.is_empty() && secrecy.is_empty(),
            secrecy,
        ),
        point(
            "node-missing-crisis",
            "a checked crisis line for each country",
            "check a number: call it, write down who, when and how",
            "/console/numbers",
            any && facts.crisis.is_empty(),
            facts.crisis.clone(),
        ),
        point(
            "node-missing-helpline",
            "a checked child helpline for each country",
            "check a number: call it, write down who, when and how",
            "/console/numbers",
            any && facts.child.is_empty(),
            facts.child.clone(),
        ),
        point(
            "node-missing-review",
            "safety texts signed by a reviewer for each language",
            "read them and sign, or take them upon the house",
            "/console/node/texts",
            !langs.is_empty() && void.is_empty(),
            codes(&void),
        ),
    ]
}

/// Country and language of every confidentiality text that nobody has written; `*` is every other country.
fn unwritten(secrecy: &Secrecy, served: &[String], langs: &[Lang]) -> Vec<String> {
    let countries = served.iter().map(String::as_str).chain([""]);
    let pairs = countries.flat_map(|country| langs.iter().map(move |lang| (country, *lang)));
    pairs
        .filter(|(country, lang)| secrecy.text(country, *lang).is_none())
        .map(|(country, lang)| format!("{}/{}", if country.is_empty() { "*" } else { country }, lang.code()))
        .collect()
}
