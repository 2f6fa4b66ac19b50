//! Cases and reports: who is faster, what is read first, what is gone for good.

use uuid::Uuid;
use vigie_store::reports::Report;
use vigie_store::{StoreError, cases, notices, parts, reports, tags};
use vigie_testkit::both_engines;

use crate::rows::{begin, case, insert_case, part, report};

const FIRST: Uuid = Uuid::from_u128(7);

fn is_conflict<T>(result: &Result<T, StoreError>) -> bool {
    matches!(result, Err(StoreError::Conflict))
}

#[tokio::test]
async fn whoever_saves_second_is_told_and_overwrites_nothing() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        insert_case(&mut tx, &case(7, 4, 10)).await;
        tx.commit().await.unwrap();

        let mut tx = begin(&db.store).await;
        cases::save(&mut tx, FIRST, 1, "open", None).await.unwrap();
        assert!(is_conflict(&cases::save(&mut tx, FIRST, 1, "closed", None).await));
        reports::save_thread(&mut tx, FIRST, 1, "quiet", None).await.unwrap();
        assert!(is_conflict(&reports::save_thread(&mut tx, FIRST, 1, "open", None).await));
        assert!(is_conflict(&reports::change_code(&mut tx, FIRST, 1, b"code", b"wrap").await));
        assert_eq!(cases::get(&mut tx, FIRST).await.unwrap().unwrap().state, "open");
        assert_eq!(reports::get(&mut tx, FIRST).await.unwrap().unwrap().thread_state, "quiet");
    })
    .await;
}

#[tokio::test]
async fn a_draft_and_what_was_sent_under_it_are_marked_once() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        insert_case(&mut tx, &case(7, 4, 10)).await;
        assert_eq!(reports::draft(&mut tx, b"draft").await.unwrap(), None);
        assert!(reports::insert_draft(&mut tx, b"draft", FIRST, 10).await.unwrap());
        assert!(!reports::insert_draft(&mut tx, b"draft", FIRST, 11).await.unwrap());
        assert!(reports::insert_send(&mut tx, b"draft", b"content", 10).await.unwrap());
        assert!(!reports::insert_send(&mut tx, b"draft", b"content", 11).await.unwrap());
        assert!(reports::was_sent(&mut tx, b"draft", b"content").await.unwrap());
        assert!(!reports::was_sent(&mut tx, b"draft", b"other").await.unwrap());
        let known = reports::draft(&mut tx, b"draft").await.unwrap().unwrap();
        assert_eq!((known.report_id, known.superseded, known.first_at_ms), (FIRST, 0, 10));
        assert_eq!(reports::sweep_drafts(&mut tx, 10).await.unwrap(), 0);
        assert_eq!(reports::sweep_drafts(&mut tx, 11).await.unwrap(), 1);
        assert!(!reports::was_sent(&mut tx, b"draft", b"content").await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_code_leads_to_one_report_only() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        insert_case(&mut tx, &case(7, 4, 10)).await;
        cases::insert(&mut tx, &case(8, 4, 11)).await.unwrap();
        let twin = Report { id: Uuid::from_u128(8), case_id: Uuid::from_u128(8), ..report(7) };
        assert!(!reports::insert(&mut tx, &twin).await.unwrap(), "the code was taken");
        assert_eq!(reports::of_case(&mut tx, twin.case_id).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_new_code_replaces_the_old_one_and_marks_its_draft() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        insert_case(&mut tx, &case(7, 4, 10)).await;
        reports::insert_draft(&mut tx, b"draft", FIRST, 10).await.unwrap();
        reports::change_code(&mut tx, FIRST, 1, b"new code", b"new wrap").await.unwrap();
        assert_eq!(reports::by_lookup(&mut tx, &7_u128.to_be_bytes()).await.unwrap(), None);
        let changed = reports::by_lookup(&mut tx, b"new code").await.unwrap().unwrap();
        assert_eq!(
            (changed.id, changed.code_generation, changed.visitor_wrap.unwrap().as_slice()),
            (FIRST, 2, b"new wrap".as_slice())
        );
        assert_eq!(reports::draft(&mut tx, b"draft").await.unwrap().unwrap().superseded, 1);
    })
    .await;
}

