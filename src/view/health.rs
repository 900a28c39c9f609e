//! What is wrong on the desk, and where to mend it (semantics 2.45).

use super::{
    counted::counted,
    people::n_stand_ins,
    route::{Page, Route},
};
use crate::engine::{
    desk::Desk, in_order::by_name, instant::Instant, notification::NoticeState, rule::PendingState,
};
use std::collections::BTreeMap;

/// How bad something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Cases are not escalated that should be.
    Wrong,
    /// It wants a look.
    Check,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    /// How bad it is.
    pub weight: Weight,
    /// What it is, in a sentence.
    pub what: String,
    /// Where to mend it.
    pub to: Route,
    /// What stands there.
    pub link: &'static str,
}

/// Everything that is wrong, the worst first; empty when all is well.
#[must_use]
pub fn findings(desk: &Desk, now: Instant) -> Vec<Finding> {
    let check = |what: String, to: Route, link| Finding {
        weight: Weight::Check,
        what,
        to,
        link,
    };
    let mut found = blocked(desk);
    let undeliverable = desk.notifications.values();
    let undeliverable = undeliverable
        .filter(|notice| matches!(notice.state, NoticeState::Undeliverable(_)))
        .count();
    if undeliverable > 0 {
        let what = format!(
            "{} cannot be delivered.",
            counted(undeliverable, "mail", "mails")
        );
        found.push(check(what, Page::Outbox.into(), "See them in the outbox"));
    }
    if desk.active_rule().is_none() && !desk.rules.is_empty() {
        let what = "No rule is active: no case escalates by itself.".to_owned();
        found.push(check(what, Page::Rules.into(), "Activate a rule"));
    }
    for calendar in desk.calendars.values().filter(|calendar| calendar.active) {
        let hours = desk.open_hours(calendar.id);
        if hours.is_some_and(|hours| hours.never_opens(now)) {
            let what = format!(
                "{} never opens: nothing that counts in them comes due.",
                calendar.name
            );
            let to = Page::Calendar(calendar.id.0).into();
            found.push(check(what, to, "See these hours"));
        }
    }
    let (n_users, n_queues) = n_stand_ins(desk);
    let people = || Route::from(Page::People).with("check", "1");
    if n_users > 0 {
        let what = format!(
            "{} in for names of a file.",
            counted(n_users, "user stands", "users stand")
        );
        found.push(check(what, people(), "Check them"));
    }
    if n_queues > 0 {
        let what = format!(
            "{} in for names of a file.",
            counted(n_queues, "queue stands", "queues stand")
        );
        found.push(check(what, people().with("tab", "queues"), "Check them"));
    }
    found
}

/// Actions that are left past due since their target is not valid, by what is wrong with it.
fn blocked(desk: &Desk) -> Vec<Finding> {
    let mut n_by_reason: BTreeMap<&str, usize> = BTreeMap::new();
    for row in desk.plans.values().flat_map(|plan| &plan.pending) {
        if let PendingState::Blocked(reason) = &row.state {
            *n_by_reason.entry(reason).or_default() += 1;
        }
    }
    let finding = |(reason, n): (&str, usize)| Finding {
        weight: Weight::Wrong,
        what: format!(
            "{} blocked: {reason}.",
            counted(n, "escalation is", "escalations are")
        ),
        to: Route::from(Page::Pending).with("state", "blocked"),
        link: "See what is blocked",
    };
    by_name(
        n_by_reason.into_iter().map(finding).collect(),
        |one: &Finding| &one.what,
    )
}
