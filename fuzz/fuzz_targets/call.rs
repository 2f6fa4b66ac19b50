//! Any bytes as the body, the query and the path of any call of a program, in all four manners of speaking: whatever is
//! wrong with it is told as such, and nothing panics. A whole node on SQLite answers.
#![no_main]

use std::net::SocketAddr;
use std::sync::OnceLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use libfuzzer_sys::fuzz_target;
use tokio::runtime::Runtime;
use tower::ServiceExt;
use vigie_model::clock::DAY;
use vigie_service::api::{self, NewKey, Scope};
use vigie_service::{Ctx, second};
use vigie_store::Engine;
use vigie_testkit::World;
use vigie_web::{App, ROUTES, Role, Web};

struct Node {
    runtime: Runtime,
    router: Router,
    key: String,
    ctx: Ctx,
}

fn node() -> &'static Node {
    static NODE: OnceLock<Node> = OnceLock::new();
    NODE.get_or_init(|| {
        // Cannot fail: a machine that fuzzes has threads and a folder for temporary files.
        let runtime = Runtime::new().expect("threads");
        let (router, key, ctx) = runtime.block_on(async {
            let world = World::new(Engine::Sqlite).await;
            let key = key(&world).await;
            // Cannot fail: tests make the same pages.
            let app = App::new(world.ctx.clone(), Web::default()).expect("the pages can be made");
            let ctx = world.ctx.clone();
            // It is looked through for what was typed when it ends, and this one never does.
            std::mem::forget(world);
            (vigie_web::router(app), key, ctx)
        });
        Node { runtime, router, key, ctx }
    })
}

/// A key that may do everything, confirmed by a second member.
async fn key(world: &World) -> String {
    let ctx = &world.ctx;
    let adam = world.administrator().await.signed(ctx).await;
    let new = NewKey {
        owner: "Heron chat".to_owned(),
        scopes: Scope::ALL.to_vec(),
        agreement: "2026-17".to_owned(),
        quota: 1_000_000,
        expires: ctx.clock.now().plus(300 * DAY),
        basis: None,
        unseen: true,
        in_path: None,
    };
    // Cannot fail: it is made as members make it.
    let made = api::make(ctx, &adam, new).await.expect("a node").expect("a key");
    let ana = world.reviewer().await.signed(ctx).await;
    // Cannot fail: a key that follows the list is proposed.
    let all = second::open(ctx, &ana).await.expect("a node");
    let id = all.iter().find(|one| one.subject == made.id).expect("a proposal").id;
    // Cannot fail: nobody else decides.
    let confirmed = second::confirm(ctx, &ana, id).await.expect("a node");
    second::carry_out(ctx, &ana, confirmed).await.expect("a node");
    made.secret.expose().clone()
}

/// Characters of an address: others do not reach a handler.
fn address(bytes: &[u8]) -> String {
    bytes.iter().take(60).map(|byte| format!("%{byte:02X}")).collect()
}

fuzz_target!(|bytes: &[u8]| {
    let [which, kind, rest @ ..] = bytes else { return };
    let node = node();
    let calls: Vec<_> =
        ROUTES.iter().filter(|route| matches!(route.role, Role::Client | Role::Peer | Role::Program)).collect();
    let route = calls[usize::from(*which) % calls.len()];
    // Up to a zero byte it is the query, or what stands for a name in the path; behind it the body.
    let cut = rest.iter().position(|byte| *byte == 0).unwrap_or(0);
    let (head, body) = (&rest[..cut], rest[cut..].strip_prefix(b"\0").unwrap_or(rest));
    let mut path = String::new();
    for part in route.path.split_inclusive('/') {
        let name = part.trim_end_matches('/');
        path.push_str(if name.starts_with('{') { "1" } else { name });
        path.push_str(&part[name.len()..]);
    }
    if kind & 8 > 0 {
        path = path.replace("/1", &format!("/{}", address(head)));
    } else if let Ok(query) = std::str::from_utf8(head) {
        path = format!("{path}?{}", query.replace(|c: char| !c.is_ascii_graphic() || c == '#', "+"));
    }
    let types = ["application/json", "application/xml", "multipart/form-data; boundary=x", "image/jpeg"];
    let Ok(request) = Request::builder()
        .method(route.method.clone())
        .uri(&path)
        .header(header::AUTHORIZATION, format!("Bearer {}", node.key))
        .header(header::CONTENT_TYPE, types[usize::from(kind % 4)])
        .body(Body::from(body.to_vec()))
    else {
        return;
    };
    let mut request = request;
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40_000))));
    node.runtime.block_on(async {
        // Cannot fail, or that is what is looked for.
        let response = node.router.clone().oneshot(request).await.expect("an answer");
        let status = response.status().as_u16();
        // Cannot fail: the answer is in memory.
        let said = to_bytes(response.into_body(), 64 << 20).await.expect("the answer ends");
        assert!(status < 500 || status == 503, "{} {path}: {status}: {}", route.method, String::from_utf8_lossy(&said));
    });
    assert_eq!(node.ctx.metrics.panics.get(), 0, "{} {path}: a handler panicked", route.method);
});
