mod levels;

use super::*;
use crate::{
    engine::{
        command::{CaseChange, Command},
        preferences::{AgeAfterReopening, FiringMode},
        rule::{CaseField, EscalationAction, HoursMode, Operator, Reassign, try_rule},
    },
    view::{
        rule_words::tests::{action, criterion, entry, rule},
        story::{Story, around_the_clock, at, new_york},
    },
};

/// A case is opened in New York at ten in the morning.
const OPENED: &str = "2026-01-05T15:00:00Z";
const HALF_PAST_TEN: &str = "2026-01-05T15:30:00Z";
/// After the level of one hour, before that of four.
const NOON: &str = "2026-01-05T17:00:00Z";
const ONE: &str = "2026-01-05T18:00:00Z";

/// An entry that takes every case, with levels after an hour and after four.
fn two_levels() -> RuleEntry {
    RuleEntry {
        actions: vec![action(60), action(240)],
        ..entry(Vec::new())
    }
}

/// A desk where every case follows that entry, and a case.
fn followed_case(entry: RuleEntry) -> (Story, CaseId) {
    let mut story = Story::with_rule(vec![entry]);
    let case = story.open_case(OPENED, Vec::new());
    (story, case)
}

fn panel(story: &Story, case: CaseId, now: &str) -> EscalationPanel {
    escalation_panel(&story.desk, story.case(case), at(now), &new_york())
}

/// After how long each level is due, when that is, and where it stands.
fn told(panel: &EscalationPanel) -> Vec<(&str, &str, &str)> {
    let levels = panel.levels.iter();
    levels
        .map(|level| (&*level.age, &*level.due, &*level.state))
        .collect()
}

const ELEVEN: &str = "Mon 5 Jan 2026, 11:00";
const TWO: &str = "Mon 5 Jan 2026, 14:00";

#[test]
fn a_case_tells_what_it_follows_what_has_fired_and_what_comes_next() {
    let (mut story, case) = followed_case(two_levels());
    let early = panel(&story, case, OPENED);
    assert_eq!(
        early.forecast,
        "It will escalate on Mon 5 Jan 2026, 11:00 (tells the owner) unless it is closed, or saved so that another entry or none takes it. Later levels follow."
    );
    story.wait_until(NOON);
    let panel = panel(&story, case, NOON);
    assert_eq!(panel.headline, "Follows entry 1 of Standard");
    assert_eq!(
        panel.clock,
        "Ages count from its creation, Mon 5 Jan 2026, 10:00, in Office"
    );
    assert_eq!(
        told(&panel),
        [
            ("1 h", ELEVEN, "Fired Mon 5 Jan 2026, 11:00"),
            ("4 h", TWO, "Pending"),
        ]
    );
    assert_eq!(
        panel.forecast,
        "It will escalate on Mon 5 Jan 2026, 14:00 (tells the owner) unless it is closed, or saved so that another entry or none takes it."
    );
    let due = at("2026-01-05T19:00:00Z");
    assert_eq!(panel.levels[1].fires, Some((due, due)));
    assert_eq!(
        panel.levels[1].due_in_full,
        "Mon 5 Jan 2026, 14:00 in America/New_York (2026-01-05 19:00:00 UTC)"
    );
    assert_eq!(panel.levels[0].weight, LevelWeight::Fired);
}

#[test]
fn what_would_keep_a_level_from_coming_follows_from_what_ages_count_from() {
    for (clock, unless) in [
        (
            EscalationClock::FromCreationUntilModified,
            "unless it is closed or saved before it is due.",
        ),
        (
            EscalationClock::FromLastModification,
            "unless it is closed, or saved: then its age begins anew.",
        ),
    ] {
        let (story, case) = followed_case(RuleEntry {
            clock,
            actions: vec![action(60)],
            ..entry(Vec::new())
        });
        let told = panel(&story, case, OPENED).forecast;
        assert!(told.ends_with(unless), "{told}");
    }
}

#[test]
fn a_case_that_follows_nothing_says_why() {
    let (mut story, case) = followed_case(two_levels());
    let headline = |story: &Story, now: &str| {
        let panel = panel(story, case, now);
        assert_eq!(panel.levels, []);
        assert_eq!(
            (panel.clock, panel.forecast),
            (String::new(), String::new())
        );
        panel.headline
    };
    story.edit_rule(OPENED, |rule| rule.entries.clear());
    assert_eq!(
        headline(&story, OPENED),
        "The entry that the case followed was deleted"
    );
    story.save(HALF_PAST_TEN, case, Vec::new());
    assert_eq!(
        headline(&story, HALF_PAST_TEN),
        "No entry of the active rule matches the case"
    );
    story.edit_rule(HALF_PAST_TEN, |rule| rule.entries.push(two_levels()));
    assert_eq!(
        headline(&story, HALF_PAST_TEN),
        "An entry of the active rule matches the case by now: saving the case plans it"
    );
    story.ask(NOON, &Command::CloseCase(case));
    assert_eq!(
        headline(&story, NOON),
        "The case is closed: nothing is pending"
    );
    story.ask(ONE, &Command::ReopenCase(case));
    story.ask(ONE, &Command::DeleteRule(RuleId(1)));
    assert_eq!(
        headline(&story, ONE),
        "No rule is active: nothing is planned"
    );
}

