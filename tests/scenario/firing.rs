//! When what is due is done: at ticks, not while a case waits, and not once it was taken away.
//!
//! Told as scenarios of the shared format, with what it does not know beside it: `pause_on_hold`
//! of an entry, `update_settings`, `until_closed` of `delete_pending` and `plan_open_cases` of
//! `activate_rule`.

use crate::conformance::differences;
use serde_json::{Value, json};

/// One case of an entry with one level that gives it to the second line.
struct Story {
    settings: Value,
    entry: Value,
    events: Vec<Value>,
    run_until: &'static str,
}

impl Story {
    fn new(run_until: &'static str) -> Self {
        Self {
            settings: json!({}),
            entry: json!({"hours": {"source": "ignore"}, "start": "created"}),
            events: Vec::new(),
            run_until,
        }
    }

    /// Hours from nine to five on weekdays in New York.
    fn in_office_hours(mut self) -> Self {
        self.entry["hours"] = json!({"source": "set", "calendar": "office"});
        self
    }

    fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.entry[key] = value.into();
        self
    }

    fn settings(mut self, settings: Value) -> Self {
        self.settings = settings;
        self
    }

    fn event(mut self, at: &str, kind: &str, more: Value) -> Self {
        let mut event = json!({
            "seq": self.events.len() + 1, "at": at, "type": kind, "actor": "agent1", "case": "c1"
        });
        if let Value::Object(more) = more {
            event.as_object_mut().unwrap().extend(more);
        }
        self.events.push(event);
        self
    }

    fn created(self, at: &str) -> Self {
        self.event(at, "create_case", json!({"fields": {}}))
    }

    fn status(self, at: &str, status: &str) -> Self {
        self.event(at, "update_case", json!({"set": {"status": status}}))
    }

    /// `fired`: due and done; `pending`: due, or null for no one knows when.
    #[track_caller]
    fn ends(mut self, fired: &[(&str, &str)], pending: &[Value]) {
        self.entry["id"] = "e1".into();
        self.entry["actions"] = json!([{
            "id": "a1", "age_minutes": self.entry["age"].as_u64().unwrap_or(240),
            "reassign": {"type": "queue", "id": "tier2"}
        }]);
        let week = |hours: Value| {
            let days = ["mon", "tue", "wed", "thu", "fri"];
            let days = days.map(|day| (day.to_owned(), hours.clone()));
            Value::Object(days.into_iter().collect())
        };
        let calendar = |id: &str, hours: Value| {
            json!({"id": id, "name": id, "tz": "America/New_York", "active": true,
                   "is_default": false, "week": week(hours)})
        };
        let scenario = json!({
            "settings": self.settings,
            "calendars": [
                calendar("office", json!([["09:00", "17:00"]])),
                calendar("blink", json!([["09:01", "09:04"]])),
            ],
            "users": [{"id": "agent1", "name": "Ana", "email": "ana@x.example",
                       "tz": "America/New_York", "roles": ["agent", "admin"]}],
            "queues": [{"id": "tier2", "name": "Tier 2", "email": "", "members": []}],
            "rules": [{"id": "r1", "name": "r1", "active": self.settings["inactive"] != true,
                       "entries": [self.entry]}],
            "events": self.events,
            "run_until": self.run_until,
            "expect": {
                "fired": fired.iter().map(|(due_at, fired_at)| {
                    json!({"action": "a1", "due_at": due_at, "fired_at": fired_at})
                }).collect::<Vec<_>>(),
                "pending": pending.iter().map(|due_at| json!({"action": "a1", "due_at": due_at}))
                    .collect::<Vec<_>>(),
            },
        });
        assert_eq!(differences(&scenario), Vec::<String>::new());
    }
}

#[test]
fn the_age_stands_still_while_the_case_waits() {
    Story::new("2026-01-06T00:00:00Z")
        .with("pause_on_hold", true)
        .created("2026-01-05T14:00:00Z")
        .status("2026-01-05T15:00:00Z", "On Hold")
        .status("2026-01-05T20:00:00Z", "In Progress")
        .ends(&[("2026-01-05T23:00:00Z", "2026-01-05T23:00:00Z")], &[]);
}

