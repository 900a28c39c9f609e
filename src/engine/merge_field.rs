//! The merge fields of notices: what stands in curly brackets and is filled in.

macro_rules! merge_fields {
    ($($(#[$doc:meta])* $field:ident: $name:literal,)+) => {
        /// Something that a notice says of its occasion (semantics 10.1).
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum MergeField {
            $($(#[$doc])* $field,)+
        }

        impl MergeField {
            /// Every field, in the order people see them.
            pub const ALL: &[Self] = &[$(Self::$field),+];

            /// As it is written between curly brackets.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$field => $name,)+
                }
            }

            /// The field of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$field),)+
                    _ => None,
                }
            }
        }
    };
}

merge_fields! {
    /// The case's number.
    CaseNumber: "case number",
    /// The case's subject.
    Subject: "subject",
    /// The case's priority.
    Priority: "priority",
    /// The case's status.
    Status: "status",
    /// Who has the case; before it was given to somebody else, for a rule.
    Owner: "owner",
    /// The customer's company.
    Account: "account",
    /// The customer's person.
    Contact: "contact",
    /// What brought the case about.
    CaseReason: "case reason",
    /// How old the case is.
    Age: "age",
    /// The rule that fired.
    Rule: "rule",
    /// The place of the entry that fired.
    Entry: "entry",
    /// The action that fired, by the age at which it does.
    Action: "action",
    /// When it was due.
    Due: "due",
    /// Who did it.
    From: "from",
    /// What they wrote.
    Message: "message",
    /// What the customer wrote last.
    CustomerMessage: "customer message",
    /// The escalation's number.
    EscalationNumber: "escalation number",
    /// What is escalated: case 1001, account Acme.
    Source: "source",
    /// The escalation's severity.
    Severity: "severity",
    /// The escalation's trend.
    Trend: "trend",
}

impl MergeField {
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
}
