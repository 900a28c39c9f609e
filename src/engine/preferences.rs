//! What an administrator set once for the whole desk.

use super::{
    field_error::FieldError,
    id::{ChoiceId, PreferencesId, StatusId, UserId},
    support::SupportPreferences,
};
use serde::{Deserialize, Serialize};

/// The one record of settings (semantics 1.5, 2.39, 2.49).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// Always [`Preferences::ID`].
    pub id: PreferencesId,
    /// The organisation's name.
    pub organisation: Box<str>,
    /// The organisation's zone, an IANA name.
    pub zone: Box<str>,
    /// The status of a new case.
    pub status_for_new: StatusId,
    /// The status of a case that was closed and is open again.
    pub status_for_reopened: StatusId,
    /// The status that *Close* sets.
    pub status_for_closed: StatusId,
    /// The priority of a new case.
    pub priority_for_new: Option<ChoiceId>,
    /// Who owns a case that names nobody.
    pub owner_for_new: UserId,
    /// What ages count from after a case was reopened.
    #[serde(default)]
    pub age_after_reopening: AgeAfterReopening,
    /// When what is due is done.
    #[serde(default)]
    pub firing: FiringMode,
    /// How customers and hand-offs are treated.
    #[serde(default)]
    pub support: SupportPreferences,
    /// Whether customers are told when their case is escalated.
    #[serde(default)]
    pub notify_customer: NotifyCustomer,
    /// Whether people see the business hours of a case; it counts in them either way (semantics
    /// 4.3).
    #[serde(default)]
    pub show_business_hours: bool,
}

/// What new, reopened and closed cases get, as an administrator chooses it (semantics 1.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseDefaults {
    /// The status of a new case.
    pub status_for_new: StatusId,
    /// The status of a case that was closed and is open again.
    pub status_for_reopened: StatusId,
    /// The status that *Close* sets.
    pub status_for_closed: StatusId,
    /// The priority of a new case.
    pub priority_for_new: Option<ChoiceId>,
    /// Who owns a case that names nobody.
    pub owner_for_new: UserId,
    /// Whether people see the business hours of a case.
    pub show_business_hours: bool,
}

/// Whether the customer gets a neutral text when a case is escalated (semantics 5.36).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotifyCustomer {
    /// Never.
    Never,
    /// When it is escalated on the customer's behalf.
    #[default]
    IfCustomerRequested,
    /// Whoever asked.
    Always,
}

/// What the created clocks count from once a case was reopened (semantics 2.49).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeAfterReopening {
    /// From the case's creation, as before.
    #[default]
    FromCreation,
    /// From the reopening.
    FromReopening,
}

/// When what is due is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FiringMode {
    /// At its own instant.
    #[default]
    Exact,
    /// At the ticks of a clock, as the systems do that look at their cases every few minutes
    /// (semantics 2.39).
    Batched {
        /// Minutes from tick to tick; ticks are multiples of it since 1970 in UTC.
        every_minutes: u32,
        /// Whether what is due in less than fifteen minutes is taken along (semantics 2.40).
        early: bool,
    },
}

impl FiringMode {
    /// The most minutes from tick to tick: a day.
    pub const MINUTES_MAX: u32 = 1_440;

    /// What keeps it from being saved.
    #[must_use]
    pub fn problem(self) -> Option<FieldError> {
        let minutes = match self {
            Self::Exact => return None,
            Self::Batched { every_minutes, .. } => every_minutes,
        };
        let is_wrong = !(1..=Self::MINUTES_MAX).contains(&minutes);
        is_wrong.then(|| FieldError::new("firing", "write 1 to 1440 minutes"))
    }
}

impl Preferences {
    /// The id of the only record.
    pub const ID: PreferencesId = PreferencesId(1);
}
