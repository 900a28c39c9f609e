//! A desk where customers write and cases are handed to others, for stories of it.

use crate::{looked_at::entry, zones::zone_table};
use rung::engine::{
    account::Contact,
    advance::catch_up,
    case::Case,
    change::ChangeSet,
    command::{CaseChange, Command},
    decide::{Rejection, decide},
    desk::Desk,
    hand_off::Escalatee,
    history::{Deed, HistoryEntry},
    id::{CaseId, ContactId, EntryId, GroupId, NotificationId, PartyId, RuleId, UserId},
    instant::Instant,
    message::{Message, MessageKind},
    notification::{Channel, NoticeState, Notification},
    people::{Assignee, Group, Party, PartyKind, User},
    roles::Role,
    rule::{EscalationAction, EscalationRule, RuleEntry},
    stamp::{Actor, Stamp},
    support::SupportPreferences,
};

pub(crate) const CUSTOMER: &str = "karl@cust.example";

pub(crate) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// Ana is a rep, Sol is none, Lea has no address; the vendor has the customer's own address.
pub(crate) struct SupportDesk {
    pub(crate) desk: Desk,
    pub(crate) history: Vec<HistoryEntry>,
    pub(crate) messages: Vec<Message>,
    /// The notices that were ever written.
    pub(crate) written: Vec<NotificationId>,
    pub(crate) now: Instant,
    pub(crate) by: Actor,
    pub(crate) admin: UserId,
    pub(crate) ana: UserId,
    pub(crate) sol: UserId,
    pub(crate) lea: UserId,
    pub(crate) group: GroupId,
    pub(crate) vendor: PartyId,
    pub(crate) karl: ContactId,
}

impl SupportDesk {
    pub(crate) fn open() -> Self {
        let mut here = Self {
            desk: Desk::new(1),
            history: Vec::new(),
            messages: Vec::new(),
            written: Vec::new(),
            now: at("2026-01-05T14:00:00Z"),
            by: Actor::System,
            admin: UserId(0),
            ana: UserId(0),
            sol: UserId(0),
            lea: UserId(0),
            group: GroupId(0),
            vendor: PartyId(0),
            karl: ContactId(0),
        };
        here.ask(&Command::LearnZone(zone_table("America/New_York")));
        here.ask(&Command::LearnZone(zone_table("Asia/Tokyo")));
        here.ask(&Command::StartDesk {
            zone: "America/New_York".into(),
        });
        here.admin = *here.desk.users.keys().next().unwrap();
        here.ana = here.add_user("Ana", "ana@x.example", true);
        here.sol = here.add_user("Sol", "sol@x.example", false);
        here.lea = here.add_user("Lea", "", true);
        here.group = here
            .add(&Command::SaveGroup(Group {
                id: GroupId(0),
                name: "Printers".into(),
                email: "printers@x.example".into(),
                members: vec![here.ana, here.lea],
                support_group: true,
                manager: None,
            }))
            .into();
        here.vendor = here
            .add(&Command::SaveParty(Party {
                id: PartyId(0),
                kind: PartyKind::Vendor,
                name: "Vendor".into(),
                email: "Karl@Cust.Example".into(),
                phone: "1".into(),
            }))
            .into();
        here.karl = here
            .add(&Command::SaveContact(Contact {
                id: ContactId(0),
                name: "Karl".into(),
                email: CUSTOMER.into(),
                phone: Box::default(),
                country: Box::default(),
                account: None,
                custom: Vec::new(),
                import: None,
            }))
            .into();
        here.by = Actor::User(here.ana);
        here
    }

    fn add_user(&mut self, name: &str, email: &str, support_rep: bool) -> UserId {
        let user = User {
            id: UserId(0),
            name: name.into(),
            username: Box::default(),
            email: email.into(),
            phone: Box::default(),
            zone: Box::default(),
            active: true,
            roles: if support_rep {
                vec![Role::Agent]
            } else {
                Vec::new()
            },
            support_rep,
            no_mail_of_own_updates: false,
            manager: None,
            custom: Vec::new(),
            stand_in: None,
        };
        self.add(&Command::SaveUser(user)).into()
    }

    /// A case of Karl's that Ana has.
    pub(crate) fn open_case(&mut self, more: Vec<CaseChange>) -> CaseId {
        let mut changes = vec![
            CaseChange::Subject("Invoice".into()),
            CaseChange::Contact(Some(self.karl)),
            CaseChange::Owner(Assignee::User(self.ana)),
        ];
        changes.extend(more);
        self.add(&Command::CreateCase {
            changes,
            created_at: None,
            number: None,
        })
        .into()
    }

