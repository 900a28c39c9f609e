//! Mail that came, taken from a file as mail programs save it.

use crate::support_desk::{SupportDesk, at};
use proptest::prelude::*;
use rung::{
    engine::{
        account::Contact,
        calendar::ZoneTable,
        command::{CaseChange, Command},
        exchange::mail_file::{IncomingMail, read_mail},
        id::CaseId,
        message::MessageKind,
        support::SupportPreferences,
    },
    view::mail_in::{MailIn, mail_in, recording_words},
};
use std::{fs, path::Path};

fn bytes(name: &str) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read(root.join("tests/scenario/data/mail").join(name)).unwrap()
}

fn mail(name: &str) -> IncomingMail {
    read_mail(&bytes(name)).unwrap()
}

fn review(desk: &SupportDesk, here: CaseId, mail: &IncomingMail) -> MailIn {
    mail_in(&desk.desk, here, mail, &ZoneTable::utc())
}

#[test]
fn a_reply_with_two_texts_and_attachments_is_read_as_its_sender_wrote_it() {
    let mail = mail("reply.eml");
    assert_eq!(mail.from, "Karl@Cust.Example");
    assert_eq!(mail.from_name, "Karl Jürgen Müller");
    assert_eq!(mail.subject, "Re: Case 1001: Rechnung für die Straße");
    assert_eq!(mail.sent_at, Some(at("2026-01-05T08:12:00Z")));
    assert_eq!(
        mail.text,
        "Grüße aus der Straße,\n\ndie Rechnung ist falsch: 1.234,50 € statt 1.034,50 €.\n\nKarl\n\n> Dear Karl,\n> we look into it."
    );
    assert_eq!(
        mail.attached,
        ["Rechnung März.pdf", "a file without a name"]
    );
    assert!(!mail.has_gaps());
}

#[test]
fn of_a_mail_in_html_only_what_can_be_read_is_taken() {
    let mail = mail("html_only.eml");
    assert_eq!(mail.from_name, "René Dupont");
    assert_eq!(mail.subject, "Imprimante cassée");
    assert_eq!(mail.sent_at, Some(at("2026-01-07T04:30:00Z")));
    let lines: Vec<&str> = mail.text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines,
        [
            "Hello,",
            "it is broken & wet \u{2013} since Monday.",
            "first",
            "second",
            "René",
        ]
    );
}

#[test]
fn other_alphabets_are_read_and_what_cannot_be_read_is_told() {
    let tokyo = mail("tokyo.eml");
    assert_eq!(tokyo.from_name, "山田 太郎");
    assert_eq!(tokyo.subject, "プリンターが動きません");
    assert_eq!(tokyo.text, "お世話になっております。\n山田です。");
    let plain = mail("plain.eml");
    assert_eq!((plain.text.as_str(), plain.sent_at), ("It smokes.", None));
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let damaged = IncomingMail {
        text: "K\u{fffd}se".into(),
        ..plain
    };
    let lost = review(&desk, case, &damaged).lost;
    assert!(lost[0].contains("could not be read"), "{lost:?}");
}

#[test]
fn a_mail_without_text_says_so_and_one_that_was_cut_off_keeps_what_is_left() {
    let scan = mail("scan.eml");
    assert_eq!(
        (scan.text.as_str(), &*scan.attached),
        ("", &["scan.pdf".to_owned()][..])
    );
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let review = review(&desk, case, &scan);
    assert_eq!(review.lost, ["Not kept: scan.pdf.", "It has no text."]);
    assert_eq!(review.text, "Mail of Mon 5 Jan 2026, 08:00 (UTC): Scan");
    assert!(mail("cut_off.eml").text.starts_with("What was there is re"));
}

#[test]
fn what_is_no_mail_is_refused_with_a_reason() {
    let headless = bytes("headless.eml");
    for (bytes, reason) in [
        (&b""[..], "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x01\xff", "no mail file"),
        (b"<html><body>Hello</body></html>", "no mail file"),
        (b"Subject,Status\r\nPrinter,New\r\n", "no mail file"),
        (&headless, "it does not say who it is from"),
    ] {
        let refused = read_mail(bytes).unwrap_err();
        assert!(refused.contains(reason), "{refused}");
    }
}

#[test]
fn of_letters_that_nobody_sees_only_tabs_and_line_ends_are_kept() {
    let mail = b"From: a@b.example\r\nContent-Type: text/plain\r\n\r\na\tb\x07c\r\nd\x00e\r\n";
    assert_eq!(read_mail(mail).unwrap().text, "a\tbc\nde");
}

#[test]
fn a_mail_has_at_most_25_megabytes() {
    let mut mail = b"From: a@b.example\r\n\r\nHello\r\n".to_vec();
    mail.resize(25_000_000, b'\n');
    assert_eq!(read_mail(&mail).unwrap().text, "Hello");
    mail.push(b'\n');
    assert_eq!(
        read_mail(&mail),
        Err("the file is larger than a mail can be")
    );
}

