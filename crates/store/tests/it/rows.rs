//! What is stored comes back as it was; rows that other stories stand on.

use uuid::Uuid;
use vigie_store::audit::{self, Checkpoint, Leaf, Link};
use vigie_store::cases::{self, Case, CaseWrap};
use vigie_store::members::{self, Desk, DeskName, DeskWrap, Member, RecoveryPublic};
use vigie_store::parts::{self, Part};
use vigie_store::reports::{self, Report};
use vigie_store::{Store, Tx, node, notices, tags};
use vigie_testkit::both_engines;

/// A transaction that writes, for a story.
pub async fn begin(store: &Store) -> Tx {
    store.begin("test").await.unwrap()
}

/// A member without desk.
pub fn member(id: u128) -> Member {
    Member {
        id: Uuid::from_u128(id),
        login_tag: id.to_be_bytes().to_vec(),
        state: "active".to_owned(),
        pass_salt: vec![1; 16],
        pass_params: "65536 3 1".to_owned(),
        public_key: vec![2; 32],
        signature: vec![3; 64],
        private_sealed: vec![4; 105],
        created_at_ms: 1,
        roles: "counsellor".to_owned(),
        roles_mac: vec![9; 32],
    }
}

/// A desk.
pub fn desk(id: u128) -> Desk {
    Desk {
        id: Uuid::from_u128(id),
        kind: "intake".to_owned(),
        kind_mac: vec![7; 32],
        generation: 1,
        public_key: vec![5; 32],
        signature: vec![6; 64],
    }
}

/// A new case of desk 1.
pub fn case(id: u128, lane: i64, key_ms: i64) -> Case {
    Case {
        id: Uuid::from_u128(id),
        desk_id: Uuid::from_u128(1),
        state: "new".to_owned(),
        lane,
        key_ms,
        version: 1,
        claimed_by: None,
        summary_sealed: Some(b"summary".to_vec()),
        created_at_ms: key_ms,
    }
}

/// The report of a case, under the same number.
pub fn report(id: u128) -> Report {
    Report {
        id: Uuid::from_u128(id),
        case_id: Uuid::from_u128(id),
        lookup: Some(id.to_be_bytes().to_vec()),
        code_generation: 1,
        visitor_wrap: Some(b"visitor wrap".to_vec()),
        case_wrap: Some(b"case wrap".to_vec()),
        thread_state: "open".to_owned(),
        erase_at_ms: None,
        version: 1,
        received_at_ms: 10,
    }
}

/// Desk 1 and one case with report and key for it.
pub async fn insert_case(tx: &mut Tx, case: &Case) {
    if members::desks(tx).await.unwrap().is_empty() {
        members::insert_desk(tx, &desk(1), 1).await.unwrap();
    }
    cases::insert(tx, case).await.unwrap();
    assert!(reports::insert(tx, &report(case.id.as_u128())).await.unwrap());
    cases::insert_wrap(tx, &wrap(case.id)).await.unwrap();
}

fn wrap(case: Uuid) -> CaseWrap {
    CaseWrap { case_id: case, desk_id: Uuid::from_u128(1), generation: 1, wrap: b"case key".to_vec() }
}

/// One piece of a case and its thread.
pub fn part(id: u128, case: u128, of_report: bool) -> Part {
    let report_id = of_report.then(|| Uuid::from_u128(case));
    Part {
        id: Uuid::from_u128(id),
        case_id: Uuid::from_u128(case),
        report_id,
        purpose: 1,
        at_ms: 10,
        sealed: b"sealed".to_vec(),
    }
}

#[tokio::test]
async fn cases_reports_parts_and_tags_come_back_as_they_were() {
    both_engines(async |db| {
        let (first, second) = (case(7, 4, 10), case(8, 4, 11));
        let mut tx = begin(&db.store).await;
        insert_case(&mut tx, &first).await;
        insert_case(&mut tx, &second).await;
        for piece in [part(20, 7, true), part(21, 7, false)] {
            parts::insert(&mut tx, &piece).await.unwrap();
        }
        tags::insert(&mut tx, first.id, b"same", "claimed", 10).await.unwrap();
        tags::insert(&mut tx, first.id, b"same", "claimed", 11).await.unwrap();
        tags::insert(&mut tx, second.id, b"same", "claimed", 11).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = begin(&db.store).await;
        assert_eq!(cases::get(&mut tx, first.id).await.unwrap(), Some(first.clone()));
        assert_eq!(cases::get(&mut tx, Uuid::nil()).await.unwrap(), None);
        assert_eq!(cases::wraps(&mut tx, first.id).await.unwrap(), [wrap(first.id)]);
        assert_eq!(reports::get(&mut tx, first.id).await.unwrap(), Some(report(7)));
        assert_eq!(reports::by_lookup(&mut tx, &7_u128.to_be_bytes()).await.unwrap(), Some(report(7)));
        assert_eq!(reports::of_case(&mut tx, first.id).await.unwrap(), [report(7)]);
        assert_eq!(parts::of_report(&mut tx, first.id).await.unwrap(), [part(20, 7, true)]);
        assert_eq!(parts::of_case(&mut tx, first.id).await.unwrap(), [part(20, 7, true), part(21, 7, false)]);
        for _ in 0..2 {
            tags::link(&mut tx, second.id, 12).await.unwrap();
        }
        assert_eq!(
            (tags::shared(&mut tx, first.id).await.unwrap(), tags::shared(&mut tx, second.id).await.unwrap()),
            (1, 1)
        );
        assert_eq!(cases::counts(&mut tx).await.unwrap(), [("new".to_owned(), 2)]);
    })
    .await;
}

