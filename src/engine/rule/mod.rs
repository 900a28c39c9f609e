//! Escalation rules: ordered entries, first match wins, timed actions.

mod clock;
mod added_field;
mod catalogue;
mod comparison;
mod criteria;
mod entry;
mod explain;
mod fields;
mod fire;
mod formula;
mod ledger;
mod logic;
mod matcher;
mod moment;
mod plan;
mod planner;
mod recipients;

pub use catalogue::{AccountField, CaseField, ContactField, UserField};
pub(super) use clock::Reckoning;
pub use criteria::{Criterion, Operator, split_list};
pub use entry::{
    ACTIONS_MAX, AGE_MINUTES_MAX, CRITERIA_MAX, EscalationAction, EscalationClock, EscalationRule,
    HoursMode, Reassign, RuleEntry,
};
pub use explain::{
    CriterionVerdict, EntryVerdict, Explanation, LevelFate, LevelVerdict, explain, try_rule,
};
pub use fields::{CaseUser, Field, FieldValue, developer_name};
pub(super) use fire::{fire, invalid_target};
pub use formula::{FindField, Formula, FormulaError, Mention};
pub use ledger::{LedgerKind, LedgerSegment, counted_seconds};
pub use logic::{Logic, LogicError};
pub use matcher::Matcher;
pub use plan::{EscalationPlan, FiredAction, Following, PendingAction, PendingState, TakenAway};
pub(in crate::engine) use planner::paused_anew;
pub use planner::{Outcome, Planner, calendar_of};
pub(super) use recipients::recipients;
