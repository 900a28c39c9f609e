//! What cannot be taken is refused, at its field and with a reason, and what just fits is taken.

mod cases;
mod hours;
mod people;
mod set_up;
mod settings;
