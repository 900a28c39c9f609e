//! What narrows the monitor down, each part kept in the address.

use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        kit::{Binding, Button, ButtonLook, Empty, GroupedSelect, LineKind, TextField},
        route::Router,
    },
    view::{
        pending::{
            FILTER_KEYS, PendingFilter, StateKind, entry_filters, owner_filters, rule_filters,
        },
        route::Page,
    },
};
use leptos::prelude::*;

/// Options with a key and a text.
type Options = Vec<(String, String)>;

/// The filters.
#[component]
pub(super) fn PendingFilters(
    /// What the address has.
    filter: Memo<PendingFilter>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let binding = |key: &'static str| {
        let value = router.query(key);
        Binding::new(
            move || value.get(),
            move |value: String| router.set_query(key, &value),
        )
    };
    let rules = desk.derive(&[Kind::EscalationRule], |desk| {
        either_way("Any rule", rule_filters(desk))
    });
    let entries = Memo::new(move |_| {
        desk.track(&[Kind::EscalationRule]);
        let rule = filter.with(|filter| filter.rule);
        let rule = rule.filter(|rule| !rule.is_denied).map(|rule| rule.value);
        either_way("Any entry", desk.with(|desk| entry_filters(desk, rule)))
    });
    let owners = desk.derive(
        &[Kind::Case, Kind::EscalationPlan, Kind::User, Kind::Queue],
        |desk| either_way("Anybody", owner_filters(desk)),
    );
    let states = StateKind::ALL.map(|(_, key, word)| (key.to_owned(), word.to_owned()));
    let states = either_way("Any state", states.into());
    let clear = move |()| {
        for key in FILTER_KEYS {
            router.set_query(key, "");
        }
    };
    view! {
        <div class="toolbar" role="group" aria-label="Filters">
            <TextField label="Case" value=binding("q") />
            <GroupedSelect label="State" value=binding("state") groups=states />
            <GroupedSelect label="Rule" value=binding("rule") groups=rules />
            <GroupedSelect label="Entry" value=binding("entry") groups=entries />
            <GroupedSelect label="Owner" value=binding("owner") groups=owners />
            <TextField label="From" kind=LineKind::Date value=binding("from") />
            <TextField label="Until" kind=LineKind::Date value=binding("until") />
            <Show when=move || !filter.with(PendingFilter::is_empty)>
                <Button on_press=clear>"Clear the filters"</Button>
            </Show>
        </div>
    }
}

/// Each option once to have it and once to have anything else.
fn either_way(any: &str, options: Options) -> Vec<(String, Options)> {
    let denied = options
        .iter()
        .map(|(key, text)| (format!("!{key}"), format!("not {text}")));
    let denied: Options = denied.collect();
    vec![
        (String::new(), vec![(String::new(), any.to_owned())]),
        ("Is".to_owned(), options),
        ("Is not".to_owned(), denied),
    ]
}

/// What shows when nothing is pending, or nothing that the filter takes.
#[component]
pub(super) fn NothingPending(
    /// What the address has.
    filter: Memo<PendingFilter>,
) -> impl IntoView {
    let router = Router::here();
    move || {
        if filter.with(PendingFilter::is_empty) {
            view! {
                <Empty
                    heading="Nothing is pending"
                    text="A row appears once a case follows an entry of the active rule: when it is created or saved, or when the rule is activated with the open cases planned."
                >
                    <Button look=ButtonLook::Primary on_press=move |()| router.go(Page::Rules)>
                        "Look at the rules"
                    </Button>
                </Empty>
            }
            .into_any()
        } else {
            view! {
                <Empty
                    heading="Nothing pending matches"
                    text="Other words or fewer filters may find it."
                />
            }
            .into_any()
        }
    }
}
