//! What administrators set up for escalations: severities, reasons, templates, SLAs, and what is
//! shipped of them (semantics 1.14 to 1.18, 6.3).

use super::{Rejection, check, names::check_name, save_record, told};
use crate::engine::{
    calendar::Calendar,
    change::{ChangeSet, Counters},
    desk::Desk,
    escalation::{
        ApprovalPolicy, EscalationReason, EscalationSeverity, EscalationTemplate, EscalationType,
        SeverityColour, SeverityShape,
    },
    field_error::FieldError,
    history::{Deed, differences},
    id::SeverityId,
    preferences::{NotifyCustomer, Preferences},
    record::{Records, Stored},
    sla::SlaDefinition,
    stamp::Stamp,
};

/// The shipped severities, the most severe first, with the hours that their SLAs allow.
const SEVERITIES: [(&str, SeverityColour, SeverityShape, u32); 2] = [
    ("High", SeverityColour::Red, SeverityShape::Triangle, 4),
    ("Medium", SeverityColour::Orange, SeverityShape::Diamond, 8),
];
/// The shipped reasons.
const REASONS: [&str; 3] = [
    "Inactivity",
    "Lack of Progress",
    "Customer Imposed Deadline",
];
/// The shipped templates: one a type, without approval, so that they work out of the box.
const TEMPLATES: [(&str, EscalationType); 2] = [
    ("Case escalation", EscalationType::Case),
    ("Account escalation", EscalationType::Account),
];

/// Adds what is shipped to a desk made before there were escalations.
pub(super) fn add_shipped(desk: &Desk) -> ChangeSet {
    let mut changes = ChangeSet::default();
    if desk.preferences().is_some() && desk.severities.is_empty() {
        let mut counters = desk.counters().clone();
        put_shipped(&mut counters, &mut changes);
        changes.counters = Some(counters);
    }
    changes
}

/// Puts two severities, three reasons, two templates and four SLAs.
pub(super) fn put_shipped(counters: &mut Counters, changes: &mut ChangeSet) {
    for (order, name) in (1..).zip(REASONS) {
        changes.put(EscalationReason {
            id: counters.next_id::<EscalationReason>(),
            name: name.into(),
            order,
            active: true,
        });
    }
    for (name, escalation_type) in TEMPLATES {
        changes.put(EscalationTemplate {
            id: counters.next_id::<EscalationTemplate>(),
            name: name.into(),
            escalation_type,
            skip_approval: true,
            approval_policy: ApprovalPolicy::FirstAnswer,
            approval_group: None,
            add_group_manager: false,
            watch_list: Vec::new(),
            active: true,
        });
    }
    for (order, (name, colour, shape, hours)) in (1..).zip(SEVERITIES) {
        let severity = counters.next_id::<EscalationSeverity>();
        changes.put(EscalationSeverity {
            id: severity,
            name: name.into(),
            colour,
            shape,
            order,
            active: true,
        });
        for escalation_type in [EscalationType::Case, EscalationType::Account] {
            changes.put(shipped_sla(counters, escalation_type, severity, hours));
        }
    }
}

fn shipped_sla(
    counters: &mut Counters,
    escalation_type: EscalationType,
    severity: SeverityId,
    hours: u32,
) -> SlaDefinition {
    let is_case = escalation_type == EscalationType::Case;
    let of = if is_case { "case" } else { "account" };
    SlaDefinition {
        id: counters.next_id::<SlaDefinition>(),
        name: format!("Escalated {of} response - {hours} hours").into(),
        escalation_type,
        severity,
        duration_minutes: hours * 60,
        calendar: None,
        reset_on_case_comment: is_case,
        pause_on_hold: is_case,
        retroactive_start: false,
        active: true,
    }
}

pub(super) fn save_severity(
    desk: &Desk,
    severity: &EscalationSeverity,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let others = desk.severities.values().filter(|one| one.id != severity.id);
    check_name(&severity.name, others.map(|one| &*one.name))?;
    save_record(
        desk,
        severity.clone(),
        |severity, id| severity.id = id,
        stamp,
    )
}

pub(super) fn save_reason(
    desk: &Desk,
    reason: &EscalationReason,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let others = desk.escalation_reasons.values();
    let others = others.filter(|one| one.id != reason.id);
    check_name(&reason.name, others.map(|one| &*one.name))?;
    save_record(desk, reason.clone(), |reason, id| reason.id = id, stamp)
}

pub(super) fn save_template(
    desk: &Desk,
    template: &EscalationTemplate,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let mut problems = template.problems();
    if template
        .approval_group
        .is_some_and(|group| !desk.groups.contains_key(&group))
    {
        problems.push(FieldError::new(
            "approval_group",
            "choose one of the groups",
        ));
    }
    check(problems)?;
    save_record(
        desk,
        template.clone(),
        |template, id| template.id = id,
        stamp,
    )
}

/// Running SLAs keep what they were attached with.
pub(super) fn save_sla(
    desk: &Desk,
    definition: &SlaDefinition,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let mut problems = definition.problems();
    if desk
        .find::<EscalationSeverity>(definition.severity)
        .is_none()
    {
        problems.push(FieldError::new("severity", "choose one of the severities"));
    }
    let calendar = definition.calendar.map(|id| desk.find::<Calendar>(id));
    if calendar.is_some_and(|calendar| calendar.is_none_or(|calendar| !calendar.active)) {
        problems.push(FieldError::new(
            "calendar",
            "choose business hours that are active",
        ));
    }
    check(problems)?;
    save_record(
        desk,
        definition.clone(),
        |definition, id| definition.id = id,
        stamp,
    )
}

/// Whether customers are told of an approval (semantics 5.36).
pub(super) fn set_notify_customer(
    desk: &Desk,
    notify_customer: NotifyCustomer,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let before = desk
        .preferences()
        .ok_or(Rejection::Started("not started yet"))?;
    let after = Preferences {
        notify_customer,
        ..before.clone()
    };
    let mut entry = told(Preferences::key(after.id), Deed::Edited, stamp);
    entry.changes = differences(before, &after);
    let mut changes = ChangeSet::default();
    changes.history.push(entry);
    changes.put(after);
    Ok(changes)
}
