//! Who is told when a level fires, each way once, and what a wording says of the case.

use crate::{
    looked_at::queue,
    replanned::level,
    support_desk::{CUSTOMER, SupportDesk, at},
};
use rung::engine::{
    account::Account,
    choice::{Choice, ChoiceList},
    command::{CaseChange, Command},
    hand_off::Escalatee,
    history::Deed,
    id::{CaseId, ChoiceId, QueueId, TemplateId, UserId},
    message::MessageKind,
    notice_kind::NoticeKind,
    notification::{Channel, NoticeState, NoticeTemplate},
    people::{Assignee, Queue},
    rule::EscalationAction,
    stamp::Actor,
};

/// A desk whose cases reach one level after an hour.
fn with_level(action: impl FnOnce(&SupportDesk, &mut EscalationAction)) -> SupportDesk {
    let mut desk = SupportDesk::open();
    let mut level = level(60);
    action(&desk, &mut level);
    desk.activate(level);
    desk
}

/// Where the notices of a case went, and why some cannot be delivered.
fn told(desk: &SupportDesk, case: CaseId) -> Vec<String> {
    let notices = desk.desk.notifications.values();
    let of_case = notices.filter(|notice| notice.case == Some(case));
    let way = of_case.map(|notice| {
        let to = match &notice.channel {
            Channel::Email(address) => address.to_string(),
            Channel::Inbox(user) => desk.desk.users[user].name.to_string(),
            Channel::Webhook(_) => "a webhook".to_owned(),
        };
        match &notice.state {
            NoticeState::Undeliverable(reason) => format!("{to}({reason})"),
            _ => to,
        }
    });
    way.collect()
}

fn tier_two(desk: &mut SupportDesk, email: &str, members: Option<&[UserId]>) -> QueueId {
    let id = desk.add(&Command::SaveQueue(Queue {
        email: email.into(),
        email_members: members.is_some(),
        members: members.map_or_else(|| vec![desk.ana], <[UserId]>::to_vec),
        ..queue("Tier 2")
    }));
    QueueId(id)
}

#[test]
fn a_queue_is_told_at_its_address_and_its_members_where_it_says_so() {
    let mut desk = with_level(|_, _| {});
    let (ana, lea) = (desk.ana, desk.lea);
    let tier2 = "tier2@x.example";
    let unreachable = "(Tier 2 has no mail address)";
    for (email, members, expected) in [
        (tier2, None, vec![tier2]),
        (
            tier2,
            Some(&[ana, lea][..]),
            vec![
                tier2,
                "ana@x.example",
                "Ana",
                "(Lea has no mail address)",
                "Lea",
            ],
        ),
        (tier2, Some(&[]), vec![tier2]),
        ("", Some(&[ana]), vec!["ana@x.example", "Ana"]),
        ("", Some(&[]), vec![unreachable]),
        ("", None, vec![unreachable]),
    ] {
        let queue = tier_two(&mut desk, email, members);
        let case = desk.open_case(vec![CaseChange::Owner(Assignee::Queue(queue))]);
        let due = desk.now.plus_minutes(60).to_string();
        desk.wait_until(&due);
        assert_eq!(told(&desk, case), expected);
    }
}

#[test]
fn nobody_is_told_twice_of_one_level() {
    let mut desk = with_level(|desk, level| {
        level.notify_user = Some(desk.ana);
        level.additional_emails = vec!["ana@x.example".into(), "lead@x.example".into()];
    });
    let case = desk.open_case(Vec::new());
    desk.wait_until("2026-01-05T15:00:00Z");
    assert_eq!(
        told(&desk, case),
        ["ana@x.example", "Ana", "lead@x.example"]
    );
}

#[test]
fn whoever_gets_a_case_reads_it_in_the_inbox_and_is_mailed_where_a_wording_is_chosen() {
    let wording = |desk: &mut SupportDesk| {
        let template = NoticeTemplate {
            id: TemplateId(0),
            name: "Yours".into(),
            kind: None,
            subject: "Yours now".into(),
            body: "Yours now".into(),
            stand_in: None,
        };
        desk.by = Actor::User(desk.admin);
        TemplateId(desk.add(&Command::SaveTemplate(template)))
    };
    let mut desk = with_level(|desk, level| {
        level.notify_owner = false;
        level.reassign = Some(
            serde_json::from_value(serde_json::json!({ "to": Assignee::User(desk.sol) })).unwrap(),
        );
    });
    let case = desk.open_case(Vec::new());
    desk.wait_until("2026-01-05T15:00:00Z");
    assert_eq!(told(&desk, case), ["Sol"]);
    assert_eq!(desk.case(case).owner, Assignee::User(desk.sol));
    let template = wording(&mut desk);
    let mut rule = desk.desk.rules.values().next().unwrap().clone();
    let reassign = rule.entries[0].actions[0].reassign.as_mut().unwrap();
    reassign.template = Some(template);
    desk.ask(&Command::SaveRule(rule));
    let case = desk.open_case(Vec::new());
    desk.wait_until("2026-01-05T16:00:00Z");
    assert_eq!(told(&desk, case), ["sol@x.example", "Sol"]);
}

