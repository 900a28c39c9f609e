//! The list of business hours.

use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        kit::{Badge, Button, ButtonLook, Each, Empty, Icon, IconMark, Tone},
        route::{Link, PageHead, Router},
    },
    view::{
        calendar_page::{CalendarRow, Opening, calendar_rows},
        counted::counted,
        route::Page,
    },
};
use leptos::prelude::*;

/// Every set of business hours.
#[component]
pub(crate) fn CalendarsPage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let now = desk.now();
    let rows = Memo::new(move |_| {
        desk.track(&[Kind::Calendar, Kind::Holiday, Kind::Zone]);
        let now = now.get();
        desk.with(|desk| calendar_rows(desk, now))
    });
    let is_empty = move || rows.with(Vec::is_empty);
    view! {
        <div class="page">
            <PageHead title="Business hours">
                <Show when=move || !is_empty()>
                    <NewButton />
                </Show>
            </PageHead>
            <p class="page__lead">
                "Ages of escalations count only while the business hours of their entry are open. Cases without hours of their own count in the default."
            </p>
            <Show
                when=move || !is_empty()
                fallback=|| {
                    view! {
                        <Empty
                            heading="No business hours"
                            text="Without any, every hour counts towards the age of a case."
                        >
                            <NewButton />
                        </Empty>
                    }
                }
            >
                <ul class="records" aria-label="Business hours">
                    <Each
                        each=move || rows.get()
                        children=|row| view! { <CalendarLine row /> }
                    />
                </ul>
            </Show>
        </div>
    }
}

#[component]
fn NewButton() -> impl IntoView {
    let router = Router::here();
    view! {
        <Button look=ButtonLook::Primary on_press=move |()| router.go(Page::NewCalendar)>
            "New business hours"
        </Button>
    }
}

/// One set of business hours.
#[component]
fn CalendarLine(
    /// What it shows.
    row: CalendarRow,
) -> impl IntoView {
    let holidays = match row.n_holidays {
        0 => "no holidays".to_owned(),
        n => counted(n, "holiday", "holidays"),
    };
    let (tone, state) = match row.opening {
        Opening::Open => (Tone::Good, "Open now"),
        Opening::Closed => (Tone::Paused, "Closed now"),
        Opening::Never => (Tone::Medium, "Never opens"),
    };
    let never = (row.opening == Opening::Never).then(|| {
        view! {
            <p class="warning">
                <IconMark icon=Icon::Alert />
                "Nothing that counts in these hours ever escalates."
            </p>
        }
    });
    view! {
        <li class="record">
            <div class="record__main">
                <div class="row">
                    <Link to=Page::Calendar(row.id.0) attr:class="record__name">
                        {row.name}
                    </Link>
                    {row.is_default.then(|| view! { <Badge tone=Tone::Info text="Default" /> })}
                    {(!row.is_active)
                        .then(|| view! { <Badge tone=Tone::Neutral text="Not active" /> })}
                </div>
                <p class="record__facts">{format!("{} · {} · {holidays}", row.hours, row.zone)}</p>
                {never}
            </div>
            <div class="record__actions">
                <Badge tone text=state />
            </div>
        </li>
    }
}
