//! Every text exists in every language, once, and uses only variables that English has too.

use std::collections::{BTreeMap, BTreeSet};

use super::LANGUAGES;
use crate::house::{File, House};
use crate::problem::Problem;

/// A message: where it begins and the variables it names.
struct Message {
    line: usize,
    variables: BTreeSet<String>,
}

type Messages = BTreeMap<String, Message>;

pub fn check(house: &House) -> Vec<Problem> {
    let mut problems = Vec::new();
    let folders = LANGUAGES.map(|language| format!("data/lang/{language}/"));
    let names: BTreeSet<&str> = folders
        .iter()
        .flat_map(|folder| {
            house.below(folder).filter(|file| file.extension() == "ftl").map(move |file| &file.path[folder.len()..])
        })
        .collect();
    if names.is_empty() {
        problems.push(Problem::new("data/lang/", 1, "no texts here: site.ftl and console.ftl in each language"));
    }
    for name in names {
        let files: Vec<Option<&File>> = folders.iter().map(|folder| house.file(&format!("{folder}{name}"))).collect();
        for (folder, file) in folders.iter().zip(&files) {
            if file.is_none() {
                problems.push(Problem::new(
                    &format!("{folder}{name}"),
                    1,
                    "this file is missing in this language: translate it",
                ));
            }
        }
        let read: Vec<(&File, Messages)> =
            files.into_iter().flatten().map(|file| (file, messages(file, &mut problems))).collect();
        problems.extend(unequal(&read));
    }
    problems
}

/// Messages and terms, by id. An id that comes twice is a finding: Fluent would keep one of them silently.
fn messages(file: &File, problems: &mut Vec<Problem>) -> Messages {
    let mut messages = Messages::new();
    let mut current = String::new();
    for (number, line) in file.lines() {
        if let Some(id) = message_id(line) {
            id.clone_into(&mut current);
            let message = Message { line: number, variables: BTreeSet::new() };
            if messages.insert(current.clone(), message).is_some() {
                problems.push(Problem::new(&file.path, number, format!("{id} is here twice: keep one")));
            }
        } else if line.starts_with('#') {
            continue;
        }
        if let Some(message) = messages.get_mut(&current) {
            message.variables.extend(variables(line));
        }
    }
    messages
}

/// `id = …` and `-term = …` begin at the start of a line.
fn message_id(line: &str) -> Option<&str> {
    let id = line.split_once('=')?.0.trim_end();
    let name = id.strip_prefix('-').unwrap_or(id);
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    fits.then_some(id)
}

/// Names after `$` inside a placeable: `{ $count }`.
fn variables(line: &str) -> impl Iterator<Item = String> + '_ {
    let placeables = line.split('{').skip(1).filter_map(|rest| rest.split(['}', '{']).next());
    placeables.flat_map(|inside| inside.split('$').skip(1)).filter_map(|rest| {
        let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect();
        (!name.is_empty()).then_some(name)
    })
}

/// Ids that one language has and another lacks, and variables that only a translation names.
fn unequal(read: &[(&File, Messages)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let ids: BTreeSet<&String> = read.iter().flat_map(|(_, messages)| messages.keys()).collect();
    for id in ids {
        let Some((first, known)) = read.iter().find_map(|(file, messages)| Some((file, messages.get(id)?))) else {
            continue;
        };
        for (file, messages) in read {
            match messages.get(id) {
                None => problems.push(Problem::new(
                    &file.path,
                    1,
                    format!("{id} is missing: it is in {}:{}", first.path, known.line),
                )),
                Some(message) => {
                    for extra in message.variables.difference(&known.variables) {
                        let text = format!("{id} uses ${extra}, which {} does not give it", first.path);
                        problems.push(Problem::new(&file.path, message.line, text));
                    }
                }
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "# A comment = no id\nhello = Hello\n    and a second = line\ncount = { $n ->\n    [one] one\n   *[other] { $n } of them\n }\n-name = vigie\n";

    fn problems(french: &str) -> Vec<String> {
        let house = House::of(&[
            ("data/lang/en/site.ftl", GOOD),
            ("data/lang/fr/site.ftl", french),
            ("data/lang/es/site.ftl", GOOD),
            ("data/lang/ar/site.ftl", GOOD),
        ]);
        check(&house).into_iter().map(|problem| format!("{}:{} {}", problem.path, problem.line, problem.text)).collect()
    }

    #[test]
    fn equal_texts_pass() {
        assert_eq!(problems(GOOD), Vec::<String>::new());
    }

    #[test]
    fn a_missing_or_additional_text_is_found() {
        assert_eq!(
            problems(&GOOD.replace("hello = Hello\n", "")),
            ["data/lang/fr/site.ftl:1 hello is missing: it is in data/lang/en/site.ftl:2"]
        );
        assert_eq!(problems(&format!("{GOOD}more = More\n")).len(), 3);
        assert_eq!(check(&House::of(&[("data/lang/en/site.ftl", GOOD)])).len(), 3);
        assert_eq!(check(&House::of(&[])).len(), 1);
    }

    #[test]
    fn a_text_given_twice_is_found() {
        assert_eq!(
            problems(&format!("{GOOD}hello = Again\n")),
            ["data/lang/fr/site.ftl:9 hello is here twice: keep one"]
        );
    }

    #[test]
    fn a_variable_that_english_does_not_have_is_found() {
        let found = problems(&GOOD.replace("hello = Hello", "hello = Bonjour { $name }"));
        assert_eq!(found, ["data/lang/fr/site.ftl:2 hello uses $name, which data/lang/en/site.ftl does not give it"]);
    }
}
