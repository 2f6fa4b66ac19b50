//! The second factor: asked of everybody on a real node, slow to guess, never locked, and lost without losing the desk.

use vigie_model::clock::{HOUR, MINUTE};
use vigie_seal::{Secret, TOTP_STEP};
use vigie_service::login::{self, Stage};
use vigie_service::second::{self, Kind};
use vigie_service::{Ctx, ServiceError, alarms, factor, passphrase};
use vigie_testkit::{Counsellor, both_real_worlds, both_worlds};

async fn enters(ctx: &Ctx, who: &Counsellor) -> (Secret<String>, Stage) {
    let entered = login::sign_in(ctx, &who.login, Secret::new(who.passphrase.clone()), who.address).await.unwrap();
    (entered.cookie, entered.stage)
}

#[tokio::test]
async fn a_log_in_is_complete_only_after_the_second_step_and_a_code_is_good_once() {
    both_real_worlds(async |world| {
        let ana = world.counsellor().await;
        assert_eq!(ana.codes.len(), 10);
        let (cookie, stage) = enters(&world.ctx, &ana).await;
        assert_eq!(stage, Stage::Code);
        assert!(login::signed(&world.ctx, cookie.expose()).await.unwrap().is_none(), "not signed in yet");
        world.database.run("UPDATE sessions SET stage = 'full'").await;
        assert!(login::signed(&world.ctx, cookie.expose()).await.is_err(), "a row made to look complete");
        world.database.run("UPDATE sessions SET stage = 'code'").await;

        let used = ana.digits(&world.ctx);
        let again = factor::second_step(&world.ctx, cookie.expose(), &used, ana.address).await;
        assert!(matches!(again, Err(ServiceError::NoMatch)), "the code that made the factor");
        world.passes(TOTP_STEP);
        let digits = ana.digits(&world.ctx);
        let complete = factor::second_step(&world.ctx, cookie.expose(), &digits, ana.address).await.unwrap();
        assert!(login::signed(&world.ctx, complete.expose()).await.unwrap().is_some());
        assert!(login::signed(&world.ctx, cookie.expose()).await.unwrap().is_none(), "the first cookie is over");
        let (next, _) = enters(&world.ctx, &ana).await;
        assert!(factor::second_step(&world.ctx, next.expose(), &digits, ana.address).await.is_err(), "used");
        let code = ana.codes[3].expose().to_lowercase();
        factor::second_step(&world.ctx, next.expose(), &code, ana.address).await.unwrap();
        let (next, _) = enters(&world.ctx, &ana).await;
        assert!(factor::second_step(&world.ctx, next.expose(), &code, ana.address).await.is_err(), "used");
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_first_factor_is_made_once_and_ends_the_other_log_ins_that_wait_for_one() {
    both_real_worlds(async |world| {
        let (adam, cleo) = (world.administrator().await, world.reviewer().await);
        let (by, second) = (adam.signed(&world.ctx).await, cleo.signed(&world.ctx).await);
        let of = world.second_counsellor().await;
        let id =
            second::propose(&world.ctx, &by, Kind::FactorReset, of.signed(&world.ctx).await.member.0, "lost").await;
        let confirmed = second::confirm(&world.ctx, &second, id.unwrap()).await.unwrap();
        second::carry_out(&world.ctx, &second, confirmed).await.unwrap();
        let (mine, stage) = enters(&world.ctx, &of).await;
        let (theirs, _) = enters(&world.ctx, &of).await;
        assert_eq!(stage, Stage::Enrol);
        let digits = |offer: &factor::Offer| {
            vigie_testkit::phone(offer.spelled().expose()).code(world.ctx.clock.now().ms() / TOTP_STEP)
        };
        let (one, other) =
            (factor::offer(&world.ctx, mine.expose()).await, factor::offer(&world.ctx, theirs.expose()).await);
        let (one, other) = (digits(&one.unwrap().unwrap()), digits(&other.unwrap().unwrap()));
        factor::enrol(&world.ctx, mine.expose(), &one, of.address).await.unwrap();
        let late = factor::enrol(&world.ctx, theirs.expose(), &other, of.address).await;
        assert!(matches!(late, Err(ServiceError::Expired)));
    })
    .await;
}

#[tokio::test]
async fn guessing_is_slowed_raises_an_alarm_and_locks_nobody_out() {
    both_real_worlds(async |world| {
        let ana = world.counsellor().await;
        let mut refused = 0;
        for round in 0..4u8 {
            let mut thief = ana.clone();
            thief.address = [198, 51, 100, round].into();
            let (cookie, _) = enters(&world.ctx, &thief).await;
            for guess in 0..5 {
                let typed = format!("{round}0000{guess}");
                match factor::second_step(&world.ctx, cookie.expose(), &typed, thief.address).await {
                    Err(ServiceError::NoMatch) => refused += 1,
                    Err(ServiceError::TooMany) => {}
                    other => panic!("{other:?}"),
                }
            }
            if round < 2 {
                let over = factor::second_step(&world.ctx, cookie.expose(), "000000", thief.address).await;
                assert!(matches!(over, Err(ServiceError::Expired)), "the passphrase is asked again");
            }
        }
        assert_eq!(refused, 10, "then one a minute, from wherever");
        let (cookie, _) = enters(&world.ctx, &ana).await;
        let code = ana.codes[0].expose();
        let cookie = factor::second_step(&world.ctx, cookie.expose(), code, ana.address).await.unwrap();
        let signed = login::signed(&world.ctx, cookie.expose()).await.unwrap().unwrap();
        let raised = alarms::list(&world.ctx, &signed).await.unwrap();
        assert_eq!(raised.iter().map(|alarm| alarm.kind).collect::<Vec<_>>(), [alarms::Kind::WrongCodes]);
        world.passes(2 * MINUTE);
        let (cookie, _) = enters(&world.ctx, &ana).await;
        factor::second_step(&world.ctx, cookie.expose(), &ana.digits(&world.ctx), ana.address).await.unwrap();
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_gets_in_by_changing_the_rows_of_a_factor() {
    both_real_worlds(async |world| {
        let ana = world.counsellor().await;
        for change in [
            "DELETE FROM factors",
            "UPDATE factors SET state = 'none'",
            "UPDATE factors SET secret_sealed = (SELECT public_key FROM members)",
        ] {
            world.database.run("CREATE TABLE kept AS SELECT * FROM factors").await;
            world.database.run(change).await;
            let passphrase = Secret::new(ana.passphrase.clone());
            let entered = login::sign_in(&world.ctx, &ana.login, passphrase, ana.address).await;
            assert!(matches!(entered, Err(ServiceError::Untrusted(_))), "{change}");
            world.database.run("DELETE FROM factors").await;
            world.database.run("INSERT INTO factors SELECT * FROM kept").await;
            world.database.run("DROP TABLE kept").await;
        }
        assert_eq!(enters(&world.ctx, &ana).await.1, Stage::Code);
    })
    .await;
}

#[tokio::test]
async fn a_demonstration_asks_for_none_but_takes_one() {
    both_worlds(async |world| {
        let mut ana = world.counsellor().await;
        let signed = ana.signed(&world.ctx).await;
        let cookie = ana.cookie.expose().clone();
        assert_eq!(factor::own(&world.ctx, &signed).await.unwrap().since, None);
        let offer = factor::offer_again(&world.ctx, &signed, &cookie).await.unwrap().unwrap();
        ana.reads(&offer);
        world.passes(MINUTE);
        let digits = ana.digits(&world.ctx);
        let wrong = factor::replace(&world.ctx, &signed, &cookie, ("", "000000"), ana.address).await;
        assert!(matches!(wrong, Err(ServiceError::NoMatch)));
        let codes = factor::replace(&world.ctx, &signed, &cookie, ("", &digits), ana.address).await.unwrap();
        assert_eq!((codes.len(), enters(&world.ctx, &ana).await.1), (10, Stage::Code));

        world.passes(MINUTE);
        // Another phone takes the first one's word for it; ten new codes take the place of the old.
        let offer = factor::offer_again(&world.ctx, &signed, &cookie).await.unwrap().unwrap();
        let mut other = ana.clone();
        other.reads(&offer);
        assert_ne!(other.digits(&world.ctx), ana.digits(&world.ctx));
        let digits = other.digits(&world.ctx);
        let alone = factor::replace(&world.ctx, &signed, &cookie, ("", &digits), ana.address).await;
        assert!(matches!(alone, Err(ServiceError::NoMatch)), "without the first phone");
        let proof = codes[0].expose().clone();
        factor::replace(&world.ctx, &signed, &cookie, (&proof, &digits), ana.address).await.unwrap();
        let renewed = factor::renew_codes(&world.ctx, &signed, codes[1].expose(), ana.address).await;
        assert!(matches!(renewed, Err(ServiceError::NoMatch)), "the codes of the first phone are gone");
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_lost_factor_is_reset_by_an_administrator_and_a_second_person() {
    both_real_worlds(async |world| {
        let ana = world.counsellor().await;
        let (mut ben, cleo) = (world.second_counsellor().await, world.reviewer().await);
        ben.phone = None;
        let (ana, cleo) = (ana.signed(&world.ctx).await, cleo.signed(&world.ctx).await);
        let who = ben.signed(&world.ctx).await.member;
        let id = second::propose(&world.ctx, &ana, Kind::FactorReset, who.0, "lost the phone").await.unwrap();
        let confirmed = second::confirm(&world.ctx, &cleo, id).await.unwrap();
        second::carry_out(&world.ctx, &cleo, confirmed).await.unwrap();
        assert!(ben.is_signed_in(&world.ctx).await.is_none(), "whoever was signed in is out");
        assert_eq!(enters(&world.ctx, &ben).await.1, Stage::Enrol);
        ben.signs_in(&world.ctx).await.unwrap();
        world.passes(HOUR);
        ben.signs_in(&world.ctx).await.unwrap();
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_changed_passphrase_ends_the_other_sessions_and_keeps_the_keys() {
    both_worlds(async |world| {
        let (mut ana, other) = (world.counsellor().await, world.counsellor().await);
        let signed = ana.signed(&world.ctx).await;
        let new = || Secret::new("five grey herons at dusk".to_owned());
        let change = async |old: &str| {
            passphrase::change(&world.ctx, &signed, Secret::new(old.to_owned()), new(), ana.address).await
        };
        assert!(matches!(change("not this one at all").await, Err(ServiceError::NoMatch)));
        change(&ana.passphrase).await.unwrap();
        assert!(other.is_signed_in(&world.ctx).await.is_none() && ana.is_signed_in(&world.ctx).await.is_some());
        assert!(ana.clone().signs_in(&world.ctx).await.is_err());
        ana.passphrase = new().expose().clone();
        ana.signs_in(&world.ctx).await.unwrap();
        assert_eq!(ana.signed(&world.ctx).await.desks.len(), signed.desks.len());
    })
    .await;
}
