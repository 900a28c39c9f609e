//! Instants, ages and names as people read them.

use crate::engine::{
    calendar::ZoneTable,
    clock_hold::{ClockHold, HostTime},
    desk::Desk,
    instant::Instant,
    people::Assignee,
    record::Records,
    rule::{EscalationAction, EscalationClock, HoursMode, RuleEntry},
    stamp::Actor,
    wording::{age_words, assignee_name},
};
use chrono::{NaiveDate, NaiveDateTime, Timelike};

/// How a date-and-time input writes a minute.
const INPUT_MINUTE: &str = "%Y-%m-%dT%H:%M";
/// The same of a second.
const INPUT_SECOND: &str = "%Y-%m-%dT%H:%M:%S";

/// The zone that somebody reads times in: their own where the desk knows it, else that of the
/// organisation, else UTC.
#[must_use]
pub fn reader_zone(desk: &Desk, reader: Actor) -> ZoneTable {
    let user = reader.user().and_then(|id| desk.users.get(&id));
    let own = user.and_then(|user| desk.zone(&user.zone));
    own.or_else(|| desk.home_zone())
        .cloned()
        .unwrap_or_else(ZoneTable::utc)
}

/// A day: `5 Jan 2026`.
#[must_use]
pub fn day_words(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// An instant on the clocks of a zone: `Mon 5 Jan 2026, 14:00`.
#[must_use]
pub fn instant_words(at: Instant, zone: &ZoneTable) -> String {
    zone.civil(at).format("%a %-d %b %Y, %H:%M").to_string()
}

/// The same with the zone and with UTC beside it, for where it has to be beyond doubt.
#[must_use]
pub fn instant_in_full(at: Instant, zone: &ZoneTable) -> String {
    let utc = at.civil(0).format("%Y-%m-%d %H:%M:%S");
    format!("{} in {} ({utc} UTC)", instant_words(at, zone), zone.name())
}

/// What a date-and-time input shows for an instant: `2026-11-21T09:30`, with the seconds where
/// there are some.
#[must_use]
pub fn input_time(at: Instant, zone: &ZoneTable) -> String {
    let wall = zone.civil(at);
    let format = match wall.second() {
        0 => INPUT_MINUTE,
        _ => INPUT_SECOND,
    };
    wall.format(format).to_string()
}

/// The instant that a date-and-time input means on the clocks of a zone.
#[must_use]
pub fn instant_of_input(text: &str, zone: &ZoneTable) -> Option<Instant> {
    let mut read = [INPUT_MINUTE, INPUT_SECOND]
        .iter()
        .filter_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    read.next().map(|wall| zone.to_utc(wall))
}

/// How long something has lasted, in its two greatest units: `3 d 4 h`, `5 min`, `<1 min`.
#[must_use]
pub fn lasted(seconds: i64) -> String {
    let minutes = seconds.max(0) / 60;
    let in_units = |n: i64, unit: &str, rest: i64, small: &str| match rest {
        0 => format!("{n} {unit}"),
        rest => format!("{n} {unit} {rest} {small}"),
    };
    match (minutes / 1440, minutes / 60 % 24, minutes % 60) {
        (0, 0, 0) if seconds > 0 => "<1 min".to_owned(),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) => in_units(hours, "h", minutes, "min"),
        (days, hours, _) => in_units(days, "d", hours, "h"),
    }
}

/// How much of some hours has gone or is left, in the words of an age and whole minutes.
#[must_use]
pub fn counted_words(seconds: i64) -> String {
    age_words(u32::try_from(seconds.max(0) / 60).unwrap_or(u32::MAX))
}

/// How long something has lasted in hours and minutes, and in seconds where there are some, so that
/// what is added up comes out: `26:59`, `6:59:59`.
#[must_use]
pub fn lasted_exactly(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    match seconds % 60 {
        0 => format!("{hours}:{minutes:02}"),
        rest => format!("{hours}:{minutes:02}:{rest:02}"),
    }
}

/// The name of who has or gets a case.
#[must_use]
pub fn assignee_words(desk: &Desk, assignee: Assignee) -> String {
    let name = assignee_name(desk, assignee);
    if name.is_empty() {
        return "somebody who was deleted".to_owned();
    }
    name.to_owned()
}

/// Who acted.
#[must_use]
pub fn actor_words(desk: &Desk, actor: Actor) -> String {
    match actor {
        Actor::User(id) => assignee_words(desk, Assignee::User(id)),
        Actor::Customer => "The customer".to_owned(),
        Actor::RuleEngine => "The rules".to_owned(),
        Actor::AssignmentEngine => "Automatic assignment".to_owned(),
        Actor::SlaEngine => "The SLAs".to_owned(),
        Actor::System => "Rung".to_owned(),
    }
}