#[test]
fn whose_mail_it_is_decides_how_it_is_taken() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let plain = mail("plain.eml");
    for (from, kind, sender) in [
        (
            "KARL@cust.example",
            MessageKind::Customer,
            "Karl, the case's contact",
        ),
        (
            "sol@x.example",
            MessageKind::EmailIn,
            "somebody who works here",
        ),
        (
            "eve@else.example",
            MessageKind::EmailIn,
            "nobody whom the desk knows",
        ),
    ] {
        let from = from.to_owned();
        let taken = review(
            &desk,
            case,
            &IncomingMail {
                from,
                ..plain.clone()
            },
        );
        assert_eq!((taken.kind, taken.sender.as_str()), (kind, sender));
    }
    let other = Contact {
        name: "Zoe".into(),
        email: "zoe@cust.example".into(),
        ..desk.desk.contacts[&desk.karl].clone()
    };
    let id = rung::engine::id::ContactId(0);
    desk.ask(&Command::SaveContact(Contact { id, ..other }));
    let from = "zoe@cust.example".to_owned();
    let taken = review(&desk, case, &IncomingMail { from, ..plain });
    assert_eq!(taken.kind, MessageKind::EmailIn);
    assert_eq!(taken.sender, "Zoe, a contact, but not of this case");
}

#[test]
fn a_subject_with_the_number_of_another_case_finds_that_case() {
    let mut desk = SupportDesk::open();
    let first = desk.open_case(Vec::new());
    let second = desk.open_case(vec![CaseChange::Subject("Printer".into())]);
    let keys = |subject: &str, here: CaseId| -> Vec<u64> {
        let subject = subject.to_owned();
        let mail = IncomingMail {
            subject,
            ..mail("plain.eml")
        };
        let cases = review(&desk, here, &mail).cases;
        cases.iter().map(|(key, _)| key.parse().unwrap()).collect()
    };
    let (one, two) = (first.0, second.0);
    assert_eq!(keys("Re: Case 1002: Printer", first), [two, one]);
    assert_eq!(keys("AW: [case #1002] Printer", first), [two, one]);
    assert_eq!(keys("Re: Case 1001 has escalated", first), [one]);
    assert_eq!(keys("Case 99 of beer, in case 1003", first), [one]);
    assert_eq!(keys("1002", first), [one]);
}

/// Semantics 2.22 and 7.16.
#[test]
fn recording_a_mail_opens_a_closed_case_where_the_settings_say_so_and_says_so_before() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let told = |desk: &SupportDesk, kind| recording_words(&desk.desk, case, kind, desk.now);
    assert!(told(&desk, MessageKind::Customer).contains("no clock stops"));
    desk.ask(&Command::CloseCase(case));
    assert!(told(&desk, MessageKind::Customer).contains("opens it again"));
    assert!(told(&desk, MessageKind::EmailIn).contains("colleagues only"));
    desk.set(|support: &mut SupportPreferences| support.messages_reopen = false);
    assert!(told(&desk, MessageKind::Customer).contains("stays closed"));
    desk.set(|support| (support.messages_reopen, support.lock_after_days) = (true, Some(0)));
    assert!(told(&desk, MessageKind::Customer).contains("locked"));
    desk.set(|support| support.lock_after_days = None);

    desk.wait_until("2026-01-06T10:00:00Z");
    let text = review(&desk, case, &mail("reply.eml")).text;
    desk.say(case, MessageKind::Customer, &text);
    assert_eq!(desk.status(case), "Re-Opened");
    let message = desk.messages.last().unwrap();
    assert_eq!(
        message.said.at,
        at("2026-01-06T10:00:00Z"),
        "recorded when it was recorded"
    );
    assert!(message.text.starts_with(
        "Mail of Mon 5 Jan 2026, 08:12 (UTC): Re: Case 1001: Rechnung für die Straße\n\nGrüße"
    ));
}

proptest! {
    /// A damaged file is refused or read; the page never stops over it.
    #[test]
    fn no_damage_stops_the_reader(
        name in prop::sample::select(vec!["reply.eml", "html_only.eml", "tokyo.eml", "rare_encoding.eml", "scan.eml"]),
        cut in 0_usize..4_000,
        wrong in prop::collection::vec((0_usize..4_000, any::<u8>()), 0..20),
    ) {
        let mut bytes = bytes(name);
        for (place, byte) in wrong {
            if let Some(at) = bytes.get_mut(place) {
                *at = byte;
            }
        }
        bytes.truncate(cut);
        let _ = read_mail(&bytes);
    }

    #[test]
    fn no_html_stops_the_reader(html in "(<[a-z/!-]{0,6}>?|&[#a-z0-9]{0,5};?|[ -~äß\\n]|-->){0,40}") {
        let mail = format!("From: a@b.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}");
        let _ = read_mail(mail.as_bytes());
    }
}
