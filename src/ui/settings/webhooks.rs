//! Where the page sends notices by itself.

use crate::{
    engine::{
        command::Command,
        delivery::{SecretHeader, Webhook, WebhookFormat},
        id::WebhookId,
        record::Kind,
        roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        choose_many::ChooseMany,
        kit::{Checkbox, LineKind, SelectField, TextField},
        record_form::{Edited, RecordForm},
        record_table::{RecordList, RecordPanel},
        route::Link,
    },
    view::{
        route::Page,
        webhook::{
            format_key, format_of_key, kind_options, kinds_of_keys, may_connect, new_webhook,
            webhook_rows,
        },
    },
};
use leptos::prelude::*;

const LIST: RecordList = RecordList {
    heading: "Webhooks",
    noun: "Webhook",
    new: "New webhook",
    columns: &[
        ("Host", ""),
        ("Format", "wide-only"),
        ("Notices", "full-only"),
    ],
    empty: (
        "No webhooks yet",
        "A webhook brings notices into your team's chat, onto phones or into a program of yours, as they are written.",
    ),
    wide: true,
    act: Act::Administer,
};

/// The webhooks, with what a page can and cannot do.
#[component]
pub(super) fn Webhooks() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = desk.derive(&[Kind::Webhook], webhook_rows);
    let form = |edited| view! { <WebhookForm edited /> }.into_any();
    view! {
        <div class="stack">
            <RecordPanel list=LIST rows form />
            <section class="panel">
                <div class="panel__head">
                    <h2>"How messages leave"</h2>
                </div>
                <div class="panel__body">
                    <ul class="plain-list">
                        <li>
                            "The page sends them while a tab of Rung is open. What cannot be sent waits and is tried again, for about a day; the "
                            <Link to=Page::Outbox>"outbox"</Link>
                            " shows how far each has come."
                        </li>
                        <li>
                            "A message arrives at least once. If the page is closed just while it sends, the message is sent again with the same Idempotency-Key, by which the receiver can tell. Slack and Discord take no such key."
                        </li>
                        <li>
                            "Addresses and headers are secrets: no history has them, but backups do. Keep those where nobody else looks."
                        </li>
                        <li>
                            "The page sends only where its content security policy lets it. Whoever puts the page on its host adds the address under connect-src in index.html. Listed now: "
                            <code>{allowed()}</code>
                        </li>
                    </ul>
                </div>
            </section>
        </div>
    }
}

/// Where this page may connect to.
fn allowed() -> String {
    let found = document().query_selector("meta[http-equiv='Content-Security-Policy']");
    let meta = found.ok().flatten();
    let policy = meta.and_then(|meta| meta.get_attribute("content"));
    may_connect(&policy.unwrap_or_default())
}

/// One webhook.
#[component]
fn WebhookForm(
    /// Which.
    edited: Edited,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let id = WebhookId(edited.key);
    let found = desk.with(|desk| desk.webhooks.get(&id).cloned());
    let webhook = found.unwrap_or_else(new_webhook);
    let asking = Asking::new();
    let name = RwSignal::new(webhook.name.to_string());
    let address = RwSignal::new(webhook.address.to_string());
    let format = RwSignal::new(format_key(webhook.format).to_owned());
    let header = webhook.header.as_ref();
    let header_name = RwSignal::new(header.map_or_else(String::new, |it| it.name.to_string()));
    let header_value = RwSignal::new(header.map_or_else(String::new, |it| it.value.to_string()));
    let kinds = webhook.kinds.iter().map(|kind| kind.name().to_owned());
    let kinds = RwSignal::new(kinds.collect::<Vec<_>>());
    let active = RwSignal::new(webhook.active);
    let formats = WebhookFormat::ALL
        .map(|(_, key, word)| (key.to_owned(), word.to_owned()))
        .to_vec();
    let takes_headers = move || format_of_key(&format.get()).takes_headers();
    let command = move |()| {
        let header = SecretHeader {
            name: header_name.get_untracked().trim().into(),
            value: header_value.get_untracked().trim().into(),
        };
        let has_header = !(header.name.is_empty() && header.value.is_empty());
        let has_header = has_header && untrack(takes_headers);
        Command::SaveWebhook(Webhook {
            id,
            name: name.get_untracked().trim().into(),
            address: address.get_untracked().trim().into(),
            format: format_of_key(&format.get_untracked()),
            header: has_header.then_some(header),
            kinds: kinds_of_keys(&kinds.get_untracked()),
            active: active.get_untracked(),
        })
    };
    let delete = (edited.key != 0).then_some(Command::DeleteWebhook(id));
    view! {
        <RecordForm edited asking said="The webhook is saved" command delete>
            <TextField label="Name" required=true value=name error=asking.error_at("name") />
            <TextField
                label="Address"
                required=true
                kind=LineKind::Web
                value=address
                hint="As the receiver gave it to you. Whoever knows it can send there."
                error=asking.error_at("address")
            />
            <SelectField label="Format" value=format options=formats />
            <ChooseMany
                label="Notices"
                options=kind_options()
                chosen=kinds
                error=asking.error_at("kinds")
            />
            <Show when=takes_headers>
                <div class="form-grid">
                    <TextField
                        label="Secret header"
                        value=header_name
                        hint="Such as Authorization; blank for none."
                        error=asking.error_at("header")
                    />
                    <TextField
                        label="Its value"
                        value=header_value
                        error=asking.error_at("value")
                    />
                </div>
            </Show>
            <Checkbox
                label="Active"
                hint="One that is not hears nothing, and what waits for it is undeliverable."
                checked=active
            />
        </RecordForm>
    }
}
