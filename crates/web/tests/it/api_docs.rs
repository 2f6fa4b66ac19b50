//! What the interface says of itself is true: the description, its worked examples, the pages of the problems, the manual.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use vigie_web::{Call, Example, PROBLEMS, ROUTES, Role, Route, Takes};

use vigie_model::signal::CodeKind;
use vigie_service::api::Scope;
use vigie_service::pictures::{self, Bank};

use crate::api::json_of;
use crate::known::{self, MD5, PICTURE, bmp, code, file, look};
use crate::node::{Answer, Ask, Node};

/// What changes whenever the detector learns, and tokens and secrets, which never come twice. That somebody coerces, who speaks,
/// since when and that a life is in danger stays.
const CHANGES: [&str; 13] = [
    "state",
    "score",
    "version",
    "elements",
    "evidence",
    "evasions",
    "motive",
    "motives",
    "reason",
    "first_risk",
    "urgency",
    "coerced_self_harm",
    "secret",
];

/// The same value with those parts left out that may differ.
fn lasting(value: &Value) -> Value {
    match value {
        Value::Object(all) => {
            let part = |(name, value): (&String, &Value)| {
                let value = if CHANGES.contains(&name.as_str()) { Value::Null } else { lasting(value) };
                (name.clone(), value)
            };
            Value::Object(all.iter().map(part).collect())
        }
        Value::Array(all) => all.iter().map(lasting).collect(),
        other => other.clone(),
    }
}

fn examples() -> impl Iterator<Item = (&'static Route, &'static Call, &'static Example)> {
    ROUTES
        .iter()
        .filter_map(|route| Some((route, route.call?)))
        .flat_map(|(route, call)| call.examples.iter().map(move |example| (route, call, example)))
}

/// What the examples call the signal of a visitor, the one of a list, and that list's bank.
const NAMES: [&str; 3] = [
    "01934f2a-7c00-7000-8000-0000000000a1",
    "01934f2a-7c00-7000-8000-0000000000a2",
    "01934f2a-7c00-7000-8000-0000000000b1",
];

/// What is known where the examples are sent: the same names stand for whatever ids this node made.
struct Shop {
    node: Node,
    secret: String,
    ids: Vec<(String, &'static str)>,
}

impl Shop {
    async fn open() -> Self {
        let node = Node::open().await;
        let (key, secret) = known::key(&node, &Scope::ALL, true).await;
        let (name, source) = ("Heron list".to_owned(), "Heron desk".to_owned());
        let bank = Bank { name, source, changes: vec![key], ..Bank::default() };
        let bank = known::bank(&node, bank).await;
        let (_, given) = known::visitor(&node, PICTURE).await;
        let listed = known::put(&node, bank, &[code(CodeKind::Md5, MD5)]).await;
        let unseen = (pictures::Unseen::id(&node.ctx).to_string(), "01934f2a-7c00-7000-8000-0000000000b2");
        let ids = [given.to_string(), listed.to_string(), bank.to_string()];
        let ids = ids.into_iter().zip(NAMES).chain([unseen]).collect();
        Self { node, secret, ids }
    }

    async fn send(&self, route: &Route, call: &Call, example: &Example) -> Answer {
        let real = |text: &str| self.ids.iter().fold(text.to_owned(), |text, (id, name)| text.replace(name, id));
        let path = format!("{}{}", route.path.replace("{id}", &self.ids[0].0), example.query);
        let ask = match call.takes {
            Takes::Json(_) => Ask::call(&path, &self.secret, real(example.request)),
            Takes::Nothing => look(&self.secret, &path),
            Takes::Picture if example.request.is_empty() => file(&self.secret, &path, bmp(1)),
            Takes::Picture => file(&self.secret, &path, example.request),
        };
        let ask = Ask { method: route.method.clone(), ..ask };
        let mut answer = self.node.send(ask).await.is(example.status);
        answer.body = self.ids.iter().fold(answer.body, |text, (id, name)| text.replace(id, name));
        answer
    }
}

/// Answers that have changed are written anew with `VIGIE_WRITE_EXAMPLES=1`.
#[tokio::test]
async fn every_worked_example_is_answered_as_it_says() {
    let shop = Shop::open().await;
    for (route, call, example) in examples() {
        let answer = shop.send(route, call, example).await;
        let (said, is) = (serde_json::from_str(example.answer).unwrap(), json_of(&answer));
        if std::env::var_os("VIGIE_WRITE_EXAMPLES").is_some() && said != is {
            let name = format!("src/api/examples/{}-answer.json", example.name);
            let text = serde_json::to_string_pretty(&is).unwrap();
            std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(name), text + "\n").unwrap();
            continue;
        }
        assert_eq!(lasting(&is), lasting(&said), "{}", example.name);
    }
}

