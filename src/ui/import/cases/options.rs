//! How dates are read, which cases are meant, and what is made for unknown names.

use super::Journey;
use crate::{
    engine::exchange::cases_csv::{DateOrder, DateOrderGuess, MakeMissing},
    shell::{DeskHandle, zone_table},
    ui::{
        kit::{Binding, Checkbox, SelectField},
        zone_field::ZoneField,
    },
    view::import::cases::{match_key, match_of_key, match_options},
};
use leptos::prelude::*;

/// Everything that is chosen besides the columns.
#[component]
pub(super) fn Options(
    /// Where the way has come to.
    journey: Journey,
) -> impl IntoView {
    let skip = Binding::new(
        move || of(journey, |chosen| chosen.options.skip_bad_rows).unwrap_or_default(),
        move |on| journey.choose(|chosen| chosen.options.skip_bad_rows = on),
    );
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"How to read it"</h2>
            </div>
            <div class="panel__body">
                <div class="form-grid">
                    <Matching journey />
                    <Dates journey />
                </div>
                <fieldset class="stack stack--tight">
                    <legend>"Names that are not on the desk yet"</legend>
                    <Making
                        journey
                        label="Make users and queues, as stand-ins"
                        of=|make| &mut make.owners
                    />
                    <Making
                        journey
                        label="Make statuses and list values"
                        of=|make| &mut make.values
                    />
                    <Making
                        journey
                        label="Make accounts and contacts"
                        of=|make| &mut make.customers
                    />
                </fieldset>
                <Checkbox
                    label="Leave out rows that cannot be read"
                    hint="Otherwise one such row keeps the whole file from coming in."
                    checked=skip
                />
            </div>
        </section>
    }
}

fn of<T>(journey: Journey, read: impl FnOnce(&super::Chosen) -> T) -> Option<T> {
    journey.chosen.with(|chosen| chosen.as_ref().map(read))
}

/// Which cases the rows are about.
#[component]
fn Matching(
    /// Where the way has come to.
    journey: Journey,
) -> impl IntoView {
    let value = Binding::new(
        move || {
            let match_on = of(journey, |chosen| chosen.mapping.match_on).flatten();
            match_key(match_on).to_owned()
        },
        move |key: String| journey.choose(|chosen| chosen.mapping.match_on = match_of_key(&key)),
    );
    view! {
        <SelectField
            label="A row with a known case number"
            value
            options=match_options()
            hint="An update counts as a modification, and what the row leaves empty stays."
        />
    }
}

/// The zone and the order of dates.
#[component]
fn Dates(
    /// Where the way has come to.
    journey: Journey,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let guess = Memo::new(move |_| of(journey, |chosen| chosen.order.clone()));
    let zone = Binding::new(
        move || of(journey, |chosen| chosen.options.zone.name().to_owned()).unwrap_or_default(),
        move |name: String| {
            if let Some(table) = zone_table(&name, desk.stamp().at) {
                journey.choose(|chosen| chosen.options.zone = table);
            }
        },
    );
    let order = Binding::new(
        move || {
            let order = of(journey, |chosen| chosen.options.date_order);
            let is_month_first = order == Some(DateOrder::MonthFirst);
            if is_month_first { "month" } else { "day" }.to_owned()
        },
        move |key: String| {
            let order = if key == "month" {
                DateOrder::MonthFirst
            } else {
                DateOrder::DayFirst
            };
            journey.choose(|chosen| chosen.options.date_order = order);
        },
    );
    let open = move || match guess.get() {
        Some(DateOrderGuess::Open(example)) => Some(example),
        _ => None,
    };
    let has_dates =
        move || of(journey, |chosen| !chosen.mapping.date_columns().is_empty()).unwrap_or_default();
    view! {
        <Show when=has_dates>
            <ZoneField
                label="Zone of the times"
                value=zone
                hint="For times that name no offset: reports are in the zone of whoever made them."
            />
            {move || {
                open()
                    .map(|example| {
                        let options = vec![
                            ("day".to_owned(), "The day comes first".to_owned()),
                            ("month".to_owned(), "The month comes first".to_owned()),
                        ];
                        view! {
                            <SelectField
                                label=format!("In a date such as {example}")
                                value=order
                                options
                                hint="Nothing in the file tells which it is."
                            />
                        }
                    })
            }}
        </Show>
    }
}

/// Whether records of one sort are made for names that are not here.
#[component]
fn Making(
    /// Where the way has come to.
    journey: Journey,
    /// What is made.
    label: &'static str,
    /// The choice among all of them.
    of: fn(&mut MakeMissing) -> &mut bool,
) -> impl IntoView {
    let checked = Binding::new(
        move || {
            journey.chosen.with(|chosen| {
                chosen
                    .as_ref()
                    .is_some_and(|chosen| *of(&mut chosen.options.make.clone()))
            })
        },
        move |on| journey.choose(|chosen| *of(&mut chosen.options.make) = on),
    );
    view! { <Checkbox label checked /> }
}
