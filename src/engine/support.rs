//! How the desk treats customers and hand-offs (NetSuite: customer service preferences).

use super::{
    case::Case,
    choice::{CaseStatus, Stage},
    desk::Desk,
    id::{StatusId, UserId},
    instant::Instant,
    people::User,
    record::Records,
    stamp::Actor,
};
use serde::{Deserialize, Serialize};

/// What an administrator set of it (semantics 1.5, 7, 8, 10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own"
)]
pub struct SupportPreferences {
    /// The status of a case that is handed off; `None` for the first one of the escalated stage.
    pub status_for_escalated: Option<StatusId>,
    /// The status of a case that somebody takes from a queue; `None` for In Progress.
    pub status_for_grabbed: Option<StatusId>,
    /// Whether cases are handed to support reps and support groups only (semantics 7.2).
    pub support_reps_only: bool,
    /// Whether the status goes back when the last hand-off ends (semantics 7.9).
    pub restores_status: bool,
    /// Whether those who are asked to help hear of each save (semantics 10.8).
    pub notify_escalatees: bool,
    /// Whether nobody is mailed about their own act (semantics 10.9).
    pub skip_self: bool,
    /// Whether what a customer writes opens a closed case again (semantics 7.16).
    pub messages_reopen: bool,
    /// How many days after its closing a case is locked; `None` for never (semantics 7.16).
    pub lock_after_days: Option<u32>,
    /// Whether replies are mailed to the customer (semantics 7.17).
    pub mail_replies: bool,
    /// Whether the customer of a case entered by hand gets an acknowledgement (semantics 10.12).
    pub acknowledge: bool,
    /// Whether automatic assignments take effect (semantics 8.1).
    pub automated: bool,
    /// How many minutes lie between two polls for automatic assignments (semantics 8.4).
    pub poll_minutes: u32,
    /// How many messages may leave at once; more than these wait until a person says so.
    pub bulk_hold: u32,
}

impl SupportPreferences {
    /// As shipped.
    pub const SHIPPED: Self = Self {
        status_for_escalated: None,
        status_for_grabbed: None,
        support_reps_only: false,
        restores_status: true,
        notify_escalatees: false,
        skip_self: true,
        messages_reopen: true,
        lock_after_days: None,
        mail_replies: true,
        acknowledge: false,
        automated: false,
        poll_minutes: 5,
        bulk_hold: 50,
    };
}

impl Default for SupportPreferences {
    fn default() -> Self {
        Self::SHIPPED
    }
}

impl Desk {
    /// How customers and hand-offs are treated.
    #[must_use]
    pub fn support(&self) -> &SupportPreferences {
        let preferences = self.preferences();
        preferences.map_or(&SupportPreferences::SHIPPED, |found| &found.support)
    }

    /// The status of a case that is handed off (semantics 7.3).
    #[must_use]
    pub fn status_for_escalated(&self) -> Option<StatusId> {
        let chosen = self.support().status_for_escalated;
        let is_escalated = |status: &&CaseStatus| status.stage == Stage::Escalated;
        self.chosen_or_first(chosen, is_escalated)
    }

    /// The status of a case that somebody takes: In Progress (semantics 1.5).
    #[must_use]
    pub fn status_for_grabbed(&self) -> Option<StatusId> {
        let chosen = self.support().status_for_grabbed;
        let in_progress = |status: &&CaseStatus| &*status.name == "In Progress";
        self.chosen_or_first(chosen, in_progress)
    }

    fn chosen_or_first(
        &self,
        chosen: Option<StatusId>,
        suits: impl Fn(&&CaseStatus) -> bool,
    ) -> Option<StatusId> {
        let known = chosen.filter(|id| self.statuses.contains_key(id));
        let suitable = self.statuses.values().filter(suits);
        known.or_else(|| Some(suitable.min_by_key(|status| status.order)?.id))
    }

    /// Whether a closed case is locked by now (semantics 7.16).
    #[must_use]
    pub fn is_locked(&self, case: &Case, at: Instant) -> bool {
        let days = self.support().lock_after_days.map(i64::from);
        case.closed_at.zip(days).is_some_and(|(closed_at, days)| {
            at.seconds_since(closed_at) >= days.saturating_mul(86_400)
        })
    }

    /// The zone in which somebody enters times: their own where the desk knows it, else that of
    /// the organisation (semantics 7.12).
    #[must_use]
    pub fn zone_of(&self, actor: Actor) -> &str {
        let user = match actor {
            Actor::User(id) => self.find::<User>(id),
            _ => None,
        };
        let own = user.map(|user| &*user.zone);
        own.filter(|zone| self.zone(zone).is_some())
            .or_else(|| Some(&*self.preferences()?.zone))
            .unwrap_or("UTC")
    }

    /// Who did something and is not told of it (semantics 10.9).
    pub(super) fn untold_actor(&self, actor: Actor) -> Option<UserId> {
        actor.user().filter(|_| self.support().skip_self)
    }
}
