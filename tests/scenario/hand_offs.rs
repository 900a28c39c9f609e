//! Cases handed to others, answered, grabbed, reopened and locked.

use crate::{
    looked_at::queue,
    support_desk::{CUSTOMER, SupportDesk, at},
};
use rung::engine::{
    auto_response::{AutoResponseEntry, AutoResponseRule},
    choice::ChoiceList,
    command::{CaseChange, Command},
    hand_off::Escalatee,
    id::{AutoResponseId, ChoiceId, StatusId, TemplateId},
    message::MessageKind,
    notice_kind::NoticeKind,
    notification::{NoticeState, NoticeTemplate},
    people::Assignee,
    stamp::Actor,
};

fn mail(to: &str, kind: &'static str, reason: &str) -> (String, &'static str, String) {
    (to.to_owned(), kind, reason.to_owned())
}

fn status(desk: &SupportDesk, name: &str) -> StatusId {
    let mut statuses = desk.desk.statuses.values();
    statuses.find(|status| *status.name == *name).unwrap().id
}

fn origin(desk: &SupportDesk, name: &str) -> ChoiceId {
    let mut choices = desk.desk.choices.values();
    let found = choices.find(|one| one.list == ChoiceList::Origin && *one.name == *name);
    found.unwrap().id
}

#[test]
fn whoever_cannot_be_mailed_is_a_row_with_a_reason_that_can_be_mended() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let (lea, vendor) = (Escalatee::User(desk.lea), Escalatee::Party(desk.vendor));
    desk.hand_off(case, vec![lea, vendor], "Is it yours?");
    assert_eq!(
        desk.mails(),
        [
            mail("", "case_escalated_to_you", "Lea has no mail address"),
            mail(
                "Karl@Cust.Example",
                "case_escalated_to_you",
                "Karl@Cust.Example is the customer's own address, and this is private"
            ),
        ]
    );
    let undeliverable: Vec<_> = desk.desk.notifications.values().cloned().collect();
    let again = |notice: usize, address: &str| Command::SendAgain {
        notice: undeliverable
            .iter()
            .filter(|one| matches!(one.state, NoticeState::Undeliverable(_)))
            .nth(notice)
            .unwrap()
            .id,
        address: address.into(),
    };
    assert_eq!(
        desk.refused(&again(1, CUSTOMER)),
        "address: this is the customer's own address, and the mail is private"
    );
    desk.ask(&again(0, "lea@x.example"));
    assert_eq!(
        desk.mails()[0],
        mail("lea@x.example", "case_escalated_to_you", "")
    );
    assert_eq!(
        desk.refused(&again(0, "lea@x.example")),
        "address: it waits to be sent"
    );
}

#[test]
fn only_support_reps_where_the_desk_says_so() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    desk.set(|support| support.support_reps_only = true);
    let hand_off = |to| Command::HandOff {
        case,
        to: vec![to],
        message: Box::default(),
        zone: None,
    };
    for to in [Escalatee::User(desk.sol), Escalatee::Party(desk.vendor)] {
        let refusal = desk.refused(&hand_off(to));
        assert!(refusal.contains("does not answer customers"), "{refusal}");
    }
    desk.ask(&hand_off(Escalatee::Group(desk.group)));
    assert_eq!(desk.status(case), "Escalated");
    assert_eq!(
        desk.mails(),
        [mail("printers@x.example", "case_escalated_to_you", "")]
    );
}

#[test]
fn the_status_stays_where_the_desk_does_not_put_it_back() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let sol = Escalatee::User(desk.sol);
    desk.hand_off(case, vec![sol], "");
    desk.set(|support| support.restores_status = false);
    desk.ask(&Command::EndHandOff { case, who: sol });
    assert_eq!(desk.status(case), "Escalated");
}

#[test]
fn sending_alone_does_not_count_and_sending_with_a_status_does() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    desk.now = at("2026-01-05T15:00:00Z");
    desk.say(case, MessageKind::Reply, "Dear Karl");
    assert_eq!(desk.case(case).last_modified.at, at("2026-01-05T14:00:00Z"));
    desk.now = at("2026-01-05T16:00:00Z");
    desk.ask(&Command::AddMessage {
        case,
        kind: MessageKind::Reply,
        text: "Done".into(),
        set_status: Some(status(&desk, "In Progress")),
    });
    assert_eq!(desk.case(case).last_modified.at, at("2026-01-05T16:00:00Z"));
    assert_eq!(desk.status(case), "In Progress");
    let bodies = desk.desk.notifications.values().map(|notice| &*notice.body);
    assert_eq!(bodies.collect::<Vec<_>>(), ["Dear Karl", "Done"]);
    desk.set(|support| support.mail_replies = false);
    desk.say(case, MessageKind::Reply, "Not mailed");
    assert_eq!(desk.mails().len(), 2);
}

#[test]
fn a_case_opened_again_by_its_customer_goes_to_whoever_replied_last() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    desk.by = Actor::User(desk.lea);
    desk.say(case, MessageKind::Reply, "Dear Karl");
    desk.ask(&Command::CloseCase(case));
    desk.by = Actor::User(desk.ana);
    desk.now = at("2026-01-06T14:00:00Z");
    desk.say(case, MessageKind::Customer, "Still wrong");
    let opened = desk.case(case);
    assert_eq!(opened.owner, Assignee::User(desk.lea));
    assert_eq!(opened.last_customer_modified_at, Some(desk.now));
    assert_eq!(
        opened.last_internal_modified_at,
        Some(at("2026-01-05T14:00:00Z"))
    );
    let said = desk.messages.last().unwrap();
    assert_eq!(
        (said.said.by, said.recorded_by),
        (Actor::Customer, Some(desk.ana))
    );
}

