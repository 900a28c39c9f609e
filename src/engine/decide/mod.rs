//! What people do: desk + command + stamp → change set.

mod assignments;
mod calendars;
mod case_check;
mod cases;
mod custom_fields;
mod customers;
mod deliveries;
mod escalation_set_up;
mod escalations;
mod handoffs;
mod lists;
mod messages;
mod names;
mod notices;
mod order;
mod people;
mod permission;
mod plans;
mod rules;
mod start;
mod subject;
mod welcome;

pub(super) use calendars::{counting_in, moved, recalculate, unblock};
pub use case_check::SUBJECT_CHARACTERS_MAX;
pub use cases::{apply_change, open_case};
pub(super) use cases::{is_on_hold_status, save_counted};
pub use permission::{may, told_of_refusal};
pub(super) use plans::{put_plan, replan, told_of_failures, told_of_plan};
pub use rules::with_parts_named;
pub(super) use rules::{
    activate as activate_rule, delete as delete_rule, name_parts, save as save_rule,
};
pub use subject::case_of;

use super::{
    assignment::mark_polled,
    change::ChangeSet,
    command::Command,
    delivery::Webhook,
    desk::Desk,
    escalation::escalation_number,
    exchange::{holidays_ics, remove_import, salesforce, sample},
    field_error::FieldError,
    history::{Deed, HistoryEntry, differences, name_lost},
    id::EscalationId,
    record::{Record, RecordKey, Records, Stored},
    roles::Act,
    stamp::Stamp,
};
use messages::Saying;
use serde::Serialize;

/// The engine says no, and why, for the person who asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// It was deleted meanwhile.
    #[error("the {} is not here any more", .0.kind.name().replace('_', " "))]
    Gone(RecordKey),
    /// Fields that cannot be taken.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Fields(Vec<FieldError>),
    /// What is asked for is so already.
    #[error("the case is {0} already")]
    Already(&'static str),
    /// It is in use, and by what.
    #[error("{what} is used by {users}: choose others there first")]
    InUse {
        /// What was to go.
        what: Box<str>,
        /// What uses it.
        users: Box<str>,
    },
    /// The default calendar cannot go.
    #[error("{0} is the default business hours: make others the default first")]
    IsDefault(Box<str>),
    /// The active rule counts in active hours only (semantics 4.6).
    #[error(
        "{rule} counts in {hours}, which are not active: make these business hours active first"
    )]
    HoursInactive {
        /// The rule.
        rule: Box<str>,
        /// The hours.
        hours: Box<str>,
    },
    /// A closed case cannot be handed off or taken (semantics 7.13).
    #[error("case {0} is closed: open it again first")]
    CaseClosed(u64),
    /// A closed case that is locked (semantics 7.16).
    #[error(
        "case {0} was closed long enough ago to be locked: only an administrator may change it"
    )]
    Locked(u64),
    /// Cases are handed to support reps and support groups only (semantics 7.2).
    #[error(
        "{0} does not answer customers, and cases are handed to support reps and support groups only"
    )]
    SupportRepsOnly(Box<str>),
    /// The case is with that one (semantics 7.10).
    #[error("{0} has the case already")]
    AlreadyEscalatedTo(Box<str>),
    /// The case is not with that one.
    #[error("the case is not with {0}")]
    NotEscalatedTo(Box<str>),
    /// Only support reps take cases (semantics 7.15).
    #[error("only support reps can take a case: an administrator can make you one under People")]
    NotSupportRep,
    /// The case is not free to be taken.
    #[error("{0} has the case: ask them for it, or change the owner")]
    OwnedAlready(Box<str>),
    /// The roles of whoever asks do not allow it (semantics 9.2).
    #[error("you may not {}: that takes {}. An administrator can change your roles under People", .0.words(), .0.roles_words())]
    Forbidden(Act),
    /// Only those who were asked may answer (semantics 5.33).
    #[error("you were not asked to approve {}: only those on its list of approvers may answer", escalation_number(*.0))]
    NotAsked(u64),
    /// The answer is not awaited any more.
    #[error("{} is decided already: there is nothing left to answer", escalation_number(*.0))]
    NotPending(u64),
    /// Whoever escalates or de-escalates has to say why.
    #[error("write a justification first, so that everybody can see why")]
    JustificationRequired,
    /// Whoever declines has to say why.
    #[error("write a reason first: whoever asked will read it")]
    ReasonRequired,
    /// There is an open escalation of it (semantics 5.8).
    #[error("{what} is escalated already by {}: open that one, or de-escalate it first", escalation_number(*.number))]
    AlreadyEscalated {
        /// What.
        what: Box<str>,
        /// The number of the open one.
        number: u64,
        /// The open one.
        escalation: EscalationId,
    },
    /// A closed case cannot be escalated (semantics 5.9).
    #[error("case {0} is closed: open it again before you escalate it")]
    SourceClosed(u64),
    /// A template is for cases or for accounts (semantics 5.2).
    #[error("the template is not for this: choose one of the same type")]
    TemplateTypeMismatch,
    /// There is no record before the request is approved (semantics 5.5).
    #[error("{} is not approved: there is no record to change", escalation_number(*.0))]
    NoRecord(u64),
    /// Nothing leaves closed (semantics 5.7).
    #[error("{} is closed: escalate anew if it is needed again", escalation_number(*.0))]
    EscalationClosed(u64),
    /// Only what is over can be deleted.
    #[error("{} is still open: end it first", escalation_number(*.0))]
    EscalationOpen(u64),
    /// The desk was not started, or was already.
    #[error("the desk is {0}")]
    Started(&'static str),
    /// There is one sample workspace at a time.
    #[error("the sample workspace is loaded already: remove it first")]
    SampleLoaded,
    /// A zone whose rules the desk does not know.
    #[error("the browser does not know the time zone {0}")]
    UnknownZone(Box<str>),
}

