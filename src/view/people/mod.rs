//! Users and queues: their lists, the drafts of their forms, and what aims at them.

mod aims;
mod drafts;

pub use aims::{Aim, aims, n_open_cases};
pub use drafts::{QueueDraft, UserDraft};

use super::record_row::{RecordRow, RowMark};
use crate::engine::{
    desk::Desk,
    id::UserId,
    in_order::by_name,
    people::{Queue, User},
    record::Records,
    roles::Role,
};

/// Which users or queues a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleFilter {
    /// A part of a name or address, without regard to case; empty for all.
    pub text: String,
    /// Only those that an import made and nobody has looked at.
    pub only_stand_ins: bool,
}

/// What a role is for, and which others it contains (semantics 9.1).
#[must_use]
pub fn role_hint(role: Role) -> String {
    let purpose = purpose(role);
    if role == Role::Admin {
        return format!("{purpose} Contains every other role.");
    }
    let others = Role::ALL.into_iter().filter(|other| *other != role);
    let inside = others.filter(|other| role.contains(*other));
    let names: Vec<&str> = inside.map(Role::name).collect();
    match names.split_last() {
        None => purpose.to_owned(),
        Some((last, [])) => format!("{purpose} Contains {last}."),
        Some((last, first)) => format!("{purpose} Contains {} and {last}.", first.join(", ")),
    }
}

const fn purpose(role: Role) -> &'static str {
    match role {
        Role::Admin => "Sets the desk up: people, rules, business hours, imports.",
        Role::Agent => "Works on cases, escalates them and ends that.",
        Role::ConsumerAgent => "Works on cases and on their escalations.",
        Role::Manager => "Leads agents, watches what is pending, is asked to approve.",
        Role::SupportManager => "Leads the support desk and its automatic assignments.",
        Role::EscalationRequester => "Escalates cases and accounts.",
        Role::DeescalationRequester => "Escalates, and ends escalations.",
        Role::EscalationManager => "Handles escalated accounts.",
        Role::AccountDataManager => "Looks after accounts and contacts, and escalates accounts.",
        Role::Approver => "Is asked to approve escalations.",
        Role::EscalationAdmin => "Sets up templates, severities and escalation SLAs.",
        Role::EscalationConfigViewer => "Sees all escalations and how they are set up.",
        Role::Customer => "Sees what customers see.",
    }
}

/// The users by name, as the filter has them.
#[must_use]
pub fn user_rows(desk: &Desk, filter: &PeopleFilter) -> Vec<RecordRow> {
    let sought = filter.text.trim().to_lowercase();
    let shown = desk.users.values().filter(|user| {
        (!filter.only_stand_ins || user.stand_in.is_some())
            && has_text(&[&user.name, &user.email, &user.username], &sought)
    });
    by_name(shown.map(user_row).collect(), |row| &row.name)
}

/// The queues by name, as the filter has them.
#[must_use]
pub fn queue_rows(desk: &Desk, filter: &PeopleFilter) -> Vec<RecordRow> {
    let sought = filter.text.trim().to_lowercase();
    let shown = desk.queues.values().filter(|queue| {
        (!filter.only_stand_ins || queue.stand_in.is_some())
            && has_text(&[&queue.name, &queue.email, &queue.developer_name], &sought)
    });
    let rows = shown.map(|queue| queue_row(desk, queue));
    by_name(rows.collect(), |row: &RecordRow| &row.name)
}

/// How many users, and how many queues, wait for somebody to look at them.
#[must_use]
pub fn n_stand_ins(desk: &Desk) -> (usize, usize) {
    let users = desk.users.values().filter(|user| user.stand_in.is_some());
    let queues = desk
        .queues
        .values()
        .filter(|queue| queue.stand_in.is_some());
    (users.count(), queues.count())
}

fn has_text(texts: &[&str], sought: &str) -> bool {
    texts
        .iter()
        .any(|text| text.to_lowercase().contains(sought))
}

