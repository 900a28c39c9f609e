use super::*;
use crate::{
    engine::{
        calendar::{Calendar, WeekHours, ZoneTable},
        case::Case,
        change::ChangeSet,
        command::Command,
        desk::Desk,
        id::{ActionId, CalendarId, CaseId, EntryId, QueueId, RuleId, StatusId, UserId},
        instant::Instant,
        people::Assignee,
        rule::{
            EscalationAction, EscalationClock, EscalationPlan, EscalationRule, Following,
            HoursMode, PendingAction, PendingState, RuleEntry,
        },
        stamp::{Actor, Stamp},
    },
    view::{
        rule_words::tests::{action, entry},
        story::{Story, at, new_york},
    },
};

const DAY: i64 = 86_400;

fn case(number: u64, owner: Assignee) -> Case {
    let stamp = Stamp {
        at: at("2026-11-20T09:00:00Z"),
        by: Actor::System,
    };
    serde_json::from_value(serde_json::json!({
        "id": number, "number": number, "subject": format!("Printer {number}"),
        "status": StatusId(1), "owner": owner, "created": stamp, "last_modified": stamp,
    }))
    .unwrap()
}

fn pending(case: u64, due_at: Option<Instant>, state: &PendingState) -> EscalationPlan {
    let row = |action, due_at| PendingAction {
        action: ActionId(action),
        age_minutes: 240,
        due_at,
        due_offset_seconds: 0,
        not_before: at("2026-11-20T09:00:00Z"),
        fire_at: due_at,
        state: state.clone(),
    };
    EscalationPlan {
        following: Some(Following {
            rule: RuleId(1),
            version: 1,
            entry: EntryId(1),
            base_at: at("2026-11-20T09:00:00Z"),
            clock: EscalationClock::FromCreation,
            hours: HoursMode::Set(CalendarId(1)),
            calendar: Some(CalendarId(1)),
            evaluated_at: at("2026-11-20T09:00:00Z"),
            pauses: Vec::new(),
        }),
        pending: vec![row(1, due_at)],
        ..EscalationPlan::of(CaseId(case))
    }
}

fn desk() -> Desk {
    let noon = at("2026-11-23T12:00:00Z");
    let mut changes = ChangeSet::default();
    changes.put(EscalationRule {
        id: RuleId(1),
        name: "Standard".into(),
        active: true,
        was_active: false,
        version: 1,
        import: None,
        entries: vec![RuleEntry {
            actions: vec![EscalationAction {
                id: ActionId(1),
                ..action(240)
            }],
            ..entry(Vec::new())
        }],
    });
    changes.put(Calendar {
        id: CalendarId(1),
        name: "Office".into(),
        active: true,
        is_default: true,
        zone: "UTC".into(),
        week: WeekHours::closed(),
        dates: Vec::new(),
        import: None,
    });
    let ana = Assignee::User(UserId(1));
    let tier = Assignee::Queue(QueueId(2));
    for (number, owner, due_at, state) in [
        (11, ana, Some(noon.plus_seconds(DAY)), PendingState::Pending),
        (12, tier, Some(noon), PendingState::Pending),
        (
            13,
            ana,
            Some(noon.plus_seconds(60)),
            PendingState::Suspended,
        ),
        (14, ana, None, PendingState::Pending),
        (
            15,
            tier,
            Some(noon),
            PendingState::Blocked("the queue is gone".into()),
        ),
    ] {
        changes.put(case(number, owner));
        changes.put(pending(number, due_at, &state));
    }
    let mut desk = Desk::new(1);
    desk.apply(changes);
    desk
}

fn numbers(desk: &Desk, query: &[(&str, &str)]) -> Vec<u64> {
    let pairs = query
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    let filter = PendingFilter::parse(&pairs.collect());
    let ids = pending_ids(desk, &filter, &ZoneTable::utc());
    ids.iter().map(|id| id.case.0).collect()
}

#[test]
fn a_filter_leaves_its_rows_in_the_order_in_which_they_fire() {
    let desk = desk();
    for (query, left) in [
        (&[][..], vec![12, 15, 13, 11, 14]),
        (&[("state", "pending")], vec![12, 11, 14]),
        (&[("state", "!pending")], vec![15, 13]),
        (&[("owner", "q2")], vec![12, 15]),
        (&[("owner", "!q2")], vec![13, 11, 14]),
        (&[("q", "printer 1")], vec![12, 15, 13, 11, 14]),
        (&[("q", "PRINTER 13")], vec![13]),
        (&[("rule", "1"), ("entry", "1")], vec![12, 15, 13, 11, 14]),
        (&[("rule", "2")], vec![]),
        (&[("entry", "!1")], vec![]),
        (&[("from", "2026-11-24")], vec![11, 14]),
        (&[("until", "2026-11-23")], vec![12, 15, 13]),
        (
            &[("from", "soon"), ("state", "asleep")],
            vec![12, 15, 13, 11, 14],
        ),
    ] {
        assert_eq!(numbers(&desk, query), left, "{query:?}");
    }
}

