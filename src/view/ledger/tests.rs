use super::*;
use crate::{
    engine::{command::Command, id::CaseId, rule::RuleEntry},
    view::{
        rule_words::tests::{action, entry},
        story::{Story, around_the_clock, at, new_york},
    },
};

/// An entry that takes every case, with levels at those ages in minutes.
fn levels(ages: &[u32]) -> RuleEntry {
    RuleEntry {
        actions: ages.iter().copied().map(action).collect(),
        ..entry(Vec::new())
    }
}

/// The ledger on the clocks of New York, whose stretches tile the strip without a gap.
fn ledger(story: &Story, case: CaseId, now: &str) -> LedgerView {
    let ledger = ledger_view(&story.desk, story.case(case), at(now), &new_york()).unwrap();
    let (mut x, mut from) = (0, ledger.rows[0].from.clone());
    for row in &ledger.rows {
        assert_eq!((row.x, &row.from), (x, &from), "{row:?}");
        (x, from) = (row.x + row.width, row.until.clone());
    }
    assert_eq!(x, STRIP_LENGTH);
    ledger
}

/// What the clock does, from when, until when, for how long, and the age by then.
fn told(ledger: &LedgerView) -> Vec<[&str; 5]> {
    let rows = ledger.rows.iter();
    rows.map(|row| {
        [
            &*row.what,
            &*row.from,
            &*row.until,
            &*row.lasts,
            &*row.counted,
        ]
    })
    .collect()
}

#[test]
fn a_case_that_comes_before_the_office_opens_is_as_old_as_the_office_was_open() {
    let mut story = Story::with_rule(vec![levels(&[240])]);
    let case = story.open_case("2026-01-05T12:30:00Z", Vec::new());
    let ledger = ledger(&story, case, "2026-01-05T16:30:00Z");
    assert_eq!(
        told(&ledger),
        [
            [
                "Before the start: closed",
                "Mon 5 Jan 2026, 07:30",
                "Mon 5 Jan 2026, 09:00",
                "1:30",
                "0:00"
            ],
            [
                "Counts",
                "Mon 5 Jan 2026, 09:00",
                "Mon 5 Jan 2026, 13:00",
                "4:00",
                "4:00"
            ],
        ]
    );
    assert_eq!(
        ledger.summary,
        "From Mon 5 Jan 2026, 07:30 to Mon 5 Jan 2026, 13:00, when the level after 4 h is due: 4 h count."
    );
    let styles: Vec<_> = ledger.rows.iter().map(|row| row.style).collect();
    assert_eq!(styles, ["before", "counted"]);
    assert_eq!((ledger.now_at, &*ledger.rest), (Some(727), ""));
}

#[test]
fn the_night_is_closed_and_the_age_goes_on_in_the_morning() {
    let mut story = Story::with_rule(vec![levels(&[240])]);
    let case = story.open_case("2026-01-05T20:00:00Z", Vec::new());
    let ledger = ledger(&story, case, "2026-01-06T02:00:00Z");
    let monday = "Mon 5 Jan 2026, 17:00";
    let tuesday = "Tue 6 Jan 2026, 09:00";
    assert_eq!(
        told(&ledger),
        [
            ["Counts", "Mon 5 Jan 2026, 15:00", monday, "2:00", "2:00"],
            ["Closed", monday, tuesday, "16:00", "2:00"],
            ["Counts", tuesday, "Tue 6 Jan 2026, 11:00", "2:00", "4:00"],
        ]
    );
    let places: Vec<_> = ledger.rows.iter().map(|row| (row.x, row.width)).collect();
    assert_eq!(places, [(0, 100), (100, 800), (900, 100)]);
    assert_eq!(ledger.now_at, Some(300));
}

