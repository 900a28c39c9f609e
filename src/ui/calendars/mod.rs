//! Business hours: their list and their editor.

mod draft;
mod editor;
mod hours;
mod list;
mod particulars;

pub(crate) use editor::{CalendarPage, NewCalendarPage};
pub(crate) use hours::PartOfDay;
pub(crate) use list::CalendarsPage;
