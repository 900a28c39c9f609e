//! The cases that whoever acts is asked to help with.

use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        kit::{Badge, Each, Empty, Tone},
        route::Link,
    },
    view::{
        hand_off::{MyHandOff, my_hand_offs},
        route::Page,
    },
};
use leptos::prelude::*;

/// The list, the longest waiting first.
#[component]
pub fn MyHandOffs() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let (user, now) = (desk.user(), desk.now());
    let mine = Memo::new(move |_| {
        desk.track(&[
            Kind::HandOffs,
            Kind::Case,
            Kind::CaseStatus,
            Kind::Group,
            Kind::User,
        ]);
        let (user, now) = (user.get(), now.get());
        user.map(|user| desk.with(|desk| my_hand_offs(desk, user, now)))
            .unwrap_or_default()
    });
    view! {
            <Show
                when=move || mine.with(|mine| !mine.is_empty())
                fallback=|| {
                    view! {
                        <Empty
                            heading="Nobody waits for your help"
                            text="Cases that are handed to you or to a group of yours stand here until somebody de-escalates them."
                        >
                            <Link to=Page::Cases>"All cases"</Link>
                        </Empty>
                    }
                }
            >
                <ul class="asked">
                    <Each each=move || mine.get() children=|row| view! { <Asked row /> } />
                </ul>
            </Show>
    }
}

#[component]
fn Asked(
    /// What it shows.
    row: MyHandOff,
) -> impl IntoView {
    let quoted = |word: &'static str, text: Box<str>| {
        (!text.is_empty()).then(|| {
            view! {
                <dt>{word}</dt>
                <dd class="asked__text">{text.to_string()}</dd>
            }
        })
    };
    let through = (!row.through.is_empty()).then(|| format!(" through {}", row.through));
    let customer = (!row.customer.is_empty()).then(|| {
        view! {
            <dt>"Customer"</dt>
            <dd>{row.customer.clone()}</dd>
        }
    });
    view! {
        <li class="panel asked__one">
            <div class="panel__head">
                <h2>
                    <Link to=Page::Case(
                        row.number,
                    )>{format!("{} {}", row.number, row.subject)}</Link>
                </h2>
                <Badge tone=Tone::Info text=row.status.to_string() />
            </div>
            <div class="panel__body stack stack--tight">
                <p>
                    {format!(
                        "Asked by {}{}, {}.",
                        row.asked_by,
                        through.unwrap_or_default(),
                        row.at,
                    )}
                </p>
                <dl class="facts">
                    {customer}
                    {quoted("Private message", row.message)}
                    {quoted("The customer wrote", row.customer_message)}
                    <dt>"Waits"</dt>
                    <dd>{row.waits}</dd>
                </dl>
                <p class="field__hint">
                    "Open the case to reply to whoever asked, or to answer the customer."
                </p>
            </div>
        </li>
    }
}
