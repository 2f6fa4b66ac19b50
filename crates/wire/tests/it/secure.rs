//! Calls over TLS, to a server that speaks it, with certificates that are made for the test.

use std::net::SocketAddr;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::PrivatePkcs8KeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio_rustls::TlsAcceptor;
use vigie_seal::Secret;
use vigie_wire::{BadRoots, Channel, Hook, Receipt, Receivers, Recipient, WireError, verify};

use crate::notice;

const SECRET: &str = "forty herons at the pond";
const NOW: i64 = 1_793_491_200;

/// A house that signs certificates.
fn house() -> CertifiedIssuer<'static, KeyPair> {
    let mut of = CertificateParams::new(Vec::new()).unwrap();
    of.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(of, KeyPair::generate().unwrap()).unwrap()
}

/// A receiver over TLS with a certificate of the house for this name, until this year; what it is told, as it came.
async fn receiver(
    house: &CertifiedIssuer<'static, KeyPair>,
    name: &str,
    until: i32,
) -> (SocketAddr, UnboundedReceiver<String>) {
    let mut of = CertificateParams::new(vec![name.to_owned()]).unwrap();
    (of.not_before, of.not_after) = (date_time_ymd(2000, 1, 1), date_time_ymd(until, 1, 1));
    let key = KeyPair::generate().unwrap();
    let certificate = of.signed_by(&key, house).unwrap();
    let key = PrivatePkcs8KeyDer::from(key.serialize_der()).into();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let (told, heard) = unbounded_channel();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // Whoever does not trust the certificate breaks off.
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut call = Vec::new();
            while !call.ends_with(b"}") {
                let mut part = [0; 4096];
                match stream.read(&mut part).await {
                    Ok(count) if count > 0 => call.extend_from_slice(&part[..count]),
                    _ => break,
                }
            }
            stream.write_all(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n").await.unwrap_or_default();
            told.send(String::from_utf8(call).unwrap()).unwrap_or_default();
        }
    });
    (at, heard)
}

async fn call(at: SocketAddr, roots: Option<&str>) -> Result<Receipt, WireError> {
    let receivers = Receivers::new(vec![at.to_string().parse().unwrap()]);
    let receivers = match roots {
        Some(pem) => receivers.trusting(pem.as_bytes()).unwrap(),
        None => receivers,
    };
    let secret = Secret::new(SECRET.to_owned());
    receivers.call(&format!("https://{at}/vigie"), &secret, NOW, r#"{"events":[]}"#.to_owned()).await
}

#[tokio::test]
async fn a_call_over_tls_reaches_whoever_the_house_vouches_for() {
    let house = house();
    let (at, mut heard) = receiver(&house, "127.0.0.1", 4000).await;
    assert_eq!(call(at, Some(&house.pem())).await.unwrap(), Receipt { code: 202 });
    let told = heard.recv().await.unwrap();
    let (start, body) = told.split_once("\r\n\r\n").unwrap();
    assert!(start.starts_with("POST /vigie HTTP/1.1\r\n"), "{start}");
    let signed = start.lines().find_map(|line| line.strip_prefix("vigie-signature: ")).unwrap();
    assert!(verify(SECRET, signed, body.as_bytes(), NOW));
    assert_eq!(body, r#"{"events":[]}"#);
}

#[tokio::test]
async fn people_on_duty_are_called_over_tls_that_the_house_vouches_for() {
    let house = house();
    let (at, mut heard) = receiver(&house, "127.0.0.1", 4000).await;
    let to = || notice(Recipient::Hook(format!("https://{at}/duty")));
    let hook = || Hook::new(Secret::new(SECRET.to_owned()));
    let strange = hook().notify(&to()).await;
    assert!(matches!(strange, Err(WireError::Unreachable("no trusted TLS"))), "{strange:?}");
    assert_eq!(hook().trusting(house.pem().as_bytes()).unwrap().notify(&to()).await.unwrap(), Receipt { code: 202 });
    assert!(heard.recv().await.unwrap().starts_with("POST /duty HTTP/1.1\r\n"));
}

#[tokio::test]
async fn nothing_is_said_to_a_stranger_under_another_name_or_after_its_time() {
    let (house, other) = (house(), self::house());
    let cases = [
        // Nobody vouches for it, or somebody else.
        ("127.0.0.1", 4000, None),
        ("127.0.0.1", 4000, Some(other.pem())),
        ("127.0.0.2", 4000, Some(house.pem())),
        ("receiver.example", 4000, Some(house.pem())),
        ("127.0.0.1", 2001, Some(house.pem())),
    ];
    for (name, until, roots) in cases {
        let (at, mut heard) = receiver(&house, name, until).await;
        let answer = call(at, roots.as_deref()).await;
        assert!(matches!(answer, Err(WireError::Unreachable("no trusted TLS"))), "{name} {until}: {answer:?}");
        assert!(heard.try_recv().is_err(), "{name} {until} was told something");
    }
}

#[tokio::test]
async fn a_file_of_roots_is_refused_unless_each_certificate_in_it_can_be_read() {
    let bad = |pem: &str| Receivers::default().trusting(pem.as_bytes()).err();
    let pem = house().pem();
    assert_eq!(bad(&format!("{pem}{}", house().pem())), None);
    for unreadable in ["", "no certificate", &pem[..pem.len() / 2], &pem.replace("CERTIFICATE", "PRIVATE KEY")] {
        assert_eq!(bad(unreadable), Some(BadRoots::Pem), "{unreadable}");
    }
    let odd = "-----BEGIN CERTIFICATE-----\naGVyb24=\n-----END CERTIFICATE-----\n";
    assert_eq!(bad(odd), Some(BadRoots::Certificate));
}
