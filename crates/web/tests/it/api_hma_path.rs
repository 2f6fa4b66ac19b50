//! Clients of HMA that cannot send a header: their key is in the path, and nowhere else than there.

use std::net::SocketAddr;

use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use vigie_model::signal::CodeKind;
use vigie_service::api::Scope;
use vigie_store::Engine;
use vigie_testkit::logged;

use crate::api::json_of;
use crate::known::{LISTED, PICTURE, code, in_path, key, list, look, put};
use crate::node::{Ask, Node, in_lang};

/// Where its program is.
const HOME: &str = "192.0.2.7";

#[tokio::test]
async fn a_key_in_the_path_asks_in_the_words_of_hma_from_its_networks_alone() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let node = Node::open_on(engine).await;
        let (_, secret) = in_path(&node, &[Scope::Match], "192.0.2.0/24").await;
        let heron = list(&node, "Heron list", &[]).await;
        put(&node, heron, &[code(CodeKind::Pdq, LISTED)]).await;
        let get = async |path: &str, from: &str| node.send(Ask::get(path).from(from)).await;
        let lookup = format!("/hma/k/{secret}/m/lookup?signal={LISTED}&signal_type=pdq");
        let found = json!({ "HERON_LIST": [{ "bank_content_id": 1, "distance": "-" }] });
        assert_eq!(json_of(&get(&lookup, HOME).await.is(200)), found);
        // The address of a client's setting ends with a slash. A redirect would have to repeat the key.
        let banks = json!([{ "name": "HERON_LIST", "matching_enabled_ratio": 1.0 }]);
        assert_eq!(json_of(&get(&format!("/hma/k/{secret}//c/banks"), HOME).await.is(200)), banks);
        get(&format!("/hma/k/{secret}/h/hash?url=http://127.0.0.1/a"), HOME).await.is(403);
        let elsewhere = ["198.51.100.1", "127.0.0.1", "2001:db8::1"];
        for from in elsewhere {
            let refused = get(&lookup, from).await.is(401);
            assert_eq!(json_of(&refused), json!({ "message": "Unauthorized" }));
        }
        // It is no key anywhere else: not as a header, not before another surface, and a key for headers is none here.
        node.send(look(&secret, "/hma/c/banks").from(HOME)).await.is(401);
        node.send(look(&secret, "/api/v1/banks").from(HOME)).await.is(401);
        let (_, plain) = key(&node, &[Scope::Match], false).await;
        get(&format!("/hma/k/{plain}/c/banks"), HOME).await.is(401);
        for other in ["/stopncii", "/ncmec", "/api"] {
            get(&format!("{other}/k/{secret}/v1/banks"), HOME).await.is(404);
        }
        // A header is first: one that is wrong is not made good by the path, and one that is right needs none.
        let ask = |header: &str, path: &str| Ask::get(path).from(HOME).with("authorization", header);
        node.send(ask("Bearer none", &lookup)).await.is(401);
        node.send(ask("Basic bm9uZTpub25l", &lookup)).await.is(401);
        node.send(ask(&format!("Bearer {plain}"), "/hma/k/none/c/banks").from("198.51.100.1")).await.is(200);
        for nothing in ["/hma/k", "/hma/k/", "/hma/k/none", "/hma/k/none/none"] {
            get(nothing, HOME).await.is(404);
        }
        get("/hma/k/none/status", HOME).await.is(200);
    }
}