#[test]
fn a_row_says_what_will_happen_to_whom_and_when() {
    let desk = desk();
    let id = |case| PendingId {
        case: CaseId(case),
        action: ActionId(1),
    };
    let berlin = ZoneTable::new("Europe/Berlin", 3_600, Vec::new()).unwrap();
    let now = at("2026-11-21T12:00:00Z");
    let row = |case| pending_row(&desk, id(case), &berlin, now).unwrap();
    let first = row(12);
    assert_eq!(first.escalates, "Mon 23 Nov 2026, 13:00");
    assert!(first.escalates_exactly.contains("2026-11-23 12:00:00 UTC"));
    assert_eq!(first.criteria, "Every case");
    assert_eq!((first.age.as_str(), first.entry_place), ("4 h", 1));
    assert_eq!(first.action, "tells the owner");
    assert_eq!(first.calendar, "Office");
    assert!(first.is_paused);
    assert_eq!(row(15).reason, "the queue is gone");
    assert_eq!(row(14).escalates, "Never: the hours do not open");
    assert_eq!(pending_row(&desk, id(99), &berlin, now), None);
}

/// The only row of a desk where every case has a level after four hours.
fn only_row(story: &Story, now: &str) -> PendingRow {
    let ids = pending_ids(&story.desk, &PendingFilter::default(), &new_york());
    assert_eq!(ids.len(), 1);
    pending_row(&story.desk, ids[0], &new_york(), at(now)).unwrap()
}

fn with_level(level: RuleEntry) -> (Story, CaseId) {
    let mut story = Story::with_rule(vec![RuleEntry {
        actions: vec![action(240)],
        ..level
    }]);
    let case = story.open_case("2026-01-05T15:00:00Z", Vec::new());
    (story, case)
}

#[test]
fn a_level_that_waits_with_its_case_is_not_said_to_have_hours_that_never_open() {
    let (mut story, case) = with_level(RuleEntry {
        pause_on_hold: true,
        ..entry(Vec::new())
    });
    story.set_status("2026-01-05T16:00:00Z", case, "On Hold");
    let waiting = only_row(&story, "2026-01-05T16:00:00Z");
    assert_eq!(waiting.escalates, "Not while the case waits");
    assert_eq!((waiting.due_at, &*waiting.escalates_exactly), (None, ""));
    assert!(waiting.is_paused);
    story.ask("2026-01-05T17:00:00Z", &Command::DeactivateRule(RuleId(1)));
    let suspended = only_row(&story, "2026-01-05T17:00:00Z");
    assert_eq!(suspended.escalates, "Not while the case waits");
    assert_eq!(suspended.reason, "the rule is not active");
    assert_eq!(suspended.state, StateKind::Suspended);
}

#[test]
fn a_level_of_a_rule_that_is_switched_off_says_when_it_would_have_been_due() {
    let (mut story, _) = with_level(entry(Vec::new()));
    story.ask("2026-01-05T17:00:00Z", &Command::DeactivateRule(RuleId(1)));
    let row = only_row(&story, "2026-01-06T14:30:00Z");
    assert_eq!(row.escalates, "Mon 5 Jan 2026, 14:00");
    assert_eq!(
        row.escalates_exactly,
        "Mon 5 Jan 2026, 14:00 in America/New_York (2026-01-05 19:00:00 UTC)"
    );
    assert!(!row.is_paused, "the office is open");
}

#[test]
fn a_level_that_fires_later_than_it_is_due_tells_both() {
    let (mut story, _) = with_level(entry(Vec::new()));
    let shut = Calendar {
        week: WeekHours::closed(),
        ..story.desk.default_calendar().unwrap().clone()
    };
    let open = story.desk.default_calendar().unwrap().clone();
    story.ask("2026-01-05T17:00:00Z", &Command::SaveCalendar(shut));
    assert_eq!(
        only_row(&story, "2026-01-05T17:00:00Z").escalates,
        "Never: the hours do not open"
    );
    story.ask("2026-01-06T02:00:00Z", &Command::SaveCalendar(open));
    let row = only_row(&story, "2026-01-06T02:00:00Z");
    assert_eq!(row.escalates, "Tue 6 Jan 2026, 09:00");
    assert_eq!(
        row.escalates_exactly,
        "Tue 6 Jan 2026, 09:00 in America/New_York (2026-01-06 14:00:00 UTC); due Mon 5 Jan 2026, 14:00 in America/New_York (2026-01-05 19:00:00 UTC)"
    );
    assert!(row.is_paused, "it is night");
}

#[test]
fn a_row_outlives_the_rule_and_the_entry_that_made_it() {
    let mut desk = desk();
    let id = PendingId {
        case: CaseId(12),
        action: ActionId(1),
    };
    let told = |desk: &Desk| {
        let row = pending_row(desk, id, &ZoneTable::utc(), at("2026-11-21T12:00:00Z")).unwrap();
        (row.rule, row.criteria, row.entry_place, row.action)
    };
    let gone = "An entry that was deleted".to_owned();
    let mut entryless = desk.rules[&RuleId(1)].clone();
    entryless.entries.clear();
    let mut changes = ChangeSet::default();
    changes.put(entryless);
    desk.apply(changes);
    assert_eq!(
        told(&desk),
        ("Standard".into(), gone.clone(), 0, String::new())
    );
    let mut changes = ChangeSet::default();
    changes.remove::<EscalationRule>(RuleId(1));
    desk.apply(changes);
    let ruleless = "A rule that was deleted".to_owned();
    assert_eq!(told(&desk), (ruleless, gone, 0, String::new()));
}
