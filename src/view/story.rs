//! A small desk and what happens at it, for the tests of what is shown.

use super::rule_words::tests::rule;
use crate::engine::{
    advance::catch_up,
    calendar::{Calendar, DayTime, Holiday, HolidayWhen, WeekHours, Window, ZoneTable},
    case::Case,
    change::ChangeSet,
    command::{CaseChange, Command},
    decide::decide,
    desk::Desk,
    history::{Deed, HistoryEntry},
    id::{CaseId, HolidayId, RuleId, StatusId},
    instant::Instant,
    people::{Assignee, Queue},
    preferences::{AgeAfterReopening, FiringMode},
    rule::{EscalationRule, HoursMode, Reassign, RuleEntry},
    stamp::{Actor, Stamp},
};

/// When the desk is started.
const START: &str = "2026-01-02T14:00:00Z";

pub(super) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// The clocks of New York in 2026: summer is from 8 March to 1 November.
pub(super) fn new_york() -> ZoneTable {
    let summer = (at("2026-03-08T07:00:00Z"), -14_400);
    let winter = (at("2026-11-01T06:00:00Z"), -18_000);
    ZoneTable::new("America/New_York", -18_000, vec![summer, winter]).unwrap()
}

/// A desk in New York whose office is open on weekdays from nine to five.
pub(super) struct Story {
    pub(super) desk: Desk,
    /// All that has happened, oldest first.
    pub(super) history: Vec<HistoryEntry>,
}

impl Story {
    pub(super) fn at_an_office() -> Self {
        let mut story = Self {
            desk: Desk::new(1),
            history: Vec::new(),
        };
        let zone = new_york();
        let start = Command::StartDesk {
            zone: zone.name().into(),
        };
        story.ask(START, &Command::LearnZone(zone));
        story.ask(START, &start);
        let open = Window {
            start: DayTime::parse("09:00").unwrap(),
            end: DayTime::parse("17:00").unwrap(),
        };
        let day = || vec![open];
        let week = [day(), day(), day(), day(), day(), Vec::new(), Vec::new()];
        let office = Calendar {
            name: "Office".into(),
            week: WeekHours::new(week).unwrap(),
            ..story.desk.default_calendar().unwrap().clone()
        };
        story.ask(START, &Command::SaveCalendar(office));
        story
    }

    /// The same with a rule whose entries, numbered from 1 on, are tried in that order.
    pub(super) fn with_rule(entries: Vec<RuleEntry>) -> Self {
        let mut story = Self::at_an_office();
        let mut changes = ChangeSet::default();
        changes.put(rule(entries));
        story.apply(changes);
        story
    }

    /// Asks for something after a time away: what was due before is done at that instant.
    pub(super) fn ask(&mut self, when: &str, command: &Command) {
        self.come_back(when);
        let you = self.desk.users.keys().next().copied();
        let stamp = Stamp {
            at: at(when),
            by: you.map_or(Actor::System, Actor::User),
        };
        self.apply(decide(&self.desk, command, stamp).unwrap());
        self.come_back(when);
    }

    /// The same for what makes a record, whose id it gives.
    pub(super) fn add(&mut self, when: &str, command: &Command) -> u64 {
        let n_before = self.history.len();
        self.ask(when, command);
        let mut new = self.history.iter().skip(n_before);
        new.find(|entry| entry.deed == Deed::Created)
            .unwrap()
            .about
            .id
    }

    /// Opens the page after a time away.
    pub(super) fn come_back(&mut self, when: &str) {
        while let Some(changes) = catch_up(&mut self.desk, at(when), 100) {
            self.apply(changes);
        }
    }

    /// Keeps the page open until then.
    pub(super) fn wait_until(&mut self, when: &str) {
        while let Some(due) = self.desk.next_due().filter(|due| *due <= at(when)) {
            self.come_back(&due.to_string());
        }
    }

    fn apply(&mut self, changes: ChangeSet) {
        self.history.extend(changes.history.iter().cloned());
        self.desk.apply(changes);
    }

    /// Opens a case about a printer.
    pub(super) fn open_case(&mut self, when: &str, changes: Vec<CaseChange>) -> CaseId {
        let subject = CaseChange::Subject("Printer on fire".into());
        let create = Command::CreateCase {
            changes: [vec![subject], changes].concat(),
            created_at: None,
            number: None,
        };
        self.add(when, &create).into()
    }

    pub(super) fn save(&mut self, when: &str, case: CaseId, changes: Vec<CaseChange>) {
        self.ask(when, &Command::SaveCase { case, changes });
    }

    /// Puts a case into a status.
    pub(super) fn set_status(&mut self, when: &str, case: CaseId, status: &str) {
        let mut statuses = self.desk.statuses.values();
        let found: StatusId = statuses.find(|one| &*one.name == status).unwrap().id;
        self.save(when, case, vec![CaseChange::Status(found)]);
    }

    pub(super) fn edit_rule(&mut self, when: &str, edit: impl FnOnce(&mut EscalationRule)) {
        let mut rule = self.desk.rules[&RuleId(1)].clone();
        edit(&mut rule);
        self.ask(when, &Command::SaveRule(rule));
    }

    pub(super) fn close_office_on(&mut self, when: &str, name: &str, on: &str) {
        let holiday = Holiday {
            id: HolidayId(0),
            name: name.into(),
            description: Box::default(),
            calendars: vec![self.desk.default_calendar().unwrap().id],
            when: HolidayWhen::Date {
                on: on.parse().unwrap(),
                hours: None,
            },
            import: None,
        };
        self.ask(when, &Command::SaveHoliday(holiday));
    }

    pub(super) fn add_queue(&mut self, when: &str, name: &str) -> Assignee {
        let queue = Queue {
            id: 0.into(),
            name: name.into(),
            developer_name: Box::default(),
            email: Box::default(),
            email_members: false,
            members: Vec::new(),
            active: true,
            stand_in: None,
        };
        Assignee::Queue(self.add(when, &Command::SaveQueue(queue)).into())
    }

    /// Chooses what ages count from after a reopening, and when what is due is done.
    pub(super) fn set_clock(&mut self, when: &str, age: AgeAfterReopening, firing: FiringMode) {
        let before = self.desk.preferences().unwrap();
        let command = Command::SavePreferences {
            organisation: before.organisation.clone(),
            zone: before.zone.clone(),
            age_after_reopening: age,
            firing,
        };
        self.ask(when, &command);
    }

    /// Lets every level of the first entry give its cases to somebody.
    pub(super) fn aim_at(&mut self, when: &str, to: Assignee) {
        self.edit_rule(when, |rule| {
            for action in &mut rule.entries[0].actions {
                action.reassign = Some(Reassign { to, template: None });
            }
        });
    }

    /// From then on no queue takes cases.
    pub(super) fn stop_queues(&mut self, when: &str) {
        for queue in self.desk.queues.clone().values() {
            let stopped = Queue {
                active: false,
                ..queue.clone()
            };
            self.ask(when, &Command::SaveQueue(stopped));
        }
    }

    pub(super) fn case(&self, case: CaseId) -> &Case {
        &self.desk.cases[&case]
    }
}

/// An entry that takes every case and counts around the clock.
pub(super) fn around_the_clock(entry: RuleEntry) -> RuleEntry {
    RuleEntry {
        hours: HoursMode::Ignore,
        ..entry
    }
}
