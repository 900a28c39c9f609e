//! What a record is called, and where it is to be read.

use super::route::{ImportKind, Page, SettingsPart};
use crate::engine::{
    desk::Desk,
    escalation::escalation_number,
    record::{Kind, RecordKey},
};

/// A record of the desk as people call it: `business hours Office`.
pub(super) struct RecordWords {
    /// What kind of thing it is.
    noun: String,
    /// What it is called now, and where it is to be read; `None` when it is gone or has no name.
    pub(super) found: Option<(String, Page)>,
}

impl RecordWords {
    pub(super) fn of(desk: &Desk, key: RecordKey) -> Self {
        Self {
            noun: noun(key.kind),
            found: found(desk, key),
        }
    }

    /// Kind and name, the kind alone for what is gone.
    pub(super) fn text(&self) -> String {
        let Self { noun, found } = self;
        found
            .as_ref()
            .map_or_else(|| noun.clone(), |(name, _)| format!("{noun} {name}"))
    }

    /// Where it is to be read.
    pub(super) fn page(&self) -> Option<Page> {
        self.found.as_ref().map(|(_, page)| *page)
    }
}

/// A record as part of a sentence: `the business hours Office`.
pub(super) fn with_article(desk: &Desk, key: RecordKey) -> String {
    let words = RecordWords::of(desk, key);
    match (&words.found, key.kind) {
        (None, Kind::Preferences) | (Some(_), _) => format!("the {}", words.text()),
        (None, _) => format!("the {}, since deleted", words.noun),
    }
}

fn noun(kind: Kind) -> String {
    match kind {
        Kind::Calendar => "business hours",
        Kind::EscalationRule => "rule",
        Kind::Preferences => "settings",
        Kind::Zone => "time zone",
        Kind::SlaDefinition => "SLA",
        Kind::EscalationAssignment => "assignment",
        Kind::EscalationRequest => "escalation",
        other => return other.name().replace('_', " "),
    }
    .to_owned()
}

fn found(desk: &Desk, RecordKey { kind, id }: RecordKey) -> Option<(String, Page)> {
    let settings = |name: &str, part| (name.to_owned(), Page::Settings(part));
    let named = |name: &str, page: fn(u64) -> Page| (name.to_owned(), page(id));
    Some(match kind {
        Kind::Case => {
            let number = desk.cases.get(&id.into())?.number;
            (number.to_string(), Page::Case(number))
        }
        Kind::EscalationRequest | Kind::Escalation => {
            let request = desk.escalation_requests.get(&id.into())?;
            named(&escalation_number(request.number), Page::Escalation)
        }
        Kind::EscalationRule => named(&desk.rules.get(&id.into())?.name, Page::Rule),
        Kind::Calendar => named(&desk.calendars.get(&id.into())?.name, Page::Calendar),
        Kind::Holiday => named(&desk.holidays.get(&id.into())?.name, Page::Holiday),
        Kind::User => named(&desk.users.get(&id.into())?.name, Page::User),
        Kind::Queue => named(&desk.queues.get(&id.into())?.name, Page::Queue),
        Kind::Group => named(&desk.groups.get(&id.into())?.name, Page::Group),
        Kind::Party => named(&desk.parties.get(&id.into())?.name, Page::Party),
        Kind::Account => named(&desk.accounts.get(&id.into())?.name, Page::Account),
        Kind::Contact => named(&desk.contacts.get(&id.into())?.name, Page::Contact),
        Kind::Import => {
            let files = &desk.imports.get(&id.into())?.files;
            (files.to_string(), Page::Import(ImportKind::Choice))
        }
        Kind::Zone => {
            let zone = desk.zones.get(&id.into())?;
            settings(zone.table.name(), SettingsPart::Storage)
        }
        Kind::SlaDefinition => {
            let definition = desk.sla_definitions.get(&id.into())?;
            settings(&definition.name, SettingsPart::Escalations)
        }
        Kind::EscalationAssignment => {
            let assignment = desk.assignments.get(&id.into())?;
            settings(&assignment.name, SettingsPart::Automation)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{
            calendar::{Calendar, Holiday, Zone},
            case::Case,
            command::Command,
            exchange::Import,
            id::{HolidayId, ImportId, QueueId, RuleId, SlaId},
            people::{Assignee, Queue, User},
            preferences::Preferences,
            record::Stored,
            rule::EscalationRule,
            sla::SlaDefinition,
        },
        view::{rule_words::tests::entry, story::Story},
    };

    const WHEN: &str = "2026-01-05T14:00:00Z";

    #[test]
    fn a_record_goes_by_the_name_it_has_now() {
        let mut story = Story::with_rule(vec![entry(Vec::new())]);
        story.close_office_on(WHEN, "Founders' day", "2026-03-11");
        let case = story.open_case(WHEN, Vec::new());
        let holiday = *story.desk.holidays.keys().next().unwrap();
        let zone = *story.desk.zones.keys().next().unwrap();
        let Assignee::Queue(queue) = story.add_queue(WHEN, "Tier 2") else {
            panic!("a queue")
        };
        let you = *story.desk.users.keys().next().unwrap();
        let office = story.desk.default_calendar().unwrap().id;
        for (key, words) in [
            (Calendar::key(office), "the business hours Office"),
            (Holiday::key(holiday), "the holiday Founders' day"),
            (EscalationRule::key(RuleId(1)), "the rule Standard"),
            (User::key(you), "the user You"),
            (Queue::key(queue), "the queue Tier 2"),
            (Case::key(case), "the case 1001"),
            (Zone::key(zone), "the time zone America/New_York"),
            (Holiday::key(HolidayId(99)), "the holiday, since deleted"),
            (Queue::key(QueueId(99)), "the queue, since deleted"),
            (SlaDefinition::key(SlaId(99)), "the SLA, since deleted"),
            (Import::key(ImportId(1)), "the import, since deleted"),
            (Preferences::key(Preferences::ID), "the settings"),
        ] {
            assert_eq!(with_article(&story.desk, key), words);
        }
        story.ask(WHEN, &Command::DeleteHoliday(holiday));
        let gone = with_article(&story.desk, Holiday::key(holiday));
        assert_eq!(gone, "the holiday, since deleted");
    }
}
