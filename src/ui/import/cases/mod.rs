//! Bringing in cases from a table.

mod check;
mod job;
mod mapping;
mod options;
mod read;
mod running;

use self::{check::CheckStep, mapping::MappingStep, read::ReadStep};
use super::steps::Steps;
use crate::{
    engine::{
        calendar::ZoneTable,
        exchange::cases_csv::{
            DateOrder, DateOrderGuess, ImportOptions, MakeMissing, Mapping, Preview, Table, Target,
        },
    },
    shell::DeskHandle,
    ui::route::PageHead,
    view::import::cases::PreviewRow,
};
use leptos::prelude::*;
use std::sync::Arc;

/// A file that was read, and what a person chose about it.
#[derive(Clone)]
pub(super) struct Chosen {
    /// The rows.
    table: Arc<Table>,
    /// What each column means.
    mapping: Mapping,
    /// What the dates tell of the order of day and month.
    order: DateOrderGuess,
    /// What else there is to choose.
    options: ImportOptions,
}

impl Chosen {
    /// What to offer for a file that was just read.
    fn of(desk: &DeskHandle, file: &str, table: Table) -> Self {
        let mut chosen = desk.with(|desk| Self {
            mapping: Mapping::guess(&table, desk),
            order: DateOrderGuess::NotNeeded,
            table: Arc::new(table),
            options: ImportOptions {
                file: file.into(),
                zone: desk.home_zone().cloned().unwrap_or_else(ZoneTable::utc),
                date_order: DateOrder::DayFirst,
                make: MakeMissing {
                    owners: true,
                    values: true,
                    customers: true,
                },
                skip_bad_rows: false,
            },
        });
        chosen.look_at_dates();
        chosen
    }

    /// Gives a column another meaning.
    fn give(&mut self, place: usize, target: Target) {
        let dates = self.mapping.date_columns();
        self.mapping.give(&self.table, place, target);
        if self.mapping.date_columns() != dates {
            self.look_at_dates();
        }
    }

    /// Looks at every date for what the file itself tells of their order.
    fn look_at_dates(&mut self) {
        self.order = DateOrderGuess::of(&self.table, &self.mapping);
        if let DateOrderGuess::Known(order) = self.order {
            self.options.date_order = order;
        }
    }
}

/// What an import would come to.
#[derive(Clone, PartialEq)]
pub(super) struct Checked {
    preview: Preview,
    rows: Vec<PreviewRow>,
}

/// Where the way from a file to the desk has come to.
#[derive(Clone, Copy)]
pub(super) struct Journey {
    chosen: RwSignal<Option<Chosen>>,
    checked: RwSignal<Option<Checked>>,
    done: RwSignal<Option<String>>,
}

impl Journey {
    /// Changes what was chosen; what was checked before holds no more.
    fn choose(self, change: impl FnOnce(&mut Chosen)) {
        self.checked.set(None);
        self.chosen.update(|chosen| {
            if let Some(chosen) = chosen {
                change(chosen);
            }
        });
    }
}

/// From a file to the desk in four steps.
#[component]
pub(super) fn CasesImport() -> impl IntoView {
    let journey = Journey {
        chosen: RwSignal::new(None),
        checked: RwSignal::new(None),
        done: RwSignal::new(None),
    };
    let at = Memo::new(move |_| {
        if journey.done.with(Option::is_some) {
            4
        } else if journey.checked.with(Option::is_some) {
            2
        } else {
            usize::from(journey.chosen.with(Option::is_some))
        }
    });
    view! {
        <div class="page">
            <PageHead title="Import cases" />
            <Steps words=&["Choose a file", "Match columns", "Check", "Done"] at />
            {move || match at.get() {
                0 => view! { <ReadStep journey /> }.into_any(),
                1 => view! { <MappingStep journey /> }.into_any(),
                2 => view! { <CheckStep journey /> }.into_any(),
                _ => view! { <running::Done journey /> }.into_any(),
            }}
        </div>
    }
}
