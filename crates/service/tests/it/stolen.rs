//! What a thief has: the database; the database and the key file; a database in which a key was swapped.

use vigie_model::clock::{MINUTE, entropy};
use vigie_model::report::Danger;
use vigie_seal::{Context, DataKey, OpenError, PrivateKey, Purpose, Sealed, Wrap};
use vigie_service::casework::{Reply, reply};
use vigie_service::intake::Draft;
use vigie_service::{ServiceError, thread};
use vigie_testkit::{World, both_worlds, hex};

/// Columns sealed under a data key.
const SEALED: [(&str, &str); 8] = [
    ("parts", "sealed"),
    ("outgoing", "sealed"),
    ("reply_drafts", "sealed"),
    ("cases", "summary_sealed"),
    ("reports", "visitor_wrap"),
    ("reports", "case_wrap"),
    ("members", "private_sealed"),
    ("sessions", "private_sealed"),
];
/// Columns sealed to a public key.
const WRAPPED: [(&str, &str); 5] = [
    ("case_wraps", "wrap"),
    ("desk_members", "wrap"),
    ("desk_members", "name_sealed"),
    ("recovery_wraps", "wrap"),
    ("audit_leaves", "details"),
];
const PURPOSES: [Purpose; 22] = [
    Purpose::VisitorText,
    Purpose::Pasted,
    Purpose::Answers,
    Purpose::DeskAnswer,
    Purpose::Note,
    Purpose::Findings,
    Purpose::CaseKey,
    Purpose::ThreadKeyForCase,
    Purpose::ThreadKeyForVisitor,
    Purpose::DeskKey,
    Purpose::DeskKeyRecovery,
    Purpose::MemberKey,
    Purpose::SessionKey,
    Purpose::MemberName,
    Purpose::AuditDetails,
    Purpose::Pass,
    Purpose::Identifier,
    Purpose::File,
    Purpose::DraftReply,
    Purpose::SetUp,
    Purpose::Settings,
    Purpose::Deed,
];

/// A node after real use: told, danger, answered, begun, noted, another code, taken back.
async fn used(world: &World) {
    let (ana, mut ben, eve) = (world.person(), world.person(), world.person());
    let urgent = world.urgent_counsellor().await;
    let code = ana.tells_and_keeps_the_code(&world.ctx).await;
    ben.report.danger = Some(Danger::Near);
    ben.tells(&world.ctx).await.unwrap();
    let taken_back = eve.tells_and_keeps_the_code(&world.ctx).await;
    let desk = world.counsellor().await;
    for line in desk.queue(&world.ctx).await {
        desk.claims(&world.ctx, line.case).await.unwrap();
        desk.notes(&world.ctx, line.case, "noted: keep-this-note-inside").await.unwrap();
        desk.answers(&world.ctx, line.case, "answered: keep-this-answer-inside").await.unwrap();
        desk.writes_an_answer(&world.ctx, line.case, "on its way: keep-this-answer-too").await.unwrap();
        let begun = Reply::plain("begun: keep-this-answer-inside");
        reply::save_draft(&world.ctx, &desk.signed(&world.ctx).await, line.case, &begun).await.unwrap();
    }
    assert_eq!(urgent.queue(&world.ctx).await.len(), 1);
    let pass = ana.pass(&world.ctx, &code).await;
    let (fresh, _) = thread::new_code(&world.ctx, &pass, &Draft::new(), ana.address).await.unwrap();
    ana.notes(&fresh);
    let pass = eve.pass(&world.ctx, &taken_back).await;
    thread::erase(&world.ctx, &pass).await.unwrap();
    world.passes(MINUTE);
    world.run_jobs().await;
}

/// Every 32 bytes that the key file holds, read from its text without knowing what they are for.
fn keys_of_the_file(world: &World) -> Vec<[u8; 32]> {
    let text = std::fs::read_to_string(world.database.dir.join("keys.toml")).unwrap();
    let words = text.split(|c: char| !c.is_ascii_hexdigit()).filter(|word| word.len() == 64);
    let byte = |word: &str, at: usize| u8::from_str_radix(&word[2 * at..2 * at + 2], 16).unwrap();
    words.map(|word| std::array::from_fn(|at| byte(word, at))).collect()
}

fn context(purpose: Purpose) -> Context {
    Context { purpose, owner: [0; 16], part: [0; 16], generation: 1 }
}

