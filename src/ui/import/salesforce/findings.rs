//! What the files say that is not done as they say it, by file and line.

use crate::{
    engine::exchange::salesforce::{FindingKind, Proposal},
    ui::kit::{Badge, Each, SelectField, Table, Tone},
    view::{
        counted::{counted, grouped},
        import::salesforce::{
            FindingRow, finding_filters, finding_kind, finding_rows, finding_word,
        },
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// Rows that are put into the page; a filter brings the others.
const ROWS_MAX: usize = 400;

/// The findings, with a filter by kind.
#[component]
pub(super) fn Findings(
    /// What would come of the files.
    proposal: Arc<Proposal>,
) -> impl IntoView {
    let n = proposal.findings.len();
    let filter = RwSignal::new(String::new());
    let options = finding_filters(&proposal.findings);
    let rows =
        Memo::new(move |_| filter.with(|key| finding_rows(&proposal.findings, finding_kind(key))));
    let n_more = move || rows.with(Vec::len).saturating_sub(ROWS_MAX);
    let shown = move || rows.with(|rows| rows.iter().take(ROWS_MAX).cloned().collect::<Vec<_>>());
    if n == 0 {
        return view! {
            <section class="panel">
                <div class="panel__head">
                    <h2>"Findings"</h2>
                </div>
                <div class="panel__body">
                    <p>"Everything in the files is honoured as it stands there."</p>
                </div>
            </section>
        }
        .into_any();
    }
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>{counted(n, "finding", "findings")}</h2>
                <SelectField label="Show" label_hidden=true value=filter options />
            </div>
            <div class="import__findings">
                <Table label="Findings by file and line">
                    <thead>
                        <tr>
                            <th scope="col">"File and line"</th>
                            <th scope="col">"Weight"</th>
                            <th scope="col">"What"</th>
                        </tr>
                    </thead>
                    <tbody>
                        <Each
                            each=shown
                            children=|row| view! { <Line row /> }
                        />
                    </tbody>
                </Table>
            </div>
            <Show when=move || n_more() != 0>
                <p class="panel__note muted">{move || format!("and {} more", grouped(n_more()))}</p>
            </Show>
        </section>
    }
    .into_any()
}

/// One finding.
#[component]
fn Line(
    /// What the row shows.
    row: FindingRow,
) -> impl IntoView {
    let tone = match row.kind {
        FindingKind::NotHonoured => Tone::High,
        FindingKind::Substituted => Tone::Medium,
        FindingKind::Note => Tone::Info,
    };
    view! {
        <tr>
            <th scope="row" class="import__place">
                {format!("{}, line {}", row.file, row.line)}
            </th>
            <td class="cell--tight">
                <Badge tone text=finding_word(row.kind) />
            </td>
            <td>
                {row.what.to_string()} <span class="import__path">{row.element.to_string()}</span>
            </td>
        </tr>
    }
}
