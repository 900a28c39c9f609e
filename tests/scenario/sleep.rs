//! A page that was shut ends where one that stayed open ends.

use crate::conformance::{corpus, play::play};
use rung::engine::{
    advance::catch_up, change::ChangeSet, desk::Desk, instant::Instant, preferences::FiringMode,
};
use serde_json::Value;

/// The desk of a scenario right after its last event, and the instant up to which it runs.
fn after_the_last_event(scenario: &Value) -> Option<(Desk, Instant)> {
    let run_until = Instant::parse(scenario["run_until"].as_str()?)?;
    let mut shortened = scenario.clone();
    let events = scenario["events"].as_array()?;
    shortened["run_until"] = events
        .iter()
        .map(|event| event["at"].as_str())
        .max()??
        .into();
    shortened["snapshots"] = Value::Null;
    let story = play(&shortened).ok()?;
    Some((story.desk, run_until))
}

fn desks() -> Vec<(Desk, Instant)> {
    let desks: Vec<_> = corpus().iter().filter_map(after_the_last_event).collect();
    assert!(
        desks.len() > 60,
        "only {} scenarios can be played",
        desks.len()
    );
    desks
}

/// Catches up at each instant given by `next`, in batches of `limit` pieces.
fn run(desk: &mut Desk, limit: usize, mut next: impl FnMut(&Desk) -> Option<Instant>) -> ChangeSet {
    let mut all = ChangeSet::default();
    while let Some(now) = next(desk) {
        while let Some(changes) = catch_up(desk, now, limit) {
            all.append(changes.clone());
            desk.apply(changes);
        }
    }
    all
}

fn once(at: Instant) -> impl FnMut(&Desk) -> Option<Instant> {
    let mut at = Some(at);
    move |_| at.take()
}

#[test]
fn a_desk_that_slept_ends_where_one_that_stayed_awake_ends() {
    for (desk, until) in desks() {
        let (mut awake, mut asleep) = (desk.clone(), desk);
        let when_due = |desk: &Desk| desk.next_due().filter(|due| *due <= until);
        let told_awake = run(&mut awake, 1, when_due);
        let told_asleep = run(&mut asleep, 2_000, once(until));
        assert!(awake == asleep);
        let without_processing = |changes: ChangeSet| {
            let mut history = changes.history;
            for entry in &mut history {
                assert!(entry.processed_at >= entry.at);
                entry.processed_at = entry.at;
            }
            history
        };
        assert_eq!(
            without_processing(told_awake),
            without_processing(told_asleep)
        );
    }
}

#[test]
fn batches_of_any_size_come_to_the_same() {
    for (desk, until) in desks() {
        let (mut singly, mut at_once) = (desk.clone(), desk);
        let one_by_one = run(&mut singly, 1, once(until));
        let together = run(&mut at_once, usize::MAX, once(until));
        assert!(singly == at_once);
        assert_eq!(one_by_one, together);
    }
}

#[test]
fn catching_up_changes_nothing_until_its_changes_are_applied() {
    for (mut desk, until) in desks() {
        let before = desk.clone();
        let next_due = desk.next_due();
        let first = catch_up(&mut desk, until, usize::MAX);
        assert!(desk == before);
        assert_eq!(desk.next_due(), next_due);
        assert_eq!(catch_up(&mut desk, until, usize::MAX), first);
    }
}

#[test]
fn nothing_fires_twice_and_nothing_before_it_is_due() {
    for (mut desk, until) in desks() {
        // Only early triggers may do it up to fifteen minutes before (semantics 2.40).
        let firing = desk.preferences().unwrap().firing;
        let is_early = matches!(firing, FiringMode::Batched { early: true, .. });
        let early_seconds = if is_early { 15 * 60 } else { 0 };
        let all = run(&mut desk, 100, once(until));
        let mut keys: Vec<String> = all.fired_keys().collect();
        let n_keys = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), n_keys);
        assert!(desk.next_due().is_none_or(|due| due > until));
        for entry in &all.history {
            if let rung::engine::history::Deed::Fired(firing) = &entry.deed {
                assert!(firing.due_at <= entry.at.plus_seconds(early_seconds));
            }
        }
    }
}
