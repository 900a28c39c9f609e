//! What rule and hours files change of a desk that has something already: what is made, what only
//! changes, and what of a file cannot be honoured beside it.

use super::{ask, bring_in, first_desk, stamp, told};
use rung::{
    engine::{
        calendar::Calendar,
        command::{CaseChange, Command},
        desk::Desk,
        escalation::EscalationCommand,
        exchange::salesforce::{self, FindingKind, HolidayCount, Proposal, SalesforceFiles},
        history::Deed,
    },
    view::import::salesforce::fate_lines,
};

pub(super) fn files(texts: &[&str]) -> SalesforceFiles {
    let files: Vec<_> = texts
        .iter()
        .map(|text| ("a.xml", text.as_bytes()))
        .collect();
    salesforce::read(&files).unwrap()
}

pub(super) fn add(desk: &mut Desk, text: &str) -> Proposal {
    bring_in(desk, files(&[text])).unwrap()
}

pub(super) fn hours(elements: &str) -> String {
    format!(
        "<BusinessHoursSettings xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n{elements}\n\
         </BusinessHoursSettings>"
    )
}

pub(super) fn office(name: &str, (active, default): (bool, bool), end: &str) -> String {
    format!(
        "<businessHours>\n<active>{active}</active>\n<default>{default}</default>\n\
         <name>{name}</name><timeZoneId>UTC</timeZoneId>\
         <mondayStartTime>09:00:00.000Z</mondayStartTime>\
         <mondayEndTime>{end}:00.000Z</mondayEndTime></businessHours>\n"
    )
}

fn holiday(name: &str, date: &str, description: &str) -> String {
    format!(
        "<holidays><name>{name}</name><description>{description}</description>\
         <activityDate>{date}</activityDate><businessHours>Default</businessHours>\
         <businessHours>default</businessHours><isRecurring>false</isRecurring></holidays>\n"
    )
}

/// A rule of entries of these criteria, each a field, an operation and a value.
pub(super) fn rule(entries: &[&[(&str, &str, &str)]]) -> String {
    let entry = |lines: &&[(&str, &str, &str)]| {
        let lines = lines.iter().map(|(field, operation, value)| {
            format!(
                "<criteriaItems><field>{field}</field><operation>{operation}</operation>\
                 <value>{value}</value></criteriaItems>"
            )
        });
        let lines: String = lines.collect();
        format!(
            "<ruleEntry><businessHoursSource>None</businessHoursSource>{lines}\
             <escalationAction><minutesToEscalation>60</minutesToEscalation>\
             <notifyCaseOwner>true</notifyCaseOwner></escalationAction>\
             <escalationStartTime>CaseCreation</escalationStartTime></ruleEntry>\n"
        )
    };
    let entries: String = entries.iter().map(entry).collect();
    format!(
        "<EscalationRules xmlns=\"http://soap.sforce.com/2006/04/metadata\"><escalationRule>\
         <fullName>Standard</fullName><active>true</active>{entries}</escalationRule>\
         </EscalationRules>"
    )
}

pub(super) fn calendar<'d>(desk: &'d Desk, name: &str) -> &'d Calendar {
    let mut calendars = desk.calendars.values();
    calendars.find(|one| &*one.name == name).unwrap()
}

#[test]
fn holidays_that_come_again_are_told_from_new_ones_and_changed_ones() {
    let mut desk = first_desk();
    let (new_year, may) = ("2027-01-01", "2027-05-01");
    let first = holiday("Day off", new_year, "") + &holiday("Day off", may, "");
    let proposal = add(&mut desk, &hours(&first));
    let count = |n_new, n_changed, n_unchanged| HolidayCount {
        n_new,
        n_changed,
        n_unchanged,
    };
    assert_eq!(proposal.holidays, count(2, 0, 0));
    let attached = desk.holidays.values().map(|one| one.calendars.len());
    assert_eq!(attached.collect::<Vec<_>>(), [1, 1]);
    let second = holiday("day off", may, "now with a parade")
        + &holiday("Day off", new_year, "")
        + &holiday("Day off", "2028-01-01", "")
        + &holiday("Picnic", may, "");
    let proposal = add(&mut desk, &hours(&second));
    assert_eq!(proposal.holidays, count(2, 1, 1));
    assert_eq!(desk.holidays.len(), 4);
    let parade = desk
        .holidays
        .values()
        .filter(|one| !one.description.is_empty());
    assert_eq!(parade.count(), 1);
}

