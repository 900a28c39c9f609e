//! The running desk: two of them on one database are two tabs.

use crate::{
    rows,
    seed::{self, ManyCases},
};
use leptos::prelude::{GetUntracked, Owner, StoredValue, WithValue};
use rung::{
    engine::{
        command::Command, desk::Desk, history::Deed, instant::Instant, record::Kind, stamp::Stamp,
    },
    shell::{Boot, DeskHandle, Refusal, open_named, yield_now},
    store::delete_database,
};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

fn performance_now() -> f64 {
    web_sys::window().unwrap().performance().unwrap().now()
}

fn local_storage() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

/// Opens the desk of a database that nothing was ever stored in.
async fn fresh(name: &str) -> DeskHandle {
    delete_database(name).await.unwrap();
    local_storage()
        .remove_item(&format!("rung.sentinel.{name}"))
        .unwrap();
    open(name).await
}

async fn open(name: &str) -> DeskHandle {
    match open_named(name).await {
        Boot::Ready(desk) => desk,
        Boot::DataLost(_) => panic!("{name}: the data is lost"),
        Boot::Refused(error) => panic!("{name}: {error}"),
    }
}

async fn with_rule(name: &str) -> DeskHandle {
    let desk = fresh(name).await;
    desk.dispatch(seed::rule()).await.unwrap();
    let activate = desk.with(seed::activate);
    desk.dispatch(activate).await.unwrap();
    desk
}

fn many(
    n_cases: usize,
    hours_ago: i64,
) -> impl Fn(&Desk, Stamp) -> Result<ManyCases, rung::engine::decide::Rejection> {
    move |desk, stamp| {
        let created_at = stamp.at.plus_seconds(-hours_ago * 3_600);
        Ok(ManyCases::new(desk, n_cases, created_at, stamp))
    }
}

async fn until(is_so: impl Fn() -> bool) {
    let start = performance_now();
    while !is_so() {
        assert!(performance_now() - start < 20_000.0, "it never came");
        yield_now().await;
    }
}

async fn n_fired(desk: DeskHandle) -> usize {
    let history = desk.latest_history(usize::MAX).await.unwrap();
    let fired = history
        .iter()
        .filter(|entry| matches!(entry.deed, Deed::Fired(_)));
    fired.count()
}

#[wasm_bindgen_test]
async fn a_first_opening_makes_a_desk_and_a_second_finds_it() {
    let desk = fresh("desk-1").await;
    assert_eq!(desk.with(|desk| desk.users.len()), 1);
    assert!(desk.user().get_untracked().is_some());
    desk.dispatch(seed::case("a")).await.unwrap();
    let again = open("desk-1").await;
    assert!(again.with(|one| desk.with(|other| one == other)));
    assert_eq!(
        again.revision().get_untracked(),
        desk.revision().get_untracked()
    );
}

#[wasm_bindgen_test]
async fn two_tabs_take_turns() {
    let left = fresh("desk-2").await;
    let right = open("desk-2").await;
    let (one, other) = futures::join!(
        left.dispatch(seed::case("left")),
        right.dispatch(seed::case("right"))
    );
    one.unwrap();
    other.unwrap();
    let has_both =
        |desk: &Desk| seed::find(desk, "left").is_some() && seed::find(desk, "right").is_some();
    until(|| left.with(has_both) && right.with(has_both)).await;
    assert!(left.with(|one| right.with(|other| one == other)));
}

#[wasm_bindgen_test]
async fn three_hundred_due_actions_fire_once_with_two_tabs_open() {
    let left = with_rule("desk-3").await;
    let right = open("desk-3").await;
    left.run_import(many(150, 3), |_| {}, || false)
        .await
        .unwrap();
    let is_done = |desk: &Desk| desk.next_due().is_none();
    until(|| left.with(is_done) && right.with(is_done)).await;
    assert_eq!(n_fired(left).await, 300);
    let case = left.with(|desk| *desk.cases.keys().next().unwrap());
    let told = right.history_of(case).await.unwrap();
    let fired = told.iter().filter(|e| matches!(e.deed, Deed::Fired(_)));
    assert_eq!(fired.count(), 2);
}

#[wasm_bindgen_test]
async fn a_screen_follows_only_the_kinds_it_names() {
    let desk = fresh("desk-4").await;
    let n_looks = Rc::new(Cell::new(0));
    let owner = Owner::new();
    let subjects = owner.with(|| {
        let n_looks = StoredValue::new_local(Rc::clone(&n_looks));
        desk.derive(&[Kind::Case], move |desk| {
            n_looks.with_value(|n| n.set(n.get() + 1));
            desk.cases.len()
        })
    });
    assert_eq!(subjects.get_untracked(), 0);
    desk.dispatch(seed::rule()).await.unwrap();
    assert_eq!(subjects.get_untracked(), 0);
    assert_eq!(n_looks.get(), 1, "a rule is no case");
    desk.dispatch(seed::case("a")).await.unwrap();
    assert_eq!(subjects.get_untracked(), 1);
    assert_eq!(n_looks.get(), 2);
}

#[wasm_bindgen_test]
async fn a_refused_command_changes_nothing() {
    let desk = fresh("desk-5").await;
    let revision = desk.revision().get_untracked();
    let gone = seed::rename(rung::engine::id::CaseId(77), "b");
    let refused = desk.dispatch(gone).await.unwrap_err();
    assert!(matches!(refused, Refusal::Rejected(_)), "{refused}");
    assert_eq!(desk.revision().get_untracked(), revision);
}

