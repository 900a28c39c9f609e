//! What is saved under the settings is what the desk has afterwards.

use crate::looked_at::{ask, first_desk};
use rung::engine::{
    choice::{CaseStatus, Choice, Stage},
    command::Command,
    id::{StatusId, UserId},
    preferences::{AgeAfterReopening, CaseDefaults, FiringMode},
};

#[test]
fn name_zone_ages_and_rounds_of_the_organisation_are_kept() {
    let mut desk = first_desk();
    let tokyo = crate::zones::zone_table("Asia/Tokyo");
    ask(&mut desk, &Command::LearnZone(tokyo));
    let rounds = FiringMode::Batched {
        every_minutes: 15,
        early: true,
    };
    let save = Command::SavePreferences {
        organisation: " Harbour Desk ".into(),
        zone: "Asia/Tokyo".into(),
        age_after_reopening: AgeAfterReopening::FromReopening,
        firing: rounds,
    };
    ask(&mut desk, &save);
    let kept = desk.preferences().unwrap();
    assert_eq!(&*kept.organisation, "Harbour Desk");
    assert_eq!(&*kept.zone, "Asia/Tokyo");
    assert_eq!(kept.age_after_reopening, AgeAfterReopening::FromReopening);
    assert_eq!(kept.firing, rounds);
}

#[test]
fn what_new_reopened_and_closed_cases_get_is_kept() {
    let mut desk = first_desk();
    let mut bea = desk.users.values().next().unwrap().clone();
    bea.id = UserId(0);
    bea.name = "Bea".into();
    ask(&mut desk, &Command::SaveUser(bea));
    let solved = CaseStatus {
        id: StatusId(0),
        name: "Solved".into(),
        order: 0,
        stage: Stage::Closed,
        on_hold: false,
        description: Box::default(),
    };
    ask(&mut desk, &Command::SaveStatus(solved));
    let status = |name: &str| {
        let mut statuses = desk.statuses.values();
        statuses.find(|status| &*status.name == name).unwrap().id
    };
    let low = |choice: &&Choice| &*choice.name == "Low";
    let defaults = CaseDefaults {
        status_for_new: status("Not Started"),
        status_for_reopened: status("In Progress"),
        status_for_closed: status("Solved"),
        priority_for_new: desk.choices.values().find(low).map(|choice| choice.id),
        owner_for_new: *desk.users.keys().last().unwrap(),
        show_business_hours: true,
    };
    ask(&mut desk, &Command::SaveCaseDefaults(defaults.clone()));
    let kept = desk.preferences().unwrap();
    assert_eq!(kept.status_for_new, defaults.status_for_new);
    assert_eq!(kept.status_for_reopened, defaults.status_for_reopened);
    assert_eq!(kept.status_for_closed, defaults.status_for_closed);
    assert_eq!(kept.priority_for_new, defaults.priority_for_new);
    assert_eq!(kept.owner_for_new, defaults.owner_for_new);
    assert!(kept.show_business_hours);
    assert_ne!(*desk.users.keys().next().unwrap(), kept.owner_for_new);
}
