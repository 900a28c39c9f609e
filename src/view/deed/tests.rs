use super::*;
use crate::{
    engine::{
        case::Case,
        clock_hold::ClockHold,
        command::Command,
        history::{FailedFormula, Replanned},
        id::{ActionId, CalendarId, CaseId},
        preferences::{AgeAfterReopening, FiringMode},
        record::Stored,
        rule::{EscalationAction, EscalationRule, RuleEntry},
    },
    view::{
        route::{Page, Route},
        rule_words::tests::{action, entry},
        story::{Story, around_the_clock, at, new_york},
    },
};

/// A case is opened in New York at ten in the morning.
const OPENED: &str = "2026-01-05T15:00:00Z";
/// When its level after four hours is due.
const DUE: &str = "2026-01-05T19:00:00Z";

/// A desk whose cases have one level, and a case.
fn with_level(level: EscalationAction) -> (Story, CaseId) {
    let mut story = Story::with_rule(vec![RuleEntry {
        actions: vec![level],
        ..entry(Vec::new())
    }]);
    let case = story.open_case(OPENED, Vec::new());
    (story, case)
}

/// The last firing, as the history tells it.
fn firing(story: &Story) -> DeedLine {
    let mut entries = story.history.iter().rev();
    let fired = entries.find(|entry| matches!(entry.deed, Deed::Fired(_)));
    deed_line(&story.desk, fired.unwrap(), &new_york())
}

fn fact<'a>(line: &'a DeedLine, label: &str) -> (&'a str, Option<&'a Route>) {
    let mut facts = line.facts.iter();
    let fact = facts.find(|fact| fact.label == label).unwrap();
    (&fact.text, fact.to.as_ref())
}

/// What a deed of You on a case says, without its name.
fn what(story: &Story, deed: Deed) -> String {
    line_because_of(story, deed, None).what
}

/// A deed of You on a case, brought about by a change of another record.
fn line_because_of(story: &Story, deed: Deed, cause: Option<RecordKey>) -> DeedLine {
    let you = *story.desk.users.keys().next().unwrap();
    let entry = HistoryEntry {
        at: at(OPENED),
        processed_at: at(OPENED),
        by: Actor::User(you),
        about: Case::key(CaseId(1)),
        case: None,
        deed,
        cause,
        changes: Vec::new(),
    };
    deed_line(&story.desk, &entry, &new_york())
}

#[test]
fn a_level_that_fires_on_time_is_told_with_all_that_led_to_it() {
    let (mut story, case) = with_level(action(240));
    story.wait_until(DUE);
    let line = firing(&story);
    assert_eq!(line.who, "The rules");
    assert_eq!(
        line.what,
        "escalated after 4 h, by entry 1 of Standard (version 1); counted in Office; told You"
    );
    assert_eq!(line.when, "Mon 5 Jan 2026, 14:00");
    assert_eq!(line.lateness, "due Mon 5 Jan 2026, 14:00");
    assert_eq!(
        line.changes,
        [("Escalated".into(), "No".into(), "Yes".into())]
    );
    assert_eq!((line.is_firing, line.rule), (true, Some(RuleId(1))));
    let office = story.desk.default_calendar().unwrap().id;
    let number = story.case(case).number;
    let entry = story.desk.rules[&RuleId(1)].entries[0].id;
    let to_rule = Route::from(Page::Rule(1));
    let to_entry = to_rule.clone().with("entry", &entry.0.to_string());
    let to_case = Route::from(Page::Case(number));
    let to_hours = Route::from(Page::Calendar(office.0));
    let all_mail = Route::from(Page::Outbox).with("show", "all");
    let of_case = all_mail.with("case", &number.to_string());
    for (label, text, to) in [
        ("Rule", "Standard", to_rule),
        ("Entry", "1, as of version 1", to_entry.clone()),
        ("Level", "after 4 h", to_entry),
        ("Counted from", "Mon 5 Jan 2026, 10:00", to_case.clone()),
        ("Hours", "Office", to_hours.clone()),
        ("Due", "Mon 5 Jan 2026, 14:00", to_hours),
        ("Done", "Mon 5 Jan 2026, 14:00", to_case.clone()),
        ("Late", "not at all", to_case),
        ("Told", "You", of_case),
    ] {
        assert_eq!(fact(&line, label), (text, Some(&to)), "{label}");
    }
}

#[test]
fn a_level_that_fired_while_the_page_was_shut_says_when_it_was_done_and_how_late() {
    for (back, lateness, late) in [
        (
            "2026-01-05T19:00:30Z",
            "due Mon 5 Jan 2026, 14:00 · done Mon 5 Jan 2026, 14:00, <1 min late",
            "<1 min",
        ),
        (
            "2026-01-07T13:30:00Z",
            "due Mon 5 Jan 2026, 14:00 · done Wed 7 Jan 2026, 08:30, 1 d 18 h late",
            "1 d 18 h",
        ),
    ] {
        let (mut story, _) = with_level(action(240));
        story.come_back(back);
        let line = firing(&story);
        assert_eq!(line.when, "Mon 5 Jan 2026, 14:00");
        assert_eq!(line.lateness, lateness);
        assert_eq!(fact(&line, "Late").0, late);
    }
}

