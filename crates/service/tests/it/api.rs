//! Keys of programs: who makes them, what a thief of the database can do with them, and two processes at once.

use uuid::Uuid;
use vigie_model::clock::DAY;
use vigie_service::api::{self, Basis, Client, Network, NewKey, Origin, PrivateScan, Refusal, Scope};
use vigie_service::login::Signed;
use vigie_service::second::{self, Kind, ProposalId};
use vigie_service::{Ctx, ServiceError};
use vigie_testkit::both_worlds;

fn new(ctx: &Ctx, quota: i64) -> NewKey {
    NewKey {
        owner: "Heron chat".to_owned(),
        scopes: vec![Scope::Text],
        agreement: "2026-17".to_owned(),
        quota,
        expires: ctx.clock.now().plus(100 * DAY),
        basis: None,
        unseen: false,
        in_path: None,
    }
}

async fn makes(ctx: &Ctx, signed: &Signed, quota: i64) -> (Uuid, String) {
    let made = api::make(ctx, signed, new(ctx, quota)).await.unwrap().unwrap();
    (made.id, made.secret.expose().clone())
}

async fn known(ctx: &Ctx, secret: &str) -> Client {
    api::authenticate(ctx, secret).await.unwrap()
}

#[tokio::test]
async fn only_an_administrator_makes_changes_and_sees_keys() {
    both_worlds(async |world| {
        let ctx = &world.ctx;
        let ana = world.reviewer().await.signed(ctx).await;
        let adam = world.administrator().await.signed(ctx).await;
        assert!(matches!(api::make(ctx, &ana, new(ctx, 1)).await, Err(ServiceError::NotFound)));
        let (id, secret) = makes(ctx, &adam, 10).await;
        assert!(matches!(api::list(ctx, &ana).await, Err(ServiceError::NotFound)));
        assert!(matches!(api::rotate(ctx, &ana, id, DAY).await, Err(ServiceError::NotFound)));
        assert!(matches!(api::revoke(ctx, &ana, id).await, Err(ServiceError::NotFound)));
        let client = known(ctx, &secret).await;
        assert_eq!((client.key, client.may(Scope::Text)), (id, true));
        let now = ctx.clock.now();
        assert_eq!(client.may_read(Origin::UserReport, now), Ok(()));
        assert_eq!(client.may_read(Origin::PrivateScan, now), Err(PrivateScan::NoGround));
        world.run_jobs().await;
    })
    .await;
}

/// The proposal about a key, as this member sees it.
async fn proposal(ctx: &Ctx, member: &Signed, key: Uuid) -> ProposalId {
    let all = second::open(ctx, member).await.unwrap();
    let one = all.iter().find(|one| one.subject == key).expect("a proposal");
    assert_eq!(one.kind, Kind::ListKey);
    assert_eq!(one.ground.as_deref(), Some("Heron chat\n2026-17\n2027-02-08"));
    one.id
}

