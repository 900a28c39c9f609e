//! The list of holidays.

use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        kit::{Button, ButtonLook, Empty, Icon, IconMark},
        reader::Reader,
        route::{Link, PageHead, Router},
    },
    view::{
        holiday::{HolidayRow, HolidayYear, holiday_years},
        route::{ImportKind, Page},
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The date on the reader's clocks.
pub(crate) fn today() -> Memo<NaiveDate> {
    let now = expect_context::<DeskHandle>().now();
    let zone = Reader::here().zone();
    Memo::new(move |_| zone.with(|zone| zone.civil(now.get()).date()))
}

/// Every holiday, by the year in which it comes next.
#[component]
pub(crate) fn HolidaysPage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let today = today();
    let years = Memo::new(move |_| {
        desk.track(&[Kind::Holiday, Kind::Calendar]);
        let today = today.get();
        desk.with(|desk| holiday_years(desk, today))
    });
    let is_empty = move || years.with(Vec::is_empty);
    let shown = move || {
        let years = years.get().into_iter();
        years
            .map(|year| view! { <YearSection year /> })
            .collect_view()
    };
    view! {
        <div class="page">
            <PageHead title="Holidays">
                <Show when=move || !is_empty()>
                    <ImportButton />
                    <NewButton />
                </Show>
            </PageHead>
            <p class="page__lead">
                "A holiday closes the business hours it is attached to, on the clocks of each one's own zone."
            </p>
            <Show
                when=move || !is_empty()
                fallback=|| {
                    view! {
                        <Empty
                            heading="No holidays yet"
                            text="On a holiday the ages of cases stand still, and nothing that counts in the closed hours escalates."
                        >
                            <NewButton />
                            <ImportButton />
                        </Empty>
                    }
                }
            >
                {shown}
            </Show>
        </div>
    }
}

#[component]
fn ImportButton() -> impl IntoView {
    let router = Router::here();
    let go = move |()| router.go(Page::Import(ImportKind::Holidays));
    view! { <Button on_press=go>"Import from a calendar file"</Button> }
}

#[component]
fn NewButton() -> impl IntoView {
    let router = Router::here();
    view! {
        <Button look=ButtonLook::Primary on_press=move |()| router.go(Page::NewHoliday)>
            "New holiday"
        </Button>
    }
}

/// The holidays of one year.
#[component]
fn YearSection(
    /// The year with its holidays.
    year: HolidayYear,
) -> impl IntoView {
    let id = format!("year-{}", year.title);
    let named_by = id.clone();
    let rows = year.rows.into_iter();
    view! {
        <section class="stack stack--tight" aria-labelledby=named_by>
            <h2 id=id>{year.title}</h2>
            <ul class="records">{rows.map(|row| view! { <HolidayLine row /> }).collect_view()}</ul>
        </section>
    }
}

/// One holiday.
#[component]
fn HolidayLine(
    /// What it shows.
    row: HolidayRow,
) -> impl IntoView {
    let closes = if row.calendars.is_empty() {
        view! {
            <p class="warning">
                <IconMark icon=Icon::Alert />
                "Attached to no business hours: closes nothing"
            </p>
        }
        .into_any()
    } else {
        let names = row.calendars.join(", ");
        view! { <p class="record__facts">{format!("Closes {names}")}</p> }.into_any()
    };
    let when = if row.next.is_empty() || row.when.starts_with(&row.next) {
        row.when
    } else {
        format!("{} · next {}", row.when, row.next)
    };
    view! {
        <li class="record">
            <div class="record__main">
                <Link to=Page::Holiday(row.id.0) attr:class="record__name">
                    {row.name}
                </Link>
                <p class="record__facts">{when}</p>
                {closes}
            </div>
        </li>
    }
}
