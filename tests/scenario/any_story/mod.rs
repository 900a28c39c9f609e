//! Stories that nobody thought of: whatever is done to a desk and whenever its page is shut, time
//! does to its cases what it says it will, once, and the history tells all of it.

mod acts;
mod told;

use crate::{
    conformance::play::{Story, play},
    explained::{foretold, happens},
};
use proptest::{prelude::*, test_runner::RngSeed};
use rung::engine::{
    calendar::Calendar,
    case::Case,
    desk::Desk,
    history::{Deed, HistoryEntry},
    id::CaseId,
    instant::Instant,
    people::Queue,
    record::{Kind, RecordKey, Records, Stored},
};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use told::{RUN_UNTIL, any_story};

/// What history tells but for when it was worked out.
fn without_processing(story: &Story) -> Vec<HistoryEntry> {
    let mut history = story.history.clone();
    for entry in &mut history {
        assert!(entry.processed_at >= entry.at);
        entry.processed_at = entry.at;
    }
    history
}

/// A record of the desk with its fields as history names them.
fn stored(desk: &Desk, key: RecordKey) -> Option<Value> {
    fn value<T: Stored + Serialize>(desk: &Desk, id: u64) -> Option<Value> {
        let record = desk.find::<T>(T::Id::from(id))?;
        Some(serde_json::to_value(record).unwrap())
    }
    match key.kind {
        Kind::Case => value::<Case>(desk, key.id),
        Kind::Queue => value::<Queue>(desk, key.id),
        Kind::Calendar => value::<Calendar>(desk, key.id),
        _ => None,
    }
}

/// Each change begins with what the one before left, and the last one left what is on the desk.
fn check_replay(story: &Story) {
    let mut told: BTreeMap<(RecordKey, &str), &Value> = BTreeMap::new();
    for entry in &story.history {
        for change in &entry.changes {
            let before = told.insert((entry.about, &change.field), &change.after);
            if let Some(before) = before {
                assert_eq!(
                    *before, change.before,
                    "{} of {:?}",
                    change.field, entry.about
                );
            }
        }
    }
    for ((key, field), after) in told {
        if let Some(now) = stored(&story.desk, key) {
            assert_eq!(now[field], *after, "{field} of {key:?}");
        }
    }
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
    fn the_history_told_again_gives_the_desk(told in any_story()) {
        check_replay(&play(&told.awake).unwrap());
    }

    #[test]
    fn what_is_foretold_after_any_story_happens(told in any_story()) {
        let mut begun = told.awake;
        let last = begun["events"].as_array().unwrap().last().unwrap()["at"].clone();
        begun["run_until"] = last.clone();
        let story = play(&begun).unwrap();
        let at = |text: &Value| Instant::parse(text.as_str().unwrap()).unwrap();
        let until = at(&json!(RUN_UNTIL));
        let told = foretold(&story.desk, at(&last), until);
        prop_assert_eq!(told, happens(&story.desk, until));
    }
}
