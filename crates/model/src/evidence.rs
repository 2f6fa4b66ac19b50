//! What is said of an identifier, and where a piece of evidence came from.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every one, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in forms, rows and sealed marks: never renamed.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The one behind a word; `None` for an unknown word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    )*};
}

words! {
    /// How sure it is that an identifier belongs to whom it is said to belong; the least first.
    Grade {
        /// Somebody said so. Links inside the house only.
        Claimed = "claimed",
        /// Staff saw it in the original conversation or page.
        Seen = "seen",
        /// The provider or the police confirmed it.
        Confirmed = "confirmed",
    }
    /// Why the holder of an account may be a victim too.
    MayBe {
        /// Somebody took the account over.
        Hacked = "hacked",
        /// Somebody uses the holder to receive money.
        Mule = "mule",
        /// The holder is a child.
        Minor = "minor",
    }
    /// How an identifier came into a case.
    Source {
        /// The visitor typed it into a field.
        Typed = "typed",
        /// It stood in a pasted or written text.
        Found = "found",
        /// Staff wrote it down.
        Staff = "staff",
    }
    /// Who wrote a text that a machine read wrongly, as a person knows it.
    Wrote {
        /// Somebody who threatens or demands.
        Offender = "offender",
        /// The one it happens to.
        Victim = "victim",
        /// Somebody who knows of it.
        Bystander = "bystander",
        /// Somebody who teaches, warns or reports.
        Educator = "educator",
        /// It has nothing to do with any of this.
        Nobody = "none",
    }
    /// Why a machine read a text wrongly.
    WhyWrong {
        /// It repeats what somebody else wrote.
        Quotes = "quotes",
        /// It is play among friends.
        Joke = "joke",
        /// It asks for help or warns.
        Help = "help",
        /// A threat or a demand was not seen.
        Missed = "missed",
        /// A part was taken for something else.
        Part = "part",
        /// A language or a word of the young that it does not know.
        Language = "language",
        /// Something else.
        Other = "other",
    }
    /// How a piece of evidence came into the house.
    Origin {
        /// The visitor typed it.
        Typed = "typed",
        /// The visitor pasted it.
        Pasted = "pasted",
        /// The visitor sent a file.
        File = "file",
        /// The visitor said it to staff, who wrote it down.
        Spoken = "spoken",
    }
}
