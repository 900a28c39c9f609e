//! Business hours: their list and their editor.

mod draft;
mod editor;
mod hours;
mod list;
mod moves;
mod particulars;

pub(crate) use editor::{CalendarPage, NewCalendarPage};
pub(crate) use hours::PartOfDay;
pub(crate) use list::CalendarsPage;
pub(crate) use moves::{move_sentences, moves, strong};
