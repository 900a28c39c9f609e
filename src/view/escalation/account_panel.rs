//! What the form of an account shows of its escalation: the linked cases with their own state, the
//! SLA, and how its cases stand (semantics 11.9).

use super::{
    mark::{SeverityMark, source_mark},
    sla_row::{SlaRow, sla_rows},
};
use crate::engine::{
    calendar::ZoneTable,
    case::Case,
    choice::CaseStatus,
    desk::Desk,
    escalation::{Source, escalation_number},
    id::{AccountId, CaseId, EscalationId},
    instant::Instant,
    record::Records,
    rule::PendingState,
};
use crate::view::{account_heat::NextKind, phrase::assignee_words};

/// One case of an account.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CaseState {
    /// The case.
    pub id: CaseId,
    /// Its number, for the link.
    pub number: u64,
    /// Its subject.
    pub subject: Box<str>,
    /// Its status.
    pub status: Box<str>,
    /// Whether it is closed.
    pub is_closed: bool,
    /// Who has it.
    pub owner: String,
    /// Its own severity, while a record escalates it.
    pub mark: Option<SeverityMark>,
    /// What comes next on it: a level of a rule, or the breach of its SLA.
    pub next: Option<Instant>,
}

/// The panel on an account's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountPanel {
    /// The open escalation: names it, its number and its severity.
    pub escalation: Option<(EscalationId, String, Option<SeverityMark>)>,
    /// The cases that bring it about.
    pub related: Vec<CaseState>,
    /// How many of them are still open.
    pub n_open: usize,
    /// Its SLA, the latest.
    pub sla: Option<SlaRow>,
    /// All open cases of the account, what comes first on top; the worst next event is that of
    /// the first.
    pub cases: Vec<CaseState>,
}

/// What the form of an account shows of its escalation.
#[must_use]
pub fn account_panel(
    desk: &Desk,
    account: AccountId,
    now: Instant,
    zone: &ZoneTable,
) -> AccountPanel {
    let source = Source::Account(account);
    let record = desk.escalation_of(source);
    let related = record.map_or_else(Vec::new, |record| case_states(desk, &record.related_cases));
    let open = desk
        .cases
        .values()
        .filter(|case| case.account == Some(account) && !case.is_closed());
    let open: Vec<CaseId> = open.map(|case| case.id).collect();
    let cases = case_states(desk, &open);
    let soonest = |case: &CaseState| case.next.map_or(i64::MAX, Instant::seconds);
    AccountPanel {
        escalation: record.map(|record| {
            let mark = source_mark(desk, source);
            (record.id, escalation_number(record.number), mark)
        }),
        n_open: related.iter().filter(|case| !case.is_closed).count(),
        related,
        sla: record.and_then(|record| sla_rows(desk, record, now, zone).into_iter().next()),
        cases: crate::engine::in_order::by_number(cases, soonest),
    }
}

/// The states of cases; those that were deleted are left out.
#[must_use]
pub fn case_states(desk: &Desk, cases: &[CaseId]) -> Vec<CaseState> {
    let cases = cases.iter().filter_map(|id| desk.find::<Case>(*id));
    let state = |case: &Case| {
        let status = desk.find::<CaseStatus>(case.status);
        CaseState {
            id: case.id,
            number: case.number,
            subject: case.subject.clone(),
            status: status.map_or_else(Box::default, |status| status.name.clone()),
            is_closed: case.is_closed(),
            owner: assignee_words(desk, case.owner),
            mark: source_mark(desk, Source::Case(case.id)),
            next: next_events(desk, case.id)
                .into_iter()
                .map(|(at, _)| at)
                .min(),
        }
    };
    cases.map(state).collect()
}

/// What a case waits for: levels of its rule, and the breach of an SLA that runs, which may be over
/// already.
pub(in crate::view) fn next_events(desk: &Desk, case: CaseId) -> Vec<(Instant, NextKind)> {
    let plan = desk.plans.get(&case);
    let pending = plan.into_iter().flat_map(|plan| &plan.pending);
    let levels = pending
        .filter(|row| row.state == PendingState::Pending)
        .filter_map(|row| row.due_at);
    let record = desk.escalation_of(Source::Case(case));
    let slas = record.into_iter().flat_map(|record| &record.slas);
    let breaches = slas
        .filter(|sla| sla.is_running())
        .filter_map(|sla| sla.breach_at);
    let breaches = breaches.map(|at| (at, NextKind::Breach));
    let levels = levels.map(|at| (at, NextKind::Level));
    breaches.chain(levels).collect()
}