#[wasm_bindgen_test]
async fn what_would_fire_is_told_before_it_does() {
    let desk = with_rule("desk-6").await;
    let open_long_ago = Command::CreateCase {
        changes: vec![rung::engine::command::CaseChange::Subject("a".into())],
        created_at: Some(desk.stamp().at.plus_seconds(-90 * 60)),
        number: None,
    };
    let preview = desk.preview(&open_long_ago).unwrap();
    assert_eq!(preview.wave.n_actions, 1);
    assert_eq!(desk.with(|desk| desk.cases.len()), 0);
    desk.dispatch(open_long_ago).await.unwrap();
    assert_eq!(n_fired(desk).await, 1);
    let n_notices = desk.with(|desk| desk.notifications.len());
    assert_eq!(n_notices, preview.wave.n_notices);
}

#[wasm_bindgen_test]
async fn a_database_that_is_gone_is_never_taken_for_a_first_opening() {
    let desk = fresh("desk-7").await;
    desk.dispatch(seed::case("a")).await.unwrap();
    delete_database("desk-7").await.unwrap();
    let Boot::DataLost(lost) = open_named("desk-7").await else {
        panic!("the loss was not noticed");
    };
    assert_eq!(lost.found, None);
    let Boot::Ready(desk) = lost.go_on().await else {
        panic!("a person has chosen to start anew");
    };
    assert_eq!(desk.with(|desk| desk.cases.len()), 0);
    open("desk-7").await;
}

#[wasm_bindgen_test]
async fn an_older_copy_of_the_database_is_noticed() {
    let desk = fresh("desk-8").await;
    let revision = desk.revision().get_untracked();
    let key = "rung.sentinel.desk-8";
    let sentinel = local_storage().get_item(key).unwrap().unwrap();
    let ahead = sentinel.replace(
        &format!("\"revision\":{revision}"),
        &format!("\"revision\":{}", revision + 5),
    );
    local_storage().set_item(key, &ahead).unwrap();
    let Boot::DataLost(lost) = open_named("desk-8").await else {
        panic!("the loss was not noticed");
    };
    assert_eq!(lost.found, Some(revision));
    assert_eq!(lost.expected.revision, revision + 5);
}

async fn text_of(blob: &web_sys::Blob) -> String {
    let text = JsFuture::from(blob.text()).await.unwrap();
    text.as_string().unwrap()
}

#[wasm_bindgen_test]
async fn a_backup_is_restored_into_an_empty_profile_to_the_byte() {
    let desk = with_rule("desk-9").await;
    desk.run_import(many(300, 3), |_| {}, || false)
        .await
        .unwrap();
    let case = desk.with(|desk| *desk.cases.keys().next().unwrap());
    desk.dispatch(seed::remark(case, "one")).await.unwrap();
    let text = text_of(&desk.export_backup().await.unwrap()).await;
    let other = fresh("desk-10").await;
    let damaged = other.read_backup(&text.replacen("Case 7", "Case X", 1));
    assert_eq!(damaged.unwrap_err().line, 1);
    let backup = other.read_backup(&text).unwrap();
    other.restore(backup).await.unwrap();
    assert!(other.with(|one| desk.with(|other| one == other)));
    let again = text_of(&other.export_backup().await.unwrap()).await;
    assert!(again == text, "exported again it differs");
    assert_eq!(other.messages_of(case).await.unwrap().len(), 1);
    assert_eq!(n_fired(other).await, 600);
    let reopened = open("desk-10").await;
    assert!(reopened.with(|one| other.with(|other| one == other)));
}

#[wasm_bindgen_test]
async fn a_zone_is_learnt_once_and_an_unknown_one_is_refused() {
    let desk = fresh("desk-11").await;
    desk.learn_zone("Asia/Kathmandu").await.unwrap();
    let revision = desk.revision().get_untracked();
    desk.learn_zone("Asia/Kathmandu").await.unwrap();
    assert_eq!(desk.revision().get_untracked(), revision);
    let at = Instant::parse("2026-01-05T14:00:00Z").unwrap();
    let offset = desk.with(|desk| desk.zone("Asia/Kathmandu").unwrap().offset_at(at));
    assert_eq!(offset, 20_700);
    let refused = desk.learn_zone("Mars/Olympus").await.unwrap_err();
    assert!(refused.to_string().contains("Mars/Olympus"), "{refused}");
}

#[wasm_bindgen_test]
async fn a_stopped_import_stores_nothing() {
    let desk = with_rule("desk-12").await;
    let revision = desk.revision().get_untracked();
    let n_seen = Rc::new(Cell::new(0));
    let (seen, is_enough) = (Rc::clone(&n_seen), Rc::clone(&n_seen));
    let outcome = desk.run_import(
        many(5_000, 0),
        move |progress| seen.set(progress.n_done),
        move || is_enough.get() >= 1_000,
    );
    assert_eq!(outcome.await, Err(Refusal::Cancelled));
    assert!(n_seen.get() < 5_000);
    assert_eq!(desk.with(|desk| desk.cases.len()), 0);
    assert_eq!(desk.revision().get_untracked(), revision);
}

/// Figures for people, printed: nothing here fails by being slow.
#[wasm_bindgen_test]
async fn ten_thousand_cases_are_stored_and_opened_again() {
    let desk = with_rule("desk-13").await;
    let clock = performance_now;
    let start = clock();
    desk.dispatch(seed::case("one")).await.unwrap();
    console_log!("one command: {:.1} ms", clock() - start);
    let start = clock();
    desk.run_import(many(10_000, 0), |_| {}, || false)
        .await
        .unwrap();
    console_log!(
        "10,000 cases from commands to stored: {:.0} ms",
        clock() - start
    );
    let start = clock();
    let again = open("desk-13").await;
    console_log!("opened again: {:.0} ms", clock() - start);
    assert_eq!(again.with(|desk| desk.cases.len()), 10_001);
    rows::fresh("desk-14").await.close();
}
