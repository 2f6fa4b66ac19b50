//! Working on a case, as a counsellor meets it: wording, drafts, marks, tasks, hand-over, two cases together, telephone.

use vigie_lang::{Countries, Lang};
use vigie_model::clock::DAY;

use crate::html::decode;
use crate::node::{Answer, Ask, Node, in_lang, word};
use crate::promises::{TEXTS, desk};
use crate::site::{says, says_empty};

/// A form of a case, with the number the page holds now.
async fn does(node: &Node, cookie: &str, case: &str, verb: &str, lang: Lang, fields: &[(&str, &str)]) -> Answer {
    let page = node.send(Ask::get(&format!("/console/case/{case}")).cookie(cookie)).await.is(200);
    let version = page.field("version");
    let mut all = vec![("l", lang.code()), ("version", version.as_str())];
    all.extend_from_slice(fields);
    node.send(Ask::post(&format!("/console/case/{case}/{verb}"), &all).cookie(cookie)).await
}

/// A step that is made; the page that follows keeps its promises.
async fn does_well(node: &Node, cookie: &str, case: &str, verb: &str, lang: Lang, fields: &[(&str, &str)]) -> Answer {
    let after = does(node, cookie, case, verb, lang, fields).await;
    assert_eq!(after.status, 303, "{verb}: {}", after.visible());
    let page = node.send(Ask::get(after.header("location")).cookie(cookie)).await.is(200);
    desk(&page, lang);
    page
}

/// The hidden field of the first form of this verb.
fn part(page: &Answer, verb: &str) -> String {
    let form = page.body.split(&format!("/{verb}\"")).nth(1).unwrap_or_else(|| panic!("no form {verb}"));
    crate::html::field(form, "part").expect("which one")
}

/// A case that ana has claimed.
async fn claimed(node: &Node, fields: &[(&str, &str)]) -> (String, String, Answer) {
    let words = word();
    let mut all = vec![("words", words.as_str())];
    all.extend_from_slice(fields);
    let done = node.post("/tell", &all).await.is(200);
    let cookie = node.signs_in("ana").await;
    let case = node.case_with(&cookie, &words).await;
    does_well(node, &cookie, &case, "claim", Lang::En, &[]).await;
    (cookie, case, done)
}

#[tokio::test]
async fn words_that_blame_are_shown_with_what_to_say_instead_and_can_be_sent_as_they_are() {
    let node = Node::open().await;
    let (ana, case, done) = claimed(&node, &[]).await;
    for lang in Lang::ALL {
        let text = format!("You should have told us, {}", word());
        let asked = does(&node, &ana, &case, "answer", lang, &[("text", &text)]).await.is(200);
        let page = decode(&asked.body);
        assert!(
            page.contains(&TEXTS.get(lang).t("case-wording")) && page.contains("You can … now."),
            "{}",
            lang.code()
        );
        assert!(page.contains(&text), "what was written is still there");
        assert!(!page.contains("/undo\""), "nothing is on its way");
    }
    let text = format!("You should have a quiet evening, {}", word());
    let after = does(&node, &ana, &case, "answer", Lang::En, &[("text", &text), ("do", "as-it-is")]).await;
    assert_eq!(after.status, 303);
    node.answers_leave().await;
    let back = node.post("/back", &[("code", &done.digits())]).await.is(200);
    assert!(decode(&back.body).contains(&text), "who writes decides");
    let page = node.send(Ask::get(&format!("/console/case/{case}")).cookie(&ana)).await.is(200);
    assert!(page.body.contains(&TEXTS.get(Lang::En).t("did-answer-as-it-is")), "and it is written down");
}

