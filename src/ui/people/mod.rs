//! People: the users, and the queues that they serve.

mod aims;
mod list;
mod queue;
mod user;

pub use list::PeoplePage;
pub use queue::QueuePage;
pub use user::UserPage;
