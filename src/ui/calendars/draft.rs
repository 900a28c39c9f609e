//! Business hours while they are edited.

use crate::{
    engine::{calendar::Calendar, id::CalendarId, record::Records},
    shell::DeskHandle,
    ui::editing::Editing,
    view::calendar_draft::CalendarDraft,
};

/// The draft and what goes with it, for every part of the editor.
pub(super) type Editor = Editing<CalendarDraft>;

/// Begins to edit.
pub(super) fn edit(draft: CalendarDraft) -> Editor {
    Editing::new(draft, |_, draft| draft.finish().err().unwrap_or_default())
}

/// Business hours as they are stored.
pub(super) fn stored(desk: DeskHandle, id: CalendarId) -> Option<CalendarDraft> {
    desk.with(|desk| desk.find::<Calendar>(id).map(CalendarDraft::of))
}
