//! A small support floor: Ana works on cases, Mia and Max approve, Sol may do nothing.

use crate::zones::zone_table;
use rung::engine::{
    account::Account,
    advance::catch_up,
    calendar::{Calendar, DayTime, WeekHours, Window, ZoneTable},
    change::ChangeSet,
    command::{CaseChange, Command},
    decide::{Rejection, decide},
    desk::Desk,
    escalation::{
        ApprovalPolicy, Escalation, EscalationCommand, EscalationDraft, EscalationTemplate,
        EscalationType, EscalationUpdate, RequestSource, Source,
    },
    history::HistoryEntry,
    id::{
        AccountId, CalendarId, CaseId, EscalationId, EscalationTemplateId, GroupId, SeverityId,
        UserId,
    },
    instant::Instant,
    message::{Message, MessageKind},
    notice_kind::NoticeKind,
    notification::Channel,
    people::{Assignee, Group, User},
    roles::Role,
    stamp::{Actor, Stamp},
};

pub(super) struct Floor {
    pub(super) desk: Desk,
    pub(super) history: Vec<HistoryEntry>,
    pub(super) messages: Vec<Message>,
    pub(super) now: Instant,
    pub(super) ana: UserId,
    pub(super) mia: UserId,
    pub(super) max: UserId,
    pub(super) sol: UserId,
    pub(super) acme: AccountId,
    pub(super) cases: [CaseId; 2],
    pub(super) approved: EscalationTemplateId,
    pub(super) office: CalendarId,
}

pub(super) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

pub(super) fn asked(command: EscalationCommand) -> Command {
    Command::Escalation(Box::new(command))
}

fn user(name: &str, roles: &[Role]) -> User {
    User {
        id: UserId(0),
        name: name.into(),
        username: Box::default(),
        email: format!("{}@x.example", name.to_lowercase()).into(),
        phone: Box::default(),
        zone: Box::default(),
        active: true,
        roles: roles.to_vec(),
        support_rep: false,
        no_mail_of_own_updates: false,
        manager: None,
        custom: Vec::new(),
        stand_in: None,
    }
}

impl Floor {
    /// Monday 5 January 2026, nine in the morning in New York.
    pub(super) fn open() -> Self {
        let mut floor = Self {
            desk: Desk::new(1),
            history: Vec::new(),
            messages: Vec::new(),
            now: at("2026-01-05T14:00:00Z"),
            ana: UserId(0),
            mia: UserId(0),
            max: UserId(0),
            sol: UserId(0),
            acme: AccountId(0),
            cases: [CaseId(0); 2],
            approved: EscalationTemplateId(0),
            office: CalendarId(0),
        };
        let system = Actor::System;
        floor.done(system, &Command::LearnZone(ZoneTable::utc()));
        floor.done(system, &Command::StartDesk { zone: "UTC".into() });
        floor.done(system, &Command::LearnZone(zone_table("America/New_York")));
        floor.mia = floor.add_user(user("Mia", &[Role::Manager]));
        floor.max = floor.add_user(user("Max", &[Role::Approver]));
        floor.sol = floor.add_user(user("Sol", &[]));
        floor.ana = floor.add_user(User {
            manager: Some(floor.mia),
            ..user("Ana", &[Role::Agent])
        });
        floor.set_up();
        floor
    }

    fn add_user(&mut self, user: User) -> UserId {
        self.done(Actor::System, &Command::SaveUser(user));
        *self.desk.users.keys().last().unwrap()
    }

    fn set_up(&mut self) {
        let system = Actor::System;
        let (mia, max) = (self.mia, self.max);
        self.done(
            system,
            &Command::SaveGroup(Group {
                id: GroupId(0),
                name: "Approvers".into(),
                email: Box::default(),
                members: vec![mia, max],
                support_group: false,
                manager: None,
            }),
        );
        let template = EscalationTemplate {
            id: EscalationTemplateId(0),
            name: "With approval".into(),
            escalation_type: EscalationType::Case,
            skip_approval: false,
            approval_policy: ApprovalPolicy::FirstAnswer,
            approval_group: self.desk.groups.keys().next().copied(),
            add_group_manager: false,
            watch_list: Vec::new(),
            active: true,
        };
        self.done(system, &asked(EscalationCommand::SaveTemplate(template)));
        self.approved = *self.desk.escalation_templates.keys().last().unwrap();
        let nine_to_five = Window {
            start: DayTime::parse("09:00").unwrap(),
            end: DayTime::parse("17:00").unwrap(),
        };
        let mut days: [Vec<Window>; 7] = std::array::from_fn(|_| vec![nine_to_five]);
        days[5].clear();
        days[6].clear();
        let office = Calendar {
            id: CalendarId(0),
            name: "Office".into(),
            active: true,
            is_default: false,
            zone: "America/New_York".into(),
            week: WeekHours::new(days).unwrap(),
            dates: Vec::new(),
            import: None,
        };
        self.done(system, &Command::SaveCalendar(office));
        self.office = *self.desk.calendars.keys().last().unwrap();
        self.add_customer();
    }

