//! What was said on a case, with the customer and among colleagues, in one feed.

use super::composer::Composer;
use crate::{
    engine::{history::HistoryEntry, id::CaseId, message::Message},
    shell::DeskHandle,
    ui::{
        kit::{Badge, Each, SelectField, Tone},
        reader::Reader,
    },
    view::{
        deed::DeedLine,
        feed::{FeedFilter, FeedItem, FeedWhat, feed},
    },
};
use leptos::prelude::*;

/// The composer and the feed, the newest first.
#[component]
pub(super) fn CommunicationPanel(
    /// The case.
    case: CaseId,
    /// What was said, oldest first; `None` while it is read.
    messages: Signal<Option<Vec<Message>>>,
    /// What happened, oldest first; `None` while it is read.
    history: Signal<Option<Vec<HistoryEntry>>>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let shows = RwSignal::new("messages".to_owned());
    let filters: Vec<_> = FeedFilter::ALL
        .map(|(_, key, name)| (key.to_owned(), name.to_owned()))
        .into();
    let items = Memo::new(move |_| {
        let filter = shows.with(|key| FeedFilter::of_key(key));
        let (messages, history) = (messages.get()?, history.get()?);
        Some(zone.with(|zone| desk.with(|desk| feed(desk, &messages, &history, filter, zone))))
    });
    let is_empty = move || items.with(|items| items.as_ref().is_some_and(Vec::is_empty));
    // Two that say the same at the same instant are told apart by their place.
    let placed = move || {
        (0_usize..)
            .zip(items.get().unwrap_or_default())
            .collect::<Vec<_>>()
    };
    view! {
        <section class="panel" aria-labelledby="communication-heading">
            <div class="panel__head">
                <h2 id="communication-heading">"Communication"</h2>
                <SelectField label="Show" value=shows options=filters label_hidden=true />
            </div>
            <div class="panel__body stack">
                <Composer case />
                <Show when=is_empty>
                    <p class="muted">"Nothing of that here yet."</p>
                </Show>
                <ul class="messages">
                    <Each each=placed children=|(_, item)| view! { <Item item /> } />
                </ul>
            </div>
        </section>
    }
}

#[component]
fn Item(
    /// What it shows.
    item: FeedItem,
) -> impl IntoView {
    let FeedItem {
        when,
        when_in_full,
        who,
        what,
        ..
    } = item;
    let is_event = matches!(what, FeedWhat::Happened(_));
    let is_private = what.is_private() && !is_event;
    let (tone, word) = match (is_event, is_private) {
        (true, _) => (Tone::Neutral, what.word().to_owned()),
        (false, true) => (Tone::Medium, format!("{}, private", what.word())),
        (false, false) => (Tone::Info, what.word().to_owned()),
    };
    let (aside, text) = match what {
        FeedWhat::Said { aside, text, .. } => (aside, text.to_string()),
        FeedWhat::Happened(line) => (String::new(), happened(&line)),
    };
    view! {
        <li
            class="message"
            class:message--private=is_private
            class:message--event=is_event
        >
            <div class="message__head">
                <strong>{who}</strong>
                <Badge tone text=word />
                {(!aside.is_empty()).then(|| view! { <span class="muted">{aside}</span> })}
                <span class="timeline__when" title=when_in_full>
                    {when}
                </span>
            </div>
            <p class="message__text">{text}</p>
        </li>
    }
}

fn happened(line: &DeedLine) -> String {
    let mut said = vec![line.what.clone()];
    for (field, before, after) in &line.changes {
        let shown = |text: &str| if text.is_empty() { "nothing" } else { text }.to_owned();
        said.push(format!(
            "{field}: {} \u{2192} {}",
            shown(before),
            shown(after)
        ));
    }
    said.join("; ")
}
