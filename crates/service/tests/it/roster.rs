//! People come and go: invited by one, known by four words, given keys by who holds them, gone at once when two say so.

use vigie_model::case::CaseState;
use vigie_model::clock::DAY;
use vigie_model::id::MemberId;
use vigie_model::member::{MemberRole, Roles};
use vigie_seal::{PrivateKey, Secret, WordList};
use vigie_service::login::{self, Signed};
use vigie_service::second::{self, Kind};
use vigie_service::{Ctx, ServiceError, alarms, invite, names, roster, sessions};
use vigie_testkit::{Counsellor, World, both_worlds, random_name};

const PASSPHRASE: &str = "four grey herons at dawn";
const HERE: std::net::IpAddr = std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

/// Removes a member: one proposes, the other confirms.
async fn removed(ctx: &Ctx, by: &Signed, second: &Signed, who: MemberId) -> Result<(), ServiceError> {
    let id = second::propose(ctx, by, Kind::MemberRemoval, who.0, "has left").await?;
    let confirmed = second::confirm(ctx, second, id).await?;
    second::carry_out(ctx, second, confirmed).await.map(|_| ())
}

/// Invites somebody who answers; both sides read the same four words.
async fn invited(world: &World, by: &Signed, login: &str, role: MemberRole) -> MemberId {
    let roles = Roles::of(&[role]);
    let invited = invite::invite(&world.ctx, by, "Heron Zq", login, roles).await.unwrap();
    let passphrase = Secret::new(PASSPHRASE.to_owned());
    let theirs = invite::join(&world.ctx, invited.word.expose(), passphrase, HERE).await.unwrap();
    let waiting = invite::waiting(&world.ctx, by).await.unwrap();
    let ours = waiting.iter().find(|one| one.id == invited.id).and_then(|one| one.answered.as_ref()).unwrap();
    assert!(ours.mac_holds);
    assert_eq!(ours.fingerprint.words(WordList::En), theirs.words(WordList::En));
    assert_eq!((ours.fingerprint.digits(), theirs.words(WordList::Fr).len()), (theirs.digits(), 4));
    invited.id
}

async fn enters(world: &World, login: &str) -> Option<Signed> {
    let entered = login::sign_in(&world.ctx, login, Secret::new(PASSPHRASE.to_owned()), HERE).await.ok()?;
    login::signed(&world.ctx, entered.cookie.expose()).await.unwrap()
}

async fn case(world: &World, desk: &Counsellor) -> vigie_model::id::CaseId {
    world.passes(1000);
    world.person().tells(&world.ctx).await.unwrap();
    world.run_jobs().await;
    desk.queue(&world.ctx).await.last().unwrap().case
}

#[tokio::test]
async fn an_invited_counsellor_reads_cases_only_after_the_inviter_has_confirmed() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let (ana, case) = (desk.signed(&world.ctx).await, case(&world, &desk).await);
        let login = random_name();
        let id = invited(&world, &ana, &login, MemberRole::Counsellor).await;
        assert!(enters(&world, &login).await.is_none(), "not confirmed yet");
        let cleo = world.reviewer().await.signed(&world.ctx).await;
        assert!(invite::confirm(&world.ctx, &cleo, id).await.is_err(), "only the inviter");
        assert!(invite::waiting(&world.ctx, &cleo).await.unwrap()[0].name.is_none());
        let taken = invite::invite(&world.ctx, &ana, "Other", &login, Roles::of(&[MemberRole::Auditor])).await;
        assert!(matches!(taken, Err(ServiceError::Taken)));

        invite::confirm(&world.ctx, &ana, id).await.unwrap();
        assert!(invite::confirm(&world.ctx, &ana, id).await.is_err(), "once");
        let heron = enters(&world, &login).await.unwrap();
        assert_eq!(heron.member, id);
        vigie_service::casework::open(&world.ctx, &heron, case).await.unwrap();
        assert_eq!(names::all(&world.ctx, &ana).await.unwrap()[&id], "Heron Zq");
        assert_eq!(vigie_service::casework::own_name(&world.ctx, &heron).await.unwrap(), "Heron Zq");
    })
    .await;
}