/// What an action does: `reassigns to Tier 2, tells the owner and ana@example.com`.
#[must_use]
pub fn action_words(desk: &Desk, action: &EscalationAction) -> String {
    let mut told = Vec::new();
    if action.notify_owner {
        told.push("the owner".to_owned());
    }
    if let Some(user) = action.notify_user {
        told.push(assignee_words(desk, Assignee::User(user)));
    }
    told.extend(action.additional_emails.iter().map(ToString::to_string));
    let mut parts = Vec::new();
    if let Some(reassign) = action.reassign {
        parts.push(format!(
            "reassigns to {}",
            assignee_words(desk, reassign.to)
        ));
    }
    if !told.is_empty() {
        parts.push(format!("tells {}", listed(&told)));
    }
    if parts.is_empty() {
        return "only marks the case as escalated".to_owned();
    }
    parts.join(", ")
}

/// An action with its age: `after 5 h: reassigns to Tier 2`.
#[must_use]
pub fn aged_action_words(desk: &Desk, action: &EscalationAction) -> String {
    format!(
        "after {}: {}",
        age_words(action.age_minutes),
        action_words(desk, action)
    )
}

/// What the ages of an entry count from, and in which hours.
#[must_use]
pub fn clock_words(desk: &Desk, entry: &RuleEntry) -> String {
    let clock = match entry.clock {
        EscalationClock::FromCreation => "from creation",
        EscalationClock::FromCreationUntilModified => "from creation, until first modified",
        EscalationClock::FromLastModification => "from the last modification",
    };
    let hours = match entry.hours {
        HoursMode::Ignore => "around the clock".to_owned(),
        HoursMode::OfCase => "in the case's business hours".to_owned(),
        HoursMode::Set(calendar) => {
            let name = desk.find::<crate::engine::calendar::Calendar>(calendar);
            let name = name.map_or("hours that were deleted", |calendar| &calendar.name);
            format!("in {name}")
        }
    };
    let pauses = if entry.pause_on_hold {
        ", paused while the case waits"
    } else {
        ""
    };
    format!("{clock}, {hours}{pauses}")
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// Why the clock is not to be trusted, to follow "since".
#[must_use]
pub fn held_words(hold: ClockHold, zone: &ZoneTable) -> String {
    match hold {
        ClockHold::Back { until } => format!(
            "the computer's clock went back behind {}",
            instant_words(until, zone)
        ),
        ClockHold::Ahead { from, to } => format!(
            "the computer's clock jumped from {} to {}",
            instant_words(from, zone),
            instant_words(to, zone)
        ),
        ClockHold::AheadOfHost(HostTime { host, clock }) => format!(
            "the computer's clock shows {} where the host of this page says {}",
            instant_words(clock, zone),
            instant_words(host, zone)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_exactly_can_be_added_up() {
        for (seconds, words) in [
            (0, "0:00"),
            (59, "0:00:59"),
            (25_199, "6:59:59"),
            (97_140, "26:59"),
        ] {
            assert_eq!(lasted_exactly(seconds), words);
        }
    }

    #[test]
    fn an_instant_is_read_on_the_clocks_of_a_zone() {
        let at = Instant::parse("2026-01-05T14:00:00Z").unwrap();
        let berlin = ZoneTable::new("Europe/Berlin", 3600, Vec::new()).unwrap();
        assert_eq!(instant_words(at, &berlin), "Mon 5 Jan 2026, 15:00");
        assert_eq!(
            instant_in_full(at, &berlin),
            "Mon 5 Jan 2026, 15:00 in Europe/Berlin (2026-01-05 14:00:00 UTC)"
        );
    }

    #[test]
    fn a_time_input_is_read_on_the_clocks_of_the_zone() {
        let change = Instant::parse("2026-03-29T01:00:00Z").unwrap();
        let london = ZoneTable::new("Europe/London", 0, vec![(change, 3_600)]).unwrap();
        let at = Instant::parse("2026-07-01T08:30:00Z").unwrap();
        assert_eq!(input_time(at, &london), "2026-07-01T09:30");
        let second = at.plus_seconds(5);
        assert_eq!(input_time(second, &london), "2026-07-01T09:30:05");
        for (text, expected) in [
            ("2026-07-01T09:30", Some(at)),
            ("2026-07-01T09:30:00", Some(at)),
            ("2026-07-01T09:30:05", Some(second)),
            ("2026-03-29T01:30", Some(change)),
            ("2026-13-01T00:00", None),
            ("", None),
        ] {
            assert_eq!(instant_of_input(text, &london), expected, "{text}");
        }
    }

    #[test]
    fn spans_and_lists_are_said_briefly() {
        for (seconds, words) in [
            (-5, "0 min"),
            (0, "0 min"),
            (1, "<1 min"),
            (60, "1 min"),
            (59 * 60, "59 min"),
            (7200, "2 h"),
            (7260, "2 h 1 min"),
            (26 * 3600 + 60, "1 d 2 h"),
            (48 * 3600, "2 d"),
        ] {
            assert_eq!(lasted(seconds), words);
        }
        let words: Vec<String> = ["a", "b", "c"].map(str::to_owned).into();
        assert_eq!(listed(&words), "a, b and c");
        assert_eq!(listed(&words[..2]), "a and b");
    }
}
