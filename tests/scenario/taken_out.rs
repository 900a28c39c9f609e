//! What goes when something that was brought in is taken out again, and what stays since the rest
//! of the desk uses it.

use crate::{
    cases_csv::bring_in,
    looked_at::{self, entry},
    salesforce::{self, ask},
    support_desk::SupportDesk,
};
use rung::engine::{
    calendar::Calendar,
    command::Command,
    hand_off::Escalatee,
    id::{CalendarId, CaseId, CustomFieldId, EntryId, ImportId, UserId},
    record::Stored,
    rule::{Criterion, Field, Formula, Operator, RuleEntry},
};

/// A desk with a case of its own, then two of a file: Bea has them, and they name a region.
struct Brought {
    desk: SupportDesk,
    own: CaseId,
    cases: [CaseId; 2],
    bea: UserId,
    region: CustomFieldId,
}

impl Brought {
    fn new(criteria: Vec<Criterion>) -> Self {
        let mut desk = SupportDesk::open();
        desk.by = rung::engine::stamp::Actor::System;
        save_rule(&mut desk, criteria);
        let own = desk.open_case(Vec::new());
        desk.wait_until("2026-01-10T13:00:00Z");
        bring_in(
            &mut desk.desk,
            "Subject,Owner,Account,Region__c\none,Bea,Acme,North\ntwo,Bea,Beta,South\n",
        );
        let mut cases = desk.desk.cases.keys().rev().copied();
        let (two, one) = (cases.next().unwrap(), cases.next().unwrap());
        let is_bea = |id: &&UserId| &*desk.desk.users[*id].name == "Bea";
        let bea = *desk.desk.users.keys().find(is_bea).unwrap();
        let region = *desk.desk.custom_fields.keys().last().unwrap();
        Self {
            own,
            cases: [one, two],
            bea,
            region,
            desk,
        }
    }

    fn import(&self) -> ImportId {
        *self.desk.desk.imports.keys().last().unwrap()
    }

    fn take_out(&mut self) {
        let import = self.import();
        self.desk.ask(&Command::RemoveImport(import));
    }
}

/// The rule that is active: one entry of these criteria.
fn save_rule(desk: &mut SupportDesk, criteria: Vec<Criterion>) {
    let id = EntryId(0);
    let entry = entry(criteria, None);
    let by = desk.by;
    desk.activate_entry(RuleEntry { id, ..entry });
    desk.by = by;
}

#[test]
fn cases_go_with_their_plans_and_hand_offs_and_with_all_that_was_made_for_them() {
    let mut brought = Brought::new(Vec::new());
    let (own, sol) = (brought.own, brought.desk.sol);
    let [one, two] = brought.cases;
    for case in [own, one] {
        brought
            .desk
            .hand_off(case, vec![Escalatee::User(sol)], "Look");
    }
    let plan = brought.desk.desk.plans[&own].clone();
    let made = &brought.desk.desk.imports[&brought.import()].made;
    let made: Vec<_> = made
        .iter()
        .map(|(first, last)| last - first.id + 1)
        .collect();
    assert_eq!(
        made.iter().sum::<u64>(),
        6,
        "two cases, two accounts, Bea and a field"
    );
    assert_eq!(made.len(), 4, "each kind is one run of numbers");
    brought.take_out();
    let desk = &brought.desk.desk;
    assert_eq!(desk.cases.keys().copied().collect::<Vec<_>>(), [own]);
    assert_eq!(desk.plans.get(&own), Some(&plan));
    assert!(!desk.plans.contains_key(&one) && !desk.plans.contains_key(&two));
    assert!(desk.hand_offs.contains_key(&own) && !desk.hand_offs.contains_key(&one));
    let mut notices = desk.notifications.values();
    assert!(notices.all(|notice| notice.case == Some(own)));
    assert!(!desk.notifications.is_empty());
    assert!(!desk.users.contains_key(&brought.bea));
    assert!(!desk.custom_fields.contains_key(&brought.region));
    assert!(desk.accounts.is_empty() && desk.imports.is_empty());
}

#[test]
fn somebody_who_has_a_case_that_stays_handed_over_stays() {
    let mut brought = Brought::new(Vec::new());
    let (own, bea) = (brought.own, brought.bea);
    brought
        .desk
        .hand_off(own, vec![Escalatee::User(bea)], "Look");
    brought.take_out();
    assert!(brought.desk.desk.users.contains_key(&bea));

    let mut brought = Brought::new(Vec::new());
    let (gone, bea) = (brought.cases[0], brought.bea);
    brought
        .desk
        .hand_off(gone, vec![Escalatee::User(bea)], "Look");
    brought.take_out();
    assert!(!brought.desk.desk.users.contains_key(&bea));
}

#[test]
fn a_field_that_a_rule_of_your_own_looks_at_stays() {
    let mut brought = Brought::new(Vec::new());
    let line = Criterion {
        field: Field::Custom(brought.region),
        operator: Operator::Equals,
        value: "North".into(),
    };
    save_rule(&mut brought.desk, vec![line]);
    brought.take_out();
    let fields = &brought.desk.desk.custom_fields;
    assert!(fields.contains_key(&brought.region));
    assert!(!brought.desk.desk.users.contains_key(&brought.bea));
}

#[test]
fn a_field_that_only_a_formula_of_your_own_names_stays() {
    let mut brought = Brought::new(Vec::new());
    let name = &brought.desk.desk.custom_fields[&brought.region].name;
    let formula = Formula::parse(&format!("{name} = \"North\""));
    brought.desk.activate_entry(RuleEntry {
        id: EntryId(0),
        formula: Some(formula),
        ..entry(Vec::new(), None)
    });
    brought.take_out();
    let fields = &brought.desk.desk.custom_fields;
    assert!(fields.contains_key(&brought.region));
}

#[test]
fn the_oldest_active_hours_that_stay_become_the_default() {
    let mut desk = salesforce::first_desk();
    for (name, active) in [("Old", false), ("Ours", true), ("Later", true)] {
        let hours = Calendar {
            id: CalendarId(0),
            name: name.into(),
            active,
            is_default: false,
            ..desk.default_calendar().unwrap().clone()
        };
        ask(&mut desk, &Command::SaveCalendar(hours)).unwrap();
    }
    salesforce::bring_in(&mut desk, salesforce::read(&["shapes.xml"])).unwrap();
    assert_eq!(&*desk.default_calendar().unwrap().name, "Support (Leeds)");
    let mut calendars = desk.calendars.values();
    let shipped = calendars.find(|one| &*one.name == "Default").unwrap();
    let shipped = Calendar {
        active: false,
        ..shipped.clone()
    };
    ask(&mut desk, &Command::SaveCalendar(shipped)).unwrap();
    let import = *desk.imports.keys().next().unwrap();
    let told = looked_at::ask(&mut desk, &Command::RemoveImport(import));
    let ours = desk.default_calendar().unwrap();
    assert_eq!(&*ours.name, "Ours");
    let told = told
        .iter()
        .find(|entry| entry.about == Calendar::key(ours.id));
    let told = told.unwrap().changes.iter();
    let told: Vec<_> = told.map(|it| (&*it.field, &it.after)).collect();
    assert_eq!(told, [("is_default", &true.into())]);
    assert_eq!(desk.calendars.len(), 4);
}
