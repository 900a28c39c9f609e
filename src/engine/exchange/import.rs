//! A bringing-in that can be taken out again.

use crate::engine::{
    case::Case,
    change::ChangeSet,
    decide::{Rejection, delete_rule, told},
    desk::Desk,
    history::Deed,
    id::{CaseId, ImportId, RuleId},
    notification::Notification,
    record::{Kind, RecordKey, Records, Stored},
    rule::EscalationPlan,
    stamp::Stamp,
};
use serde::{Deserialize, Serialize};

/// What was brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Escalation rules and business hours of a Salesforce organisation.
    Salesforce,
    /// Cases from a table.
    Cases,
    /// The sample workspace.
    Sample,
}

/// One bringing-in of a file, so that it can be taken out again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Names the record.
    pub id: ImportId,
    /// What was brought in.
    pub kind: ImportKind,
    /// The names of the files.
    pub files: Box<str>,
    /// Who brought it in, and when.
    pub stamp: Stamp,
    /// How many records were changed rather than made.
    #[serde(default)]
    pub n_updated: u32,
    /// What it made: for each kind the first and the last id of an unbroken run.
    #[serde(default)]
    pub made: Vec<(RecordKey, u64)>,
}

impl Import {
    /// The keys of what it made and what is still there.
    pub fn keys<'a>(&'a self, desk: &'a Desk) -> impl Iterator<Item = RecordKey> + 'a {
        self.made.iter().flat_map(|(first, last)| {
            let kind = first.kind;
            let ids = desk
                .ids(kind)
                .into_iter()
                .filter(|id| (first.id..=*last).contains(id));
            ids.map(move |id| RecordKey { kind, id })
        })
    }
}

/// What `changes` makes that the desk does not have: for each kind the unbroken runs of ids. Plans
/// and notices go with their cases.
pub(super) fn made_by(desk: &Desk, changes: &ChangeSet) -> Vec<(RecordKey, u64)> {
    let mut runs: Vec<(RecordKey, u64)> = Vec::new();
    for (key, _) in changes.records.iter().filter(|(_, put)| put.is_some()) {
        let goes_along = matches!(
            key.kind,
            Kind::EscalationPlan | Kind::Notification | Kind::Import
        );
        if goes_along || desk.has(*key) {
            continue;
        }
        match runs.last_mut() {
            Some((first, last)) if first.kind == key.kind && *last + 1 == key.id => *last = key.id,
            _ => runs.push((*key, key.id)),
        }
    }
    runs
}

/// Takes out all that an import had made, with the plans and notices of its cases.
pub(in crate::engine) fn remove_import(
    desk: &Desk,
    id: ImportId,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let gone = || Rejection::Gone(Import::key(id));
    let import = desk.find::<Import>(id).ok_or_else(gone)?;
    let made: Vec<RecordKey> = import.keys(desk).collect();
    let mut changes = ChangeSet::default();
    for rule in made.iter().filter(|key| key.kind == Kind::EscalationRule) {
        changes.append(delete_rule(desk, RuleId(rule.id), stamp)?);
    }
    for key in made {
        changes.records.insert(key, None);
        if key.kind == Kind::Case && desk.plans.contains_key(&CaseId(key.id)) {
            changes.remove::<EscalationPlan>(CaseId(key.id));
        }
    }
    for notice in desk.notifications.values() {
        let case = notice.case.map(Case::key);
        if case.is_some_and(|case| matches!(changes.records.get(&case), Some(None))) {
            changes.records.insert(Notification::key(notice.id), None);
        }
    }
    changes.remove::<Import>(id);
    changes.history.push(told(
        Import::key(id),
        Deed::ImportRemoved { import: id },
        stamp,
    ));
    Ok(changes)
}
