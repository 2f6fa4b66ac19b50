//! What the parts of a coercion say of one turn of a conversation.

use crate::coercion::Reading;
use crate::{Detector, Label};

/// From how many per mille on a turn with one part of a coercion counts after somebody else gave a picture.
const WITH_PICTURE: u16 = 250;
/// The same where that part says something alone.
const WITH_PICTURE_PART: u16 = 100;
/// Labels that only ask: for a picture, money, more of it, to go elsewhere, to be silent.
const ASKED: [Label; 7] = [
    Label::DemandContent,
    Label::DemandMoney,
    Label::EscalationRepeat,
    Label::ImageRequest,
    Label::Isolation,
    Label::PaymentRail,
    Label::PlatformMove,
];

/// From how many per mille on a turn with a part of a coercion counts after somebody else gave a picture.
pub(super) fn enough(reading: &Reading) -> u16 {
    if reading.found.iter().copied().all(weak) { WITH_PICTURE } else { WITH_PICTURE_PART }
}

/// What no rule calls a coercion, read as one; none where it could not be shown anywhere.
pub(super) fn shown(reading: &Reading, detector: &Detector, text: &str, lang: &str) -> Option<Reading> {
    let mut read = reading.clone();
    detector.read_as_offender(&mut read, text, lang);
    for element in &read.elements {
        if !read.found.contains(&element.label) {
            read.found.push(element.label);
        }
    }
    (!read.elements.is_empty()).then_some(read)
}

/// A question in which nothing stands but that something is shown or published may ask for leave ("can I post it?").
pub(super) fn may_ask_for_leave(reading: &Reading, text: &str) -> bool {
    asks_back(text) && matches!(reading.found[..], [Label::ThreatDistribution])
}

/// Ends with a question mark, whatever signs and pictures stand behind it.
fn asks_back(text: &str) -> bool {
    let sign = |c: &char| c.is_alphanumeric() || matches!(c, '?' | '؟' | '？');
    text.chars().rev().find(sign).is_some_and(|last| !last.is_alphanumeric())
}

/// Nothing but asking is in it, or nothing is.
pub(super) fn asks(reading: &Reading) -> bool {
    let elements = reading.elements.iter().map(|element| &element.label);
    reading.found.iter().chain(elements).all(|label| ASKED.contains(label))
}

/// Parts of a coercion that say nothing alone.
fn weak(label: Label) -> bool {
    matches!(label, Label::Audience | Label::PaymentRail | Label::ImageRequest | Label::PlatformMove)
}

/// Parts of a coercion that no word for a picture is taken for.
pub(super) fn threatens(label: Label) -> bool {
    use Label::{DemandAct, DemandMoney, DistributionStarted, FabricatedImage, LeverageInfo, ThreatDistribution};
    let parts = [ThreatDistribution, DistributionStarted, DemandMoney, DemandAct, LeverageInfo, FabricatedImage];
    parts.contains(&label)
}

#[cfg(test)]
mod tests {
    use super::asks_back;

    #[test]
    fn a_question_is_known_by_its_last_sign() {
        for text in ["can I post it?", "can I post it?? 😂", "أنشرها؟", "même 40 ?", "“¿la subo?”"] {
            assert!(asks_back(text), "{text}");
        }
        for text in ["", "!", "pay or I post it", "why not? pay", "? 5"] {
            assert!(!asks_back(text), "{text}");
        }
    }
}