#[test]
fn a_wording_names_what_the_case_is_like_when_it_is_sent() {
    let mut desk = SupportDesk::open();
    desk.by = Actor::User(desk.admin);
    let template = NoticeTemplate {
        id: TemplateId(0),
        name: "Help".into(),
        kind: Some(NoticeKind::HandedOff),
        subject: "{case number}: {subject} {unknown}".into(),
        body: "{priority}/{status}/{owner}/{account}/{contact}/{case reason}/{age}/\
               {from}/{message}/{customer message}/{"
            .into(),
        stand_in: None,
    };
    let told = desk.refused(&Command::SaveTemplate(template.clone()));
    assert_eq!(
        told,
        "subject: there is no field {unknown} in such a notice"
    );
    desk.ask(&Command::SaveTemplate(NoticeTemplate {
        subject: "{case number}: {subject}".into(),
        ..template
    }));
    let broken = desk.add(&Command::SaveChoice(Choice {
        id: ChoiceId(0),
        list: ChoiceList::Reason,
        name: "Broken".into(),
        order: 0,
    }));
    let acme = serde_json::json!({ "id": 0, "name": "Acme" });
    let acme: Account = serde_json::from_value(acme).unwrap();
    let acme = desk.add(&Command::SaveAccount(acme));
    desk.by = Actor::User(desk.ana);
    let case = desk.open_case(vec![
        CaseChange::Account(Some(acme.into())),
        CaseChange::Choice(ChoiceList::Reason, Some(ChoiceId(broken))),
    ]);
    desk.say(case, MessageKind::Customer, "It smokes");
    desk.now = at("2026-01-06T16:07:59Z");
    desk.hand_off(case, vec![Escalatee::User(desk.sol)], " Please look ");
    let notice = desk.desk.notifications.values().next_back().unwrap();
    assert_eq!(&*notice.subject, "1001: Invoice");
    assert_eq!(
        &*notice.body,
        "Medium/New/Ana/Acme/Karl/Broken/26 h 7 min/Ana/Please look/It smokes/{"
    );
}

#[test]
fn a_call_is_noted_and_counts_as_no_modification() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    assert_eq!(desk.case(case).last_activity_at, None);
    desk.now = at("2026-01-05T15:00:00Z");
    let changes = desk.ask(&Command::LogActivity(case));
    let told: Vec<_> = changes
        .history
        .iter()
        .map(|it| (it.case, &it.deed))
        .collect();
    assert_eq!(told, [(Some(case), &Deed::ActivityLogged)]);
    let after = desk.case(case);
    assert_eq!(after.last_activity_at, Some(at("2026-01-05T15:00:00Z")));
    assert_eq!(after.last_modified.at, at("2026-01-05T14:00:00Z"));
    assert_eq!(after.first_modified_at, None);
    let gone = desk.refused(&Command::LogActivity(CaseId(99)));
    assert_eq!(gone, "the case is not here any more");
}

#[test]
fn those_asked_to_help_hear_of_a_save_where_the_desk_says_so() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let (sol, group) = (Escalatee::User(desk.sol), Escalatee::Group(desk.group));
    desk.hand_off(case, vec![sol, group], "");
    let save = Command::SaveCase {
        case,
        changes: Vec::new(),
    };
    let updates = |desk: &SupportDesk| {
        let mails = desk.mails().into_iter();
        let updates = mails.filter(|(_, kind, _)| *kind == "escalated_case_updated");
        updates.map(|(to, ..)| to).collect::<Vec<_>>()
    };
    desk.ask(&save);
    assert_eq!(updates(&desk), [""; 0]);
    desk.set(|support| support.notify_escalatees = true);
    desk.ask(&save);
    assert_eq!(updates(&desk), ["sol@x.example", "printers@x.example"]);
    desk.ask(&Command::EndHandOff { case, who: sol });
    desk.ask(&save);
    assert_eq!(updates(&desk)[2..], ["printers@x.example"]);
    desk.ask(&Command::CloseCase(case));
    assert_eq!(updates(&desk).len(), 3, "an end is no update");
    assert!(!desk.mails().iter().any(|(to, ..)| to == CUSTOMER));
}

#[test]
fn a_history_names_those_who_were_told_and_no_blanks() {
    let mut desk = with_level(|_, _| {});
    let case = desk.open_case(vec![CaseChange::Owner(Assignee::User(desk.lea))]);
    desk.wait_until("2026-01-05T15:00:00Z");
    assert_eq!(told(&desk, case), ["(Lea has no mail address)", "Lea"]);
    let firing = desk.history.iter().find_map(|entry| match &entry.deed {
        Deed::Fired(firing) => Some(&firing.told),
        _ => None,
    });
    assert_eq!(firing.unwrap()[..], ["Lea".into()]);
}