#[tokio::test]
async fn an_answer_is_begun_saved_sent_and_taken_back_in_every_language() {
    let node = Node::open().await;
    let (ana, case, done) = claimed(&node, &[]).await;
    for lang in Lang::ALL {
        let t = TEXTS.get(lang);
        let (text, meaning) = (word(), word());
        let begun = does(&node, &ana, &case, "answer", lang, &[("text", &text), ("do", "begin-first")]).await.is(200);
        let begun = decode(&begun.body);
        assert!(begun.contains(&format!("{text}\n\n{}", TEXTS.get(Lang::En).t("template-first"))), "{}", lang.code());
        let fields = [("text", text.as_str()), ("meaning", meaning.as_str()), ("do", "draft")];
        let saved = does_well(&node, &ana, &case, "answer", lang, &fields).await;
        says(&saved, lang, "case-draft-saved");
        assert!(saved.body.contains(&text) && saved.body.contains(&meaning));
        let ben = node.signs_in("ben").await;
        let his = node.send(Ask::get(&in_lang(&format!("/console/case/{case}"), lang)).cookie(&ben)).await.is(200);
        assert!(!his.body.contains(&text), "a draft is one's own");

        let sent = does_well(&node, &ana, &case, "answer", lang, &[("text", &text), ("meaning", &meaning)]).await;
        says(&sent, lang, "case-leaving");
        assert!(sent.visible().contains(&t.t("case-undo")));
        let undo = part(&sent, "undo");
        let undone = does_well(&node, &ana, &case, "undo", lang, &[("part", &undo)]).await;
        says(&undone, lang, "case-undone");
        assert!(undone.body.contains(&text) && undone.body.contains(&meaning), "it is a draft again");
        let sent = does_well(&node, &ana, &case, "answer", lang, &[("text", &text), ("meaning", &meaning)]).await;
        let back = node.post("/back", &[("code", &done.digits())]).await.is(200);
        assert!(!back.body.contains(&text));
        node.ctx.clock.advance(1000);
        let now = does_well(&node, &ana, &case, "now", lang, &[("part", &part(&sent, "now"))]).await;
        says(&now, lang, "case-not-opened");
        assert!(now.visible().contains(&meaning));
        let back = node.post("/back", &[("code", &done.digits())]).await.is(200);
        assert!(back.body.contains(&text) && !back.body.contains(&meaning), "what it means is for the desk");
        let read = node.send(Ask::get(&in_lang(&format!("/console/case/{case}"), lang)).cookie(&ana)).await.is(200);
        assert!(!read.visible().contains(&t.t("case-not-opened")), "the visitor has opened it");
    }
}

#[tokio::test]
async fn names_are_marked_corrected_and_lead_to_another_case_without_saying_who_it_is() {
    let node = Node::open().await;
    let name = word();
    let theirs = [("place1", "Zqgram"), ("name1", name.as_str()), ("side1", "them")];
    let (_, first, _) = claimed(&node, &theirs).await;
    let unsaid = [("place1", "Zqgram"), ("name1", name.as_str())];
    let (ana, case, _) = claimed(&node, &unsaid).await;
    node.run_jobs().await;
    for lang in Lang::ALL {
        let page = node.send(Ask::get(&in_lang(&format!("/console/case/{case}"), lang)).cookie(&ana)).await.is(200);
        let card = page.body.split(&format!("{name}<")).nth(1).expect("the name");
        let key = crate::html::field(&format!("<{card}"), "key").expect("its form");
        let mark =
            [("key", key.as_str()), ("side", "them"), ("grade", "seen"), ("maybe", "hacked"), ("maybe", "minor")];
        says(&does_well(&node, &ana, &case, "mark", lang, &mark).await, lang, "case-name-saved");
        node.run_jobs().await;
        let page = node.send(Ask::get(&in_lang(&format!("/console/case/{case}"), lang)).cookie(&ana)).await.is(200);
        desk(&page, lang);
        for id in ["case-maybe-hacked", "case-maybe-minor", "case-grade-seen", "case-lead-about"] {
            says(&page, lang, id);
        }
        assert!(page.body.contains(&format!("/console/case/{first}")), "the lead can be opened");
        let wrong = does_well(&node, &ana, &case, "wrong", lang, &[("key", &key)]).await;
        says(&wrong, lang, "case-name-gone-wrong");
        assert!(!wrong.visible().contains(&TEXTS.get(lang).t("case-lead-about")));
        let added = [("place", "PayPal"), ("name", &*word()), ("side", "other"), ("grade", "claimed")];
        says(&does_well(&node, &ana, &case, "add", lang, &added).await, lang, "case-source-staff");
        let nothing = does(&node, &ana, &case, "add", lang, &[("place", ""), ("name", " ")]).await.is(422);
        says(&nothing, lang, "case-refused-name");
    }
}

