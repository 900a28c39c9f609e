//! The codes by which scenarios call refusals (semantics 15.8).

use rung::engine::decide::Rejection;

/// `None` for what no scenario may be refused for.
pub(super) fn code(rejection: &Rejection) -> Option<&'static str> {
    Some(match rejection {
        Rejection::Already(_) | Rejection::EscalationClosed(_) => "closed",
        Rejection::Forbidden(_)
        | Rejection::NotAsked(_)
        | Rejection::Locked(_)
        | Rejection::NotSupportRep => "forbidden",
        Rejection::NotPending(_) => "not_pending",
        Rejection::JustificationRequired => "justification_required",
        Rejection::ReasonRequired => "reason_required",
        Rejection::AlreadyEscalated { .. } => "already_escalated",
        Rejection::SourceClosed(_) => "source_closed",
        Rejection::TemplateTypeMismatch => "template_type_mismatch",
        Rejection::NoRecord(_) => "no_record",
        Rejection::CaseClosed(_) => "case_closed",
        Rejection::SupportRepsOnly(_) => "support_reps_only",
        Rejection::AlreadyEscalatedTo(_) => "already_escalated_to",
        Rejection::NotEscalatedTo(_) => "not_escalated_to",
        // Not of that list: a level that is not pending cannot be taken away.
        Rejection::Gone(_) => "gone",
        _ => return None,
    })
}
