//! Where each level of a case stands, and why one has no due instant.

use super::*;
use crate::engine::calendar::WeekHours;

#[test]
fn the_first_modification_stops_what_is_not_yet_due_and_reopening_does_not_bring_it_back() {
    let (mut story, case) = followed_case(RuleEntry {
        clock: EscalationClock::FromCreationUntilModified,
        ..two_levels()
    });
    story.wait_until(NOON);
    story.save(NOON, case, Vec::new());
    let stopped = "Stopped by the first modification of the case";
    let fired = "Fired Mon 5 Jan 2026, 11:00";
    let edited = panel(&story, case, NOON);
    assert_eq!(
        told(&edited),
        [("1 h", ELEVEN, fired), ("4 h", TWO, stopped)]
    );
    assert_eq!(edited.forecast, "");
    story.ask(ONE, &Command::CloseCase(case));
    story.ask(ONE, &Command::ReopenCase(case));
    let reopened = panel(&story, case, ONE);
    assert_eq!(
        told(&reopened),
        [("1 h", ELEVEN, stopped), ("4 h", TWO, stopped)]
    );
}

#[test]
fn what_has_fired_is_still_told_of_a_case_that_follows_nothing_any_more() {
    let (mut story, case) = followed_case(two_levels());
    story.wait_until(NOON);
    story.ask(NOON, &Command::CloseCase(case));
    let closed = panel(&story, case, NOON);
    assert_eq!(closed.headline, "The case is closed: nothing is pending");
    let fired = "Fired Mon 5 Jan 2026, 11:00";
    assert_eq!(told(&closed), [("1 h", ELEVEN, fired)]);
    story.edit_rule(NOON, |rule| drop(rule.entries[0].actions.remove(0)));
    assert_eq!(told(&panel(&story, case, NOON)), []);
}

#[test]
fn a_level_that_has_fired_keeps_the_age_at_which_it_did() {
    let (mut story, case) = followed_case(two_levels());
    story.wait_until(NOON);
    story.edit_rule(NOON, |rule| rule.entries[0].actions[0].age_minutes = 120);
    let fired = "Fired Mon 5 Jan 2026, 11:00";
    assert_eq!(told(&panel(&story, case, NOON))[0], ("1 h", ELEVEN, fired));
}

#[test]
fn levels_of_a_rule_that_is_switched_off_are_suspended() {
    let (mut story, case) = followed_case(two_levels());
    story.ask(OPENED, &Command::DeactivateRule(RuleId(1)));
    story.wait_until(NOON);
    let panel = panel(&story, case, NOON);
    let suspended = "Suspended: the rule is not active";
    assert_eq!(
        told(&panel),
        [("1 h", ELEVEN, suspended), ("4 h", TWO, suspended)]
    );
    assert_eq!(panel.forecast, "");
    assert_eq!(panel.levels[0].weight, LevelWeight::Still);
}

#[test]
fn a_level_whose_queue_has_stopped_will_be_and_then_is_blocked() {
    let (mut story, case) = followed_case(two_levels());
    let queue = story.add_queue(OPENED, "Tier 2");
    story.aim_at(OPENED, queue);
    assert_eq!(
        panel(&story, case, OPENED).levels[0].what,
        "reassigns to Tier 2, tells the owner"
    );
    story.stop_queues(OPENED);
    story.wait_until(NOON);
    let panel = panel(&story, case, NOON);
    assert_eq!(
        told(&panel),
        [
            ("1 h", ELEVEN, "Blocked: the queue Tier 2 is not active"),
            (
                "4 h",
                TWO,
                "Will be blocked: the queue Tier 2 is not active"
            ),
        ]
    );
    assert_eq!(panel.forecast, "");
    assert_eq!(panel.levels[0].weight, LevelWeight::Trouble);
}

#[test]
fn a_level_has_no_due_instant_while_the_case_waits_or_where_the_hours_never_open() {
    let (mut story, case) = followed_case(RuleEntry {
        pause_on_hold: true,
        ..two_levels()
    });
    story.set_status(HALF_PAST_TEN, case, "On Hold");
    let waiting = panel(&story, case, NOON);
    let paused = "Paused while the case waits";
    assert_eq!(told(&waiting), [("1 h", "", paused), ("4 h", "", paused)]);
    assert_eq!(waiting.levels[0].due_in_full, "");
    story.set_status(NOON, case, "In Progress");
    let shut = Calendar {
        week: WeekHours::closed(),
        ..story.desk.default_calendar().unwrap().clone()
    };
    story.ask(NOON, &Command::SaveCalendar(shut));
    let shut = panel(&story, case, NOON);
    let never = "Never: its business hours do not open";
    assert_eq!(told(&shut), [("1 h", "", never), ("4 h", "", never)]);
}

#[test]
fn levels_that_were_taken_away_or_came_later_say_until_when_they_are_not_pending() {
    let (mut story, case) = followed_case(two_levels());
    for (level, until_closed) in [(60, false), (240, true)] {
        let cancel = Command::CancelPending {
            case,
            action: ActionId(level),
            until_closed,
        };
        story.ask(HALF_PAST_TEN, &cancel);
    }
    story.edit_rule(HALF_PAST_TEN, |rule| {
        rule.entries[0].actions.push(action(300));
    });
    let taken = panel(&story, case, HALF_PAST_TEN);
    assert_eq!(
        told(&taken),
        [
            ("1 h", ELEVEN, "Taken away until the case is next saved"),
            ("4 h", TWO, "Taken away until the case is closed"),
            (
                "5 h",
                "Mon 5 Jan 2026, 15:00",
                "Added since: planned when the case is next saved"
            ),
        ]
    );
    story.save(HALF_PAST_TEN, case, Vec::new());
    let saved = panel(&story, case, HALF_PAST_TEN);
    let states: Vec<&str> = saved.levels.iter().map(|level| &*level.state).collect();
    assert_eq!(
        states,
        ["Pending", "Taken away until the case is closed", "Pending"]
    );
}