#[test]
fn a_holiday_is_named_for_the_hours_that_it_takes_and_the_rest_of_it_is_closed() {
    let mut story = Story::with_rule(vec![levels(&[240])]);
    story.close_office_on("2026-06-01T12:00:00Z", "Independence Day", "2026-07-03");
    let case = story.open_case("2026-07-02T20:00:00Z", Vec::new());
    let ledger = ledger(&story, case, "2026-07-02T20:00:00Z");
    let what: Vec<_> = told(&ledger)
        .iter()
        .map(|[what, _, until, lasts, _]| (*what, *until, *lasts))
        .collect();
    assert_eq!(
        what,
        [
            ("Counts", "Thu 2 Jul 2026, 17:00", "1:00"),
            ("Closed", "Fri 3 Jul 2026, 09:00", "16:00"),
            ("Holiday: Independence Day", "Fri 3 Jul 2026, 17:00", "8:00"),
            ("Closed", "Mon 6 Jul 2026, 09:00", "64:00"),
            ("Counts", "Mon 6 Jul 2026, 12:00", "3:00"),
        ]
    );
    assert_eq!(ledger.rows[2].style, "holiday");
}

#[test]
fn a_weekend_on_which_the_clocks_change_is_as_long_as_it_really_was() {
    for (opened, closed, due) in [
        ("2026-02-27T21:00:00Z", "64:00", "Mon 2 Mar 2026, 12:00"),
        ("2026-03-06T21:00:00Z", "63:00", "Mon 9 Mar 2026, 12:00"),
        ("2026-10-30T20:00:00Z", "65:00", "Mon 2 Nov 2026, 12:00"),
    ] {
        let mut story = Story::with_rule(vec![levels(&[240])]);
        let case = story.open_case(opened, Vec::new());
        let ledger = ledger(&story, case, opened);
        let rows = told(&ledger);
        assert_eq!(rows[1][0], "Closed");
        assert_eq!((rows[1][3], rows[2][2]), (closed, due));
        assert_eq!(rows[2][4], "4:00");
    }
}

#[test]
fn around_the_clock_a_day_is_24_hours_whatever_the_clocks_do() {
    let mut story = Story::with_rule(vec![around_the_clock(levels(&[1440]))]);
    let case = story.open_case("2026-03-07T17:00:00Z", Vec::new());
    let ledger = ledger(&story, case, "2026-03-07T17:00:00Z");
    assert_eq!(
        told(&ledger),
        [[
            "Counts",
            "Sat 7 Mar 2026, 12:00",
            "Sun 8 Mar 2026, 13:00",
            "24:00",
            "24:00"
        ]]
    );
}

#[test]
fn while_the_case_waits_its_age_stands_still_and_nobody_knows_when_it_is_due() {
    let pausing = RuleEntry {
        pause_on_hold: true,
        ..levels(&[240])
    };
    let mut story = Story::with_rule(vec![pausing]);
    let case = story.open_case("2026-01-05T15:00:00Z", Vec::new());
    story.set_status("2026-01-05T16:00:00Z", case, "On Hold");
    let waiting = ledger(&story, case, "2026-01-05T17:30:00Z");
    let eleven = "Mon 5 Jan 2026, 11:00";
    let paused = "Paused: the case waits";
    assert_eq!(
        told(&waiting),
        [
            ["Counts", "Mon 5 Jan 2026, 10:00", eleven, "1:00", "1:00"],
            [paused, eleven, "Mon 5 Jan 2026, 12:30", "1:30", "1:00"],
        ]
    );
    assert_eq!(
        waiting.summary,
        "From Mon 5 Jan 2026, 10:00 to Mon 5 Jan 2026, 12:30, now: 1 h count."
    );
    assert_eq!(waiting.now_at, Some(STRIP_LENGTH));
    story.set_status("2026-01-05T18:00:00Z", case, "In Progress");
    let going_on = ledger(&story, case, "2026-01-05T18:00:00Z");
    let one = "Mon 5 Jan 2026, 13:00";
    assert_eq!(
        told(&going_on)[1..],
        [
            [paused, eleven, one, "2:00", "1:00"],
            ["Counts", one, "Mon 5 Jan 2026, 16:00", "3:00", "4:00"],
        ]
    );
}

