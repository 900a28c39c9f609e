//! What names a record: the device that made it and a serial of that device.
//!
//! An id is `device · 2³² + serial` and stays below 2⁵³, so that it survives JavaScript. The change
//! set hands ids out; nothing else makes one.

use serde::{Deserialize, Serialize};

/// The greatest device number: ids of such a device still fit 53 bits.
pub const DEVICE_MAX: u32 = (1 << 21) - 1;

/// Joins a device and a serial to the number of an id.
#[must_use]
pub const fn join(device: u32, serial: u32) -> u64 {
    #[expect(clippy::as_conversions, reason = "`From` is not const; both widen")]
    {
        ((device as u64) << 32) | serial as u64
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl From<$name> for u64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl From<u64> for $name {
            fn from(number: u64) -> Self {
                Self(number)
            }
        }
    )+};
}

ids! {
    /// Names a customer's case.
    CaseId
    /// Names a customer's company.
    AccountId
    /// Names a person of a customer.
    ContactId
    /// Names someone who works here.
    UserId
    /// Names a queue that may own cases.
    QueueId
    /// Names a group that may be handed a case, or be asked to approve.
    GroupId
    /// Names a vendor or a partner.
    PartyId
    /// Names a rule of automatic assignments.
    AssignmentRuleId
    /// Names an automatic assignment.
    AssignmentId
    /// Names the one record of how far polls have come.
    PollsId
    /// Names a rule that answers customers.
    AutoResponseId
    /// Names an escalation: its request, and the record that comes of it.
    EscalationId
    /// Names an escalation template.
    EscalationTemplateId
    /// Names a severity of escalations.
    SeverityId
    /// Names a reason to escalate.
    ReasonId
    /// Names the definition of an escalation SLA.
    SlaId
    /// Names a case status.
    StatusId
    /// Names one value of a list that people choose from, a priority for instance.
    ChoiceId
    /// Names a field that an administrator or an import added.
    CustomFieldId
    /// Names an escalation rule.
    RuleId
    /// Names an entry of an escalation rule.
    EntryId
    /// Names an action of a rule entry.
    ActionId
    /// Names business hours.
    CalendarId
    /// Names a holiday.
    HolidayId
    /// Names a stored table of a time zone's offsets.
    ZoneId
    /// Names the text of a notice.
    TemplateId
    /// Names a notice in an inbox or the outbox.
    NotificationId
    /// Names a webhook.
    WebhookId
    /// Names one bringing-in of a file, so that it can be taken out again.
    ImportId
    /// Names the one record of settings.
    PreferencesId
}
