//! Which status a case gets when it is handed off and when it comes back, and what its list keeps.

use crate::{looked_at::queue, support_desk::SupportDesk};
use rung::engine::{
    choice::{CaseStatus, Stage},
    command::{CaseChange, Command},
    hand_off::Escalatee,
    history::Deed,
    id::{CaseId, StatusId},
    message::MessageKind,
    people::{Assignee, User},
    stamp::Actor,
};

fn status(desk: &SupportDesk, name: &str) -> StatusId {
    let mut statuses = desk.desk.statuses.values();
    statuses.find(|one| &*one.name == name).unwrap().id
}

fn by_admin(desk: &mut SupportDesk, command: &Command) {
    let by = std::mem::replace(&mut desk.by, Actor::User(desk.admin));
    desk.ask(command);
    desk.by = by;
}

/// A case in that status which is handed to Sol and to the group.
fn handed_off(from: &str) -> (SupportDesk, CaseId) {
    let mut desk = SupportDesk::open();
    let from = CaseChange::Status(status(&desk, from));
    let case = desk.open_case(vec![from]);
    let (sol, group) = (Escalatee::User(desk.sol), Escalatee::Group(desk.group));
    desk.hand_off(case, vec![sol], "");
    desk.hand_off(case, vec![group], "");
    (desk, case)
}

fn end(desk: &mut SupportDesk, case: CaseId) {
    for who in [Escalatee::User(desk.sol), Escalatee::Group(desk.group)] {
        assert_eq!(
            desk.desk.hand_offs[&case].active().count() > 1,
            who == Escalatee::User(desk.sol)
        );
        desk.ask(&Command::EndHandOff { case, who });
    }
}

#[test]
fn the_status_comes_back_with_the_last_who_was_asked_and_not_before() {
    let (mut desk, case) = handed_off("On Hold");
    let sol = Escalatee::User(desk.sol);
    desk.ask(&Command::EndHandOff { case, who: sol });
    assert_eq!(desk.status(case), "Escalated");
    let group = Escalatee::Group(desk.group);
    desk.ask(&Command::EndHandOff { case, who: group });
    assert_eq!(desk.status(case), "On Hold");
}

#[test]
fn a_status_that_somebody_chose_meanwhile_stays() {
    let (mut desk, case) = handed_off("New");
    let changes = vec![CaseChange::Status(status(&desk, "On Hold"))];
    desk.ask(&Command::SaveCase { case, changes });
    end(&mut desk, case);
    assert_eq!(desk.status(case), "On Hold");
}

#[test]
fn where_the_status_before_is_gone_or_closes_the_case_it_goes_on_as_one_that_is_taken() {
    let (mut desk, case) = handed_off("Not Started");
    let delete = Command::DeleteStatus(status(&desk, "Not Started"));
    by_admin(&mut desk, &delete);
    end(&mut desk, case);
    assert_eq!(desk.status(case), "In Progress");
    let (mut desk, case) = handed_off("Not Started");
    let closing = CaseStatus {
        stage: Stage::Closed,
        ..desk.desk.statuses[&status(&desk, "Not Started")].clone()
    };
    by_admin(&mut desk, &Command::SaveStatus(closing));
    end(&mut desk, case);
    assert_eq!(desk.status(case), "In Progress");
    assert!(!desk.case(case).is_closed());
}

#[test]
fn where_no_status_is_chosen_it_is_the_first_that_suits() {
    let mut desk = SupportDesk::open();
    desk.set(|support| {
        support.status_for_escalated = None;
        support.status_for_grabbed = None;
    });
    let case = desk.open_case(Vec::new());
    desk.hand_off(case, vec![Escalatee::User(desk.sol)], "");
    assert_eq!(desk.status(case), "Escalated");
    desk.by = Actor::User(desk.admin);
    let tier_two = desk.add(&Command::SaveQueue(queue("Tier 2")));
    desk.by = Actor::User(desk.ana);
    let queued = desk.open_case(vec![CaseChange::Owner(Assignee::Queue(tier_two.into()))]);
    desk.ask(&Command::GrabCase(queued));
    assert_eq!(desk.status(queued), "In Progress");
    let again = desk.refused(&Command::GrabCase(queued));
    assert_eq!(
        again,
        "Ana has the case: ask them for it, or change the owner"
    );
}

