//! The parts that screens are put together from; none of them knows the desk.

mod badge;
mod banner;
mod binding;
mod button;
mod copy_button;
mod dialog;
mod empty;
mod field_frame;
mod icon;
mod live;
mod progress;
mod search_box;
mod select_field;
mod table;
mod tabs;
mod text_field;
mod time_chip;

pub use badge::{Badge, Tone};
pub use banner::Banner;
pub use binding::Binding;
pub use button::{Button, ButtonKind, ButtonLook};
pub use copy_button::CopyButton;
pub use dialog::{ConfirmDialog, Dialog};
pub use empty::Empty;
pub use field_frame::{FieldFrame, FieldNote, focus_first_invalid, unique_id};
pub use icon::{Icon, IconMark};
pub use live::{Announcer, LiveRegion};
pub use progress::ProgressBar;
pub use search_box::SearchBox;
pub use select_field::{Checkbox, SelectField};
pub use table::{SortHeader, SortOrder, Table};
pub use tabs::{TabPanel, Tabs};
pub use text_field::{LineKind, TextArea, TextField};
pub use time_chip::TimeChip;
