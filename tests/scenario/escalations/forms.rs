//! What the form that escalates offers, and what the pages tell afterwards.

use super::floor::{Floor, asked};
use rung::{
    engine::{
        calendar::ZoneTable,
        case::Case,
        command::Command,
        decide::{Rejection, decide},
        escalation::{EscalationCommand, EscalationUpdate, RequestSource, Source},
        hand_off::Escalatee,
        stamp::{Actor, Stamp},
    },
    view::{
        case_filter::{CaseFilter, CaseOrder},
        case_list::{case_ids, case_row},
        escalation::{
            EscalateDraft, case_marks, escalations_of, n_approvals, reason_options, record_page,
            related_case_options, severity_options, source_options, template_options,
        },
    },
};
use std::collections::BTreeMap;

fn texts(options: Vec<(String, String)>) -> Vec<String> {
    options.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn the_form_offers_what_may_be_chosen_for_its_source() {
    let mut floor = Floor::open();
    let of = |source: Source| texts(template_options(&floor.desk, source.escalation_type()));
    assert_eq!(
        of(Source::Case(floor.cases[0])),
        ["Case escalation", "With approval"]
    );
    assert_eq!(of(Source::Account(floor.acme)), ["Account escalation"]);
    assert_eq!(
        texts(severity_options(&floor.desk, None)),
        ["High", "Medium"]
    );
    assert_eq!(
        texts(reason_options(&floor.desk)),
        [
            "Inactivity",
            "Lack of Progress",
            "Customer Imposed Deadline"
        ]
    );
    floor.done(Actor::User(floor.ana), &Command::CloseCase(floor.cases[1]));
    assert_eq!(
        texts(source_options(&floor.desk, floor.acme)),
        ["The account Acme", "Case 1001 It is slow"]
    );
    assert_eq!(
        texts(related_case_options(
            &floor.desk,
            floor.acme,
            &[floor.cases[1]]
        )),
        ["1001 It is slow", "1002 It is slow"]
    );
}

#[test]
fn a_form_shows_what_would_happen_before_all_is_filled_in() {
    let floor = Floor::open();
    let stamp = Stamp {
        at: floor.now,
        by: Actor::User(floor.ana),
    };
    let ask = |draft| {
        let command = asked(EscalationCommand::Request(draft));
        decide(&floor.desk, &command, stamp)
    };
    let mut draft = EscalateDraft::of(&floor.desk, Source::Case(floor.cases[0]));
    let unchosen = ask(draft.outlook_draft(&floor.desk).unwrap());
    let Err(Rejection::Fields(problems)) = unchosen else {
        panic!("a severity has to be chosen: {unchosen:?}");
    };
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].field, "severity");
    draft.severity = floor.severity("High").0.to_string();
    assert!(ask(draft.outlook_draft(&floor.desk).unwrap()).is_ok());
    assert!(ask(draft.draft().unwrap()).is_err());
}

#[test]
fn a_form_that_turns_to_a_case_leaves_what_only_an_account_has() {
    let floor = Floor::open();
    let mut draft = EscalateDraft::of(&floor.desk, Source::Account(floor.acme));
    draft.related_cases = vec![floor.cases[1].0.to_string()];
    draft.assigned_to = floor.mia.0.to_string();
    draft.request_source = "customer".to_owned();
    let of_account = draft.draft().unwrap();
    assert_eq!(of_account.related_cases, [floor.cases[1]]);
    assert_eq!(of_account.assigned_to, Some(floor.mia));
    assert_eq!(of_account.template, floor.template("Account escalation"));
    draft.turn_to(&floor.desk, &format!("c{}", floor.cases[0].0));
    let of_case = draft.draft().unwrap();
    assert_eq!(of_case.source, Source::Case(floor.cases[0]));
    assert_eq!(of_case.template, floor.template("Case escalation"));
    assert_eq!(of_case.request_source, RequestSource::Customer);
    assert!(of_case.related_cases.is_empty() && of_case.assigned_to.is_none());
}

#[test]
fn a_case_is_shown_as_escalated_by_each_of_the_three() {
    let mut floor = Floor::open();
    let query: BTreeMap<String, String> = [("escalated".to_owned(), "yes".to_owned())].into();
    let filter = CaseFilter::parse(&query);
    let listed = |floor: &Floor| case_ids(&floor.desk, &filter, CaseOrder::default());
    assert!(listed(&floor).is_empty());
    let hand_off = Command::HandOff {
        case: floor.cases[1],
        to: vec![Escalatee::User(floor.mia), Escalatee::User(floor.max)],
        message: "Help".into(),
        zone: None,
    };
    floor.done(Actor::User(floor.ana), &hand_off);
    assert_eq!(
        case_marks(&floor.desk, floor.cases[1]).handed_to,
        ["Mia", "Max"]
    );
    let id = floor.escalate();
    assert_eq!(listed(&floor), floor.cases);
    let row = case_row(&floor.desk, floor.cases[0], None).unwrap();
    assert_eq!(&*row.marks.severity().unwrap().name, "High");
    let is_flagged = |case: &Case| case.is_escalated;
    assert!(!floor.desk.cases.values().any(is_flagged));
    floor.done(
        Actor::User(floor.ana),
        &asked(EscalationCommand::Deescalate {
            escalation: id,
            justification: "Solved".into(),
        }),
    );
    assert_eq!(listed(&floor), [floor.cases[1]]);
}

#[test]
fn the_page_of_a_record_tells_what_happened_the_latest_first() {
    let mut floor = Floor::open();
    let id = floor.request(floor.approved);
    assert_eq!(n_approvals(&floor.desk, floor.mia), 1);
    floor.now = floor.now.plus_seconds(600);
    floor.approve(floor.mia, id).unwrap();
    assert_eq!(n_approvals(&floor.desk, floor.mia), 0);
    floor.now = floor.now.plus_seconds(600);
    let medium = floor.severity("Medium");
    floor.update(
        id,
        EscalationUpdate {
            severity: Some(medium),
            comment: "Half of it is solved".into(),
            ..EscalationUpdate::default()
        },
    );
    let reader = Some(floor.ana);
    let page = record_page(&floor.desk, id, reader, floor.now, &ZoneTable::utc()).unwrap();
    let told: Vec<String> = page
        .history
        .iter()
        .map(|row| {
            format!(
                "{} {}: {} {}",
                row.when,
                row.who,
                row.what.join("; "),
                row.comment
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "Mon 5 Jan 2026, 14:20 The SLAs: Escalated case response - 8 hours runs ",
            "Mon 5 Jan 2026, 14:20 The SLAs: Escalated case response - 4 hours does not matter any more: the severity is another ",
            "Mon 5 Jan 2026, 14:20 Ana: severity High → Medium Half of it is solved",
            "Mon 5 Jan 2026, 14:10 The SLAs: Escalated case response - 4 hours runs ",
            "Mon 5 Jan 2026, 14:10 Rung: it became escalated ",
            "Mon 5 Jan 2026, 14:10 Mia: approved it ",
            "Mon 5 Jan 2026, 14:00 Ana: asked to escalate it They lose money",
        ]
    );
    assert_eq!(page.assigned_to, "Ana");
    let of_case = escalations_of(&floor.desk, Source::Case(floor.cases[0]));
    let of_case: Vec<_> = of_case
        .iter()
        .map(|row| (&*row.number, row.state))
        .collect();
    assert_eq!(of_case, [("ESC0000001", "Escalated")]);
    assert!(escalations_of(&floor.desk, Source::Account(floor.acme)).is_empty());
}
