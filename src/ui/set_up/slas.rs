//! How long escalations may last.

use super::{asked, choices};
use crate::{
    engine::{
        escalation::{EscalationCommand, EscalationType},
        id::{CalendarId, SeverityId},
        record::Kind,
        roles::Act,
        sla::SlaDefinition,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Checkbox, LineKind, SelectField, TextField},
        record_form::{Edited, RecordForm},
        record_table::{RecordList, RecordPanel},
    },
    view::escalation_set_up::{
        TYPES, duration_of, duration_parts, hours_choices, severity_choices, sla_of, sla_rows,
        type_key, type_of_key,
    },
};
use leptos::prelude::*;

const LIST: RecordList = RecordList {
    heading: "SLAs of escalations",
    noun: "SLA",
    new: "New SLA",
    columns: &[("For", ""), ("Severity", ""), ("Duration", "wide-only")],
    empty: (
        "No SLAs",
        "An SLA, a service level agreement, says how soon an escalation has to end. It starts by itself when something is escalated with its severity.",
    ),
    wide: false,
    act: Act::SetUpEscalations,
};

/// The definitions, each with its form.
#[component]
pub fn Slas() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let kinds = &[
        Kind::SlaDefinition,
        Kind::EscalationSeverity,
        Kind::Calendar,
    ];
    let rows = desk.derive(kinds, sla_rows);
    let form = |edited| view! { <SlaForm edited /> }.into_any();
    view! { <RecordPanel list=LIST rows form /> }
}

/// What it is for, how long it is, and what its clock does.
#[component]
fn SlaForm(
    /// Which definition.
    edited: Edited,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let sla = desk.with(|desk| sla_of(desk, edited.key));
    let asking = Asking::new();
    let name = RwSignal::new(sla.name.to_string());
    let of = RwSignal::new(type_key(sla.escalation_type).to_owned());
    let severity = RwSignal::new(sla.severity.0.to_string());
    let (hours, minutes) = duration_parts(sla.duration_minutes);
    let (hours, minutes) = (RwSignal::new(hours), RwSignal::new(minutes));
    let calendar = sla.calendar.map(|id| id.0.to_string());
    let calendar = RwSignal::new(calendar.unwrap_or_default());
    let resets = RwSignal::new(sla.reset_on_case_comment);
    let pauses = RwSignal::new(sla.pause_on_hold);
    let retroactive = RwSignal::new(sla.retroactive_start);
    let active = RwSignal::new(sla.active);
    let severities = desk.derive(&[Kind::EscalationSeverity], severity_choices);
    let calendars = desk.derive(&[Kind::Calendar], hours_choices);
    let is_of_case = move || of.with(|of| type_of_key(of) == EscalationType::Case);
    let attached = move || {
        if is_of_case() {
            "It runs on the case, and ends when the case is closed or de-escalated."
        } else {
            "It runs on the record of the escalation, and ends when the account is de-escalated."
        }
    };
    let command = move |()| {
        let of_case = untrack(is_of_case);
        asked(EscalationCommand::SaveSla(SlaDefinition {
            name: name.get_untracked().trim().into(),
            escalation_type: type_of_key(&of.get_untracked()),
            severity: SeverityId(severity.get_untracked().parse().unwrap_or_default()),
            duration_minutes: duration_of(&hours.get_untracked(), &minutes.get_untracked()),
            calendar: calendar.get_untracked().parse().ok().map(CalendarId),
            reset_on_case_comment: of_case && resets.get_untracked(),
            pause_on_hold: of_case && pauses.get_untracked(),
            retroactive_start: retroactive.get_untracked(),
            active: active.get_untracked(),
            ..sla.clone()
        }))
    };
    view! {
        <RecordForm edited asking said="The SLA is saved" command>
            <TextField label="Name" required=true value=name error=asking.error_at("name") />
            <SelectField label="For escalations of" value=of options=choices(&TYPES) />
            <p class="field__hint">{attached}</p>
            <SelectField
                label="Severity"
                value=severity
                options=severities
                error=asking.error_at("severity")
            />
            <div class="row row--fields">
                <TextField
                    label="Hours"
                    kind=LineKind::Number
                    value=hours
                    error=asking.error_at("duration")
                />
                <TextField label="Minutes" kind=LineKind::Number value=minutes />
            </div>
            <SelectField
                label="Counts in"
                value=calendar
                options=calendars
                error=asking.error_at("calendar")
            />
            <Show when=is_of_case>
                <Checkbox label="A comment on the case starts it anew" checked=resets />
                <Checkbox label="Stands while the case is on hold" checked=pauses />
            </Show>
            <Checkbox
                label="Counts from the request"
                hint="Else from the instant of escalating, which comes later when somebody has to approve."
                checked=retroactive
            />
            <Checkbox
                label="Active"
                hint="New escalations get it. Those that run keep theirs."
                checked=active
            />
        </RecordForm>
    }
}
