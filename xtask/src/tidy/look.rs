//! One look: at most eight colours and six sizes of type over all style sheets, each a token; space comes from one scale.
//!
//! A colour has its value in a `:root` block and nowhere else (dark mode and print give the same names other values).
//! What is mixed from tokens is no colour of its own.

use std::collections::BTreeSet;

use crate::house::{File, House};
use crate::problem::Problem;

const MOST_COLOURS: usize = 8;
/// The sizes of type. A narrow screen may give a name the value of another one, never a seventh value.
const SIZES: [&str; 6] = ["small", "text", "lead", "head", "big", "title"];
const SPACED: [&str; 4] = ["margin", "padding", "gap", "grid-gap"];

/// `name: value` in a block of `selector`.
struct Declaration<'a> {
    line: usize,
    selector: &'a str,
    name: &'a str,
    value: &'a str,
}

impl Declaration<'_> {
    fn token(&self) -> Option<&str> {
        self.name.strip_prefix("--")
    }
}

pub fn check(house: &House) -> Vec<Problem> {
    let mut problems = Vec::new();
    let (mut colours, mut sizes) = (BTreeSet::new(), BTreeSet::new());
    for sheet in house.files.iter().filter(|file| file.extension() == "css") {
        let text = without_comments(&sheet.text);
        for one in declarations(&text) {
            if let Some(why) = wrong(&one) {
                problems.push(Problem::new(&sheet.path, one.line, format!("{}: {}: {why}", one.name, one.value)));
            }
            let Some(token) = one.token() else { continue };
            if is_colour(one.value) && colours.insert(token.to_owned()) && colours.len() > MOST_COLOURS {
                problems.push(too_many(sheet, one.line, "a ninth colour: mix it from the eight"));
            }
            if SIZES.contains(&token) && sizes.insert(one.value.to_owned()) && sizes.len() > SIZES.len() {
                problems.push(too_many(sheet, one.line, "a seventh size of type: take one of the six"));
            }
        }
    }
    problems
}

fn too_many(sheet: &File, line: usize, text: &str) -> Problem {
    Problem::new(&sheet.path, line, text)
}

/// What is wrong with a declaration by itself.
fn wrong(one: &Declaration) -> Option<&'static str> {
    let value = one.value.trim_end_matches("!important").trim();
    if one.token().is_some() {
        return (is_colour(value) && one.selector != ":root").then_some("a colour has its value in :root");
    }
    if is_colour(value) {
        return Some("a colour that is no token");
    }
    let root = one.selector == "html";
    match one.name {
        "font-size" if !root && !is_size(value) => Some("take one of the six sizes of type"),
        "font" if !root && value != "inherit" => Some("say font-size, with one of the six sizes"),
        "border-radius" if !parts(value).all(|part| part.starts_with("var(--") || ["0", "50%"].contains(&part)) => {
            Some("take a token for the corner")
        }
        // A sheet of paper is measured in centimetres.
        _ if one.selector == "@page" => None,
        name if SPACED.iter().any(|spaced| names_space(name, spaced)) && !parts(value).all(is_space) => {
            Some("take a step of the scale of space")
        }
        _ => None,
    }
}

/// `margin` itself, or a side of it.
fn names_space(name: &str, spaced: &str) -> bool {
    name.strip_prefix(spaced).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn is_colour(value: &str) -> bool {
    let hex = value.split(|c: char| !c.is_ascii_alphanumeric() && c != '#').any(|word| {
        word.strip_prefix('#').is_some_and(|hex| hex.len() >= 3 && hex.chars().all(|c| c.is_ascii_hexdigit()))
    });
    let word = |name: &str| value.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|word| word == name);
    hex || ["rgb", "rgba", "hsl", "hsla", "oklch", "black", "white", "red", "gray", "grey"].into_iter().any(word)
}

/// A token of type, perhaps held back on a narrow screen.
fn is_size(value: &str) -> bool {
    let value = match value.strip_prefix("min(").and_then(|inside| inside.strip_suffix("vw)")) {
        Some(inside) => inside.split(',').next().unwrap_or_default(),
        None => value,
    };
    value.strip_prefix("var(--").and_then(|rest| rest.strip_suffix(')')).is_some_and(|name| SIZES.contains(&name))
}

