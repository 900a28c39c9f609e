//! A message as a webhook gets it: address, headers and body, by its format.

use super::webhook::WebhookFormat;
use crate::engine::{
    case::Case,
    desk::Desk,
    escalation::{Escalation, EscalationRequest, escalation_number},
    notification::{Channel, NoticeState, Notification},
    percent::percent_encoded,
    record::Records,
};
use serde_json::{Value, json};

/// Characters of a message, at most, that Discord takes.
const DISCORD_CHARACTERS: usize = 2_000;
/// Bytes of a message, at most, that ntfy shows as a text.
const NTFY_BYTES: usize = 4_096;

/// What is posted, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Where to.
    pub address: String,
    /// The headers, each with its value.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Post {
    /// How a message that is on its way is posted; `None` for any other.
    #[must_use]
    pub fn of(desk: &Desk, notice: &Notification) -> Option<Self> {
        let Channel::Webhook(id) = notice.channel else {
            return None;
        };
        let webhook = desk.webhooks.get(&id)?;
        let delivery = notice.delivery.as_ref()?;
        if !matches!(notice.state, NoticeState::Sending(_)) {
            return None;
        }
        let mut headers = Vec::new();
        if webhook.format.takes_headers() {
            headers.push(("Idempotency-Key".to_owned(), delivery.key.to_string()));
            let secret = webhook.header.iter();
            headers.extend(secret.map(|it| (it.name.to_string(), it.value.to_string())));
        }
        let mut address = webhook.address.to_string();
        let (content, body) = match webhook.format {
            WebhookFormat::Json => (JSON, plain(desk, notice, &delivery.key).to_string()),
            WebhookFormat::Ntfy => {
                let topic = address.split_off(address.rfind('/').map_or(0, |at| at + 1));
                (JSON, ntfy(&topic, notice).to_string())
            }
            WebhookFormat::Slack => (FORM, slack(notice)),
            WebhookFormat::Discord => (JSON, discord(notice).to_string()),
        };
        headers.push(("Content-Type".to_owned(), content.to_owned()));
        Some(Self {
            address,
            headers,
            body,
        })
    }
}

const JSON: &str = "application/json";
/// A page may send a form anywhere without asking first, and Slack does not answer when asked.
const FORM: &str = "application/x-www-form-urlencoded";

fn plain(desk: &Desk, notice: &Notification, key: &str) -> Value {
    let case = notice.case.and_then(|id| desk.find::<Case>(id));
    let number = notice.escalation.and_then(|id| {
        let record = desk.find::<Escalation>(id).map(|it| it.number);
        record.or_else(|| Some(desk.find::<EscalationRequest>(id)?.number))
    });
    json!({
        "key": key,
        "kind": notice.kind.name(),
        "at": notice.at.to_string(),
        "case": case.map(|case| case.number),
        "escalation": number.map(escalation_number),
        "subject": notice.subject,
        "text": notice.body,
    })
}

fn ntfy(topic: &str, notice: &Notification) -> Value {
    let mut n_bytes = notice.body.len().min(NTFY_BYTES);
    while !notice.body.is_char_boundary(n_bytes) {
        n_bytes -= 1;
    }
    let text = notice.body.get(..n_bytes).unwrap_or_default();
    json!({ "topic": topic, "title": notice.subject, "message": text })
}

/// The three signs that Slack reads as its own are written so that they mean themselves.
fn slack(notice: &Notification) -> String {
    let plain = |text: &str| {
        let text = text.replace('&', "&amp;");
        text.replace('<', "&lt;").replace('>', "&gt;")
    };
    let text = format!("*{}*\n{}", plain(&notice.subject), plain(&notice.body));
    let payload = json!({ "text": text }).to_string();
    format!("payload={}", percent_encoded(&payload, ""))
}

/// Nobody is called by what a text happens to have in it.
fn discord(notice: &Notification) -> Value {
    let text = format!("**{}**\n{}", notice.subject, notice.body);
    let text: String = text.chars().take(DISCORD_CHARACTERS).collect();
    json!({ "content": text, "allowed_mentions": { "parse": [] } })
}
