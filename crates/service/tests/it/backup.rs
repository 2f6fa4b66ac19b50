//! Backups: whole while the house is at work, restored on either engine, and what was erased stays erased.

use std::path::PathBuf;

use vigie_model::case::ERASE_AFTER;
use vigie_model::clock::entropy;
use vigie_seal::{KeyFile, ReceiptCode, RecoveryKey};
use vigie_service::backup::{self, BackupError, Identity, Lists};
use vigie_service::{Ctx, ServiceError, Settings, StartError, audit, thread};
use vigie_store::{Engine, Store};
use vigie_testkit::{Database, World, both_worlds};

fn keys(world: &World) -> KeyFile {
    KeyFile::parse(&std::fs::read_to_string(world.database.dir.join("keys.toml")).unwrap()).unwrap()
}

fn identity(key: &RecoveryKey) -> Vec<Identity> {
    backup::identities(&format!("# paper\n{}\n", key.to_paper().expose())).unwrap()
}

async fn backed_up(ctx: &Ctx, key: &RecoveryKey) -> Vec<u8> {
    let (mut file, to) = (Vec::new(), [backup::recipient(&key.recipient()).unwrap()]);
    backup::make(ctx, &to, &mut file, |_, _| {}).await.unwrap();
    file
}

async fn restored(world: &World, store: &Store, file: &[u8], key: &RecoveryKey) -> Result<(), BackupError> {
    let now = world.ctx.clock.now();
    backup::restore(store, &keys(world), file, &identity(key), now, |_, _| {}).await.map(|_| ())
}

fn list(world: &World) -> Vec<PathBuf> {
    vec![world.database.dir.join("audit").join("erasures")]
}

/// The restored node: after the list was applied, or before.
async fn started(world: &World, other: &Database, checked: bool) -> Result<Ctx, StartError> {
    let (audit, index) = (other.dir.join("audit"), other.dir.join("index"));
    let settings = Settings { demo: true, audit_dir: Some(audit), index_dir: Some(index), ..Settings::default() };
    let (store, clock) = (other.store.clone(), world.ctx.clock.clone());
    if checked {
        Ctx::start(store, keys(world), clock, settings).await
    } else {
        Ctx::start_restored(store, keys(world), clock, settings).await
    }
}

#[tokio::test]
async fn a_backup_made_while_reports_are_written_restores_on_the_other_engine_and_what_was_erased_stays_erased() {
    for (from, to) in [(Engine::Sqlite, Engine::Postgres), (Engine::Postgres, Engine::Sqlite)] {
        eprintln!("from {from:?} to {to:?}");
        let world = World::new(from).await;
        let (ana, ben) = (world.person(), world.person());
        let (kept, gone) =
            (ana.tells_and_keeps_the_code(&world.ctx).await, ben.tells_and_keeps_the_code(&world.ctx).await);
        world.run_jobs().await;
        let key = RecoveryKey::random(&mut entropy());
        let while_written = async {
            let mut codes: Vec<ReceiptCode> = Vec::new();
            for _ in 0..4 {
                codes.push(world.person().tells_and_keeps_the_code(&world.ctx).await);
            }
            codes
        };
        let (file, late) = tokio::join!(backed_up(&world.ctx, &key), while_written);

        let pass = ben.pass(&world.ctx, &gone).await;
        thread::erase(&world.ctx, &pass).await.unwrap();
        world.passes(ERASE_AFTER);
        world.run_jobs().await;

        let other = Database::empty(to).await;
        restored(&world, &other.store, &file, &key).await.unwrap();
        assert!(matches!(started(&world, &other, true).await, Err(StartError::NotReplayed)), "nothing starts before");
        let ctx = started(&world, &other, false).await.unwrap();
        assert_eq!(backup::erased_again(&ctx, &Lists::read(&list(&world)).unwrap()).await.unwrap(), 1);
        let ctx = started(&world, &other, true).await.unwrap();

        let view = ana.opens(&ctx, &kept).await.unwrap();
        assert!(view.pieces.iter().any(|piece| piece.text() == ana.report.words), "the code opens what was written");
        assert!(matches!(ben.opens(&ctx, &gone).await, Err(ServiceError::NoMatch)));
        for code in late {
            match world.person().opens(&ctx, &code).await {
                Ok(view) => assert!(!view.pieces.is_empty(), "a report is there whole or not at all"),
                Err(error) => assert!(matches!(error, ServiceError::NoMatch), "{error}"),
            }
        }
        let mut counsellor = world.counsellor().await;
        counsellor.signs_in(&ctx).await.unwrap();
        let line = counsellor.queue(&ctx).await.into_iter().next().expect("the queue has cases");
        assert!(counsellor.opens(&ctx, line.case).await.is_ok());
        assert_eq!(audit::verify(&ctx).await.unwrap().faults, []);
        assert_eq!(std::fs::read_to_string(other.dir.join("audit/erasures")).unwrap().lines().count(), 1);
    }
}