#[test]
fn a_level_that_became_overdue_in_the_night_fires_when_the_office_opens() {
    let (mut story, case) = with_level(action(480));
    story.edit_rule(OPENED, |rule| rule.entries[0].actions[0].age_minutes = 240);
    story.save("2026-01-06T02:00:00Z", case, Vec::new());
    story.wait_until("2026-01-06T14:00:00Z");
    let line = firing(&story);
    assert_eq!(line.when, "Tue 6 Jan 2026, 09:00");
    assert_eq!(
        line.lateness,
        "due Mon 5 Jan 2026, 14:00 · fired Tue 6 Jan 2026, 09:00, 19 h after due"
    );
}

/// The worked example of early triggers (semantics 2.40).
#[test]
fn an_early_trigger_says_how_long_before_due_it_fired_and_is_not_late() {
    let mut story = Story::with_rule(vec![around_the_clock(RuleEntry {
        actions: vec![action(30)],
        ..entry(Vec::new())
    })]);
    let early = FiringMode::Batched {
        every_minutes: 15,
        early: true,
    };
    story.set_clock(OPENED, AgeAfterReopening::FromCreation, early);
    story.open_case("2026-01-05T17:25:00Z", Vec::new());
    story.wait_until("2026-01-05T18:00:00Z");
    let line = firing(&story);
    assert_eq!(
        line.lateness,
        "due Mon 5 Jan 2026, 12:55 · fired Mon 5 Jan 2026, 12:45, 10 min before due"
    );
    assert_eq!(fact(&line, "Late").0, "not at all");
    assert_eq!(fact(&line, "Hours"), ("every hour", None));
}

#[test]
fn a_firing_outlives_the_entry_the_rule_the_hours_and_the_case_that_it_names() {
    let (mut story, case) = with_level(action(240));
    story.wait_until(DUE);
    story.edit_rule("2026-01-05T19:30:00Z", |rule| rule.entries.clear());
    let line = firing(&story);
    assert!(
        line.what
            .starts_with("escalated after 4 h, by entry 1 of Standard (version 1)"),
        "{}",
        line.what
    );
    assert_eq!(fact(&line, "Entry").0, "1, as of version 1, deleted since");
    story.ask("2026-01-05T19:45:00Z", &Command::DeleteRule(RuleId(1)));
    for entry in &mut story.history {
        if let Deed::Fired(firing) = &mut entry.deed {
            firing.calendar = Some(CalendarId(1));
            entry.case = entry.case.filter(|one| *one != case);
        }
    }
    let line = firing(&story);
    assert!(
        line.what
            .starts_with("escalated after 4 h, by entry 1 of a deleted rule (version 1)"),
        "{}",
        line.what
    );
    assert_eq!(fact(&line, "Rule"), ("a deleted rule", None));
    assert_eq!(fact(&line, "Hours").0, "business hours that were deleted");
    assert_eq!(fact(&line, "Hours").1, None);
    assert_eq!(fact(&line, "Done").1, None);
}

#[test]
fn a_firing_names_who_got_the_case_and_says_so_when_nobody_was_told() {
    let only_marks = EscalationAction {
        notify_owner: false,
        ..action(240)
    };
    let (mut story, _) = with_level(only_marks);
    story.wait_until(DUE);
    let line = firing(&story);
    assert_eq!(
        line.what,
        "escalated after 4 h, by entry 1 of Standard (version 1); counted in Office"
    );
    assert_eq!(fact(&line, "Told").0, "nobody");
    let (mut story, _) = with_level(action(240));
    let tier2 = story.add_queue(OPENED, "Tier 2");
    story.aim_at(OPENED, tier2);
    story.wait_until(DUE);
    let line = firing(&story);
    assert!(
        line.what.contains("; reassigned to Tier 2; told You"),
        "{}",
        line.what
    );
    let owner = ("Owner".into(), "You".into(), "Tier 2".into());
    assert!(line.changes.contains(&owner));
}

fn planned(entry: u64, n_pending: u32) -> Planned {
    Planned {
        rule: RuleId(1),
        version: 3,
        entry: entry.into(),
        place: 0,
        base_at: at(OPENED),
        n_pending,
        moves: Box::default(),
    }
}

