//! What to do now, as data: who it is about, what happened, and for each answer a row of screens with one action each.
//!
//! The words of a screen are texts named after it: `do-NAME` is what to do, `do-NAME-1` to `-3` say why and how; where
//! they exist, `do-NAME-say` is something to say aloud and `do-NAME-if` with `do-NAME-then` is for whom it is different.
//! A new branch is a row in [`BRANCHES`] and its name (`now-go-KEY`); its place in [`ASKS`] makes it reachable. Letters
//! in paths mean nothing, so that a list of visited pages tells nothing.

use Aid::{Check, None, Quiet, Safe, Say, Services, Talk};

use crate::variant::Variant;

/// What a screen has besides its words. Never a second action.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Aid {
    /// Nothing.
    None,
    /// The question whether the reader is safe.
    Safe,
    /// A link to people.
    Talk,
    /// Words to say it with.
    Say,
    /// The check of accounts.
    Check,
    /// How to take the visit out of the history.
    Quiet,
    /// Services that help against a picture: ids of rows in `data/helplines`, described by the text `now-ID`.
    Services(&'static [&'static str]),
}

/// One screen: one thing to do.
pub struct Screen {
    /// The middle of the names of its texts.
    pub name: &'static str,
    /// What it has besides words.
    pub aid: Aid,
}

/// A row of screens for one situation.
pub struct Branch {
    /// Its letter in the path.
    pub key: &'static str,
    /// The page where it was chosen.
    pub from: &'static str,
    /// Where its last screen leads.
    pub end: (&'static str, &'static str),
    /// For whom it is.
    pub readers: &'static [Variant],
    /// The screens, in order.
    pub screens: &'static [Screen],
}

