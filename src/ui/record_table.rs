//! Lists of records: a table of names with what is worth knowing of each. Every list of what is set
//! up is drawn here.

use super::{
    escalations::SeverityBadge,
    kit::{
        Announcer, Badge, Button, ButtonLook, Dialog, Each, Empty, Icon, IconMark, Table, Tone,
        after_render, focus, focused,
    },
    only_look::{OnlyLook, followed_may},
    record_form::Edited,
    route::Link,
};
use crate::{
    engine::roles::Act,
    view::{
        record_row::{RecordRow, RowMark},
        route::Page,
    },
};
use leptos::prelude::*;

/// A column after the name: its head and its class.
pub(super) type Column = (&'static str, &'static str);

/// How a record of a list is opened.
#[derive(Clone, Copy)]
pub(super) enum RowOpens {
    /// With *Edit*, in a dialog.
    Form(UnsyncCallback<u64>),
    /// With its name, on a page of its own.
    Page(fn(u64) -> Page),
}

/// What a list is called, and what it says when there is nothing in it.
#[derive(Clone, Copy)]
pub(super) struct RecordList {
    /// The heading: "Notice templates".
    pub(super) heading: &'static str,
    /// What stands before a record's name in the heading of its form: "Template".
    pub(super) noun: &'static str,
    /// The button that makes one more, and the heading of its form: "New template".
    pub(super) new: &'static str,
    /// The columns after the name.
    pub(super) columns: &'static [Column],
    /// What is said of an empty list: a heading, and what a record would be good for.
    pub(super) empty: (&'static str, &'static str),
    /// Whether the form is wide.
    pub(super) wide: bool,
    /// What changing it is: who may not sees the records and cannot save.
    pub(super) act: Act,
}

/// A list with its form, as a part of a page.
#[component]
pub(super) fn RecordPanel(
    /// What it is called.
    list: RecordList,
    /// The records in their order.
    rows: Memo<Vec<RecordRow>>,
    /// The form of one.
    #[prop(into)]
    form: UnsyncCallback<Edited, AnyView>,
    /// Takes the keys in a new order; without it the order is not a person's.
    #[prop(optional, into)]
    on_order: Option<UnsyncCallback<Vec<u64>>>,
    /// The record whose form is open at first; zero for none.
    #[prop(optional)]
    shown: u64,
) -> impl IntoView {
    let may = followed_may(list.act);
    let key = RwSignal::new(shown);
    let open = RwSignal::new(rows.with_untracked(|rows| rows.iter().any(|row| row.key == shown)));
    let edit = UnsyncCallback::new(move |chosen: u64| {
        key.set(chosen);
        open.set(true);
    });
    let heading = Signal::derive(move || {
        let chosen = key.get();
        let name = rows.with_untracked(|rows| {
            let found = rows.iter().find(|row| row.key == chosen);
            found.map(|row| row.name.clone())
        });
        name.map_or_else(
            || list.new.to_owned(),
            |name| format!("{} {name}", list.noun),
        )
    });
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>{list.heading}</h2>
                <Show when=move || may.get() && !is_empty.get()>
                    <Button on_press=move |()| edit.run(0)>{list.new}</Button>
                </Show>
            </div>
            <OnlyLook act=list.act />
            <Show
                when=move || !is_empty.get()
                fallback=move || {
                    view! {
                        <Empty heading=list.empty.0 text=list.empty.1>
                            <Show when=move || may.get()>
                                <Button
                                    look=ButtonLook::Primary
                                    on_press=move |()| edit.run(0)
                                >
                                    {list.new}
                                </Button>
                            </Show>
                        </Empty>
                    }
                }
            >
                <RecordRows
                    label=list.heading
                    columns=list.columns
                    rows
                    opens=RowOpens::Form(edit)
                    may
                    on_order
                />
            </Show>
        </section>
        <Dialog open heading wide=list.wide>
            {move || {
                let (key, may) = (key.get_untracked(), may.get_untracked());
                form.run(Edited { key, open, may })
            }}
        </Dialog>
    }
}

/// The table alone.
#[component]
pub(super) fn RecordRows(
    /// What the table holds, for screen readers.
    label: &'static str,
    /// The columns after the name.
    columns: &'static [Column],
    /// The records in their order.
    rows: Memo<Vec<RecordRow>>,
    /// How one is opened.
    opens: RowOpens,
    /// Whether they may be changed, and not only be looked at.
    #[prop(optional, into)]
    may: Signal<bool>,
    /// Takes the keys in a new order.
    #[prop(optional_no_strip)]
    on_order: Option<UnsyncCallback<Vec<u64>>>,
) -> impl IntoView {
    let moves = on_order.map(|on_order| Moves::new(rows, on_order));
    let has_actions = moves.is_some() || matches!(opens, RowOpens::Form(_));
    let heads = columns.iter().map(|(head, class)| {
        view! {
            <th scope="col" class=*class>
                {*head}
            </th>
        }
    });
    view! {
        <Table label>
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    {heads.collect_view()}
                    {has_actions
                        .then(|| {
                            view! {
                                <th scope="col" class="cell--tight">
                                    <span class="visually-hidden">"Actions"</span>
                                </th>
                            }
                        })}
                </tr>
            </thead>
            <tbody on:focusin=move |_| {
                if let Some(moves) = moves {
                    moves.held.set_value(focused());
                }
            }>
                <Each
                    each=move || rows.get()
                    children=move |row| view! { <RecordLine row columns opens may moves /> }
                />
            </tbody>
        </Table>
    }
}

