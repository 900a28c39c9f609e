//! Who is told that an escalation is blocked (semantics 2.45).

use crate::{
    looked_at::{ask, at, queue},
    replanned::desk_with_levels,
};
use rung::engine::{
    advance::catch_up,
    command::{CaseChange, Command},
    desk::Desk,
    id::{NotificationId, UserId},
    notice_kind::NoticeKind,
    notification::Channel,
    people::{Assignee, User},
    roles::Role,
    rule::{EscalationClock, PendingState, Reassign},
};

/// When the first level of both cases is due.
const DUE: &str = "2026-03-11T11:00:00Z";
/// When the second is.
const DUE_AGAIN: &str = "2026-03-11T15:00:00Z";

/// Two cases whose levels go to a queue that has stopped.
fn desk() -> Desk {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    ask(&mut desk, &Command::SaveQueue(queue("Tier two")));
    let mut queue = desk.queues.values().next_back().unwrap().clone();
    let mut rule = desk.rules.values().next().unwrap().clone();
    for action in &mut rule.entries[0].actions {
        action.reassign = Some(Reassign {
            to: Assignee::Queue(queue.id),
            template: None,
        });
    }
    ask(&mut desk, &Command::SaveRule(rule));
    let create = Command::CreateCase {
        changes: vec![CaseChange::Subject("Scanner".into())],
        created_at: None,
        number: None,
    };
    ask(&mut desk, &create);
    queue.active = false;
    ask(&mut desk, &Command::SaveQueue(queue));
    desk
}

fn colleague(desk: &mut Desk, role: Role, active: bool) -> UserId {
    let user = User {
        id: UserId(0),
        roles: vec![role],
        active,
        ..desk.users.values().next().unwrap().clone()
    };
    ask(desk, &Command::SaveUser(user));
    *desk.users.last_key_value().unwrap().0
}

fn pass(desk: &mut Desk, until: &str) {
    let changes = catch_up(desk, at(until), usize::MAX).unwrap();
    desk.apply(changes);
}

/// The notices that tell of what is blocked, with whose inbox they are in.
fn told(desk: &Desk) -> Vec<(NotificationId, UserId)> {
    let notices = desk.notifications.values();
    let of_blocked = notices.filter(|notice| notice.kind == NoticeKind::Blocked);
    let whose = of_blocked.filter_map(|notice| match notice.channel {
        Channel::Inbox(user) => Some((notice.id, user)),
        _ => None,
    });
    whose.collect()
}

fn readers(desk: &Desk) -> Vec<UserId> {
    told(desk).into_iter().map(|(_, user)| user).collect()
}

#[test]
fn each_administrator_who_works_here_is_told_once_however_many_cases_wait() {
    let mut desk = desk();
    let you = *desk.users.first_key_value().unwrap().0;
    let other = colleague(&mut desk, Role::Admin, true);
    colleague(&mut desk, Role::Admin, false);
    colleague(&mut desk, Role::Agent, true);
    pass(&mut desk, DUE);
    assert_eq!(readers(&desk), [you, other]);
    assert!(desk.cases.values().all(|case| !case.is_escalated));
}

#[test]
fn who_has_read_it_is_told_again_when_the_next_level_is_blocked() {
    let mut desk = desk();
    pass(&mut desk, DUE);
    let first = told(&desk);
    assert_eq!(first.len(), 1);
    ask(&mut desk, &Command::MarkRead(vec![first[0].0]));
    pass(&mut desk, DUE_AGAIN);
    assert_eq!(told(&desk).len(), 2, "the one that was read, and one more");
}

#[test]
fn one_save_that_mends_a_blocked_level_and_deletes_another_leaves_only_the_mended_one() {
    let mut desk = desk();
    pass(&mut desk, DUE);
    let mut rule = desk.rules.values().next().unwrap().clone();
    let levels = &mut rule.entries[0].actions;
    levels.truncate(1);
    levels[0].reassign = None;
    let mended = levels[0].id;
    ask(&mut desk, &Command::SaveRule(rule));
    for plan in desk.plans.values() {
        let pending: Vec<_> = plan.pending.iter().map(|row| row.action).collect();
        assert_eq!(pending, [mended]);
        assert_eq!(plan.pending[0].state, PendingState::Pending);
    }
}
