//! The demonstration: a dozen invented cases in four languages, two members, and codes to try.

use std::net::{IpAddr, Ipv4Addr};

use serde::Deserialize;
use vigie_model::case::Step;
use vigie_model::clock::entropy;
use vigie_model::member::{MemberRole, Roles};
use vigie_model::report::{AgeBand, By, Danger, Handle, Happened, NewReport, Side, Threat, Want, Who};
use vigie_seal::{ReceiptCode, Secret, WordList};
use vigie_store::members;

use crate::casework::Reply;
use crate::intake::{self, Draft};
use crate::login::{self, Signed};
use crate::setup::{self, NewMember};
use crate::{Ctx, ServiceError, casework, queue};

/// The invented cases; the file says how to write one.
const CASES: &str = include_str!("../../../data/demo/cases.toml");

/// The people of the demonstration and what each may do.
const MEMBERS: [(&str, &[MemberRole]); 4] = [
    ("ana", &[MemberRole::Administrator, MemberRole::Counsellor]),
    ("ben", &[MemberRole::Counsellor]),
    ("cleo", &[MemberRole::Reviewer]),
    ("dora", &[MemberRole::Auditor]),
];

/// What a newcomer needs to try the demonstration; shown once, stored nowhere.
#[derive(Debug)]
pub struct Printed {
    /// Log-in name and passphrase of each member.
    pub logins: Vec<(String, Secret<String>)>,
    /// A code that opens a thread with an answer.
    pub code: Option<ReceiptCode>,
}

#[derive(Deserialize)]
struct File {
    case: Vec<Invented>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Invented {
    lang: String,
    danger: String,
    who: String,
    age: String,
    threat: Vec<String>,
    want: Vec<String>,
    by: String,
    happened: Vec<String>,
    names: Vec<[String; 3]>,
    #[serde(default)]
    pasted: String,
    words: String,
    #[serde(default)]
    answer: String,
    reply: Option<String>,
}

/// Fills an empty demonstration; `None` when it has members already.
///
/// # Errors
/// [`ServiceError`] of the steps it takes, which are those of any visitor and member.
pub async fn fill(ctx: &Ctx) -> Result<Option<Printed>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    if members::count(&mut tx).await? > 0 {
        return Ok(None);
    }
    drop(tx);
    let logins: Vec<(String, Secret<String>)> = MEMBERS.map(|(name, _)| (name.to_owned(), passphrase())).to_vec();
    make_members(ctx, &logins).await?;
    let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let (login, words) = &logins[0];
    let cookie = login::sign_in(ctx, login, words.clone(), here).await?.cookie;
    let signed = login::signed(ctx, cookie.expose()).await?.ok_or(ServiceError::Inner)?;
    let file: File = toml::from_str(CASES).map_err(|_| ServiceError::Inner)?;
    let mut code = None;
    for invented in file.case {
        let reply = invented.reply.clone();
        let accepted = intake::accept(ctx, invented.report(), Draft::new(), here).await?;
        if let Some(reply) = reply {
            answer_latest(ctx, &signed, &reply).await?;
            code = accepted.code.or(code);
        }
    }
    login::sign_out(ctx, cookie.expose()).await?;
    Ok(Some(Printed { logins, code }))
}

async fn make_members(ctx: &Ctx, logins: &[(String, Secret<String>)]) -> Result<(), ServiceError> {
    let mut prepared = Vec::new();
    for ((login, passphrase), (_, roles)) in logins.iter().zip(MEMBERS) {
        let name = format!("{}{}", login[..1].to_uppercase(), &login[1..]);
        let (roles, passphrase) = (Roles::of(roles), passphrase.clone());
        let member = NewMember { name, login: login.clone(), passphrase, roles };
        prepared.push((setup::prepare_member(ctx, member).await?, roles));
    }
    let now = ctx.clock.now();
    let mut tx = ctx.store.begin("demo.members").await?;
    let desks = setup::make_desks(ctx, &mut tx, now).await?;
    for (member, roles) in &prepared {
        setup::store_member(ctx, &mut tx, member, &setup::entitled(*roles, &desks), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Claims the newest case and answers it.
async fn answer_latest(ctx: &Ctx, signed: &Signed, reply: &str) -> Result<(), ServiceError> {
    let lines = queue::first(ctx, signed).await?;
    let newest = lines.iter().max_by_key(|line| line.case).ok_or(ServiceError::NotFound)?.case;
    let opened = casework::open(ctx, signed, newest).await?;
    casework::step(ctx, signed, newest, opened.version, Step::Claim(signed.member)).await?;
    let id = casework::answer(ctx, signed, newest, opened.version + 1, &Reply::plain(reply)).await?;
    casework::reply::send_now(ctx, signed, newest, id).await
}

/// Six random words: easy to copy from a terminal, 59.8 bits.
fn passphrase() -> Secret<String> {
    Secret::new(ReceiptCode::random(&mut entropy()).words(WordList::En).join(" "))
}

impl Invented {
    fn report(self) -> NewReport {
        let handle = |[place, name, side]: [String; 3]| Handle {
            place,
            name,
            side: Side::parse(&side).unwrap_or(Side::Unknown),
        };
        NewReport {
            lang: self.lang,
            danger: Danger::parse(&self.danger),
            who: Who::parse(&self.who),
            age: AgeBand::parse(&self.age),
            threat: self.threat.iter().filter_map(|word| Threat::parse(word)).collect(),
            want: self.want.iter().filter_map(|word| Want::parse(word)).collect(),
            by: By::parse(&self.by),
            happened: self.happened.iter().filter_map(|word| Happened::parse(word)).collect(),
            handles: self.names.into_iter().map(handle).collect(),
            pasted: self.pasted,
            words: self.words,
            answer: self.answer,
            ..NewReport::default()
        }
    }
}
