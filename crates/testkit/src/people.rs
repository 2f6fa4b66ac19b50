//! The people of a world: those who tell something, and those who answer.

use std::net::IpAddr;

use vigie_model::case::Event as Step;
use vigie_model::id::CaseId;
use vigie_model::report::{Handle, NewReport, Side};
use vigie_seal::{ReceiptCode, Secret, TOTP_STEP, TotpSecret, WordList};
use vigie_service::casework::{self, Line, Opened};
use vigie_service::factor::{self, Offer};
use vigie_service::intake::{self, Accepted, Draft};
use vigie_service::login::{self, Signed, Stage};
use vigie_service::pass::Pass;
use vigie_service::thread::{self, View};
use vigie_service::{Ctx, ServiceError};

use crate::log::Secrets;
use crate::random_name;

/// Somebody with a phone: a page, what is typed on it, and an address.
#[derive(Debug, Clone)]
pub struct Person {
    /// What is on the form now.
    pub report: NewReport,
    /// The page it is typed on.
    pub draft: Draft,
    /// Where the phone is.
    pub address: IpAddr,
    secrets: Secrets,
}

impl Person {
    pub(crate) fn new(number: u16, secrets: &Secrets) -> Self {
        let theirs = Handle { place: "Instagram".to_owned(), name: random_name(), side: Side::Them };
        let report = NewReport {
            lang: "en".to_owned(),
            handles: vec![theirs],
            pasted: format!("pasted {}", random_name()),
            words: format!("words {}", random_name()),
            answer: format!("answer {}", random_name()),
            ..NewReport::default()
        };
        let [high, low] = number.to_be_bytes();
        Self { report, draft: Draft::new(), address: IpAddr::from([10, 7, high, low]), secrets: secrets.clone() }
    }

    /// Opens an empty page of the form; what was typed stays.
    pub fn takes_a_new_page(&mut self) {
        self.draft = Draft::new();
    }

    /// Sends the page.
    ///
    /// # Errors
    /// As [`intake::accept`].
    pub async fn tells(&self, ctx: &Ctx) -> Result<Accepted, ServiceError> {
        self.report.free_texts().filter(|text| *text != "Instagram").for_each(|text| self.secrets.plant(text));
        self.secrets.plant(self.draft.as_str());
        let accepted = intake::accept(ctx, self.report.clone(), self.draft.clone(), self.address).await?;
        if let Some(code) = &accepted.code {
            self.notes(code);
        }
        Ok(accepted)
    }

    /// Sends the page and keeps the code.
    pub async fn tells_and_keeps_the_code(&self, ctx: &Ctx) -> ReceiptCode {
        self.tells(ctx).await.expect("the report is accepted").code.expect("a code is shown")
    }

    /// Comes back with a code.
    ///
    /// # Errors
    /// As [`thread::open`].
    pub async fn opens(&self, ctx: &Ctx, code: &ReceiptCode) -> Result<View, ServiceError> {
        let view = thread::open(ctx, code.clone(), self.address).await?;
        self.secrets.plant(&view.pass);
        Ok(view)
    }

    /// Comes back with a code and takes the next step with what the page gave.
    pub async fn pass(&self, ctx: &Ctx, code: &ReceiptCode) -> Pass {
        let view = self.opens(ctx, code).await.expect("the code opens");
        thread::pass(ctx, &view.pass).expect("the pass is fresh")
    }

    /// Writes in the thread, on a new page.
    ///
    /// # Errors
    /// As [`thread::write`].
    pub async fn writes(&self, ctx: &Ctx, pass: &Pass, text: &str) -> Result<bool, ServiceError> {
        self.secrets.plant(text);
        thread::write(ctx, pass, text, &Draft::new(), self.address).await
    }

    /// Writes a code down, in words and digits.
    pub fn notes(&self, code: &ReceiptCode) {
        let digits = code.digits();
        self.secrets.plant(&digits.replace(' ', ""));
        self.secrets.plant(&digits);
        self.secrets.plant(&code.words(WordList::En).join(" "));
    }
}

/// Somebody who works at a desk.
#[derive(Debug, Clone)]
pub struct Counsellor {
    /// Log-in name.
    pub login: String,
    /// Passphrase.
    pub passphrase: String,
    /// What the browser keeps while signed in.
    pub cookie: Secret<String>,
    /// Where the desk is.
    pub address: IpAddr,
    /// What the phone holds; `None` before a second factor was made.
    pub phone: Option<TotpSecret>,
    /// One-time codes on paper.
    pub codes: Vec<Secret<String>>,
    pub(crate) secrets: Secrets,
}

