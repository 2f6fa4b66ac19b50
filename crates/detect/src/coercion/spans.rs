//! Where the parts of the coercion stand in the text.

use super::message::Element;
use super::places::Heard;
use super::{Places, Role, place};
use crate::chart::{Chart, Match};
use crate::fold::fold_str;
use crate::lexicon::{Lexicon, Tag};
use crate::near::is_alphanumeric;
use crate::{Label, Voice};
use std::cmp::Reverse;

/// Signs that are a threat where no rule for threats reaches.
const SHOWING: [&str; 2] = ["or_show", "threat_weak"];
/// Where an offender's threat stands if nothing names it: the clause with one of these, the first that is there.
const AROUND_A_THREAT: [&str; 5] = ["audience_yours", "audience_all", "audience", "their_image", "or_else"];

/// The elements of a text as far as they fit who wrote it: none where nobody is threatened. `heard`: the text as an
/// offender's, where it was read so already.
pub(crate) fn elements(
    lexicon: &Lexicon,
    places: &Places,
    chart: &Chart,
    text: &str,
    role: Role,
    heard: Option<Heard>,
) -> Vec<Element> {
    if matches!(role, Role::Educator | Role::None) {
        return Vec::new();
    }
    let heard = match heard {
        Some(heard) if role == Role::Offender => heard,
        Some(heard) => places.hear_again(heard, lexicon, chart, text, role),
        None => places.hear(lexicon, chart, text, role),
    };
    let mut out = places.weigh(heard);
    within_threats(&mut out);
    out.sort_by(|a, b| (a.start, Reverse(a.end), a.label, &a.rule).cmp(&(b.start, Reverse(b.end), b.label, &b.rule)));
    out
}

/// What rules name, before the words around it are weighed.
pub(crate) fn named(lexicon: &Lexicon, chart: &Chart, text: &str, role: Role) -> Vec<Element> {
    if matches!(role, Role::Educator | Role::None) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let of = |m: &Match| match lexicon.rules[m.rule as usize].tag {
        Tag::Element(label, _) => 1_u32 << label as u32,
        _ => 0,
    };
    let there = chart.matches.iter().fold(0, |bits, m| bits | of(m));
    for label in Label::ALL.into_iter().filter(|label| there & 1 << *label as u32 != 0) {
        let mut found: Vec<(Match, Voice)> = chart
            .matches
            .iter()
            .filter_map(|m| match lexicon.rules[m.rule as usize].tag {
                Tag::Element(one, voice) if one == label => Some((*m, voice)),
                _ => None,
            })
            .collect();
        let fitting = if role == Role::Offender { Voice::Offender } else { Voice::Reported };
        if found.iter().any(|(_, voice)| *voice == fitting) {
            found.retain(|(_, voice)| *voice == fitting || *voice == Voice::Any);
        }
        found.sort_by_key(|(m, _)| (Reverse(m.end - m.start), m.start, m.rule));
        let mut kept: Vec<Match> = Vec::new();
        for (m, _) in found {
            if kept.iter().all(|k| m.end <= k.start || k.end <= m.start) {
                kept.push(m);
            }
        }
        out.extend(kept.into_iter().map(|m| Element {
            label,
            start: m.start,
            end: m.end,
            rule: lexicon.rules[m.rule as usize].id.clone(),
        }));
    }
    let marks = Marks { lexicon, chart, text };
    marks.shown(&mut out);
    if role == Role::Offender {
        marks.unnamed(&mut out);
    }
    to_the_end(lexicon, text, &mut out);
    within_threats(&mut out);
    out
}

/// What matched in a text, for parts that no rule names.
struct Marks<'a> {
    lexicon: &'a Lexicon,
    chart: &'a Chart,
    text: &'a str,
}