#[tokio::test]
async fn a_key_that_follows_the_list_opens_nothing_until_a_second_member_says_yes() {
    both_worlds(async |world| {
        let ctx = &world.ctx;
        let adam = world.administrator().await.signed(ctx).await;
        let cleo = world.reviewer().await.signed(ctx).await;
        let list = || NewKey { scopes: vec![Scope::Match, Scope::List], ..new(ctx, 10) };
        let [made, other, revoked] = [
            api::make(ctx, &adam, list()).await.unwrap().unwrap(),
            api::make(ctx, &adam, list()).await.unwrap().unwrap(),
            api::make(ctx, &adam, list()).await.unwrap().unwrap(),
        ];
        assert!(made.waits && !api::make(ctx, &adam, new(ctx, 1)).await.unwrap().unwrap().waits);
        let shown = async |secret: &str| api::recognise(ctx, secret).await;
        let waits = |found: Result<Client, ServiceError>| matches!(found, Err(ServiceError::Waits));
        assert!(waits(shown(made.secret.expose()).await));
        // A new secret of a key that waits waits too.
        let renewed = api::rotate(ctx, &adam, made.id, 0).await.unwrap();
        assert!(renewed.waits && waits(shown(renewed.secret.expose()).await));

        let own = proposal(ctx, &adam, made.id).await;
        assert!(matches!(second::confirm(ctx, &adam, own).await, Err(ServiceError::NotFound)), "not alone");
        let confirmed = second::confirm(ctx, &cleo, proposal(ctx, &cleo, made.id).await).await.unwrap();
        assert!(waits(shown(renewed.secret.expose()).await), "a yes that is not carried out opens nothing");
        second::carry_out(ctx, &cleo, confirmed).await.unwrap();
        let client = shown(renewed.secret.expose()).await.unwrap();
        assert!(client.key == made.id && client.may(Scope::List));

        second::refuse(ctx, &cleo, proposal(ctx, &cleo, other.id).await).await.unwrap();
        assert!(waits(shown(other.secret.expose()).await));
        let late = proposal(ctx, &cleo, revoked.id).await;
        api::revoke(ctx, &adam, revoked.id).await.unwrap();
        let late = second::confirm(ctx, &cleo, late).await.unwrap();
        assert!(matches!(second::carry_out(ctx, &cleo, late).await, Err(ServiceError::NotFound)));
        let all = api::list(ctx, &adam).await.unwrap();
        let waiting: Vec<_> = all.iter().filter(|key| key.waits).map(|key| key.id).collect();
        assert!(waiting.contains(&other.id) && !waiting.contains(&made.id));
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn who_writes_into_the_database_makes_prolongs_and_revives_no_key() {
    both_worlds(async |world| {
        let ctx = &world.ctx;
        let adam = world.administrator().await.signed(ctx).await;
        let (revoked, first) = makes(ctx, &adam, 10).await;
        world.passes(1);
        let (_, second) = makes(ctx, &adam, 10).await;
        api::revoke(ctx, &adam, revoked).await.unwrap();
        world.database.run("UPDATE api_keys SET revoked_at_ms = NULL").await;
        assert!(matches!(api::authenticate(ctx, &first).await, Err(ServiceError::NoMatch)));
        known(ctx, &second).await;
        world.database.run("UPDATE api_secrets SET until_ms = 9000000000000").await;
        assert!(matches!(api::authenticate(ctx, &second).await, Err(ServiceError::NoMatch)));
        world.database.run("UPDATE api_secrets SET until_ms = NULL").await;
        known(ctx, &second).await;
        // A secret of one key does not become that of another.
        world.database.run("UPDATE api_secrets SET key_id = (SELECT id FROM api_keys ORDER BY at_ms LIMIT 1)").await;
        let both = [api::authenticate(ctx, &first).await, api::authenticate(ctx, &second).await];
        assert!(both.into_iter().all(|one| one.is_err()));
        assert!(ctx.metrics.untrusted.get() > 0);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn two_processes_together_answer_no_more_calls_than_the_day_has() {
    both_worlds(async |world| {
        let (one, other) = (&world.ctx, world.second().await);
        let adam = world.administrator().await.signed(one).await;
        let (_, secret) = makes(one, &adam, 1_000).await;
        let client = known(one, &secret).await;
        let mut answered = 0;
        for at in 0..1_200 {
            let quota = api::take(if at % 3 == 0 { one } else { &other }, &client).await.unwrap();
            answered += i64::from(quota.allowed);
            assert!(quota.left >= 0 && quota.left < 1_000);
        }
        assert_eq!(answered, 1_000);
        one.clock.advance(DAY);
        assert!(api::take(one, &client).await.unwrap().allowed);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn of_two_administrators_at_once_one_is_told() {
    both_worlds(async |world| {
        let ctx = &world.ctx;
        let adam = world.administrator().await.signed(ctx).await;
        let (id, _) = makes(ctx, &adam, 10).await;
        let (one, other) = tokio::join!(api::rotate(ctx, &adam, id, DAY), api::revoke(ctx, &adam, id));
        match (one, other) {
            (Ok(_), Ok(())) => {}
            (one, Ok(())) => assert!(matches!(one, Err(ServiceError::NotFound | ServiceError::Store(_)))),
            (Ok(_), Err(error)) => assert!(error.is_conflict()),
            (Err(_), Err(_)) => panic!("nobody was first"),
        }
        let key = api::list(ctx, &adam).await.unwrap().remove(0);
        assert!(key.secrets.iter().filter(|one| one.until.is_none()).count() == 1);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_key_that_was_shown_a_moment_ago_ends_at_once_here_and_within_a_second_elsewhere() {
    both_worlds(async |world| {
        let (one, other) = (&world.ctx, world.second().await);
        let adam = world.administrator().await.signed(one).await;
        let (id, secret) = makes(one, &adam, 10).await;
        let (_, kept) = makes(one, &adam, 10).await;
        for ctx in [one, &other] {
            assert_eq!(api::recognise(ctx, &secret).await.unwrap().key, id);
            assert!(matches!(api::recognise(ctx, &format!("{secret}0")).await, Err(ServiceError::NoMatch)));
        }
        // Read again only when it has to be: what somebody did to the row is seen a second later.
        world.database.run("UPDATE api_secrets SET until_ms = 9000000000000").await;
        assert!(api::recognise(one, &kept).await.is_err(), "never shown here before");
        assert_eq!(api::recognise(one, &secret).await.unwrap().key, id);
        world.database.run("UPDATE api_secrets SET until_ms = NULL").await;
        api::revoke(one, &adam, id).await.unwrap();
        assert!(matches!(api::recognise(one, &secret).await, Err(ServiceError::Expired)));
        api::recognise(&other, &secret).await.unwrap();
        one.clock.advance(1_000);
        assert!(matches!(api::recognise(&other, &secret).await, Err(ServiceError::Expired)));
        assert!(api::recognise(one, &kept).await.is_ok());
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_key_of_the_path_opens_nothing_elsewhere_and_nothing_from_elsewhere() {
    both_worlds(async |world| {
        let ctx = &world.ctx;
        let adam = world.administrator().await.signed(ctx).await;
        let networks = Network::list("192.0.2.0/24, 2001:db8::/48").unwrap();
        let path = |scopes: &[Scope], networks: &[Network]| NewKey {
            scopes: scopes.to_vec(),
            in_path: Some(networks.to_vec()),
            ..new(ctx, 10)
        };
        let many = vec![networks[0]; api::MOST_NETWORKS + 1];
        let day = ctx.clock.now().plus(DAY);
        let word = || "a ground".to_owned();
        let ground = Basis { jurisdiction: word(), ground: word(), signer: word(), until: day };
        for (refused, why) in [
            (path(&[Scope::Match], &[]), Refusal::Networks),
            (path(&[Scope::Match], &many), Refusal::Networks),
            (path(&[Scope::Match, Scope::Distance], &networks), Refusal::Path),
            (path(&[Scope::Text], &networks), Refusal::Path),
            (path(&[Scope::Match, Scope::List], &networks), Refusal::Path),
            (path(&[Scope::Write], &networks), Refusal::Path),
            (NewKey { basis: Some(ground), ..path(&[Scope::Match], &networks) }, Refusal::Path),
            (NewKey { expires: ctx.clock.now(), ..path(&[Scope::Match], &networks) }, Refusal::Day),
        ] {
            assert_eq!(api::make(ctx, &adam, refused).await.unwrap().unwrap_err(), why);
        }
        let made = api::make(ctx, &adam, path(&[Scope::Match, Scope::Bytes], &networks)).await.unwrap().unwrap();
        assert!(made.in_path);
        let (secret, (_, plain)) = (made.secret.expose().clone(), makes(ctx, &adam, 10).await);
        let shown = async |secret: &str, from: &str| api::authenticate_path(ctx, secret, from.parse().unwrap()).await;
        for inside in ["192.0.2.255", "::ffff:192.0.2.1", "2001:db8::9"] {
            assert_eq!(shown(&secret, inside).await.unwrap().key, made.id);
        }
        for outside in ["192.0.3.0", "127.0.0.1", "2001:db8:1::1"] {
            assert!(matches!(shown(&secret, outside).await, Err(ServiceError::NoMatch)));
        }
        // Neither kind of key does for the other.
        assert!(matches!(api::authenticate(ctx, &secret).await, Err(ServiceError::NoMatch)));
        assert!(matches!(shown(&plain, "192.0.2.1").await, Err(ServiceError::NoMatch)));
        let rotated = api::rotate(ctx, &adam, made.id, 0).await.unwrap();
        assert!(rotated.in_path);
        assert!(matches!(shown(&secret, "192.0.2.1").await, Err(ServiceError::Expired)));
        let secret = rotated.secret.expose().clone();
        shown(&secret, "192.0.2.1").await.unwrap();
        ctx.clock.advance(100 * DAY);
        assert!(matches!(shown(&secret, "192.0.2.1").await, Err(ServiceError::Expired)));
        world.run_jobs().await;
    })
    .await;
}
