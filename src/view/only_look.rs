//! Who may look at what is set up and not change it (semantics 9.2). The engine refuses the change;
//! the page says so before anybody tries.

use super::route::{Page, SettingsPart};
use crate::engine::{desk::Desk, id::UserId, people::User, record::Records, roles::Act};

/// What changing anything on a page is; `None` where its parts differ, or where who may depends on
/// the record.
#[must_use]
pub const fn changing(page: Page) -> Option<Act> {
    match page {
        Page::Rules
        | Page::Rule(_)
        | Page::NewRule
        | Page::Calendars
        | Page::Calendar(_)
        | Page::NewCalendar
        | Page::Holidays
        | Page::Holiday(_)
        | Page::NewHoliday
        | Page::Queue(_)
        | Page::NewQueue => Some(Act::SetUpRules),
        Page::NewAccount | Page::NewContact => Some(Act::SaveCustomers),
        Page::People
        | Page::User(_)
        | Page::NewUser
        | Page::Import(_)
        | Page::Settings(SettingsPart::Lists | SettingsPart::Support | SettingsPart::Webhooks) => {
            Some(Act::Administer)
        }
        Page::Settings(SettingsPart::Escalations) => Some(Act::SetUpEscalations),
        _ => None,
    }
}

/// Why a user may only look at what takes that act to change; `None` for who may change it.
#[must_use]
pub fn only_look(desk: &Desk, user: Option<UserId>, act: Act) -> Option<String> {
    let user = user.and_then(|id| desk.find::<User>(id));
    if user.is_some_and(|user| user.may(act)) {
        return None;
    }
    Some(format!(
        "Only to look at: anything else takes {}. An administrator can change your roles under People.",
        act.roles_words()
    ))
}
