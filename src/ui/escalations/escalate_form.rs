//! The form that escalates, and what will happen when it is handed in.

use super::{
    escalate::request,
    pickers::{AccountPickers, WatchListPicker},
};
use crate::{
    engine::{
        decide::Rejection,
        escalation::{Source, escalation_number},
        record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        draft::part,
        kit::{Banner, Binding, DialogActions, SelectField, TextArea, Tone, focus_first_invalid},
        route::Link,
        toast::Toasts,
    },
    view::{
        escalation::{
            EscalateDraft, EscalatePreview, escalate_preview, reason_options, severity_options,
            source_options, template_options,
        },
        route::Page,
    },
};
use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

/// What the form is made from, and what it would do depends on.
const KINDS: &[Kind] = &[
    Kind::Escalation,
    Kind::EscalationRequest,
    Kind::EscalationReason,
    Kind::EscalationSeverity,
    Kind::EscalationTemplate,
    Kind::SlaDefinition,
    Kind::Case,
    Kind::Account,
    Kind::Contact,
    Kind::User,
    Kind::Group,
    Kind::Preferences,
];

/// What would happen, or why nothing can; `None` while too little is chosen.
type Outlook = Memo<Option<Result<EscalatePreview, Rejection>>>;

fn outlook(desk: DeskHandle, draft: RwSignal<EscalateDraft>) -> Outlook {
    let user = desk.user();
    Memo::new(move |_| {
        desk.track(KINDS);
        user.track();
        let asked = draft.with(|draft| desk.with(|desk| draft.outlook_draft(desk)))?;
        match desk.preview(&request(asked.clone())) {
            Ok(preview) => {
                let told = |desk: &_| escalate_preview(desk, &asked, &preview.changes);
                Some(Ok(desk.with(told)))
            }
            Err(Rejection::Fields(_)) => None,
            Err(refused) => Some(Err(refused)),
        }
    })
}

