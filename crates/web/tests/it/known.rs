//! What is known to a node of these tests: a list, a visitor's fingerprint, and keys that may ask.

use serde_json::Value;
use uuid::Uuid;
use vigie_model::clock::DAY;
use vigie_model::given::{Code, Given, Picture};
use vigie_model::id::{BankId, SignalId};
use vigie_model::report::NewReport;
use vigie_model::signal::{Age, CodeKind, Tlp};
use vigie_service::api::{self, Network, NewKey, Scope};
use vigie_service::intake::{self, Draft};
use vigie_service::pass::Pass;
use vigie_service::pictures::{self, Bank, By, Entry, Outcome, Provenance};
use vigie_service::{login, second, thread};

use crate::api::json_of;
use crate::node::{Ask, Node};

/// The fingerprint of a visitor's picture.
pub const PICTURE: &str = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";
/// The MD5 of a file on a list.
pub const MD5: &str = "9e107d9d372bb6826bd81d3542a419d6";
/// The fingerprint of a picture on a list.
pub const LISTED: &str = "5a5a00ff3c3cf0f0123456789abcdef0c3c35a5a0ff0a5a51e1e7878b4b4d2d2";

/// A key that may do this; which, and what its program shows.
pub async fn key(node: &Node, scopes: &[Scope], unseen: bool) -> (Uuid, String) {
    owned(node, "Heron chat", scopes, unseen).await
}

/// The same of another organisation.
pub async fn owned(node: &Node, owner: &str, scopes: &[Scope], unseen: bool) -> (Uuid, String) {
    made(node, owner, scopes, unseen, None).await
}

/// A key that is shown in the path, from these networks.
pub async fn in_path(node: &Node, scopes: &[Scope], networks: &str) -> (Uuid, String) {
    made(node, "Heron chat", scopes, false, Some(Network::list(networks).expect("networks"))).await
}

async fn made(
    node: &Node,
    owner: &str,
    scopes: &[Scope],
    unseen: bool,
    in_path: Option<Vec<Network>>,
) -> (Uuid, String) {
    let cookie = node.signs_in("adam").await;
    let signed = login::signed(&node.ctx, &cookie).await.unwrap().expect("adam");
    let new = NewKey {
        owner: owner.to_owned(),
        scopes: scopes.to_vec(),
        agreement: "2026-17".to_owned(),
        quota: 1_000_000,
        expires: node.ctx.clock.now().plus(300 * DAY),
        basis: None,
        unseen,
        in_path,
    };
    let made = api::make(&node.ctx, &signed, new).await.unwrap().unwrap();
    if made.waits {
        confirm(node, made.id).await;
    }
    node.plant(made.secret.expose());
    (made.id, made.secret.expose().clone())
}

/// The second person says yes to a key that follows the list.
async fn confirm(node: &Node, key: Uuid) {
    let cookie = node.signs_in("ana").await;
    let signed = login::signed(&node.ctx, &cookie).await.unwrap().expect("ana");
    let all = second::open(&node.ctx, &signed).await.unwrap();
    let id = all.iter().find(|one| one.subject == key).expect("a proposal").id;
    let confirmed = second::confirm(&node.ctx, &signed, id).await.unwrap();
    second::carry_out(&node.ctx, &signed, confirmed).await.unwrap();
}

/// A bank, made by the reviewer.
pub async fn bank(node: &Node, bank: Bank) -> BankId {
    let cookie = node.signs_in("cleo").await;
    let signed = login::signed(&node.ctx, &cookie).await.unwrap().expect("cleo");
    let whole = Bank { purpose: "For tests.".to_owned(), source: "Heron desk".to_owned(), ..bank };
    pictures::make(&node.ctx, &signed, &whole).await.unwrap().unwrap()
}

/// A bank that everybody is answered from and these keys may change.
pub async fn list(node: &Node, name: &str, changes: &[Uuid]) -> BankId {
    bank(node, Bank { name: name.to_owned(), tlp: Tlp::Green, changes: changes.to_vec(), ..Bank::default() }).await
}

pub fn code(kind: CodeKind, hex: &str) -> Code {
    Code::new(kind, "", 100, hex).expect("a code")
}