#[tokio::test]
async fn tasks_hand_over_and_the_summary_that_lets_the_child_tell_it_once() {
    let node = Node::open().await;
    let (name, text) = (word(), word());
    let told =
        [("age", "a13"), ("happened", "paid"), ("place1", "Zqgram"), ("name1", name.as_str()), ("side1", "them")];
    let (ana, case, _) = claimed(&node, &told).await;
    node.signs_in("ben").await;
    for lang in Lang::ALL {
        let page = node.send(Ask::get(&in_lang(&format!("/console/case/{case}"), lang)).cookie(&ana)).await.is(200);
        let me = page.body.split("id=\"whose\"").nth(1).and_then(|rest| rest.split("value=\"").nth(1));
        let me = me.and_then(|rest| rest.split('"').next()).expect("the member").to_owned();
        let task = [("text", text.as_str()), ("whose", me.as_str()), ("due", "2026-11-03")];
        says(&does_well(&node, &ana, &case, "task", lang, &task).await, lang, "case-task-saved");
        let mine = node.send(Ask::get(&in_lang("/console/tasks", lang)).cookie(&ana)).await.is(200);
        desk(&mine, lang);
        assert!(mine.visible().contains(&text) && mine.visible().contains("2026-11-03"));
        let page = node.send(Ask::get(&in_lang(&format!("/console/case/{case}"), lang)).cookie(&ana)).await.is(200);
        let summary = page.body.split("id=\"handover\"").nth(1).and_then(|rest| rest.split("</textarea>").next());
        let summary = decode(summary.expect("a draft"));
        let t = TEXTS.get(lang);
        for part in [&name, &text, &t.t("age-a13"), &t.t("happened-paid"), &t.t("case-handover-no-answer")] {
            assert!(summary.contains(part.as_str()), "{} lacks {part}: {summary}", lang.code());
        }
        let done = does_well(&node, &ana, &case, "done", lang, &[("part", &part(&page, "done"))]).await;
        says(&done, lang, "case-task-undo");
    }
    let page = node.send(Ask::get(&format!("/console/case/{case}")).cookie(&ana)).await.is(200);
    let to = page.body.split("id=\"to\"").nth(1).and_then(|rest| rest.split("value=\"").nth(2));
    let to = to.and_then(|rest| rest.split('"').next()).expect("a colleague").to_owned();
    let empty = does(&node, &ana, &case, "handover", Lang::En, &[("to", &to), ("text", " ")]).await.is(422);
    says_empty(&empty, Lang::En, "case-handover-text");
    let said = word();
    does_well(&node, &ana, &case, "handover", Lang::En, &[("to", &to), ("text", &said)]).await;
    let ben = node.signs_in("ben").await;
    for lang in Lang::ALL {
        let page = node.send(Ask::get(&in_lang(&format!("/console/case/{case}"), lang)).cookie(&ben)).await.is(200);
        desk(&page, lang);
        let top = page.body.find(&said).expect("the hand-over");
        assert!(top < page.body.find("<blockquote").expect("what was said"), "it stands on top");
        says(&page, lang, "case-release");
    }
}

#[tokio::test]
async fn two_cases_stand_side_by_side_and_each_is_answered_by_itself() {
    let node = Node::open().await;
    let (_, parent, hers) = claimed(&node, &[("who", "child")]).await;
    let (ana, child, his) = claimed(&node, &[("who", "me")]).await;
    for lang in Lang::ALL {
        let typed = [("other", ""), ("other", "none such")];
        says(&does(&node, &ana, &parent, "join", lang, &typed).await.is(422), lang, "case-refused-no-case");
    }
    // What was typed counts more than what is chosen in the list above it.
    let number = format!(" {} ", &child[child.len() - 4..]);
    does_well(&node, &ana, &parent, "join", Lang::En, &[("other", &parent), ("other", &number)]).await;
    for lang in Lang::ALL {
        let page = node.send(Ask::get(&in_lang(&format!("/console/case/{parent}"), lang)).cookie(&ana)).await.is(200);
        desk(&page, lang);
        says(&page, lang, "case-together-apart");
        assert_eq!(page.body.matches("/answer\"").count(), 2, "an answer for each");
        let (one, two) = (word(), word());
        let after = does(&node, &ana, &child, "answer", lang, &[("text", &one), ("from", &parent)]).await;
        assert!(after.header("location").starts_with(&format!("/console/case/{parent}?")), "back to the same page");
        does_well(&node, &ana, &parent, "answer", lang, &[("text", &two), ("from", &parent)]).await;
        node.answers_leave().await;
        let read = node.post("/back", &[("code", &his.digits())]).await.is(200);
        assert!(read.body.contains(&one) && !read.body.contains(&two));
        let read = node.post("/back", &[("code", &hers.digits())]).await.is(200);
        assert!(read.body.contains(&two) && !read.body.contains(&one), "a parent never reads what the child is told");
    }
    let ana = node.signs_in("ana").await;
    says(&does_well(&node, &ana, &child, "part", Lang::En, &[("from", &parent)]).await, Lang::En, "case-parted");
}

