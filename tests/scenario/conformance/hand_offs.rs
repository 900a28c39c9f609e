//! Hand-offs, automatic assignments and their mail in scenarios.

use super::{
    names::Names,
    play::Story,
    set_up::{Built, list, text},
};
use rung::engine::{
    assignment::{
        AssignmentField, AssignmentOperator, AssignmentRule, AssignmentTest, EscalationAssignment,
        Matching, Since,
    },
    command::Command,
    desk::Desk,
    hand_off::Escalatee,
    history::{Deed, HistoryEntry},
    id::{AssignmentId, AssignmentRuleId, GroupId, PartyId, TemplateId},
    instant::Instant,
    message::Message,
    notice_kind::NoticeKind,
    notification::NoticeTemplate,
    people::{Group, Party, PartyKind},
    rule::Field,
    stamp::Actor,
};
use serde_json::{Value, json};

/// Stands between the merge fields of the wording that scenarios take apart.
const BETWEEN: char = '\u{1f}';

impl Story {
    pub(super) fn set_up_groups(&mut self, scenario: &Value) -> Built<()> {
        for group in list(scenario, "groups") {
            let members = list(group, "members").filter_map(Value::as_str);
            let made = Group {
                id: GroupId(0),
                name: text(group, "name").into(),
                email: text(group, "email").into(),
                members: members
                    .map(|id| self.names.id("user", id))
                    .collect::<Built<_>>()?,
                support_group: group["support_group"] == true,
                manager: self.names.find("user", text(group, "manager")),
            };
            let made = self.add(&Command::SaveGroup(made))?;
            self.names.learn("group", text(group, "id"), made);
        }
        for party in list(scenario, "parties") {
            let (name, kind) = match text(party, "kind") {
                "vendor" => ("vendor", PartyKind::Vendor),
                _ => ("partner", PartyKind::Partner),
            };
            let made = Party {
                id: PartyId(0),
                kind,
                name: text(party, "name").into(),
                email: text(party, "email").into(),
                phone: text(party, "phone").into(),
            };
            let made = self.add(&Command::SaveParty(made))?;
            self.names.learn(name, text(party, "id"), made);
        }
        Ok(())
    }

    /// The wording of hand-offs, the settings of customer service and the assignments.
    pub(super) fn set_up_support(&mut self, scenario: &Value) -> Built<()> {
        let fields = ["{case number}", "{message}", "{customer message}"];
        self.command(&Command::SaveTemplate(NoticeTemplate {
            id: TemplateId(0),
            name: "Hand-off".into(),
            kind: Some(NoticeKind::HandedOff),
            subject: "{subject}".into(),
            body: fields.join(&BETWEEN.to_string()).into(),
            stand_in: None,
        }))?;
        self.set_up_assignments(scenario)?;
        let mut support = self.desk.support().clone();
        for (key, value) in scenario["settings"].as_object().into_iter().flatten() {
            let is_on = value == true;
            match key.as_str() {
                "escalate_to_support_reps_only" => support.support_reps_only = is_on,
                "notify_escalatees_upon_update" => support.notify_escalatees = is_on,
                "skip_self_notification" => support.skip_self = is_on,
                "messages_reopen_closed_cases" => support.messages_reopen = is_on,
                "automated_case_escalation" => support.automated = is_on,
                "assignment_poll_minutes" => {
                    let minutes = value.as_u64().and_then(|n| u32::try_from(n).ok());
                    support.poll_minutes = minutes.ok_or("no number of minutes")?;
                }
                "escalated_status" => {
                    let status = self.names.id("status", value.as_str().unwrap_or(""))?;
                    support.status_for_escalated = Some(status);
                }
                _ => {}
            }
        }
        self.command(&Command::SaveSupport(Box::new(support)))
    }

    fn set_up_assignments(&mut self, scenario: &Value) -> Built<()> {
        for rule in list(scenario, "assignment_rules") {
            let made = AssignmentRule {
                id: AssignmentRuleId(0),
                name: text(rule, "id").into(),
                matching: Matching::All,
                tests: vec![test_of(rule)?],
            };
            let made = self.add(&Command::SaveAssignmentRule(made))?;
            self.names.learn("assignment_rule", text(rule, "id"), made);
        }
        for assignment in list(scenario, "escalation_assignments") {
            let rules = list(assignment, "rules").filter_map(Value::as_str);
            let priority = assignment["priority"].as_u64();
            let made = EscalationAssignment {
                id: AssignmentId(0),
                name: text(assignment, "name").into(),
                active: true,
                order: priority.and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
                matching: match text(assignment, "match") {
                    "any" => Matching::Any,
                    _ => Matching::All,
                },
                rules: rules
                    .map(|id| self.names.id("assignment_rule", id))
                    .collect::<Built<_>>()?,
                targets: list(assignment, "escalate_to")
                    .map(|to| self.escalatee(to))
                    .collect::<Built<_>>()?,
                message: text(assignment, "message").into(),
            };
            let made = self.add(&Command::SaveAssignment(made))?;
            self.names.learn("assignment", text(assignment, "id"), made);
        }
        Ok(())
    }

