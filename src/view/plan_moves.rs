//! What an edit did to what is pending on a case, in words.

use super::phrase::instant_words;
use crate::engine::{
    calendar::ZoneTable,
    history::{Deed, LevelMove, LevelStanding},
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::id::ActionId,
        view::story::{at, new_york},
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
}
