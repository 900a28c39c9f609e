//! Webhooks as a list shows them, and where the page may send at all.

use super::record_row::RecordRow;
use crate::engine::{
    delivery::{Webhook, WebhookFormat},
    desk::Desk,
    id::WebhookId,
    in_order::by_name,
    notice_kind::NoticeKind,
};

/// The webhooks by their names. Of an address only the host is shown: the rest is often a secret.
#[must_use]
pub fn webhook_rows(desk: &Desk) -> Vec<RecordRow> {
    let row = |webhook: &Webhook| {
        let kinds: Vec<&str> = webhook.kinds.iter().map(|kind| kind.label()).collect();
        RecordRow::new(webhook.id.0, &webhook.name)
            .with(vec![
                webhook.origin().to_owned(),
                format_word(webhook.format).to_owned(),
                kinds.join(", "),
            ])
            .active(webhook.active)
    };
    by_name(desk.webhooks.values().map(row).collect(), |row| &row.name)
}

/// A webhook to begin with: it hears of what has escalated.
#[must_use]
pub fn new_webhook() -> Webhook {
    Webhook {
        id: WebhookId(0),
        name: Box::default(),
        address: Box::default(),
        format: WebhookFormat::Json,
        header: None,
        kinds: vec![NoticeKind::Escalated],
        active: true,
    }
}

/// The word for a format.
#[must_use]
pub fn format_word(format: WebhookFormat) -> &'static str {
    let found = WebhookFormat::ALL
        .iter()
        .find(|(known, ..)| *known == format);
    found.map_or("", |(.., word)| word)
}

/// The key of a format in forms.
#[must_use]
pub fn format_key(format: WebhookFormat) -> &'static str {
    let found = WebhookFormat::ALL
        .iter()
        .find(|(known, ..)| *known == format);
    found.map_or("", |(_, key, _)| key)
}

/// The format that such a key stands for.
#[must_use]
pub fn format_of_key(key: &str) -> WebhookFormat {
    let found = WebhookFormat::ALL
        .iter()
        .find(|(_, known, _)| *known == key);
    found.map_or(WebhookFormat::Json, |(format, ..)| *format)
}

/// The kinds of notices, as key and word.
#[must_use]
pub fn kind_options() -> Vec<(String, String)> {
    NoticeKind::ALL
        .iter()
        .map(|kind| (kind.name().to_owned(), kind.label().to_owned()))
        .collect()
}

/// The kinds that such keys stand for.
#[must_use]
pub fn kinds_of_keys(keys: &[String]) -> Vec<NoticeKind> {
    let all = NoticeKind::ALL.iter().copied();
    all.filter(|kind| keys.iter().any(|key| key == kind.name()))
        .collect()
}

/// What a content security policy lets the page connect to, as it says it.
#[must_use]
pub fn may_connect(policy: &str) -> String {
    let mut directives = policy.split(';').map(str::trim);
    let found = directives.find_map(|one| one.strip_prefix("connect-src "));
    found.unwrap_or("nothing").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_says_where_the_page_may_connect_to() {
        let policy =
            "default-src 'none'; connect-src 'self' https://hooks.example.com; base-uri 'none'";
        assert_eq!(may_connect(policy), "'self' https://hooks.example.com");
        assert_eq!(may_connect("default-src 'none'"), "nothing");
    }
}
