//! What is set up for escalations: the lists of severities, reasons, templates and SLAs, and what
//! their forms offer.

use super::{
    escalation::severity_mark,
    record_row::{RecordRow, RowMark},
};
use crate::engine::{
    desk::Desk,
    escalation::{
        ApprovalPolicy, EscalationReason, EscalationSeverity, EscalationTemplate, EscalationType,
        SeverityColour, SeverityShape,
    },
    id::{EscalationTemplateId, ReasonId, SeverityId, SlaId},
    in_order::{by_name, by_number},
    sla::SlaDefinition,
    wording::age_words,
};

/// The two types as key and word.
pub const TYPES: [(EscalationType, &str, &str); 2] = [
    (EscalationType::Case, "case", "Case"),
    (EscalationType::Account, "account", "Account"),
];

/// Who decides a request, as key and words.
pub const POLICIES: [(ApprovalPolicy, &str, &str); 2] = [
    (
        ApprovalPolicy::FirstAnswer,
        "first",
        "The first answer decides",
    ),
    (
        ApprovalPolicy::Everyone,
        "everyone",
        "Everyone must approve",
    ),
];

/// The type that a key stands for.
#[must_use]
pub fn type_of_key(key: &str) -> EscalationType {
    let found = TYPES.iter().find(|(_, known, _)| *known == key);
    found.map_or(EscalationType::Case, |(one, ..)| *one)
}

/// The key of a type.
#[must_use]
pub fn type_key(escalation_type: EscalationType) -> &'static str {
    let found = TYPES.iter().find(|(one, ..)| *one == escalation_type);
    found.map_or("", |(_, key, _)| key)
}

fn type_word(escalation_type: EscalationType) -> &'static str {
    let found = TYPES.iter().find(|(one, ..)| *one == escalation_type);
    found.map_or("", |(.., word)| word)
}

/// The severities, the most severe first: how each looks.
#[must_use]
pub fn severity_rows(desk: &Desk) -> Vec<RecordRow> {
    let all = by_number(desk.severities.values().collect(), |it| it.order.into());
    let row = |severity: &EscalationSeverity| {
        let style = format!("{}, {}", severity.colour.name(), severity.shape.name());
        let mut row = RecordRow::new(severity.id.0, &severity.name)
            .with(vec![style])
            .active(severity.active);
        row.marks
            .extend(severity_mark(desk, severity.id).map(RowMark::Severity));
        row
    };
    all.into_iter().map(row).collect()
}

/// The reasons in their order.
#[must_use]
pub fn reason_rows(desk: &Desk) -> Vec<RecordRow> {
    let all = desk.escalation_reasons.values();
    let all = by_number(all.collect(), |it: &&EscalationReason| it.order.into());
    let row =
        |reason: &EscalationReason| RecordRow::new(reason.id.0, &reason.name).active(reason.active);
    all.into_iter().map(row).collect()
}

/// The templates by name: type, who approves, how many watch. One that has to ask and finds nobody
/// is marked, because what it is chosen for is then approved by itself (semantics 5.31).
#[must_use]
pub fn template_rows(desk: &Desk) -> Vec<RecordRow> {
    let row = |template: &EscalationTemplate| {
        let approval = approval_words(desk, template);
        let cells = vec![
            type_word(template.escalation_type).to_owned(),
            approval,
            template.watch_list.len().to_string(),
        ];
        RecordRow::new(template.id.0, &template.name)
            .with(cells)
            .marked(RowMark::Waits("Asks nobody"), asks_nobody(desk, template))
            .active(template.active)
    };
    let rows = desk.escalation_templates.values().map(row);
    by_name(rows.collect(), |row: &RecordRow| &row.name)
}

/// Whether a template wants an approval and has nobody who could be asked for certain.
#[must_use]
pub fn asks_nobody(desk: &Desk, template: &EscalationTemplate) -> bool {
    !template.skip_approval
        && !template.add_group_manager
        && template.approvers(desk, None).is_empty()
}

fn approval_words(desk: &Desk, template: &EscalationTemplate) -> String {
    if template.skip_approval {
        return "No approval".to_owned();
    }
    let group = template.approval_group.and_then(|id| desk.groups.get(&id));
    let mut who: Vec<&str> = group.map(|group| &*group.name).into_iter().collect();
    if template.add_group_manager {
        who.push("the manager of the case's group");
    }
    let all = match template.approval_policy {
        ApprovalPolicy::FirstAnswer => "",
        ApprovalPolicy::Everyone => ", everyone",
    };
    match who.as_slice() {
        [] => "Nobody to ask".to_owned(),
        who => format!("{}{all}", who.join(" and ")),
    }
}

/// The SLA definitions by type and length: type, severity, how long, and in which hours.
#[must_use]
pub fn sla_rows(desk: &Desk) -> Vec<RecordRow> {
    let all = by_number(desk.sla_definitions.values().collect(), |it| {
        let first = it.escalation_type == EscalationType::Case;
        i64::from(it.duration_minutes) + if first { 0 } else { 1 << 32 }
    });
    let row = |sla: &SlaDefinition| {
        let severity = desk.severities.get(&sla.severity);
        let calendar = sla.calendar.and_then(|id| desk.calendars.get(&id));
        let hours = calendar.map_or("around the clock", |calendar| &calendar.name);
        let cells = vec![
            type_word(sla.escalation_type).to_owned(),
            severity.map_or("", |severity| &severity.name).to_owned(),
            format!("{}, {hours}", age_words(sla.duration_minutes)),
        ];
        RecordRow::new(sla.id.0, &sla.name)
            .with(cells)
            .active(sla.active)
    };
    all.into_iter().map(row).collect()
}

