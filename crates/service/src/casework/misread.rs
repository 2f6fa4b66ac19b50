//! "This reading is wrong": a member says what a machine should have read in a pasted text. It is a candidate for the
//! examples; the text itself never leaves the case.
//!
//! A member may write the example anew and release it: in other words, with nobody's name. What of that a machine can
//! check is checked; the rest is the member's word.

use vigie_model::audit::Event;
use vigie_model::case::Step;
use vigie_model::clock::Timestamp;
use vigie_model::evidence::{WhyWrong, Wrote};
use vigie_model::id::{CaseId, MemberId, PartId};

use super::deed::{self, Deed};
use super::examples::{self, Example, Released};
use super::identifiers::{self, Named};
use super::{find_opened, found, open_pieces, open_summary};
use crate::login::Signed;
use crate::sealing::{Kind, Piece};
use crate::thread::standing;
use crate::{Ctx, ServiceError, reading};

/// Most characters of an example in other words.
pub const REWRITE_MAX: usize = 1_000;
/// So many words in a row that stand in the case too are exact words.
const RUN: usize = 5;
/// Shortest name that is looked for in a rewrite, in characters: shorter ones stand in any sentence.
const NAME_MIN: usize = 4;

/// How people name themselves before their own words in a pasted conversation: nobody's name.
const ONESELF: [&str; 8] = ["me", "i", "moi", "je", "yo", "mi", "أنا", "انا"];

/// What a member says of a reading.
#[derive(Debug, Clone)]
pub struct Misread {
    /// The pasted text.
    pub of: PartId,
    /// Who wrote it.
    pub wrote: Wrote,
    /// Why the machine is wrong.
    pub why: WhyWrong,
    /// The example in other words; `""` keeps everything in the case.
    pub rewrite: String,
}

/// Why a rewrite is not released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It is too long.
    Long,
    /// A name, account, number or link stands in it.
    Names,
    /// Words of the case stand in it as they are.
    Words,
    /// There is no room: the examples are to be taken out first.
    Full,
}

/// What was said of a reading before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Who said so.
    pub by: Option<MemberId>,
    /// When.
    pub at: Timestamp,
    /// Who wrote the text.
    pub wrote: Wrote,
    /// Why the machine is wrong.
    pub why: WhyWrong,
    /// True when an example in other words was released.
    pub released: bool,
}

/// What was said of the readings of a case, oldest first.
pub fn marked(pieces: &[Piece]) -> Vec<Marked> {
    let one = |(piece, deed): (&Piece, Deed)| match deed {
        Deed::Misread { wrote, why, released, .. } => {
            Some(Marked { by: piece.by, at: piece.at, wrote, why, released: !released.is_empty() })
        }
        _ => None,
    };
    deed::in_order(pieces).into_iter().filter_map(one).collect()
}

/// Records that a reading is wrong, and releases the rewrite when there is one. `Ok(Some(_))`: nothing was recorded.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such pasted text, [`ServiceError::Refused`] when the visitor has taken the
/// report back, [`ServiceError::ReasonNeeded`] as [`super::open`].
pub async fn mark(ctx: &Ctx, signed: &Signed, case: CaseId, said: Misread) -> Result<Option<Unfit>, ServiceError> {
    let found = find_opened(ctx, signed, case).await?;
    standing(&found.row, &found.report)?.after(Step::Note)?;
    let mut tx = ctx.store.read().await?;
    let (ids, pieces) = open_pieces(&mut tx, &found).await?;
    drop(tx);
    let pasted = |(id, piece): (&PartId, &Piece)| *id == said.of && piece.kind == Kind::Pasted;
    if !ids.iter().zip(&pieces).any(pasted) {
        return Err(ServiceError::NotFound);
    }
    let (rules, rewrite) = (ctx.lexicons.detector().version().to_owned(), said.rewrite.trim().to_owned());
    if !rewrite.is_empty() {
        let text = rewrite.clone();
        if let Some(unfit) = ctx.blocking(move || unfit(&text, &pieces)).await? {
            return Ok(Some(unfit));
        }
        let lang = open_summary(&found.key, case, found.row.summary_sealed.clone())?.lang;
        let example = Example::new(&rewrite, &lang, (said.wrote, said.why), &rules, ctx.clock.now());
        if examples::release(ctx, signed, example).await? == Released::Full {
            return Ok(Some(Unfit::Full));
        }
    }
    let deed = Deed::Misread { of: said.of.to_string(), wrote: said.wrote, why: said.why, rules, released: rewrite };
    deed::record(ctx, signed, &found, deed, Event::ReadingMarked).await?;
    Ok(None)
}

