//! Webhooks: what each format's receiver reads, and what is refused.

use crate::delivery::{ADDRESS, SECRET, ask_sol, claimed, open, webhook};
use crate::support_desk::SupportDesk;
use rung::engine::{
    command::Command,
    delivery::{Post, SecretHeader, Webhook, WebhookFormat},
    hand_off::Escalatee,
    notice_kind::NoticeKind,
    stamp::Actor,
};

/// The bytes of a message that ntfy takes before it makes an attached file of it.
const NTFY_TAKES: usize = 4_096;

#[test]
fn each_format_is_posted_as_its_receiver_reads_it() {
    let post = |format| {
        let (mut desk, case, _) = open(format);
        ask_sol(&mut desk, case);
        let id = claimed(&mut desk)[0];
        Post::of(&desk.desk, &desk.desk.notifications[&id]).unwrap()
    };
    let header = |post: &Post, name: &str| {
        let found = post.headers.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.clone())
    };
    let json = |post: &Post| serde_json::from_str::<serde_json::Value>(&post.body).unwrap();

    let plain = post(WebhookFormat::Json);
    assert_eq!(plain.address, ADDRESS);
    assert_eq!(header(&plain, "Authorization").as_deref(), Some(SECRET));
    let body = json(&plain);
    assert_eq!(
        header(&plain, "Idempotency-Key").as_deref(),
        body["key"].as_str()
    );
    assert_eq!(body["kind"], "case_escalated_to_you");
    assert_eq!(body["case"], 1001);
    assert!(body["text"].as_str().unwrap().contains("Please look"));

    let ntfy = post(WebhookFormat::Ntfy);
    assert_eq!(ntfy.address, "https://hooks.example.com/T000/");
    assert_eq!(json(&ntfy)["topic"], "s3cretpath");

    let slack = post(WebhookFormat::Slack);
    assert_eq!(header(&slack, "Idempotency-Key"), None);
    assert!(slack.body.starts_with("payload=%7B%22text%22%3A%22%2A"));
    assert!(
        slack
            .body
            .contains("%26lt%3Bmy%26gt%3B%20money%20%26amp%3B%20more")
    );

    let discord = json(&post(WebhookFormat::Discord));
    assert!(
        discord["content"]
            .as_str()
            .unwrap()
            .starts_with("**Your help")
    );
    assert_eq!(discord["allowed_mentions"]["parse"], serde_json::json!([]));
}

#[test]
fn a_webhook_that_cannot_work_is_refused_at_its_field() {
    let fields = |hook: &Webhook| -> Vec<String> {
        let problems = hook.problems();
        problems.into_iter().map(|it| it.field).collect()
    };
    let with = |address: &str, format| Webhook {
        address: address.into(),
        ..webhook(format)
    };
    for (address, format, expected) in [
        ("https://hooks.example.com/x", WebhookFormat::Json, &[][..]),
        ("http://127.0.0.1:8099/hook", WebhookFormat::Json, &[]),
        ("http://localhost/hook", WebhookFormat::Json, &[]),
        ("https://ntfy.sh/topic", WebhookFormat::Ntfy, &[]),
        ("https://ntfy.sh/t", WebhookFormat::Ntfy, &[]),
        ("https://ntfy.sh/", WebhookFormat::Ntfy, &["address"]),
        (
            "https://hooks.slack.com/services/T/B/x",
            WebhookFormat::Slack,
            &[],
        ),
        (
            "http://hooks.example.com/x",
            WebhookFormat::Json,
            &["address"],
        ),
        (
            "http://127.0.0.1.example.com/x",
            WebhookFormat::Json,
            &["address"],
        ),
        (
            "https://user:pass@example.com/x",
            WebhookFormat::Json,
            &["address"],
        ),
        ("javascript:alert(1)", WebhookFormat::Json, &["address"]),
        ("https://ntfy.sh", WebhookFormat::Ntfy, &["address"]),
        ("https://example.com/a b", WebhookFormat::Json, &["address"]),
    ] {
        assert_eq!(fields(&with(address, format)), expected, "{address}");
    }
    let mut wrong = webhook(WebhookFormat::Json);
    wrong.name = " ".into();
    wrong.kinds.clear();
    wrong.header = Some(SecretHeader {
        name: "X\nY".into(),
        value: "é".into(),
    });
    assert_eq!(fields(&wrong), ["name", "kinds", "header", "value"]);
}

#[test]
fn a_webhook_hears_the_kinds_that_it_asks_for_while_it_is_on() {
    for (kinds, active, expected) in [
        (vec![NoticeKind::HandedOff], true, 1),
        (vec![NoticeKind::CaseReply], true, 0),
        (vec![NoticeKind::HandedOff], false, 0),
    ] {
        let mut desk = SupportDesk::open();
        desk.by = Actor::User(desk.admin);
        desk.ask(&Command::SaveWebhook(Webhook {
            kinds,
            active,
            ..webhook(WebhookFormat::Json)
        }));
        desk.by = Actor::User(desk.ana);
        let case = desk.open_case(Vec::new());
        ask_sol(&mut desk, case);
        assert_eq!(claimed(&mut desk).len(), expected);
    }
}

#[test]
fn nothing_secret_stands_in_the_part_of_an_address_that_is_shown() {
    for (address, shown) in [
        (ADDRESS, "https://hooks.example.com"),
        ("http://localhost:8080?key=s3cret", "http://localhost:8080"),
        ("https://ntfy.sh#s3cret", "https://ntfy.sh"),
        ("https://ntfy.sh", "https://ntfy.sh"),
        ("https://a.b/s3cret", "https://a.b"),
    ] {
        let hook = Webhook {
            address: address.into(),
            ..webhook(WebhookFormat::Ntfy)
        };
        assert_eq!(hook.origin(), shown);
    }
}

/// A text that is too long is cut between two letters, wherever the limit falls.
#[test]
fn a_long_text_is_cut_to_what_ntfy_takes() {
    for before in ["", "x"] {
        let (mut desk, case, _) = open(WebhookFormat::Ntfy);
        let long = format!("{before}{}", "é".repeat(5_000));
        desk.hand_off(case, vec![Escalatee::User(desk.sol)], &long);
        let id = claimed(&mut desk)[0];
        let notice = &desk.desk.notifications[&id];
        let post = Post::of(&desk.desk, notice).unwrap();
        let body: serde_json::Value = serde_json::from_str(&post.body).unwrap();
        let text = body["message"].as_str().unwrap();
        assert!(notice.body.starts_with(text));
        assert!(
            (NTFY_TAKES - 1..=NTFY_TAKES).contains(&text.len()),
            "{} bytes",
            text.len()
        );
    }
}
