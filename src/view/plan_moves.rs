//! What an edit did to what is pending on a case, in words.

use super::phrase::instant_words;
use crate::engine::{
    calendar::{Calendar, Holiday, ZoneTable},
    desk::Desk,
    history::{Deed, LevelMove, LevelStanding},
    people::{Queue, User},
    record::{Kind, RecordKey, Records},
    rule::EscalationRule,
    wording::age_words,
};

/// What became of which level, where a deed says so (semantics 12.2).
pub(super) fn plan_moves(deed: &Deed) -> &[LevelMove] {
    match deed {
        Deed::Planned(planned) => &planned.moves,
        Deed::Replanned(replanned) => &replanned.moves,
        _ => &[],
    }
}

/// A level, where it stood and where it stands, to a reader whose clocks are those of `zone`.
pub(super) fn move_words(one: &LevelMove, zone: &ZoneTable) -> (String, String, String) {
    let standing = |standing: LevelStanding| match standing {
        LevelStanding::Due(due_at) => format!("due {}", instant_words(due_at, zone)),
        LevelStanding::Never => "never due".to_owned(),
        LevelStanding::Paused => "paused while the case waits".to_owned(),
        LevelStanding::Suspended => "suspended".to_owned(),
        LevelStanding::Blocked => "blocked".to_owned(),
        LevelStanding::Gone => "not pending".to_owned(),
    };
    let level = format!("Level after {}", age_words(one.age_minutes));
    (level, standing(one.before), standing(one.after))
}

/// What was edited, as it is called now; `None` for the case itself, which tells of its edit.
pub(super) fn edited_words(desk: &Desk, edited: RecordKey) -> Option<String> {
    let id = edited.id;
    let name = match edited.kind {
        Kind::Case => return None,
        Kind::Calendar => desk.find::<Calendar>(id.into()).map(|found| &found.name),
        Kind::Holiday => desk.find::<Holiday>(id.into()).map(|found| &found.name),
        Kind::EscalationRule => desk
            .find::<EscalationRule>(id.into())
            .map(|found| &found.name),
        Kind::User => desk.find::<User>(id.into()).map(|found| &found.name),
        Kind::Queue => desk.find::<Queue>(id.into()).map(|found| &found.name),
        _ => None,
    };
    let what = match edited.kind {
        Kind::Calendar => "the business hours",
        Kind::Holiday => "the holiday",
        Kind::EscalationRule => "the rule",
        Kind::User => "the user",
        Kind::Queue => "the queue",
        Kind::Zone => return Some("the rules of a time zone".to_owned()),
        Kind::Import => return Some("what a file brought in".to_owned()),
        _ => return Some("the settings".to_owned()),
    };
    Some(match name {
        Some(name) => format!("{what} {name}"),
        None => format!("{what}, since deleted"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{
            calendar::Zone,
            case::Case,
            command::Command,
            exchange::Import,
            id::{ActionId, CaseId, HolidayId, ImportId, QueueId, ZoneId},
            people::Assignee,
            preferences::Preferences,
            record::Stored,
        },
        view::{
            rule_words::tests::entry,
            story::{Story, at, new_york},
        },
    };

    #[test]
    fn a_level_tells_where_it_stood_and_where_it_stands() {
        let due = LevelStanding::Due(at("2026-01-05T19:00:00Z"));
        for (before, after, words) in [
            (
                due,
                LevelStanding::Suspended,
                ["due Mon 5 Jan 2026, 14:00", "suspended"],
            ),
            (
                LevelStanding::Blocked,
                LevelStanding::Never,
                ["blocked", "never due"],
            ),
            (
                LevelStanding::Gone,
                LevelStanding::Paused,
                ["not pending", "paused while the case waits"],
            ),
        ] {
            let one = LevelMove {
                action: ActionId(1),
                age_minutes: 330,
                before,
                after,
            };
            let [before, after] = words.map(str::to_owned);
            let level = "Level after 5 h 30 min".to_owned();
            assert_eq!(move_words(&one, &new_york()), (level, before, after));
        }
    }

    #[test]
    fn what_was_edited_goes_by_the_name_it_has_now() {
        const WHEN: &str = "2026-01-05T14:00:00Z";
        let mut story = Story::with_rule(vec![entry(Vec::new())]);
        story.close_office_on(WHEN, "Founders' day", "2026-03-11");
        let holiday = *story.desk.holidays.keys().next().unwrap();
        let Assignee::Queue(queue) = story.add_queue(WHEN, "Tier 2") else {
            panic!("a queue")
        };
        let you = *story.desk.users.keys().next().unwrap();
        let office = story.desk.default_calendar().unwrap().id;
        for (edited, words) in [
            (Calendar::key(office), "the business hours Office"),
            (Holiday::key(holiday), "the holiday Founders' day"),
            (EscalationRule::key(1.into()), "the rule Standard"),
            (User::key(you), "the user You"),
            (Queue::key(queue), "the queue Tier 2"),
            (Holiday::key(HolidayId(99)), "the holiday, since deleted"),
            (Queue::key(QueueId(99)), "the queue, since deleted"),
            (Zone::key(ZoneId(1)), "the rules of a time zone"),
            (Import::key(ImportId(1)), "what a file brought in"),
            (Preferences::key(Preferences::ID), "the settings"),
        ] {
            assert_eq!(edited_words(&story.desk, edited).as_deref(), Some(words));
        }
        assert_eq!(edited_words(&story.desk, Case::key(CaseId(1))), None);
        story.ask(WHEN, &Command::DeleteHoliday(holiday));
        let gone = edited_words(&story.desk, Holiday::key(holiday));
        assert_eq!(gone.as_deref(), Some("the holiday, since deleted"));
    }
}
