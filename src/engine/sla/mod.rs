//! The time that an escalation's severity allows (semantics 6).
//!
//! A [`TaskSla`] lives in the record of its escalation. People's acts attach, stop, pause and
//! resume it ([`attach`], [`case_saved`] and the like); the clock alone warns and breaches
//! ([`pass_milestone`]).

mod definition;
mod events;
mod milestone;
mod task;

pub use definition::{DURATION_MINUTES_MAX, SlaDefinition};
pub(super) use events::{
    attach, cancel_other_severities, case_saved, commented, complete, recalculate, settle_hold,
};
pub(super) use milestone::pass_milestone;
pub use task::{Milestone, Pause, SlaSegment, SlaSegmentKind, SlaStage, TakenStep, TaskSla};