#[tokio::test]
async fn a_damaged_backup_another_key_and_a_database_in_use_are_refused_and_nothing_is_left_half() {
    both_worlds(async |world| {
        world.person().tells(&world.ctx).await.unwrap();
        world.run_jobs().await;
        let key = RecoveryKey::random(&mut entropy());
        let file = backed_up(&world.ctx, &key).await;
        let other = Database::empty(world.database.store.engine()).await;
        let stranger = RecoveryKey::random(&mut entropy());
        let wrong = restored(&world, &other.store, &file, &stranger).await;
        assert!(matches!(wrong, Err(BackupError::Closed)), "{wrong:?}");
        for cut in [40, file.len() / 2, file.len() - 1] {
            let wrong = restored(&world, &other.store, &file[..cut], &key).await;
            assert!(matches!(wrong, Err(BackupError::Closed | BackupError::Broken)), "{cut}: {wrong:?}");
        }
        let now = world.ctx.clock.now();
        let alien = KeyFile::generate(&mut entropy(), "2026-11-01");
        let wrong = backup::restore(&other.store, &alien, file.as_slice(), &identity(&key), now, |_, _| {}).await;
        assert!(matches!(wrong, Err(BackupError::OtherKeys)), "{wrong:?}");
        restored(&world, &other.store, &file, &key).await.unwrap();
        let twice = restored(&world, &other.store, &file, &key).await;
        assert!(matches!(twice, Err(BackupError::NotEmpty)), "{twice:?}");
    })
    .await;
}

#[tokio::test]
async fn a_list_older_than_the_backup_lets_nothing_start() {
    both_worlds(async |world| {
        let ben = world.person();
        let code = ben.tells_and_keeps_the_code(&world.ctx).await;
        thread::erase(&world.ctx, &ben.pass(&world.ctx, &code).await).await.unwrap();
        world.passes(ERASE_AFTER);
        world.run_jobs().await;
        let key = RecoveryKey::random(&mut entropy());
        let file = backed_up(&world.ctx, &key).await;
        let other = Database::empty(world.database.store.engine()).await;
        restored(&world, &other.store, &file, &key).await.unwrap();
        let ctx = started(&world, &other, false).await.unwrap();
        let old = backup::erased_again(&ctx, &Lists::default()).await;
        assert!(matches!(old, Err(BackupError::OldList)), "{old:?}");
        assert!(matches!(started(&world, &other, true).await, Err(StartError::NotReplayed)));
        assert_eq!(backup::erased_again(&ctx, &Lists::read(&list(&world)).unwrap()).await.unwrap(), 0);
        assert!(started(&world, &other, true).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn nobody_who_has_the_backup_alone_reads_a_word_of_it() {
    both_worlds(async |world| {
        let ana = world.person();
        ana.tells(&world.ctx).await.unwrap();
        world.run_jobs().await;
        let file = backed_up(&world.ctx, &RecoveryKey::random(&mut entropy())).await;
        for secret in world.secrets() {
            assert!(!file.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()));
        }
        assert_eq!(backup::papers(&world.ctx).await.unwrap().len(), 1, "the confirmed paper opens it by itself");
    })
    .await;
}
