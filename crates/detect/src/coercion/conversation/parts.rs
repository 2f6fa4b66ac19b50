//! What the parts of a coercion say of one turn of a conversation.

use crate::Label;

/// Labels that ask for something to be done.
pub(super) fn demands(label: Label) -> bool {
    matches!(label, Label::DemandMoney | Label::DemandContent | Label::DemandAct)
}

/// Labels that are a risk before anybody coerces.
pub(super) fn risks(label: Label) -> bool {
    matches!(label, Label::PlatformMove | Label::ImageRequest)
}

/// Parts of a coercion that no word for a picture is taken for.
pub(super) fn threatens(label: Label) -> bool {
    use Label::{DemandAct, DemandMoney, DistributionStarted, FabricatedImage, LeverageInfo, ThreatDistribution};
    let parts = [ThreatDistribution, DistributionStarted, DemandMoney, DemandAct, LeverageInfo, FabricatedImage];
    parts.contains(&label)
}
