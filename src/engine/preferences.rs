//! What an administrator set once for the whole desk.

use super::id::{ChoiceId, PreferencesId, StatusId, UserId};
use serde::{Deserialize, Serialize};

/// The one record of settings (semantics 1.5, 2.49).
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

impl Preferences {
    /// The id of the only record.
    pub const ID: PreferencesId = PreferencesId(1);
}