#[test]
fn a_closed_case_is_with_nobody_and_comes_back_in_no_earlier_status() {
    let (mut desk, case) = handed_off("On Hold");
    let told = desk.ask(&Command::CloseCase(case)).history;
    let ended = told.iter().find_map(|entry| match &entry.deed {
        Deed::HandOffEnded { who } => Some(who.clone()),
        _ => None,
    });
    let both = vec![Escalatee::User(desk.sol), Escalatee::Group(desk.group)];
    assert_eq!(ended, Some(both));
    assert_eq!(desk.desk.hand_offs[&case].rows.len(), 2, "the rows stay");
    let told = desk.ask(&Command::ReopenCase(case)).history;
    assert!(
        !told
            .iter()
            .any(|it| matches!(it.deed, Deed::HandOffEnded { .. }))
    );
    desk.hand_off(case, vec![Escalatee::User(desk.sol)], "");
    let who = Escalatee::User(desk.sol);
    desk.ask(&Command::EndHandOff { case, who });
    assert_eq!(desk.status(case), "Re-Opened");
    // Closed again, with nobody left, nothing ends.
    let told = desk.ask(&Command::CloseCase(case)).history;
    assert!(
        !told
            .iter()
            .any(|it| matches!(it.deed, Deed::HandOffEnded { .. }))
    );
}

#[test]
fn a_row_keeps_the_wall_clock_of_whoever_wrote_it() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let (sol, lea) = (Escalatee::User(desk.sol), Escalatee::User(desk.lea));
    let group = Escalatee::Group(desk.group);
    let in_zone = |to, zone: Option<&str>| Command::HandOff {
        case,
        to: vec![to],
        message: Box::default(),
        zone: zone.map(Into::into),
    };
    let unknown = desk.refused(&in_zone(sol, Some("Mars/Base")));
    assert_eq!(unknown, "the browser does not know the time zone Mars/Base");
    desk.ask(&in_zone(sol, None));
    let ana = User {
        zone: "Asia/Tokyo".into(),
        ..desk.desk.users[&desk.ana].clone()
    };
    by_admin(&mut desk, &Command::SaveUser(ana));
    desk.ask(&in_zone(lea, None));
    desk.ask(&in_zone(group, Some("America/New_York")));
    let rows = desk.desk.hand_offs[&case].rows.iter();
    let zones: Vec<_> = rows
        .map(|row| (&*row.entry_zone, row.entry_offset_seconds))
        .collect();
    assert_eq!(
        zones,
        [
            ("America/New_York", -18_000),
            ("Asia/Tokyo", 32_400),
            ("America/New_York", -18_000),
        ]
    );
}

#[test]
fn whoever_asked_reads_the_answer_whoever_has_the_case() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(vec![CaseChange::Owner(Assignee::User(desk.lea))]);
    desk.hand_off(case, vec![Escalatee::User(desk.sol)], "Is it yours?");
    desk.by = Actor::User(desk.sol);
    desk.say(case, MessageKind::EscalationReply, "It is");
    let answers = desk.mails().into_iter();
    let answers = answers.filter(|(_, kind, _)| *kind == "escalation_reply");
    assert_eq!(
        answers.map(|(to, ..)| to).collect::<Vec<_>>(),
        ["ana@x.example"]
    );
}

#[test]
fn whoever_asks_oneself_is_mailed_only_where_the_desk_says_so() {
    for (skip_self, expected) in [(true, &[][..]), (false, &["ana@x.example".to_owned()])] {
        let mut desk = SupportDesk::open();
        desk.set(|support| support.skip_self = skip_self);
        let case = desk.open_case(Vec::new());
        desk.hand_off(case, vec![Escalatee::User(desk.ana)], "A note to myself");
        let to: Vec<String> = desk.mails().into_iter().map(|(to, ..)| to).collect();
        assert_eq!(to, expected);
    }
}

#[test]
fn only_whoever_is_asked_replies_to_the_one_who_asked() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let vendor = Escalatee::Party(desk.vendor);
    desk.hand_off(case, vec![Escalatee::User(desk.sol), vendor], "");
    let reply = Command::AddMessage {
        case,
        kind: MessageKind::EscalationReply,
        text: "It is".into(),
        set_status: None,
    };
    desk.by = Actor::User(desk.lea);
    assert_eq!(desk.refused(&reply), "the case is not with Lea");
    desk.by = Actor::User(desk.ana);
    desk.hand_off(case, vec![Escalatee::Group(desk.group)], "");
    desk.by = Actor::User(desk.lea);
    desk.ask(&reply);
}