    /// Acme, whom Ana looks after, with two cases of hers.
    fn add_customer(&mut self) {
        let (system, ana) = (Actor::System, self.ana);
        let acme = Account {
            id: AccountId(0),
            name: "Acme".into(),
            country: Box::default(),
            sla: Box::default(),
            industry: Box::default(),
            account_type: Box::default(),
            team: vec![ana],
            manager: None,
            watch_list: Vec::new(),
            custom: Vec::new(),
            import: None,
        };
        self.done(system, &Command::SaveAccount(acme));
        self.acme = *self.desk.accounts.keys().last().unwrap();
        for place in 0..2 {
            let command = Command::CreateCase {
                changes: vec![
                    CaseChange::Subject("It is slow".into()),
                    CaseChange::Account(Some(self.acme)),
                    CaseChange::Owner(Assignee::User(ana)),
                ],
                created_at: None,
                number: None,
            };
            self.done(Actor::User(ana), &command);
            self.cases[place] = *self.desk.cases.keys().last().unwrap();
        }
    }

    pub(super) fn ask(&mut self, by: Actor, command: &Command) -> Result<(), Rejection> {
        self.catch_up(self.now);
        let stamp = Stamp { at: self.now, by };
        let changes = decide(&self.desk, command, stamp)?;
        self.apply(changes);
        self.catch_up(self.now);
        Ok(())
    }

    #[track_caller]
    pub(super) fn done(&mut self, by: Actor, command: &Command) {
        self.ask(by, command).unwrap();
    }

    pub(super) fn catch_up(&mut self, now: Instant) {
        while let Some(changes) = catch_up(&mut self.desk, now, 10) {
            self.apply(changes);
        }
    }

    fn apply(&mut self, changes: ChangeSet) {
        self.history.extend(changes.history.iter().cloned());
        self.messages.extend(changes.messages.iter().cloned());
        self.desk.apply(changes);
    }

    /// The page stays open until then.
    pub(super) fn wait_until(&mut self, until: Instant) {
        while let Some(due) = self.desk.next_due().filter(|due| *due <= until) {
            self.catch_up(due);
        }
        self.now = until;
    }

    pub(super) fn draft(&self, source: Source, template: EscalationTemplateId) -> EscalationDraft {
        EscalationDraft {
            source,
            request_source: RequestSource::Internal,
            reason: *self.desk.escalation_reasons.keys().next().unwrap(),
            severity: self.severity("High"),
            template,
            justification: "They lose money".into(),
            watch_list: Vec::new(),
            add_account_team: true,
            assignment_group: None,
            assigned_to: None,
            related_cases: Vec::new(),
        }
    }

    pub(super) fn severity(&self, name: &str) -> SeverityId {
        let mut severities = self.desk.severities.values();
        severities.find(|one| *one.name == *name).unwrap().id
    }

    pub(super) fn template(&self, name: &str) -> EscalationTemplateId {
        let mut templates = self.desk.escalation_templates.values();
        templates.find(|one| *one.name == *name).unwrap().id
    }

    /// Ana escalates the first case without approval.
    pub(super) fn escalate(&mut self) -> EscalationId {
        let template = self.template("Case escalation");
        self.request(template)
    }

    pub(super) fn request(&mut self, template: EscalationTemplateId) -> EscalationId {
        let draft = self.draft(Source::Case(self.cases[0]), template);
        self.done(
            Actor::User(self.ana),
            &asked(EscalationCommand::Request(draft)),
        );
        *self.desk.escalation_requests.keys().last().unwrap()
    }

    pub(super) fn approve(&mut self, by: UserId, id: EscalationId) -> Result<(), Rejection> {
        self.ask(Actor::User(by), &asked(EscalationCommand::Approve(id)))
    }

    pub(super) fn deactivate(&mut self, user: UserId) {
        let gone = User {
            active: false,
            ..self.desk.users[&user].clone()
        };
        self.done(Actor::System, &Command::SaveUser(gone));
    }

    pub(super) fn update(&mut self, id: EscalationId, update: EscalationUpdate) {
        let command = EscalationCommand::Update {
            escalation: id,
            update,
        };
        self.done(Actor::User(self.ana), &asked(command));
    }

    pub(super) fn set_status(&mut self, status: &str) {
        let mut statuses = self.desk.statuses.values();
        let id = statuses.find(|one| *one.name == *status).unwrap().id;
        let command = Command::SaveCase {
            case: self.cases[0],
            changes: vec![CaseChange::Status(id)],
        };
        self.done(Actor::User(self.ana), &command);
    }

    pub(super) fn comment(&mut self, kind: MessageKind) {
        let command = Command::AddMessage {
            case: self.cases[0],
            kind,
            text: "We are on it".into(),
            set_status: None,
        };
        self.done(Actor::User(self.ana), &command);
    }

    pub(super) fn record(&self, id: EscalationId) -> &Escalation {
        &self.desk.escalations[&id]
    }

    /// Addresses mailed and names written to, with what the notice tells of.
    pub(super) fn told(&self, kind: NoticeKind) -> Vec<String> {
        let notices = self.desk.notifications.values();
        let of_kind = notices.filter(|notice| notice.kind == kind);
        let to = of_kind.map(|notice| match &notice.channel {
            Channel::Email(address) => address.to_string(),
            Channel::Inbox(user) => self.desk.users[user].name.to_string(),
            Channel::Webhook(id) => self.desk.webhooks[id].name.to_string(),
        });
        to.collect()
    }
}