/// The form in the dialog.
#[component]
pub(super) fn EscalateForm(
    /// What the page shows that the dialog stands on.
    page: Source,
    /// What is filled in.
    draft: RwSignal<EscalateDraft>,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let outlook = outlook(desk, draft);
    let refused = Memo::new(move |_| match outlook.get() {
        Some(Err(refused)) => Some(refused),
        _ => None,
    });
    let verb = Memo::new(move |_| match outlook.get() {
        Some(Ok(told)) if !told.is_immediate => "Ask for approval",
        _ => "Escalate",
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(asked) = draft.with_untracked(EscalateDraft::draft) else {
            return;
        };
        let said = match verb.get_untracked() {
            "Escalate" => "It is escalated",
            _ => "Approval is asked for",
        };
        spawn_local(async move {
            if asking.ask_and_wait(request(asked)).await {
                open.try_set(false);
                toasts.say(said);
            } else if let Some(root) = document().document_element() {
                focus_first_invalid(root);
            }
        });
    };
    let turn = Binding::new(
        move || draft.with(|draft| draft.source.clone()),
        move |key: String| draft.update(|draft| desk.with(|desk| draft.turn_to(desk, &key))),
    );
    let what = match page {
        Source::Case(_) => None,
        Source::Account(account) => {
            let kinds = &[Kind::Case, Kind::Account];
            let options = desk.derive(kinds, move |desk| source_options(desk, account));
            Some(view! { <SelectField label="What is escalated" value=turn options /> })
        }
    };
    view! {
        <form on:submit=submit novalidate class="stack">
            {what}
            <Show
                when=move || refused.with(Option::is_none)
                fallback=move || view! { <Refused refused /> }
            >
                <Fields draft asking />
                <WhatHappens outlook />
            </Show>
            {asking.refusal()}
            {move || {
                let pending = asking.pending();
                let verb = verb.get();
                let is_free = refused.with(Option::is_none);
                is_free.then(|| view! { <DialogActions open verb pending /> })
            }}
        </form>
    }
    .into_any()
}

/// Why it cannot be escalated, with the way to what is in the way.
#[component]
fn Refused(
    /// What the engine says.
    refused: Memo<Option<Rejection>>,
) -> impl IntoView {
    move || {
        let refused = refused.get()?;
        let link = match &refused {
            Rejection::AlreadyEscalated {
                number, escalation, ..
            } => {
                let to = Page::Escalation(escalation.0);
                let words = format!("Open {}", escalation_number(*number));
                Some(view! { <p><Link to>{words}</Link></p> })
            }
            _ => None,
        };
        Some(view! {
            <Banner tone=Tone::Medium>
                <p>{refused.to_string()}</p>
                {link}
            </Banner>
        })
    }
}

#[component]
fn Fields(
    /// What is filled in.
    draft: RwSignal<EscalateDraft>,
    /// For the errors.
    asking: Asking,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let reasons = desk.derive(KINDS, reason_options);
    let severities = desk.derive(KINDS, |desk| severity_options(desk, None));
    let source = Memo::new(move |_| draft.with(EscalateDraft::source));
    let templates = Memo::new(move |_| {
        desk.track(KINDS);
        let of = source.get().map(Source::escalation_type);
        of.map(|of| desk.with(|desk| template_options(desk, of)))
            .unwrap_or_default()
    });
    let account = Memo::new(move |_| match source.get() {
        Some(Source::Account(account)) => Some(account),
        _ => None,
    });
    let request_sources = [("internal", "Internal"), ("customer", "Customer")];
    let request_sources = request_sources.map(|(key, text)| (key.to_owned(), text.to_owned()));
    view! {
        <div class="form-grid">
            <SelectField
                label="Severity"
                required=true
                value=part(draft, |draft| &draft.severity, |draft| &mut draft.severity)
                options=severities
                error=asking.error_at("severity")
            />
            <SelectField
                label="Reason"
                required=true
                value=part(draft, |draft| &draft.reason, |draft| &mut draft.reason)
                options=reasons
                error=asking.error_at("reason")
            />
            <SelectField
                label="Request source"
                value=part(
                    draft,
                    |draft| &draft.request_source,
                    |draft| &mut draft.request_source,
                )
                options=Signal::stored(request_sources.to_vec())
            />
            <SelectField
                label="Template"
                required=true
                value=part(draft, |draft| &draft.template, |draft| &mut draft.template)
                options=templates
                error=asking.error_at("template")
            />
        </div>
        <TextArea
            label="Justification"
            required=true
            n_lines=3
            value=part(draft, |draft| &draft.justification, |draft| &mut draft.justification)
            hint="Internal: the customer never sees it."
            error=asking.error_at("justification")
        />
        {move || {
            account
                .get()
                .map(|account| {
                    view! {
                        <AccountPickers
                            account
                            group=part(
                                draft,
                                |draft| &draft.assignment_group,
                                |draft| &mut draft.assignment_group,
                            )
                            assigned_to=part(
                                draft,
                                |draft| &draft.assigned_to,
                                |draft| &mut draft.assigned_to,
                            )
                            related=part(
                                draft,
                                |draft| &draft.related_cases,
                                |draft| &mut draft.related_cases,
                            )
                            asking
                        />
                    }
                })
        }}
        <WatchListPicker
            value=part(draft, |draft| &draft.watch_list, |draft| &mut draft.watch_list)
            asking
            hint="They hear of every update, beside those of the template and the team of an account."
        />
    }
    .into_any()
}

/// Who is asked, who is told and what starts, before it happens.
#[component]
fn WhatHappens(
    /// What the engine says.
    outlook: Outlook,
) -> impl IntoView {
    let lines = move || {
        let Some(Ok(told)) = outlook.get() else {
            return vec!["Choose a severity and a template to see it.".to_owned()];
        };
        let lines = [told.approval, told.slas, told.told, told.customer];
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    };
    view! {
        <section class="outlook" aria-labelledby="outlook-heading">
            <h3 id="outlook-heading">"What will happen"</h3>
            <ul aria-live="polite">
                {move || lines().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
            </ul>
        </section>
    }
}
