//! Which languages visitors are offered: those whose safety texts somebody signed, as they stand now.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use vigie_lang::{Lang, Text, Texts};
use vigie_model::audit::Event;
use vigie_model::clock::Timestamp;
use vigie_model::member::MemberRole;

use crate::audit::Details;
use crate::house::{self, Setting};
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit, desks, hex, private};

/// Most characters of a name or qualification.
pub const LONGEST: usize = 300;

/// The texts of this binary, in every language.
pub fn texts() -> &'static Texts {
    // Cannot fail: they are embedded, and a test of vigie-lang reads every one.
    static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::load().expect("the embedded texts can be read"));
    &TEXTS
}

/// Who answers for the safety texts of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// A named reviewer, with a qualification.
    Reviewer,
    /// The operator takes it upon itself.
    Operator,
}

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The language.
    pub lang: Lang,
    /// Who answers for it.
    pub basis: Basis,
    /// The member who wrote it down.
    pub member: Uuid,
    /// When.
    pub at: Timestamp,
    /// SHA-256 over the texts that were signed: a text that changes makes it void.
    pub hash: String,
    /// Name and qualification, sealed.
    sealed: String,
}

/// The signatures, at most one for each language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Languages {
    /// The signatures.
    pub signed: Vec<Signature>,
}

impl Setting for Languages {
    const NAME: &'static str = "languages";
}

impl Languages {
    /// The signature of a language, good or void.
    pub fn of(&self, lang: Lang) -> Option<&Signature> {
        self.signed.iter().find(|one| one.lang == lang)
    }

    /// Languages whose texts stand as they were signed.
    pub fn offered(&self) -> Vec<Lang> {
        Lang::ALL.into_iter().filter(|lang| self.of(*lang).is_some_and(Signature::holds)).collect()
    }

    /// Languages whose texts have changed since they were signed.
    pub fn void(&self) -> Vec<Lang> {
        self.signed.iter().filter(|one| !one.holds()).map(|one| one.lang).collect()
    }
}

impl Signature {
    /// True while the texts are those that were signed.
    pub fn holds(&self) -> bool {
        self.hash == *hash(self.lang)
    }

    /// Name and qualification of who answers for it; both empty when the operator does.
    ///
    /// # Errors
    /// [`ServiceError::Untrusted`] when it was not written with this key file.
    pub fn who(&self, ctx: &Ctx) -> Result<(String, String), ServiceError> {
        private::open(ctx, Languages::NAME, &self.sealed)
    }
}

/// The safety texts of a language as one hash.
pub fn hash(lang: Lang) -> &'static str {
    static HASHES: LazyLock<[(Lang, String); 4]> =
        LazyLock::new(|| Lang::ALL.map(|lang| (lang, hashed(texts().get(lang)))));
    HASHES.iter().find(|one| one.0 == lang).map_or("", |one| one.1.as_str())
}

fn hashed(text: &Text) -> String {
    let mut hash = Sha256::new();
    for piece in text.safety().into_iter().flat_map(|(id, text)| [id, text]) {
        hash.update((piece.len() as u64).to_be_bytes());
        hash.update(piece);
    }
    hex::encode(&hash.finalize())
}

/// Signs the safety texts of a language as they stand now. `Ok(false)` when a reviewer's name or qualification is missing
/// or too long.
///
/// # Errors
/// [`ServiceError::NotFound`] when the member's role does not allow it: a reviewer signs, an administrator takes it upon
/// the house.
pub async fn sign(
    ctx: &Ctx,
    signed: &Signed,
    lang: Lang,
    basis: Basis,
    who: (&str, &str),
) -> Result<bool, ServiceError> {
    let role = match basis {
        Basis::Reviewer => MemberRole::Reviewer,
        Basis::Operator => MemberRole::Administrator,
    };
    if !signed.roles.has(role) {
        return Err(ServiceError::NotFound);
    }
    let (name, qualification) = (who.0.trim(), who.1.trim());
    let fits = |text: &str| !text.is_empty() && text.chars().count() <= LONGEST;
    if basis == Basis::Reviewer && !(fits(name) && fits(qualification)) {
        return Ok(false);
    }
    let sealed = match basis {
        Basis::Reviewer => private::seal(ctx, Languages::NAME, &(name, qualification))?,
        Basis::Operator => String::new(),
    };
    let (member, at, hash) = (signed.member.0, ctx.clock.now(), hash(lang).to_owned());
    put(ctx, signed, lang, Some(Signature { lang, basis, member, at, hash, sealed })).await?;
    Ok(true)
}

/// Takes the signature of a language back: it is offered no more.
///
/// # Errors
/// [`ServiceError::Store`] with a conflict when somebody was faster.
pub async fn withdraw(ctx: &Ctx, signed: &Signed, lang: Lang) -> Result<(), ServiceError> {
    put(ctx, signed, lang, None).await
}

async fn put(ctx: &Ctx, signed: &Signed, lang: Lang, signature: Option<Signature>) -> Result<(), ServiceError> {
    let (version, mut all) = house::now::<Languages>(ctx).await?;
    let value = json!({ "member": signed.member.to_string(), "language": lang.code(),
        "hash": signature.as_ref().map(|one| one.hash.clone()), "basis": signature.as_ref().map(|one| one.basis) });
    all.signed.retain(|one| one.lang != lang);
    all.signed.extend(signature);
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    drop(tx);
    let details = Some(Details { desk: &desk, value });
    let leaf = audit::leaf(ctx, Event::TextsSigned, Uuid::nil(), ctx.clock.now(), details, &[]);
    house::store(ctx, Languages::NAME, &all, Some(version), leaf).await?;
    super::look(ctx).await;
    Ok(())
}
