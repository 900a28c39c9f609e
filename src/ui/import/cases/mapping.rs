//! What each column means.

use super::{
    Chosen, Journey,
    job::check,
    options::Options,
    running::{Running, RunningBar},
};
use crate::{
    engine::{decide::Rejection, field_type::FieldType, roles::Act},
    shell::{DeskHandle, Refusal},
    ui::{
        kit::{Banner, Binding, Button, ButtonLook, SelectField, Table, Tone},
        reader::Reader,
    },
    view::{
        counted::counted,
        import::cases::{
            ColumnRow, column_problem, column_rows, list_words, mapping_problems, target_key,
            target_of_key, target_options, type_key, type_of_key, type_options,
        },
    },
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The second step.
#[component]
pub(super) fn MappingStep(
    /// Where the way has come to.
    journey: Journey,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = journey
        .chosen
        .with_untracked(|chosen| chosen.as_ref().map(|chosen| column_rows(&chosen.table)));
    let title = journey.chosen.with_untracked(|chosen| {
        let chosen = chosen.as_ref()?;
        let n = counted(chosen.table.n_rows(), "row", "rows");
        Some(format!("{}: {n}", chosen.options.file))
    });
    let problems = Memo::new(move |_| {
        desk.revision().track();
        journey.chosen.with(|chosen| {
            let mapping = chosen.as_ref().map(|chosen| &chosen.mapping);
            mapping.map(|mapping| desk.with(|desk| mapping_problems(mapping, desk)))
        })
    });
    view! {
        <p class="page__lead">{title}</p>
        <section class="panel">
            <div class="panel__head">
                <h2>"Columns"</h2>
            </div>
            <div class="import__columns">
                <Table label="Columns">
                    <thead>
                        <tr>
                            <th scope="col">"Column"</th>
                            <th scope="col" class="wide-only">
                                "Values in it"
                            </th>
                            <th scope="col">"Becomes"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows
                            .unwrap_or_default()
                            .into_iter()
                            .map(|row| view! { <Column journey row /> })
                            .collect_view()}
                    </tbody>
                </Table>
            </div>
            {move || {
                let problems = problems.get().unwrap_or_default().into_iter();
                problems
                    .map(|problem| view! { <Banner tone=Tone::High>{problem}</Banner> })
                    .collect_view()
            }}
        </section>
        <Options journey />
        <CheckButton journey />
    }
}

/// One column.
#[component]
fn Column(
    /// Where the way has come to.
    journey: Journey,
    /// The column.
    row: ColumnRow,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let place = row.place;
    let header = row.header.clone();
    let options = desk.with(|desk| target_options(desk, &header));
    let value = Binding::new(
        move || {
            journey.chosen.with(|chosen| {
                let target = chosen
                    .as_ref()
                    .and_then(|chosen| chosen.mapping.targets.get(place));
                target
                    .map(|target| desk.with(|desk| target_key(desk, target)))
                    .unwrap_or_default()
            })
        },
        move |key: String| {
            let target = desk.with(|desk| target_of_key(desk, &header, &key));
            journey.choose(|chosen| chosen.give(place, target));
        },
    );
    let new_field = move || {
        journey.chosen.with(|chosen| {
            let chosen = chosen.as_ref()?;
            let (field_type, values) = chosen.mapping.new_field(&chosen.table, place)?;
            Some((field_type, list_words(&values)))
        })
    };
    let new_field = Memo::new(move |_| new_field());
    let error = Signal::derive(move || {
        journey.chosen.with(|chosen| {
            let mapping = chosen.as_ref().map(|chosen| &chosen.mapping)?;
            desk.with(|desk| column_problem(mapping, desk, place))
        })
    });
    let label = format!("{} becomes", row.header);
    view! {
        <tr>
            <th scope="row">
                {row.header.to_string()} <span class="import__samples">{row.samples.clone()}</span>
            </th>
            <td class="wide-only muted">{row.samples}</td>
            <td>
                <SelectField label label_hidden=true value options error />
                <Show when=move || new_field.with(Option::is_some)>
                    <NewFieldType journey place name=row.header.clone() new_field />
                </Show>
            </td>
        </tr>
    }
}

/// The type of the field that a column becomes, and what is in its list.
#[component]
fn NewFieldType(
    /// Where the way has come to.
    journey: Journey,
    /// The place of the column.
    place: usize,
    /// Its name.
    name: Box<str>,
    /// The type, and the values of a list in words; `None` when it becomes no new field.
    new_field: Memo<Option<(FieldType, String)>>,
) -> impl IntoView {
    let value = Binding::new(
        move || {
            let chosen = new_field.get().map(|(field_type, _)| field_type);
            chosen.map(type_key).unwrap_or_default()
        },
        move |key: String| {
            journey.choose(|chosen| {
                if let Some(slot) = chosen.mapping.types.get_mut(place) {
                    *slot = type_of_key(&key);
                }
            });
        },
    );
    let list = move || new_field.get().map(|(_, list)| list);
    view! {
        <SelectField
            label=format!("Type of {name}")
            label_hidden=true
            value
            options=type_options()
        />
        <span class="muted">{list}</span>
    }
}

/// What is said beside the button when columns cannot be taken.
const COLUMNS_WRONG: &str = "Some columns need another look: the reasons stand beside them.";

/// The button to the third step, which looks at every row.
#[component]
fn CheckButton(
    /// Where the way has come to.
    journey: Journey,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let running = Running::new();
    let refusal = RwSignal::new(None::<Rejection>);
    let press = move |()| {
        let Some(chosen) = journey.chosen.get_untracked() else {
            return;
        };
        refusal.set(None);
        spawn_local(async move {
            if let Err(Refusal::Rejected(refused)) = desk.permit(Act::Administer).await {
                refusal.try_set(Some(refused));
                return;
            }
            let (tell, cancelled) = running.begin();
            let checked = check(&desk, &chosen, zone.get_untracked(), tell, cancelled).await;
            running.end();
            match checked {
                None => {}
                Some(Ok(checked)) => {
                    journey.checked.try_set(Some(checked));
                }
                Some(Err(rejection)) => {
                    refusal.try_set(Some(rejection));
                }
            }
        });
    };
    let start_over = move |()| journey.chosen.set(None::<Chosen>);
    view! {
        <section class="stack stack--tight import__confirm" aria-label="Go on">
            <RunningBar running label="Looking at every row" />
            {move || {
                refusal
                    .get()
                    .map(|rejection| {
                        let why = match rejection {
                            Rejection::Fields(_) => COLUMNS_WRONG.to_owned(),
                            other => other.to_string(),
                        };
                        view! { <Banner tone=Tone::High>{why}</Banner> }
                    })
            }}
            <div class="form__actions">
                <Button
                    look=ButtonLook::Primary
                    on_press=press
                    pending=Signal::derive(move || running.is_on())
                >
                    "Check the rows"
                </Button>
                <Button on_press=start_over>"Choose another file"</Button>
            </div>
        </section>
    }
}