impl Counsellor {
    /// The six digits that the phone shows now.
    ///
    /// # Panics
    /// When there is no phone.
    pub fn digits(&self, ctx: &Ctx) -> String {
        self.phone.as_ref().expect("a phone").code(ctx.clock.now().ms() / TOTP_STEP)
    }

    /// Reads an offered secret with the phone.
    pub fn reads(&mut self, offer: &Offer) {
        let spelled = offer.spelled();
        self.secrets.plant(spelled.expose());
        self.phone = Some(phone(spelled.expose()));
    }

    /// Signs in and keeps the cookie.
    ///
    /// # Errors
    /// As [`login::sign_in`].
    pub async fn signs_in(&mut self, ctx: &Ctx) -> Result<(), ServiceError> {
        self.secrets.plant(&self.login);
        self.secrets.plant(&self.passphrase);
        let passphrase = Secret::new(self.passphrase.clone());
        let entered = login::sign_in(ctx, &self.login, passphrase, self.address).await?;
        self.cookie = match entered.stage {
            Stage::Full => entered.cookie,
            Stage::Code => {
                // A code is good once: the phone shows the next one.
                ctx.clock.advance(TOTP_STEP);
                factor::second_step(ctx, entered.cookie.expose(), &self.digits(ctx), self.address).await?
            }
            Stage::Enrol => {
                let offer = factor::offer(ctx, entered.cookie.expose()).await?.expect("a second factor is offered");
                self.reads(&offer);
                let digits = self.digits(ctx);
                let (cookie, codes) = factor::enrol(ctx, entered.cookie.expose(), &digits, self.address).await?;
                for code in &codes {
                    self.secrets.plant(code.expose());
                }
                self.codes = codes;
                cookie
            }
        };
        self.secrets.plant(self.cookie.expose());
        Ok(())
    }

    /// Who the cookie says this is; `None` when the session is over.
    pub async fn is_signed_in(&self, ctx: &Ctx) -> Option<Signed> {
        login::signed(ctx, self.cookie.expose()).await.expect("the session can be read")
    }

    /// The keys of this request.
    pub async fn signed(&self, ctx: &Ctx) -> Signed {
        self.is_signed_in(ctx).await.expect("signed in")
    }

    /// Looks at the queue.
    pub async fn queue(&self, ctx: &Ctx) -> Vec<Line> {
        casework::queue(ctx, &self.signed(ctx).await).await.expect("the queue opens")
    }

    /// Opens a case.
    ///
    /// # Errors
    /// As [`casework::open`].
    pub async fn opens(&self, ctx: &Ctx, case: CaseId) -> Result<Opened, ServiceError> {
        casework::open(ctx, &self.signed(ctx).await, case).await
    }

    /// Claims a case.
    ///
    /// # Errors
    /// As [`casework::step`].
    pub async fn claims(&self, ctx: &Ctx, case: CaseId) -> Result<(), ServiceError> {
        let signed = self.signed(ctx).await;
        let version = self.opens(ctx, case).await?.version;
        casework::step(ctx, &signed, case, version, Step::Claim(signed.member)).await.map(|_| ())
    }

    /// Answers.
    ///
    /// # Errors
    /// As [`casework::answer`].
    pub async fn answers(&self, ctx: &Ctx, case: CaseId, text: &str) -> Result<(), ServiceError> {
        self.secrets.plant(text);
        let version = self.opens(ctx, case).await?.version;
        casework::answer(ctx, &self.signed(ctx).await, case, version, text).await
    }

    /// Writes a note.
    ///
    /// # Errors
    /// As [`casework::note`].
    pub async fn notes(&self, ctx: &Ctx, case: CaseId, text: &str) -> Result<(), ServiceError> {
        self.secrets.plant(text);
        casework::note(ctx, &self.signed(ctx).await, case, text).await
    }
}

/// What a phone makes of the letters on the screen.
pub fn phone(spelled: &str) -> TotpSecret {
    let value = |c: char| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(c);
    let bits: Vec<bool> =
        spelled.chars().filter_map(value).flat_map(|five| (0..5).rev().map(move |bit| five >> bit & 1 == 1)).collect();
    let mut bytes = [0; 20];
    for (at, bit) in bits.iter().enumerate() {
        bytes[at / 8] |= u8::from(*bit) << (7 - at % 8);
    }
    TotpSecret::from_bytes(bytes)
}
