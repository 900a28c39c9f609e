//! The business hours of a case, which people see only when an administrator shows them.

use crate::{looked_at::ask, replanned::desk_with_levels};
use rung::{
    engine::{
        case::Case, command::Command, desk::Desk, preferences::CaseDefaults, rule::EscalationClock,
    },
    view::case_fields::{CaseFieldKey, case_fields, shown_fields},
};

fn shows(desk: &Desk) -> bool {
    let case: &Case = desk.cases.values().next().unwrap();
    let fields = case_fields(desk, case);
    let on_page = fields
        .iter()
        .any(|it| it.key == CaseFieldKey::BusinessHours);
    let asked_for = [CaseFieldKey::Subject, CaseFieldKey::BusinessHours];
    let in_form = shown_fields(desk, &asked_for).contains(&CaseFieldKey::BusinessHours);
    assert_eq!(on_page, in_form);
    on_page
}

#[test]
fn the_field_is_hidden_until_an_administrator_shows_it_and_counts_either_way() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let case: &Case = desk.cases.values().next().unwrap();
    let default = desk.default_calendar().map(|calendar| calendar.id);
    assert_eq!(case.calendar, default, "new cases get the default hours");
    assert!(!shows(&desk));
    let before = desk.preferences().unwrap();
    let defaults = CaseDefaults {
        status_for_new: before.status_for_new,
        status_for_reopened: before.status_for_reopened,
        status_for_closed: before.status_for_closed,
        priority_for_new: before.priority_for_new,
        owner_for_new: before.owner_for_new,
        show_business_hours: true,
    };
    ask(&mut desk, &Command::SaveCaseDefaults(defaults));
    assert!(shows(&desk));
}
