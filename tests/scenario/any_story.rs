//! Stories that nobody thought of: whatever is done to a desk and whenever its page is shut, time
//! does to its cases what it says it will, once, and the history tells all of it.

use crate::{
    conformance::play::{Story, play},
    explained::{foretold, happens},
};
use proptest::{collection::vec, prelude::*, test_runner::RngSeed};
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

const CASES: [&str; 3] = ["c1", "c2", "c3"];
/// Two days before New York puts its clocks forward.
const BEGIN: &str = "2026-03-06T14:10:00Z";
/// The last thing is asked before the last of these days is over.
const N_DAYS: u32 = 12;
const RUN_UNTIL: &str = "2026-03-25T00:00:00Z";

/// What somebody does, so many minutes after what was done before.
#[derive(Debug, Clone)]
struct Step {
    after_minutes: u32,
    /// Whether the page is shut from the step before until this one.
    shut: bool,
    case: usize,
    act: Act,
}

#[derive(Debug, Clone, Copy)]
enum Act {
    SetPriority(&'static str),
    SetStatus(&'static str),
    Touch,
    Close,
    Reopen,
    Comment,
    CustomerWrites,
    HandOff,
    EndHandOff,
    AddHoliday,
    RemoveHoliday,
    LengthenHours,
    StopQueue(bool),
    StopRule(bool),
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => prop_oneof![Just("Low"), Just("Medium"), Just("High")].prop_map(Act::SetPriority),
        3 => prop_oneof![Just("On Hold"), Just("In Progress")].prop_map(Act::SetStatus),
        1 => Just(Act::Touch),
        2 => Just(Act::Close),
        2 => Just(Act::Reopen),
        1 => Just(Act::Comment),
        1 => Just(Act::CustomerWrites),
        1 => Just(Act::HandOff),
        1 => Just(Act::EndHandOff),
        1 => Just(Act::AddHoliday),
        1 => Just(Act::RemoveHoliday),
        1 => Just(Act::LengthenHours),
        1 => any::<bool>().prop_map(Act::StopQueue),
        1 => any::<bool>().prop_map(Act::StopRule),
    ]
}

fn any_step() -> impl Strategy<Value = Step> {
    let case = 0..CASES.len();
    (1_u32..1_500, any::<bool>(), case, any_act()).prop_map(|(after_minutes, shut, case, act)| {
        Step {
            after_minutes,
            shut,
            case,
            act,
        }
    })
}

fn any_entry() -> impl Strategy<Value = Value> {
    let hours = prop_oneof![
        Just(json!({"source": "ignore"})),
        Just(json!({"source": "case"})),
        Just(json!({"source": "set", "calendar": "office"})),
        Just(json!({"source": "set", "calendar": "night"})),
    ];
    let start = prop_oneof![
        Just("created"),
        Just("created_disable_on_modified"),
        Just("last_modified"),
    ];
    let priority = prop_oneof![Just("High"), Just("Medium,Low"), Just("High,Medium,Low")];
    let ages = proptest::sample::subsequence(vec![1_u32, 30, 60, 240, 480, 1_440, 3_000], 1..4);
    (hours, start, priority, ages, any::<bool>()).prop_map(
        |(hours, start, priority, ages, pauses)| {
            json!({
                "criteria": [{"field": "case.priority", "op": "equals", "value": priority}],
                "hours": hours,
                "start": start,
                "pause_on_hold": pauses,
                "actions": ages,
            })
        },
    )
}

/// A scenario and the same with its page shut now and then.
#[derive(Debug, Clone)]
struct Told {
    awake: Value,
    asleep: Value,
    early_seconds: i64,
}

fn any_story() -> impl Strategy<Value = Told> {
    let settings = prop_oneof![
        4 => Just((0, false)),
        1 => Just((60, false)),
        1 => Just((60, true)),
    ];
    let steps = vec(any_step(), 1..14);
    let entries = vec(any_entry(), 1..4);
    (settings, entries, any::<bool>(), steps).prop_map(
        |((interval, early), entries, assigns, steps)| {
            let settings = json!({
                "evaluation_interval_minutes": interval,
                "early_triggers": early,
                "automated_case_escalation": assigns,
            });
            Told {
                awake: scenario(&settings, &entries, &events(&steps, false)),
                asleep: scenario(&settings, &entries, &events(&steps, true)),
                early_seconds: if early { 15 * 60 } else { 0 },
            }
        },
    )
}

fn scenario(settings: &Value, entries: &[Value], events: &[Value]) -> Value {
    let numbered = |(order, entry): (usize, &Value)| {
        let mut entry = entry.clone();
        let ages = entry["actions"].take();
        let actions = ages.as_array().into_iter().flatten();
        let action = |age: &Value| {
            json!({"id": format!("e{order}a{age}"), "age_minutes": age, "notify_owner": true,
                   "reassign": {"type": "queue", "id": "tier2"}})
        };
        entry["actions"] = actions.map(action).collect();
        entry["order"] = order.into();
        entry["id"] = format!("e{order}").into();
        entry
    };
    let calendar = |id: &str, hours: Value, days: &[&str]| {
        let week: BTreeMap<&str, Value> = days.iter().map(|day| (*day, hours.clone())).collect();
        json!({"id": id, "name": id, "tz": "America/New_York", "active": true,
               "is_default": id == "office", "week": week})
    };
    let user = |id: &str, roles: Value| {
        json!({"id": id, "name": id, "email": format!("{id}@x.example"), "tz": "America/New_York",
               "active": true, "support_rep": true, "roles": roles})
    };
    json!({
        "id": "any",
        "settings": settings,
        "calendars": [
            calendar("office", json!([["09:00", "12:00"], ["13:00", "17:30"]]),
                     &["mon", "tue", "wed", "thu", "fri"]),
            calendar("night", json!([["00:00", "06:00"]]),
                     &["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
        ],
        "users": [user("agent1", json!(["agent"])), user("adm", json!(["admin"])),
                  user("lead", json!(["agent"]))],
        "queues": [{"id": "tier2", "name": "Tier 2", "email": "t2@x.example", "members": []}],
        "rules": [{"id": "r1", "name": "r1", "active": true,
                   "entries": entries.iter().enumerate().map(numbered).collect::<Vec<_>>()}],
        "assignment_rules": [{"id": "old", "field": "minutes_since_created",
                              "op": "greater_than", "value": 90}],
        "escalation_assignments": [{"id": "as1", "name": "Old", "priority": 1, "match": "all",
                                    "rules": ["old"],
                                    "escalate_to": [{"type": "user", "id": "lead"}]}],
        "events": events,
        "run_until": RUN_UNTIL,
    })
}

/// What can be done at that point is done; what cannot makes no event.
fn events(steps: &[Step], with_shut_page: bool) -> Vec<Value> {
    let begin = Instant::parse(BEGIN).unwrap();
    let mut told = Telling::default();
    for (case, priority) in CASES.into_iter().zip(["High", "Medium", "Low"]) {
        told.event(
            BEGIN,
            "create_case",
            "agent1",
            json!({
                "case": case, "fields": {"priority": priority}
            }),
        );
    }
    let mut minutes = 0;
    for step in steps {
        let before = begin.plus_seconds(i64::from(minutes) * 60).to_string();
        minutes = (minutes + step.after_minutes).min(N_DAYS * 1_440);
        let at = begin.plus_seconds(i64::from(minutes) * 60).to_string();
        if step.shut && with_shut_page {
            told.event(&before, "page_closed", "system", json!({"until": at}));
        }
        told.act(&at, CASES[step.case], step.act);
    }
    told.events
}

#[derive(Default)]
struct Telling {
    events: Vec<Value>,
    closed: BTreeSet<&'static str>,
    handed_off: BTreeSet<&'static str>,
    has_holiday: bool,
    is_stopped: bool,
}

impl Telling {
    fn event(&mut self, at: &str, kind: &str, actor: &str, more: Value) {
        let mut event = json!({
            "seq": self.events.len() + 1, "at": at, "type": kind, "actor": actor
        });
        if let (Value::Object(event), Value::Object(more)) = (&mut event, more) {
            event.extend(more);
        }
        self.events.push(event);
    }

    fn act(&mut self, at: &str, case: &'static str, act: Act) {
        let is_open = !self.closed.contains(case);
        let (kind, actor, more) = match act {
            Act::SetPriority(priority) if is_open => (
                "update_case",
                "agent1",
                json!({"set": {"priority": priority}}),
            ),
            Act::SetStatus(status) if is_open => {
                ("update_case", "agent1", json!({"set": {"status": status}}))
            }
            Act::Touch if is_open => ("touch_case", "agent1", json!({})),
            Act::Close if self.closed.insert(case) => {
                self.handed_off.remove(case);
                ("close_case", "agent1", json!({}))
            }
            Act::Reopen if self.closed.remove(case) => ("reopen_case", "agent1", json!({})),
            Act::Comment if is_open => ("add_comment", "agent1", json!({"text": "Seen"})),
            Act::CustomerWrites if is_open => {
                ("customer_email", "customer", json!({"text": "And?"}))
            }
            Act::HandOff if is_open && self.handed_off.insert(case) => (
                "ns_escalate",
                "agent1",
                json!({"to": [{"type": "user", "id": "adm"}], "message": "Please look"}),
            ),
            Act::EndHandOff if self.handed_off.remove(case) => (
                "ns_deescalate",
                "agent1",
                json!({"who": {"type": "user", "id": "adm"}}),
            ),
            Act::AddHoliday if !self.has_holiday => {
                self.has_holiday = true;
                let when = json!({"kind": "weekly", "interval": 1, "weekdays": ["tue"]});
                (
                    "add_holiday",
                    "adm",
                    json!({"holiday": {
                        "id": "away", "name": "Away", "calendars": ["office"], "when": when
                    }}),
                )
            }
            Act::RemoveHoliday if self.has_holiday => {
                self.has_holiday = false;
                ("remove_holiday", "adm", json!({"holiday": "away"}))
            }
            Act::LengthenHours => (
                "update_calendar",
                "adm",
                json!({"calendar": "office", "set": {"week": {"mon": [["08:00", "20:00"]]}}}),
            ),
            Act::StopQueue(stop) => (
                "update_queue",
                "adm",
                json!({"queue": "tier2", "set": {"active": !stop}}),
            ),
            Act::StopRule(stop) if stop != self.is_stopped => {
                self.is_stopped = stop;
                let kind = if stop {
                    "deactivate_rule"
                } else {
                    "activate_rule"
                };
                (kind, "adm", json!({"rule": "r1", "plan_open_cases": true}))
            }
            _ => return,
        };
        let mut more = more;
        more["case"] = case.into();
        self.event(at, kind, actor, more);
    }
}

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
