//! Where the parts of the coercion stand in the text.

use super::Role;
use super::message::Element;
use crate::chart::{Chart, Match};
use crate::lexicon::{Lexicon, Tag};
use crate::{Label, Voice};
use std::cmp::Reverse;

/// The elements of a text as far as they fit who wrote it: none where nobody is threatened.
pub(crate) fn elements(lexicon: &Lexicon, chart: &Chart, role: Role) -> Vec<Element> {
    if matches!(role, Role::Educator | Role::None) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for label in Label::ALL {
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
    within_threats(&mut out);
    out.sort_by(|a, b| (a.start, Reverse(a.end), a.label, &a.rule).cmp(&(b.start, Reverse(b.end), b.label, &b.rule)));
    out
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
