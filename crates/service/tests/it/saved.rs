//! The file of the index: a start takes it and reads on from there; whatever is wrong with it, the answers are right.

use std::path::PathBuf;

use vigie_index::Index;
use vigie_model::given::Code;
use vigie_model::signal::CodeKind;
use vigie_service::Ctx;
use vigie_service::pictures::{self, By, Outcome, Verdict};
use vigie_testkit::{World, both_worlds};

use crate::pictures::{bank, code, digits, entry, given, gives, list, look, picture, verdict};

fn file(ctx: &Ctx) -> PathBuf {
    ctx.settings.index_dir.as_ref().unwrap().join("known.index")
}

/// The bits of the code of this number.
fn bits(n: u8) -> [u8; 32] {
    code("", 90, &digits(n, 0)).bits().unwrap()
}

/// Puts the pictures of these numbers on a list.
async fn listed(world: &World, name: &str, numbers: &[u8]) -> Vec<vigie_model::id::SignalId> {
    let bank = bank(world, list(name)).await;
    let entries: Vec<_> = numbers.iter().map(|n| entry(vec![code("as_stored", 90, &digits(*n, 0))])).collect();
    let keeper = world.administrator().await.signed(&world.ctx).await;
    let outcomes = pictures::add(&world.ctx, By::Member(&keeper), bank, &entries).await.unwrap();
    outcomes
        .into_iter()
        .map(|outcome| match outcome {
            Outcome::Added(id) => id,
            other => panic!("{other:?}"),
        })
        .collect()
}

#[tokio::test]
async fn a_start_takes_the_file_and_reads_on_and_no_visitors_code_is_in_it() {
    both_worlds(async |world| {
        let signals = listed(&world, "known", &[1, 2]).await;
        gives(&world, given(vec![picture(3)], false)).await;
        pictures::save_index(&world.ctx).await.unwrap();
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::Exact, "it goes on with the file");

        let bytes = std::fs::read(file(&world.ctx)).unwrap();
        let holds = |n: u8| bytes.windows(32).any(|some| some == bits(n));
        assert!(holds(1) && holds(2));
        assert!(!holds(3) && !holds(123), "what a visitor gave stays sealed");
        #[cfg(unix)]
        {
            let mode = |path: &std::path::Path| {
                std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).unwrap().permissions()) & 0o777
            };
            assert_eq!(mode(&file(&world.ctx)), 0o600);
            assert_eq!(mode(file(&world.ctx).parent().unwrap()), 0o700);
        }

        // What happens after it was written is read from the log.
        let keeper = world.administrator().await.signed(&world.ctx).await;
        pictures::withdraw(&world.ctx, By::Member(&keeper), signals[0]).await.unwrap();
        listed(&world, "later", &[4]).await;
        let started = world.second().await;
        for (n, expected) in [(1, Verdict::None), (2, Verdict::Exact), (3, Verdict::Exact), (4, Verdict::Exact)] {
            assert_eq!(verdict(&started, &digits(n, 0)).await, expected, "{n}");
            assert_eq!(verdict(&world.ctx, &digits(n, 0)).await, expected, "{n}");
        }
        assert_eq!(look(&started, &digits(2, 0)).await.matches.len(), 1);
        assert!(started.known.file_at() > 0, "it was the file");
    })
    .await;
}

/// A BMP of 96 by 96 points with enough to see in it.
fn busy() -> Vec<u8> {
    const SIDE: u32 = 96;
    let mut bytes = [b"BM".as_slice(), &[0; 8], &54_u32.to_le_bytes(), &40_u32.to_le_bytes()].concat();
    bytes.extend([SIDE.to_le_bytes(), SIDE.to_le_bytes(), [1, 0, 24, 0]].concat());
    bytes.resize(54, 0);
    for at in 0..SIDE * SIDE {
        let (x, y) = (at % SIDE / 12, at / SIDE / 12);
        bytes.extend([((x * 37 + y * 101 + x * y * 53) % 251).to_le_bytes()[0]; 3]);
    }
    bytes
}