    pub(crate) fn set(&mut self, change: impl FnOnce(&mut SupportPreferences)) {
        let mut support = self.desk.support().clone();
        change(&mut support);
        let by = std::mem::replace(&mut self.by, Actor::User(self.admin));
        self.ask(&Command::SaveSupport(Box::new(support)));
        self.by = by;
    }

    pub(crate) fn try_ask(&mut self, command: &Command) -> Result<ChangeSet, Rejection> {
        self.catch_up();
        let stamp = Stamp {
            at: self.now,
            by: self.by,
        };
        let changes = decide(&self.desk, command, stamp)?;
        self.apply(changes.clone());
        self.catch_up();
        Ok(changes)
    }

    pub(crate) fn ask(&mut self, command: &Command) -> ChangeSet {
        self.try_ask(command).unwrap()
    }

    pub(crate) fn refused(&mut self, command: &Command) -> String {
        self.try_ask(command).unwrap_err().to_string()
    }

    pub(crate) fn add(&mut self, command: &Command) -> u64 {
        let made = self.ask(command).history;
        let made = made.iter().find(|entry| entry.deed == Deed::Created);
        made.unwrap().about.id
    }

    /// Lets every case reach that level, counted from when it was opened.
    pub(crate) fn activate(&mut self, level: EscalationAction) {
        self.activate_entry(RuleEntry {
            id: EntryId(0),
            actions: vec![level],
            ..entry(Vec::new(), None)
        });
    }

    /// Lets every case follow that entry.
    pub(crate) fn activate_entry(&mut self, entry: RuleEntry) {
        self.by = Actor::User(self.admin);
        let rule = self.add(&Command::SaveRule(EscalationRule {
            id: RuleId(0),
            name: match self.desk.rules.len() {
                0 => "Standard".into(),
                n => format!("Standard {}", n + 1).into(),
            },
            active: false,
            was_active: false,
            version: 0,
            entries: vec![entry],
            import: None,
        }));
        self.ask(&Command::ActivateRule {
            rule: RuleId(rule),
            plan_open_cases: false,
        });
    }

    pub(crate) fn say(&mut self, case: CaseId, kind: MessageKind, text: &str) {
        self.ask(&Command::AddMessage {
            case,
            kind,
            text: text.into(),
            set_status: None,
        });
    }

    pub(crate) fn hand_off(&mut self, case: CaseId, to: Vec<Escalatee>, message: &str) {
        let message = message.into();
        self.ask(&Command::HandOff {
            case,
            to,
            message,
            zone: None,
        });
    }

    pub(crate) fn apply(&mut self, changes: ChangeSet) {
        self.history.extend(changes.history.iter().cloned());
        self.messages.extend(changes.messages.iter().cloned());
        let notices = changes.records.values().flatten();
        self.written.extend(
            notices
                .filter_map(<Notification as rung::engine::record::Stored>::of)
                .map(|notice| notice.id),
        );
        self.desk.apply(changes);
    }

    pub(crate) fn catch_up(&mut self) {
        while let Some(changes) = catch_up(&mut self.desk, self.now, 100) {
            self.apply(changes);
        }
    }

    /// The page stays open until then.
    pub(crate) fn wait_until(&mut self, until: &str) {
        while let Some(due) = self.desk.next_due().filter(|due| *due <= at(until)) {
            self.now = self.now.max(due);
            self.catch_up();
        }
        self.now = at(until);
    }

    pub(crate) fn case(&self, case: CaseId) -> &Case {
        &self.desk.cases[&case]
    }

    pub(crate) fn status(&self, case: CaseId) -> &str {
        &self.desk.statuses[&self.case(case).status].name
    }

    /// Address, kind, and the reason for what cannot be delivered.
    pub(crate) fn mails(&self) -> Vec<(String, &'static str, String)> {
        let notices = self.desk.notifications.values();
        notices
            .filter_map(|notice| match &notice.channel {
                Channel::Email(to) => Some((
                    to.to_string(),
                    notice.kind.name(),
                    match &notice.state {
                        NoticeState::Undeliverable(reason) => reason.to_string(),
                        _ => String::new(),
                    },
                )),
                Channel::Inbox(_) | Channel::Webhook(_) => None,
            })
            .collect()
    }
}