#[tokio::test]
async fn the_key_is_in_no_log_no_error_no_redirect_and_no_metric() {
    let node = Node::open().await;
    let (_, secret) = in_path(&node, &[Scope::Match], "127.0.0.1").await;
    let hidden = secret.rsplit('_').next().expect("a secret").to_owned();
    // Over a real connection, with everything logged at every level.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let router = node.router().into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let asked = [
        ("GET", format!("/hma/k/{secret}/c/banks"), "200"),
        ("GET", format!("/hma//k/{secret}//c/banks"), "200"),
        ("GET", format!("/hma/k/{secret}/m/lookup?signal={PICTURE}&signal_type=pdq"), "200"),
        ("GET", format!("/hma/k/{secret}/c/bank/NONE"), "404"),
        ("GET", format!("/hma/k/{secret}/none"), "404"),
        ("GET", format!("/hma/k/{secret}/m/lookup"), "422"),
        ("PUT", format!("/hma/k/{secret}/c/banks"), "405"),
        ("GET", format!("/hma/k/{}/c/banks", secret.replace("vigie_", "vigie_0")), "401"),
        ("GET", format!("/hma/k/a{secret}/c/banks"), "401"),
        ("GET", format!("/HMA/k/{secret}/c/banks"), "404"),
        ("GET", format!("/stopncii/k/{secret}/c/banks"), "404"),
    ];
    for (method, path, status) in &asked {
        let mut stream = TcpStream::connect(at).await.unwrap();
        let request = format!("{method} {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{method}: {answer}");
        assert!(!answer.contains(&hidden), "{status}: {answer}");
    }
    server.abort();
    // From another address it is refused, and the log says which key that was by the part of it that may be read.
    node.send(Ask::get(&format!("/hma/k/{secret}/c/banks")).from(HOME)).await.is(401);
    let tried = format!("{}… was shown in a path", secret.strip_suffix(&hidden).expect("a secret"));
    assert_eq!(logged(std::slice::from_ref(&tried)), [tried]);
    assert!(!node.ctx.metrics.render().contains(&hidden));
    assert_eq!(logged(std::slice::from_ref(&hidden)), Vec::<String>::new());
    // The log is listened to: what is known to be written into it is found there.
    tracing::info!("heard-{}", &hidden[..12]);
    let heard = format!("heard-{}", &hidden[..12]);
    assert_eq!(logged(std::slice::from_ref(&heard)), [heard]);
    for (name, bytes) in node.stored() {
        assert!(!bytes.windows(hidden.len()).any(|piece| piece == hidden.as_bytes()), "{name:?}");
    }
}

#[tokio::test]
async fn it_is_made_in_the_console_in_every_language_and_not_without_networks() {
    let node = Node::open().await;
    let adam = node.signs_in("adam").await;
    for lang in vigie_lang::Lang::ALL {
        let form = |scope: &'static str, networks: &'static str| {
            let fields = [
                ("l", lang.code()),
                ("owner", "Heron chat"),
                ("agreement", "2026-17"),
                ("scope", scope),
                ("in-path", "yes"),
                ("networks", networks),
                ("quota", "100"),
                ("expires", "2027-03-31"),
            ];
            Ask::post("/console/api", &fields).cookie(&adam)
        };
        for (scope, networks, error) in [
            ("match", "", "api-error-networks"),
            ("match", "herons", "api-error-networks"),
            ("match", "0.0.0.0/0", "api-error-networks"),
            ("text", "192.0.2.0/24", "api-error-path"),
        ] {
            let page = node.send(form(scope, networks)).await.is(422);
            crate::site::says(&page, lang, error);
            assert!(page.body.contains("id=\"in-path\" name=\"in-path\" value=\"yes\" checked"));
        }
        let made = node.send(form("match", "192.0.2.7/24, 2001:db8::/48")).await.is(200);
        crate::site::says(&made, lang, "api-secret-path");
        let secret =
            made.body.split("class=\"secret\"><bdi dir=\"ltr\">").nth(1).and_then(|rest| rest.split('<').next());
        let path = format!("/hma/k/{}/c/banks", secret.expect("a secret"));
        node.send(Ask::get(&path).from(HOME)).await.is(200);
        let page = node.send(Ask::get(&in_lang("/console/api", lang)).cookie(&adam)).await.is(200);
        assert!(page.visible().contains("192.0.2.0/24, 2001:db8::/48"));
    }
}