fn user_row(user: &User) -> RecordRow {
    let roles: Vec<&str> = user.roles.iter().map(|role| role.name()).collect();
    RecordRow::new(user.id.0, &user.name)
        .with(vec![user.email.to_string(), roles.join(", ")])
        .active(user.active)
        .marked(RowMark::StandIn, user.stand_in.is_some())
}

fn queue_row(desk: &Desk, queue: &Queue) -> RecordRow {
    RecordRow::new(queue.id.0, &queue.name)
        .with(vec![
            queue.email.to_string(),
            names_words(desk, &queue.members),
        ])
        .active(queue.active)
        .marked(RowMark::StandIn, queue.stand_in.is_some())
}

/// The names of a few users, and how many more there are.
pub(super) fn names_words(desk: &Desk, users: &[UserId]) -> String {
    /// More names than these make a row too long to scan.
    const NAMES_MAX: usize = 3;
    let names = users.iter().filter_map(|id| desk.find::<User>(*id));
    let mut names: Vec<&str> = names.map(|user| &*user.name).collect();
    let n_more = names.len().saturating_sub(NAMES_MAX);
    names.truncate(NAMES_MAX);
    match (names.is_empty(), n_more) {
        (true, _) => "nobody yet".to_owned(),
        (false, 0) => names.join(", "),
        (false, n_more) => format!("{} and {n_more} more", names.join(", ")),
    }
}