/// Decides what `command` changes, without changing anything.
pub fn decide(desk: &Desk, command: &Command, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    permission::may_ask(desk, command, stamp)?;
    let mut changes = decide_one(desk, command, stamp)?;
    mark_polled(desk, &mut changes, stamp.at);
    if let Some(subject) = subject::subject_of(desk, command) {
        changes.name_cause(subject);
    }
    Ok(changes)
}

#[expect(clippy::too_many_lines, reason = "a table: one line a command")]
fn decide_one(desk: &Desk, command: &Command, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    match command {
        Command::StartDesk { zone } => start::start(desk, zone, stamp),
        Command::LearnZone(table) => Ok(start::learn_zone(desk, table, stamp)),
        Command::CreateCase {
            changes,
            created_at,
            number,
        } => cases::create(desk, changes, *created_at, *number, stamp),
        Command::SaveCase { case, changes } => cases::save(desk, *case, changes, stamp),
        Command::CloseCase(case) => cases::close(desk, *case, stamp),
        Command::ReopenCase(case) => cases::reopen(desk, *case, stamp),
        Command::AddMessage {
            case,
            kind,
            text,
            set_status,
        } => {
            let saying = Saying {
                case: *case,
                kind: *kind,
                text,
                set_status: *set_status,
            };
            messages::say(desk, saying, stamp)
        }
        Command::HandOff {
            case,
            to,
            message,
            zone,
        } => handoffs::hand_off(desk, *case, to, message, zone.as_deref(), stamp),
        Command::EndHandOff { case, who } => handoffs::end(desk, *case, *who, stamp),
        Command::GrabCase(case) => handoffs::grab(desk, *case, stamp),
        Command::SaveAssignmentRule(rule) => assignments::save_rule(desk, rule, stamp),
        Command::DeleteAssignmentRule(rule) => assignments::delete_rule(desk, *rule, stamp),
        Command::SaveAssignment(assignment) => assignments::save(desk, assignment, stamp),
        Command::DeleteAssignment(assignment) => assignments::delete(desk, *assignment, stamp),
        Command::OrderAssignments(ids) => assignments::put_in_order(desk, ids, stamp),
        Command::SaveAutoResponse(rule) => welcome::save_auto_response(desk, rule, stamp),
        Command::DeleteAutoResponse(rule) => welcome::delete_auto_response(desk, *rule, stamp),
        Command::SaveSupport(support) => start::save_support(desk, support, stamp),
        Command::LogActivity(case) => cases::log_activity(desk, *case, stamp),
        Command::SaveAccount(account) => customers::save_account(desk, account, stamp),
        Command::SaveContact(contact) => customers::save_contact(desk, contact, stamp),
        Command::SaveUser(user) => people::save_user(desk, user, stamp),
        Command::SaveQueue(queue) => people::save_queue(desk, queue, stamp),
        Command::SaveGroup(group) => people::save_group(desk, group, stamp),
        Command::SaveParty(party) => people::save_party(desk, party, stamp),
        Command::SaveChoice(choice) => lists::save_choice(desk, choice, stamp),
        Command::DeleteChoice(choice) => lists::delete_choice(desk, *choice, stamp),
        Command::SaveStatus(status) => lists::save_status(desk, status, stamp),
        Command::DeleteStatus(status) => lists::delete_status(desk, *status, stamp),
        Command::PutInOrder(keys) => order::put_in_order(desk, keys, stamp),
        Command::SaveCaseDefaults(defaults) => start::save_case_defaults(desk, defaults, stamp),
        Command::SaveCustomField(field) => custom_fields::save(desk, field, stamp),
        Command::SaveRule(rule) => rules::save_by_name(desk, rule, stamp),
        Command::ActivateRule {
            rule,
            plan_open_cases,
        } => rules::activate(desk, *rule, *plan_open_cases, stamp),
        Command::DeactivateRule(rule) => rules::deactivate(desk, *rule, stamp),
        Command::DeleteRule(rule) => rules::delete(desk, *rule, stamp),
        Command::ReevaluateOpenCases => Ok(rules::reevaluate(
            desk,
            &ChangeSet::default(),
            desk.active_rule(),
            stamp,
        )),
        Command::SaveCalendar(calendar) => calendars::save(desk, calendar, stamp),
        Command::MakeDefault(calendar) => calendars::make_default(desk, *calendar, stamp),
        Command::DeleteCalendar(calendar) => calendars::delete(desk, *calendar, stamp),
        Command::SaveHoliday(holiday) => calendars::save_holiday(desk, holiday, stamp),
        Command::DeleteHoliday(holiday) => calendars::delete_holiday(desk, *holiday, stamp),
        Command::CancelPending {
            case,
            action,
            until_closed,
        } => rules::cancel_pending(desk, *case, *action, *until_closed, stamp),
        Command::MarkRead(notices) => Ok(notices::mark_read(desk, notices, stamp)),
        Command::MarkSent(notices) => Ok(notices::mark_sent(desk, notices, stamp)),
        Command::MarkFailed { notices, reason } => Ok(notices::mark_failed(desk, notices, reason)),
        Command::Suppress { notices, reason } => Ok(notices::suppress(desk, notices, reason)),
        Command::SendAgain { notice, address } => notices::send_again(desk, *notice, address),
        Command::NoteAttempt {
            notice,
            since,
            attempt,
        } => Ok(deliveries::note(desk, *notice, *since, attempt, stamp.at)),
        Command::ReleaseDeliveries => Ok(deliveries::release(desk)),
        Command::SuppressDeliveries => Ok(deliveries::suppress(desk)),
        Command::SaveWebhook(webhook) => deliveries::save_webhook(desk, webhook, stamp),
        Command::DeleteWebhook(id) => delete_record::<Webhook>(desk, *id, stamp),
        Command::SaveTemplate(template) => notices::save_template(desk, template, stamp),
        Command::SavePreferences {
            organisation,
            zone,
            age_after_reopening,
            firing,
        } => {
            let age = *age_after_reopening;
            start::save_preferences(desk, organisation, zone, age, *firing, stamp)
        }
        Command::Escalation(asked) => escalations::decide(desk, asked, stamp),
        Command::BringInHolidays { file, holidays } => {
            holidays_ics::bring_in(desk, file, holidays, stamp)
        }
        Command::BringInSalesforce(files) => salesforce::bring_in(desk, files, stamp),
        Command::LoadSample => sample::load(desk, stamp),
        Command::RemoveImport(import) => remove_import(desk, *import, stamp),
    }
}