#[tokio::test]
async fn the_description_names_every_call_and_nothing_else() {
    let node = Node::open().await;
    let answer = node.get("/api/openapi.json").await.is(200);
    assert_eq!(answer.header("content-type"), "application/json");
    let document = json_of(&answer);
    assert_eq!(document["openapi"], "3.1.0");
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            described.insert((method.to_uppercase(), path.clone()));
            for status in ["200", "400", "401", "403", "409", "413", "415", "422", "429", "500", "503"] {
                assert!(operation["responses"][status]["description"].is_string(), "{path}: {status}");
            }
            assert_eq!(operation["requestBody"].is_null(), ["get", "delete"].contains(&method.as_str()), "{path}");
            let body = &operation["requestBody"]["content"]["application/json"];
            let mut shown = body["examples"].as_object().into_iter().flat_map(|all| all.values());
            assert!(shown.all(|one| one["value"].is_object()));
            assert_eq!(body["schema"]["properties"]["origin"]["enum"].is_array(), path.contains("/text/"), "{path}");
        }
    }
    let clients = ROUTES.iter().filter(|route| route.role == Role::Client);
    let routed: BTreeSet<_> = clients.map(|route| (route.method.as_str().to_owned(), route.path.to_owned())).collect();
    assert_eq!(described, routed);
    assert!(ROUTES.iter().all(|route| (route.role == Role::Client) == route.call.is_some()));
}

/// Every field of every answer stands in its schema, and every field that the schema asks for is there.
#[test]
fn the_examples_have_the_fields_of_their_schemas() {
    for route in ROUTES {
        let Some(call) = route.call else { continue };
        for example in call.examples {
            let answer: Value = serde_json::from_str(example.answer).unwrap();
            if example.status < 300 {
                if let Takes::Json(takes) = call.takes {
                    fits(&takes(), &serde_json::from_str(example.request).unwrap(), example.name);
                }
                fits(&(call.gives)(), &answer, example.name);
            }
        }
    }
}

#[track_caller]
fn fits(schema: &Value, value: &Value, at: &str) {
    match value {
        Value::Object(all) => {
            for name in schema["required"].as_array().into_iter().flatten() {
                assert!(all.contains_key(name.as_str().unwrap()), "{at}: {name} is missing");
            }
            for (name, value) in all {
                assert!(!schema["properties"][name].is_null(), "{at}: {name} is not described");
                fits(&schema["properties"][name], value, &format!("{at}/{name}"));
            }
        }
        Value::Array(all) => all.iter().for_each(|value| fits(&schema["items"], value, at)),
        _ if schema["enum"].is_array() => assert!(schema["enum"].as_array().unwrap().contains(value), "{at}: {value}"),
        _ => {}
    }
}

#[tokio::test]
async fn every_problem_has_a_page_that_says_what_to_do() {
    let node = Node::open().await;
    let mut names = BTreeSet::new();
    for kind in PROBLEMS {
        assert!(names.insert(kind.name), "{} twice", kind.name);
        let page = node.get(&format!("/api/problems/{}", kind.name)).await.is(200);
        assert_eq!(page.header("content-type"), "text/plain; charset=utf-8");
        assert!(page.body.contains(kind.title) && page.body.contains(kind.remedy));
    }
}

/// Every block of JSON in the manual is a worked example, and every type of problem stands in it.
#[test]
fn the_manual_shows_what_was_tested() {
    let manual = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/api.md")).unwrap();
    let known: Vec<Value> = examples()
        .flat_map(|(_, _, example)| [example.request, example.answer])
        .filter_map(|text| Some(lasting(&serde_json::from_str(text).ok()?)))
        .collect();
    let blocks: Vec<&str> = manual.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() >= 3);
    for block in blocks {
        let value: Value = serde_json::from_str(block).unwrap();
        assert!(known.contains(&lasting(&value)), "no such example: {block}");
    }
    for kind in PROBLEMS {
        assert!(manual.contains(&format!("`{}`", kind.name)), "{} is not in the manual", kind.name);
    }
}