#[test]
fn it_runs_on_for_an_entry_that_does_not_say_so() {
    Story::new("2026-01-06T00:00:00Z")
        .created("2026-01-05T14:00:00Z")
        .status("2026-01-05T15:00:00Z", "On Hold")
        .ends(&[("2026-01-05T18:00:00Z", "2026-01-05T18:00:00Z")], &[]);
}

/// Friday from four to five, Monday from nine to ten and from noon to two, on the other side of the
/// night in which New York puts its clocks forward.
#[test]
fn a_hold_is_a_hole_in_business_hours_across_a_change_of_the_clocks() {
    Story::new("2026-03-10T00:00:00Z")
        .in_office_hours()
        .with("pause_on_hold", true)
        .created("2026-03-06T21:00:00Z")
        .status("2026-03-09T14:00:00Z", "On Hold")
        .status("2026-03-09T16:00:00Z", "In Progress")
        .ends(&[("2026-03-09T18:00:00Z", "2026-03-09T18:00:00Z")], &[]);
}

#[test]
fn nobody_knows_when_a_level_is_due_while_the_case_waits() {
    Story::new("2026-02-01T00:00:00Z")
        .with("pause_on_hold", true)
        .created("2026-01-05T14:00:00Z")
        .status("2026-01-05T15:00:00Z", "On Hold")
        .event("2026-01-07T15:00:00Z", "touch_case", json!({}))
        .ends(&[], &[Value::Null]);
}

/// Due at noon of a day that was over; it would have fired at nine, when the case waited.
#[test]
fn a_level_that_was_due_before_the_case_waited_fires_after_it() {
    Story::new("2026-01-07T00:00:00Z")
        .in_office_hours()
        .with("pause_on_hold", true)
        .with("age", 60)
        .event(
            "2026-01-06T01:00:00Z",
            "create_case",
            json!({"fields": {}, "created_at": "2026-01-05T16:00:00Z"}),
        )
        .status("2026-01-06T02:00:00Z", "On Hold")
        .status("2026-01-06T15:00:00Z", "In Progress")
        .ends(&[("2026-01-05T17:00:00Z", "2026-01-06T15:00:00Z")], &[]);
}

#[test]
fn from_the_last_modification_a_hold_counts_from_the_save_within_it() {
    Story::new("2026-01-06T00:00:00Z")
        .with("pause_on_hold", true)
        .with("start", "last_modified")
        .created("2026-01-05T10:00:00Z")
        .status("2026-01-05T11:00:00Z", "On Hold")
        .event("2026-01-05T12:00:00Z", "touch_case", json!({}))
        .status("2026-01-05T13:00:00Z", "In Progress")
        .ends(&[("2026-01-05T17:00:00Z", "2026-01-05T17:00:00Z")], &[]);
}

#[test]
fn closing_ends_a_hold() {
    Story::new("2026-01-06T12:00:00Z")
        .with("pause_on_hold", true)
        .created("2026-01-05T14:00:00Z")
        .status("2026-01-05T15:00:00Z", "On Hold")
        .event("2026-01-05T16:00:00Z", "close_case", json!({}))
        .event("2026-01-05T18:00:00Z", "reopen_case", json!({}))
        .ends(&[("2026-01-05T19:00:00Z", "2026-01-05T19:00:00Z")], &[]);
}

#[test]
fn holidays_edited_later_move_a_level_with_its_holds() {
    Story::new("2026-01-08T00:00:00Z")
        .in_office_hours()
        .with("pause_on_hold", true)
        .created("2026-01-05T14:00:00Z")
        .status("2026-01-05T15:00:00Z", "On Hold")
        .status("2026-01-05T21:00:00Z", "In Progress")
        .event(
            "2026-01-05T21:30:00Z",
            "add_holiday",
            json!({"holiday": {"id": "h", "name": "Day off", "calendars": ["office"],
                   "when": {"kind": "date", "date": "2026-01-06"}}}),
        )
        .ends(&[("2026-01-07T16:00:00Z", "2026-01-07T16:00:00Z")], &[]);
}