#[tokio::test]
async fn digests_that_a_file_of_the_index_stands_for_are_looked_for_after_a_start() {
    both_worlds(async |world| {
        let kinds = async |ctx: &Ctx| {
            let seat = ctx.files.seat().unwrap();
            let query = pictures::read_query(ctx, seat, busy()).await.unwrap().unwrap();
            let kinds = query.faces.iter().map(|face| face.kind).filter(|kind| !kind.is_near());
            kinds.collect::<Vec<_>>()
        };
        listed(&world, "known", &[1]).await;
        assert_eq!(kinds(&world.ctx).await, []);
        let keeper = world.administrator().await.signed(&world.ctx).await;
        let bank = bank(&world, list("files")).await;
        for (kind, length, expected) in
            [(CodeKind::Sha1, 40, vec![CodeKind::Sha1]), (CodeKind::Md5, 32, vec![CodeKind::Md5, CodeKind::Sha1])]
        {
            let code = Code::new(kind, "", 100, &"7a".repeat(length / 2)).unwrap();
            pictures::add(&world.ctx, By::Member(&keeper), bank, &[entry(vec![code])]).await.unwrap();
            assert_eq!(kinds(&world.ctx).await, expected, "at once");
        }
        pictures::save_index(&world.ctx).await.unwrap();
        let started = world.second().await;
        assert_eq!(kinds(&started).await, [CodeKind::Md5, CodeKind::Sha1]);
        assert!(started.known.file_at() > 0, "it was the file");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_damaged_or_of_another_database_is_left_aside() {
    both_worlds(async |world| {
        listed(&world, "known", &[1, 2]).await;
        pictures::save_index(&world.ctx).await.unwrap();
        let whole = std::fs::read(file(&world.ctx)).unwrap();

        let mut damaged = whole.clone();
        let middle = damaged.len() / 2;
        damaged[middle] ^= 1;
        let strange = Index::from_bytes(whole.clone()).unwrap().1 ^ 1;
        for (name, bytes) in [("damaged", damaged), ("cut", whole[..whole.len() / 3].to_vec()), ("empty", Vec::new())] {
            std::fs::write(file(&world.ctx), bytes).unwrap();
            right(&world, name, false).await;
        }
        std::fs::remove_file(file(&world.ctx)).unwrap();
        Index::build([([9_u8; 32], 1)]).save(file(&world.ctx), strange).unwrap();
        right(&world, "another log", false).await;
        std::fs::remove_file(file(&world.ctx)).unwrap();
        std::fs::write(file(&world.ctx), whole).unwrap();
        right(&world, "whole", true).await;
    })
    .await;
}

#[tokio::test]
async fn a_file_that_lies_finds_nothing_that_the_rows_do_not_say() {
    both_worlds(async |world| {
        listed(&world, "known", &[1]).await;
        pictures::save_index(&world.ctx).await.unwrap();
        let (index, mark) = Index::open(file(&world.ctx)).unwrap();
        let num = index.within(bits(1), 0).unwrap().into_iter().next().unwrap().id;
        Index::build([(bits(7), num)]).save(file(&world.ctx), mark).unwrap();

        let started = world.second().await;
        assert_eq!(verdict(&started, &digits(7, 0)).await, Verdict::None);
        assert!(started.known.file_at() > 0, "the lie was taken for the file");
    })
    .await;
}

async fn right(world: &World, what: &str, taken: bool) {
    let started = world.second().await;
    for (n, expected) in [(1, Verdict::Exact), (2, Verdict::Exact), (9, Verdict::None)] {
        assert_eq!(verdict(&started, &digits(n, 0)).await, expected, "{what}: {n}");
    }
    assert_eq!(started.known.file_at() > 0, taken, "{what}");
}
