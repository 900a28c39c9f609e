//! The desk of a story: its hours, its people and its rule.

use super::acts::{any_step, events};
use proptest::{collection::vec, prelude::*};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The story is over then.
pub(super) const RUN_UNTIL: &str = "2026-03-25T00:00:00Z";

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
pub(super) struct Told {
    pub(super) awake: Value,
    pub(super) asleep: Value,
    pub(super) early_seconds: i64,
}

pub(super) fn any_story() -> impl Strategy<Value = Told> {
    let settings = prop_oneof![
        4 => Just((0, false)),
        1 => Just((60, false)),
        1 => Just((60, true)),
    ];
    let steps = vec(any_step(), 1..30);
    let entries = vec(any_entry(), 1..4);
    (settings, entries, any::<bool>(), steps).prop_map(
        |((interval, early), entries, assigns, steps)| {
            let settings = json!({
                "evaluation_interval_minutes": interval,
                "early_triggers": early,
                "automated_case_escalation": assigns,
            });
            let rule: Vec<Value> = entries.iter().enumerate().map(numbered).collect();
            let levels: Vec<_> = rule.iter().map(level_names).collect();
            let told = |shut| scenario(&settings, &rule, &events(&steps, &levels, shut));
            Told {
                awake: told(false),
                asleep: told(true),
                early_seconds: if early { 15 * 60 } else { 0 },
            }
        },
    )
}

/// An entry with its place, and with its ages made levels.
fn numbered((order, entry): (usize, &Value)) -> Value {
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
}

fn level_names(entry: &Value) -> Vec<String> {
    let actions = entry["actions"].as_array().unwrap().iter();
    let names = actions.map(|action| action["id"].as_str().unwrap().to_owned());
    names.collect()
}

fn with(mut record: Value, more: Value) -> Value {
    if let (Value::Object(record), Value::Object(more)) = (&mut record, more) {
        record.extend(more);
    }
    record
}

fn scenario(settings: &Value, entries: &[Value], events: &[Value]) -> Value {
    let calendar = |id: &str, hours: Value, days: &[&str]| {
        let week: BTreeMap<&str, Value> = days.iter().map(|day| (*day, hours.clone())).collect();
        json!({"id": id, "name": id, "tz": "America/New_York", "active": true,
               "is_default": id == "office", "week": week})
    };
    let user = |id: &str, roles: Value| {
        json!({"id": id, "name": id, "email": format!("{id}@x.example"), "tz": "America/New_York",
               "active": true, "support_rep": true, "roles": roles})
    };
    let template = |id: &str, more: Value| {
        with(
            json!({
                "id": id, "name": id, "type": "case", "watch_list": ["lead"]
            }),
            more,
        )
    };
    let sla = |id: &str, severity: &str, more: Value| {
        with(
            json!({
                "id": id, "name": id, "type": "case", "severity": severity, "duration_minutes": 900
            }),
            more,
        )
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
                  user("lead", json!(["agent"])), user("mia", json!(["manager"])),
                  user("max", json!(["manager"]))],
        "groups": [{"id": "managers", "name": "Managers", "email": null,
                    "members": ["mia", "max"]}],
        "severities": [{"id": "high", "name": "High", "color": "red"},
                       {"id": "medium", "name": "Medium", "color": "orange"}],
        "templates": [
            template("at_once", json!({"skip_approval": true})),
            template("first", json!({"approval_group": "managers"})),
            template("everyone", json!({"approval_group": "managers",
                                        "approval_policy": "everyone"})),
        ],
        "sla_definitions": [
            sla("open", "high", json!({"calendar": "office", "pause_on_hold": true})),
            sla("always", "high", json!({"reset_on_case_comment": true})),
            sla("night", "medium", json!({"calendar": "night", "retroactive_start": true})),
        ],
        "queues": [{"id": "tier2", "name": "Tier 2", "email": "t2@x.example", "members": []}],
        "accounts": [{"id": "acme", "name": "Acme", "country": "Chile"}],
        "rules": [{"id": "r1", "name": "r1", "active": true,
                   "entries": entries}],
        "assignment_rules": [{"id": "old", "field": "minutes_since_created",
                              "op": "greater_than", "value": 90}],
        "escalation_assignments": [{"id": "as1", "name": "Old", "priority": 1, "match": "all",
                                    "rules": ["old"],
                                    "escalate_to": [{"type": "user", "id": "lead"}]}],
        "events": events,
        "run_until": RUN_UNTIL,
    })
}