/// An answer to a question.
pub enum Answer {
    /// Another question: its path, and the text of the answer.
    Ask(&'static str, &'static str),
    /// What most come with: its branch, and the one for who is threatened by somebody close.
    Main(&'static str, &'static str),
    /// A branch, by its letter.
    Branch(&'static str),
    /// A branch for who is threatened by somebody close: from here on everything is.
    Near(&'static str),
}

/// A question with links as answers.
pub struct Ask {
    /// Its path.
    pub path: &'static str,
    /// The text of the question.
    pub title: &'static str,
    /// Answers, under the text that stands above them (`""` for none).
    pub groups: &'static [(&'static str, &'static [Answer])],
}

/// The questions.
pub static ASKS: [Ask; 2] = [
    Ask {
        path: "/now",
        title: "now-who",
        groups: &[(
            "",
            &[
                Answer::Ask("/now/me", "now-who-me"),
                Answer::Branch("k"),
                Answer::Branch("n"),
                Answer::Branch("l"),
                Answer::Branch("m"),
            ],
        )],
    },
    Ask {
        path: "/now/me",
        title: "now-what",
        groups: &[
            ("", &[Answer::Main("a", "h"), Answer::Branch("e"), Answer::Branch("f"), Answer::Branch("j")]),
            ("now-what-done", &[Answer::Branch("b"), Answer::Branch("c"), Answer::Branch("d")]),
            ("now-what-by", &[Answer::Branch("g"), Answer::Branch("i"), Answer::Near("h")]),
        ],
    },
];

const ALL: &[Variant] = &Variant::ALL;
const USUAL: &[Variant] = &[Variant::Usual];
const NEAR: &[Variant] = &[Variant::Near];
const LATER: (&str, &str) = ("/later/1", "now-end-later");
const TALK: (&str, &str) = ("/talk", "now-end-talk");
const CHILD: Aid = Services(&["zz-take-it-down", "gb-report-remove"]);
const ADULT: Aid = Services(&["zz-stopncii", "zz-take-it-down"]);

const fn screen(name: &'static str, aid: Aid) -> Screen {
    Screen { name, aid }
}

const SAFE: Screen = screen("safe", Safe);
const STOP: Screen = screen("stop", None);
const KEEP: Screen = screen("keep", None);
const BLOCK: Screen = screen("block", None);
const TRUST: Screen = screen("trust", Say);
const CHOOSE: Screen = screen("choose", Talk);
const PICTURE: Screen = screen("picture", CHILD);
const ACCOUNTS: Screen = screen("accounts", Check);
const RETURN: Screen = screen("return", None);

/// Every branch.
#[rustfmt::skip]
pub static BRANCHES: [Branch; 14] = [
    Branch { key: "a", from: "/now/me", end: LATER, readers: USUAL, screens: &[
        screen("start", None), SAFE, STOP, KEEP, BLOCK, TRUST, CHOOSE, PICTURE, ACCOUNTS, RETURN,
    ] },
    Branch { key: "b", from: "/now/me", end: LATER, readers: ALL, screens: &[
        screen("paid", None), SAFE, screen("nomore", None), KEEP, screen("bank", None), BLOCK, TRUST, CHOOSE, PICTURE,
        ACCOUNTS, RETURN,
    ] },
    Branch { key: "c", from: "/now/me", end: LATER, readers: ALL, screens: &[
        screen("sent", None), SAFE, STOP, KEEP, BLOCK, TRUST, CHOOSE, PICTURE, ACCOUNTS, RETURN,
    ] },
    Branch { key: "d", from: "/now/me", end: LATER, readers: ALL, screens: &[
        screen("deleted", None), SAFE, screen("remember", None), STOP, screen("deleted-block", None), TRUST, CHOOSE, screen("gone", CHILD),
        ACCOUNTS, RETURN,
    ] },
    Branch { key: "e", from: "/now/me", end: LATER, readers: ALL, screens: &[
        screen("fake", None), SAFE, STOP, KEEP, BLOCK, screen("fake-trust", Say), CHOOSE,
        screen("fake-picture", CHILD), ACCOUNTS, RETURN,
    ] },
    Branch { key: "f", from: "/now/me", end: LATER, readers: ALL, screens: &[
        screen("secret", None), SAFE, STOP, screen("secret-keep", None), BLOCK, screen("secret-trust", Say), CHOOSE, ACCOUNTS, RETURN,
    ] },
    Branch { key: "g", from: "/now/me", end: LATER, readers: USUAL, screens: &[
        screen("known", None), SAFE, screen("meet", None), STOP, KEEP, screen("known-block", None), TRUST, CHOOSE,
        PICTURE, ACCOUNTS, RETURN,
    ] },
    Branch { key: "h", from: "/now/me", end: LATER, readers: NEAR, screens: &[
        screen("close", None), SAFE, screen("alone", Quiet), screen("calm", None), KEEP, screen("outside", Talk),
        CHOOSE, screen("write", None), PICTURE, RETURN,
    ] },
    Branch { key: "i", from: "/now/me", end: LATER, readers: USUAL, screens: &[
        screen("young", None), SAFE, STOP, KEEP, screen("known-block", None), screen("young-trust", Say), screen("young-choose", Talk),
        PICTURE, ACCOUNTS, RETURN,
    ] },
    Branch { key: "j", from: "/now/me", end: LATER, readers: ALL, screens: &[
        screen("shared", None), SAFE, screen("where", None), screen("app", None), PICTURE, screen("pass-on", None),
        STOP, TRUST, CHOOSE, ACCOUNTS, RETURN,
    ] },
    Branch { key: "k", from: "/now", end: LATER, readers: USUAL, screens: &[
        screen("friend", None), screen("friend-safe", Safe), screen("friend-look", None), screen("friend-quiet", None),
        screen("friend-stop", None), screen("friend-adult", Say), screen("friend-call", Talk),
        screen("friend-you", None),
    ] },
    Branch { key: "l", from: "/now", end: TALK, readers: USUAL, screens: &[
        screen("parent", None), screen("parent-safe", Safe), screen("parent-pay", None), screen("parent-phone", None),
        screen("parent-keep", None), screen("parent-report", Talk), screen("parent-picture", CHILD),
        screen("parent-school", None), screen("parent-you", None),
    ] },
    Branch { key: "m", from: "/now", end: TALK, readers: USUAL, screens: &[
        screen("school", Safe), screen("school-listen", None), screen("school-look", None), screen("school-lead", None),
        screen("school-notes", None), screen("school-parents", None), screen("school-talk", None),
        screen("school-post", None), screen("school-report", Talk), screen("school-later", None),
    ] },
    Branch { key: "n", from: "/now", end: LATER, readers: ALL, screens: &[
        screen("adult", None), SAFE, STOP, screen("adult-keep", None), BLOCK, screen("adult-trust", None),
        screen("adult-choose", Talk), screen("adult-picture", ADULT), ACCOUNTS, RETURN,
    ] },
];

/// The branch with this letter, when it is for this reader.
pub fn branch(key: &str, reader: Variant) -> Option<&'static Branch> {
    BRANCHES.iter().find(|branch| branch.key == key && branch.readers.contains(&reader))
}
