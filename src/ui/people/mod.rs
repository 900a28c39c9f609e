//! People: the users, the queues and groups they belong to, and those outside.

mod aims;
mod groups;
mod list;
mod parties;
mod queue;
mod user;

pub use list::PeoplePage;
pub use queue::QueuePage;
pub use user::UserPage;
