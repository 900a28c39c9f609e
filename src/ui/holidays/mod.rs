//! Holidays: their list and their editor.

mod editor;
mod list;
mod when;

pub(crate) use editor::{HolidayPage, NewHolidayPage};
pub(crate) use list::{HolidaysPage, today};
