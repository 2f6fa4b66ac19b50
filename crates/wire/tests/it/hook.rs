//! By a signed call.

use vigie_seal::Secret;
use vigie_testkit::{CallTaker, Manner};
use vigie_wire::{Channel, Hook, Recipient, SIGNATURE, TOLERANCE, WireError, verify};

use crate::notice;

const SECRET: &str = "forty herons at the pond";
/// When the notice of these tests leaves, in seconds since 1970 UTC.
const NOW: i64 = 1_793_491_200;

fn hook() -> Hook {
    Hook::new(Secret::new(SECRET.to_owned()))
}

fn to(taker: &CallTaker) -> Recipient {
    Recipient::Hook(format!("http://{}/duty?x=1", taker.at))
}

#[tokio::test]
async fn a_call_says_node_kind_key_and_link_and_nothing_else() {
    let taker = CallTaker::calls().await;
    assert_eq!(hook().notify(&notice(to(&taker))).await.unwrap().code, 204);
    let [call] = <[_; 1]>::try_from(taker.arrived()).unwrap();
    assert_eq!(call.path, "/duty?x=1");
    assert_eq!(
        call.body,
        r#"{"acknowledge":"https://help.example/console/ack/ab12","key":"0f0e0d0c","kind":"urgent","node":"Línea de ayuda"}"#
    );
    assert_eq!(call.header("content-type"), "application/json");
    assert_eq!(call.header("host"), taker.at.to_string());
}

#[tokio::test]
async fn a_receiver_can_tell_a_true_call_from_a_changed_a_foreign_and_an_old_one() {
    let taker = CallTaker::calls().await;
    hook().notify(&notice(to(&taker))).await.unwrap();
    let call = &taker.arrived()[0];
    let (signed, body) = (call.header(SIGNATURE), call.body.as_bytes());
    assert!(verify(SECRET, signed, body, NOW) && verify(SECRET, signed, body, NOW + TOLERANCE));
    assert!(!verify(SECRET, signed, body, NOW + TOLERANCE + 1), "played again");
    assert!(!verify(SECRET, &signed.replace("t=1793491200", "t=1793491900"), body, NOW + 700), "with another time");
    assert!(!verify("another secret", signed, body, NOW));
    assert!(!verify(SECRET, signed, call.body.replace("urgent", "test").as_bytes(), NOW));
    for junk in [
        "",
        "t=,v1=",
        "v1=00",
        "t=1793491200",
        "t=1793491200,v1=zz",
        "t=1793491200,v1=é",
        "t=9223372036854775807,v1=00",
    ] {
        assert!(!verify(SECRET, junk, body, NOW), "{junk}");
    }
}

#[tokio::test]
async fn a_refusal_and_a_cut_are_errors_and_no_address_without_tls_is_called() {
    let taker = CallTaker::calls().await;
    taker.behaves(Manner::Refuses);
    assert!(matches!(hook().notify(&notice(to(&taker))).await, Err(WireError::Refused { code: 503 })));
    taker.behaves(Manner::CutsAfter);
    assert!(matches!(hook().notify(&notice(to(&taker))).await, Err(WireError::Unreachable(_))));
    for address in ["http://duty.example/x", "ftp://localhost/x", "https://", "no address", "https://a:b@localhost/x"] {
        let answer = hook().notify(&notice(Recipient::Hook(address.to_owned()))).await;
        assert!(matches!(answer, Err(WireError::Address(_))), "{address}: {answer:?}");
    }
    // It speaks no TLS: nothing is said to it.
    let secure = Recipient::Hook(format!("https://{}/duty", taker.at));
    let before = taker.arrived().len();
    assert!(matches!(hook().notify(&notice(secure)).await, Err(WireError::Unreachable(_))));
    assert_eq!(taker.arrived().len(), before);
}
