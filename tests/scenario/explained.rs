//! What the desk says of a case is what then happens to it, and its ledger counts to the second.

use crate::{
    any_calendar::{World, any_world},
    conformance::{corpus, play::play},
    zones::zone_table,
};
use proptest::{collection::vec, prelude::*};
use rung::engine::{
    advance::catch_up,
    calendar::ZoneTable,
    change::ChangeSet,
    command::{CaseChange, Command},
    decide::decide,
    desk::Desk,
    history::Deed,
    id::{ActionId, CaseId, StatusId},
    instant::Instant,
    rule::{
        EscalationAction, EscalationClock, EscalationPlan, EscalationRule, Explanation, HoursMode,
        LedgerKind, LevelFate, LevelVerdict, Outcome, RuleEntry, counted_seconds, explain,
        try_rule,
    },
    stamp::{Actor, Stamp},
};
use serde_json::Value;
use std::collections::BTreeSet;

/// The desk after each event of a scenario, at that instant, and how long it is watched from then.
fn moments(scenario: &Value) -> Vec<(Desk, Instant, Instant)> {
    let events = scenario["events"].as_array().unwrap();
    let until = |text: &Value| Instant::parse(text.as_str().unwrap()).unwrap();
    let mut instants: Vec<&Value> = events.iter().map(|event| &event["at"]).collect();
    instants.dedup();
    let after = |at: &Value| {
        let mut begun = scenario.clone();
        let events = events
            .iter()
            .filter(|event| event["at"].as_str() <= at.as_str());
        begun["events"] = events.cloned().collect();
        begun["run_until"] = at.clone();
        begun["snapshots"] = Value::Null;
        let story = play(&begun).ok()?;
        Some((story.desk, until(at), until(&scenario["run_until"])))
    };
    instants.into_iter().filter_map(after).collect()
}

/// What an open case would come to follow if it were saved at that instant.
fn saved(desk: &Desk, case: CaseId, at: Instant) -> Option<EscalationPlan> {
    let by = Actor::System;
    let changes = Vec::new();
    let command = Command::SaveCase { case, changes };
    let mut desk = desk.clone();
    let decided = decide(&desk, &command, Stamp { at, by }).unwrap();
    desk.apply(decided);
    desk.plans.get(&case).cloned()
}

/// Case, action and instant of what fires, and of what is blocked, when nobody does anything.
pub(crate) type Happens = BTreeSet<(CaseId, ActionId, Instant)>;

pub(crate) fn happens(desk: &Desk, until: Instant) -> (Happens, Happens) {
    let mut desk = desk.clone();
    let (mut fired, mut blocked) = (Happens::new(), Happens::new());
    while let Some(due) = desk.next_due().filter(|due| *due <= until) {
        let changes = catch_up(&mut desk, due, 1).unwrap();
        for entry in &changes.history {
            match &entry.deed {
                Deed::Fired(firing) => fired.insert((entry.case.unwrap(), firing.action, entry.at)),
                Deed::Blocked { action, .. } => {
                    blocked.insert((entry.case.unwrap(), *action, entry.at))
                }
                _ => continue,
            };
        }
        desk.apply(changes);
    }
    (fired, blocked)
}

pub(crate) fn foretold(desk: &Desk, at: Instant, until: Instant) -> (Happens, Happens) {
    let (mut fired, mut blocked) = (Happens::new(), Happens::new());
    for case in desk.cases.values() {
        for level in explain(desk, case, at).levels {
            match level.fate {
                LevelFate::Fires(at) => fired.insert((case.id, level.action.id, at)),
                LevelFate::WillBlock { at, .. } => blocked.insert((case.id, level.action.id, at)),
                _ => continue,
            };
        }
    }
    fired.retain(|(.., at)| *at <= until);
    blocked.retain(|(.., at)| *at <= until);
    (fired, blocked)
}

