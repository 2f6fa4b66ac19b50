//! Mail over SMTP: one plain text, TLS always, except to a relay on this very machine.

use std::time::{Duration, SystemTime};

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use vigie_model::Timestamp;
use vigie_seal::Secret;

use crate::notice::{Notice, Recipient};
use crate::{Channel, Receipt, Sending, WireError, is_loopback};

/// Longest wait for one step of the conversation with a server.
const STEP: Duration = Duration::from_secs(15);
/// Longest wait for all of it.
const LONGEST: Duration = Duration::from_secs(40);

/// How the way to the server is kept safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// TLS from the first byte (port 465).
    Tls,
    /// TLS by STARTTLS, and nothing without it (port 587).
    StartTls,
    /// None: refused except on loopback.
    Loopback,
}

/// A mail server and who we are there.
pub struct MailServer {
    /// Name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the way there is kept safe.
    pub safety: Safety,
    /// Name and password; `None` for a server that asks for none.
    pub credentials: Option<(String, Secret<String>)>,
    /// Address that mails come from.
    pub from: String,
}

/// Mail through one server.
pub struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

impl Mail {
    /// Mail through this server. Nothing is connected yet.
    ///
    /// # Errors
    /// [`WireError::Address`] when the sender is no address, or the way would be without TLS beyond this machine.
    pub fn new(server: MailServer) -> Result<Self, WireError> {
        let from = server.from.parse().map_err(|_| WireError::Address("the sender is no mail address"))?;
        let tls = |host: &str| {
            TlsParameters::new_rustls(host.to_owned()).map_err(|_| WireError::Address("no name that TLS knows"))
        };
        let tls = match server.safety {
            Safety::Tls => Tls::Wrapper(tls(&server.host)?),
            Safety::StartTls => Tls::Required(tls(&server.host)?),
            Safety::Loopback if is_loopback(&server.host) => Tls::None,
            Safety::Loopback => return Err(WireError::Address("without TLS only to a server on this machine")),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.host)
            .port(server.port)
            .tls(tls)
            .timeout(Some(STEP));
        if let Some((name, password)) = server.credentials {
            builder = builder.credentials(Credentials::new(name, password.expose().clone()));
        }
        Ok(Self { transport: builder.build(), from })
    }

    fn message(&self, notice: &Notice) -> Result<Message, WireError> {
        let Recipient::Mail(to) = &notice.to else { return Err(WireError::Address("not a mail address")) };
        let to: Address = to.parse().map_err(|_| WireError::Address("not a mail address"))?;
        Message::builder()
            .from(Mailbox::new(Some(notice.node.clone()), self.from.clone()))
            .to(Mailbox::new(None, to))
            .subject(notice.subject.clone())
            .date(moment(notice.at))
            // The same however often it is sent: a mailbox that gets it twice can fold it into one.
            .message_id(Some(format!("<{}@{}>", notice.key, self.from.domain())))
            .header(ContentType::TEXT_PLAIN)
            .body(notice.text.clone())
            .map_err(|_| WireError::Address("the mail cannot be written"))
    }

    async fn send(&self, notice: &Notice) -> Result<Receipt, WireError> {
        let message = self.message(notice)?;
        match self.transport.send(message).await {
            Ok(response) => Ok(Receipt { code: response.code().into() }),
            Err(error) => Err(match error.status() {
                Some(code) => WireError::Refused { code: code.into() },
                None if error.is_timeout() => WireError::Late,
                None if error.is_tls() => WireError::Unreachable("no trusted TLS"),
                None => WireError::Unreachable("no conversation with the mail server"),
            }),
        }
    }
}

impl Channel for Mail {
    fn notify<'a>(&'a self, notice: &'a Notice) -> Sending<'a> {
        Box::pin(async move { tokio::time::timeout(LONGEST, self.send(notice)).await.map_err(|_| WireError::Late)? })
    }
}

fn moment(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(at.ms()).unwrap_or(0))
}
