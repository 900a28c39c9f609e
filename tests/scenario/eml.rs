//! Mail as a file, read by a parser that is not ours.

use crate::support_desk::SupportDesk;
use mail_parser::MessageParser;
use rung::{
    engine::{
        command::CaseChange,
        hand_off::Escalatee,
        notification::{Channel, Notification},
    },
    view::eml::eml,
};

fn mail(subject: &str, text: &str) -> Notification {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(vec![CaseChange::Subject(subject.into())]);
    desk.hand_off(case, vec![Escalatee::User(desk.sol)], text);
    let mut notices = desk.desk.notifications.values();
    notices
        .find(|notice| matches!(notice.channel, Channel::Email(_)))
        .unwrap()
        .clone()
}

#[test]
fn a_mail_as_a_file_says_what_was_to_be_said() {
    let long = "Überweisung 🧾 ".repeat(40);
    for (subject, text) in [
        ("Invoice", "Please look."),
        (
            "Käse, 日本 and 🧀: \"quoted\" <tag>",
            "Zeile 1\n\n.\nFrom here — ünïcödé",
        ),
        (
            "Überweisung 🧾 nach Übersee, dringend, seit gestern",
            long.as_str(),
        ),
        ("A\r\nBcc: everybody@x.example", "none"),
    ] {
        let notice = mail(subject, text);
        let file = eml(&notice, ("ana@x.example", "Ana Ünal, Dr.")).unwrap();
        assert!(
            file.lines().all(|line| line.len() <= 998),
            "no line is too long"
        );
        assert!(file.is_ascii(), "every server takes it");
        let parsed = MessageParser::default().parse(file.as_bytes()).unwrap();
        let to = parsed.to().unwrap().first().unwrap();
        assert_eq!(to.address(), Some("sol@x.example"));
        let from = parsed.from().unwrap().first().unwrap();
        assert_eq!(from.address(), Some("ana@x.example"));
        assert_eq!(from.name(), Some("Ana Ünal, Dr."));
        let plain: String = notice.subject.chars().filter(|c| !c.is_control()).collect();
        assert_eq!(parsed.subject(), Some(plain.as_str()));
        assert!(parsed.bcc().is_none(), "a subject makes no header");
        assert_eq!(
            parsed
                .body_text(0)
                .unwrap()
                .replace("\r\n", "\n")
                .trim_end(),
            notice.body.replace("\r\n", "\n").trim_end()
        );
        let date = parsed.date().unwrap();
        assert_eq!(date.to_timestamp(), notice.at.seconds());
    }
}

#[test]
fn what_lies_in_an_inbox_is_no_file() {
    let mut notice = mail("Invoice", "Please look.");
    assert!(
        eml(&notice, ("", ""))
            .unwrap()
            .contains("nobody@rung.invalid")
    );
    notice.channel = Channel::Inbox(rung::engine::id::UserId(1));
    assert_eq!(eml(&notice, ("", "")), None);
}