/// Nothing, whatever is left, a step of the scale, or a sum of steps.
fn is_space(part: &str) -> bool {
    if let Some(sum) = part.strip_prefix("calc(").and_then(|sum| sum.strip_suffix(')')) {
        return sum.split(' ').all(|one| ["+", "-", "*"].contains(&one) || one.parse::<f64>().is_ok() || is_space(one));
    }
    let step = part.strip_prefix("var(--s").and_then(|rest| rest.strip_suffix(')'));
    ["0", "auto"].contains(&part) || step.is_some_and(|step| step.len() == 1 && step.parse::<u8>().is_ok())
}

/// The parts of a value: split at white space outside brackets.
fn parts(value: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    value
        .split(move |c: char| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && c.is_whitespace()
        })
        .filter(|part| !part.is_empty())
}

/// The sheet with blanks for its comments, so that lines keep their numbers.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        let end = rest[start..].find("*/").map_or(rest.len(), |end| start + end + 2);
        out.push_str(&rest[..start]);
        out.extend(rest[start..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn declarations(css: &str) -> Vec<Declaration<'_>> {
    let (mut found, mut open, mut from, mut line) = (Vec::new(), Vec::new(), 0, 1);
    for (at, c) in css.char_indices() {
        if c == '\n' {
            line += 1;
        }
        if !matches!(c, '{' | '}' | ';') {
            continue;
        }
        let piece = css[from..at].trim();
        from = at + 1;
        if c == '{' {
            open.push(piece);
        } else if let (Some((name, value)), Some(selector)) = (piece.split_once(':'), open.last()) {
            found.push(Declaration { line, selector, name: name.trim(), value: value.trim() });
        }
        if c == '}' {
            open.pop();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(css: &str) -> Vec<String> {
        check(&House::of(&[("a.css", css)])).into_iter().map(|one| format!("{} {}", one.line, one.text)).collect()
    }

    #[test]
    fn tokens_and_what_is_made_of_them_pass() {
        let css = ":root { --ink: #123; --wash: color-mix(in srgb, var(--ink) 10%, var(--paper)); --small: 1rem; }
            @page { margin: 1cm; } @media print { :root { --ink: #000; } html { font-size: 11pt; } }
            a { color: var(--ink); font-size: min(var(--small), 9vw); font: inherit; border: 3px solid; width: 3.5rem; border-radius: 50%; }
            b { margin: calc(-1 * var(--s2)) auto 0 var(--s4) !important; padding-inline-end: var(--s1); background: none; }";
        assert_eq!(found(css), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_token_is_found_with_its_line() {
        for bad in [
            "color: #fff",
            "background: rgba(0, 0, 0, .1)",
            "color: white",
            "--ink: #000",
            "font-size: 1.1rem",
            "font-size: var(--round)",
            "font: 600 1rem/1 serif",
            "margin: 0 .9rem",
            "padding-block: 1em",
            "grid-gap: 4px",
            "margin: calc(var(--s2) - 3px)",
            "border-radius: .6rem",
        ] {
            let problems = found(&format!("/* one\n two */\na {{ top: 1rem; {bad}; }}"));
            assert_eq!(problems.len(), 1, "{bad}: {problems:?}");
            assert!(problems[0].starts_with("3 "), "{problems:?}");
        }
    }

    #[test]
    fn a_ninth_colour_and_a_seventh_size_are_too_many() {
        let colours = (0..9).map(|n| format!("--c{n}: #00{n};")).collect::<Vec<_>>().concat();
        assert_eq!(found(&format!(":root {{ {colours} }}")).len(), 1);
        assert_eq!(found(&format!(":root {{ {} }}", &colours[..colours.len() - 11])).len(), 0);
        let sizes = SIZES.iter().enumerate().map(|(n, name)| format!("--{name}: {n}rem;")).collect::<Vec<_>>().concat();
        assert_eq!(found(&format!(":root {{ {sizes} }} .x {{ --small: 1rem; }}")).len(), 0);
        assert_eq!(found(&format!(":root {{ {sizes} }} .x {{ --small: 9rem; }}")).len(), 1);
    }
}
