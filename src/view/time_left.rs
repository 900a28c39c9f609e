//! How long until an instant, as few words as a busy reader needs.

/// Under this many seconds something is due soon.
const SOON_SECONDS: i64 = 3_600;

/// How near a due instant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// An hour off or more.
    Far,
    /// Within the hour.
    Soon,
    /// Reached or past.
    Late,
}

/// The time until an instant, to see and to hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeLeft {
    /// Two units at most: `2 h 15 m`, `−1 h 5 m` once past.
    pub text: String,
    /// The same for a screen reader: `due in 2 hours 15 minutes`.
    pub spoken: String,
    /// How near it is.
    pub nearness: Nearness,
}

/// The time from `now` to `due`, both in seconds since 1970; `is_paused` while the
/// clock stands still.
#[must_use]
pub fn time_left(due: i64, now: i64, is_paused: bool) -> TimeLeft {
    let left = due.saturating_sub(now);
    let nearness = if left <= 0 {
        Nearness::Late
    } else if left < SOON_SECONDS {
        Nearness::Soon
    } else {
        Nearness::Far
    };
    let (shown, said) = two_units(left.unsigned_abs() / 60);
    let (text, spoken) = match nearness {
        Nearness::Late => (format!("−{shown}"), format!("{said} overdue")),
        Nearness::Soon | Nearness::Far => (shown, format!("due in {said}")),
    };
    let spoken = if is_paused {
        format!("{spoken}, the clock stands still")
    } else {
        spoken
    };
    TimeLeft {
        text,
        spoken,
        nearness,
    }
}

/// A span of whole minutes in its two greatest units, short and in words.
fn two_units(minutes: u64) -> (String, String) {
    let (days, hours, rest) = (minutes / 1_440, minutes / 60 % 24, minutes % 60);
    let units = match (days, hours) {
        (0, 0) if rest == 0 => return ("<1 m".to_owned(), "less than a minute".to_owned()),
        (0, _) => [(hours, "h", "hour"), (rest, "m", "minute")],
        (_, _) => [(days, "d", "day"), (hours, "h", "hour")],
    };
    let present = units.into_iter().filter(|(count, ..)| *count > 0);
    let (short, long): (Vec<_>, Vec<_>) = present
        .map(|(count, short, long)| {
            let plural = if count == 1 { "" } else { "s" };
            (
                format!("{count} {short}"),
                format!("{count} {long}{plural}"),
            )
        })
        .unzip();
    (short.join(" "), long.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;

    #[test]
    fn a_time_is_told_in_its_two_greatest_units() {
        for (left, text, spoken, nearness) in [
            (
                2 * HOUR + 15 * MINUTE,
                "2 h 15 m",
                "due in 2 hours 15 minutes",
                Nearness::Far,
            ),
            (
                3 * DAY + 4 * HOUR + 59 * MINUTE,
                "3 d 4 h",
                "due in 3 days 4 hours",
                Nearness::Far,
            ),
            (DAY, "1 d", "due in 1 day", Nearness::Far),
            (HOUR, "1 h", "due in 1 hour", Nearness::Far),
            (HOUR - 1, "59 m", "due in 59 minutes", Nearness::Soon),
            (59, "<1 m", "due in less than a minute", Nearness::Soon),
            (0, "−<1 m", "less than a minute overdue", Nearness::Late),
            (
                -65 * MINUTE,
                "−1 h 5 m",
                "1 hour 5 minutes overdue",
                Nearness::Late,
            ),
        ] {
            let expected = TimeLeft {
                text: text.into(),
                spoken: spoken.into(),
                nearness,
            };
            assert_eq!(
                time_left(10 * DAY + left, 10 * DAY, false),
                expected,
                "{left} seconds"
            );
        }
    }

    #[test]
    fn one_of_a_unit_is_said_in_the_singular_and_what_is_nought_is_left_out() {
        for (left, text, spoken) in [
            (61 * MINUTE, "1 h 1 m", "due in 1 hour 1 minute"),
            (DAY + HOUR, "1 d 1 h", "due in 1 day 1 hour"),
            (DAY + 59 * MINUTE, "1 d", "due in 1 day"),
            (-2 * DAY, "−2 d", "2 days overdue"),
        ] {
            let told = time_left(left, 0, false);
            assert_eq!((&*told.text, &*told.spoken), (text, spoken));
        }
    }

    #[test]
    fn an_instant_out_of_all_reach_is_still_told() {
        assert_eq!(time_left(i64::MAX, i64::MIN, false).nearness, Nearness::Far);
        assert_eq!(
            time_left(i64::MIN, i64::MAX, false).nearness,
            Nearness::Late
        );
    }

    #[test]
    fn a_paused_clock_says_so_aloud() {
        let spoken = time_left(HOUR, 0, true).spoken;
        assert_eq!(spoken, "due in 1 hour, the clock stands still");
    }
}
