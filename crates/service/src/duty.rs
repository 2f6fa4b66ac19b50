//! The duty list: who is called when something urgent waits, in order, the partner desk last.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vigie_lang::Lang;
use vigie_model::clock::entropy;
use vigie_model::id::new_uuid;
use vigie_wire::Recipient;

use crate::house::{self, Setting};
use crate::login::Signed;
use crate::{Ctx, ServiceError, private};

/// Most names on the list: after two hours of ladder nobody further is waited for.
pub const MOST: usize = 12;
/// Most characters of a name or address.
pub const LONGEST: usize = 200;

/// Somebody who is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Which entry; another address is another entry.
    pub id: Uuid,
    /// As colleagues call them.
    pub name: String,
    /// Language of their mails.
    pub lang: Lang,
    /// `mail` or `call`.
    pub kind: Way,
    /// Mail address, or https address that takes calls.
    pub address: String,
    /// True for the partner desk, which comes last.
    pub partner: bool,
}

/// How somebody is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// By mail.
    Mail,
    /// By a signed call.
    Call,
}

impl Name {
    /// The address as the wire takes it.
    pub fn recipient(&self) -> Recipient {
        match self.kind {
            Way::Mail => Recipient::Mail(self.address.clone()),
            Way::Call => Recipient::Hook(self.address.clone()),
        }
    }
}

/// The setting: names and addresses are people's, so the list is sealed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Duty {
    sealed: String,
}

impl Setting for Duty {
    const NAME: &'static str = "duty";
}

/// The list in the order of the ladder.
///
/// # Errors
/// [`ServiceError::Untrusted`] when it was not written with this key file.
pub async fn list(ctx: &Ctx) -> Result<Vec<Name>, ServiceError> {
    let duty: Duty = house::get(ctx).await?;
    private::open(ctx, Duty::NAME, &duty.sealed)
}

/// Somebody to be added.
#[derive(Debug, Clone)]
pub struct NewName {
    /// As colleagues call them.
    pub name: String,
    /// Language of their mails.
    pub lang: Lang,
    /// How they are called.
    pub kind: Way,
    /// Where.
    pub address: String,
    /// True for the partner desk.
    pub partner: bool,
}

/// What a change does to the list.
#[derive(Debug, Clone)]
pub enum Change {
    /// Adds somebody: before the partner desk, or as the partner desk.
    Add(NewName),
    /// Takes somebody off the list.
    Remove(Uuid),
    /// Moves somebody one place up.
    Raise(Uuid),
}

/// Changes the list. `Ok(false)` when it cannot be so: an empty name, an address that is none, a full list.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such entry; [`ServiceError::Store`] with a conflict when somebody was faster.
pub async fn change(ctx: &Ctx, signed: &Signed, change: Change) -> Result<bool, ServiceError> {
    let (version, duty) = house::now::<Duty>(ctx).await?;
    let mut list: Vec<Name> = private::open(ctx, Duty::NAME, &duty.sealed)?;
    match change {
        Change::Add(new) => {
            if list.len() >= MOST || !sound(&new) {
                return Ok(false);
            }
            let id = new_uuid(ctx.clock.now(), &mut entropy());
            let NewName { name, lang, kind, address, partner } = new;
            let (name, address) = (name.trim().to_owned(), address.trim().to_owned());
            list.push(Name { id, name, lang, kind, address, partner });
        }
        Change::Remove(id) => {
            let at = place(&list, id)?;
            list.remove(at);
        }
        Change::Raise(id) => {
            let at = place(&list, id)?;
            list.swap(at, at.saturating_sub(1));
        }
    }
    // Stable: names keep their order, and the partner desk is always last.
    list.sort_by_key(|name| name.partner);
    house::set_over(ctx, signed, version, &Duty { sealed: private::seal(ctx, Duty::NAME, &list)? }).await?;
    Ok(true)
}

fn place(list: &[Name], id: Uuid) -> Result<usize, ServiceError> {
    list.iter().position(|name| name.id == id).ok_or(ServiceError::NotFound)
}

/// What can be seen of an address without trying it; the test notice tries it.
fn sound(new: &NewName) -> bool {
    let (name, address) = (new.name.trim(), new.address.trim());
    let plain =
        |text: &str| !text.is_empty() && text.chars().count() <= LONGEST && !text.contains(|c: char| c.is_control());
    let shape = match new.kind {
        Way::Mail => {
            let parts = address.rsplit_once('@');
            !address.contains(' ') && parts.is_some_and(|(user, domain)| !user.is_empty() && domain.contains('.'))
        }
        Way::Call => address.starts_with("https://") || local(address),
    };
    plain(name) && plain(address) && shape
}

/// A receiver on this very machine needs no TLS.
fn local(address: &str) -> bool {
    ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"].iter().any(|start| address.starts_with(start))
}