#[tokio::test]
async fn a_key_swapped_between_the_word_and_the_yes_is_found() {
    both_worlds(async |world| {
        let ana = world.counsellor().await.signed(&world.ctx).await;
        let login = random_name();
        let id = invited(&world, &ana, &login, MemberRole::Counsellor).await;
        let thief = PrivateKey::random(&mut vigie_model::clock::entropy()).public();
        let swapped = world.database.literal(thief.as_bytes());
        world.database.run(&format!("UPDATE invitations SET public_key = {swapped}")).await;
        let waiting = invite::waiting(&world.ctx, &ana).await.unwrap();
        assert!(!waiting[0].answered.as_ref().unwrap().mac_holds);
        assert!(matches!(invite::confirm(&world.ctx, &ana, id).await, Err(ServiceError::Untrusted(_))));
        invite::withdraw(&world.ctx, &ana, id).await.unwrap();
        assert!(invite::waiting(&world.ctx, &ana).await.unwrap().is_empty());
        assert!(enters(&world, &login).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_word_is_good_once_and_for_a_week() {
    both_worlds(async |world| {
        let ana = world.counsellor().await.signed(&world.ctx).await;
        let roles = Roles::of(&[MemberRole::Auditor]);
        let word = invite::invite(&world.ctx, &ana, "Heron", &random_name(), roles).await.unwrap().word;
        let join = async |word: &str| {
            invite::join(&world.ctx, word, Secret::new(PASSPHRASE.to_owned()), HERE).await.map(|_| ())
        };
        assert!(matches!(join("no word").await, Err(ServiceError::NoMatch)));
        join(&word.expose().to_uppercase()).await.unwrap();
        assert!(matches!(join(word.expose()).await, Err(ServiceError::NoMatch)), "twice");
        let late = invite::invite(&world.ctx, &ana, "Heron", &random_name(), roles).await.unwrap().word;
        world.passes(7 * DAY);
        assert!(matches!(join(late.expose()).await, Err(ServiceError::NoMatch)));
    })
    .await;
}

#[tokio::test]
async fn an_administrator_gets_nobody_into_a_desk_that_is_not_theirs() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let (ana, adam) = (desk.signed(&world.ctx).await, world.administrator().await.signed(&world.ctx).await);
        let case = case(&world, &desk).await;
        let login = random_name();
        let id = invited(&world, &adam, &login, MemberRole::Counsellor).await;
        invite::confirm(&world.ctx, &adam, id).await.unwrap();
        let heron = enters(&world, &login).await.unwrap();
        assert!(heron.desk("intake").is_none() && heron.desk("house").is_some());
        assert!(vigie_service::casework::open(&world.ctx, &heron, case).await.is_err());
        assert!(roster::set_roles(&world.ctx, &adam, adam.member, Roles::of(&[MemberRole::Counsellor])).await.is_err());

        let intake = ana.desk("intake").unwrap().desk.id;
        assert!(roster::hand_on(&world.ctx, &adam, id, intake).await.is_err(), "who holds nothing hands nothing on");
        assert!(roster::hand_on(&world.ctx, &ana, adam.member, intake).await.is_err(), "the roles do not entitle");
        let listed = roster::list(&world.ctx, &ana).await.unwrap();
        let place =
            |kind: &str| listed.iter().find(|one| one.id == id).unwrap().places.iter().find(|one| one.kind == kind);
        assert!(place("intake").is_some_and(|place| !place.holds && place.can_hand_on));
        roster::hand_on(&world.ctx, &ana, id, intake).await.unwrap();
        let heron = enters(&world, &login).await.unwrap();
        vigie_service::casework::open(&world.ctx, &heron, case).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn who_is_removed_is_out_at_once_and_reads_nothing_new() {
    both_worlds(async |mut world| {
        let (desk, ben, cleo) = (world.counsellor().await, world.second_counsellor().await, world.reviewer().await);
        let old = case(&world, &desk).await;
        ben.claims(&world.ctx, old).await.unwrap();
        ben.notes(&world.ctx, old, "a note by ben").await.unwrap();
        let (ana, second) = (desk.signed(&world.ctx).await, cleo.signed(&world.ctx).await);
        let gone = ben.signed(&world.ctx).await;
        assert!(matches!(removed(&world.ctx, &ana, &ana, gone.member).await, Err(ServiceError::NotFound)), "alone");
        removed(&world.ctx, &ana, &second, gone.member).await.unwrap();

        assert!(ben.is_signed_in(&world.ctx).await.is_none());
        assert!(ben.clone().signs_in(&world.ctx).await.is_err());
        let line = desk.queue(&world.ctx).await.remove(0);
        assert_eq!((line.state, line.claimed_by), (CaseState::New, None));
        let new = case(&world, &desk).await;
        assert!(vigie_service::casework::open(&world.ctx, &gone, new).await.is_err(), "the keys in their hand are old");
        world.restart().await;
        for reader in [world.counsellor().await, world.reviewer().await] {
            assert_eq!(reader.queue(&world.ctx).await.len(), 2);
            reader.opens(&world.ctx, new).await.unwrap();
        }
        let opened = world.counsellor().await.opens(&world.ctx, old).await.unwrap();
        let by = opened.pieces.iter().find_map(|piece| piece.by).unwrap();
        assert_eq!(opened.names[&by], format!("name {}", ben.login), "what they wrote still has a name");
        assert_eq!(world.database.number("SELECT count(*) FROM desk_keys").await, 3, "intake, audit, house");
        let lacking = "SELECT count(*) FROM desks d WHERE NOT EXISTS
            (SELECT 1 FROM recovery_wraps r WHERE r.desk_id = d.id AND r.generation = d.generation)";
        assert_eq!(world.database.number(lacking).await, 0, "the paper opens the new keys too");
    })
    .await;
}

#[tokio::test]
async fn the_last_administrator_stays() {
    both_worlds(async |world| {
        let (ana, cleo) = (world.counsellor().await.signed(&world.ctx).await, world.reviewer().await);
        let second = cleo.signed(&world.ctx).await;
        let last = removed(&world.ctx, &ana, &second, ana.member).await;
        assert!(matches!(last, Err(ServiceError::LastAdministrator)));
        let adam = world.administrator().await.signed(&world.ctx).await;
        removed(&world.ctx, &ana, &second, ana.member).await.unwrap();
        assert!(matches!(removed(&world.ctx, &adam, &second, adam.member).await, Err(ServiceError::LastAdministrator)));
    })
    .await;
}

#[tokio::test]
async fn a_name_swapped_in_the_database_is_shown_to_nobody() {
    both_worlds(async |world| {
        let (ana, ben) = (world.counsellor().await.signed(&world.ctx).await, world.second_counsellor().await);
        let (ben, name) = (ben.signed(&world.ctx).await.member, format!("name {}", ben.login));
        assert_eq!(names::all(&world.ctx, &ana).await.unwrap()[&ben], name);
        let thief = ana.desk("house").unwrap().desk.public;
        let context = vigie_seal::Context {
            purpose: vigie_seal::Purpose::MemberName,
            owner: ana.desk("house").unwrap().desk.id.bytes(),
            part: ben.bytes(),
            generation: 1,
        };
        let forged = thief.seal(&context, b"somebody else", &mut vigie_model::clock::entropy()).into_bytes();
        let forged = world.database.literal(&forged);
        let house = "(SELECT id FROM desks WHERE kind = 'house')";
        let one = "(SELECT id FROM members ORDER BY created_at_ms DESC, id DESC LIMIT 1)";
        let swap =
            format!("UPDATE desk_members SET name_sealed = {forged} WHERE desk_id = {house} AND member_id = {one}");
        assert_eq!(world.database.run(&swap).await, 1);
        assert_ne!(names::all(&world.ctx, &ana).await.unwrap().get(&ben).map(String::as_str), Some("somebody else"));
    })
    .await;
}

#[tokio::test]
async fn roles_taken_away_take_the_desk_along() {
    both_worlds(async |world| {
        let (desk, ben) = (world.counsellor().await, world.second_counsellor().await);
        let (ana, who) = (desk.signed(&world.ctx).await, ben.signed(&world.ctx).await.member);
        roster::set_roles(&world.ctx, &ana, who, Roles::of(&[MemberRole::Auditor])).await.unwrap();
        let after = ben.signed(&world.ctx).await;
        assert!(after.desk("intake").is_none() && after.desk("audit").is_some());
        assert!(desk.signed(&world.ctx).await.desk("intake").unwrap().desk.generation == 2);
        assert!(roster::set_roles(&world.ctx, &after, ana.member, Roles::of(&[MemberRole::Auditor])).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn sessions_are_seen_and_ended() {
    both_worlds(async |world| {
        let (one, two, adam) = (world.counsellor().await, world.counsellor().await, world.administrator().await);
        let signed = one.signed(&world.ctx).await;
        let own = sessions::own(&world.ctx, &signed).await.unwrap();
        assert_eq!(own.iter().filter(|session| session.this).count(), 1);
        for other in own.iter().filter(|session| !session.this) {
            sessions::end(&world.ctx, &signed, &other.id).await.unwrap();
        }
        assert!(two.is_signed_in(&world.ctx).await.is_none() && one.is_signed_in(&world.ctx).await.is_some());

        let by = adam.signed(&world.ctx).await;
        assert!(sessions::all(&world.ctx, &by).await.unwrap().len() >= 2);
        let theirs = sessions::own(&world.ctx, &by).await.unwrap();
        assert!(matches!(sessions::end(&world.ctx, &signed, &theirs[0].id).await, Err(ServiceError::NotFound)));
        sessions::end_of_member(&world.ctx, &by, signed.member).await.unwrap();
        assert!(one.is_signed_in(&world.ctx).await.is_none());
        let ben = world.second_counsellor().await.signed(&world.ctx).await;
        assert!(sessions::all(&world.ctx, &ben).await.is_err());
        assert!(sessions::end_of_member(&world.ctx, &ben, by.member).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn whom_an_administrator_has_just_let_in_is_not_their_second_person_while_there_is_another() {
    both_worlds(async |world| {
        let (mut desk, mut cleo) = (world.counsellor().await, world.reviewer().await);
        world.passes(8 * DAY);
        desk.signs_in(&world.ctx).await.unwrap();
        cleo.signs_in(&world.ctx).await.unwrap();
        let (ana, login) = (desk.signed(&world.ctx).await, random_name());
        let id = invited(&world, &ana, &login, MemberRole::Counsellor).await;
        invite::confirm(&world.ctx, &ana, id).await.unwrap();
        let told = alarms::list(&world.ctx, &cleo.signed(&world.ctx).await).await.unwrap();
        assert_eq!((told[0].kind, told[0].about), (alarms::Kind::Joined, Some(ana.member)), "everybody learns of it");
        assert!(alarms::acknowledge(&world.ctx, &ana, told[0].id).await.is_err());

        let case = case(&world, &desk).await;
        let heron = enters(&world, &login).await.unwrap();
        let hers = second::propose(&world.ctx, &ana, Kind::Erase, case.0, "asked").await.unwrap();
        assert!(matches!(second::confirm(&world.ctx, &heron, hers).await, Err(ServiceError::NotFound)));
        let theirs = second::propose(&world.ctx, &heron, Kind::Erase, case.0, "asked").await.unwrap();
        assert!(matches!(second::confirm(&world.ctx, &ana, theirs).await, Err(ServiceError::NotFound)));
        let reviewer = cleo.signed(&world.ctx).await;
        second::confirm(&world.ctx, &reviewer, hers).await.unwrap();
        second::confirm(&world.ctx, &reviewer, theirs).await.unwrap();

        world.passes(7 * DAY + 1);
        desk.signs_in(&world.ctx).await.unwrap();
        let heron = enters(&world, &login).await.unwrap();
        let later = second::propose(&world.ctx, &desk.signed(&world.ctx).await, Kind::Erase, case.0, "asked").await;
        second::confirm(&world.ctx, &heron, later.unwrap()).await.unwrap();
    })
    .await;
}