/// An entry of the history that tells of no field.
pub(super) const fn told(about: RecordKey, deed: Deed, stamp: Stamp) -> HistoryEntry {
    HistoryEntry {
        at: stamp.at,
        processed_at: stamp.at,
        by: stamp.by,
        about,
        case: None,
        deed,
        cause: None,
        changes: Vec::new(),
    }
}

/// Puts a record, made when its id is zero and else changed, and tells of it.
fn save_record<T>(
    desk: &Desk,
    mut record: T,
    set_id: impl FnOnce(&mut T, T::Id),
    stamp: Stamp,
) -> Result<ChangeSet, Rejection>
where
    T: Stored + Serialize + PartialEq,
    Record: From<T>,
{
    let mut changes = ChangeSet::default();
    let is_new = record.id().into() == 0;
    let before = desk.find::<T>(record.id());
    if is_new {
        let mut counters = desk.counters().clone();
        set_id(&mut record, counters.next_id::<T>());
        changes.counters = Some(counters);
    } else if before.is_none() {
        return Err(Rejection::Gone(T::key(record.id())));
    }
    let deed = if is_new { Deed::Created } else { Deed::Edited };
    let mut entry = told(T::key(record.id()), deed, stamp);
    entry.changes = before
        .map(|before| differences(before, &record))
        .unwrap_or_default();
    changes.history.push(entry);
    changes.put(record);
    Ok(changes)
}