#[test]
fn a_clock_that_is_copied_says_what_its_columns_are_and_whose_time_it_is() {
    let mut story = Story::with_rule(vec![levels(&[60])]);
    let case = story.open_case("2026-01-05T13:59:30Z", Vec::new());
    let ledger = ledger(&story, case, "2026-01-05T14:30:00Z");
    let lines: Vec<&str> = ledger.text.lines().collect();
    assert_eq!(
        lines,
        [
            "From Mon 5 Jan 2026, 08:59 to Mon 5 Jan 2026, 10:00, when the level after 1 h is due: 1 h count. Times are those of America/New_York.",
            "Clock\tFrom\tUntil\tLasts, h:mm\tAge, h:mm",
            "Before the start: closed\tMon 5 Jan 2026, 08:59\tMon 5 Jan 2026, 09:00\t0:00:30\t0:00",
            "Counts\tMon 5 Jan 2026, 09:00\tMon 5 Jan 2026, 10:00\t1:00\t1:00",
        ]
    );
}

#[test]
fn the_ledger_goes_to_the_next_level_and_after_the_last_one_to_now() {
    let mut story = Story::with_rule(vec![levels(&[60, 120])]);
    let case = story.open_case("2026-01-05T15:00:00Z", Vec::new());
    let summary = |story: &Story, now: &str| ledger(story, case, now).summary;
    story.wait_until("2026-01-05T16:00:00Z");
    assert_eq!(
        summary(&story, "2026-01-05T16:00:00Z"),
        "From Mon 5 Jan 2026, 10:00 to Mon 5 Jan 2026, 12:00, when the level after 2 h is due: 2 h count."
    );
    story.wait_until("2026-01-05T17:00:00Z");
    assert_eq!(
        summary(&story, "2026-01-05T17:45:00Z"),
        "From Mon 5 Jan 2026, 10:00 to Mon 5 Jan 2026, 12:45, now: 2 h 45 min count."
    );
    story.ask("2026-01-05T18:00:00Z", &Command::CloseCase(case));
    let closed = story.case(case);
    let now = at("2026-01-05T18:00:00Z");
    assert_eq!(ledger_view(&story.desk, closed, now, &new_york()), None);
}

#[test]
fn a_level_that_is_held_back_was_due_and_now_lies_beyond_the_strip() {
    let mut story = Story::with_rule(vec![levels(&[60])]);
    let queue = story.add_queue("2026-01-05T14:00:00Z", "Tier 2");
    story.aim_at("2026-01-05T14:00:00Z", queue);
    let case = story.open_case("2026-01-05T15:00:00Z", Vec::new());
    story.stop_queues("2026-01-05T15:30:00Z");
    story.wait_until("2026-01-05T17:00:00Z");
    let blocked = ledger(&story, case, "2026-01-05T17:00:00Z");
    assert_eq!(
        blocked.summary,
        "From Mon 5 Jan 2026, 10:00 to Mon 5 Jan 2026, 11:00, when the level after 1 h was due: 1 h count."
    );
    assert_eq!(blocked.now_at, None);
}

#[test]
fn a_table_of_many_stretches_ends_with_how_to_have_them_all() {
    for (days, rest) in [
        (30, ""),
        (
            31,
            "1 further stretch: copy the clock as text to have them all.",
        ),
        (
            50,
            "39 further stretches: copy the clock as text to have them all.",
        ),
    ] {
        let mut story = Story::with_rule(vec![levels(&[days * 480])]);
        let case = story.open_case("2026-01-05T14:00:00Z", Vec::new());
        let ledger = ledger(&story, case, "2026-01-05T14:00:00Z");
        assert_eq!(ledger.rest, rest);
        assert_eq!(ledger.rows.len(), usize::try_from(2 * days - 1).unwrap());
        assert_eq!(ledger.text.lines().count(), 2 + ledger.rows.len());
        let last = ledger.rows.last().unwrap();
        assert_eq!(last.counted, format!("{}:00", days * 8));
    }
}