#[test]
fn a_rule_that_became_active_after_a_case_came_plans_it_when_it_is_saved() {
    let mut story = Story::with_rule(vec![two_levels()]);
    story.ask(OPENED, &Command::DeactivateRule(RuleId(1)));
    let case = story.open_case(OPENED, Vec::new());
    let activate = Command::ActivateRule {
        rule: RuleId(1),
        plan_open_cases: false,
    };
    story.ask(HALF_PAST_TEN, &activate);
    assert_eq!(
        panel(&story, case, HALF_PAST_TEN).headline,
        "An entry of the active rule matches the case by now: saving the case plans it"
    );
    story.save(HALF_PAST_TEN, case, Vec::new());
    let states = panel(&story, case, HALF_PAST_TEN);
    assert_eq!(
        told(&states),
        [("1 h", ELEVEN, "Pending"), ("4 h", TWO, "Pending")]
    );
}

#[test]
fn the_clock_names_what_it_counts_from_the_hours_and_what_was_edited_since() {
    let base = "Mon 5 Jan 2026, 10:00";
    for (clock, hours, words) in [
        (
            EscalationClock::FromCreation,
            HoursMode::Ignore,
            format!("its creation, {base}, around the clock"),
        ),
        (
            EscalationClock::FromCreationUntilModified,
            HoursMode::OfCase,
            format!("its creation, {base}, in Office, until it is first modified"),
        ),
        (
            EscalationClock::FromLastModification,
            HoursMode::OfCase,
            format!("its last modification, {base}, in Office"),
        ),
    ] {
        let (story, case) = followed_case(RuleEntry {
            hours,
            clock,
            ..two_levels()
        });
        let clock = panel(&story, case, OPENED).clock;
        assert_eq!(clock, format!("Ages count from {words}"));
    }
    let (mut story, case) = followed_case(two_levels());
    story.edit_rule(HALF_PAST_TEN, |rule| {
        rule.entries[0] = around_the_clock(rule.entries[0].clone());
    });
    assert_eq!(
        panel(&story, case, HALF_PAST_TEN).clock,
        "Ages count from its creation, Mon 5 Jan 2026, 10:00, in Office. The entry now counts from creation, around the clock"
    );
}

#[test]
fn ages_that_count_from_the_reopening_are_not_said_to_count_from_the_creation() {
    let (mut story, case) = followed_case(two_levels());
    story.set_clock(OPENED, AgeAfterReopening::FromReopening, FiringMode::Exact);
    story.ask(HALF_PAST_TEN, &Command::CloseCase(case));
    story.ask(NOON, &Command::ReopenCase(case));
    let panel = panel(&story, case, NOON);
    assert_eq!(
        panel.clock,
        "Ages count from its reopening, Mon 5 Jan 2026, 12:00, in Office"
    );
    assert_eq!(told(&panel)[0], ("1 h", "Mon 5 Jan 2026, 13:00", "Pending"));
}

#[test]
fn where_levels_fire_at_ticks_the_forecast_says_when_it_really_fires() {
    let mut story = Story::with_rule(vec![two_levels()]);
    let every_quarter = FiringMode::Batched {
        every_minutes: 15,
        early: false,
    };
    story.set_clock(OPENED, AgeAfterReopening::FromCreation, every_quarter);
    let case = story.open_case("2026-01-05T15:07:00Z", Vec::new());
    let panel = panel(&story, case, HALF_PAST_TEN);
    assert!(
        panel
            .forecast
            .starts_with("It will escalate on Mon 5 Jan 2026, 11:15 (tells the owner)"),
        "{}",
        panel.forecast
    );
    assert_eq!(panel.levels[0].due, "Mon 5 Jan 2026, 11:07");
    let (due, fires) = (at("2026-01-05T16:07:00Z"), at("2026-01-05T16:15:00Z"));
    assert_eq!(panel.levels[0].fires, Some((due, fires)));
}

#[test]
fn a_rule_that_is_tried_tells_what_would_come_of_the_case() {
    let mut story = Story::at_an_office();
    let case = story.open_case(OPENED, Vec::new());
    let low = criterion(CaseField::Priority, Operator::Equals, "Low");
    let reassigning = EscalationAction {
        reassign: Some(Reassign {
            to: story.case(case).owner,
            template: None,
        }),
        notify_owner: false,
        ..action(60)
    };
    let second = RuleEntry {
        actions: vec![reassigning],
        ..entry(Vec::new())
    };
    let draft = rule(vec![entry(vec![low]), second]);
    let tried = |story: &Story| {
        let case = story.case(case);
        let told = try_rule(&story.desk, &draft, case, at(NOON));
        followed(&story.desk, case, &told, &draft, &new_york())
    };
    let panel = tried(&story).unwrap();
    assert_eq!(panel.headline, "Follows entry 2 of Standard");
    // It is past its age: it would fire as soon as it is planned.
    assert_eq!(told(&panel), [("1 h", ELEVEN, "Pending")]);
    assert!(
        panel
            .forecast
            .starts_with("It will escalate on Mon 5 Jan 2026, 12:00 (reassigns to You)")
    );
    story.ask(NOON, &Command::CloseCase(case));
    assert_eq!(tried(&story), None);
}

#[test]
fn a_case_is_found_by_the_number_that_people_call_it_by() {
    let mut story = Story::at_an_office();
    let first = story.open_case(OPENED, Vec::new());
    let second = story.open_case(OPENED, vec![CaseChange::Subject("Scanner".into())]);
    assert_eq!(case_of_number(&story.desk, 1001), Some(first));
    assert_eq!(case_of_number(&story.desk, 1002), Some(second));
    assert_eq!(case_of_number(&story.desk, 1003), None);
}
