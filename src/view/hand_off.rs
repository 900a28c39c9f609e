//! Whom a case was handed to, whom it can be handed to, and what somebody is asked to help with.

use super::phrase::{actor_words, instant_in_full, instant_words, lasted};
use crate::engine::{
    account::{Account, Contact},
    calendar::ZoneTable,
    case::Case,
    choice::CaseStatus,
    desk::Desk,
    hand_off::{EscalateTo, Escalatee},
    id::{CaseId, UserId},
    in_order::{by_name, by_number},
    instant::Instant,
    people::Assignee,
    record::Records,
};

/// One row of the Escalations tab of a case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EscalateToRow {
    /// Who.
    pub escalatee: Escalatee,
    /// The name.
    pub name: String,
    /// What it is: an employee, a group, a vendor, a partner.
    pub kind: &'static str,
    /// The address that reached them then.
    pub email: Box<str>,
    /// Their telephone number then.
    pub phone: Box<str>,
    /// When, as it was entered: on the clocks of that zone, with the zone.
    pub at: String,
    /// The same on the reader's clocks and in UTC.
    pub at_in_full: String,
    /// Who handed it to them.
    pub by: String,
    /// What they were asked.
    pub message: Box<str>,
    /// When it ended and by whom; empty while it goes on.
    pub ended: String,
    /// Whether it goes on.
    pub is_active: bool,
}

/// Everybody who ever had a case, those who have it first, then the latest first (semantics 7.8).
#[must_use]
pub fn escalate_to_rows(desk: &Desk, case: CaseId, zone: &ZoneTable) -> Vec<EscalateToRow> {
    let Some(list) = desk.hand_offs.get(&case) else {
        return Vec::new();
    };
    let rows: Vec<&EscalateTo> = list.rows.iter().rev().collect();
    let rows = by_number(rows, |row| i64::from(!row.is_active()));
    let row = |row: &EscalateTo| EscalateToRow {
        escalatee: row.escalatee,
        name: row.escalatee.name(desk).to_owned(),
        kind: row.escalatee.facts(desk).map_or("", |facts| facts.kind),
        email: row.email.clone(),
        phone: row.phone.clone(),
        at: entered_words(row),
        at_in_full: instant_in_full(row.escalated.at, zone),
        by: actor_words(desk, row.escalated.by),
        message: row.message.clone(),
        ended: row.ended.map_or_else(String::new, |ended| {
            let (when, who) = (instant_words(ended.at, zone), actor_words(desk, ended.by));
            format!("{when} by {who}")
        }),
        is_active: row.is_active(),
    };
    rows.into_iter().map(row).collect()
}

/// When a hand-off was entered, on the clocks of the zone in which it was (semantics 7.12):
/// `Mon 5 Jan 2026, 10:00 GMT-5 (America/New_York)`.
#[must_use]
pub fn entered_words(row: &EscalateTo) -> String {
    let civil = row.escalated.at.civil(row.entry_offset_seconds);
    let offset = offset_words(row.entry_offset_seconds);
    format!(
        "{} {offset} ({})",
        civil.format("%a %-d %b %Y, %H:%M"),
        row.entry_zone
    )
}

/// An offset from UTC as clocks abbreviate it: `GMT-5`, `GMT+5:30`, `GMT`.
#[must_use]
pub fn offset_words(offset_seconds: i32) -> String {
    let sign = match offset_seconds {
        0 => return "GMT".to_owned(),
        offset if offset < 0 => '-',
        _ => '+',
    };
    let minutes = offset_seconds.unsigned_abs() / 60;
    match minutes % 60 {
        0 => format!("GMT{sign}{}", minutes / 60),
        rest => format!("GMT{sign}{}:{rest:02}", minutes / 60),
    }
}

/// Somebody whom a case can be handed to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HandOffTarget {
    /// Who.
    pub escalatee: Escalatee,
    /// Names it among the others, for a form.
    pub key: String,
    /// The name with what it is.
    pub label: String,
    /// What to know before choosing it; empty for nothing.
    pub warning: String,
}

/// Those whom a case can be handed to: active, not having it yet, and answering customers where
/// the desk says so (semantics 7.2).
#[must_use]
pub fn hand_off_targets(desk: &Desk, case: CaseId) -> Vec<HandOffTarget> {
    let users = desk.users.keys().map(|id| Escalatee::User(*id));
    let groups = desk.groups.keys().map(|id| Escalatee::Group(*id));
    let parties = desk.parties.keys().map(|id| Escalatee::Party(*id));
    let rows = desk.hand_offs.get(&case);
    let reps_only = desk.support().support_reps_only;
    let mut targets = Vec::new();
    for escalatee in users.chain(groups).chain(parties) {
        let has_it = rows.is_some_and(|rows| rows.is_with(escalatee));
        let Some(facts) = escalatee.facts(desk).filter(|facts| facts.active) else {
            continue;
        };
        if !has_it && (facts.supports || !reps_only) {
            targets.push(HandOffTarget {
                escalatee,
                key: escalatee_key(escalatee),
                label: format!("{} ({})", facts.name, facts.kind.to_lowercase()),
                warning: no_address_words(facts.name, facts.email, escalatee),
            });
        }
    }
    by_name(targets, |target| &target.label)
}

