//! A bringing-in that can be taken out again.

use crate::engine::{
    account::{Account, Contact, CustomValue},
    assignment::AssignmentField,
    calendar::Calendar,
    case::Case,
    change::ChangeSet,
    choice::{CaseStatus, Choice, CustomField},
    decide::{Rejection, delete_rule, put_edited, recalculate, told},
    desk::Desk,
    escalation::{Escalation, EscalationRequest, Source},
    hand_off::{Escalatee, HandOffs},
    history::Deed,
    id::{CaseId, ImportId, RuleId, UserId},
    notification::{NoticeTemplate, Notification},
    people::{Assignee, Queue, User},
    record::{Kind, RecordKey, Records, Stored},
    rule::{EscalationPlan, EscalationRule, Field, Formula, HoursMode},
    stamp::{Actor, Stamp},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What was brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Escalation rules and business hours of a Salesforce organisation.
    Salesforce,
    /// Holidays from an iCalendar file.
    Holidays,
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
            Kind::EscalationPlan | Kind::HandOffs | Kind::Polls | Kind::Notification | Kind::Import
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

/// Takes out all that an import had made, with the plans and notices of its cases. What the rest
/// of the desk uses stays: who has a case, the values it has, the hours that a rule counts in.
pub(in crate::engine) fn remove_import(
    desk: &Desk,
    id: ImportId,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let gone = || Rejection::Gone(Import::key(id));
    let import = desk.find::<Import>(id).ok_or_else(gone)?;
    let made: BTreeSet<RecordKey> = import.keys(desk).collect();
    let used = used_without(desk, &made);
    let mut changes = ChangeSet::default();
    for rule in made.iter().filter(|key| key.kind == Kind::EscalationRule) {
        changes.append(delete_rule(desk, RuleId(rule.id), stamp)?);
    }
    for key in made.difference(&used).copied() {
        changes.records.insert(key, None);
        if key.kind == Kind::Case && desk.plans.contains_key(&CaseId(key.id)) {
            changes.remove::<EscalationPlan>(CaseId(key.id));
        }
        if key.kind == Kind::Case && desk.hand_offs.contains_key(&CaseId(key.id)) {
            changes.remove::<HandOffs>(CaseId(key.id));
        }
    }
    remove_escalations(desk, &mut changes, stamp);
    for notice in desk.notifications.values() {
        let about = [
            notice.case.map(Case::key),
            notice.escalation.map(EscalationRequest::key),
        ];
        if about.into_iter().flatten().any(|key| goes(&changes, key)) {
            changes.records.insert(Notification::key(notice.id), None);
        }
    }
    keep_a_default(desk, &mut changes, stamp);
    forget_gone_cases(&mut changes);
    // Plans and escalations are reckoned as they are left.
    let mut staged = desk.clone();
    staged.apply(changes.clone());
    changes.append(recalculate(&staged, &staged, Import::key(id), stamp));
    changes.remove::<Import>(id);
    changes.history.push(told(
        Import::key(id),
        Deed::ImportRemoved { import: id },
        stamp,
    ));
    Ok(changes)
}

/// Nothing is told of cases that go.
fn forget_gone_cases(changes: &mut ChangeSet) {
    let mut history = std::mem::take(&mut changes.history);
    let stays = |case: CaseId| !goes(changes, Case::key(case));
    history.retain(|entry| entry.case.is_none_or(stays));
    changes.history = history;
}

/// Takes out the escalations of cases and accounts that go; what is left of the others does not
/// name such cases any more.
fn remove_escalations(desk: &Desk, changes: &mut ChangeSet, stamp: Stamp) {
    for request in desk.escalation_requests.values() {
        if goes(changes, source_key(request.draft.source)) {
            changes.remove::<EscalationRequest>(request.id);
            if desk.escalations.contains_key(&request.id) {
                changes.remove::<Escalation>(request.id);
            }
        }
    }
    for record in desk.escalations.values() {
        let mut after = record.clone();
        after
            .related_cases
            .retain(|case| !goes(changes, Case::key(*case)));
        if !goes(changes, Escalation::key(record.id)) {
            put_edited(changes, record, after, stamp);
        }
    }
}

/// What an escalation is about.
fn source_key(source: Source) -> RecordKey {
    match source {
        Source::Case(case) => Case::key(case),
        Source::Account(account) => Account::key(account),
    }
}

/// Whether a record is taken out.
fn goes(changes: &ChangeSet, key: RecordKey) -> bool {
    matches!(changes.records.get(&key), Some(None))
}

/// What the records that stay refer to.
fn used_without(desk: &Desk, made: &BTreeSet<RecordKey>) -> BTreeSet<RecordKey> {
    let mut used = BTreeSet::new();
    let assignee = |to: Assignee| match to {
        Assignee::User(id) => User::key(id),
        Assignee::Queue(id) => Queue::key(id),
    };
    for case in desk.cases.values() {
        if made.contains(&Case::key(case.id)) {
            continue;
        }
        let choices = [
            case.priority,
            case.case_type,
            case.origin,
            case.reason,
            case.product,
            case.record_type,
        ];
        used.extend([assignee(case.owner), CaseStatus::key(case.status)]);
        used.extend(choices.into_iter().flatten().map(Choice::key));
        used.extend(case.account.map(Account::key));
        used.extend(case.contact.map(Contact::key));
        used.extend(added_fields(&case.custom));
        let authors = [case.created.by, case.last_modified.by];
        let authors = authors.into_iter().filter_map(Actor::user);
        used.extend(authors.chain(case.last_replied_by).map(User::key));
    }
    add_used_by_customers(desk, made, &mut used);
    add_used_by_hand_offs(desk, made, &mut used);
    let slas = desk.sla_definitions.values();
    used.extend(slas.filter_map(|sla| sla.calendar.map(Calendar::key)));
    for rule in desk.rules.values() {
        if made.contains(&EscalationRule::key(rule.id)) {
            continue;
        }
        for entry in &rule.entries {
            if let HoursMode::Set(calendar) = entry.hours {
                used.insert(Calendar::key(calendar));
            }
            used.extend(
                entry
                    .criteria
                    .iter()
                    .filter_map(|line| custom_field(&line.field)),
            );
            for mention in entry.formula.iter().flat_map(Formula::mentions) {
                let added = |of, name: &str| desk.custom_field(of, name).map(|field| field.id);
                used.extend(custom_field(&mention.field(added)));
            }
            for action in &entry.actions {
                used.extend(action.reassign.map(|reassign| assignee(reassign.to)));
                used.extend(action.notify_user.map(User::key));
                let of_reassign = action.reassign.and_then(|reassign| reassign.template);
                let templates = [of_reassign, action.notify_template];
                used.extend(templates.into_iter().flatten().map(NoticeTemplate::key));
            }
        }
    }
    // An account that a case names stays, and so does who looks after it; likewise of queues.
    let stays = |key: RecordKey| !made.contains(&key) || used.contains(&key);
    let named: Vec<_> = people_named(desk, stays).collect();
    used.extend(named.into_iter().map(|user| User::key(*user)));
    used
}

/// What contacts and accounts refer to that stay, because a case names them or they were no part of
/// the import.
fn add_used_by_customers(desk: &Desk, made: &BTreeSet<RecordKey>, used: &mut BTreeSet<RecordKey>) {
    for contact in desk.contacts.values() {
        let key = Contact::key(contact.id);
        if !made.contains(&key) || used.contains(&key) {
            used.extend(contact.account.map(Account::key));
            used.extend(added_fields(&contact.custom));
        }
    }
    for account in desk.accounts.values() {
        let key = Account::key(account.id);
        if !made.contains(&key) || used.contains(&key) {
            used.extend(added_fields(&account.custom));
        }
    }
}

fn added_fields(values: &[CustomValue]) -> impl Iterator<Item = RecordKey> {
    values.iter().map(|(id, _)| CustomField::key(*id))
}

/// What hand-offs, automatic assignments and auto-responses refer to.
fn add_used_by_hand_offs(desk: &Desk, made: &BTreeSet<RecordKey>, used: &mut BTreeSet<RecordKey>) {
    let users = |to: &Escalatee| match to {
        Escalatee::User(id) => Some(User::key(*id)),
        Escalatee::Group(_) | Escalatee::Party(_) => None,
    };
    for rows in desk.hand_offs.values() {
        if !made.contains(&Case::key(rows.id)) {
            let escalatees = rows.rows.iter().map(|row| &row.escalatee);
            used.extend(escalatees.filter_map(users));
        }
    }
    for assignment in desk.assignments.values() {
        used.extend(assignment.targets.iter().filter_map(users));
    }
    for test in desk.assignment_rules.values().flat_map(|rule| &rule.tests) {
        if let AssignmentField::Of(field) = &test.field {
            used.extend(custom_field(field));
        }
    }
    for entry in desk.auto_responses.values().flat_map(|rule| &rule.entries) {
        used.insert(NoticeTemplate::key(entry.template));
        used.extend(
            entry
                .criteria
                .iter()
                .filter_map(|line| custom_field(&line.field)),
        );
    }
}

fn custom_field(field: &Field) -> Option<RecordKey> {
    match field {
        Field::Custom(id) | Field::UserCustom(_, id) => Some(CustomField::key(*id)),
        _ => None,
    }
}

/// Those whom groups name, and the queues, escalations, accounts and cases that stay.
fn people_named(
    desk: &Desk,
    stays: impl Fn(RecordKey) -> bool + Copy,
) -> impl Iterator<Item = &UserId> {
    let groups = desk.groups.values();
    let members = groups.flat_map(|group| group.members.iter().chain(&group.manager));
    let queues = desk.queues.values();
    let queues = queues.filter(move |queue| stays(Queue::key(queue.id)));
    let templates = desk.escalation_templates.values();
    let watchers = templates.flat_map(|template| &template.watch_list);
    let requests = desk.escalation_requests.values();
    let requests = requests.filter(move |request| stays(source_key(request.draft.source)));
    let asked = requests.flat_map(|request| {
        let approvers = request.approvals.iter();
        approvers
            .map(|approval| &approval.approver)
            .chain(&request.draft.watch_list)
            .chain(&request.draft.assigned_to)
    });
    let records = desk.escalations.values();
    let records = records.filter(move |record| stays(source_key(record.source)));
    let managing = records.flat_map(|record| record.watch_list.iter().chain(&record.assigned_to));
    let accounts = desk.accounts.values();
    let accounts = accounts.filter(move |account| stays(Account::key(account.id)));
    let teams = accounts.flat_map(|account| {
        let team = account.team.iter().chain(&account.manager);
        team.chain(&account.watch_list)
    });
    let cases = desk.cases.values();
    let cases = cases.filter(move |case| stays(Case::key(case.id)));
    members
        .chain(queues.flat_map(|queue| &queue.members))
        .chain(watchers)
        .chain(asked)
        .chain(managing)
        .chain(teams)
        .chain(cases.flat_map(|case| &case.watch_list))
}

/// Where the default business hours go, the oldest active ones that stay take their place
/// (semantics 4.2); where none stay, they do.
fn keep_a_default(desk: &Desk, changes: &mut ChangeSet, stamp: Stamp) {
    let Some(default) = desk.default_calendar() else {
        return;
    };
    if !goes(changes, Calendar::key(default.id)) {
        return;
    }
    let mut others = desk.calendars.values();
    let heir = others.find(|one| one.active && !goes(changes, Calendar::key(one.id)));
    let Some(heir) = heir else {
        changes.put(default.clone());
        return;
    };
    let chosen = Calendar {
        is_default: true,
        ..heir.clone()
    };
    put_edited(changes, heir, chosen, stamp);
}
