//! The list of rules.

use super::dialogs::{RuleDialog, RuleDialogs};
use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        kit::{Badge, Button, ButtonLook, Each, Empty, Icon, Menu, MenuItem, Tone},
        route::{Link, PageHead, Router},
    },
    view::{
        counted::counted,
        route::{ImportKind, Page},
        rule_list::{RuleRow, rule_rows},
    },
};
use leptos::prelude::*;

/// Every rule, with what can be done about it.
#[component]
pub(crate) fn RulesPage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let kinds = &[
        Kind::EscalationRule,
        Kind::EscalationPlan,
        Kind::Choice,
        Kind::CaseStatus,
        Kind::CustomField,
    ];
    let rows = desk.derive(kinds, rule_rows);
    let dialog = RwSignal::new(None::<RuleDialog>);
    let is_active = move || rows.with(|rows| rows.iter().any(|row| row.is_active));
    view! {
        <div class="page">
            <PageHead title="Rules">
                <Show when=is_active>
                    <Button on_press=move |()| {
                        dialog.set(Some(RuleDialog::Reevaluate));
                    }>"Re-evaluate open cases"</Button>
                </Show>
                <Show when=move || rows.with(|rows| !rows.is_empty())>
                    <Button look=ButtonLook::Primary on_press=move |()| router.go(Page::NewRule)>
                        "New rule"
                    </Button>
                </Show>
            </PageHead>
            <p class="page__lead">
                "A case follows the first entry that it matches in the one active rule, and escalates at the ages set there."
            </p>
            <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=NoRules>
                <ul class="records" aria-label="Rules">
                    <Each
                        each=move || rows.get()
                        children=move |row| view! { <RuleLine row dialog /> }
                    />
                </ul>
            </Show>
            <RuleDialogs dialog />
        </div>
    }
}

#[component]
fn NoRules() -> impl IntoView {
    let router = Router::here();
    view! {
        <Empty
            heading="No rules yet"
            text="A rule says which cases escalate, after how long, and to whom. Write one, or bring one in from Salesforce."
        >
            <Button look=ButtonLook::Primary on_press=move |()| router.go(Page::NewRule)>
                "New rule"
            </Button>
            <Button on_press=move |()| {
                router.go(Page::Import(ImportKind::Salesforce));
            }>"Import from Salesforce"</Button>
        </Empty>
    }
}

/// One rule.
#[component]
fn RuleLine(
    /// What it shows.
    row: RuleRow,
    /// Where its dialogs are asked for.
    dialog: RwSignal<Option<RuleDialog>>,
) -> impl IntoView {
    let RuleRow {
        id,
        name,
        is_active,
        n_entries,
        version,
        n_cases,
        n_gone,
    } = row;
    let gone = match n_gone {
        0 => None,
        1 => Some("1 entry names a value that is in no list".to_owned()),
        n => Some(format!("{n} entries name values that are in no list")),
    };
    let follows = match n_cases {
        0 => "no case follows it".to_owned(),
        1 => "1 case follows it".to_owned(),
        n => format!("{} follow it", counted(n, "case", "cases")),
    };
    let facts = format!(
        "{} · version {version} · {follows}",
        counted(n_entries, "entry", "entries")
    );
    let (word, turn) = if is_active {
        ("Deactivate", RuleDialog::Deactivate(id))
    } else {
        ("Activate", RuleDialog::Activate(id))
    };
    let turn_label = format!("{word} {name}");
    let more_label = format!("More for {name}");
    let (tone, state) = if is_active {
        (Tone::Good, "Active")
    } else {
        (Tone::Neutral, "Not active")
    };
    view! {
        <li class="record">
            <div class="record__main">
                <div class="row">
                    <Link to=Page::Rule(id.0) attr:class="record__name">
                        {name}
                    </Link>
                    <Badge tone text=state />
                    {gone.map(|text| view! { <Badge tone=Tone::Medium text /> })}
                </div>
                <p class="record__facts">{facts}</p>
            </div>
            <div class="record__actions">
                <Button
                    on_press=move |()| dialog.set(Some(turn))
                    attr:aria-label=turn_label
                >
                    {word}
                </Button>
                <Menu label=more_label icon=Icon::More>
                    <MenuItem on_press=move |()| {
                        dialog.set(Some(RuleDialog::Delete(id)));
                    }>"Delete"</MenuItem>
                </Menu>
            </div>
        </li>
    }
}