#[test]
fn what_changes_is_counted_and_told_field_by_field() {
    let mut desk = first_desk();
    let week = |end| office("Office", (true, false), end) + &holiday("Day", "2027-01-01", end);
    let low: &[_] = &[("Case.Priority", "equals", "Low")];
    let high: &[_] = &[("Case.Priority", "equals", "High")];
    let old = [hours(&week("17:00")), rule(&[low])];
    let old = files(&[&old[0], &old[1]]);
    let proposal = bring_in(&mut desk, old).unwrap();
    assert_eq!(proposal.rules[0].n_new(), 1);
    let new = [hours(&week("18:00")), rule(&[high, low, low])];
    let mut new = files(&[&new[0], &new[1]]);
    new.choices = salesforce::preselected(&desk, &new);
    let proposal = salesforce::propose(&desk, &new);
    assert_eq!(proposal.rules[0].n_new(), 2);
    let changes = salesforce::bring_in(&desk, &new, stamp()).unwrap();
    let mut edited: Vec<_> = changes
        .history
        .iter()
        .filter(|entry| entry.deed == Deed::Edited)
        .flat_map(|entry| &entry.changes)
        .map(|change| &*change.field)
        .filter(|field| ["week", "description", "entries"].contains(field))
        .collect();
    edited.sort_unstable();
    assert_eq!(edited, ["description", "entries", "week"]);
    desk.apply(changes);
    let import = desk.imports.values().next_back().unwrap();
    assert_eq!(import.n_updated, 3);
}

#[test]
fn the_preview_says_what_of_the_hours_changes() {
    let mut desk = first_desk();
    let details = |proposal: &Proposal| -> Vec<_> {
        let lines = fate_lines(proposal).into_iter();
        lines.map(|line| line.detail).collect()
    };
    let nine_to_five = hours(&office("Main", (true, false), "17:00"));
    assert_eq!(details(&add(&mut desk, &nine_to_five)), ["UTC"]);
    assert_eq!(details(&add(&mut desk, &nine_to_five)), ["UTC"]);
    let shorter = hours(&office("Main", (false, false), "16:00"));
    assert_eq!(
        details(&add(&mut desk, &shorter)),
        ["UTC; changes the week and whether they are active"]
    );
}

#[test]
fn the_default_of_a_desk_that_was_set_up_stays_and_that_is_told() {
    let kept = "the default business hours of the desk stay as they are: Ours";
    let mut desk = first_desk();
    let own = Calendar {
        name: "Ours".into(),
        ..desk.default_calendar().unwrap().clone()
    };
    ask(&mut desk, &Command::SaveCalendar(own)).unwrap();
    let proposal = add(&mut desk, &hours(&office("Theirs", (true, true), "17:00")));
    assert!(told(&proposal)[0].ends_with(kept), "{:?}", told(&proposal));
    assert_eq!(&*desk.default_calendar().unwrap().name, "Ours");
    let proposal = add(&mut desk, &hours(&office("ours", (true, true), "17:00")));
    assert_eq!(told(&proposal), [""; 0]);
    assert_eq!(&*desk.default_calendar().unwrap().name, "ours");
    assert_eq!(desk.calendars.len(), 2);
}

#[test]
fn hours_as_they_were_shipped_give_way_to_those_of_a_file() {
    let desk = first_desk();
    let files = files(&[&hours(&office("Theirs", (true, true), "17:00"))]);
    let gives_way = |change: fn(&mut Calendar)| {
        let mut desk = desk.clone();
        let mut own = desk.default_calendar().unwrap().clone();
        change(&mut own);
        ask(&mut desk, &Command::SaveCalendar(own)).unwrap();
        salesforce::preselected(&desk, &files).make_default
    };
    assert!(gives_way(|_| {}));
    assert!(gives_way(|own| own.name = "DEFAULT".into()));
    assert!(!gives_way(|own| own.name = "Ours".into()));
    assert!(!gives_way(|own| {
        own.week = rung::engine::calendar::WeekHours::closed();
    }));
}

