//! Compares what came of a scenario with what it expects.

use super::{
    expected_escalations as escalations, hand_offs,
    names::Names,
    play::{Story, instant},
};
use rung::engine::{
    desk::Desk,
    history::{Deed, HistoryEntry},
    notice_kind::NoticeKind,
    notification::{Channel, NoticeState},
    people::Assignee,
    rule::PendingState,
};
use serde_json::{Value, json};

/// One line for each thing that differs.
pub(super) fn differences(scenario: &Value, story: &Story) -> Vec<String> {
    let mut found = Vec::new();
    for (key, expected) in scenario["expect"].as_object().unwrap() {
        let actual = match key.as_str() {
            "fired" => fired(story),
            "pending" => pending(&story.desk, &story.names),
            "cases" => cases(&story.desk, &story.names, expected),
            "emails" => emails(story),
            "escalatees" => hand_offs::escalatees(&story.desk, &story.names),
            "assignments_fired" => hand_offs::assignments_fired(story),
            "messages" => hand_offs::messages(story),
            "escalation_requests" | "escalations" | "highlights" | "slas" => {
                escalations::value(&story.desk, &story.names, key)
            }
            "rejected_events" => {
                let rejected = story.rejected.iter();
                rejected
                    .map(|(seq, code)| json!({"seq": seq, "code": code}))
                    .collect()
            }
            "snapshots" => snapshots(story, expected),
            other => Value::String(format!("the desk has no {other} yet")),
        };
        compare(
            key,
            &in_order(key, expected),
            &in_order(key, &actual),
            &mut found,
        );
    }
    found
}

/// What is pending has no order of its own.
fn in_order(key: &str, value: &Value) -> Value {
    let mut value = value.clone();
    if key == "snapshots" {
        for snapshot in value.as_array_mut().into_iter().flatten() {
            snapshot["pending"] = in_order("pending", &snapshot["pending"]);
        }
    }
    if key == "pending"
        && let Some(rows) = value.as_array_mut()
    {
        rows.sort_by_key(ToString::to_string);
    }
    value
}

fn compare(path: &str, expected: &Value, actual: &Value, found: &mut Vec<String>) {
    match (expected, actual) {
        // Of what is escalated and coloured, everything is expected.
        (Value::Object(fields), Value::Object(others))
            if escalations::is_complete(path) && !fields.keys().eq(others.keys()) =>
        {
            let (fields, others) = (fields.keys(), others.keys());
            found.push(format!(
                "{path}: expected {:?}, came to {:?}",
                fields.collect::<Vec<_>>(),
                others.collect::<Vec<_>>()
            ));
        }
        (Value::Object(fields), Value::Object(_)) => {
            for (field, expected) in fields {
                compare(&format!("{path}.{field}"), expected, &actual[field], found);
            }
        }
        (Value::Array(rows), Value::Array(others)) if rows.len() == others.len() => {
            for (at, (expected, actual)) in rows.iter().zip(others).enumerate() {
                compare(&format!("{path}[{at}]"), expected, actual, found);
            }
        }
        _ if expected == actual => {}
        _ => found.push(format!("{path}: expected {expected}, came to {actual}")),
    }
}

fn assignee(names: &Names, assignee: Assignee) -> String {
    match assignee {
        Assignee::User(id) => format!("user:{}", names.name("user", id)),
        Assignee::Queue(id) => format!("queue:{}", names.name("queue", id)),
    }
}

fn fired(story: &Story) -> Value {
    let names = &story.names;
    let row = |entry: &HistoryEntry| {
        let Deed::Fired(firing) = &entry.deed else {
            return None;
        };
        Some(json!({
            "case": names.name("case", entry.case?),
            "rule": names.name("rule", firing.rule),
            "entry": names.name("entry", firing.entry),
            "action": names.name("action", firing.action),
            "cycle": firing.cycle,
            "due_at": firing.due_at.to_string(),
            "fired_at": entry.at.to_string(),
            "processed_at": entry.processed_at.to_string(),
            "owner_before": assignee(names, firing.owner_before),
            "owner_after": assignee(names, firing.owner_after),
        }))
    };
    story.history.iter().filter_map(row).collect()
}

fn pending(desk: &Desk, names: &Names) -> Value {
    let mut rows = Vec::new();
    for plan in desk.plans.values() {
        let Some(following) = &plan.following else {
            continue;
        };
        for row in &plan.pending {
            rows.push(json!({
                "case": names.name("case", plan.id),
                "rule": names.name("rule", following.rule),
                "entry": names.name("entry", following.entry),
                "action": names.name("action", row.action),
                "due_at": row.due_at.map(|at| at.to_string()),
                "state": match row.state {
                    PendingState::Pending => "pending",
                    PendingState::Suspended => "suspended",
                    PendingState::Blocked(_) => "blocked",
                },
            }));
        }
    }
    rows.into()
}

fn cases(desk: &Desk, names: &Names, expected: &Value) -> Value {
    let mut cases = Value::Object(serde_json::Map::new());
    for name in expected
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name)
    {
        let Some(case) = names.find("case", name).and_then(|id| desk.cases.get(&id)) else {
            continue;
        };
        let priority = case.priority.and_then(|id| desk.choices.get(&id));
        cases[name] = json!({
            "status": desk.statuses[&case.status].name,
            "owner": assignee(names, case.owner),
            "is_escalated": case.is_escalated,
            "priority": priority.map(|priority| &priority.name),
            "last_modified_at": case.last_modified.at.to_string(),
            "closed_at": case.closed_at.map(|at| at.to_string()),
            "open_cycle": case.open_cycle,
            "created_at": case.created.at.to_string(),
            "number": case.number,
        });
    }
    cases
}

fn emails(story: &Story) -> Value {
    let names = &story.names;
    let mails = story.desk.notifications.values().filter_map(|notice| {
        let Channel::Email(to) = &notice.channel else {
            return None;
        };
        let chosen = notice.template.and_then(|id| names.known("template", id));
        // The format has no name for a warning of an SLA.
        let is_named = notice.kind != NoticeKind::SlaWarning;
        (is_named && notice.state == NoticeState::Queued).then(|| {
            json!({
                "at": notice.at.to_string(),
                "to": to,
                "template": chosen.as_deref().unwrap_or(notice.kind.name()),
                "case": notice.case.map(|case| names.name("case", case)),
                "body": hand_offs::body(notice.kind, &notice.body),
                "escalation": notice.escalation.map(|id| names.name("escalation", id)),
            })
        })
    });
    mails.collect()
}

fn snapshots(story: &Story, expected: &Value) -> Value {
    let taken = list_of(expected).filter_map(|wanted| {
        let at = instant(&wanted["at"]).ok()?;
        let (_, desk) = story
            .snapshots
            .iter()
            .find(|(taken_at, _)| *taken_at == at)?;
        let mut snapshot = json!({ "at": at.to_string() });
        for key in wanted.as_object()?.keys().filter(|key| *key != "at") {
            snapshot[key] = match key.as_str() {
                "pending" => pending(desk, &story.names),
                "cases" => cases(desk, &story.names, &wanted["cases"]),
                "escalatees" => hand_offs::escalatees(desk, &story.names),
                "escalation_requests" | "escalations" | "highlights" | "slas" => {
                    escalations::value(desk, &story.names, key)
                }
                other => Value::String(format!("the desk has no {other} yet")),
            };
        }
        Some(snapshot)
    });
    taken.collect()
}

fn list_of(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
