//! The settings of the whole desk.

use crate::looked_at::{NOW, ask, at, first_desk, refused};
use rung::engine::{
    calendar::ZoneTable,
    command::Command,
    decide::decide,
    desk::Desk,
    id::{StatusId, UserId},
    people::User,
    preferences::{AgeAfterReopening, CaseDefaults, FiringMode},
    stamp::{Actor, Stamp},
    support::SupportPreferences,
};

fn status(desk: &Desk, name: &str) -> StatusId {
    let mut statuses = desk.statuses.values();
    statuses.find(|one| &*one.name == name).unwrap().id
}

fn support(desk: &Desk, change: impl FnOnce(&mut SupportPreferences)) -> Command {
    let mut support = desk.support().clone();
    change(&mut support);
    Command::SaveSupport(Box::new(support))
}

#[test]
fn numbers_of_the_settings_stay_within_their_bounds() {
    let desk = first_desk();
    let poll = |minutes| support(&desk, |all| all.poll_minutes = minutes);
    let lock = |days| support(&desk, |all| all.lock_after_days = days);
    let hold = |n| support(&desk, |all| all.bulk_hold = n);
    let poll_minutes = Some("poll_minutes: write 1 to 1440 minutes");
    for (command, expected) in [
        (poll(0), poll_minutes),
        (poll(1), None),
        (poll(1_440), None),
        (poll(1_441), poll_minutes),
        (lock(None), None),
        (lock(Some(0)), None),
        (lock(Some(3_650)), None),
        (
            lock(Some(3_651)),
            Some("lock_after_days: write 0 to 3650 days, or nothing"),
        ),
        (hold(0), None),
        (hold(1_000_000), None),
        (hold(1_000_001), Some("bulk_hold: write 0 to 1000000")),
    ] {
        assert_eq!(refused(&desk, &command).as_deref(), expected, "{command:?}");
    }
}

#[test]
fn a_status_for_hand_offs_is_of_the_stage_that_it_is_for() {
    let desk = first_desk();
    let all = |name: &str| Some(status(&desk, name));
    let escalated = |status| support(&desk, |all| all.status_for_escalated = status);
    let grabbed = |status| support(&desk, |all| all.status_for_grabbed = status);
    let of_escalated = Some("status_for_escalated: choose a status of the escalated stage");
    let of_open = Some("status_for_grabbed: choose a status that is not closed");
    for (command, expected) in [
        (escalated(None), None),
        (escalated(all("Escalated")), None),
        (escalated(all("New")), of_escalated),
        (escalated(all("Closed")), of_escalated),
        (escalated(Some(StatusId(999))), of_escalated),
        (grabbed(None), None),
        (grabbed(all("New")), None),
        (grabbed(all("Escalated")), None),
        (grabbed(all("Closed")), of_open),
        (grabbed(Some(StatusId(999))), of_open),
    ] {
        assert_eq!(refused(&desk, &command).as_deref(), expected, "{command:?}");
    }
}

#[test]
fn new_cases_go_to_somebody_who_is_active_in_a_status_that_is_open() {
    let mut desk = first_desk();
    let you = desk.users.values().next().unwrap().clone();
    let left = User {
        id: UserId(0),
        name: "Lea".into(),
        active: false,
        ..you.clone()
    };
    ask(&mut desk, &Command::SaveUser(left));
    let lea = *desk.users.keys().last().unwrap();
    let fine = CaseDefaults {
        status_for_new: status(&desk, "Not Started"),
        status_for_reopened: status(&desk, "In Progress"),
        status_for_closed: status(&desk, "Closed"),
        priority_for_new: None,
        owner_for_new: you.id,
        show_business_hours: false,
    };
    let with = |change: &dyn Fn(&mut CaseDefaults)| {
        let mut defaults = fine.clone();
        change(&mut defaults);
        refused(&desk, &Command::SaveCaseDefaults(defaults))
    };
    assert_eq!(with(&|_| {}), None);
    let closed = status(&desk, "Closed");
    let told = with(&|all| all.status_for_reopened = closed);
    assert_eq!(
        told.as_deref(),
        Some("status_for_reopened: choose a status that is not closed")
    );
    for owner in [lea, UserId(999)] {
        let told = with(&|all| all.owner_for_new = owner);
        assert_eq!(
            told.as_deref(),
            Some("owner_for_new: choose somebody who is active")
        );
    }
    ask(&mut desk, &Command::SaveCaseDefaults(fine.clone()));
    let create = Command::CreateCase {
        changes: Vec::new(),
        created_at: None,
        number: None,
    };
    ask(&mut desk, &create);
    let case = desk.cases.values().next().unwrap();
    assert_eq!((case.status, case.priority), (fine.status_for_new, None));
}

#[test]
fn an_organisation_has_a_name_a_zone_and_a_time_for_what_is_due() {
    let desk = first_desk();
    let save = |organisation: &str, zone: &str, every_minutes: Option<u32>| {
        let firing = every_minutes.map_or(FiringMode::Exact, |every_minutes| FiringMode::Batched {
            every_minutes,
            early: false,
        });
        Command::SavePreferences {
            organisation: organisation.into(),
            zone: zone.into(),
            age_after_reopening: AgeAfterReopening::FromCreation,
            firing,
        }
    };
    let minutes = Some("firing: write 1 to 1440 minutes");
    for (command, expected) in [
        (save("Acme", "UTC", None), None),
        (save(" ", "UTC", None), Some("organisation: give it a name")),
        (
            save("Acme", "Mars/Base", None),
            Some("the browser does not know the time zone Mars/Base"),
        ),
        (save("Acme", "UTC", Some(0)), minutes),
        (save("Acme", "UTC", Some(1)), None),
        (save("Acme", "UTC", Some(1_440)), None),
        (save("Acme", "UTC", Some(1_441)), minutes),
    ] {
        assert_eq!(refused(&desk, &command).as_deref(), expected, "{command:?}");
    }
}

#[test]
fn a_desk_is_started_once_in_a_zone_that_it_knows_and_before_anything_else() {
    let mut desk = Desk::new(1);
    let start = Command::StartDesk { zone: "UTC".into() };
    let told = |desk: &Desk, command: &Command| {
        let stamp = Stamp {
            at: at(NOW),
            by: Actor::System,
        };
        decide(desk, command, stamp).unwrap_err().to_string()
    };
    assert_eq!(
        told(&desk, &start),
        "the browser does not know the time zone UTC"
    );
    let create = Command::CreateCase {
        changes: Vec::new(),
        created_at: None,
        number: None,
    };
    let not_yet = "the desk is not started yet";
    assert_eq!(told(&desk, &create), not_yet);
    let support = Command::SaveSupport(Box::new(SupportPreferences::SHIPPED));
    assert_eq!(told(&desk, &support), not_yet);
    ask(&mut desk, &Command::LearnZone(ZoneTable::utc()));
    ask(&mut desk, &start);
    assert_eq!(told(&desk, &start), "the desk is started already");
}
