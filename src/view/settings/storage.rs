//! What the browser says of its storage, and the backups that were made.

use crate::{engine::instant::Instant, view::counted::grouped};

/// A number of bytes in the unit that people use for it: `1.4 MB`.
#[must_use]
pub fn bytes_words(n_bytes: u64) -> String {
    if n_bytes < 1_000 {
        return format!("{n_bytes} bytes");
    }
    let mut tenths = n_bytes / 100;
    let mut unit = "kB";
    for larger in ["MB", "GB", "TB"] {
        if tenths < 10_000 {
            break;
        }
        tenths /= 1_000;
        unit = larger;
    }
    if tenths >= 1_000 {
        let whole = usize::try_from(tenths / 10).unwrap_or(usize::MAX);
        return format!("{} {unit}", grouped(whole));
    }
    format!("{}.{} {unit}", tenths / 10, tenths % 10)
}

/// What to say of the last backup: its age in whole days, and whether it is time for another.
#[must_use]
pub fn backup_words(last_at: Option<Instant>, now: Instant) -> (String, bool) {
    /// After so many days without a backup the page says so.
    const DAYS_MAX: i64 = 7;
    let Some(last_at) = last_at else {
        return ("never made in this browser".to_owned(), true);
    };
    let days = now.seconds_since(last_at).max(0) / 86_400;
    let words = match days {
        0 => "made today".to_owned(),
        1 => "made yesterday".to_owned(),
        days => format!("made {days} days ago"),
    };
    (words, days > DAYS_MAX)
}

/// The name of a backup's file: `rung-acme-2026-11-21-0930.json`, in UTC.
#[must_use]
pub fn backup_name(organisation: &str, now: Instant) -> String {
    let letters = organisation.chars().map(|letter| {
        let letter = letter.to_ascii_lowercase();
        if letter.is_ascii_alphanumeric() {
            letter
        } else {
            '-'
        }
    });
    let name: String = letters.collect();
    let words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
    let at = now.civil(0).format("%Y-%m-%d-%H%M").to_string();
    let parts = ["rung"].into_iter().chain(words).chain([at.as_str()]);
    format!("{}.json", parts.collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        for (n_bytes, words) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1.0 kB"),
            (1_449_999, "1.4 MB"),
            (123_456_789, "123 MB"),
            (5_300_000_000, "5.3 GB"),
            (u64::MAX, "18,446,744 TB"),
        ] {
            assert_eq!(bytes_words(n_bytes), words);
        }
    }

    #[test]
    fn a_backup_ages_by_whole_days_and_is_asked_for_after_a_week() {
        let now = Instant::from_seconds(100 * 86_400);
        for (days, words, is_due) in [
            (0, "made today", false),
            (1, "made yesterday", false),
            (7, "made 7 days ago", false),
            (8, "made 8 days ago", true),
        ] {
            let last = now.plus_seconds(-days * 86_400);
            assert_eq!(backup_words(Some(last), now), (words.to_owned(), is_due));
        }
        assert!(backup_words(None, now).1);
        let later = now.plus_seconds(60);
        assert_eq!(backup_words(Some(later), now).0, "made today");
    }

    #[test]
    fn a_backup_is_named_after_the_desk_and_the_time() {
        let at = Instant::parse("2026-11-21T09:30:59Z").unwrap();
        for (organisation, name) in [
            ("Acme & Söhne", "rung-acme-s-hne-2026-11-21-0930.json"),
            ("", "rung-2026-11-21-0930.json"),
        ] {
            assert_eq!(backup_name(organisation, at), name);
        }
    }
}
