//! The phrase syntax of the lexicons: text in, a small program over tokens out.
//!
//! Described for authors in `data/lexicons/README.md`. A phrase has no loops, so matching ends.

use crate::fold::{APOSTROPHE, fold_str};
use crate::lexicon::mask;
use crate::readings::{NUMBER, Vocabulary, is_sign};
use std::collections::BTreeMap;

/// One step of a compiled phrase. `usize` targets are positions in the program.
#[derive(Debug)]
pub(crate) enum Step {
    /// One token with a reading among these word ids (sorted).
    Word(Box<[u32]>),
    /// Any one token, not across the end of a sentence.
    Any,
    /// Try the first, then the second.
    Split(usize, usize),
    /// Go on at each place whose word begins here (sorted; with the [`mask`] of the words), and at those that may begin
    /// with anything.
    Choice(u64, Box<[(u32, usize)]>, Box<[usize]>),
    Jump(usize),
    /// What follows must not match this program.
    NotNext(Box<[Step]>),
    /// The token before must not have one of these readings.
    NotBefore(Box<[u32]>),
    /// The beginning or end of a sentence or text.
    Edge,
    Done,
}

/// A parsed phrase.
#[derive(Debug, Clone)]
enum Node {
    Word(u32),
    Number,
    Gap(usize),
    Edge,
    Not(Box<Node>),
    Seq(Vec<Node>),
    Alt(Vec<Node>),
    Maybe(Box<Node>),
}

/// A compiled phrase.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub program: Vec<Step>,
    /// Word ids a match can begin with.
    pub first: Vec<u32>,
    /// Word ids that can stand behind a beginning of one word (sorted); `None` where anything can.
    pub second: Option<Box<[u32]>>,
    /// Sets of word ids (sorted) of each of which one stands in every match, the beginning left out.
    pub needs: Vec<Vec<u32>>,
    /// Ids that stand anywhere in it (sorted). The tree itself is not kept: trees weigh more than programs.
    pub uses: Vec<u32>,
}

impl Pattern {
    /// Compiles each choice of a phrase apart, so that only those are tried that can begin where they are tried.
    pub fn branches(phrase: &str, sets: &mut Sets, words: &mut Vocabulary) -> Result<Vec<Self>, &'static str> {
        let tree = parse(phrase, sets, 0, words)?;
        let choices = if let Node::Alt(choices) = tree { choices } else { vec![tree] };
        let (mut single, mut longer) = (Vec::new(), Vec::new());
        flatten(&choices, &mut single, &mut longer);
        let single = (!single.is_empty()).then(|| Node::Alt(single.into_iter().map(Node::Word).collect()));
        longer.into_iter().chain(single.as_ref()).map(Self::of).collect()
    }

    /// Compiles each way to say a concept apart: single words, and phrases.
    pub fn choices(
        phrase: &str,
        sets: &mut Sets,
        words: &mut Vocabulary,
    ) -> Result<(Vec<u32>, Vec<Self>), &'static str> {
        let tree = parse(phrase, sets, 0, words)?;
        let choices = if let Node::Alt(choices) = tree { choices } else { vec![tree] };
        let (mut single, mut longer) = (Vec::new(), Vec::new());
        flatten(&choices, &mut single, &mut longer);
        let longer = longer.into_iter().map(Self::of).collect::<Result<_, _>>()?;
        Ok((single, longer))
    }

    fn of(tree: &Node) -> Result<Self, &'static str> {
        let mut first = Vec::new();
        if starts(tree, &mut first)? {
            return Err("the phrase may match nothing: write one word without ? before it");
        }
        first.sort_unstable();
        first.dedup();
        let mut program = Vec::new();
        if let Some(before) = leading_not(tree) {
            let mut ids = Vec::new();
            single_words(before, &mut ids)?;
            ids.sort_unstable();
            program.push(Step::NotBefore(ids.into()));
        }
        emit(tree, &mut program);
        program.push(Step::Done);
        program.shrink_to_fit();
        let mut uses = Vec::new();
        mentioned(tree, &mut uses);
        uses.sort_unstable();
        uses.dedup();
        Ok(Self { program, first, second: second(tree), needs: needs_behind(tree), uses })
    }
}

/// The named sets of a file, each read once however often it is used.
pub(crate) struct Sets {
    texts: BTreeMap<String, String>,
    trees: BTreeMap<String, Node>,
}

impl Sets {
    /// Sets by their names, as written.
    pub fn new(texts: BTreeMap<String, String>) -> Self {
        Self { texts, trees: BTreeMap::new() }
    }

