//! People: the users, the queues and groups they belong to, and those outside.

mod aims;
mod form;
mod groups;
mod list;
mod parties;
mod queue;
mod user;

pub use groups::Groups;
pub use list::{PeoplePage, UserPanel};
pub use queue::QueuePage;
pub use user::UserPage;
