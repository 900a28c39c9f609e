//! What the files would make of the desk.

use crate::{
    engine::exchange::salesforce::Fate,
    ui::kit::{Badge, Table, Tone},
    view::import::salesforce::{FateLine, StandInLine, fate_word},
};
use leptos::prelude::*;

/// Rules, business hours and holidays, and what is made because the files speak of it.
#[component]
pub(super) fn Proposed(
    /// What the files name, and what becomes of it.
    lines: Vec<FateLine>,
    /// What is made because the files speak of it.
    stand_ins: Vec<StandInLine>,
) -> impl IntoView {
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"What comes in"</h2>
            </div>
            <Table label="What comes in">
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col" class="wide-only">
                            "What"
                        </th>
                        <th scope="col">"Becomes"</th>
                        <th scope="col">"More"</th>
                    </tr>
                </thead>
                <tbody>
                    {lines.into_iter().map(|line| view! { <Line line /> }).collect_view()}
                </tbody>
            </Table>
        </section>
        {(!stand_ins.is_empty())
            .then(|| {
                let lines = stand_ins.into_iter();
                view! {
                    <section class="panel">
                        <div class="panel__head">
                            <h2>"Stand-ins"</h2>
                        </div>
                        <div class="panel__body">
                            <p class="muted">
                                "The files name these, and the desk does not have them yet. They are made, and marked until somebody checks them."
                            </p>
                            <dl class="facts">
                                {lines
                                    .map(|line| {
                                        view! {
                                            <dt>{line.count}</dt>
                                            <dd>{line.names}</dd>
                                        }
                                    })
                                    .collect_view()}
                            </dl>
                        </div>
                    </section>
                }
            })}
    }
}

/// One thing of the files.
#[component]
fn Line(
    /// What it is and becomes.
    line: FateLine,
) -> impl IntoView {
    let tone = match line.fate {
        Fate::New => Tone::Good,
        Fate::Changed => Tone::Medium,
        Fate::Unchanged => Tone::Neutral,
    };
    view! {
        <tr>
            <th scope="row">{line.name}</th>
            <td class="wide-only cell--tight">{line.what}</td>
            <td class="cell--tight">
                <Badge tone text=fate_word(line.fate) />
            </td>
            <td>{line.detail}</td>
        </tr>
    }
}
