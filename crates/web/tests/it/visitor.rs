//! A visitor with a browser that knows forms and nothing else: what a page shows is what is sent.

use vigie_lang::Lang;

use crate::html::{Tag, tags};
use crate::node::{Answer, Ask, Node, in_lang};
use crate::promises::{site, site_without_limit};

/// A visitor on a page of telling.
pub struct Visitor<'a> {
    pub node: &'a Node,
    pub lang: Lang,
    /// What the page was answered with.
    pub page: Answer,
    /// What its form holds now, in order.
    pub fields: Vec<(String, String)>,
    /// Where the visitor is.
    pub home: String,
    /// Pages may be longer than a page: they carry long words.
    pub long: bool,
}

impl<'a> Visitor<'a> {
    /// Opens a page.
    pub async fn opens(node: &'a Node, path: &str, lang: Lang) -> Self {
        Self::opens_from(node, path, lang, "198.51.100.7").await
    }

    /// Opens a page from an address.
    pub async fn opens_from(node: &'a Node, path: &str, lang: Lang, home: &str) -> Self {
        let page = node.send(Ask::get(&in_lang(path, lang)).from(home)).await.is(200);
        let mut visitor = Self { node, lang, page, fields: Vec::new(), home: home.to_owned(), long: false };
        visitor.looks();
        visitor
    }

    /// Reads the page that was answered.
    fn looks(&mut self) {
        if self.long {
            site_without_limit(&self.page, self.lang);
        } else {
            site(&self.page, self.lang);
        }
        let sealed = self.page.field("told");
        assert!(sealed.len() <= 8192, "{} bytes are sealed", sealed.len());
        self.fields = form(&tags(&self.page.body));
    }

    /// Chooses an answer: one of several, or one more.
    #[track_caller]
    pub fn chooses(&mut self, name: &str, value: &str) -> &mut Self {
        let all = tags(&self.page.body);
        let input = all.iter().find(|tag| tag.get("name") == Some(name) && tag.get("value") == Some(value));
        let input = input.unwrap_or_else(|| panic!("{}: no {name} to be {value}", self.page.asked));
        if input.get("type") == Some("radio") {
            self.fields.retain(|field| field.0 != name);
        }
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Types into a field, or chooses from a list.
    #[track_caller]
    pub fn types(&mut self, name: &str, text: &str) -> &mut Self {
        let field = self.fields.iter_mut().find(|field| field.0 == name);
        let field = field.unwrap_or_else(|| panic!("{}: no field {name}", self.page.asked));
        text.clone_into(&mut field.1);
        self
    }

    /// What a field holds now; `""` for none.
    pub fn has(&self, name: &str) -> &str {
        self.fields.iter().find(|field| field.0 == name).map_or("", |field| field.1.as_str())
    }

    /// Presses a button; `""` is the one without a name.
    pub async fn presses(&mut self, go: &str) -> &mut Self {
        let status = self.tries(go).await;
        assert_eq!(status, 200, "{go}: {}", self.page.visible());
        self
    }

    /// Presses a button, whatever comes of it; returns the status.
    pub async fn tries(&mut self, go: &str) -> u16 {
        let all = tags(&self.page.body);
        let there = all.iter().any(|tag| {
            let named = if go.is_empty() { tag.get("name").is_none() } else { tag.get("value") == Some(go) };
            tag.name == "button" && named && (go.is_empty() || tag.get("name") == Some("go"))
        });
        assert!(there, "{}: no button {go}", self.page.asked);
        let action = all.iter().find_map(|tag| tag.get("action")).expect("a form").to_owned();
        let mut fields: Vec<(&str, &str)> =
            self.fields.iter().map(|field| (field.0.as_str(), field.1.as_str())).collect();
        if !go.is_empty() {
            fields.push(("go", go));
        }
        let ask = Ask::post(&action, &fields).from(&self.home);
        self.page = self.node.send(ask).await;
        if let Some(lang) = go.strip_prefix("in-") {
            self.lang = Lang::parse(lang).expect("a language");
        }
        self.looks();
        self.page.status
    }

    /// The visitor's own page behind the code of the receipt, from an address that was not used yet.
    pub async fn thread(&self) -> String {
        let code = self.page.digits();
        let fields = [("l", self.lang.code()), ("code", &code)];
        self.node.send(Ask::post("/back", &fields).from(&self.home)).await.is(200).visible()
    }

    /// Everything of the form but what is carried unseen.
    pub fn shown(&self) -> Vec<(String, String)> {
        let mut shown = self.fields.clone();
        shown.retain(|field| !["l", "told", "draft", "at", "then"].contains(&field.0.as_str()));
        shown
    }
}

/// What a browser would send of a page with one form.
fn form(all: &[Tag]) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut list: Option<String> = None;
    for tag in all {
        let (name, value) = (tag.get("name").unwrap_or_default(), tag.get("value").unwrap_or_default());
        match (tag.name.as_str(), tag.get("type")) {
            ("input", Some("radio" | "checkbox")) if tag.get("checked").is_none() => {}
            ("input", _) => fields.push((name.to_owned(), value.to_owned())),
            ("textarea", _) => fields.push((name.to_owned(), tag.inside.clone())),
            ("select", _) => {
                list = Some(name.to_owned());
                fields.push((name.to_owned(), String::new()));
            }
            ("option", _) if tag.get("selected").is_some() => {
                let list = list.clone().unwrap_or_default();
                fields.retain(|field: &(String, String)| field.0 != list);
                fields.push((list, value.to_owned()));
            }
            _ => {}
        }
    }
    fields
}
