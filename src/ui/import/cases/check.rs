//! What an import would come to, and the button that does it.

use super::{
    Checked, Journey,
    job::begin,
    running::{Running, RunningBar},
};
use crate::{
    engine::{
        desk::Desk,
        exchange::cases_csv::{RowError, RowErrors},
        stamp::Stamp,
    },
    shell::{DeskHandle, Refusal, save_text},
    ui::kit::{Badge, Banner, Button, ButtonLook, Table, Tone},
    view::{
        counted::{counted, grouped},
        import::cases::{
            PREVIEW_HEADS, PreviewRow, PreviewedCase, counts_words, errors_by_line, errors_csv,
            made_lines,
        },
        rule_list::wave_words,
    },
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Errors that are put into the page; the file has more of them.
const ERRORS_MAX: usize = 100;

/// The third step.
#[component]
pub(super) fn CheckStep(
    /// Where the way has come to.
    journey: Journey,
) -> impl IntoView {
    let checked = journey.checked.get_untracked();
    checked.map(|checked| {
        let made = made_lines(&checked.preview.made);
        let errors = checked.preview.errors.clone();
        let rows = checked.rows.clone();
        view! {
            <section class="panel">
                <div class="panel__head">
                    <h2>"What comes in"</h2>
                </div>
                <div class="panel__body">
                    <p class="strong">{counts_words(&checked.preview)}</p>
                    {(!made.is_empty()).then(|| view! { <MadeList made /> })}
                </div>
            </section>
            {(!errors.is_empty()).then(|| view! { <ErrorsPanel errors /> })}
            <FirstRows rows />
            <Confirm journey checked />
        }
    })
}

/// What is made besides the cases.
#[component]
fn MadeList(
    /// How many of what, and their names.
    made: Vec<(String, String)>,
) -> impl IntoView {
    let line = |(count, names)| {
        view! {
            <dt>{count}</dt>
            <dd>{names}</dd>
        }
    };
    view! {
        <p class="muted">"Made for names that are not on the desk yet:"</p>
        <dl class="facts">{made.into_iter().map(line).collect_view()}</dl>
    }
}

/// Rows that cannot be taken, by line.
#[component]
fn ErrorsPanel(
    /// The errors.
    errors: RowErrors,
) -> impl IntoView {
    let n_more = errors.n_rows().saturating_sub(ERRORS_MAX);
    let text = errors_csv(&errors);
    let failed = RwSignal::new(false);
    let download =
        move |()| failed.set(save_text(&text, "text/csv", "rows-with-errors.csv").is_err());
    let line = |error: &RowError| {
        view! {
            <tr>
                <th scope="row" class="cell--number cell--tight">
                    {error.line}
                </th>
                <td class="cell--tight">{error.column.to_string()}</td>
                <td>{error.reason.to_string()}</td>
            </tr>
        }
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>{format!("{} cannot be taken", counted(errors.n_rows(), "row", "rows"))}</h2>
                <Button on_press=download>"Download as CSV"</Button>
            </div>
            <Show when=move || failed.get()>
                <Banner tone=Tone::High>"The browser did not take the file."</Banner>
            </Show>
            <div class="import__findings">
                <Table label="Rows that cannot be taken">
                    <thead>
                        <tr>
                            <th scope="col" class="cell--number">
                                "Line"
                            </th>
                            <th scope="col">"Column"</th>
                            <th scope="col">"Why"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {errors_by_line(&errors).into_iter().take(ERRORS_MAX).map(line).collect_view()}
                    </tbody>
                </Table>
            </div>
            {(n_more > 0)
                .then(|| {
                    view! { <p class="panel__note muted">{format!("and {} more", grouped(n_more))}</p> }
                })}
        </section>
    }
}

/// The first rows as the cases they become.
#[component]
fn FirstRows(
    /// The rows.
    rows: Vec<PreviewRow>,
) -> impl IntoView {
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>{format!("The first {}", counted(rows.len(), "row", "rows"))}</h2>
            </div>
            <Table label="The first rows">
                <thead>
                    <tr>
                        <th scope="col" class="cell--number">
                            "Line"
                        </th>
                        <th scope="col">"Outcome"</th>
                        {PREVIEW_HEADS
                            .map(|head| view! { <th scope="col">{head}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {rows.into_iter().map(|row| view! { <FirstRow row /> }).collect_view()}
                </tbody>
            </Table>
        </section>
    }
}

/// One of the first rows.
#[component]
fn FirstRow(
    /// What it shows.
    row: PreviewRow,
) -> impl IntoView {
    let tone = match row.outcome {
        "New" => Tone::Good,
        "Update" => Tone::Info,
        _ => Tone::High,
    };
    let cells = match row.what {
        PreviewedCase::Case(values) => values
            .map(|value| view! { <td>{value}</td> })
            .collect_view()
            .into_any(),
        PreviewedCase::Refused(reason) => {
            view! { <td colspan=PREVIEW_HEADS.len().to_string()>{reason}</td> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row" class="cell--number">
                {row.line}
            </th>
            <td class="cell--tight">
                <Badge tone text=row.outcome />
            </td>
            {cells}
        </tr>
    }
}

/// What happens at once, and the button.
#[component]
fn Confirm(
    /// Where the way has come to.
    journey: Journey,
    /// What it would come to.
    checked: Checked,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let running = Running::new();
    let refusal = RwSignal::new(None::<String>);
    let preview = checked.preview;
    let n = preview.n_created + preview.n_updated;
    let skips = journey.chosen.with_untracked(|chosen| {
        chosen
            .as_ref()
            .is_some_and(|chosen| chosen.options.skip_bad_rows)
    });
    let is_barred = n == 0 || (!preview.errors.is_empty() && !skips);
    let said = format!("{} in.", counts_words(&preview));
    let press = move |()| {
        let Some(chosen) = journey.chosen.get_untracked() else {
            return;
        };
        refusal.set(None);
        let (tell, cancelled) = running.begin();
        let said = said.clone();
        spawn_local(async move {
            let start = move |desk: &Desk, stamp: Stamp| begin(&chosen, desk, stamp);
            let outcome = desk.run_import(start, tell, cancelled).await;
            running.end();
            match outcome {
                Ok(()) => {
                    journey.done.try_set(Some(said));
                }
                Err(Refusal::Cancelled) => {
                    refusal.try_set(Some("Stopped: nothing was changed.".to_owned()));
                }
                Err(other) => {
                    refusal.try_set(Some(other.to_string()));
                }
            }
        });
    };
    let back = move |()| journey.checked.set(None);
    view! {
        <section class="stack stack--tight import__confirm" aria-label="Confirm">
            <Banner tone=Tone::Info>{wave_words(preview.wave)}</Banner>
            {is_barred
                .then(|| {
                    view! {
                        <Banner tone=Tone::Medium>
                            "Put the rows right in the file, or go back and choose to leave out rows that cannot be read."
                        </Banner>
                    }
                })}
            <RunningBar running label="Bringing the cases in" />
            {move || refusal.get().map(|text| view! { <Banner tone=Tone::High>{text}</Banner> })}
            <div class="form__actions">
                <Button
                    look=ButtonLook::Primary
                    on_press=press
                    pending=Signal::derive(move || running.is_on())
                    disabled=is_barred
                >
                    {format!("Import {}", counted(n, "case", "cases"))}
                </Button>
                <Button on_press=back>"Back to the columns"</Button>
            </div>
        </section>
    }
}
