//! What the parts of a coercion say of one turn of a conversation.

use crate::coercion::Reading;
use crate::{Detector, Label};

/// What alone would be no offender's, read as one; what is seen in it is found.
pub(super) fn shown(reading: &Reading, detector: &Detector, text: &str, lang: &str) -> Reading {
    let mut read = reading.clone();
    detector.read_as_offender(&mut read, text, lang);
    for element in &read.elements {
        if !read.found.contains(&element.label) {
            read.found.push(element.label);
        }
    }
    read
}

/// Labels that ask for something to be done.
pub(super) fn demands(label: Label) -> bool {
    matches!(label, Label::DemandMoney | Label::DemandContent | Label::DemandAct)
}

/// Parts of a coercion that no word for a picture is taken for.
pub(super) fn threatens(label: Label) -> bool {
    use Label::{DemandAct, DemandMoney, DistributionStarted, FabricatedImage, LeverageInfo, ThreatDistribution};
    let parts = [ThreatDistribution, DistributionStarted, DemandMoney, DemandAct, LeverageInfo, FabricatedImage];
    parts.contains(&label)
}
