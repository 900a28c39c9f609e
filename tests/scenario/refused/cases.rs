//! Cases, what is said on them, and whom they are handed to.

use crate::{
    looked_at::{ask, first_desk, refused},
    support_desk::SupportDesk,
};
use rung::engine::{
    choice::ChoiceList,
    command::{CaseChange, Command},
    hand_off::Escalatee,
    id::{ChoiceId, GroupId, PartyId, QueueId, StatusId, UserId},
    message::{MESSAGE_CHARACTERS_MAX, MessageKind},
    people::Assignee,
    stamp::Actor,
};

fn open(changes: Vec<CaseChange>, number: Option<u64>) -> Command {
    Command::CreateCase {
        changes,
        created_at: None,
        number,
    }
}

#[test]
fn a_case_takes_only_what_is_in_the_lists() {
    let mut desk = first_desk();
    ask(&mut desk, &open(Vec::new(), None));
    let case = *desk.cases.keys().next().unwrap();
    let value = |list| CaseChange::Choice(list, Some(ChoiceId(999)));
    let of_list = "choose one of the list";
    for (change, field, reason) in [
        (
            CaseChange::Status(StatusId(999)),
            "status",
            "choose one of the statuses",
        ),
        (value(ChoiceList::Priority), "priority", of_list),
        (value(ChoiceList::Type), "type", of_list),
        (value(ChoiceList::Origin), "origin", of_list),
        (value(ChoiceList::Reason), "reason", of_list),
        (value(ChoiceList::Product), "product", of_list),
        (value(ChoiceList::RecordType), "record_type", of_list),
        (
            CaseChange::Owner(Assignee::User(UserId(999))),
            "owner",
            "choose a user or a queue",
        ),
        (
            CaseChange::Owner(Assignee::Queue(QueueId(999))),
            "owner",
            "choose a user or a queue",
        ),
        (
            CaseChange::AssignmentGroup(Some(GroupId(999))),
            "assignment_group",
            "choose one of the groups",
        ),
    ] {
        let expected = Some(format!("{field}: {reason}"));
        let save = Command::SaveCase {
            case,
            changes: vec![change.clone()],
        };
        assert_eq!(refused(&desk, &save), expected);
        assert_eq!(refused(&desk, &open(vec![change], None)), expected);
    }
}

#[test]
fn a_subject_has_255_characters_at_most() {
    let desk = first_desk();
    let of_length = |n: usize| open(vec![CaseChange::Subject("é".repeat(n).into())], None);
    assert_eq!(refused(&desk, &of_length(255)), None);
    let told = refused(&desk, &of_length(256));
    assert_eq!(told.as_deref(), Some("subject: at most 255 characters fit"));
}

#[test]
fn a_number_is_given_once_and_the_next_case_comes_after_it() {
    let mut desk = first_desk();
    ask(&mut desk, &open(Vec::new(), Some(2_000)));
    let again = refused(&desk, &open(Vec::new(), Some(2_000)));
    assert_eq!(
        again.as_deref(),
        Some("number: another case has that number")
    );
    ask(&mut desk, &open(Vec::new(), Some(7)));
    ask(&mut desk, &open(Vec::new(), None));
    let numbers: Vec<u64> = desk.cases.values().map(|case| case.number).collect();
    assert_eq!(numbers, [2_000, 7, 2_001]);
}

#[test]
fn what_is_so_already_is_not_done_again() {
    let mut desk = first_desk();
    ask(&mut desk, &open(Vec::new(), None));
    let case = *desk.cases.keys().next().unwrap();
    let (close, reopen) = (Command::CloseCase(case), Command::ReopenCase(case));
    let told = refused(&desk, &reopen);
    assert_eq!(told.as_deref(), Some("the case is open already"));
    ask(&mut desk, &close);
    let told = refused(&desk, &close);
    assert_eq!(told.as_deref(), Some("the case is closed already"));
    ask(&mut desk, &reopen);
    assert_eq!(desk.cases[&case].open_cycle, 1);
    ask(&mut desk, &close);
    ask(&mut desk, &reopen);
    assert_eq!(desk.cases[&case].open_cycle, 2);
}

#[test]
fn a_message_has_a_text_that_fits_and_is_of_a_kind_that_people_write() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let say = |kind, text: &str, set_status| Command::AddMessage {
        case,
        kind,
        text: text.into(),
        set_status,
    };
    let longest = "é".repeat(MESSAGE_CHARACTERS_MAX);
    desk.ask(&say(MessageKind::Comment, &longest, None));
    assert_eq!(desk.messages.last().unwrap().text.chars().count(), 32_000);
    let too_long = format!("{longest}!");
    let by_hand = "kind: hand the case off to write such a message";
    for (command, expected) in [
        (
            say(MessageKind::Comment, " \n", None),
            "text: write something first",
        ),
        (
            say(MessageKind::Comment, &too_long, None),
            "text: at most 32000 characters fit",
        ),
        (say(MessageKind::Escalation, "Help", None), by_hand),
        (say(MessageKind::System, "Help", None), by_hand),
        (
            say(MessageKind::Reply, "Dear Karl", Some(StatusId(999))),
            "status: choose one of the statuses",
        ),
    ] {
        assert_eq!(desk.refused(&command), expected);
    }
    assert_eq!(desk.messages.len(), 1, "a refusal says nothing");
}

#[test]
fn a_case_is_handed_to_somebody_who_is_here_with_a_message_that_fits() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let mut gone = desk.desk.users[&desk.lea].clone();
    gone.active = false;
    desk.by = Actor::User(desk.admin);
    desk.ask(&Command::SaveUser(gone));
    desk.by = Actor::User(desk.ana);
    let sol = Escalatee::User(desk.sol);
    let hand_off = |to: Vec<Escalatee>, message: &str| Command::HandOff {
        case,
        to,
        message: message.into(),
        zone: None,
    };
    let longest = "é".repeat(MESSAGE_CHARACTERS_MAX);
    for (command, expected) in [
        (
            hand_off(Vec::new(), ""),
            "to: choose at least one who is to help",
        ),
        (
            hand_off(vec![sol, Escalatee::User(desk.lea)], ""),
            "to: Lea is not active",
        ),
        (
            hand_off(vec![Escalatee::Party(PartyId(999)), sol], ""),
            "to: one of them was deleted: choose again",
        ),
        (
            hand_off(vec![sol], &format!("{longest}!")),
            "message: at most 32000 characters fit",
        ),
        (hand_off(vec![sol, sol], ""), "Sol has the case already"),
    ] {
        assert_eq!(desk.refused(&command), expected);
    }
    assert_eq!(desk.status(case), "New");
    desk.ask(&hand_off(vec![sol], &longest));
    assert_eq!(desk.status(case), "Escalated");
    let vendor = Escalatee::Party(desk.vendor);
    let again = hand_off(vec![vendor, sol], "");
    assert_eq!(desk.refused(&again), "Sol has the case already");
    let not_here = Command::EndHandOff { case, who: vendor };
    assert_eq!(desk.refused(&not_here), "the case is not with Vendor");
    desk.ask(&Command::CloseCase(case));
    let closed = "case 1001 is closed: open it again first";
    assert_eq!(desk.refused(&hand_off(vec![vendor], "")), closed);
}