/// Which entry wins, and whether each criterion adds up to the verdict of its entry.
fn check_verdicts(told: &Explanation<'_>, plan: Option<&EscalationPlan>) {
    let followed = plan.and_then(|plan| plan.following.as_ref());
    let winner = told.winner.map(|place| told.entries[place].entry.id);
    assert_eq!(winner, followed.map(|following| following.entry));
    let is_open = !matches!(told.outcome, Outcome::Closed);
    let first = told.entries.iter().position(|entry| entry.matches);
    assert_eq!(told.winner, first.filter(|_| is_open));
    for verdict in &told.entries {
        let holds = |number: usize| verdict.criteria[number - 1].holds;
        if verdict.entry.formula.is_none() {
            let adds_up = match &verdict.entry.logic {
                Some(logic) => logic.holds(&holds),
                None => verdict.criteria.iter().all(|criterion| criterion.holds),
            };
            assert_eq!(verdict.matches, adds_up);
        }
    }
}

#[test]
fn what_is_explained_is_what_happens() {
    let (mut n_moments, mut n_foretold) = (0, 0);
    for scenario in corpus() {
        for (desk, at, until) in moments(&scenario) {
            n_moments += 1;
            for case in desk.cases.values() {
                let told = explain(&desk, case, at);
                if case.is_closed() {
                    assert_eq!(told.outcome, Outcome::Closed);
                    let fired =
                        |level: &LevelVerdict<'_>| matches!(level.fate, LevelFate::Fired(_));
                    assert!(told.levels.iter().all(fired), "{:?}", told.levels);
                    continue;
                }
                let plan = saved(&desk, case.id, at);
                check_verdicts(&told, plan.as_ref());
                for level in &told.levels {
                    let left = LevelFate::NotPlanned;
                    assert_ne!(level.fate, left, "{}: {level:?}", scenario["id"]);
                }
            }
            let told = foretold(&desk, at, until);
            n_foretold += told.0.len();
            assert_eq!(told, happens(&desk, until), "{} at {at}", scenario["id"]);
        }
    }
    assert!(n_moments > 130, "only {n_moments} moments");
    assert!(n_foretold > 100, "only {n_foretold} firings were foretold");
}

#[test]
fn a_rule_that_is_tried_does_what_it_does_once_it_is_active() {
    for scenario in corpus() {
        for (desk, at, _) in moments(&scenario) {
            let Some(rule) = desk.active_rule().cloned() else {
                continue;
            };
            let mut planned = desk.clone();
            let by = Actor::System;
            let decided = decide(&desk, &Command::ReevaluateOpenCases, Stamp { at, by }).unwrap();
            planned.apply(decided);
            for case in desk.cases.values().filter(|case| !case.is_closed()) {
                let tried = try_rule(&desk, &rule, case, at);
                let told = explain(&planned, &planned.cases[&case.id], at);
                assert_eq!(tried.levels, told.levels, "{} at {at}", scenario["id"]);
                assert_eq!(tried.winner, told.winner);
            }
        }
    }
}

fn ask(desk: &mut Desk, at: Instant, command: &Command) {
    let by = Actor::System;
    let changes = decide(desk, command, Stamp { at, by }).unwrap();
    desk.apply(changes);
}

/// A rule whose one entry takes every case, counts in the world's hours and pauses.
fn pausing_rule(world: &World, ages: &[u32]) -> EscalationRule {
    let level = |age_minutes: &u32| EscalationAction {
        id: 0.into(),
        age_minutes: *age_minutes,
        reassign: None,
        notify_user: None,
        notify_owner: true,
        additional_emails: Vec::new(),
        notify_template: None,
    };
    EscalationRule {
        id: 0.into(),
        name: "Any".into(),
        active: false,
        was_active: false,
        version: 0,
        import: None,
        entries: vec![RuleEntry {
            id: 0.into(),
            criteria: Vec::new(),
            logic: None,
            formula: None,
            hours: HoursMode::Set(world.calendar.id),
            clock: EscalationClock::FromCreation,
            pause_on_hold: true,
            actions: ages.iter().map(level).collect(),
        }],
    }
}