/// An active rule that counts in the hours called Used.
pub(super) fn ruled_by_used() -> String {
    rule(&[&[]]).replace(
        "<businessHoursSource>None</businessHoursSource>",
        "<businessHours>Used</businessHours>\
         <businessHoursSource>Static</businessHoursSource>",
    )
}

#[test]
fn hours_that_come_in_inactive_with_the_rule_that_counts_in_them_are_active() {
    let both = office("Used", (false, false), "17:00") + &office("Idle", (false, false), "17:00");
    let together = files(&[&hours(&both), &ruled_by_used()]);
    let mut desk = first_desk();
    bring_in(&mut desk, together.clone()).unwrap();
    assert!(desk.active_rule().is_some());
    assert!(calendar(&desk, "Used").active && !calendar(&desk, "Idle").active);

    let mut desk = first_desk();
    let mut not_activated = together;
    not_activated.choices = salesforce::preselected(&desk, &not_activated);
    not_activated.choices.activate = None;
    let bring_in = Command::BringInSalesforce(Box::new(not_activated));
    ask(&mut desk, &bring_in).unwrap();
    assert!(
        !calendar(&desk, "Used").active,
        "nothing counts in them yet"
    );
    let rule = *desk.rules.keys().next().unwrap();
    let plan_open_cases = false;
    let activate = Command::ActivateRule {
        rule,
        plan_open_cases,
    };
    let refused = ask(&mut desk, &activate).unwrap_err().to_string();
    assert!(refused.contains("Used, which are not active"), "{refused}");
}

#[test]
fn hours_that_a_file_has_inactive_stay_active_where_they_are_in_use() {
    let stays = "inactive in the file, but in use here: it stays active";
    let mut desk = first_desk();
    let both = office("Used", (true, false), "17:00") + &office("Idle", (true, false), "17:00");
    bring_in(&mut desk, files(&[&hours(&both), &ruled_by_used()])).unwrap();
    let both = office("Used", (false, false), "17:00") + &office("Idle", (false, false), "17:00");
    let proposal = add(&mut desk, &hours(&both));
    let said = told(&proposal);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].ends_with(stays), "{said:?}");
    let is_active = |name: &str| calendar(&desk, name).active;
    assert!(is_active("Used") && !is_active("Idle"));

    let counted_in = calendar(&desk, "Idle").id;
    let mut idle = calendar(&desk, "Idle").clone();
    idle.active = true;
    ask(&mut desk, &Command::SaveCalendar(idle)).unwrap();
    let mut sla = desk.sla_definitions.values().next().unwrap().clone();
    (sla.active, sla.calendar) = (true, Some(counted_in));
    let sla = Box::new(EscalationCommand::SaveSla(sla));
    ask(&mut desk, &Command::Escalation(sla)).unwrap();
    add(&mut desk, &hours(&both));
    assert!(calendar(&desk, "Idle").active);

    let mut desk = first_desk();
    let default = hours(&office("Main", (false, true), "17:00"));
    let said = told(&add(&mut desk, &default));
    assert!(said[0].ends_with(stays), "{said:?}");
    assert!(desk.default_calendar().unwrap().active);
}

#[test]
fn an_owner_whom_nobody_knows_is_noted_and_not_made() {
    let mut desk = first_desk();
    let you = desk.users.values().next().unwrap().name.clone();
    add(&mut desk, &rule(&[&[]]).replace(
        "<notifyCaseOwner>",
        "<assignedTo>Night_Desk</assignedTo><assignedToType>Queue</assignedToType><notifyCaseOwner>",
    ));
    let named = format!("{you},night_desk,Night Desk,Nobody Here");
    let proposal = add(&mut desk, &rule(&[&[("Case.OwnerId", "equals", &named)]]));
    let notes = proposal.findings.iter();
    let notes: Vec<_> = notes
        .filter(|one| one.kind == FindingKind::Note)
        .map(|one| &*one.what)
        .collect();
    assert_eq!(notes, ["nobody and no queue is called “Nobody Here” yet"]);
    assert_eq!((desk.users.len(), desk.queues.len()), (1, 1));
}