/// The severity that a form begins with; a new one for a zero, after all others.
#[must_use]
pub fn severity_of(desk: &Desk, key: u64) -> EscalationSeverity {
    let found = desk.severities.get(&SeverityId(key)).cloned();
    let last = desk
        .severities
        .values()
        .map(|severity| severity.order)
        .max();
    found.unwrap_or_else(|| EscalationSeverity {
        id: SeverityId(0),
        name: Box::default(),
        colour: SeverityColour::Purple,
        shape: SeverityShape::Circle,
        order: last.unwrap_or(0) + 1,
        active: true,
    })
}

/// The reason that a form begins with; a new one for a zero, after all others.
#[must_use]
pub fn reason_of(desk: &Desk, key: u64) -> EscalationReason {
    let found = desk.escalation_reasons.get(&ReasonId(key)).cloned();
    let last = desk.escalation_reasons.values().map(|reason| reason.order);
    found.unwrap_or_else(|| EscalationReason {
        id: ReasonId(0),
        name: Box::default(),
        order: last.max().unwrap_or(0) + 1,
        active: true,
    })
}

/// The template that a form begins with; a new one for a zero.
#[must_use]
pub fn template_of(desk: &Desk, key: u64) -> EscalationTemplate {
    let found = desk.escalation_templates.get(&EscalationTemplateId(key));
    found.cloned().unwrap_or_else(|| EscalationTemplate {
        id: EscalationTemplateId(0),
        name: Box::default(),
        escalation_type: EscalationType::Case,
        skip_approval: true,
        approval_policy: ApprovalPolicy::FirstAnswer,
        approval_group: None,
        add_group_manager: false,
        watch_list: Vec::new(),
        active: true,
    })
}

/// The SLA definition that a form begins with; a new one for a zero.
#[must_use]
pub fn sla_of(desk: &Desk, key: u64) -> SlaDefinition {
    let found = desk.sla_definitions.get(&SlaId(key)).cloned();
    let severities = by_number(desk.severities.values().collect(), |it| it.order.into());
    found.unwrap_or_else(|| SlaDefinition {
        id: SlaId(0),
        name: Box::default(),
        escalation_type: EscalationType::Case,
        severity: severities.first().map_or(SeverityId(0), |first| first.id),
        duration_minutes: 240,
        calendar: None,
        reset_on_case_comment: true,
        pause_on_hold: true,
        retroactive_start: false,
        active: true,
    })
}

/// The severities as key and text, the most severe first.
#[must_use]
pub fn severity_choices(desk: &Desk) -> Vec<(String, String)> {
    let all = by_number(desk.severities.values().collect(), |it| it.order.into());
    let option = |one: &EscalationSeverity| (one.id.0.to_string(), one.name.to_string());
    all.into_iter().map(option).collect()
}

/// The groups as key and text, after *Nobody*.
#[must_use]
pub fn group_choices(desk: &Desk) -> Vec<(String, String)> {
    let groups = desk.groups.values();
    let options = groups.map(|group| (group.id.0.to_string(), group.name.to_string()));
    let mut options = by_name(options.collect(), |(_, name): &(String, String)| name);
    options.insert(0, (String::new(), "Nobody".to_owned()));
    options
}

/// The business hours that are active, as key and text, after *around the clock*.
#[must_use]
pub fn hours_choices(desk: &Desk) -> Vec<(String, String)> {
    let active = desk.calendars.values().filter(|calendar| calendar.active);
    let options = active.map(|one| (one.id.0.to_string(), one.name.to_string()));
    let mut options = by_name(options.collect(), |(_, name): &(String, String)| name);
    options.insert(0, (String::new(), "Around the clock".to_owned()));
    options
}

/// A duration as hours and minutes of a form.
#[must_use]
pub fn duration_parts(minutes: u32) -> (String, String) {
    ((minutes / 60).to_string(), (minutes % 60).to_string())
}

/// The minutes of hours and minutes as typed; zero, which the engine refuses, for what is no
/// number.
#[must_use]
pub fn duration_of(hours: &str, minutes: &str) -> u32 {
    let number = |text: &str| match text.trim() {
        "" => Some(0),
        text => text.parse::<u32>().ok(),
    };
    let total = number(hours).and_then(|hours| {
        let minutes = number(minutes)?;
        hours.checked_mul(60)?.checked_add(minutes)
    });
    total.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        change::ChangeSet,
        id::{GroupId, UserId},
        people::Group,
    };

    #[test]
    fn a_duration_is_typed_in_hours_and_minutes() {
        assert_eq!(duration_parts(250), ("4".to_owned(), "10".to_owned()));
        for (hours, minutes, expected) in [
            ("4", "10", 250),
            ("", "30", 30),
            ("8", "", 480),
            ("four", "", 0),
            ("4294967295", "0", 0),
        ] {
            assert_eq!(duration_of(hours, minutes), expected);
        }
    }

    #[test]
    fn a_template_that_finds_nobody_to_ask_says_so() {
        let mut changes = ChangeSet::default();
        changes.put(Group {
            id: GroupId(1),
            name: "Leads".into(),
            email: Box::default(),
            members: vec![UserId(1)],
            support_group: false,
            manager: None,
        });
        changes.put(EscalationTemplate {
            id: EscalationTemplateId(5),
            name: "Asks".into(),
            skip_approval: false,
            approval_group: Some(GroupId(1)),
            approval_policy: ApprovalPolicy::Everyone,
            ..template_of(&Desk::new(1), 0)
        });
        let mut desk = Desk::new(1);
        desk.apply(changes);
        let rows = template_rows(&desk);
        assert_eq!(rows[0].cells[..2], ["Case", "Leads, everyone"]);
        assert_eq!(rows[0].marks, [RowMark::Waits("Asks nobody")]);
    }
}