/// A desk in the hours of the world, with a rule that pauses.
fn pausing_desk(world: &World, ages: &[u32]) -> Desk {
    let mut desk = Desk::new(1);
    let zone = Command::LearnZone(zone_table(&world.calendar.zone));
    ask(
        &mut desk,
        world.start,
        &Command::LearnZone(ZoneTable::utc()),
    );
    ask(
        &mut desk,
        world.start,
        &Command::StartDesk { zone: "UTC".into() },
    );
    ask(&mut desk, world.start, &zone);
    let mut hours = ChangeSet::default();
    let mut calendar = world.calendar.clone();
    calendar.is_default = false;
    hours.put(calendar);
    for holiday in &world.holidays {
        hours.put(holiday.clone());
    }
    desk.apply(hours);
    let rule = Command::SaveRule(pausing_rule(world, ages));
    ask(&mut desk, world.start, &rule);
    let activate = Command::ActivateRule {
        rule: *desk.rules.keys().next().unwrap(),
        plan_open_cases: false,
    };
    ask(&mut desk, world.start, &activate);
    desk
}

/// A case that was created at the start of the world and now and then waited for somebody: after
/// so many minutes, for so many.
fn held_case(world: &World, ages: &[u32], holds: &[(u32, u32)]) -> (Desk, CaseId) {
    let mut desk = pausing_desk(world, ages);
    let create = Command::CreateCase {
        changes: Vec::new(),
        created_at: None,
        number: None,
    };
    ask(&mut desk, world.start, &create);
    let case = *desk.cases.keys().next().unwrap();
    let status = |name: &str| -> StatusId {
        let mut all = desk.statuses.values();
        all.find(|status| &*status.name == name).unwrap().id
    };
    let (waits, goes_on) = (status("On Hold"), status("In Progress"));
    let mut now = world.start;
    for (before, minutes) in holds {
        for (later, status) in [(*before, waits), (*minutes, goes_on)] {
            now = now.plus_minutes(later);
            let changes = vec![CaseChange::Status(status)];
            ask(&mut desk, now, &Command::SaveCase { case, changes });
        }
    }
    (desk, case)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_ledger_has_no_gap_and_counts_exactly_the_age(
        world in any_world(),
        ages in vec(1..=20_000_u32, 1..=3),
        holds in vec((0..=6_000_u32, 0..=6_000_u32), 0..=2),
        now in 0..=40_000_u32,
    ) {
        let mut ages = ages;
        ages.sort_unstable();
        ages.dedup();
        let (desk, case) = held_case(&world, &ages, &holds);
        let plan = &desk.plans[&case];
        let following = plan.following.as_ref().unwrap();
        let now = world.start.plus_minutes(now);
        let dues = plan.pending.iter().map(|row| row.due_at);
        for until in dues.flatten().chain([now]) {
            let ledger = following.ledger(&desk, until);
            let mut at = following.base_at;
            for segment in &ledger {
                prop_assert_eq!(segment.start, at);
                prop_assert!(segment.end > segment.start);
                at = segment.end;
            }
            prop_assert_eq!(at, until);
        }
        for row in &plan.pending {
            let Some(due_at) = row.due_at else { continue };
            let ledger = following.ledger(&desk, due_at);
            prop_assert_eq!(counted_seconds(&ledger), i64::from(row.age_minutes) * 60);
            let started = ledger.iter().position(|one| one.kind == LedgerKind::Counted);
            let late = ledger.iter().skip(started.unwrap());
            prop_assert!(late.clone().all(|one| one.kind != LedgerKind::BeforeStart));
            let before = ledger.iter().take(started.unwrap());
            prop_assert!(before.clone().all(|one| one.kind != LedgerKind::Closed));
        }
    }
}
