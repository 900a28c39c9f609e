//! What time does to SLAs: half of it is gone, three quarters, and too much (semantics 6.9).

use super::{definition::SlaDefinition, events::step_told};
use crate::engine::{
    agenda::SlaWork,
    case::Case,
    change::ChangeSet,
    desk::Desk,
    escalation::{Escalation, EscalationRequest, Happening, Source},
    history::SlaStep,
    id::SlaId,
    instant::Instant,
    notice_kind::NoticeKind,
    people::{Assignee, User},
    recipients::Recipients,
    record::{Records, Stored},
    stamp::Actor,
    wording::{Wording, age_words},
};

/// Passes one milestone, as of its own instant.
pub(in crate::engine) fn pass_milestone(desk: &Desk, work: SlaWork, now: Instant) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let Some(escalation) = desk.find::<Escalation>(work.escalation) else {
        return changes;
    };
    let mut after = escalation.clone();
    let Some(sla) = after.slas.get_mut(work.place) else {
        return changes;
    };
    let Some(milestone) = sla.next else {
        return changes;
    };
    sla.pass(desk, milestone);
    let (definition, minutes, due_at) = (sla.definition, sla.duration_minutes, sla.breach_at);
    let step = SlaStep::Passed(milestone.percent);
    let mut entry = step_told(&mut after, work.place, step, milestone.at);
    if let Some(entry) = &mut entry {
        entry.processed_at = now;
    }
    changes.history.extend(entry);
    if let Some(request) = desk.find::<EscalationRequest>(after.id) {
        let happening = Happening {
            desk,
            request,
            record: Some(&after),
            at: milestone.at,
            by: Actor::SlaEngine,
            message: &said(desk, definition, minutes, milestone.percent),
            due_at,
        };
        let mut told = happening.recipients();
        add(desk, &after, milestone.percent, &mut told);
        let mut counters = desk.counters().clone();
        happening.tell(told, &mut counters, &mut changes);
        changes.counters = Some(counters);
    }
    changes.put(after);
    changes.name_cause(SlaDefinition::key(definition));
    changes
}

fn said(desk: &Desk, definition: SlaId, minutes: u32, percent: u8) -> Box<str> {
    let definition = desk.find::<SlaDefinition>(definition);
    let name = definition.map_or("the SLA", |definition| &definition.name);
    let allowed = age_words(minutes);
    let said = match percent {
        0..100 => format!("{percent} % of {name} are over, of {allowed}"),
        _ => format!("{name} is breached, {allowed} are over"),
    };
    said.into()
}

/// Adds the assignee, and from three quarters on the assignee's manager as well.
fn add(desk: &Desk, escalation: &Escalation, percent: u8, told: &mut Recipients<'_, Desk>) {
    let wording = Wording::of(NoticeKind::SlaWarning);
    let assignee = match escalation.source {
        Source::Account(_) => escalation.assigned_to.map(Assignee::User),
        Source::Case(case) => desk.find::<Case>(case).map(|case| case.owner),
    };
    let Some(assignee) = assignee else { return };
    told.assignee(assignee, wording);
    if let Assignee::User(user) = assignee
        && percent >= 75
        && let Some(manager) = desk.find::<User>(user).and_then(|user| user.manager)
    {
        told.user(manager, wording);
    }
}
