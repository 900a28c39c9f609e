//! One case.

use super::{
    assignments::AssignmentsWhy,
    field::{EditableField, KINDS},
    hand_offs::HandOffsPanel,
    history::CaseHistory,
    panel::EscalationPanelView,
    why::{Ledger, Why},
};
use crate::{
    engine::{
        case::Case, command::Command, desk::Desk, escalation::Source, id::CaseId, record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        escalations::{CaseChips, RecordsPanel, severity_tint},
        kit::{Badge, Button, ButtonLook, ConfirmDialog, Each, Empty, Tone},
        reader::Reader,
        route::{Link, PageHead, Router},
    },
    view::{
        case_fields::{CaseFieldKey, CaseFieldView, case_fields},
        case_page::{case_of_number, hours_words},
        escalation::{case_marks, source_mark},
        hand_off::may_grab,
        phrase::{actor_words, lasted},
        route::Page,
    },
};
use leptos::prelude::*;

/// What the marks at the top follow.
const MARK_KINDS: &[Kind] = &[
    Kind::Case,
    Kind::CaseStatus,
    Kind::EscalationPlan,
    Kind::Escalation,
    Kind::EscalationSeverity,
    Kind::HandOffs,
    Kind::User,
    Kind::Group,
];

/// The case of a number, or that there is none.
#[component]
pub fn CasePage(
    /// The number in the address.
    number: u64,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let case = desk.derive(&[Kind::Case], move |desk| case_of_number(desk, number));
    view! {
        <div class="page">
            {move || match case.get() {
                Some(case) => view! { <CaseRecord case number /> }.into_any(),
                None => {
                    view! {
                        <PageHead title=format!("Case {number}") />
                        <Empty
                            heading="There is no such case"
                            text="It may have been taken out with an import."
                        >
                            <Button on_press=move |()| router.go(Page::Cases)>"All cases"</Button>
                        </Empty>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

#[component]
fn CaseRecord(
    /// The case.
    case: CaseId,
    /// Its number.
    number: u64,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let fields = desk.derive(KINDS, move |desk| {
        desk.cases
            .get(&case)
            .map(|case| case_fields(desk, case))
            .unwrap_or_default()
    });
    let subject = desk.derive(&[Kind::Case], move |desk| {
        desk.cases
            .get(&case)
            .map(|case| case.subject.to_string())
            .unwrap_or_default()
    });
    let title = Signal::derive(move || match subject.get() {
        subject if subject.is_empty() => format!("Case {number}"),
        subject => format!("{number} {subject}"),
    });
    let tint = desk.derive(MARK_KINDS, move |desk| {
        let mark = source_mark(desk, Source::Case(case));
        mark.as_ref().map(severity_tint).unwrap_or_default()
    });
    let of = move |long: bool| {
        let is_long =
            |key: CaseFieldKey| matches!(key, CaseFieldKey::Subject | CaseFieldKey::Description);
        fields
            .get()
            .into_iter()
            .filter(move |field| is_long(field.key) == long)
            .collect::<Vec<_>>()
    };
    view! {
        <PageHead title tint>
            <CaseActions case />
        </PageHead>
        <Marks case />
        <div class="columns">
            <div>
                <section class="panel" aria-labelledby="fields-heading">
                    <div class="panel__head">
                        <h2 id="fields-heading">"Details"</h2>
                    </div>
                    <div class="panel__body">
                        <FieldList case fields=Signal::derive(move || of(true)) />
                        <div class="facts-columns">
                            <FieldList case fields=Signal::derive(move || of(false)) />
                        </div>
                    </div>
                </section>
                <CaseHistory case />
            </div>
            <div>
                <EscalationPanelView case />
                <RecordsPanel source=Source::Case(case) />
                <HandOffsPanel case />
                <Ledger case />
                <Why case />
                <AssignmentsWhy case />
                <Dates case />
            </div>
        </div>
    }
}

/// Fields, each edited in its place. A field that changed is made anew, and no other.
#[component]
fn FieldList(
    /// The case.
    case: CaseId,
    /// What they hold.
    fields: Signal<Vec<CaseFieldView>>,
) -> impl IntoView {
    view! {
        <dl class="facts">
            <Each
                each=move || fields.get()
                children=move |field| {
                    let customer = customer_page(&field);
                    let customer = customer.map(|page| {
                        let text = format!("Open {}", field.text);
                        view! { <Link to=page>{text}</Link> }
                    });
                    view! {
                        <dt>{field.label.clone()}</dt>
                        <dd>
                            <EditableField case field />
                            {customer}
                        </dd>
                    }
                }
            />
        </dl>
    }
}

/// The page of the account or contact that a field names.
fn customer_page(field: &CaseFieldView) -> Option<Page> {
    let id = field.value.parse().ok()?;
    match field.key {
        CaseFieldKey::Account => Some(Page::Account(id)),
        CaseFieldKey::Contact => Some(Page::Contact(id)),
        _ => None,
    }
}

/// Where the case stands, at a glance.
#[component]
fn Marks(
    /// The case.
    case: CaseId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let flags = desk.derive(MARK_KINDS, move |desk| {
        let case = desk.cases.get(&case)?;
        let status = desk
            .statuses
            .get(&case.status)
            .map(|status| status.name.to_string());
        let marks = case_marks(desk, case.id);
        Some((status.unwrap_or_default(), marks, case.is_closed()))
    });
    move || {
        flags.get().map(|(status, marks, is_closed)| {
            let tone = if is_closed { Tone::Good } else { Tone::Info };
            view! {
                <div class="row">
                    <Badge tone text=status />
                    <CaseChips marks />
                </div>
            }
        })
    }
}

#[component]
fn CaseActions(
    /// The case.
    case: CaseId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let asking = Asking::new();
    let is_closed = desk.derive(&[Kind::Case], move |desk| {
        desk.cases.get(&case).is_some_and(Case::is_closed)
    });
    let reopening = RwSignal::new(false);
    let wave = RwSignal::new(0_usize);
    let reopen = move || {
        asking.ask(Command::ReopenCase(case), move |()| {
            reopening.try_set(false);
        });
    };
    let toggle = move |()| {
        if !is_closed.get_untracked() {
            return asking.ask(Command::CloseCase(case), |()| {});
        }
        // What would escalate at once is said before (semantics 2.49).
        let preview = desk.preview(&Command::ReopenCase(case));
        match preview.map(|preview| preview.wave.n_actions) {
            Ok(n_actions) if n_actions > 0 => {
                wave.set(n_actions);
                reopening.set(true);
            }
            Ok(_) | Err(_) => reopen(),
        }
    };
    let save = move |()| {
        let command = Command::SaveCase {
            case,
            changes: Vec::new(),
        };
        asking.ask(command, |()| {});
    };
    let log = move |()| asking.ask(Command::LogActivity(case), |()| {});
    let user = desk.user();
    let is_free = Memo::new(move |_| {
        desk.track(&[Kind::Case, Kind::User]);
        let user = user.get();
        let may = |desk: &Desk| Some(may_grab(desk, desk.cases.get(&case)?, user?));
        desk.with(may).unwrap_or_default()
    });
    let grab = move |()| asking.ask(Command::GrabCase(case), |()| {});
    view! {
        <Show when=move || is_free.get()>
            <Button on_press=grab>"Grab"</Button>
        </Show>
        <Button on_press=log>"Log activity"</Button>
        <Button on_press=save>"Save unchanged"</Button>
        <Button look=ButtonLook::Primary pending=asking.pending() on_press=toggle>
            {move || if is_closed.get() { "Reopen" } else { "Close case" }}
        </Button>
        {asking.refusal()}
        <ConfirmDialog
            open=reopening
            heading="Reopen the case?"
            verb="Reopen"
            pending=asking.pending()
            on_confirm=move |()| reopen()
        >
            <p>
                {move || match wave.get() {
                    1 => "1 level is past its age and escalates at once.".to_owned(),
                    n => format!("{n} levels are past their age and escalate at once."),
                }}
            </p>
        </ConfirmDialog>
    }
}

/// When what happened, and in which hours the case counts.
#[component]
fn Dates(
    /// The case.
    case: CaseId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let reader = Reader::here();
    let now = desk.now();
    let record = desk.derive(&[Kind::Case, Kind::User], move |desk| {
        let case = desk.cases.get(&case)?.clone();
        let by = (
            actor_words(desk, case.created.by),
            actor_words(desk, case.last_modified.by),
        );
        Some((case, by))
    });
    let rows = move || {
        let (case, (creator, modifier)) = record.get()?;
        let age = lasted(now.get().seconds_since(case.created.at));
        let mut rows = vec![
            (
                "Created",
                format!("{} by {creator}", reader.words(case.created.at)),
                Some(case.created.at),
            ),
            ("Age", age, None),
            (
                "Last modified",
                format!("{} by {modifier}", reader.words(case.last_modified.at)),
                Some(case.last_modified.at),
            ),
            (
                "Hours",
                desk.with(|desk| hours_words(desk, &case, now.get())),
                None,
            ),
        ];
        let mut dated = |word, at: Option<crate::engine::instant::Instant>| {
            rows.extend(at.map(|at| (word, reader.words(at), Some(at))));
        };
        dated("Closed", case.closed_at);
        dated("Reopened", case.reopened_at);
        dated("Last activity", case.last_activity_at);
        rows.extend(
            case.external_number
                .map(|number| ("Number elsewhere", number.to_string(), None)),
        );
        let row = move |(word, text, at): (&'static str, String, Option<_>)| {
            let title = at.map(|at| reader.in_full(at));
            view! {
                <dt>{word}</dt>
                <dd title=title>{text}</dd>
            }
        };
        Some(rows.into_iter().map(row).collect_view())
    };
    view! {
        <section class="panel" aria-labelledby="dates-heading">
            <div class="panel__head">
                <h2 id="dates-heading">"Dates"</h2>
            </div>
            <div class="panel__body">
                <dl class="facts">{rows}</dl>
            </div>
        </section>
    }
}
