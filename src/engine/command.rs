//! What a person can ask for.

use super::{
    account::{Account, Contact, CustomValue},
    assignment::{AssignmentRule, EscalationAssignment},
    auto_response::AutoResponseRule,
    calendar::{Calendar, Holiday, ZoneTable},
    choice::{CaseStatus, Choice, ChoiceList, CustomField},
    delivery::{Attempt, Webhook},
    escalation::EscalationCommand,
    exchange::salesforce::SalesforceFiles,
    hand_off::Escalatee,
    id::{
        AccountId, ActionId, AssignmentId, AssignmentRuleId, AutoResponseId, CalendarId, CaseId,
        ChoiceId, ContactId, GroupId, HolidayId, ImportId, NotificationId, RuleId, StatusId,
        UserId, WebhookId,
    },
    instant::Instant,
    message::MessageKind,
    notification::NoticeTemplate,
    people::{Assignee, Group, Party, Queue, User},
    preferences::{AgeAfterReopening, CaseDefaults, FiringMode},
    record::RecordKey,
    rule::EscalationRule,
    support::SupportPreferences,
};

/// One thing asked for. A record whose id is zero is to be made.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Makes a first desk: *You*, the shipped statuses and priorities, and the Default calendar.
    StartDesk {
        /// The organisation's zone; [`Command::LearnZone`] comes first.
        zone: Box<str>,
    },
    /// Takes the offsets of a zone over, new or changed.
    LearnZone(ZoneTable),
    /// Opens a case.
    CreateCase {
        /// What is known of it.
        changes: Vec<CaseChange>,
        /// When it was opened, if not just now.
        created_at: Option<Instant>,
        /// The number it already has elsewhere; the next free one when `None`.
        number: Option<u64>,
    },
    /// Saves a case, which counts even when nothing changes (semantics 2.20).
    SaveCase {
        /// The case.
        case: CaseId,
        /// What becomes different.
        changes: Vec<CaseChange>,
    },
    /// Closes a case.
    CloseCase(CaseId),
    /// Opens a closed case again.
    ReopenCase(CaseId),
    /// Says something on a case, which by itself does not count as a modification (semantics 2.21)
    /// unless it is the customer and a closed case opens again by it (2.22).
    AddMessage {
        /// The case.
        case: CaseId,
        /// What it is for.
        kind: MessageKind,
        /// The text.
        text: Box<str>,
        /// The status that is saved along with it, which counts as a modification (K17).
        set_status: Option<StatusId>,
    },
    /// Asks others to help with a case, which counts as a modification (semantics 7.1).
    HandOff {
        /// The case.
        case: CaseId,
        /// Whom.
        to: Vec<Escalatee>,
        /// What they are asked, not for the customer; may be empty.
        message: Box<str>,
        /// The zone in which it is entered; that of whoever acts when `None`.
        zone: Option<Box<str>>,
    },
    /// Ends the hand-off to one of them (semantics 7.8).
    EndHandOff {
        /// The case.
        case: CaseId,
        /// Who.
        who: Escalatee,
    },
    /// Takes a case that no person has (semantics 7.15).
    GrabCase(CaseId),
    /// Notes a call, task or event, which does not count either.
    LogActivity(CaseId),
    /// Adds or changes a customer's company; no case is evaluated (semantics 2.27).
    SaveAccount(Account),
    /// Adds or changes a customer's person; no case is evaluated.
    SaveContact(Contact),
    /// Adds or changes somebody who works here.
    SaveUser(User),
    /// Adds or changes a queue.
    SaveQueue(Queue),
    /// Adds or changes a group.
    SaveGroup(Group),
    /// Adds or changes a vendor or a partner.
    SaveParty(Party),
    /// Adds or changes a rule of automatic assignments.
    SaveAssignmentRule(AssignmentRule),
    /// Deletes a rule that no assignment asks.
    DeleteAssignmentRule(AssignmentRuleId),
    /// Adds or changes an automatic assignment.
    SaveAssignment(EscalationAssignment),
    /// Deletes an automatic assignment.
    DeleteAssignment(AssignmentId),
    /// Puts automatic assignments in the order of their priority.
    OrderAssignments(Vec<AssignmentId>),
    /// Adds or changes a rule that answers customers; an active one switches the others off.
    SaveAutoResponse(AutoResponseRule),
    /// Deletes a rule that answers customers.
    DeleteAutoResponse(AutoResponseId),
    /// Changes how customers and hand-offs are treated.
    SaveSupport(Box<SupportPreferences>),
    /// Adds a value to a list, or renames one; the list that it is in stays.
    SaveChoice(Choice),
    /// Takes a value that nothing has out of its list.
    DeleteChoice(ChoiceId),
    /// Adds or changes a case status; the stage of one that cases are in stays.
    SaveStatus(CaseStatus),
    /// Takes a status that nothing has out of the list.
    DeleteStatus(StatusId),
    /// Puts statuses, values of a list, severities or reasons in the order of their keys.
    PutInOrder(Vec<RecordKey>),
    /// Changes what new, reopened and closed cases get (semantics 1.5).
    SaveCaseDefaults(CaseDefaults),
    /// Adds or changes a field of cases, accounts, contacts or users. What it belongs to and its
    /// name in rule files stay.
    SaveCustomField(CustomField),
    /// Adds or changes a rule; planned cases keep their plans (semantics 2.43). Entries and
    /// actions whose id is zero are new.
    SaveRule(EscalationRule),
    /// Makes a rule the active one.
    ActivateRule {
        /// The rule.
        rule: RuleId,
        /// Whether the open cases are planned by it now (semantics 2.44).
        plan_open_cases: bool,
    },
    /// Leaves no rule active.
    DeactivateRule(RuleId),
    /// Deletes a rule with what is pending by it.
    DeleteRule(RuleId),
    /// Evaluates every open case anew.
    ReevaluateOpenCases,
    /// Adds or changes business hours.
    SaveCalendar(Calendar),
    /// Makes a calendar the default one.
    MakeDefault(CalendarId),
    /// Deletes business hours that nothing uses.
    DeleteCalendar(CalendarId),
    /// Adds or changes a holiday.
    SaveHoliday(Holiday),
    /// Deletes a holiday.
    DeleteHoliday(HolidayId),
    /// Takes a pending action away (semantics 11.3).
    CancelPending {
        /// The case.
        case: CaseId,
        /// The action.
        action: ActionId,
        /// Whether for the rest of the open cycle; else until the case is next evaluated.
        until_closed: bool,
    },
    /// Marks notices of an inbox as read.
    MarkRead(Vec<NotificationId>),
    /// Marks mail of the outbox as sent.
    MarkSent(Vec<NotificationId>),
    /// Notes that mail of the outbox could not be sent, and why.
    MarkFailed {
        /// The mail.
        notices: Vec<NotificationId>,
        /// Why.
        reason: Box<str>,
    },
    /// Keeps mail of the outbox from being sent, and says why.
    Suppress {
        /// The mail.
        notices: Vec<NotificationId>,
        /// Why.
        reason: Box<str>,
    },
    /// Puts a message that failed, was kept back or could not reach anybody into the outbox again.
    SendAgain {
        /// The message.
        notice: NotificationId,
        /// Where it is to go; a webhook has its own address.
        address: Box<str>,
    },
    /// Notes what came of a page's try to send a message to a webhook.
    NoteAttempt {
        /// The message.
        notice: NotificationId,
        /// When the try began.
        since: Instant,
        /// What came of it.
        attempt: Attempt,
    },
    /// Lets the messages leave that are held because they are many.
    ReleaseDeliveries,
    /// Keeps the messages from being sent that are held because they are many.
    SuppressDeliveries,
    /// Adds or changes a webhook.
    SaveWebhook(Webhook),
    /// Deletes a webhook; what still waits for it is then undeliverable.
    DeleteWebhook(WebhookId),
    /// Changes the wording of a notice.
    SaveTemplate(NoticeTemplate),
    /// Escalates, answers, manages, ends, or sets that up.
    Escalation(Box<EscalationCommand>),
    /// Changes the organisation's name and zone, what ages count from after a reopening, and when
    /// what is due is done.
    SavePreferences {
        /// The organisation's name.
        organisation: Box<str>,
        /// Its zone.
        zone: Box<str>,
        /// What ages count from.
        age_after_reopening: AgeAfterReopening,
        /// When what is due is done; another mode moves what is pending.
        firing: FiringMode,
    },
    /// Brings rules and business hours in.
    BringInSalesforce(Box<SalesforceFiles>),
    /// Brings holidays in from a file of events.
    BringInHolidays {
        /// The name of the file.
        file: Box<str>,
        /// Those that were chosen, each with the business hours it closes; their ids are not looked
        /// at.
        holidays: Vec<Holiday>,
    },
    /// Loads the sample workspace.
    LoadSample,
    /// Takes out all that an import had brought in.
    RemoveImport(ImportId),
}

/// One field of a case and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseChange {
    /// The subject.
    Subject(Box<str>),
    /// The description.
    Description(Box<str>),
    /// The number elsewhere.
    ExternalNumber(Option<Box<str>>),
    /// The customer's company.
    Account(Option<AccountId>),
    /// The customer's person.
    Contact(Option<ContactId>),
    /// The status; one of another stage closes or reopens the case.
    Status(StatusId),
    /// The value of a list.
    Choice(ChoiceList, Option<ChoiceId>),
    /// Who has it.
    Owner(Assignee),
    /// The group that works on it.
    AssignmentGroup(Option<GroupId>),
    /// Who is told when it is escalated.
    WatchList(Vec<UserId>),
    /// Its business hours (semantics 4.18).
    BusinessHours(Option<CalendarId>),
    /// The flag, by hand (semantics 2.41).
    IsEscalated(bool),
    /// A field that was added.
    Custom(CustomValue),
}
