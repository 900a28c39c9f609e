//! Where a team's messages go: a webhook, and who of the notices it hears.

use crate::engine::{field_error::FieldError, id::WebhookId, notice_kind::NoticeKind};
use serde::{Deserialize, Serialize};

/// An address to which the page sends notices as they are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Names the record.
    pub id: WebhookId,
    /// As colleagues know it.
    pub name: Box<str>,
    /// Where it is; whoever knows it can send there, so no history has it.
    pub address: Box<str>,
    /// What it understands.
    pub format: WebhookFormat,
    /// A header that opens it; only those formats have one that are free to take headers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<SecretHeader>,
    /// The notices it hears.
    pub kinds: Vec<NoticeKind>,
    /// Whether it hears them now.
    pub active: bool,
}

/// A header whose value is a secret: it stands in the record and in backups, never in a history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretHeader {
    /// Such as `Authorization`.
    pub name: Box<str>,
    /// Such as `Bearer` and a token.
    pub value: Box<str>,
}

/// What a webhook understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookFormat {
    /// A plain object with everything there is.
    Json,
    /// A topic of ntfy; the address ends with it.
    Ntfy,
    /// An incoming webhook of Slack, or of what is compatible with it.
    Slack,
    /// A webhook of Discord.
    Discord,
}

impl WebhookFormat {
    /// Every format with its key in forms and its word.
    pub const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Json, "json", "JSON"),
        (Self::Ntfy, "ntfy", "ntfy"),
        (Self::Slack, "slack", "Slack-compatible"),
        (Self::Discord, "discord", "Discord"),
    ];

    /// Whether headers of our own may go along. Slack and Discord let a page send none but the
    /// browser's, so their messages carry no key either.
    #[must_use]
    pub const fn takes_headers(self) -> bool {
        matches!(self, Self::Json | Self::Ntfy)
    }
}

impl Webhook {
    /// The fields that no history shows.
    pub const SECRETS: [&'static str; 2] = ["address", "header"];

    /// Whether it hears notices of that kind now.
    #[must_use]
    pub fn hears(&self, kind: NoticeKind) -> bool {
        self.active && self.kinds.contains(&kind)
    }

    /// The address without what may be secret in it: its scheme and its host.
    #[must_use]
    pub fn origin(&self) -> &str {
        let host = self.address.find("://").map_or(0, |at| at + 3);
        let rest = self.address.get(host..).unwrap_or_default();
        let n = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        self.address.get(..host + n).unwrap_or_default()
    }

    /// What keeps it from being saved, each at its field.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let mut found = Vec::new();
        let mut say = |field: &str, reason: &str| found.push(FieldError::new(field, reason));
        if self.name.trim().is_empty() {
            say("name", "give it a name");
        }
        if let Some(reason) = self.address_problem() {
            say("address", reason);
        }
        if self.kinds.is_empty() {
            say("kinds", "choose at least one kind of notice");
        }
        if let Some(header) = &self.header {
            let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
            if !self.format.takes_headers() {
                say("header", "this format takes no header: leave it empty");
            } else if header.name.is_empty() || !header.name.chars().all(is_token) {
                say("header", "write a header's name such as Authorization");
            }
            if header.value.is_empty() || !header.value.chars().all(|c| (' '..='~').contains(&c)) {
                say("value", "write a value of plain letters, digits and signs");
            }
        }
        found
    }

    fn address_problem(&self) -> Option<&'static str> {
        let origin = self.origin();
        let (scheme, host) = origin.split_once("://").unwrap_or_default();
        let is_local = ["127.0.0.1", "localhost", "[::1]"].iter().any(|local| {
            host == *local
                || host
                    .strip_prefix(local)
                    .is_some_and(|it| it.starts_with(':'))
        });
        let topic = self.address.get(origin.len()..).unwrap_or_default();
        let odd = |c: char| c.is_whitespace() || c.is_control();
        match scheme {
            _ if self.address.chars().any(odd) => Some("an address has no blanks"),
            "https" | "http" if host.is_empty() || host.contains('@') => {
                Some("write an address such as https://hooks.example.com/…")
            }
            "http" if !is_local => Some("only https is safe on the way; http is for this machine"),
            "https" | "http" if self.format == WebhookFormat::Ntfy && topic.len() < 2 => {
                Some("end the address with the topic, as in https://ntfy.sh/my-team")
            }
            "https" | "http" => None,
            _ => Some("write an address such as https://hooks.example.com/…"),
        }
    }
}
