//! The codes by which scenarios call refusals (semantics 15.8).

use rung::engine::decide::Rejection;

/// `None` for what no scenario may be refused for.
pub(super) fn code(rejection: &Rejection) -> Option<&'static str> {
    Some(match rejection {
        Rejection::Already(_) => "closed",
        Rejection::CaseClosed(_) => "case_closed",
        Rejection::SupportRepsOnly(_) => "support_reps_only",
        Rejection::AlreadyEscalatedTo(_) => "already_escalated_to",
        Rejection::NotEscalatedTo(_) => "not_escalated_to",
        Rejection::Locked(_) | Rejection::NotSupportRep => "forbidden",
        _ => return None,
    })
}