#[tokio::test]
async fn members_desks_and_the_recovery_paper_come_back_as_they_were() {
    both_engines(async |db| {
        let held = DeskWrap { desk_id: Uuid::from_u128(1), generation: 1, wrap: b"desk key".to_vec() };
        let (ana, paper) = (member(5), Uuid::from_u128(9));
        let mut tx = begin(&db.store).await;
        members::insert(&mut tx, &ana).await.unwrap();
        members::insert_desk(&mut tx, &desk(1), 1).await.unwrap();
        let (name_sealed, name_mac) = (b"name".to_vec(), b"mac".to_vec());
        let name = DeskName { member_id: ana.id, generation: 1, name_sealed, name_mac };
        members::join(&mut tx, &held, &name).await.unwrap();
        let public = RecoveryPublic { id: paper, public_key: b"public".to_vec(), mac: b"mac".to_vec() };
        members::insert_recovery(&mut tx, &public, b"tail", 1).await.unwrap();
        members::insert_recovery_wrap(&mut tx, paper, &held).await.unwrap();
        assert!(!members::confirm_recovery(&mut tx, paper, b"other tail", 2).await.unwrap());
        assert!(!members::recovery_confirmed(&mut tx).await.unwrap());
        assert!(members::confirm_recovery(&mut tx, paper, b"tail", 2).await.unwrap());
        tx.commit().await.unwrap();

        let mut tx = db.store.read().await.unwrap();
        assert_eq!(members::by_login(&mut tx, &ana.login_tag).await.unwrap(), Some(ana.clone()));
        assert_eq!(members::by_login(&mut tx, b"nobody").await.unwrap(), None);
        assert_eq!(members::count(&mut tx).await.unwrap(), 1);
        assert_eq!(members::desks(&mut tx).await.unwrap(), [desk(1)]);
        assert_eq!(members::held_by(&mut tx, ana.id).await.unwrap(), [held]);
        let names = members::names(&mut tx, Uuid::from_u128(1)).await.unwrap();
        assert_eq!((names[0].member_id, names[0].name_sealed.as_slice()), (ana.id, b"name".as_slice()));
        assert!(members::recovery_confirmed(&mut tx).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_removed_member_is_not_found_by_the_log_in_name() {
    both_engines(async |db| {
        let gone = Member { state: "removed".to_owned(), ..member(5) };
        let mut tx = begin(&db.store).await;
        members::insert(&mut tx, &gone).await.unwrap();
        assert_eq!(members::by_login(&mut tx, &gone.login_tag).await.unwrap(), None);
        assert_eq!(members::count(&mut tx).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn the_audit_and_the_lists_come_back_as_they_were() {
    both_engines(async |db| {
        let leaf = |id: u128, at_ms| Leaf {
            id: Uuid::from_u128(id),
            kind: "report.received".to_owned(),
            subject: Uuid::from_u128(7),
            at_ms,
            details: b"details".to_vec(),
            commitments: vec![8; 64],
            hash: vec![9; 32],
            mac: vec![10; 32],
        };
        let (first, second) = (leaf(30, 1), leaf(31, 2));
        let link = Link { seq: 1, leaf_id: first.id, hash: b"link".to_vec() };
        let point = Checkpoint { seq: 1, at_ms: 3, head: b"link".to_vec(), signature: vec![11; 64] };
        let mut tx = begin(&db.store).await;
        for one in [&second, &first] {
            audit::insert(&mut tx, one).await.unwrap();
        }
        assert_eq!(audit::waiting(&mut tx, 1).await.unwrap(), [(first.id, first.hash.clone())]);
        audit::chain(&mut tx, &link).await.unwrap();
        audit::checkpoint(&mut tx, &point).await.unwrap();
        audit::checkpoint(&mut tx, &point).await.unwrap();
        notices::erased(&mut tx, Uuid::from_u128(7), 5).await.unwrap();
        notices::erased(&mut tx, Uuid::from_u128(7), 6).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = db.store.read().await.unwrap();
        assert_eq!(audit::head(&mut tx).await.unwrap(), Some(link.clone()));
        assert_eq!(audit::links_after(&mut tx, 0, 10).await.unwrap(), [link]);
        assert_eq!(audit::leaves_after(&mut tx, 0, 10).await.unwrap(), std::slice::from_ref(&first));
        assert_eq!(audit::unlinked(&mut tx, 10).await.unwrap(), std::slice::from_ref(&second));
        assert_eq!(audit::about(&mut tx, first.subject).await.unwrap(), [first, second]);
        assert_eq!(audit::checkpoints(&mut tx).await.unwrap(), [point]);
        assert_eq!(audit::orphans(&mut tx).await.unwrap(), 0);
        assert_eq!(notices::erasures(&mut tx).await.unwrap(), [(Uuid::from_u128(7), 5)]);
    })
    .await;
}

#[tokio::test]
async fn a_node_is_made_once_and_a_set_up_link_works_once() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        assert_eq!(node::get(&mut tx).await.unwrap(), None);
        assert!(node::insert(&mut tx, &[1; 32], true, 1).await.unwrap());
        assert!(!node::insert(&mut tx, &[2; 32], false, 2).await.unwrap());
        let made = node::get(&mut tx).await.unwrap().unwrap();
        assert_eq!((made.root_public, made.demo), (vec![1; 32], 1));
        node::add_set_up_link(&mut tx, b"mac", 1).await.unwrap();
        assert!(node::set_up_link_waits(&mut tx, b"mac").await.unwrap());
        assert!(node::use_set_up_link(&mut tx, b"mac", 2).await.unwrap());
        assert!(!node::use_set_up_link(&mut tx, b"mac", 3).await.unwrap());
        assert!(!node::set_up_link_waits(&mut tx, b"mac").await.unwrap());
        assert!(!node::use_set_up_link(&mut tx, b"no such", 3).await.unwrap());
    })
    .await;
}
