//! Stories that nobody thought of: whatever is done to a desk and whenever its page is shut, time
//! does to its cases what it says it will, once, and the history tells all of it.

mod acts;
mod requests_told;
mod slas_told;
mod told;
mod told_again;

use crate::{
    conformance::{
        corpus,
        play::{Story, play},
    },
    explained::{foretold, happens},
};
use proptest::{prelude::*, test_runner::RngSeed};
use rung::engine::{
    history::{Deed, HistoryEntry},
    id::CaseId,
    instant::Instant,
    stamp::Actor,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use told::{RUN_UNTIL, any_story};
use told_again::check_told_again;

/// What history tells but for when it was worked out.
fn without_processing(story: &Story) -> Vec<HistoryEntry> {
    let mut history = story.history.clone();
    for entry in &mut history {
        assert!(entry.processed_at >= entry.at);
        entry.processed_at = entry.at;
    }
    history
}

/// Nothing fires twice, before it is due, or on a case that is closed.
fn check_firings(story: &Story, early_seconds: i64) {
    let mut keys = BTreeSet::new();
    let mut closed: BTreeSet<CaseId> = BTreeSet::new();
    for entry in &story.history {
        if let Some(key) = entry.once_key() {
            assert!(keys.insert(key.clone()), "{key} twice");
        }
        match (&entry.deed, entry.case) {
            (Deed::Closed, Some(case)) => assert!(closed.insert(case)),
            (Deed::Reopened, Some(case)) => assert!(closed.remove(&case)),
            (Deed::Fired(firing), Some(case)) => {
                assert!(firing.due_at <= entry.at.plus_seconds(early_seconds));
                assert!(!closed.contains(&case), "{case:?} was closed");
            }
            _ => {}
        }
    }
}

/// Whatever the desk does by itself names the record that brought it about.
fn check_causes(story: &Story) {
    for entry in &story.history {
        let by_itself = !entry.by.is_person() && entry.by != Actor::System;
        assert!(entry.cause.is_some() || !by_itself, "{entry:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(11),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_page_that_was_shut_now_and_then_ends_where_one_that_stayed_open_ends(told in any_story()) {
        let awake = play(&told.awake).unwrap();
        let asleep = play(&told.asleep).unwrap();
        prop_assert!(awake.desk == asleep.desk);
        prop_assert_eq!(without_processing(&awake), without_processing(&asleep));
    }

    #[test]
    fn nothing_fires_twice_early_or_after_closing(told in any_story()) {
        check_firings(&play(&told.asleep).unwrap(), told.early_seconds);
    }

    #[test]
    fn whatever_the_desk_does_by_itself_names_its_cause(told in any_story()) {
        check_causes(&play(&told.asleep).unwrap());
    }

    #[test]
    fn the_history_told_again_gives_the_desk(told in any_story()) {
        check_told_again(&play(&told.awake).unwrap());
    }

    #[test]
    fn what_is_foretold_after_any_story_happens(told in any_story()) {
        let mut begun = told.awake;
        let last = begun["events"].as_array().unwrap().last().unwrap()["at"].clone();
        begun["run_until"] = last.clone();
        // An assignment to come may take a case off hold; of that nothing is foretold.
        begun["settings"]["automated_case_escalation"] = json!(false);
        let story = play(&begun).unwrap();
        let at = |text: &Value| Instant::parse(text.as_str().unwrap()).unwrap();
        let until = at(&json!(RUN_UNTIL));
        let told = foretold(&story.desk, at(&last), until);
        prop_assert_eq!(told, happens(&story.desk, until));
    }
}

#[test]
fn the_history_of_every_worked_scenario_gives_its_desk_and_names_every_cause() {
    for scenario in corpus() {
        println!("{}", scenario["id"]);
        let story = play(&scenario).unwrap();
        check_told_again(&story);
        check_causes(&story);
    }
}
