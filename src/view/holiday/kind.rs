//! The kinds of holidays, when all share one form.

use crate::engine::calendar::{HolidayWhen, Pattern, Recurrence};

/// Recurrence or not, when all kinds of holidays share one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenKind {
    /// One date or a part of it.
    Date,
    /// From one moment to another.
    Span,
    /// Every so many days.
    Daily,
    /// Monday to Friday.
    EveryWeekday,
    /// On weekdays, every so many weeks.
    Weekly,
    /// On a day of the month.
    Monthly,
    /// On the nth weekday of the month.
    MonthlyNth,
    /// On a date of every year.
    Yearly,
    /// On the nth weekday of a month of every year.
    YearlyNth,
}

impl WhenKind {
    /// Every kind with its key and what it says (semantics 4.13).
    pub const ALL: [(Self, &str, &str); 9] = [
        (Self::Date, "date", "On one date"),
        (Self::Span, "span", "From one time to another"),
        (Self::Yearly, "yearly", "Every year on a date"),
        (
            Self::YearlyNth,
            "yearly-nth",
            "Every year on the nth weekday of a month",
        ),
        (Self::Monthly, "monthly", "Monthly on a day"),
        (
            Self::MonthlyNth,
            "monthly-nth",
            "Monthly on the nth weekday",
        ),
        (Self::Weekly, "weekly", "Weekly"),
        (Self::EveryWeekday, "weekdays", "Every weekday"),
        (Self::Daily, "daily", "Every so many days"),
    ];

    /// What stands for it in an input.
    #[must_use]
    pub fn key(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(kind, ..)| *kind == self)
            .map_or("", |(_, key, _)| key)
    }

    /// The kind that such a key stands for.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, known, _)| *known == key)
            .map(|(kind, ..)| *kind)
    }

    /// Whether it comes again and again.
    #[must_use]
    pub const fn is_recurring(self) -> bool {
        !matches!(self, Self::Date | Self::Span)
    }

    /// What an interval of it counts, when it has one.
    #[must_use]
    pub const fn interval_unit(self) -> Option<&'static str> {
        match self {
            Self::Daily => Some("days"),
            Self::Weekly => Some("weeks"),
            Self::Monthly | Self::MonthlyNth => Some("months"),
            Self::Date | Self::Span | Self::EveryWeekday | Self::Yearly | Self::YearlyNth => None,
        }
    }
}

/// The kind of a holiday as it was saved.
pub(in crate::view) const fn kind_of(when: &HolidayWhen) -> WhenKind {
    match when {
        HolidayWhen::Date { .. } => WhenKind::Date,
        HolidayWhen::Span { .. } => WhenKind::Span,
        HolidayWhen::Recurring(Recurrence { pattern, .. }) => match pattern {
            Pattern::Daily { .. } => WhenKind::Daily,
            Pattern::EveryWeekday => WhenKind::EveryWeekday,
            Pattern::Weekly { .. } => WhenKind::Weekly,
            Pattern::Monthly { .. } => WhenKind::Monthly,
            Pattern::MonthlyNth { .. } => WhenKind::MonthlyNth,
            Pattern::Yearly { .. } => WhenKind::Yearly,
            Pattern::YearlyNth { .. } => WhenKind::YearlyNth,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_again_by_its_key() {
        for (kind, key, _) in WhenKind::ALL {
            assert_eq!(WhenKind::of_key(key), Some(kind));
            assert_eq!(kind.key(), key);
        }
    }
}
