//! What a template says of the firing that it is filled in for (semantics 10.1).

use crate::{replanned::level, support_desk::SupportDesk};
use rung::engine::{
    command::Command,
    id::TemplateId,
    notification::{Channel, NoticeTemplate},
    rule::EscalationAction,
    stamp::Actor,
};

#[test]
fn a_template_of_a_rule_names_the_rule_the_entry_the_action_and_when_it_was_due() {
    let mut desk = SupportDesk::open();
    desk.by = Actor::User(desk.admin);
    let template = TemplateId(desk.add(&Command::SaveTemplate(NoticeTemplate {
        id: TemplateId(0),
        name: "Level".into(),
        kind: None,
        subject: "{case number}: {rule}, entry {entry}, {action}".into(),
        body: "It has waited {age}, due {due}.".into(),
        stand_in: None,
    })));
    desk.activate(EscalationAction {
        notify_owner: false,
        additional_emails: vec!["lead@x.example".into()],
        notify_template: Some(template),
        ..level(330)
    });
    desk.open_case(Vec::new());
    desk.wait_until("2026-01-05T20:00:00Z");
    let mut notices = desk.desk.notifications.values();
    let mail = notices
        .find(|notice| matches!(&notice.channel, Channel::Email(to) if **to == *"lead@x.example"))
        .unwrap();
    assert_eq!(&*mail.subject, "1001: Standard, entry 1, after 5 h 30 min");
    assert_eq!(
        &*mail.body,
        "It has waited 5 h 30 min, due Mon 5 Jan 2026, 19:30 UTC."
    );
}
