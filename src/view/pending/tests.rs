use super::*;
use crate::engine::{
    calendar::{Calendar, WeekHours, ZoneTable},
    case::Case,
    change::ChangeSet,
    desk::Desk,
    id::{ActionId, CalendarId, CaseId, EntryId, QueueId, RuleId, StatusId, UserId},
    instant::Instant,
    people::Assignee,
    rule::{
        EscalationAction, EscalationClock, EscalationPlan, EscalationRule, Following, HoursMode,
        PendingAction, PendingState, RuleEntry,
    },
    stamp::{Actor, Stamp},
};

const DAY: i64 = 86_400;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

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
            id: EntryId(1),
            criteria: Vec::new(),
            logic: None,
            formula: None,
            hours: HoursMode::OfCase,
            clock: EscalationClock::FromCreation,
            pause_on_hold: false,
            actions: vec![EscalationAction {
                id: ActionId(1),
                age_minutes: 240,
                reassign: None,
                notify_user: None,
                notify_owner: true,
                additional_emails: Vec::new(),
                notify_template: None,
            }],
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
