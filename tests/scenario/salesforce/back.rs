//! What was brought in goes out again as it came: element for element, but for what the importer
//! had named.

use super::{
    ask, bring_in, first_desk, imported,
    made::{add, rule},
    own, stamp,
    walk::{Node, tree},
};
use rung::engine::{
    calendar::{Calendar, Holiday, HolidayWhen},
    command::Command,
    decide::decide,
    desk::Desk,
    exchange::salesforce::{self, Finding, FindingKind, hours_file, rules_file},
    id::{CalendarId, HolidayId},
};
use std::collections::{BTreeMap, BTreeSet};

/// How the file that is exported from `desk` differs from the one that was brought in, apart from
/// the lines of it that were named.
pub(super) fn differences(
    file: &str,
    text: &str,
    desk: &Desk,
    findings: &[Finding],
) -> Vec<String> {
    let named = findings
        .iter()
        .filter(|finding| &*finding.file == file && finding.kind != FindingKind::Note);
    let named: BTreeSet<u32> = named.map(|finding| finding.line).collect();
    let came = tree(text);
    let went = match came.name.as_str() {
        "EscalationRules" => rules_file(desk),
        _ => hours_file(desk),
    };
    let mut went = tree(&went.text);
    leave_out_what_was_there(&came, &mut went);
    let mut found = Vec::new();
    compare(&came, &went, &named, file, &mut found);
    found
}

/// The business hours that every desk begins with go out too, and the file need not have them.
fn leave_out_what_was_there(came: &Node, went: &mut Node) {
    let first = first_desk();
    for shipped in first.calendars.values() {
        let is_shipped = |one: &Node| one.text_of("name") == Some(&*shipped.name);
        if !came.all("businessHours").any(is_shipped) {
            let is_it = |one: &Node| one.name == "businessHours" && is_shipped(one);
            went.children.retain(|one| !is_it(one));
        }
    }
}

/// What tells elements of one name apart: rules and business hours by their names, the others by
/// their places.
fn key(node: &Node, place: usize) -> String {
    let name = match node.name.as_str() {
        "escalationRule" => node.text_of("fullName"),
        "businessHours" => node.text_of("name"),
        _ => None,
    };
    name.map_or_else(|| place.to_string(), str::to_owned)
}

fn is_named(node: &Node, named: &BTreeSet<u32>) -> bool {
    named.contains(&node.line)
}

fn compare(came: &Node, went: &Node, named: &BTreeSet<u32>, at: &str, found: &mut Vec<String>) {
    // A user is the same however the address is written.
    let is_name = ["assignedTo", "notifyTo"].contains(&came.name.as_str());
    let [before, after] = [came, went].map(|node| {
        let text = node.text.trim();
        if is_name {
            text.to_lowercase()
        } else {
            text.to_owned()
        }
    });
    if came.children.is_empty() && before != after {
        found.push(format!("{at}: {:?} became {:?}", came.text, went.text));
    }
    let both = came.children.iter().chain(&went.children);
    let kinds: BTreeSet<&str> = both.map(|one| one.name.as_str()).collect();
    for name in kinds {
        let mut theirs: BTreeMap<_, _> = (0..)
            .zip(went.all(name))
            .map(|(n, one)| (key(one, n), one))
            .collect();
        // An element that was left out is named, and so is each part of it.
        let taken = came.all(name).filter(|one| {
            !(is_named(one, named) && one.children.iter().all(|it| is_named(it, named)))
        });
        for (place, one) in taken.enumerate() {
            let at = format!("{at} / {name} {}, line {}", place + 1, one.line);
            match theirs.remove(&key(one, place)) {
                Some(other) => compare(one, other, named, &at, found),
                None if is_named(one, named)
                    || one.children.iter().any(|it| is_named(it, named)) => {}
                None => found.push(format!("{at}: is not there any more")),
            }
        }
        // A part that was named may go out all the same, as it came.
        let named_parts: Vec<_> = came.all(name).filter(|one| is_named(one, named)).collect();
        for (key, new) in theirs {
            if named_parts.iter().any(|one| one.text == new.text) {
                continue;
            }
            found.push(format!("{at}: {name} {key} = {:?} is new", new.text));
        }
    }
}

#[test]
fn whatever_goes_out_beyond_what_came_is_seen() {
    let name = "shapes.xml";
    let text = String::from_utf8(own(name)).unwrap();
    let files = salesforce::read(&[(name, text.as_bytes())]).unwrap();
    let mut desk = first_desk();
    let proposal = bring_in(&mut desk, files).unwrap();
    let calendar = desk.calendars.values().next_back().unwrap();
    let another = Calendar {
        id: CalendarId(0),
        name: "Another".into(),
        is_default: false,
        ..calendar.clone()
    };
    ask(&mut desk, &Command::SaveCalendar(another)).unwrap();
    let found = differences(name, &text, &desk, &proposal.findings);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("shapes.xml: businessHours Another = "));
}

