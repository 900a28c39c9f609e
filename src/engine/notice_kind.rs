//! What a notice is about: its name, its shipped wording, and who may read it.

use super::merge_field::MergeField;
use serde::{Deserialize, Serialize};

macro_rules! notice_kinds {
    ($($(#[$doc:meta])* $kind:ident $name:literal $label:literal [$($fields:ident)+] $subject:literal $body:literal;)+) => {
        /// What a notice is about (semantics 10.1).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum NoticeKind {
            $($(#[$doc])* $kind,)+
        }

        impl NoticeKind {
            /// Every kind, in the order people see them.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// Its name, as exports and scenarios have it (semantics 15.7).
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }

            /// As people see it.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$kind => $label,)+
                }
            }

            /// The shipped subject and text.
            #[must_use]
            pub const fn shipped(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$kind => ($subject, $body),)+
                }
            }

            /// Whether a text of this kind may have that merge field.
            #[must_use]
            pub fn has(self, field: MergeField) -> bool {
                match self {
                    $(Self::$kind => [$(MergeField::$fields),+].iter().any(|set| set.contains(&field)),)+
                }
            }
        }
    };
}

notice_kinds! {
    /// An action of a rule fired.
    #[default]
    Escalated "escalated" "Escalation notice" [CASE INTERNAL RULE]
        "Case {case number} has escalated: {subject}"
        "Case {case number} has waited {age}.\n\nSubject: {subject}\nPriority: {priority}\nStatus: {status}\nAccount: {account}\nOwner: {owner}\n\nRule {rule}, entry {entry}, due {due}.";
    /// A rule gave the case to somebody.
    NewOwner "new_owner" "New owner" [CASE INTERNAL RULE]
        "Case {case number} is now yours: {subject}"
        "Case {case number} has waited {age} and was given to you.\n\nSubject: {subject}\nPriority: {priority}\nStatus: {status}\nAccount: {account}\nBefore: {owner}";
    /// Somebody is asked to help (semantics 7.4).
    HandedOff "case_escalated_to_you" "Hand-off" [CASE INTERNAL PRIVATE]
        "Your help is asked for on case {case number}: {subject}"
        "{from} asks for your help on case {case number}.\n\n{message}\n\nThe customer wrote last:\n{customer message}\n\nSubject: {subject}\nPriority: {priority}\nAccount: {account}\nOwner: {owner}\n\nWhat {from} wrote is not for the customer.";
    /// Somebody who was asked replies to the one who asked (semantics 7.7).
    HandOffReply "escalation_reply" "Reply to a hand-off" [CASE INTERNAL PRIVATE]
        "{from} replies on case {case number}: {subject}"
        "{from} replies on case {case number}, not for the customer:\n\n{message}";
    /// A case that somebody was asked to help with was saved (semantics 10.8).
    CaseUpdated "escalated_case_updated" "Update to those asked for help" [CASE INTERNAL PERSON]
        "Case {case number} was updated: {subject}"
        "{from} updated case {case number}, which you were asked to help with.\n\nSubject: {subject}\nPriority: {priority}\nStatus: {status}\nOwner: {owner}";
    /// The customer is answered (semantics 7.7, 7.17).
    CaseReply "case_reply" "Reply to the customer" [CASE PERSON]
        "Case {case number}: {subject}"
        "{message}";
    /// The customer hears that a case entered by hand is here (semantics 10.12).
    Acknowledgement "customer_acknowledgement" "Acknowledgement to the customer" [CASE]
        "We have your case {case number}: {subject}"
        "Dear {contact},\n\nwe have opened case {case number} for you and will write again.";
    /// The customer of a case from web, e-mail or portal is answered by a rule (semantics 10.12).
    AutoResponse "auto_response" "Auto-response to the customer" [CASE]
        "We have your case {case number}: {subject}"
        "Dear {contact},\n\nthank you for writing. Your case has the number {case number}.";
    /// Somebody is asked to approve an escalation (semantics 5.34).
    ApprovalRequested "approval_requested" "Approval requested" [CASE INTERNAL RECORD]
        "Please approve {escalation number}: {source}"
        "{from} asks to escalate {source} with the severity {severity}.\n\nSubject: {subject}\nAccount: {account}\n{message}\n\nAnswer it under My approvals.";
    /// What somebody requested is approved.
    EscalationApproved "escalation_approved" "Escalation approved" [CASE INTERNAL RECORD]
        "{escalation number} is approved: {source}"
        "{from} approved your request: {source} is escalated with the severity {severity}.";
    /// What somebody requested is declined (semantics 5.34).
    EscalationDeclined "escalation_declined" "Escalation declined" [CASE INTERNAL RECORD]
        "{escalation number} is declined: {source}"
        "{from} declined your request to escalate {source}.\n\nReason: {message}";
    /// An escalation record was opened (semantics 10.6).
    EscalationOpened "escalation_opened" "Escalation opened" [CASE INTERNAL RECORD]
        "{escalation number}: {source} is escalated, {severity}"
        "Escalated with the severity {severity}: {source}.\n\nSubject: {subject}\nAccount: {account}\n{message}";
    /// An escalation record was updated.
    EscalationUpdated "escalation_updated" "Escalation updated" [CASE INTERNAL RECORD]
        "{escalation number} is updated: {source}, {severity}"
        "{from} updated {escalation number}.\n\n{message}\n\nSeverity: {severity}\nTrend: {trend}\nSubject: {subject}\nAccount: {account}";
    /// An escalation record was closed.
    EscalationClosed "escalation_closed" "Escalation closed" [CASE INTERNAL RECORD]
        "{escalation number}: {source} is de-escalated"
        "{from} de-escalated {source}.\n\n{message}\n\nSubject: {subject}\nAccount: {account}";
    /// The customer whose case is escalated hears that it is taken up, never why (semantics 5.36).
    EscalationAcceptedCustomer "escalation_accepted_customer" "Escalation accepted, to the customer" [CASE]
        "Case {case number} has our full attention: {subject}"
        "Dear {contact},\n\nwe have escalated your case {case number} and will write to you again.";
    /// Nobody is left who was asked to approve, for administrators (semantics 5.35).
    ApproversGone "approvers_gone" "Nobody left to approve, to administrators" [CASE INTERNAL RECORD]
        "Nobody is left to approve {escalation number}: {source}"
        "Those who were asked are not active any more. An administrator may answer it on its page.";
    /// The time that a severity allows is running out (semantics 6.9).
    SlaWarning "sla_warning" "SLA warning" [CASE INTERNAL RECORD]
        "{escalation number}: {message}"
        "{message}: {source}, {severity}.\n\nDue {due}.\nSubject: {subject}\nAccount: {account}";
    /// An action of a rule cannot fire, for administrators (semantics 2.45).
    Blocked "escalation_blocked" "Blocked escalation, to administrators" [CASE INTERNAL PERSON]
        "An escalation is blocked: {message}"
        "Cases wait past their due time. Choose another target in the rule, or make this one active again.";
}

impl NoticeKind {
    /// Whether it goes to the customer: it then has no text that was written for colleagues.
    #[must_use]
    pub const fn is_for_customer(self) -> bool {
        matches!(
            self,
            Self::CaseReply
                | Self::Acknowledgement
                | Self::AutoResponse
                | Self::EscalationAcceptedCustomer
        )
    }

    /// Whether it has a text in it that the customer is never to see (semantics 7.5, 5.20).
    #[must_use]
    pub const fn is_private(self) -> bool {
        match self {
            Self::HandedOff
            | Self::HandOffReply
            | Self::ApprovalRequested
            | Self::EscalationApproved
            | Self::EscalationDeclined
            | Self::EscalationOpened
            | Self::EscalationUpdated
            | Self::EscalationClosed
            | Self::ApproversGone
            | Self::SlaWarning => true,
            Self::Escalated
            | Self::NewOwner
            | Self::CaseUpdated
            | Self::CaseReply
            | Self::Acknowledgement
            | Self::AutoResponse
            | Self::EscalationAcceptedCustomer
            | Self::Blocked => false,
        }
    }
}