#[test]
fn a_plan_names_its_entry_what_ages_count_from_and_how_much_is_pending() {
    let story = Story::with_rule(vec![entry(Vec::new())]);
    let base = "ages count from Mon 5 Jan 2026, 10:00";
    for (planned, words) in [
        (
            planned(1, 0),
            format!("entry 1 of Standard matches (version 3); {base}, nothing is pending"),
        ),
        (
            planned(1, 1),
            format!("entry 1 of Standard matches (version 3); {base}, 1 level is pending"),
        ),
        (
            planned(9, 2),
            format!(
                "a deleted entry of Standard matches (version 3); {base}, 2 levels are pending"
            ),
        ),
        (
            Planned {
                place: 7,
                ..planned(9, 2)
            },
            format!("entry 7 of Standard matches (version 3); {base}, 2 levels are pending"),
        ),
        (
            Planned {
                rule: RuleId(2),
                ..planned(1, 2)
            },
            format!(
                "a deleted entry of a deleted rule matches (version 3); {base}, 2 levels are pending"
            ),
        ),
    ] {
        assert_eq!(what(&story, Deed::Planned(planned)), words);
    }
}

#[test]
fn what_another_record_brought_about_names_it_and_leads_there() {
    let story = Story::with_rule(vec![entry(Vec::new())]);
    let rule = Some(EscalationRule::key(RuleId(1)));
    let planned = Deed::Planned(planned(1, 2));
    let line = line_because_of(&story, planned.clone(), rule);
    assert!(line.what.ends_with("planned with all open cases"));
    assert_eq!(
        fact(&line, "Cause"),
        ("rule Standard", Some(&Page::Rule(1).into()))
    );
    let itself = Some(Case::key(CaseId(1)));
    let line = line_because_of(&story, planned, itself);
    assert!(line.facts.iter().all(|fact| fact.label != "Cause"));
    let replanned = Deed::Replanned(Replanned {
        moves: Box::default(),
    });
    for (cause, words) in [
        (rule, "planned it anew because of the rule Standard"),
        (itself, "planned it anew"),
    ] {
        assert_eq!(
            line_because_of(&story, replanned.clone(), cause).what,
            words
        );
    }
}

#[test]
fn what_keeps_a_level_from_firing_is_told_with_its_reason() {
    let story = Story::with_rule(vec![entry(Vec::new())]);
    let action = ActionId(1);
    let cancelled = |until_closed| Deed::Cancelled {
        action,
        until_closed,
    };
    for (deed, words) in [
        (
            Deed::Unplanned,
            "it follows no entry any more: nothing is pending",
        ),
        (
            Deed::Blocked {
                action,
                reason: "the queue Tier 2 is not active".into(),
            },
            "an escalation is blocked: the queue Tier 2 is not active",
        ),
        (
            cancelled(false),
            "took a pending escalation away until the case is next saved",
        ),
        (
            cancelled(true),
            "took a pending escalation away until the case is closed",
        ),
        (
            Deed::FormulaFailed(FailedFormula {
                rule: RuleId(1),
                version: 1,
                entry: 1.into(),
                place: 0,
                reason: "division by zero".into(),
            }),
            "the formula of entry 1 of Standard came to nothing: division by zero; the entry does not match",
        ),
        (
            Deed::NotDone {
                reason: "the case is closed already".into(),
            },
            "was refused: the case is closed already",
        ),
        (
            Deed::ClockHeld(ClockHold::Back { until: at(OPENED) }),
            "stopped firing, since the computer's clock went back behind Mon 5 Jan 2026, 10:00",
        ),
        (Deed::Saved, "saved it without a change"),
        (Deed::CustomerWrote, "recorded what the customer wrote"),
        (Deed::Reopened, "opened it again"),
    ] {
        assert_eq!(what(&story, deed), words);
    }
}

#[test]
fn a_case_that_begins_to_wait_says_that_its_levels_are_paused_not_that_they_never_come() {
    let mut story = Story::with_rule(vec![RuleEntry {
        pause_on_hold: true,
        actions: vec![action(240)],
        ..entry(Vec::new())
    }]);
    let case = story.open_case(OPENED, Vec::new());
    let last = |story: &Story| {
        let entry = story.history.last().unwrap();
        let line = deed_line(&story.desk, entry, &new_york());
        (line.what, line.changes)
    };
    let level = |before: &str, after: &str| {
        let moved = ("Level after 4 h".into(), before.into(), after.into());
        ("planned it anew".to_owned(), vec![moved])
    };
    let paused = "paused while the case waits";
    story.set_status("2026-01-05T16:00:00Z", case, "On Hold");
    assert_eq!(last(&story), level("due Mon 5 Jan 2026, 14:00", paused));
    story.set_status("2026-01-05T17:00:00Z", case, "In Progress");
    assert_eq!(last(&story), level(paused, "due Mon 5 Jan 2026, 15:00"));
}

#[test]
fn every_instant_is_shown_beyond_doubt_beside_what_the_readers_clocks_show() {
    let (mut story, _) = with_level(action(240));
    story.wait_until(DUE);
    let line = firing(&story);
    assert_eq!(
        line.when_in_full,
        "Mon 5 Jan 2026, 14:00 in America/New_York (2026-01-05 19:00:00 UTC)"
    );
}
