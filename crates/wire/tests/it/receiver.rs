//! Calls to programs that asked for them.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use vigie_seal::Secret;
use vigie_testkit::{CallTaker, Manner};
use vigie_wire::{Receipt, Receivers, SIGNATURE, WireError, verify};

const SECRET: &str = "forty herons at the pond";
/// When the calls of these tests are made, in seconds since 1970 UTC.
const NOW: i64 = 1_793_491_200;

fn receivers(hosts: &[&str]) -> Receivers {
    Receivers::new(hosts.iter().map(|host| host.parse().unwrap()).collect())
}

async fn call(receivers: &Receivers, address: &str) -> Result<Receipt, WireError> {
    receivers.call(address, &Secret::new(SECRET.to_owned()), NOW, r#"{"events":[]}"#.to_owned()).await
}

#[tokio::test]
async fn a_listed_address_is_called_once_with_a_signature_over_time_and_body() {
    let taker = CallTaker::calls().await;
    let receivers = receivers(&[&taker.at.to_string()]);
    assert_eq!(call(&receivers, &format!("http://{}/vigie?x=1", taker.at)).await.unwrap().code, 204);
    let [arrived] = <[_; 1]>::try_from(taker.arrived()).unwrap();
    assert_eq!((arrived.path.as_str(), arrived.body.as_str()), ("/vigie?x=1", r#"{"events":[]}"#));
    assert!(verify(SECRET, arrived.header(SIGNATURE), arrived.body.as_bytes(), NOW));
    assert!(!verify("another secret", arrived.header(SIGNATURE), arrived.body.as_bytes(), NOW));
}

#[tokio::test]
async fn a_redirect_is_an_error_and_nobody_follows_it() {
    let taker = CallTaker::calls().await;
    let receivers = receivers(&[&taker.at.to_string()]);
    taker.behaves(Manner::Redirects);
    let answer = call(&receivers, &format!("http://{}/vigie", taker.at)).await;
    assert!(matches!(answer, Err(WireError::Refused { code: 307 })), "{answer:?}");
    assert_eq!(taker.arrived().len(), 1);
}

/// A name that leads into the machine is not called, also when its host is listed; only an address written out is.
#[tokio::test]
async fn a_listed_name_that_leads_into_the_machine_is_not_called() {
    let taker = CallTaker::calls().await;
    let port = taker.at.port();
    let receivers = receivers(&[&format!("localhost:{port}"), &format!("127.0.0.1:{port}")]);
    let inside = call(&receivers, &format!("https://localhost:{port}/vigie")).await;
    assert!(matches!(inside, Err(WireError::Inside)), "{inside:?}");
    let unlisted = call(&receivers, &format!("http://127.0.0.2:{port}/vigie")).await;
    assert!(matches!(unlisted, Err(WireError::Unlisted)), "{unlisted:?}");
    let plain = call(&receivers, &format!("http://localhost:{port}/vigie")).await;
    assert!(matches!(plain, Err(WireError::Address(_))), "{plain:?}");
    // It speaks no TLS: nothing is said to it.
    let secure = call(&receivers, &format!("https://127.0.0.1:{port}/vigie")).await;
    assert!(matches!(secure, Err(WireError::Unreachable(_))), "{secure:?}");
    assert_eq!(taker.arrived().len(), 0);
}

/// Whoever never answers, and whoever never ends the head of an answer, holds nobody for long and fills no memory.
#[tokio::test]
async fn an_answer_that_never_ends_is_cut() {
    for flood in [false, true] {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let at = listener.local_addr().unwrap();
        let serving = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut read = [0; 4096];
            let _ = stream.read(&mut read).await;
            let mut sent = 0usize;
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nx: ").await;
            while flood && stream.write_all(&[b'a'; 4096]).await.is_ok() {
                sent += 4096;
            }
            if !flood {
                // The caller ends it.
                let _ = stream.read(&mut read).await;
            }
            sent
        });
        let begun = Instant::now();
        let answer = call(&receivers(&[&at.to_string()]), &format!("http://{at}/vigie")).await;
        assert!(answer.is_err() && begun.elapsed() < Duration::from_secs(8), "{answer:?}");
        let late = matches!(answer, Err(WireError::Late));
        assert_eq!(late, !flood, "{answer:?}");
        // What the kernel holds for both sides is more than we take in, and bounded.
        assert!(serving.await.unwrap() < 16 * 1024 * 1024);
    }
}