/// The users that a field offers, by name: the number of the id and the name. Who is inactive is
/// offered only while `chosen`.
#[must_use]
pub fn user_options(desk: &Desk, chosen: &[UserId]) -> Vec<(String, String)> {
    let offered = desk.users.values();
    let offered = offered.filter(|user| user.active || chosen.contains(&user.id));
    let options = offered.map(|user| (user.id.0.to_string(), user.name.to_string()));
    by_name(options.collect(), |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        change::Counters,
        id::{ActionId, CustomFieldId, EntryId, ImportId, QueueId, RuleId},
        people::Assignee,
        rule::{EscalationAction, EscalationClock, EscalationRule, HoursMode, Reassign, RuleEntry},
    };

    fn user(id: u64, name: &str) -> User {
        let draft = UserDraft {
            name: name.to_owned(),
            email: format!("{}@example.com", name.to_lowercase()),
            ..UserDraft::new()
        };
        draft.user(UserId(id))
    }

    fn queue(id: u64, name: &str, members: &[u64]) -> Queue {
        let draft = QueueDraft {
            name: name.to_owned(),
            members: members.iter().map(|id| UserId(*id)).collect(),
            ..QueueDraft::new()
        };
        draft.queue(QueueId(id))
    }

    fn action(id: u64, to: Option<Assignee>, notify_user: Option<u64>) -> EscalationAction {
        EscalationAction {
            id: ActionId(id),
            age_minutes: 60 * u32::try_from(id).unwrap(),
            reassign: to.map(|to| Reassign { to, template: None }),
            notify_user: notify_user.map(UserId),
            notify_owner: false,
            additional_emails: Vec::new(),
            notify_template: None,
        }
    }

    fn rule(id: u64, active: bool, actions: Vec<EscalationAction>) -> EscalationRule {
        EscalationRule {
            id: RuleId(id),
            name: format!("Rule {id}").into(),
            active,
            was_active: false,
            version: 1,
            entries: vec![RuleEntry {
                id: EntryId(1),
                criteria: Vec::new(),
                logic: None,
                formula: None,
                hours: HoursMode::Ignore,
                clock: EscalationClock::FromCreation,
                pause_on_hold: false,
                actions,
            }],
            import: None,
        }
    }

    fn desk() -> Desk {
        let stand_in = User {
            stand_in: Some(ImportId(1)),
            ..user(3, "ben")
        };
        let to_queue = Some(Assignee::Queue(QueueId(1)));
        let records = vec![
            user(1, "Zoe").into(),
            user(2, "Ana").into(),
            stand_in.into(),
            queue(1, "Tier 2", &[1, 2, 3]).into(),
            queue(2, "Nobody", &[]).into(),
            rule(1, false, vec![action(1, to_queue, None)]).into(),
            rule(
                2,
                true,
                vec![action(2, to_queue, Some(2)), action(3, None, Some(1))],
            )
            .into(),
        ];
        Desk::load(records, Counters::new(1))
    }

    #[test]
    fn people_stand_by_name_and_are_found_by_name_or_address() {
        let names = |text: &str, only_stand_ins| -> Vec<String> {
            let text = text.to_owned();
            let filter = PeopleFilter {
                text,
                only_stand_ins,
            };
            let rows = user_rows(&desk(), &filter).into_iter();
            rows.map(|row| row.name).collect()
        };
        assert_eq!(names("", false), ["Ana", "ben", "Zoe"]);
        assert_eq!(names(" ZOE@", false), ["Zoe"]);
        assert_eq!(names("", true), ["ben"]);
        assert_eq!(n_stand_ins(&desk()), (1, 0));
    }

    #[test]
    fn a_role_says_what_it_contains() {
        for (role, words) in [
            (
                Role::EscalationManager,
                "Contains Consumer agent, Escalation requester and De-escalation requester.",
            ),
            (Role::EscalationRequester, "Contains Consumer agent."),
            (Role::Admin, "Contains every other role."),
            (Role::Approver, "Is asked to approve escalations."),
        ] {
            let hint = role_hint(role);
            assert!(hint.ends_with(words), "{hint}");
        }
    }

    #[test]
    fn a_queue_says_who_serves_it() {
        let rows = queue_rows(&desk(), &PeopleFilter::default());
        let said: Vec<_> = rows.iter().map(|row| row.cells[1].as_str()).collect();
        assert_eq!(said, ["nobody yet", "Zoe, Ana, ben"]);
    }

    #[test]
    fn all_actions_that_aim_at_somebody_are_listed_those_of_the_active_rule_first() {
        let of_queue = aims(&desk(), Assignee::Queue(QueueId(1)));
        let said: Vec<_> = of_queue
            .iter()
            .map(|aim| (&*aim.rule_name, aim.entry_place, aim.what.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("Rule 2", 1, "after 2 h: reassigns to Tier 2, tells Ana"),
                ("Rule 1", 1, "after 1 h: reassigns to Tier 2"),
            ]
        );
        assert_eq!(aims(&desk(), Assignee::User(UserId(1))).len(), 1);
        assert_eq!(aims(&desk(), Assignee::User(UserId(3))), []);
    }

    #[test]
    fn a_draft_of_a_user_gives_that_user_back_without_the_mark_of_a_stand_in() {
        let before = User {
            manager: Some(UserId(2)),
            roles: vec![Role::Admin, Role::Manager],
            zone: "Europe/Berlin".into(),
            phone: "+49 30 1".into(),
            username: "ben@acme".into(),
            custom: vec![(CustomFieldId(9), "VIP".into())],
            ..user(3, "Ben")
        };
        assert_eq!(UserDraft::of(&before).user(before.id), before);
        let fields = UserDraft::new().user(UserId(0)).problems();
        assert_eq!(fields.len(), 1, "a new user needs a name and nothing else");
    }

    #[test]
    fn who_is_inactive_is_offered_only_where_chosen() {
        let gone = User {
            active: false,
            ..user(4, "Gone")
        };
        let mut records: Vec<crate::engine::record::Record> = vec![gone.into()];
        records.push(user(1, "Zoe").into());
        let desk = Desk::load(records, Counters::new(1));
        assert_eq!(user_options(&desk, &[]), [("1".into(), "Zoe".into())]);
        assert_eq!(user_options(&desk, &[UserId(4)]).len(), 2);
    }
}