/// Puts a record in place of what it was and tells of the fields that changed, where one did.
pub(super) fn put_edited<T>(changes: &mut ChangeSet, before: &T, after: T, stamp: Stamp)
where
    T: Stored + Serialize + PartialEq,
    Record: From<T>,
{
    if *before != after {
        put_changed(changes, before, after, Deed::Edited, stamp);
    }
}

/// Puts a record in place of what it was and tells what was done to it, with the fields that
/// changed.
pub(super) fn put_changed<T>(
    changes: &mut ChangeSet,
    before: &T,
    after: T,
    deed: Deed,
    stamp: Stamp,
) where
    T: Stored + Serialize,
    Record: From<T>,
{
    let mut entry = told(T::key(after.id()), deed, stamp);
    entry.changes = differences(before, &after);
    changes.history.push(entry);
    changes.put(after);
}

/// Removes a record that nothing refers to, and tells of it.
fn delete_record<T: Stored + Serialize>(
    desk: &Desk,
    id: T::Id,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let record = desk.find::<T>(id).ok_or(Rejection::Gone(T::key(id)))?;
    let mut changes = ChangeSet::default();
    remove(&mut changes, record, stamp);
    Ok(changes)
}

/// Removes a record and tells of it by its name, which nobody could look up any more.
fn remove<T: Stored + Serialize>(changes: &mut ChangeSet, record: &T, stamp: Stamp) {
    let mut entry = told(T::key(record.id()), Deed::Removed, stamp);
    entry.changes = name_lost(record);
    changes.history.push(entry);
    changes.remove::<T>(record.id());
}

/// Refuses fields that cannot be taken.
pub(super) fn check(problems: Vec<FieldError>) -> Result<(), Rejection> {
    if problems.is_empty() {
        return Ok(());
    }
    Err(Rejection::Fields(problems))
}