    /// What a set means; `None` when there is none of that name.
    fn get(&mut self, name: &str, depth: usize, words: &mut Vocabulary) -> Result<Option<Node>, &'static str> {
        if let Some(tree) = self.trees.get(name) {
            return Ok(Some(tree.clone()));
        }
        let Some(text) = self.texts.get(name).cloned() else { return Ok(None) };
        let tree = parse(&text, self, depth + 1, words)?;
        self.trees.insert(name.to_owned(), tree.clone());
        Ok(Some(tree))
    }
}

fn parse(phrase: &str, sets: &mut Sets, depth: usize, words: &mut Vocabulary) -> Result<Node, &'static str> {
    if depth > 4 {
        return Err("word sets name each other too deeply: four at most");
    }
    let mut parser = Parser { rest: phrase.chars().collect(), at: 0, sets, depth, nested: 0, words };
    let tree = parser.alternatives()?;
    if parser.at < parser.rest.len() {
        return Err("a closing bracket too many: open one before it, or take it out");
    }
    Ok(tree)
}

/// Most brackets and signs around a word: what reads and compiles them calls itself for each.
const DEEPEST: usize = 32;

struct Parser<'a> {
    rest: Vec<char>,
    at: usize,
    sets: &'a mut Sets,
    /// How many sets lie around this text.
    depth: usize,
    /// How many brackets and signs lie around this place.
    nested: usize,
    words: &'a mut Vocabulary,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn alternatives(&mut self) -> Result<Node, &'static str> {
        let mut choices = vec![self.sequence()?];
        while self.peek() == Some('|') {
            self.at += 1;
            choices.push(self.sequence()?);
        }
        Ok(if choices.len() == 1 { choices.remove(0) } else { Node::Alt(choices) })
    }

    fn sequence(&mut self) -> Result<Node, &'static str> {
        let mut items = Vec::new();
        loop {
            while self.peek().is_some_and(char::is_whitespace) {
                self.at += 1;
            }
            match self.peek() {
                None | Some('|' | ')') => break,
                Some(_) => items.push(self.atom()?),
            }
        }
        if items.is_empty() {
            return Err("an empty alternative: write a word on both sides of |, and ?(…) for what may be missing");
        }
        Ok(if items.len() == 1 { items.remove(0) } else { Node::Seq(items) })
    }

    fn atom(&mut self) -> Result<Node, &'static str> {
        let symbol = self.peek();
        if let Some('?' | '!' | '(' | '*' | '^' | '$' | '#') = symbol {
            self.at += 1;
        }
        if self.nested == DEEPEST {
            return Err("brackets lie in each other too deeply: name the inner ones under [words]");
        }
        self.nested += 1;
        let node = self.atom_of(symbol);
        self.nested -= 1;
        node
    }

    fn atom_of(&mut self, symbol: Option<char>) -> Result<Node, &'static str> {
        match symbol {
            Some('?') => Ok(Node::Maybe(Box::new(self.atom()?))),
            Some('!') => Ok(Node::Not(Box::new(self.atom()?))),
            Some('(') => {
                let inner = self.alternatives()?;
                if self.peek() != Some(')') {
                    return Err("a bracket is not closed: write ) where the choice ends");
                }
                self.at += 1;
                Ok(inner)
            }
            Some('*') => {
                let long = self.peek() == Some('*');
                self.at += usize::from(long);
                Ok(Node::Gap(if long { 5 } else { 2 }))
            }
            Some('^' | '$') => Ok(Node::Edge),
            Some('#') => Ok(Node::Number),
            Some('{') => self.concept(),
            Some('\\') => self.sign(),
            _ => self.word(),
        }
    }

    /// `{name}`: a set of the file, else a concept.
    fn concept(&mut self) -> Result<Node, &'static str> {
        let from = self.at + 1;
        let length =
            self.rest[from..].iter().position(|c| *c == '}').ok_or("a { is not closed: write } behind the name")?;
        let name: String = self.rest[from..from + length].iter().collect();
        self.at = from + length + 1;
        if let Some(tree) = self.sets.get(&name, self.depth, self.words)? {
            return Ok(tree);
        }
        self.words
            .concept(&name)
            .map(Node::Word)
            .ok_or("an unknown word set or concept: write it under [words] or [concepts], or mend its name")
    }

    /// `\$`: a sign that means something else in this syntax.
    fn sign(&mut self) -> Result<Node, &'static str> {
        let sign = self
            .rest
            .get(self.at + 1)
            .filter(|c| is_sign(**c))
            .ok_or("a \\ takes a sign such as $: write \\\\$ in a file")?;
        self.at += 2;
        Ok(Node::Word(self.words.add(&sign.to_string())))
    }

    fn word(&mut self) -> Result<Node, &'static str> {
        let from = self.at;
        while self.peek().is_some_and(|c| !c.is_whitespace() && !"()|?!*^$#{}".contains(c)) {
            self.at += 1;
        }
        let raw: String = self.rest[from..self.at].iter().collect();
        let word = fold_str(&raw);
        if let Some(prefix) = word.strip_suffix('~') {
            check_word(prefix)?;
            return Ok(Node::Word(self.words.add_prefix(prefix)));
        }
        let parts: Vec<&str> = word.split(APOSTROPHE).filter(|p| !p.is_empty()).collect();
        let joined = parts.concat();
        check_word(&joined)?;
        let whole = Node::Word(self.words.add(&joined));
        if parts.len() < 2 {
            return Ok(whole);
        }
        // Phones and hurry turn "j'en" into "jen" or "j en": the phrase means all three.
        let apart = parts.iter().map(|p| Node::Word(self.words.add(p))).collect();
        Ok(Node::Alt(vec![whole, Node::Seq(apart)]))
    }
}