fn no_address_words(name: &str, email: &str, escalatee: Escalatee) -> String {
    match escalatee {
        _ if !email.is_empty() => String::new(),
        Escalatee::Group(_) => format!(
            "{name} has no mail address: its members are not mailed one by one, so make a mailing \
             list in your mail system and put its address at the group"
        ),
        Escalatee::User(_) => format!("{name} has no mail address and finds it in the inbox only"),
        Escalatee::Party(_) => format!("{name} has no mail address and will not hear of it"),
    }
}

/// Names an escalatee in a form.
#[must_use]
pub fn escalatee_key(escalatee: Escalatee) -> String {
    match escalatee {
        Escalatee::User(id) => format!("user-{}", id.0),
        Escalatee::Group(id) => format!("group-{}", id.0),
        Escalatee::Party(id) => format!("party-{}", id.0),
    }
}

/// A case that somebody is asked to help with.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MyHandOff {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: u64,
    /// Its subject.
    pub subject: Box<str>,
    /// The customer: person and company.
    pub customer: String,
    /// Its status.
    pub status: Box<str>,
    /// Who asks.
    pub asked_by: String,
    /// The group by which it came; empty when the reader was asked in person.
    pub through: String,
    /// What they ask.
    pub message: Box<str>,
    /// What the customer wrote last; empty for nothing.
    pub customer_message: Box<str>,
    /// When, as it was entered.
    pub at: String,
    /// For how long.
    pub waits: String,
}

/// The cases that are with somebody, in person or by a group, the longest waiting first (semantics
/// 11.6).
#[must_use]
pub fn my_hand_offs(desk: &Desk, user: UserId, now: Instant) -> Vec<MyHandOff> {
    let mut mine = Vec::new();
    for rows in desk.hand_offs.values() {
        if let (Some(row), Some(case)) = (rows.row_of(desk, user), desk.cases.get(&rows.id)) {
            mine.push((row.escalated.at, my_hand_off(desk, case, row, now)));
        }
    }
    let mine = by_number(mine, |(at, _)| at.seconds());
    mine.into_iter().map(|(_, row)| row).collect()
}

/// How many cases are with somebody.
#[must_use]
pub fn n_hand_offs(desk: &Desk, user: UserId) -> usize {
    let lists = desk.hand_offs.values();
    lists
        .filter(|rows| rows.row_of(desk, user).is_some())
        .count()
}

fn my_hand_off(desk: &Desk, case: &Case, row: &EscalateTo, now: Instant) -> MyHandOff {
    let contact = case.contact.and_then(|id| desk.find::<Contact>(id));
    let account = case.account.and_then(|id| desk.find::<Account>(id));
    let names = [
        contact.map_or("", |contact| &contact.name),
        account.map_or("", |account| &account.name),
    ];
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    let status = desk.find::<CaseStatus>(case.status);
    MyHandOff {
        case: case.id,
        number: case.number,
        subject: case.subject.clone(),
        customer: names.join(", "),
        status: status.map(|status| status.name.clone()).unwrap_or_default(),
        asked_by: actor_words(desk, row.escalated.by),
        through: match row.escalatee {
            Escalatee::Group(_) => row.escalatee.name(desk).to_owned(),
            Escalatee::User(_) | Escalatee::Party(_) => String::new(),
        },
        message: row.message.clone(),
        customer_message: case.last_customer_message.clone().unwrap_or_default(),
        at: entered_words(row),
        waits: lasted(now.seconds_since(row.escalated.at)),
    }
}

/// Whether a user is asked to help with a case.
#[must_use]
pub fn is_asked(desk: &Desk, case: CaseId, user: UserId) -> bool {
    let rows = desk.hand_offs.get(&case);
    rows.is_some_and(|rows| rows.row_of(desk, user).is_some())
}

/// Whether a user may take a case (semantics 7.15).
#[must_use]
pub fn may_grab(desk: &Desk, case: &Case, user: UserId) -> bool {
    let is_rep = desk.users.get(&user).is_some_and(|user| user.support_rep);
    is_rep && !case.is_closed() && matches!(case.owner, Assignee::Queue(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_said_as_clocks_abbreviate_them() {
        for (seconds, words) in [
            (0, "GMT"),
            (-18_000, "GMT-5"),
            (32_400, "GMT+9"),
            (19_800, "GMT+5:30"),
            (-12_600, "GMT-3:30"),
        ] {
            assert_eq!(offset_words(seconds), words);
        }
    }
}