#[tokio::test]
async fn what_is_said_by_telephone_gets_a_code_that_opens_it() {
    let node = Node::open().await;
    let adam = node.signs_in("adam").await;
    let rules = [("closed", "90"), ("answered", "180"), ("open", "365"), ("countries", "FR 10 20 30")];
    node.send(Ask::post("/console/retention", &rules).cookie(&adam)).await.is(303);
    let (ana, countries) = (node.signs_in("ana").await, Countries::load().unwrap());
    for (lang, visitor) in Lang::ALL.into_iter().zip([Lang::Ar, Lang::En, Lang::Fr, Lang::Es]) {
        let form = node.send(Ask::get(&in_lang("/console/phone", lang)).cookie(&ana)).await.is(200);
        desk(&form, lang);
        let (draft, words) = (form.field("draft"), word());
        let empty = node.send(Ask::post("/console/phone", &[("l", lang.code())]).cookie(&ana)).await.is(422);
        says_empty(&empty, lang, "phone-words");
        let fields = [
            ("l", lang.code()),
            ("draft", draft.as_str()),
            ("visitor", visitor.code()),
            ("country", "FR"),
            ("offender", "family"),
            ("danger", "no"),
            ("age", "u13"),
            ("happened", "paid"),
            ("place1", "Zqgram"),
            ("name1", &*word()),
            ("side1", "them"),
            ("words", &words),
        ];
        let told = node.send(Ask::post("/console/phone", &fields).cookie(&ana)).await.is(200);
        desk(&told, lang);
        let back = node.post("/back", &[("l", visitor.code()), ("code", &told.words())]).await.is(200);
        assert!(back.body.contains(&words), "the words that were read out open it");
        let again = node.send(Ask::post("/console/phone", &fields).cookie(&ana)).await.is(200);
        assert_eq!(again.digits(), told.digits());
        let case = node.case_with(&ana, &words).await;
        let page = node.send(Ask::get(&in_lang(&format!("/console/case/{case}"), lang)).cookie(&ana)).await.is(200);
        desk(&page, lang);
        says(&page, lang, "case-release");
        says(&page, lang, "did-report-spoken");
        says(&page, lang, "offender-family");
        assert!(page.visible().contains(countries.name(lang, "FR").unwrap()));
        let until = node.ctx.clock.now().plus(30 * DAY).date();
        let kept = node.send(Ask::get(&in_lang(&format!("/console/keep/{case}"), lang)).cookie(&ana)).await.is(200);
        assert!(kept.visible().contains(&until), "it is kept as long as its country says: {}", kept.visible());
    }
}

#[tokio::test]
async fn a_reviewer_reads_a_case_and_finds_nothing_to_press() {
    let node = Node::open().await;
    let (_, case, _) = claimed(&node, &[]).await;
    let cleo = node.signs_in("cleo").await;
    let asked = node.send(Ask::get(&format!("/console/case/{case}")).cookie(&cleo)).await.is(200);
    assert!(asked.body.contains(&format!("/console/case/{case}/reason")), "the case is somebody else's");
    let people = format!("href=\"/console/case/{case}/people?l=");
    assert!(asked.body.contains(&people), "who knows the people says so before reading");
    let why = [("l", "en"), ("why", "review")];
    node.send(Ask::post(&format!("/console/case/{case}/reason"), &why).cookie(&cleo)).await.is(303);
    for lang in Lang::ALL {
        let page = node.send(Ask::get(&in_lang(&format!("/console/case/{case}"), lang)).cookie(&cleo)).await.is(200);
        desk(&page, lang);
        let pressed: Vec<&str> = page.body.split("action=\"/console/case/").skip(1).map(|rest| &rest[..60]).collect();
        assert!(pressed.is_empty(), "reading only: {pressed:?}");
        says(&page, lang, "people-link");
        assert!(page.body.contains(&people));
    }
}

#[tokio::test]
async fn the_key_that_claims_finds_its_button_on_the_page_of_a_case_that_nobody_has() {
    let node = Node::open().await;
    let words = word();
    node.post("/tell", &[("words", &*words)]).await.is(200);
    let ana = node.signs_in("ana").await;
    let case = node.case_with(&ana, &words).await;
    let claim = format!("action=\"/console/case/{case}/claim\"");
    let page = node.send(Ask::get(&format!("/console/case/{case}")).cookie(&ana)).await.is(200);
    let form = page.body.split(&claim).nth(1).and_then(|rest| rest.split("</form>").next()).expect("a form");
    assert!(form.contains(" data-claim>") && page.body.matches("data-claim").count() == 1);
    does_well(&node, &ana, &case, "claim", Lang::En, &[]).await;
    let page = node.send(Ask::get(&format!("/console/case/{case}")).cookie(&ana)).await.is(200);
    assert!(!page.body.contains("data-claim"));
}

#[tokio::test]
async fn who_is_threatened_by_the_family_is_not_asked_to_tell_a_grown_up_or_to_keep_what_may_be_found() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let (ana, case, _) = claimed(&node, &[("l", lang.code()), ("offender", "family")]).await;
        for text in ["tell", "keep"] {
            let begun = format!("begin-{text}");
            let page = does(&node, &ana, &case, "answer", lang, &[("do", &begun)]).await.is(200);
            let (page, id) = (decode(&page.body), format!("template-{text}"));
            assert!(page.contains(&TEXTS.near(lang).t(&id)), "{} {id}", lang.code());
            assert!(!page.contains(&TEXTS.get(lang).t(&id)), "{} {id}", lang.code());
            assert!(crate::near::forbidden(lang, &TEXTS.near(lang).t(&id)).is_empty(), "{} {id}", lang.code());
        }
    }
}