fn check_word(word: &str) -> Result<(), &'static str> {
    let sign = word.chars().count() == 1 && word.chars().all(is_sign);
    if sign || (!word.is_empty() && word.chars().all(char::is_alphanumeric)) {
        Ok(())
    } else {
        Err("a sign that is neither a word nor syntax: write the words around it with a blank between")
    }
}

/// What a phrase says must not come before it.
fn leading_not(tree: &Node) -> Option<&Node> {
    match tree {
        Node::Seq(items) => match items.first() {
            Some(Node::Not(inner)) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

/// The ids of a node that is one word or a choice of single words.
fn single_words(node: &Node, ids: &mut Vec<u32>) -> Result<(), &'static str> {
    match node {
        Node::Word(id) => ids.push(*id),
        Node::Number => ids.push(NUMBER),
        Node::Alt(choices) => {
            for choice in choices {
                single_words(choice, ids)?;
            }
        }
        _ => return Err("a ! at the beginning takes single words only: write !(one|other)"),
    }
    Ok(())
}

/// Collects the words a node can begin with; true when the node can match nothing.
fn starts(node: &Node, ids: &mut Vec<u32>) -> Result<bool, &'static str> {
    match node {
        Node::Word(id) => ids.push(*id),
        Node::Number => ids.push(NUMBER),
        Node::Gap(_) => return Err("a phrase cannot begin with a gap: begin with a word"),
        Node::Edge | Node::Not(_) => return Ok(true),
        Node::Seq(items) => {
            for item in items {
                if !starts(item, ids)? {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        Node::Alt(choices) => {
            let mut empty = false;
            for choice in choices {
                empty |= starts(choice, ids)?;
            }
            return Ok(empty);
        }
        Node::Maybe(inner) => {
            starts(inner, ids)?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// The words behind a beginning of one word; `None` where that cannot be said.
fn second(tree: &Node) -> Option<Box<[u32]>> {
    let Node::Seq(items) = tree else { return None };
    let rest = if matches!(items.first(), Some(Node::Not(_))) { &items[1..] } else { &items[..] };
    let (head, rest) = rest.split_first()?;
    let mut ids = Vec::new();
    single_words(head, &mut ids).ok()?;
    ids.clear();
    for item in rest {
        // An edge or what must not follow says nothing about the words that may.
        if matches!(item, Node::Edge | Node::Not(_)) {
            return None;
        }
        if !starts(item, &mut ids).ok()? {
            ids.sort_unstable();
            ids.dedup();
            return Some(ids.into());
        }
    }
    None
}

/// What every match needs behind a beginning of one word, which is there where the phrase is tried.
fn needs_behind(tree: &Node) -> Vec<Vec<u32>> {
    let Node::Seq(items) = tree else { return needs(tree) };
    let rest = if matches!(items.first(), Some(Node::Not(_))) { &items[1..] } else { &items[..] };
    let single = rest.first().is_some_and(|head| single_words(head, &mut Vec::new()).is_ok());
    let mut found: Vec<Vec<u32>> = rest[usize::from(single)..].iter().flat_map(needs).collect();
    // What few words satisfy is asked first.
    found.sort_unstable_by_key(Vec::len);
    found.dedup();
    found
}

/// Sets of word ids of each of which one stands in every match of a node. Not all there are: a choice says only what the
/// first and the last needs of its branches say together.
fn needs(node: &Node) -> Vec<Vec<u32>> {
    match node {
        Node::Word(id) => vec![vec![*id]],
        Node::Number => vec![vec![NUMBER]],
        Node::Gap(_) | Node::Edge | Node::Not(_) | Node::Maybe(_) => Vec::new(),
        Node::Seq(items) => items.iter().flat_map(needs).collect(),
        Node::Alt(choices) => {
            let each: Vec<Vec<Vec<u32>>> = choices.iter().map(needs).collect();
            let together = |pick: fn(&[Vec<u32>]) -> Option<&Vec<u32>>| {
                let picked: Option<Vec<&Vec<u32>>> = each.iter().map(|all| pick(all)).collect();
                let mut ids: Vec<u32> = picked?.into_iter().flatten().copied().collect();
                ids.sort_unstable();
                ids.dedup();
                Some(ids)
            };
            let mut both: Vec<Vec<u32>> =
                [together(<[_]>::first), together(<[_]>::last)].into_iter().flatten().collect();
            both.dedup();
            both
        }
    }
}

fn mentioned(node: &Node, ids: &mut Vec<u32>) {
    match node {
        Node::Word(id) => ids.push(*id),
        Node::Seq(items) | Node::Alt(items) => items.iter().for_each(|i| mentioned(i, ids)),
        Node::Not(inner) | Node::Maybe(inner) => mentioned(inner, ids),
        Node::Number | Node::Gap(_) | Node::Edge => {}
    }
}

fn emit(node: &Node, out: &mut Vec<Step>) {
    match node {
        Node::Word(id) => out.push(word_step(vec![*id])),
        Node::Number => out.push(word_step(vec![NUMBER])),
        Node::Edge => out.push(Step::Edge),
        // Already there, see `leading_not`.
        Node::Not(_) if matches!(out[..], [Step::NotBefore(_)]) => {}
        Node::Not(inner) => {
            let mut program = Vec::new();
            emit(inner, &mut program);
            program.push(Step::Done);
            out.push(Step::NotNext(program.into()));
        }
        Node::Gap(most) => emit_gap(*most, out),
        Node::Seq(items) => items.iter().for_each(|i| emit(i, out)),
        Node::Maybe(inner) => emit_maybe(out, |out| emit(inner, out)),
        Node::Alt(choices) => emit_choices(choices, out),
    }
}

fn word_step(ids: Vec<u32>) -> Step {
    Step::Word(ids.into())
}

/// One nested choice, shortest first: independent ones would try the same tokens in many ways.
fn emit_gap(most: usize, out: &mut Vec<Step>) {
    let end = out.len() + 2 * most;
    for _ in 0..most {
        out.push(Step::Split(end, out.len() + 1));
        out.push(Step::Any);
    }
}

fn emit_maybe(out: &mut Vec<Step>, inner: impl FnOnce(&mut Vec<Step>)) {
    let split = out.len();
    out.push(Step::Done);
    inner(out);
    out[split] = Step::Split(split + 1, out.len());
}

/// A table of which branch begins with which word; single words are one branch.
fn emit_choices(choices: &[Node], out: &mut Vec<Step>) {
    let (mut words, mut longer) = (Vec::new(), Vec::new());
    flatten(choices, &mut words, &mut longer);
    words.sort_unstable();
    words.dedup();
    if longer.is_empty() {
        out.push(word_step(words));
        return;
    }
    let fork = out.len();
    out.push(Step::Done);
    let (mut table, mut always, mut jumps) = (Vec::new(), Vec::new(), Vec::new());
    for node in longer {
        let mut first = Vec::new();
        // What begins with a gap may begin with anything.
        if starts(node, &mut first).unwrap_or(true) {
            always.push(out.len());
        } else {
            table.extend(first.into_iter().map(|word| (word, out.len())));
        }
        emit(node, out);
        jumps.push(out.len());
        out.push(Step::Done);
    }
    if !words.is_empty() {
        table.extend(words.iter().map(|word| (*word, out.len())));
        out.push(word_step(words));
    }
    let end = out.len();
    for jump in jumps {
        out[jump] = Step::Jump(end);
    }
    table.sort_unstable();
    table.dedup();
    out[fork] = Step::Choice(mask(table.iter().map(|(word, _)| *word)), table.into(), always.into());
}

fn flatten<'a>(choices: &'a [Node], words: &mut Vec<u32>, longer: &mut Vec<&'a Node>) {
    for choice in choices {
        match choice {
            Node::Word(id) => words.push(*id),
            Node::Number => words.push(NUMBER),
            Node::Alt(inner) => flatten(inner, words, longer),
            other => longer.push(other),
        }
    }
}
