//! What those who watch an escalation read, and what stands on its case.

use super::floor::{Floor, asked};
use rung::engine::{
    command::Command,
    escalation::{EscalationCommand, EscalationUpdate, Source, Trend},
    id::{EscalationId, UserId},
    message::MessageKind,
    notice_kind::NoticeKind,
    notification::NoticeState,
    people::User,
    stamp::Actor,
};

const UPDATED: NoticeKind = NoticeKind::EscalationUpdated;

fn watched_by(floor: &mut Floor, id: EscalationId, users: &[UserId]) {
    let update = EscalationUpdate {
        watch_list: Some(users.to_vec()),
        ..EscalationUpdate::default()
    };
    floor.update(id, update);
}

/// Who is told of an update that says nothing else than these words.
fn told_of(floor: &mut Floor, id: EscalationId, comment: &str) -> Vec<String> {
    let before = floor.told(UPDATED).len();
    let update = EscalationUpdate {
        comment: comment.into(),
        ..EscalationUpdate::default()
    };
    floor.update(id, update);
    floor.told(UPDATED).split_off(before)
}

fn no_mail_of_own_updates(floor: &mut Floor, user: UserId) {
    let user = User {
        no_mail_of_own_updates: true,
        ..floor.desk.users[&user].clone()
    };
    floor.done(Actor::System, &Command::SaveUser(user));
}

#[test]
fn whoever_updates_is_mailed_once_and_never_told_in_the_inbox() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    let (ana, mia) = (floor.ana, floor.mia);
    watched_by(&mut floor, id, &[mia]);
    let mia_and_ana = ["mia@x.example", "Mia", "ana@x.example"];
    assert_eq!(told_of(&mut floor, id, "Soon"), mia_and_ana);
    watched_by(&mut floor, id, &[mia, ana]);
    assert_eq!(told_of(&mut floor, id, "Soon"), mia_and_ana);
}

#[test]
fn whoever_does_not_want_mail_of_own_updates_gets_none_and_others_still_do() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    let (ana, mia) = (floor.ana, floor.mia);
    no_mail_of_own_updates(&mut floor, ana);
    no_mail_of_own_updates(&mut floor, mia);
    watched_by(&mut floor, id, &[ana, mia]);
    assert_eq!(
        told_of(&mut floor, id, "Soon"),
        ["mia@x.example", "Mia"],
        "for Mia it is somebody else's update"
    );
}

#[test]
fn an_end_is_mailed_to_those_who_watch_and_to_nobody_else() {
    for (ana_watches, expected) in [
        (false, &["mia@x.example", "Mia"][..]),
        (true, &["mia@x.example", "Mia", "ana@x.example"]),
    ] {
        let mut floor = Floor::open();
        let id = floor.escalate();
        let (ana, mia) = (floor.ana, floor.mia);
        let watchers = if ana_watches {
            vec![mia, ana]
        } else {
            vec![mia]
        };
        watched_by(&mut floor, id, &watchers);
        let end = EscalationCommand::Deescalate {
            escalation: id,
            justification: " They are happy ".into(),
        };
        floor.done(Actor::User(ana), &asked(end));
        assert_eq!(floor.told(NoticeKind::EscalationClosed), expected);
        let mail = floor.desk.notifications.values().next_back().unwrap();
        assert_eq!(
            &*mail.body,
            "Ana de-escalated case 1001.\n\nThey are happy\n\nSubject: It is slow\nAccount: Acme"
        );
        let note = floor.messages.last().unwrap();
        assert_eq!(note.kind, MessageKind::WorkNote);
        assert_eq!(&*note.text, "ESC0000001 is de-escalated: They are happy");
    }
}

/// What the last mail of an update says between who wrote it and the severity.
fn mailed(floor: &Floor) -> String {
    let notices = floor.desk.notifications.values();
    let mut updates = notices.filter(|it| it.kind == UPDATED);
    let body = &updates.next_back().unwrap().body;
    let text = body.strip_prefix("Ana updated ESC0000001.\n\n").unwrap();
    text.split("\n\nSeverity: ").next().unwrap().to_owned()
}

