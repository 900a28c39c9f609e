//! Which rule answers the customers of new cases.

use crate::support_desk::{CUSTOMER, SupportDesk};
use rung::engine::{
    auto_response::{AutoResponseEntry, AutoResponseRule},
    choice::ChoiceList,
    command::{CaseChange, Command},
    history::Deed,
    id::{AutoResponseId, TemplateId},
    notice_kind::NoticeKind,
    notification::{Channel, NoticeTemplate},
    stamp::Actor,
};

/// A rule that answers every case with its own name.
fn answering(desk: &mut SupportDesk, name: &str, active: bool) -> AutoResponseRule {
    let template = desk.add(&Command::SaveTemplate(NoticeTemplate {
        id: TemplateId(0),
        name: name.into(),
        kind: Some(NoticeKind::AutoResponse),
        subject: "Case {case number}".into(),
        body: name.into(),
        stand_in: None,
    }));
    AutoResponseRule {
        id: AutoResponseId(0),
        name: name.into(),
        active,
        entries: vec![AutoResponseEntry {
            criteria: Vec::new(),
            logic: None,
            formula: None,
            template: TemplateId(template),
        }],
    }
}

fn from(desk: &SupportDesk, origin: &str) -> Vec<CaseChange> {
    let mut choices = desk.desk.choices.values();
    let origin = choices.find(|it| it.list == ChoiceList::Origin && &*it.name == origin);
    vec![CaseChange::Choice(
        ChoiceList::Origin,
        Some(origin.unwrap().id),
    )]
}

/// What Karl was mailed so far.
fn mailed(desk: &SupportDesk) -> Vec<&str> {
    let notices = desk.desk.notifications.values();
    let to_karl = notices.filter(|it| it.channel == Channel::Email(CUSTOMER.into()));
    to_karl.map(|it| &*it.body).collect()
}

fn active(desk: &SupportDesk) -> Vec<&str> {
    let rules = desk.desk.auto_responses.values();
    let active = rules.filter(|rule| rule.active);
    active.map(|rule| &*rule.name).collect()
}

#[test]
fn the_rule_that_is_switched_on_switches_the_others_off_and_one_that_is_off_does_not() {
    let mut desk = SupportDesk::open();
    desk.by = Actor::User(desk.admin);
    let first = answering(&mut desk, "First", true);
    desk.ask(&Command::SaveAutoResponse(first));
    let draft = answering(&mut desk, "Draft", false);
    desk.ask(&Command::SaveAutoResponse(draft));
    assert_eq!(active(&desk), ["First"]);
    let second = answering(&mut desk, "Second", true);
    desk.ask(&Command::SaveAutoResponse(second));
    assert_eq!(active(&desk), ["Second"]);
    let switched_off = desk
        .history
        .iter()
        .filter(|it| it.deed == Deed::Deactivated);
    assert_eq!(switched_off.count(), 1, "the draft was off before");
    // Saving the one that answers leaves it on.
    let mut rules = desk.desk.auto_responses.values();
    let again = rules.next_back().unwrap().clone();
    desk.ask(&Command::SaveAutoResponse(again));
    assert_eq!(active(&desk), ["Second"]);
    let web = from(&desk, "Web");
    desk.open_case(web);
    assert_eq!(mailed(&desk), ["Second"]);
}

#[test]
fn a_rule_that_is_deleted_answers_nobody_any_more() {
    let mut desk = SupportDesk::open();
    desk.by = Actor::User(desk.admin);
    let rule = answering(&mut desk, "Thanks", true);
    let id = AutoResponseId(desk.add(&Command::SaveAutoResponse(rule)));
    let email = from(&desk, "Email");
    desk.open_case(email.clone());
    assert_eq!(mailed(&desk), ["Thanks"]);
    desk.ask(&Command::DeleteAutoResponse(id));
    desk.open_case(email);
    assert_eq!(mailed(&desk), ["Thanks"]);
    let told = desk.refused(&Command::DeleteAutoResponse(id));
    assert!(told.contains("not here any more"), "{told}");
}

#[test]
fn a_case_that_its_customer_opened_is_answered_by_the_rule_whatever_its_origin() {
    let mut desk = SupportDesk::open();
    desk.set(|support| support.acknowledge = true);
    desk.by = Actor::User(desk.admin);
    let rule = answering(&mut desk, "Thanks", true);
    desk.ask(&Command::SaveAutoResponse(rule));
    desk.by = Actor::Customer;
    desk.open_case(Vec::new());
    let phone = from(&desk, "Phone");
    desk.open_case(phone.clone());
    assert_eq!(mailed(&desk), ["Thanks", "Thanks"]);
    desk.by = Actor::User(desk.ana);
    desk.open_case(phone);
    assert_eq!(
        mailed(&desk)[2],
        "Dear Karl,\n\nwe have opened case 1003 for you and will write again."
    );
}
