//! Signals: known pictures as their fingerprints, the banks that hold them, and what is thought and seen of them.

use serde::{Deserialize, Serialize};

/// Most pictures of one receipt: a flood is no child's phone.
pub const PICTURES_MAX: usize = 20;
/// Most bits between two PDQ codes of the same picture, as the reference counts.
pub const NEAR: u16 = 31;
/// Most bits a bank may be asked within.
pub const NEAR_MAX: u16 = 64;
/// Lowest quality of a PDQ code that may be matched, 0 to 100.
pub const QUALITY_MIN: i64 = 50;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word stored, sent and shown.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The one behind a word; `None` for any other.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    )*};
}

words! {
    /// Which way a bank counts.
    Sense {
        /// What it holds is looked for.
        Positive = "positive",
        /// What it holds is known to be innocent, and wins over every other bank.
        Negative = "negative",
    }
    /// What a signal rests on. Nobody changes the first into the second without having lawfully viewed that picture.
    Basis {
        /// Whoever is in it, or somebody for them, made the fingerprint. Nobody here has seen the picture.
        SelfReport = "self_report_unseen",
        /// A list of somebody else, who answers for it.
        List = "list",
    }
    /// How old whoever is in the picture was said to be.
    Age {
        /// Under 18.
        Minor = "under_18",
        /// 18 or older.
        Adult = "adult",
        /// Nobody said.
        Unknown = "unknown",
    }
    /// Where a signal stands.
    SignalState {
        /// It is matched.
        Standing = "standing",
        /// It is not matched until a person has looked.
        Suspended = "suspended",
        /// It is not matched any more, and everybody who has it is told.
        Withdrawn = "withdrawn",
    }
    /// What somebody thinks of a signal.
    Opinion {
        /// It belongs here.
        Positive = "positive",
        /// Not looked at; taken from what came in.
        Seed = "seed",
        /// It does not belong here.
        Negative = "negative",
        /// It is in doubt.
        Disputed = "disputed",
        /// The account around it holds together; nobody has seen the picture.
        Coherent = "coherent",
    }
    /// What a service did when a picture matched.
    Seen {
        /// It was not let in.
        Blocked = "blocked",
        /// It was taken down.
        Removed = "removed",
        /// A person there looked, and it is another picture.
        NotIt = "not_it",
    }
    /// What became of a sighting at the desk.
    SightingState {
        /// Nobody has looked.
        New = "new",
        /// The visitor may learn of it, from a stated moment on.
        Told = "told",
        /// It stays in the house.
        Kept = "kept",
    }
    /// How far a signal may travel: Traffic Light Protocol 2.0 (FIRST, 2022).
    Tlp {
        /// Only who got it.
        Red = "red",
        /// Their organisation only.
        AmberStrict = "amber+strict",
        /// Their organisation and its clients.
        Amber = "amber",
        /// Their community.
        Green = "green",
        /// Everybody.
        Clear = "clear",
    }
    /// What a code is.
    CodeKind {
        /// PDQ of a picture, 256 bits.
        Pdq = "pdq",
        /// PDQ of one frame of a video.
        Frame = "vpdq",
        /// MD5 of a file.
        Md5 = "md5",
        /// SHA-1 of a file.
        Sha1 = "sha1",
        /// SHA-256 of a file.
        Sha256 = "sha256",
    }
    /// What to do with what matched. Never deletion, action on an account or a report by a machine.
    Advice {
        /// Hold it and let a person look.
        HoldAndReview = "hold_and_review",
    }
}

impl CodeKind {
    /// Bytes of a code of this kind.
    pub fn length(self) -> usize {
        match self {
            Self::Pdq | Self::Frame | Self::Sha256 => 32,
            Self::Md5 => 16,
            Self::Sha1 => 20,
        }
    }

    /// True when codes of this kind are compared by how many bits differ; the others are equal or not.
    pub fn is_near(self) -> bool {
        matches!(self, Self::Pdq | Self::Frame)
    }
}

impl SignalState {
    /// The state after somebody asks for another; `None` when it may not be.
    ///
    /// What was withdrawn stays so: whoever was told must not have to be told that it was not meant.
    pub fn after(self, next: Self) -> Option<Self> {
        match (self, next) {
            (Self::Withdrawn, _) | (Self::Standing, Self::Standing) | (Self::Suspended, Self::Suspended) => None,
            (_, next) => Some(next),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_states_is_decided_and_withdrawn_is_the_end() {
        use SignalState::{Standing, Suspended, Withdrawn};
        let allowed = [(Standing, Suspended), (Standing, Withdrawn), (Suspended, Standing), (Suspended, Withdrawn)];
        for from in SignalState::ALL {
            for to in SignalState::ALL {
                let expected = allowed.contains(&(*from, *to)).then_some(*to);
                assert_eq!(from.after(*to), expected, "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn every_word_is_read_back_as_what_wrote_it() {
        for kind in CodeKind::ALL {
            assert_eq!(CodeKind::parse(kind.word()), Some(*kind));
        }
        assert_eq!((Age::parse("13"), Tlp::parse("")), (None, None));
    }
}