/// Why a text may not leave this case; `None` when nothing that a machine can see speaks against it.
fn unfit(rewrite: &str, pieces: &[Piece]) -> Option<Unfit> {
    if rewrite.chars().count() > REWRITE_MAX {
        return Some(Unfit::Long);
    }
    let plain = rewrite.to_lowercase();
    let stands = |named: &Named| {
        let forms = [named.name.to_lowercase(), named.bare().to_lowercase()];
        forms.iter().any(|name| name.chars().count() >= NAME_MIN && plain.contains(name))
    };
    let own = words(rewrite);
    let texts: Vec<String> = pieces.iter().flat_map(said).collect();
    let mut speakers = texts.iter().flat_map(|text| reading::speakers(text)).flat_map(words);
    let spoken_of = speakers.any(|name| !ONESELF.contains(&name.as_str()) && own.contains(&name));
    if spoken_of || !found::in_text(rewrite).is_empty() || identifiers::fold(pieces).iter().any(stands) {
        return Some(Unfit::Names);
    }
    let run = own.len().min(RUN);
    let of_case: Vec<Vec<String>> = texts.iter().map(|text| words(text)).collect();
    let mut exact =
        own.windows(run.max(1)).map(|row| of_case.iter().any(|all| all.windows(row.len()).any(|at| at == row)));
    exact.any(|found| found).then_some(Unfit::Words)
}

/// What people said in a piece of the case.
fn said(piece: &Piece) -> Vec<String> {
    match piece.kind {
        Kind::Words | Kind::Pasted | Kind::DeskAnswer | Kind::Note => vec![piece.text()],
        Kind::Answers => {
            piece.report().map_or_else(Vec::new, |report| vec![report.words, report.pasted, report.answer])
        }
        Kind::Findings | Kind::Deed | Kind::PassedOn | Kind::Fingerprints => Vec::new(),
    }
}

/// Words without case and punctuation, of any script.
fn words(text: &str) -> Vec<String> {
    let bare =
        |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_seal::Secret;

    fn case(pasted: &str) -> Vec<Piece> {
        let bytes = Secret::new(pasted.as_bytes().to_vec());
        vec![Piece { kind: Kind::Pasted, at: Timestamp(0), by: None, bytes }]
    }

    #[test]
    fn a_rewrite_with_names_or_exact_words_stays_in_the_case() {
        let pieces = case("me: insta: luna.heron\nKim: Send me 200 euros tonight, or your whole class sees it!");
        let because = |text: &str| unfit(text, &pieces);
        assert_eq!(because("give 50 by noon or all your friends get to see the video"), None);
        assert_eq!(because("or YOUR whole, class sees it"), Some(Unfit::Words));
        assert_eq!(because("they said: send me 200 euros tonight!"), Some(Unfit::Words));
        assert_eq!(because("your whole class"), Some(Unfit::Words), "short, and nothing but exact words");
        for names in [
            "tell Kim that you pay",
            "pay to Luna.Heron by noon",
            "pay on paypal to nobody@pay.example",
            "call +33 6 12 34 56 78 now",
        ] {
            assert_eq!(because(names), Some(Unfit::Names), "{names}");
        }
        assert_eq!(because(&"x ".repeat(REWRITE_MAX)), Some(Unfit::Long));
    }

    #[test]
    fn other_scripts_are_compared_word_by_word_too() {
        let pieces = case("ابعت الفلوس الليلة، أو أرسل الصور لكل أهلك");
        assert_eq!(unfit("قال: ابعت الفلوس الليلة أو أرسل الصور", &pieces), Some(Unfit::Words));
        assert_eq!(unfit("ادفع غداً وإلا يرى أصحابك الفيديو", &pieces), None);
    }
}