impl Marks<'_> {
    /// The places of a sign, the longest first.
    fn of(&self, sign: &str) -> Vec<Match> {
        let place = place(sign);
        let signs = |m: &&Match| {
            self.lexicon.rules[m.rule as usize].signs.iter().any(|(at, name)| *at == place && name == sign)
        };
        let mut all: Vec<Match> = self.chart.matches.iter().filter(signs).copied().collect();
        all.sort_by_key(|m| (Reverse(m.end - m.start), m.start, m.rule));
        all
    }

    fn element(&self, label: Label, m: Match) -> Element {
        let (start, end) = clause(self.lexicon, self.text, m.start, m.end);
        Element { label, start, end, rule: self.lexicon.rules[m.rule as usize].id.clone() }
    }

    /// Adds the clauses with [`SHOWING`] that no threat touches yet.
    fn shown(&self, out: &mut Vec<Element>) {
        for m in SHOWING.iter().flat_map(|sign| self.of(sign)) {
            let one = self.element(Label::ThreatDistribution, m);
            if !out.iter().any(|e| e.label == one.label && meet(e, &one)) {
                out.push(one);
            }
        }
    }

    /// Names the clause of the threat, and that with the way to pay, where an offender's text has none by the rules.
    fn unnamed(&self, out: &mut Vec<Element>) {
        let has = |out: &[Element], label| out.iter().any(|e| e.label == label);
        if !has(out, Label::DemandMoney) {
            let money = self.of("payment_rail").into_iter().min_by_key(|m| m.start);
            out.extend(money.map(|m| self.element(Label::DemandMoney, m)));
        }
        if !has(out, Label::ThreatDistribution) {
            let else_is_said = |one: &Element| {
                let said = [Label::DemandMoney, Label::DemandContent, Label::DemandAct, Label::LeverageInfo];
                out.iter().any(|e| said.contains(&e.label) && meet(e, one))
            };
            let threat = AROUND_A_THREAT.iter().find_map(|sign| {
                let clauses = self.of(sign).into_iter().map(|m| self.element(Label::ThreatDistribution, m));
                clauses.into_iter().find(|one| !else_is_said(one))
            });
            out.extend(threat);
        }
    }
}

fn meet(one: &Element, other: &Element) -> bool {
    one.start < other.end && other.start < one.end
}

/// Rules stop where they are sure; what is threatened, has to be done or must not be told goes on to the end of its clause.
fn to_the_end(lexicon: &Lexicon, text: &str, elements: &mut [Element]) {
    const OPEN: [Label; 4] = [Label::ThreatDistribution, Label::DemandAct, Label::Isolation, Label::LeverageInfo];
    let starts: Vec<(Label, usize)> = elements.iter().map(|e| (e.label, e.start)).collect();
    for one in elements.iter_mut().filter(|e| OPEN.contains(&e.label)) {
        let next = starts
            .iter()
            .filter(|(label, start)| *start >= one.end && !matches!(label, Label::Audience | Label::PaymentRail))
            .map(|(_, start)| *start)
            .min()
            .unwrap_or(text.len());
        one.end = clause(lexicon, &text[..next], one.start, one.end).1;
    }
}

/// The clause around a place, from the word behind the last break or joining word to the last one before the next. What joins
/// in one language counts in all: they are mixed.
fn clause(lexicon: &Lexicon, text: &str, start: usize, end: usize) -> (usize, usize) {
    let (before, behind) = (&text[..start], &text[end..]);
    let from = before.char_indices().rev().find(|(at, c)| breaks(*c, &text[at + c.len_utf8()..]));
    let from = from.map_or(0, |(at, c)| at + c.len_utf8());
    let mut first = start;
    for (at, word) in words(before, from).rev() {
        let touches = at + word.len() == start;
        if !touches && joins(lexicon, word) {
            break;
        }
        first = at;
    }
    let to = behind.char_indices().find(|(at, c)| breaks(*c, &behind[at + c.len_utf8()..]));
    let to = to.map_or(text.len(), |(at, _)| end + at);
    let mut last = end;
    for (at, word) in words(&text[..to], end) {
        if at > end && joins(lexicon, word) {
            break;
        }
        last = at + word.len();
    }
    (first, last)
}

/// The words of a text from a place on, with their places.
fn words(text: &str, from: usize) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text[from..].split_whitespace().map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Whether a sign ends a clause: what stands inside a number or an address does not.
fn breaks(c: char, behind: &str) -> bool {
    match c {
        '.' | ',' | ':' => !behind.starts_with(is_alphanumeric),
        '\n' | ';' | '!' | '?' | '؟' | '،' | '؛' | '…' | '—' | '(' | ')' | '"' | '«' | '»' | '“' | '”' => {
            true
        }
        _ => false,
    }
}

/// Whether a word begins another clause; dashes and pictures do, and Arabic "and", which is written on the word.
fn joins(lexicon: &Lexicon, word: &str) -> bool {
    let folded = fold_str(word);
    lexicon.joins.contains(&folded)
        || !folded.contains(is_alphanumeric)
        || (folded.starts_with('و') && folded.chars().count() > 3)
}

/// People are an audience only where something is shown to them; elsewhere they are just people.
fn within_threats(elements: &mut Vec<Element>) {
    let threats: Vec<(usize, usize)> = elements
        .iter()
        .filter(|e| matches!(e.label, Label::ThreatDistribution | Label::DistributionStarted))
        .map(|e| (e.start, e.end))
        .collect();
    elements
        .retain(|e| e.label != Label::Audience || threats.iter().any(|(from, to)| *from <= e.start && e.end <= *to));
}
