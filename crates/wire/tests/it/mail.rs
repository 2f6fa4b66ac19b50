//! By mail.

use vigie_seal::Secret;
use vigie_testkit::{MailServer as Listener, Manner};
use vigie_wire::{Channel, Mail, MailServer, Recipient, Safety, WireError};

use crate::notice;

fn server(port: u16, host: &str, safety: Safety) -> MailServer {
    let from = "desk@help.example".to_owned();
    MailServer { host: host.to_owned(), port, safety, credentials: None, from }
}

fn to() -> Recipient {
    Recipient::Mail("ana@duty.example".to_owned())
}

#[tokio::test]
async fn a_mail_arrives_whole_at_the_one_it_is_for_with_a_key_that_stays_the_same() {
    let listener = Listener::mail().await;
    let mail = Mail::new(server(listener.at.port(), "127.0.0.1", Safety::Loopback)).unwrap();
    assert_eq!(mail.notify(&notice(to())).await.unwrap().code, 250);
    mail.notify(&notice(to())).await.unwrap();
    let arrived = listener.arrived();
    assert_eq!((arrived[0].from.as_str(), arrived[0].to.as_str()), ("desk@help.example", "ana@duty.example"));
    assert_eq!(arrived[0], arrived[1], "twice the same, and the mailbox can tell");
    let text = &arrived[0].text;
    assert!(text.contains("Message-ID: <0f0e0d0c@help.example>"), "{text}");
    assert!(text.contains("Date: Sun, 01 Nov 2026 00:00:00"), "{text}");
    assert!(text.contains("Content-Type: text/plain"), "{text}");
    assert!(!text.to_lowercase().contains("bcc") && !text.to_lowercase().contains("user-agent"), "{text}");
}

#[tokio::test]
async fn a_server_that_says_no_or_is_not_there_is_an_error_without_an_address() {
    let listener = Listener::mail().await;
    let mail = Mail::new(server(listener.at.port(), "localhost", Safety::Loopback)).unwrap();
    listener.behaves(Manner::Refuses);
    assert!(matches!(mail.notify(&notice(to())).await, Err(WireError::Refused { code: 451 })));
    listener.behaves(Manner::CutsAfter);
    let cut = mail.notify(&notice(to())).await.unwrap_err();
    assert!(matches!(cut, WireError::Unreachable(_)), "{cut}");
    let port = listener.at.port();
    drop(listener);
    let nobody = Mail::new(server(port, "127.0.0.1", Safety::Loopback)).unwrap();
    let error = nobody.notify(&notice(to())).await.unwrap_err().to_string();
    assert!(!error.contains("duty.example") && !error.contains("127"), "{error}");
    let wrong = Recipient::Mail("ana@duty.example\r\nBcc: all@evil.example".to_owned());
    assert!(matches!(mail.notify(&notice(wrong)).await, Err(WireError::Address(_))));
}

#[tokio::test]
async fn nothing_leaves_this_machine_without_tls() {
    for host in ["mail.example", "192.0.2.7", "127.0.0.1.example"] {
        assert!(matches!(Mail::new(server(25, host, Safety::Loopback)), Err(WireError::Address(_))), "{host}");
    }
    // The listener speaks no TLS: a server that cannot is not spoken to, and sees no password.
    let listener = Listener::mail().await;
    for safety in [Safety::Tls, Safety::StartTls] {
        let credentials = Some(("desk".to_owned(), Secret::new("a password".to_owned())));
        let mail = Mail::new(MailServer { credentials, ..server(listener.at.port(), "localhost", safety) }).unwrap();
        assert!(matches!(mail.notify(&notice(to())).await, Err(WireError::Unreachable(_))));
    }
    assert!(listener.arrived().is_empty());
    assert!(Mail::new(MailServer { from: "no address".to_owned(), ..server(25, "localhost", Safety::Tls) }).is_err());
}