#[test]
fn another_firing_mode_moves_what_is_pending() {
    let exact = json!({"set": {"evaluation_interval_minutes": 0}});
    Story::new("2026-01-06T00:00:00Z")
        .settings(json!({"evaluation_interval_minutes": 60}))
        .with("age", 30)
        .created("2026-01-05T14:05:00Z")
        .event("2026-01-05T14:50:00Z", "update_settings", exact)
        .ends(&[("2026-01-05T14:35:00Z", "2026-01-05T14:50:00Z")], &[]);
    let batched = json!({"set": {"evaluation_interval_minutes": 15}});
    Story::new("2026-01-06T00:00:00Z")
        .with("age", 30)
        .created("2026-01-05T14:05:00Z")
        .event("2026-01-05T14:10:00Z", "update_settings", batched)
        .ends(&[("2026-01-05T14:35:00Z", "2026-01-05T14:45:00Z")], &[]);
}

#[test]
fn an_early_trigger_never_comes_before_the_base() {
    Story::new("2026-01-06T00:00:00Z")
        .settings(json!({"evaluation_interval_minutes": 5, "early_triggers": true}))
        .with("age", 10)
        .created("2026-01-05T14:02:00Z")
        .ends(&[("2026-01-05T14:12:00Z", "2026-01-05T14:05:00Z")], &[]);
}

/// Windows of three minutes, in which no quarter of an hour begins.
#[test]
fn where_no_tick_lies_in_open_time_nothing_fires() {
    Story::new("2026-02-01T00:00:00Z")
        .settings(json!({"evaluation_interval_minutes": 15}))
        .with("hours", json!({"source": "set", "calendar": "blink"}))
        .with("age", 4)
        .created("2026-01-05T14:00:00Z")
        .ends(&[], &["2026-01-06T14:02:00Z".into()]);
}

#[test]
fn what_was_taken_away_comes_back_with_the_next_save() {
    Story::new("2026-01-06T00:00:00Z")
        .created("2026-01-05T14:00:00Z")
        .event(
            "2026-01-05T15:00:00Z",
            "delete_pending",
            json!({"action": "a1"}),
        )
        .event("2026-01-05T19:00:00Z", "touch_case", json!({}))
        .ends(&[("2026-01-05T18:00:00Z", "2026-01-05T19:00:00Z")], &[]);
}

#[test]
fn what_is_skipped_until_closed_comes_back_in_the_next_cycle_only() {
    let skip = json!({"action": "a1", "until_closed": true});
    Story::new("2026-01-06T00:00:00Z")
        .created("2026-01-05T14:00:00Z")
        .event("2026-01-05T15:00:00Z", "delete_pending", skip)
        .event("2026-01-05T19:00:00Z", "touch_case", json!({}))
        .event("2026-01-05T20:00:00Z", "close_case", json!({}))
        .event("2026-01-05T21:00:00Z", "reopen_case", json!({}))
        .ends(&[("2026-01-05T18:00:00Z", "2026-01-05T21:00:00Z")], &[]);
}

#[test]
fn activation_plans_the_open_cases_when_asked_to() {
    let story = |plan_open_cases: bool| {
        Story::new("2026-01-05T20:00:00Z")
            .settings(json!({"inactive": true}))
            .created("2026-01-05T14:00:00Z")
            .event(
                "2026-01-05T19:00:00Z",
                "activate_rule",
                json!({"rule": "r1", "plan_open_cases": plan_open_cases}),
            )
    };
    story(true).ends(&[("2026-01-05T18:00:00Z", "2026-01-05T19:00:00Z")], &[]);
    story(false).ends(&[], &[]);
}