#[tokio::test]
async fn the_database_and_the_key_file_together_open_no_case_text() {
    both_worlds(async |world| {
        used(&world).await;
        let keys = keys_of_the_file(&world);
        assert!(keys.len() >= 8, "{} keys were found in the key file", keys.len());
        // A wrong key is refused before the place is looked at, so one context stands for all.
        for (table, column) in SEALED {
            let rows = world.database.bytes(table, column).await;
            assert!(!rows.is_empty(), "{table}.{column} is not in use");
            for row in rows {
                let sealed = Sealed::from_bytes(row);
                for key in &keys {
                    let opened = DataKey::from_bytes(*key).open(&context(Purpose::Note), &sealed);
                    assert_eq!(opened.err(), Some(OpenError::Key), "{table}.{column}");
                }
            }
        }
        for (table, column) in WRAPPED {
            let rows = world.database.bytes(table, column).await;
            assert!(!rows.is_empty(), "{table}.{column} is not in use");
            // The kind of use is part of what makes the key: each is tried. A row of each column is enough.
            let wrap = Wrap::from_bytes(rows[0].clone());
            for key in &keys {
                let private = PrivateKey::from_bytes(*key);
                let errors = PURPOSES.map(|purpose| private.open(&context(purpose), &wrap).err());
                assert!(errors.iter().all(|error| *error == Some(OpenError::Key)), "{table}.{column}: {errors:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_test_above_would_notice_a_key_that_opens() {
    both_worlds(async |world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        let pass = ana.pass(&world.ctx, &code).await;
        let wrap = Sealed::from_bytes(world.database.bytes("reports", "visitor_wrap").await.remove(0));
        assert_eq!(
            pass.visitor.open(&context(Purpose::Note), &wrap).err(),
            Some(OpenError::Tag),
            "the key is right, the place is not"
        );
        let desk = world.counsellor().await.signed(&world.ctx).await;
        let wrap = Wrap::from_bytes(world.database.bytes("case_wraps", "wrap").await.remove(0));
        let intake = desk.desk("intake").unwrap();
        assert_eq!(intake.private.open(&context(Purpose::CaseKey), &wrap).err(), Some(OpenError::Tag));
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn nothing_that_was_typed_or_shown_stands_in_the_database_or_beside_it() {
    both_worlds(async |world| {
        used(&world).await;
        // One letter a byte: text search is quick, and what was planted is ASCII.
        let stolen: String = world.database.dump().await.into_iter().map(char::from).collect();
        let hidden = |secret: &str| {
            let wide: String = secret.chars().flat_map(|c| [c, '\0']).collect();
            [secret, &hex(secret.as_bytes()), &wide, &hex(wide.as_bytes())].iter().all(|form| !stolen.contains(*form))
        };
        let secrets = world.secrets();
        assert!(secrets.len() > 20);
        let found: Vec<_> = secrets.iter().filter(|secret| !hidden(secret)).collect();
        assert!(found.is_empty(), "{found:?}");
        assert!(!hidden("report.received"), "what is in clear would be found");
    })
    .await;
}

#[tokio::test]
async fn nothing_is_sealed_to_a_desk_key_that_the_root_key_did_not_sign() {
    both_worlds(async |world| {
        let (ana, desk) = (world.person(), world.counsellor().await);
        world.urgent_counsellor().await;
        let own = PrivateKey::random(&mut entropy()).public();
        let swapped = world.database.literal(own.as_bytes());
        world.database.run("CREATE TABLE kept AS SELECT * FROM desks").await;
        let other = |column: &str| format!("{column} = (SELECT {column} FROM kept WHERE kind = 'urgent')");
        for swap in [
            format!("UPDATE desks SET public_key = {swapped} WHERE kind = 'intake'"),
            format!("UPDATE desks SET {}, {} WHERE kind = 'intake'", other("public_key"), other("signature")),
            "UPDATE desks SET generation = 2 WHERE kind = 'intake'".to_owned(),
            "UPDATE desks SET kind = 'intake' WHERE kind = 'urgent'".to_owned(),
            "UPDATE desks SET kind = 'urgent' WHERE kind = 'audit'".to_owned(),
        ] {
            assert_eq!(world.database.run(&swap).await, 1);
            assert!(matches!(ana.tells(&world.ctx).await, Err(ServiceError::Untrusted(_))), "{swap}");
            let signed = vigie_service::login::signed(&world.ctx, desk.cookie.expose()).await;
            assert!(matches!(signed, Err(ServiceError::Untrusted(_))));
            for table in ["cases", "reports", "parts", "case_wraps", "drafts", "jobs WHERE every_ms IS NULL"] {
                assert_eq!(world.database.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
            }
            for column in ["kind", "public_key", "generation", "signature"] {
                let back = format!("UPDATE desks SET {column} = (SELECT k.{column} FROM kept k WHERE k.id = desks.id)");
                world.database.run(&back).await;
            }
        }
        ana.tells(&world.ctx).await.unwrap();
        assert_eq!(desk.queue(&world.ctx).await.len(), 1);
        world.run_jobs().await;
    })
    .await;
}
