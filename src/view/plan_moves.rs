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
