//! What rules find in a text: the parts a coercion is made of, and who is in danger.

/// What a span of a message is in the coercion. The words are those of the label schema in `docs/detection.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// It will be shown, sent or posted.
    ThreatDistribution,
    /// Money or its worth is asked.
    DemandMoney,
    /// More pictures, or a call on camera, are asked.
    DemandContent,
    /// Anything else has to be done.
    DemandAct,
    /// Until when.
    Deadline,
    /// Who shall see it.
    Audience,
    /// That the picture is in their hands.
    PossessionClaim,
    /// What they know about the life of who is threatened.
    LeverageInfo,
    /// How it shall be paid.
    PaymentRail,
    /// Tell nobody, do not block me, do not go to the police.
    Isolation,
    /// It has begun: one was sent, a group was made.
    DistributionStarted,
    /// Let us go on elsewhere.
    PlatformMove,
    /// A picture is asked for, without force yet.
    ImageRequest,
    /// The picture is made by a machine or pasted together.
    FabricatedImage,
    /// Once more after it was done.
    EscalationRepeat,
}

impl Label {
    /// All of them, in the order they are written above.
    pub const ALL: [Self; 15] = [
        Self::ThreatDistribution,
        Self::DemandMoney,
        Self::DemandContent,
        Self::DemandAct,
        Self::Deadline,
        Self::Audience,
        Self::PossessionClaim,
        Self::LeverageInfo,
        Self::PaymentRail,
        Self::Isolation,
        Self::DistributionStarted,
        Self::PlatformMove,
        Self::ImageRequest,
        Self::FabricatedImage,
        Self::EscalationRepeat,
    ];

    /// The word used in lexicons, answers and pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ThreatDistribution => "threat_distribution",
            Self::DemandMoney => "demand_money",
            Self::DemandContent => "demand_content",
            Self::DemandAct => "demand_act",
            Self::Deadline => "deadline",
            Self::Audience => "audience",
            Self::PossessionClaim => "possession_claim",
            Self::LeverageInfo => "leverage_info",
            Self::PaymentRail => "payment_rail",
            Self::Isolation => "isolation",
            Self::DistributionStarted => "distribution_started",
            Self::PlatformMove => "platform_move",
            Self::ImageRequest => "image_request",
            Self::FabricatedImage => "fabricated_image",
            Self::EscalationRepeat => "escalation_repeat",
        }
    }
}

/// From whose mouth a phrase comes by its own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// "I send it to your mother."
    Offender,
    /// "He says he sends it to my mother", "my nephew has to pay".
    Reported,
    /// Either.
    #[default]
    Any,
}

impl Voice {
    /// All of them, in the order they are written above.
    pub const ALL: [Self; 3] = [Self::Offender, Self::Reported, Self::Any];

    /// The word used in lexicons.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offender => "offender",
            Self::Reported => "reported",
            Self::Any => "any",
        }
    }
}

/// Who is in danger according to the text, and who wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The writer speaks of their own death or of hurting themselves.
    Own,
    /// The writer fears for somebody else.
    Other,
    /// Somebody demands or suggests it: "kys", "hurt yourself or I post".
    Demanded,
}

impl Level {
    /// All of them, in the order they are written above.
    pub const ALL: [Self; 3] = [Self::Own, Self::Other, Self::Demanded];

    /// The word used in lexicons, rows and pages: `own`, `other` or `demanded`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Other => "other",
            Self::Demanded => "demanded",
        }
    }
}