#[test]
fn an_update_says_what_became_different_and_what_was_written() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    let group = *floor.desk.groups.keys().next().unwrap();
    floor.update(
        id,
        EscalationUpdate {
            severity: Some(floor.severity("Medium")),
            trend: Some(Trend::Improving),
            watch_list: Some(vec![floor.mia, floor.max]),
            assignment_group: Some(Some(group)),
            assigned_to: Some(Some(floor.max)),
            comment: " Half of it is solved ".into(),
            work_note: " Do not tell ".into(),
            ..EscalationUpdate::default()
        },
    );
    let what = "severity High → Medium; trend Same → Improving; \
                assignment group none → Approvers; assigned to nobody → Max; \
                watch list: + Mia, + Max";
    assert_eq!(mailed(&floor), format!("{what}\nHalf of it is solved"));
    let note = floor.messages.last().unwrap();
    assert_eq!(note.kind, MessageKind::WorkNote);
    assert_eq!(
        &*note.text,
        format!("ESC0000001 is updated: {what}\nHalf of it is solved\nDo not tell")
    );
    floor.update(
        id,
        EscalationUpdate {
            watch_list: Some(vec![floor.max]),
            assigned_to: Some(None),
            ..EscalationUpdate::default()
        },
    );
    assert_eq!(
        mailed(&floor),
        "assigned to Max → nobody; watch list: - Mia"
    );
    floor.update(id, EscalationUpdate::default());
    assert_eq!(mailed(&floor), "Nothing changed.");
    let note = floor.messages.last().unwrap();
    assert_eq!(&*note.text, "ESC0000001 is updated");
    let kept: Vec<_> = floor.record(id).updates.iter().collect();
    assert_eq!(kept.len(), 3);
    assert_eq!(&*kept[0].comment, "Half of it is solved");
    assert_eq!(&*kept[0].work_note, "Do not tell");
}

#[test]
fn related_cases_are_those_of_the_account_and_say_their_numbers() {
    let mut floor = Floor::open();
    let template = floor.template("Account escalation");
    let draft = floor.draft(Source::Account(floor.acme), template);
    let ana = Actor::User(floor.ana);
    floor.done(ana, &asked(EscalationCommand::Request(draft)));
    let id = *floor.desk.escalations.keys().next().unwrap();
    let n_messages = floor.messages.len();
    floor.update(
        id,
        EscalationUpdate {
            related_cases: Some(floor.cases.to_vec()),
            ..EscalationUpdate::default()
        },
    );
    let added = "related cases: + 1001, + 1002";
    assert_eq!(*floor.record(id).updates[0].changes, [added.into()]);
    assert_eq!(
        floor.messages.len(),
        n_messages,
        "it has no case to note it on"
    );
    let create = Command::CreateCase {
        changes: Vec::new(),
        created_at: None,
        number: None,
    };
    floor.done(ana, &create);
    let of_nobody = *floor.desk.cases.keys().last().unwrap();
    let relate = |escalation, case| {
        asked(EscalationCommand::Update {
            escalation,
            update: EscalationUpdate {
                related_cases: Some(vec![case]),
                ..EscalationUpdate::default()
            },
        })
    };
    let told = floor.ask(ana, &relate(id, of_nobody)).unwrap_err();
    let expected = "related_cases: choose cases of this account";
    assert_eq!(told.to_string(), expected);
    let of_case = floor.escalate();
    let told = floor.ask(ana, &relate(of_case, floor.cases[1]));
    assert_eq!(told.unwrap_err().to_string(), expected);
}

#[test]
fn an_update_takes_only_what_can_be_chosen_and_only_while_it_is_open() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    let ana = Actor::User(floor.ana);
    let command = |update| {
        asked(EscalationCommand::Update {
            escalation: id,
            update,
        })
    };
    let wrong = EscalationUpdate {
        severity: Some(999.into()),
        assignment_group: Some(Some(999.into())),
        assigned_to: Some(Some(999.into())),
        ..EscalationUpdate::default()
    };
    let before = floor.desk.clone();
    let told = floor.ask(ana, &command(wrong)).unwrap_err();
    assert_eq!(
        told.to_string(),
        "severity: choose one of the severities; assignment_group: choose one of the groups; \
         assigned_to: choose one of the users"
    );
    let end = |justification: &str| {
        asked(EscalationCommand::Deescalate {
            escalation: id,
            justification: justification.into(),
        })
    };
    let told = floor.ask(ana, &end(" ")).unwrap_err();
    assert_eq!(
        told.to_string(),
        "write a justification first, so that everybody can see why"
    );
    assert!(floor.desk == before, "a refusal changes nothing");
    floor.done(ana, &end("Solved"));
    let closed = "ESC0000001 is closed: escalate anew if it is needed again";
    let told = floor.ask(ana, &command(EscalationUpdate::default()));
    assert_eq!(told.unwrap_err().to_string(), closed);
    let told = floor.ask(ana, &end("Again")).unwrap_err();
    assert_eq!(told.to_string(), closed);
}

#[test]
fn mail_to_a_watcher_who_left_is_kept_with_the_reason() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    let max = floor.max;
    watched_by(&mut floor, id, &[max]);
    floor.deactivate(max);
    assert_eq!(
        told_of(&mut floor, id, "Soon"),
        ["max@x.example", "ana@x.example"]
    );
    let notices = floor.desk.notifications.values();
    let undeliverable = notices.filter_map(|notice| match &notice.state {
        NoticeState::Undeliverable(reason) => Some(&**reason),
        _ => None,
    });
    assert_eq!(undeliverable.collect::<Vec<_>>(), ["Max is not active"]);
}