#[test]
fn what_a_criterion_asks_of_a_new_field_tells_its_type() {
    for (operation, value, made) in [
        ("contains", "5", "text"),
        ("notContain", "5", "text"),
        ("startsWith", "5", "text"),
        ("lessThan", "5", "number"),
        ("equals", "true", "checkbox"),
        ("equals", "a,b", "picklist"),
        ("includes", "5", "picklist, several values"),
        ("excludes", "a,b", "picklist, several values"),
    ] {
        let mut desk = first_desk();
        let proposal = add(&mut desk, &rule(&[&[("Case.A__c", operation, value)]]));
        let field = format!("Case.A__c ({made})");
        assert_eq!(*proposal.stand_ins.fields, [field.into()], "{operation}");
    }
}

#[test]
fn a_date_as_another_country_writes_it_is_named_with_its_line() {
    let day = ("Case.Since__c", "lessThan", "3/10/2026");
    let time = (
        "Case.CreatedDate",
        "greaterThan",
        "3/5/2026 10:00 AM,YESTERDAY",
    );
    let mut desk = first_desk();
    let proposal = add(&mut desk, &rule(&[&[day, time]]));
    assert_eq!(*proposal.stand_ins.fields, ["Case.Since__c (date)".into()]);
    let named = told(&proposal);
    let named = named
        .iter()
        .map(|one| one.split_once(" / criteriaItems ").unwrap());
    assert_eq!(
        named.map(|(_, line)| line).collect::<Vec<_>>(),
        [
            "1 / value: nothing compares with it: “3/10/2026” cannot be read: write a date such \
             as 2026-03-10, TODAY or LAST 3 DAYS",
            "2 / value: nothing compares with it: “3/5/2026 10:00 AM” cannot be read: write a \
             time such as 2026-03-10T14:00:00Z, or a date such as TODAY",
        ]
    );
}

#[test]
fn an_entry_with_more_lines_than_fit_never_matches_and_keeps_25() {
    let line = ("Case.Subject", "contains", "x");
    let n_kept = |n_lines: usize, n_named: usize| {
        let numbers: Vec<_> = (1..=n_named).map(|number| number.to_string()).collect();
        let filter = numbers.join(" OR ");
        let lines = vec![line; n_lines];
        let text = rule(&[&lines]).replace(
            "<ruleEntry>",
            &format!("<ruleEntry><booleanFilter>{filter}</booleanFilter>"),
        );
        let mut desk = first_desk();
        add(&mut desk, &text);
        let subject = CaseChange::Subject("x".into());
        let create = Command::CreateCase {
            changes: vec![subject],
            created_at: None,
            number: None,
        };
        ask(&mut desk, &create).unwrap();
        let is_planned = desk.plans.values().any(|plan| plan.following.is_some());
        let entries = &desk.active_rule().unwrap().entries;
        (entries[0].criteria.len(), is_planned)
    };
    assert_eq!(n_kept(25, 25), (25, true));
    assert_eq!(n_kept(26, 26), (25, false));
    assert_eq!(n_kept(25, 26), (25, false));
    assert_eq!(n_kept(2, 3), (3, false));
}

#[test]
fn a_field_that_nobody_knows_goes_out_by_the_name_that_it_came_with() {
    let mut desk = first_desk();
    add(&mut desk, &rule(&[&[("User.UserRoleId", "equals", "CEO")]]));
    let file = salesforce::rules_file(&desk);
    assert!(
        file.text.contains("<field>User.UserRoleId</field>"),
        "{}",
        file.text
    );
}

#[test]
fn a_value_has_at_most_255_letters_and_a_file_20_megabytes() {
    let made = |n: usize| {
        let subject = "ä".repeat(n);
        let proposal = add(
            &mut first_desk(),
            &rule(&[&[("Case.Subject", "equals", &subject)]]),
        );
        assert!(proposal.stand_ins.is_empty());
        told(&proposal)
    };
    assert_eq!(made(255), [""; 0]);
    let said = made(256);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].ends_with("a value has at most 255 characters: the entry never matches"));

    let mut text = hours("");
    text.push_str(&" ".repeat(20 * 1024 * 1024 - text.len()));
    let read = |text: &str| salesforce::read(&[("a.xml", text.as_bytes())]);
    assert!(read(&text).is_ok());
    text.push(' ');
    assert_eq!(
        read(&text).unwrap_err()[0].to_string(),
        "a.xml, line 1: the file is larger than 20 MB: split it"
    );
    let proposal = add(&mut first_desk(), &rule(&[&[("Case.A__c", "equals", "x")]]));
    assert!(!proposal.stand_ins.is_empty());
}