/// One record.
#[component]
fn RecordLine(
    /// What the row shows.
    row: RecordRow,
    /// The columns after the name.
    columns: &'static [Column],
    /// How it is opened.
    opens: RowOpens,
    /// Whether it may be changed, and not only be looked at.
    may: Signal<bool>,
    /// How its place is changed.
    moves: Option<Moves>,
) -> impl IntoView {
    let (key, name) = (row.key, row.name.clone());
    let shown = match opens {
        RowOpens::Form(_) => name.clone().into_any(),
        RowOpens::Page(page) => {
            let name = name.clone();
            view! { <Link to=page(key)>{name}</Link> }.into_any()
        }
    };
    let inactive = row.inactive.then_some((Tone::Paused, "Inactive"));
    let badge = |(tone, text): (Tone, &'static str)| view! { <Badge tone text /> }.into_any();
    let marks = row.marks.into_iter().map(|mark| match mark {
        RowMark::StandIn => badge((Tone::Medium, "Stand-in: check me")),
        RowMark::Note(word) => badge((Tone::Info, word)),
        RowMark::Waits(word) => badge((Tone::Paused, word)),
        RowMark::Severity(mark) => view! { <SeverityBadge mark /> }.into_any(),
    });
    let marks: Vec<AnyView> = marks.chain(inactive.map(badge)).collect();
    let cells = columns.iter().zip(row.cells).map(|((_, class), text)| {
        let text = if text.is_empty() {
            "–".to_owned()
        } else {
            text
        };
        view! { <td class=*class>{text}</td> }
    });
    let edit = match opens {
        RowOpens::Page(_) => None,
        RowOpens::Form(edit) => {
            let word = move || if may.get() { "Edit" } else { "Look at" };
            let (label, press) = (name.clone(), move |()| edit.run(key));
            let label = move || format!("{} {label}", word());
            Some(view! {
                <Button attr:aria-label=label on_press=press>
                    {word}
                </Button>
            })
        }
    };
    let has_actions = moves.is_some() || edit.is_some();
    let steps = move || {
        let moves = moves.filter(|_| may.get());
        moves.map(|moves| {
            let name = name.clone();
            view! { <Steps moves key name /> }
        })
    };
    let actions = has_actions.then(|| {
        view! {
            <td class="cell--tight">
                <span class="record-actions">{steps} {edit}</span>
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row">
                <span class="row">{shown} {marks}</span>
            </th>
            {cells.collect_view()}
            {actions}
        </tr>
    }
}

/// The two ways to change the place of a row.
#[component]
fn Steps(
    /// How.
    moves: Moves,
    /// The record.
    key: u64,
    /// Its name.
    name: String,
) -> impl IntoView {
    [(Icon::Up, "up", false), (Icon::Down, "down", true)]
        .map(|(icon, word, down)| {
            view! {
                <Button
                    look=ButtonLook::Quiet
                    label=format!("Move {name} {word}")
                    on_press=move |()| moves.step(key, down)
                >
                    <IconMark icon />
                </Button>
            }
        })
        .collect_view()
}

/// Changing the order of the rows.
#[derive(Clone, Copy)]
struct Moves {
    rows: Memo<Vec<RecordRow>>,
    on_order: UnsyncCallback<Vec<u64>>,
    announcer: Announcer,
    /// What had the focus last: a row that changes its place loses it.
    held: StoredValue<Option<web_sys::HtmlElement>, LocalStorage>,
}

impl Moves {
    fn new(rows: Memo<Vec<RecordRow>>, on_order: UnsyncCallback<Vec<u64>>) -> Self {
        let held = StoredValue::new_local(None);
        Effect::new(move || {
            rows.track();
            let before = held.get_value();
            after_render(move || {
                if focused().is_none() {
                    focus(before);
                }
            });
        });
        Self {
            rows,
            on_order,
            announcer: Announcer::here(),
            held,
        }
    }

    /// Moves a row one place on and tells of it.
    fn step(self, key: u64, down: bool) {
        let rows = self.rows.get_untracked();
        let mut keys: Vec<u64> = rows.iter().map(|row| row.key).collect();
        let Some(at) = keys.iter().position(|own| *own == key) else {
            return;
        };
        let wanted = if down { at + 1 } else { at.saturating_sub(1) };
        let to = wanted.min(keys.len() - 1);
        let name = rows.get(at).map_or("", |row| &row.name);
        self.announcer
            .say(format!("{name}, {} of {}", to + 1, keys.len()));
        if to != at {
            keys.swap(at, to);
            self.on_order.run(keys);
        }
    }
}