#[tokio::test]
async fn a_case_moves_up_and_never_down() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        insert_case(&mut tx, &case(7, 4, 10)).await;
        assert!(cases::move_up(&mut tx, FIRST, 1).await.unwrap());
        assert!(!cases::move_up(&mut tx, FIRST, 1).await.unwrap());
        assert!(!cases::move_up(&mut tx, FIRST, 3).await.unwrap());
        let moved = cases::get(&mut tx, FIRST).await.unwrap().unwrap();
        assert_eq!((moved.lane, moved.version), (1, 2));
    })
    .await;
}

#[tokio::test]
async fn what_is_destroyed_leaves_nothing_to_open_or_to_find() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        for id in [7, 8] {
            insert_case(&mut tx, &case(id, 4, 10)).await;
            parts::insert(&mut tx, &part(id + 100, id, true)).await.unwrap();
            parts::insert(&mut tx, &part(id + 200, id, false)).await.unwrap();
            tags::insert(&mut tx, Uuid::from_u128(id), b"same", "claimed", 10).await.unwrap();
        }
        tags::link(&mut tx, FIRST, 11).await.unwrap();
        reports::insert_draft(&mut tx, b"draft", FIRST, 10).await.unwrap();
        reports::insert_send(&mut tx, b"draft", b"content", 10).await.unwrap();
        notices::insert(&mut tx, FIRST, Uuid::from_u128(50), "report", 11).await.unwrap();

        parts::destroy(&mut tx, FIRST).await.unwrap();
        tags::destroy(&mut tx, FIRST).await.unwrap();
        notices::destroy(&mut tx, FIRST).await.unwrap();
        reports::destroy(&mut tx, FIRST).await.unwrap();
        cases::destroy(&mut tx, FIRST).await.unwrap();

        assert_eq!(parts::of_case(&mut tx, FIRST).await.unwrap(), []);
        assert_eq!(cases::wraps(&mut tx, FIRST).await.unwrap(), []);
        assert_eq!(reports::by_lookup(&mut tx, &7_u128.to_be_bytes()).await.unwrap(), None);
        // The keyed marks of the page stay until they are swept: sent again, it must not get the code that was taken back.
        assert!(reports::draft(&mut tx, b"draft").await.unwrap().is_some());
        assert_eq!(tags::shared(&mut tx, Uuid::from_u128(8)).await.unwrap(), 0);
        assert_eq!(notices::count(&mut tx, FIRST).await.unwrap(), 0);
        let bare = reports::get(&mut tx, FIRST).await.unwrap().unwrap();
        assert_eq!((bare.lookup, bare.visitor_wrap, bare.case_wrap), (None, None, None));
        assert_eq!(cases::get(&mut tx, FIRST).await.unwrap().unwrap().summary_sealed, None);
        let left = vigie_store::queue::lines(&mut tx, &crate::queue::everything()).await.unwrap();
        assert_eq!(left.len(), 1, "the other case is as it was");
        assert_eq!(parts::of_case(&mut tx, Uuid::from_u128(8)).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_notice_is_given_once_for_each_job() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        insert_case(&mut tx, &case(7, 4, 10)).await;
        assert!(notices::insert(&mut tx, FIRST, Uuid::from_u128(50), "report", 11).await.unwrap());
        assert!(!notices::insert(&mut tx, FIRST, Uuid::from_u128(50), "report", 12).await.unwrap());
        assert!(notices::insert(&mut tx, FIRST, Uuid::from_u128(51), "report", 12).await.unwrap());
        assert_eq!(notices::count(&mut tx, FIRST).await.unwrap(), 2);
    })
    .await;
}
