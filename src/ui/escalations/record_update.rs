//! Managing an escalation: what becomes different, and what is said of it (semantics 5.12).

use super::{
    pickers::{AccountPickers, WatchListPicker},
    record::{Shown, shown},
};
use crate::{
    engine::{
        command::Command,
        escalation::{Escalation, EscalationCommand, EscalationUpdate, Source, Trend},
        id::{AccountId, CaseId, EscalationId, GroupId, SeverityId, UserId},
        record::Kind,
        roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::{Asking, AskingForm},
        draft::part,
        kit::{Binding, SelectField, TextArea},
        only_look::OnlyLook,
        toast::Toasts,
    },
    view::escalation::severity_options,
};
use leptos::prelude::*;

/// What is filled in over the record: what nobody touched follows the record.
#[derive(Clone, Copy)]
struct Edit {
    record: Memo<Option<Escalation>>,
    update: RwSignal<EscalationUpdate>,
}

impl Edit {
    /// A choice of one: how the record has it, and how the update takes it.
    fn one(
        self,
        of: fn(&Escalation, &EscalationUpdate) -> Option<u64>,
        take: fn(&mut EscalationUpdate, Option<u64>),
    ) -> Binding<String> {
        let shown = move || {
            let id = self.record.with(|record| {
                let record = record.as_ref()?;
                self.update.with(|update| of(record, update))
            });
            id.map(|id| id.to_string()).unwrap_or_default()
        };
        Binding::new(shown, move |key: String| {
            self.update.update(|update| take(update, key.parse().ok()));
        })
    }

    /// A choice of several.
    fn several(
        self,
        of: fn(&Escalation, &EscalationUpdate) -> Vec<u64>,
        take: fn(&mut EscalationUpdate, Vec<u64>),
    ) -> Binding<Vec<String>> {
        let shown = move || {
            let ids = self.record.with(|record| {
                let record = record.as_ref()?;
                Some(self.update.with(|update| of(record, update)))
            });
            let ids = ids.unwrap_or_default().into_iter();
            ids.map(|id| id.to_string()).collect::<Vec<_>>()
        };
        Binding::new(shown, move |keys: Vec<String>| {
            let ids = keys.iter().filter_map(|key| key.parse().ok()).collect();
            self.update.update(|update| take(update, ids));
        })
    }
}