    pub(super) fn escalatee(&self, value: &Value) -> Built<Escalatee> {
        let id = text(value, "id");
        Ok(match text(value, "type") {
            "group" => Escalatee::Group(self.names.id("group", id)?),
            "vendor" => Escalatee::Party(self.names.id("vendor", id)?),
            "partner" => Escalatee::Party(self.names.id("partner", id)?),
            _ => Escalatee::User(self.names.id("user", id)?),
        })
    }
}

fn test_of(rule: &Value) -> Built<AssignmentTest> {
    let field = match text(rule, "field") {
        "minutes_since_created" => AssignmentField::Minutes(Since::Created),
        "minutes_since_customer_modified" => AssignmentField::Minutes(Since::CustomerModified),
        "minutes_since_internal_modified" => AssignmentField::Minutes(Since::InternalModified),
        path => AssignmentField::Of(Field::named(path, |_, _| None)),
    };
    let written = |value: &Value| match value {
        Value::String(text) => text.as_str().into(),
        other => other.to_string().into(),
    };
    let operator: AssignmentOperator =
        serde_json::from_value(rule["op"].clone()).map_err(|error| error.to_string())?;
    Ok(AssignmentTest {
        field,
        operator,
        values: match &rule["value"] {
            Value::Array(values) => values.iter().map(written).collect(),
            one => vec![written(one)],
        },
    })
}

fn escalatee(desk: &Desk, names: &Names, who: Escalatee) -> String {
    match who {
        Escalatee::User(id) => format!("user:{}", names.name("user", id)),
        Escalatee::Group(id) => format!("group:{}", names.name("group", id)),
        Escalatee::Party(id) => match desk.parties[&id].kind {
            PartyKind::Vendor => format!("vendor:{}", names.name("vendor", id)),
            PartyKind::Partner => format!("partner:{}", names.name("partner", id)),
        },
    }
}

pub(super) fn escalatees(desk: &Desk, names: &Names) -> Value {
    let mut rows: Vec<_> = desk
        .hand_offs
        .values()
        .flat_map(|list| list.rows.iter().map(move |row| (list.id, row)))
        .collect();
    rows.sort_by_key(|(_, row)| row.escalated.at);
    rows.into_iter()
        .map(|(case, row)| {
            json!({
                "case": names.name("case", case),
                "escalatee": escalatee(desk, names, row.escalatee),
                "escalated_at": row.escalated.at.to_string(),
                "entry_tz": row.entry_zone,
                "entered_local": local(row.escalated.at, row.entry_offset_seconds),
                "active": row.is_active(),
                "ended_at": row.ended.map(|ended| ended.at.to_string()),
            })
        })
        .collect()
}

/// As `2026-01-05T10:00:00-0500`.
fn local(at: Instant, offset_seconds: i32) -> String {
    let minutes = offset_seconds / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    let civil = at.civil(offset_seconds).format("%Y-%m-%dT%H:%M:%S");
    format!("{civil}{sign}{hours:02}{minutes:02}")
}

pub(super) fn assignments_fired(story: &Story) -> Value {
    let names = &story.names;
    let row = |entry: &HistoryEntry| {
        let Deed::Assigned(assigning) = &entry.deed else {
            return None;
        };
        let to = assigning.to?;
        Some(json!({
            "case": names.name("case", entry.case?),
            "assignment": names.name("assignment", assigning.assignment),
            "to": escalatee(&story.desk, names, to),
            "fired_at": entry.at.to_string(),
        }))
    };
    story.history.iter().filter_map(row).collect()
}

/// What a mail about a hand-off says, taken apart again.
pub(super) fn body(kind: NoticeKind, body: &str) -> Value {
    let parts: Vec<&str> = body.split(BETWEEN).collect();
    match (kind, parts.as_slice()) {
        (NoticeKind::HandedOff, [number, message, customer]) => json!({
            "case_number": number.parse::<u64>().ok(),
            "escalation_message": message,
            "customer_message": (!customer.is_empty()).then_some(customer),
        }),
        _ => Value::Null,
    }
}

/// The texts of work notes are left out.
pub(super) fn messages(story: &Story) -> Value {
    let names = &story.names;
    let row = |message: &Message| {
        let kind = serde_json::to_value(message.kind).unwrap();
        let mut row = json!({
            "case": names.name("case", message.case),
            "at": message.said.at.to_string(),
            "internal": message.kind.is_internal(),
            "author": match message.said.by {
                Actor::User(user) => names.name("user", user),
                Actor::Customer => "customer".to_owned(),
                _ => "system".to_owned(),
            },
        });
        if kind != "work_note" {
            row["text"] = (&*message.text).into();
        }
        row["kind"] = kind;
        row
    };
    story.messages.iter().map(row).collect()
}