#[test]
fn a_locked_case_is_not_opened_again_and_only_administrators_change_it() {
    let mut desk = SupportDesk::open();
    desk.set(|support| support.lock_after_days = Some(2));
    let case = desk.open_case(Vec::new());
    desk.ask(&Command::CloseCase(case));
    desk.now = at("2026-01-07T13:59:59Z");
    desk.ask(&Command::SaveCase {
        case,
        changes: Vec::new(),
    });
    desk.now = at("2026-01-07T14:00:00Z");
    desk.say(case, MessageKind::Customer, "Hello?");
    assert_eq!(desk.status(case), "Closed");
    let refusal = desk.refused(&Command::ReopenCase(case));
    assert!(refusal.contains("locked"), "{refusal}");
    desk.by = Actor::User(desk.admin);
    desk.ask(&Command::ReopenCase(case));
    assert_eq!(desk.status(case), "Re-Opened");
}

#[test]
fn a_rep_takes_what_no_person_has() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let refusal = desk.refused(&Command::GrabCase(case));
    assert_eq!(
        refusal,
        "Ana has the case: ask them for it, or change the owner"
    );
    desk.by = Actor::User(desk.admin);
    let tier_two = desk.add(&Command::SaveQueue(queue("Tier 2")));
    desk.by = Actor::User(desk.ana);
    let queued = desk.open_case(vec![CaseChange::Owner(Assignee::Queue(tier_two.into()))]);
    desk.by = Actor::User(desk.sol);
    assert!(desk.try_ask(&Command::GrabCase(queued)).is_err());
    desk.by = Actor::User(desk.lea);
    desk.ask(&Command::GrabCase(queued));
    assert_eq!(desk.case(queued).owner, Assignee::User(desk.lea));
    assert_eq!(desk.status(queued), "In Progress");
}

#[test]
fn customers_are_answered_by_rule_or_by_hand_and_never_by_both() {
    let mut desk = SupportDesk::open();
    desk.by = Actor::User(desk.admin);
    let template = |kind, body: &str| NoticeTemplate {
        id: TemplateId(0),
        name: "Welcome".into(),
        kind: Some(kind),
        subject: "Case {case number}".into(),
        body: body.into(),
        stand_in: None,
    };
    let internal = Command::SaveTemplate(template(NoticeKind::AutoResponse, "{owner} has it"));
    assert_eq!(
        desk.refused(&internal),
        "body: there is no field {owner} in such a notice"
    );
    let welcome = template(NoticeKind::AutoResponse, "Dear {contact}");
    let welcome = TemplateId(desk.add(&Command::SaveTemplate(welcome)));
    let internal = template(NoticeKind::HandedOff, "{message}");
    let internal = TemplateId(desk.add(&Command::SaveTemplate(internal)));
    let rule = |template| AutoResponseRule {
        id: AutoResponseId(0),
        name: "All".into(),
        active: true,
        entries: vec![AutoResponseEntry {
            criteria: Vec::new(),
            logic: None,
            formula: None,
            template,
        }],
    };
    assert!(
        desk.try_ask(&Command::SaveAutoResponse(rule(internal)))
            .is_err()
    );
    desk.ask(&Command::SaveAutoResponse(rule(welcome)));
    let web = CaseChange::Choice(ChoiceList::Origin, Some(origin(&desk, "Web")));
    let phone = CaseChange::Choice(ChoiceList::Origin, Some(origin(&desk, "Phone")));
    desk.open_case(vec![phone.clone()]);
    assert_eq!(desk.mails(), []);
    desk.open_case(vec![web.clone()]);
    assert_eq!(desk.mails(), [mail(CUSTOMER, "auto_response", "")]);
    assert_eq!(&*desk.messages.last().unwrap().text, "Dear Karl");
    desk.set(|support| support.acknowledge = true);
    desk.open_case(vec![phone]);
    assert_eq!(
        desk.mails()[1],
        mail(CUSTOMER, "customer_acknowledgement", "")
    );
    desk.open_case(vec![web, CaseChange::Contact(None)]);
    assert_eq!(
        desk.mails()[2],
        mail(
            "",
            "auto_response",
            "the case's contact has no mail address"
        )
    );
}

/// Sol has no role: what he is asked he may answer, but the case is not his to save.
#[test]
fn whoever_is_asked_may_answer_the_customer_and_not_save_the_case() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let set = Some(status(&desk, "In Progress"));
    let reply = |set_status| Command::AddMessage {
        case,
        kind: MessageKind::Reply,
        text: "Dear Karl".into(),
        set_status,
    };
    desk.by = Actor::User(desk.sol);
    assert!(desk.try_ask(&reply(None)).is_err());
    desk.by = Actor::User(desk.ana);
    desk.hand_off(case, vec![Escalatee::User(desk.sol)], "");
    desk.by = Actor::User(desk.sol);
    assert!(desk.try_ask(&reply(set)).is_err());
    desk.ask(&reply(None));
    desk.say(case, MessageKind::EscalationReply, "It was sent twice");
    assert_eq!(desk.status(case), "Escalated");
}