/// The form, or why whoever reads has none.
#[component]
pub(super) fn RecordUpdatePanel(
    /// The record.
    id: EscalationId,
    /// What the page shows.
    page: Shown,
) -> impl IntoView {
    let may_manage = shown(page, |page| page.may_manage);
    let of_case = shown(page, |page| page.source.case().is_some());
    let act = move || {
        if of_case.get() {
            Act::ManageCaseEscalation
        } else {
            Act::ManageAccountEscalation
        }
    };
    view! {
        <section class="panel" aria-labelledby="update-heading">
            <div class="panel__head">
                <h2 id="update-heading">"Manage"</h2>
            </div>
            <div class="panel__body">
                <Show
                    when=move || may_manage.get()
                    fallback=move || view! { <OnlyLook act=act() /> }
                >
                    <UpdateForm id />
                </Show>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn UpdateForm(
    /// The record.
    id: EscalationId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let edit = Edit {
        record: desk.derive(&[Kind::Escalation], move |desk| {
            desk.escalations.get(&id).cloned()
        }),
        update: RwSignal::new(EscalationUpdate::default()),
    };
    let save = move |()| {
        let update = edit.update.get_untracked();
        let escalation = id;
        let command = EscalationCommand::Update { escalation, update };
        asking.ask(Command::Escalation(Box::new(command)), move |()| {
            edit.update.try_set(EscalationUpdate::default());
            toasts.say("The escalation is updated");
        });
    };
    let account = Memo::new(move |_| {
        let source = edit.record.with(|record| Some(record.as_ref()?.source));
        match source {
            Some(Source::Account(account)) => Some(account),
            _ => None,
        }
    });
    let said = move |of: fn(&EscalationUpdate) -> &Box<str>,
                     of_mut: fn(&mut EscalationUpdate) -> &mut Box<str>| {
        let words = part(edit.update, of, of_mut);
        Binding::new(
            move || words.get().to_string(),
            move |text: String| words.set(text.into()),
        )
    };
    view! {
        <AskingForm asking verb="Update" on_submit=save>
            <Standing edit asking />
            {move || account.get().map(|account| view! { <Managing edit account asking /> })}
            <TextArea
                label="Comment"
                n_lines=2
                value=said(|update| &update.comment, |update| &mut update.comment)
                hint="Those who watch get it by mail."
            />
            <TextArea
                label="Work note"
                n_lines=2
                value=said(|update| &update.work_note, |update| &mut update.work_note)
                hint="Kept here and not mailed."
            />
        </AskingForm>
    }
    .into_any()
}

/// How severe it is, where it is going, and who watches.
#[component]
fn Standing(
    /// What is filled in.
    edit: Edit,
    /// For the errors.
    asking: Asking,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let severities = Memo::new(move |_| {
        desk.track(&[Kind::EscalationSeverity]);
        let present = edit.record.with(|record| Some(record.as_ref()?.severity));
        desk.with(|desk| severity_options(desk, present))
    });
    let severity = edit.one(
        |record, update| Some(update.severity.unwrap_or(record.severity).0),
        |update, id| update.severity = id.map(SeverityId),
    );
    let trends = (0_u64..).zip(Trend::ALL);
    let trends = trends.map(|(place, trend)| (place.to_string(), trend.name().to_owned()));
    let trend = edit.one(
        |record, update| {
            let shown = update.trend.unwrap_or(record.trend);
            let mut places = (0_u64..).zip(Trend::ALL);
            places
                .find(|(_, trend)| *trend == shown)
                .map(|(place, _)| place)
        },
        |update, place| {
            let mut places = (0_u64..).zip(Trend::ALL);
            update.trend = places
                .find(|(one, _)| Some(*one) == place)
                .map(|(_, trend)| trend);
        },
    );
    let watch_list = edit.several(
        |record, update| {
            let shown = update.watch_list.as_ref().unwrap_or(&record.watch_list);
            shown.iter().map(|id| id.0).collect()
        },
        |update, ids| update.watch_list = Some(ids.into_iter().map(UserId).collect()),
    );
    view! {
        <div class="form-grid">
            <SelectField
                label="Severity"
                value=severity
                options=severities
                hint="Another severity colours it anew, and its SLA starts now."
                error=asking.error_at("severity")
            />
            <SelectField label="Trend" value=trend options=Signal::stored(trends.collect()) />
        </div>
        <WatchListPicker value=watch_list asking />
    }
    .into_any()
}

/// Who manages the escalation of an account, and the cases behind it.
#[component]
fn Managing(
    /// What is filled in.
    edit: Edit,
    /// The account.
    account: AccountId,
    /// For the errors.
    asking: Asking,
) -> impl IntoView {
    let group = edit.one(
        |record, update| {
            Some(
                update
                    .assignment_group
                    .unwrap_or(record.assignment_group)?
                    .0,
            )
        },
        |update, id| update.assignment_group = Some(id.map(GroupId)),
    );
    let assigned_to = edit.one(
        |record, update| Some(update.assigned_to.unwrap_or(record.assigned_to)?.0),
        |update, id| update.assigned_to = Some(id.map(UserId)),
    );
    let related = edit.several(
        |record, update| {
            let shown = update
                .related_cases
                .as_ref()
                .unwrap_or(&record.related_cases);
            shown.iter().map(|id| id.0).collect()
        },
        |update, ids| update.related_cases = Some(ids.into_iter().map(CaseId).collect()),
    );
    view! { <AccountPickers account group assigned_to related asking /> }
}
