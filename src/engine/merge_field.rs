//! The merge fields of notices: what stands in curly brackets and is filled in.

/// Something that a notice says of its occasion (semantics 10.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeField {
    /// The case's number.
    CaseNumber,
    /// The case's subject.
    Subject,
    /// The case's priority.
    Priority,
    /// The case's status.
    Status,
    /// Who has the case; before it was given to somebody else, for a rule.
    Owner,
    /// The customer's company.
    Account,
    /// The customer's person.
    Contact,
    /// What brought the case about.
    CaseReason,
    /// How old the case is.
    Age,
    /// The rule that fired.
    Rule,
    /// The place of the entry that fired.
    Entry,
    /// The action that fired, by the age at which it does.
    Action,
    /// When it was due.
    Due,
    /// Who did it.
    From,
    /// What they wrote.
    Message,
    /// What the customer wrote last.
    CustomerMessage,
    /// The escalation's number.
    EscalationNumber,
    /// What is escalated: case 1001, account Acme.
    Source,
    /// The escalation's severity.
    Severity,
    /// The escalation's trend.
    Trend,
}

impl MergeField {
    /// Every field, in the order people see them.
    pub const ALL: [Self; 20] = [
        Self::CaseNumber,
        Self::Subject,
        Self::Priority,
        Self::Status,
        Self::Owner,
        Self::Account,
        Self::Contact,
        Self::CaseReason,
        Self::Age,
        Self::Rule,
        Self::Entry,
        Self::Action,
        Self::Due,
        Self::From,
        Self::Message,
        Self::CustomerMessage,
        Self::EscalationNumber,
        Self::Source,
        Self::Severity,
        Self::Trend,
    ];

    /// What anybody may know of a case.
    pub(super) const CASE: &[Self] = &[
        Self::CaseNumber,
        Self::Subject,
        Self::Priority,
        Self::Status,
        Self::Account,
        Self::Contact,
    ];
    /// What those who work here may know of a case besides.
    pub(super) const INTERNAL: &[Self] = &[Self::Owner, Self::CaseReason, Self::Age];
    /// What a rule says of a firing.
    pub(super) const RULE: &[Self] = &[Self::Rule, Self::Entry, Self::Action, Self::Due];
    /// Who did it, and what they say of it.
    pub(super) const PERSON: &[Self] = &[Self::From, Self::Message];
    /// Who wrote to a colleague, what, and what the customer wrote.
    pub(super) const PRIVATE: &[Self] = &[Self::From, Self::Message, Self::CustomerMessage];
    /// What an escalation record says.
    pub(super) const RECORD: &[Self] = &[
        Self::EscalationNumber,
        Self::Source,
        Self::Severity,
        Self::Trend,
        Self::From,
        Self::Message,
        Self::Due,
    ];

    /// As it is written between curly brackets.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CaseNumber => "case number",
            Self::Subject => "subject",
            Self::Priority => "priority",
            Self::Status => "status",
            Self::Owner => "owner",
            Self::Account => "account",
            Self::Contact => "contact",
            Self::CaseReason => "case reason",
            Self::Age => "age",
            Self::Rule => "rule",
            Self::Entry => "entry",
            Self::Action => "action",
            Self::Due => "due",
            Self::From => "from",
            Self::Message => "message",
            Self::CustomerMessage => "customer message",
            Self::EscalationNumber => "escalation number",
            Self::Source => "source",
            Self::Severity => "severity",
            Self::Trend => "trend",
        }
    }

    /// The field of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}