#[test]
fn files_of_every_shape_go_out_as_they_came() {
    for name in ["actions.xml", "shapes.xml", "holidays.xml", "lists.xml"] {
        // A mask goes out as the names of its weekdays.
        let text = String::from_utf8(own(name)).unwrap().replace(
            "<recurrenceDayOfWeekMask>65</recurrenceDayOfWeekMask>",
            "<recurrenceDayOfWeek>Sunday</recurrenceDayOfWeek>\
             <recurrenceDayOfWeek>Saturday</recurrenceDayOfWeek>",
        );
        let files = salesforce::read(&[(name, text.as_bytes())]).unwrap();
        let mut desk = first_desk();
        let proposal = bring_in(&mut desk, files).unwrap();
        let found = differences(name, &text, &desk, &proposal.findings);
        assert!(found.is_empty(), "{found:#?}");
    }
}

#[test]
fn a_span_goes_out_as_a_holiday_for_each_of_its_days() {
    let mut desk = first_desk();
    let calendar = desk.default_calendar().unwrap().id;
    let at = |text: &str| text.parse::<chrono::NaiveDateTime>().unwrap();
    let holiday = Holiday {
        id: HolidayId(0),
        name: "Move & rest".into(),
        description: "Boxes".into(),
        calendars: vec![calendar],
        when: HolidayWhen::Span {
            start: at("2026-04-02T12:00:00"),
            end: at("2026-04-04T09:30:00"),
        },
        import: None,
    };
    ask(&mut desk, &Command::SaveHoliday(holiday)).unwrap();
    let file = hours_file(&desk);
    let root = tree(&file.text);
    let days: Vec<_> = root
        .all("holidays")
        .map(|one| {
            let part = |name| one.text_of(name).unwrap_or("-").to_owned();
            [
                part("activityDate"),
                part("startTime"),
                part("endTime"),
                part("name"),
            ]
        })
        .collect();
    let name = "Move & rest";
    assert_eq!(
        days,
        [
            ["2026-04-02", "12:00:00.000Z", "00:00:00.000Z", name],
            ["2026-04-03", "-", "-", name],
            ["2026-04-04", "00:00:00.000Z", "09:30:00.000Z", name],
        ]
    );
    assert_eq!(file.left_out, Vec::<String>::new());
}

/// A span that ends at midnight has no part of the day that begins then.
#[test]
fn a_span_that_ends_at_midnight_goes_out_as_whole_days() {
    let mut desk = first_desk();
    let calendar = desk.default_calendar().unwrap().id;
    let at = |text: &str| text.parse::<chrono::NaiveDateTime>().unwrap();
    let holiday = Holiday {
        id: HolidayId(0),
        name: "Christmas".into(),
        description: "".into(),
        calendars: vec![calendar],
        when: HolidayWhen::Span {
            start: at("2026-12-24T00:00:00"),
            end: at("2026-12-26T00:00:00"),
        },
        import: None,
    };
    ask(&mut desk, &Command::SaveHoliday(holiday)).unwrap();
    let root = tree(&hours_file(&desk).text);
    let part = |one: &Node, name| one.text_of(name).map(str::to_owned);
    let days: Vec<_> = root
        .all("holidays")
        .map(|one| (part(one, "activityDate"), part(one, "startTime")))
        .collect();
    let day = |date: &str| (Some(date.to_owned()), None);
    assert_eq!(days, [day("2026-12-24"), day("2026-12-25")]);
}

/// A path that nobody knows goes out as it came; words of why it cannot be read are no path.
#[test]
fn a_criterion_that_cannot_be_read_goes_out_only_by_its_path() {
    let mut desk = first_desk();
    let unknown = [("User.UserRoleId", "equals", "CEO")];
    let compared = [("Case.Severity__c", "equals", "1")];
    let text = rule(&[&unknown, &compared])
        .replace("<value>1</value>", "<valueField>Case.Other__c</valueField>");
    add(&mut desk, &text);
    let told = rules_file(&desk);
    assert!(told.text.contains("<field>User.UserRoleId</field>"));
    assert_eq!(told.text.matches("<ruleEntry>").count(), 1);
    let left_out = "entry 2 of Standard: it never matches, for a part of it could not be read: \
                    it is left out";
    assert_eq!(told.left_out, [left_out]);
}

#[test]
fn what_a_file_has_no_words_for_is_named() {
    let (mut desk, _) = imported(&["actions.xml"]);
    let mut rule = desk.active_rule().unwrap().clone();
    rule.entries[0].pause_on_hold = true;
    let changes = decide(&desk, &Command::SaveRule(rule), stamp()).unwrap();
    desk.apply(changes);
    assert_eq!(
        rules_file(&desk).left_out,
        ["entry 1 of Ladder: that it pauses while a case waits cannot be written"]
    );
}
