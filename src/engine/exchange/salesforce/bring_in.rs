//! Bringing files in: what was proposed is done in one change.

use super::{
    SalesforceFiles,
    propose::{Fate, Proposal, propose},
};
use crate::engine::{
    change::ChangeSet,
    decide::{Rejection, activate_rule, recalculate, save_rule, told},
    desk::Desk,
    exchange::import::{Import, ImportKind, made_by},
    history::{Deed, FieldChange, HistoryEntry, differences},
    id::RuleId,
    record::{Record, Records, Stored},
    stamp::Stamp,
};
use serde::Serialize;

/// Brings the files in as [`propose`] says. Where that changes nothing, nothing is done.
pub fn bring_in(
    desk: &Desk,
    files: &SalesforceFiles,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    if desk.preferences().is_none() {
        return Err(Rejection::Started("not started yet"));
    }
    let proposal = propose(desk, files);
    if proposal.changes_nothing() && files.choices.activate.is_none() {
        return Ok(ChangeSet::default());
    }
    let mut changes = proposal.changes.clone();
    changes.counters = Some(proposal.counters.clone());
    changes.history = edits(desk, &changes, stamp);
    let mut staged = desk.clone();
    staged.apply(changes.clone());
    let mut decided = |staged: &mut Desk, later: ChangeSet| {
        staged.apply(later.clone());
        changes.append(later);
    };
    let because = Import::key(proposal.import);
    let moved = recalculate(desk, &staged, because, stamp);
    decided(&mut staged, moved);
    for (place, rule) in proposal.rules.iter().enumerate() {
        let mut id = rule.record.id;
        if rule.fate != Fate::Unchanged {
            let saved = save_rule(&staged, &rule.record, stamp)?;
            id = rule_of(&saved).unwrap_or(id);
            decided(&mut staged, saved);
        }
        if files.choices.activate == Some(place) {
            let later = activate_rule(&staged, id, files.choices.plan_open_cases, stamp)?;
            decided(&mut staged, later);
        }
    }
    let import = Import {
        id: proposal.import,
        kind: ImportKind::Salesforce,
        files: files.names.join(", ").into(),
        stamp,
        n_updated: n_updated(desk, &proposal),
        made: made_by(desk, &changes),
    };
    let deed = Deed::Imported { import: import.id };
    changes
        .history
        .push(told(Import::key(import.id), deed, stamp));
    changes.put(import);
    Ok(changes)
}

/// The rule that was saved.
fn rule_of(saved: &ChangeSet) -> Option<RuleId> {
    saved
        .records
        .values()
        .flatten()
        .find_map(|record| match record {
            Record::EscalationRule(rule) => Some(rule.id),
            _ => None,
        })
}

/// How many records of the desk change; those of rules are told by the rules themselves.
fn n_updated(desk: &Desk, proposal: &Proposal) -> u32 {
    let keys = proposal.changes.records.keys();
    let hours = keys.filter(|key| desk.has(**key)).count();
    let changed = |fate: Fate| fate == Fate::Changed;
    let rules = proposal
        .rules
        .iter()
        .filter(|rule| changed(rule.fate))
        .count();
    u32::try_from(hours + rules).unwrap_or(u32::MAX)
}

/// Tells of the business hours and holidays that change; what is made is told of in one.
fn edits(desk: &Desk, changes: &ChangeSet, stamp: Stamp) -> Vec<HistoryEntry> {
    let edited = changes.records.values().flatten().filter_map(|record| {
        let fields = match record {
            Record::Calendar(after) => changed_fields(desk, &**after)?,
            Record::Holiday(after) => changed_fields(desk, &**after)?,
            _ => return None,
        };
        let mut entry = told(record.key(), Deed::Edited, stamp);
        entry.changes = fields;
        Some(entry)
    });
    edited.collect()
}

fn changed_fields<T: Stored + Serialize>(desk: &Desk, after: &T) -> Option<Vec<FieldChange>> {
    let before = desk.find::<T>(after.id())?;
    Some(differences(before, after))
}
