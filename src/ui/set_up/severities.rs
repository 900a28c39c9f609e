//! How severe an escalation can be, and how that looks.

use super::asked;
use crate::{
    engine::{
        command::Command,
        escalation::{EscalationCommand, EscalationSeverity, SeverityColour, SeverityShape},
        id::SeverityId,
        record::{Kind, Stored},
        roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        escalations::SeverityBadge,
        kit::{Checkbox, SelectField, TextField},
        record_form::{Edited, RecordForm},
        record_table::{RecordList, RecordPanel},
    },
    view::{
        escalation::SeverityMark,
        escalation_set_up::{severity_of, severity_rows},
    },
};
use leptos::prelude::*;

const LIST: RecordList = RecordList {
    heading: "Severities",
    noun: "Severity",
    new: "New severity",
    columns: &[("Style", "")],
    empty: (
        "No severities",
        "A severity gives an escalated case or account its colour and shape, and decides which SLA starts.",
    ),
    wide: false,
    act: Act::SetUpEscalations,
};

/// The severities, the most severe first, each with its form.
#[component]
pub fn Severities() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = desk.derive(&[Kind::EscalationSeverity], severity_rows);
    let form = |edited| view! { <SeverityForm edited /> }.into_any();
    let asking = Asking::new();
    let order = move |keys: Vec<u64>| {
        let keys = keys
            .into_iter()
            .map(|id| EscalationSeverity::key(SeverityId(id)));
        asking.ask(Command::PutInOrder(keys.collect()), |()| {});
    };
    view! {
        <RecordPanel list=LIST rows form on_order=order />
        {asking.refusal()}
    }
}

/// Name and style: a colour and a shape, so that it is never told by colour alone.
#[component]
fn SeverityForm(
    /// Which severity.
    edited: Edited,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let severity = desk.with(|desk| severity_of(desk, edited.key));
    let asking = Asking::new();
    let name = RwSignal::new(severity.name.to_string());
    let colour = RwSignal::new(severity.colour.name().to_owned());
    let shape = RwSignal::new(severity.shape.name().to_owned());
    let active = RwSignal::new(severity.active);
    let named = |name: &str| (name.to_owned(), name.to_owned());
    let colours: Vec<_> = SeverityColour::ALL.map(|one| named(one.name())).into();
    let shapes: Vec<_> = SeverityShape::ALL.map(|one| named(one.name())).into();
    let before = (severity.colour, severity.shape);
    let shown = move || {
        let (colour, shape) = (colour.get(), shape.get());
        let mut colours = SeverityColour::ALL.into_iter();
        let mut shapes = SeverityShape::ALL.into_iter();
        SeverityMark {
            name: name.with(|name| name.trim().into()),
            colour: colours.find(|one| one.name() == colour).unwrap_or(before.0),
            shape: shapes.find(|one| one.name() == shape).unwrap_or(before.1),
        }
    };
    let command = move |()| {
        let mark = untrack(shown);
        asked(EscalationCommand::SaveSeverity(EscalationSeverity {
            name: mark.name,
            colour: mark.colour,
            shape: mark.shape,
            active: active.get_untracked(),
            ..severity.clone()
        }))
    };
    view! {
        <RecordForm edited asking said="The severity is saved" command>
            <TextField label="Name" required=true value=name error=asking.error_at("name") />
            <SelectField
                label="Colour"
                value=colour
                options=colours
                hint="Each of them can be read on a light and on a dark page."
            />
            <SelectField
                label="Shape"
                value=shape
                options=shapes
                hint="Stands beside the name for those who cannot tell the colours apart."
            />
            <p class="row">
                <span class="muted">"Looks like this:"</span>
                {move || view! { <SeverityBadge mark=shown() /> }}
            </p>
            <Checkbox
                label="Active"
                hint="May be chosen. What is escalated so keeps it."
                checked=active
            />
        </RecordForm>
    }
}
