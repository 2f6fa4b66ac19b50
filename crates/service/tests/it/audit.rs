//! The audit: what somebody with the database's own tools does to it is found.

use sha2::{Digest, Sha256};
use vigie_model::audit::{LeafFields, link_bytes};
use vigie_model::clock::{HOUR, SECOND, entropy};
use vigie_model::id::new_uuid;
use vigie_service::audit::{self, Fault, Query, chain_waiting, verify};
use vigie_store::audit::{Leaf, Link};
use vigie_testkit::{World, both_worlds};

const TABLES: [&str; 3] = ["audit_leaves", "audit_links", "audit_checkpoints"];

async fn faults(world: &World) -> Vec<Fault> {
    verify(&world.ctx).await.unwrap().faults
}

/// A node after some use: a chain, a checkpoint in the database and heads outside it, and a copy to go back to.
async fn used(world: &World) {
    for _ in 0..3 {
        // A millisecond each, so that lines 4 to 6 are the reports'.
        world.passes(1);
        world.person().tells(&world.ctx).await.unwrap();
    }
    world.run_jobs().await;
    world.passes(2 * HOUR);
    world.run_jobs().await;
    for table in TABLES {
        world.database.run(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await;
    }
}

/// Undoes everything done to the audit.
async fn undo(world: &World) {
    for table in TABLES {
        world.database.run(&format!("DELETE FROM {table}")).await;
        world.database.run(&format!("INSERT INTO {table} SELECT * FROM kept_{table}")).await;
    }
    assert_eq!(faults(world).await, []);
}

async fn links(world: &World) -> Vec<Link> {
    vigie_store::audit::links_after(&mut world.ctx.store.read().await.unwrap(), 0, 1000).await.unwrap()
}

async fn leaves(world: &World) -> Vec<Leaf> {
    vigie_store::audit::leaves_after(&mut world.ctx.store.read().await.unwrap(), 0, 1000).await.unwrap()
}

fn plain_hash(leaf: &Leaf) -> Vec<u8> {
    let Leaf { id, kind, subject, at_ms, details, commitments, .. } = leaf;
    let fields = LeafFields { id: *id, kind, subject: *subject, at_ms: *at_ms, details, commitments };
    Sha256::digest(fields.encoded()).to_vec()
}

/// Makes every link follow from the one before: anybody can, no key is in it.
async fn make_the_chain_fit(world: &World) {
    let mut previous = Vec::new();
    for (link, leaf) in links(world).await.into_iter().zip(leaves(world).await) {
        previous = Sha256::digest(link_bytes(link.seq, &previous, &plain_hash(&leaf))).to_vec();
        let hash = world.database.literal(&previous);
        world.database.run(&format!("UPDATE audit_links SET hash = {hash} WHERE seq = {}", link.seq)).await;
    }
}

#[tokio::test]
async fn an_untouched_audit_has_no_fault_and_covers_everything() {
    both_worlds(async |world| {
        used(&world).await;
        let outcome = verify(&world.ctx).await.unwrap();
        assert_eq!(outcome.faults, []);
        assert_eq!(outcome.links, world.database.number("SELECT count(*) FROM audit_leaves").await);
        assert_eq!(outcome.waiting, 0);
        assert!(outcome.checkpoints >= 3, "one in the database, the same outside, and the head");
        world.person().tells(&world.ctx).await.unwrap();
        let outcome = verify(&world.ctx).await.unwrap();
        assert_eq!((outcome.waiting, outcome.faults), (1, Vec::new()));
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn changed_removed_and_moved_lines_are_found() {
    both_worlds(async |world| {
        used(&world).await;
        let (id, second) = (leaves(&world).await[1].id, "(SELECT leaf_id FROM audit_links WHERE seq = 2)");
        let tampers: [(&str, Vec<String>, Vec<Fault>); 6] = [
            (
                "a changed leaf",
                vec![format!("UPDATE audit_leaves SET at_ms = at_ms + 1 WHERE id = {second}")],
                vec![Fault::Changed(id), Fault::Broken(2)],
            ),
            (
                "a leaf and its link removed",
                vec![
                    format!("DELETE FROM audit_leaves WHERE id = {second}"),
                    "DELETE FROM audit_links WHERE seq = 2".to_owned(),
                ],
                vec![Fault::Removed(2), Fault::Broken(3)],
            ),
            ("a leaf removed", vec![format!("DELETE FROM audit_leaves WHERE id = {second}")], vec![Fault::Removed(2)]),
            (
                "a link removed",
                vec!["DELETE FROM audit_links WHERE seq = 2".to_owned()],
                vec![Fault::Removed(2), Fault::Broken(3), Fault::Unlinked(1)],
            ),
            (
                "two links swapped",
                [(2, -1), (3, 2), (-1, 3)]
                    .map(|(from, to)| format!("UPDATE audit_links SET seq = {to} WHERE seq = {from}"))
                    .to_vec(),
                vec![Fault::Broken(2), Fault::Broken(3), Fault::Broken(4)],
            ),
            (
                "a mac replaced",
                vec![format!("UPDATE audit_leaves SET mac = hash WHERE id = {second}")],
                vec![Fault::Inserted(id)],
            ),
        ];
        for (what, statements, expected) in tampers {
            for statement in statements {
                world.database.run(&statement).await;
            }
            assert_eq!(faults(&world).await, expected, "{what}");
            undo(&world).await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_written_without_the_key_file_is_found_even_if_every_hash_fits() {
    both_worlds(async |world| {
        used(&world).await;

        // A leaf of the forger's own, which the node then chains without knowing.
        let now = world.ctx.clock.now();
        let mut forged = Leaf { id: new_uuid(now, &mut entropy()), at_ms: now.ms(), ..leaves(&world).await[0].clone() };
        forged.hash = plain_hash(&forged);
        let mut tx = world.ctx.store.begin("test").await.unwrap();
        vigie_store::audit::insert(&mut tx, &forged).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(faults(&world).await, [Fault::Inserted(forged.id)]);
        chain_waiting(&world.ctx).await.unwrap();
        assert_eq!(faults(&world).await, [Fault::Inserted(forged.id)]);
    })
    .await;
    both_worlds(async |world| {
        used(&world).await;
        let last = links(&world).await.len();

        // A changed leaf with its hash made right, and the chain after it too.
        let mut changed = leaves(&world).await[1].clone();
        changed.at_ms += 1;
        let hash = world.database.literal(&plain_hash(&changed));
        let change = format!("UPDATE audit_leaves SET at_ms = at_ms + 1, hash = {hash} WHERE id = (SELECT leaf_id FROM audit_links WHERE seq = 2)");
        world.database.run(&change).await;
        make_the_chain_fit(&world).await;
        let found = faults(&world).await;
        assert!(found.contains(&Fault::Inserted(changed.id)), "{found:?}");
        assert!(found.contains(&Fault::Cut(i64::try_from(last).unwrap())), "{found:?}");
        undo(&world).await;

        // A line taken out and the rest moved up, every hash made right: only what was signed tells.
        for statement in [
            "DELETE FROM audit_leaves WHERE id = (SELECT leaf_id FROM audit_links WHERE seq = 2)",
            "DELETE FROM audit_links WHERE seq = 2",
            "UPDATE audit_links SET seq = -seq WHERE seq > 2",
            "UPDATE audit_links SET seq = -seq - 1 WHERE seq < 0",
            "DELETE FROM audit_checkpoints",
        ] {
            world.database.run(statement).await;
        }
        make_the_chain_fit(&world).await;
        let found = faults(&world).await;
        assert!(found.iter().any(|fault| matches!(fault, Fault::Cut(_))), "{found:?}");
    })
    .await;
}

#[tokio::test]
async fn a_cut_end_is_found_by_the_checkpoint_and_by_the_head_outside() {
    both_worlds(async |world| {
        used(&world).await;
        let length = i64::try_from(links(&world).await.len()).unwrap();
        let cut = [
            format!(
                "DELETE FROM audit_leaves WHERE id IN (SELECT leaf_id FROM audit_links WHERE seq > {})",
                length - 2
            ),
            format!("DELETE FROM audit_links WHERE seq > {}", length - 2),
        ];
        for outside in [false, true] {
            for statement in &cut {
                world.database.run(statement).await;
            }
            if outside {
                world.database.run("DELETE FROM audit_checkpoints").await;
            } else {
                std::fs::rename(world.database.dir.join("audit"), world.database.dir.join("hidden")).unwrap();
            }
            let found = faults(&world).await;
            assert!(found.contains(&Fault::Cut(length)) && found.contains(&Fault::Silent(2)), "{outside}: {found:?}");
            if !outside {
                std::fs::rename(world.database.dir.join("hidden"), world.database.dir.join("audit")).unwrap();
            }
            undo(&world).await;
        }

        // The line of a report that was not chained yet.
        world.person().tells(&world.ctx).await.unwrap();
        world.database.run("DELETE FROM audit_leaves WHERE chained = 0").await;
        assert_eq!(faults(&world).await, [Fault::Silent(1)]);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_forged_checkpoint_is_found() {
    both_worlds(async |world| {
        used(&world).await;
        let seq = world.database.number("SELECT max(seq) FROM audit_checkpoints").await;
        let last = "at_ms = (SELECT max(at_ms) FROM audit_checkpoints)";
        for forgery in [
            format!("UPDATE audit_checkpoints SET head = {} WHERE {last}", world.database.literal(&[7; 32])),
            format!("UPDATE audit_checkpoints SET at_ms = at_ms + 1 WHERE {last}"),
            format!("UPDATE audit_checkpoints SET signature = {} WHERE {last}", world.database.literal(&[7; 64])),
            format!("UPDATE audit_checkpoints SET signature = {} WHERE {last}", world.database.literal(b"short")),
        ] {
            assert_eq!(world.database.run(&forgery).await, 1);
            assert_eq!(faults(&world).await, [Fault::Forged(seq)], "{forgery}");
            undo(&world).await;
        }
    })
    .await;
}

#[tokio::test]
async fn checking_a_node_at_work_raises_no_false_alarm() {
    both_worlds(async |world| {
        let (ana, other) = (world.person(), world.second().await);
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        let pass = ana.pass(&world.ctx, &code).await;
        let work = async {
            for _ in 0..40 {
                vigie_service::thread::quiet(&world.ctx, &pass).await.unwrap();
                chain_waiting(&world.ctx).await.unwrap();
                vigie_service::audit::checkpoint(&world.ctx).await.unwrap();
                world.passes(SECOND);
            }
        };
        let check = async {
            for _ in 0..60 {
                assert_eq!(verify(&other).await.unwrap().faults, []);
            }
        };
        tokio::join!(work, check);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn two_processes_that_chain_at_once_make_one_chain() {
    both_worlds(async |world| {
        let (ana, other) = (world.person(), world.second().await);
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        for _ in 0..10 {
            ana.opens(&world.ctx, &code).await.unwrap();
            // One of the two may lose the place in the chain: it tries again at its next run.
            let _ = tokio::join!(chain_waiting(&world.ctx), chain_waiting(&other));
        }
        chain_waiting(&world.ctx).await.unwrap();
        let outcome = verify(&world.ctx).await.unwrap();
        assert_eq!((outcome.waiting, outcome.faults), (0, Vec::new()));
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn an_export_in_small_pieces_holds_every_line_once_and_each_piece_is_written_down() {
    both_worlds(async |world| {
        used(&world).await;
        let dora = world.auditor().await.signed(&world.ctx).await;
        let all = audit::search(&world.ctx, &dora, &Query::default(), 1000).await.unwrap();
        assert!(all.next.is_none() && all.entries.len() > 4);
        let (mut ids, mut query, mut pieces) = (Vec::new(), Query::default(), 0);
        loop {
            world.passes(1);
            let found = audit::export(&world.ctx, &dora, &query, 2).await.unwrap();
            assert!(found.entries.len() <= 2);
            pieces += i64::from(!found.entries.is_empty());
            ids.extend(found.entries.iter().map(|entry| entry.id));
            query.before = found.next;
            if query.before.is_none() {
                break;
            }
        }
        assert_eq!(ids, all.entries.iter().map(|entry| entry.id).collect::<Vec<_>>());
        let told = "SELECT count(*) FROM audit_leaves WHERE kind = 'audit.exported'";
        assert_eq!(world.database.number(told).await, pieces);
    })
    .await;
}