/// Puts a signal of the house into a bank.
pub async fn put(node: &Node, bank: BankId, codes: &[Code]) -> SignalId {
    put_of(node, bank, codes, Age::Unknown).await
}

/// The same of somebody of whose age this is said.
pub async fn put_of(node: &Node, bank: BankId, codes: &[Code], age: Age) -> SignalId {
    let entry = Entry { codes: codes.to_vec(), age, expires: None, from: Provenance::default() };
    match pictures::add(&node.ctx, By::House, bank, &[entry]).await.unwrap()[..] {
        [Outcome::Added(id)] => id,
        ref other => panic!("{other:?}"),
    }
}

/// A visitor gives the fingerprints of one picture with a report: the pass of their thread, and the signal.
pub async fn visitor(node: &Node, hex: &str) -> (Pass, SignalId) {
    visitor_of(node, hex, Age::Minor).await
}

/// The same of somebody who says so of the age.
pub async fn visitor_of(node: &Node, hex: &str, age: Age) -> (Pass, SignalId) {
    let pdq = |member: &str, hex: &str| Code::new(CodeKind::Pdq, member, 100, hex).expect("a code");
    let crop = format!("00{}", &hex[2..]);
    let codes = vec![
        pdq("as_stored", hex),
        pdq("crop-30-0-0-0", &crop),
        code(CodeKind::Sha256, &hex.chars().rev().collect::<String>()),
        code(CodeKind::Md5, &hex[..32].chars().rev().collect::<String>()),
    ];
    let given = Given { pictures: vec![Picture { codes }], age, wish: true };
    let report =
        NewReport { lang: "en".to_owned(), given: Some(given), words: "a heron".to_owned(), ..NewReport::default() };
    let address = "198.51.100.9".parse().unwrap();
    let accepted = intake::accept(&node.ctx, report, Draft::new(), address).await.unwrap();
    let code = accepted.code.expect("a code");
    let view = thread::open(&node.ctx, code, address).await.unwrap();
    let pass = thread::pass(&node.ctx, &view.pass).unwrap();
    let of = pictures::of_report(&node.ctx, pass.report).await.unwrap();
    (pass, of.last().expect("a signal").id)
}

/// Sends a call and reads what it is answered.
pub async fn call(node: &Node, secret: &str, path: &str, body: &Value) -> Value {
    json_of(&node.send(Ask::call(path, secret, body.to_string())).await.is(200))
}

/// Asks for something without a body.
pub fn look(secret: &str, path: &str) -> Ask {
    Ask::get(path).with("authorization", &format!("Bearer {secret}"))
}

/// Sends the bytes of a file.
pub fn file(secret: &str, path: &str, bytes: impl Into<Vec<u8>>) -> Ask {
    let ask = Ask { body: bytes.into(), method: axum::http::Method::POST, ..look(secret, path) };
    ask.with("content-type", "image/bmp")
}

/// A picture of 96 x 64 pixels with something to see in it, as a BMP of 24 bits. The same `seed` is the same picture.
pub fn bmp(seed: u32) -> Vec<u8> {
    let (width, height) = (96u32, 64u32);
    let mut bytes = b"BM".to_vec();
    for word in [54 + width * height * 3, 0, 54, 40, width, height] {
        bytes.extend(word.to_le_bytes());
    }
    bytes.extend([1, 0, 24, 0]);
    bytes.extend([0; 24]);
    for y in 0..height {
        for x in 0..width {
            let blob = |cx: u32, cy: u32| 400 / (1 + x.abs_diff(cx).pow(2) / 9 + y.abs_diff(cy).pow(2) / 9);
            let (cx, cy) = ((seed * 37 + 20) % width, (seed * 53 + 15) % height);
            let stripes = if (x / (3 + seed % 5) + y / 7).is_multiple_of(2) { 90 } else { 20 };
            let value = u8::try_from((blob(cx, cy) + blob(cy, cx / 2) + stripes).min(255)).unwrap();
            bytes.extend([value, value / 2, 255 - value]);
        }
    }
    bytes
}
