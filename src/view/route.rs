//! Which page is shown and with what filter, as the pairs of a query string.

use std::collections::BTreeMap;

/// The key of the pair that names the page.
const PAGE_KEY: &str = "p";

/// The key of the pair that names the page's record or part.
const RECORD_KEY: &str = "n";

/// One page of the product; a record is named by its id, a case by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    Cases,
    Case(u64),
    NewCase,
    Pending,
    Rules,
    Rule(u64),
    NewRule,
    Calendars,
    Calendar(u64),
    NewCalendar,
    Holidays,
    Holiday(u64),
    NewHoliday,
    People,
    User(u64),
    NewUser,
    Queue(u64),
    NewQueue,
    /// The form of a group, among the groups.
    Group(u64),
    /// The form of a vendor or partner, among them.
    Party(u64),
    Accounts,
    Account(u64),
    NewAccount,
    Contact(u64),
    NewContact,
    Inbox,
    Outbox,
    Escalations,
    Escalation(u64),
    Approvals,
    HandOffs,
    SetUp,
    Import(ImportKind),
    Settings(SettingsPart),
    /// An address that leads nowhere.
    Missing,
}

/// What is brought in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImportKind {
    /// Not chosen yet.
    Choice,
    /// Salesforce rules and business hours.
    Salesforce,
    /// Holidays from an iCalendar file.
    Holidays,
    /// Cases from CSV.
    Cases,
}

/// A part of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SettingsPart {
    /// Theme, shortcuts, the acting user.
    Preferences,
    /// Statuses and priorities.
    Lists,
    /// Severities, templates, SLAs and reasons of escalations.
    Escalations,
    /// Storage health, backup and restore.
    Storage,
    /// How customers, hand-offs and answers are treated.
    Support,
    /// What is handed off and answered by rules.
    Automation,
    /// Where the page sends notices.
    Webhooks,
    /// The sandbox and its clock.
    Sandbox,
}

/// Every page without a record, with its name in the address.
const PLAIN: [(&str, Page); 34] = [
    ("cases", Page::Cases),
    ("case-new", Page::NewCase),
    ("pending", Page::Pending),
    ("rules", Page::Rules),
    ("rule-new", Page::NewRule),
    ("calendars", Page::Calendars),
    ("calendar-new", Page::NewCalendar),
    ("holidays", Page::Holidays),
    ("holiday-new", Page::NewHoliday),
    ("people", Page::People),
    ("user-new", Page::NewUser),
    ("queue-new", Page::NewQueue),
    ("accounts", Page::Accounts),
    ("account-new", Page::NewAccount),
    ("contact-new", Page::NewContact),
    ("inbox", Page::Inbox),
    ("outbox", Page::Outbox),
    ("escalations", Page::Escalations),
    ("approvals", Page::Approvals),
    ("hand-offs", Page::HandOffs),
    ("import", Page::Import(ImportKind::Choice)),
    ("import-salesforce", Page::Import(ImportKind::Salesforce)),
    ("import-holidays", Page::Import(ImportKind::Holidays)),
    ("import-cases", Page::Import(ImportKind::Cases)),
    ("set-up", Page::SetUp),
    ("settings", Page::Settings(SettingsPart::Preferences)),
    ("settings-lists", Page::Settings(SettingsPart::Lists)),
    (
        "settings-escalations",
        Page::Settings(SettingsPart::Escalations),
    ),
    ("settings-storage", Page::Settings(SettingsPart::Storage)),
    ("settings-support", Page::Settings(SettingsPart::Support)),
    (
        "settings-automation",
        Page::Settings(SettingsPart::Automation),
    ),
    ("settings-webhooks", Page::Settings(SettingsPart::Webhooks)),
    ("settings-sandbox", Page::Settings(SettingsPart::Sandbox)),
    ("missing", Page::Missing),
];

/// A page's name in the address, and how it is made from its record's number.
type OfRecord = (&'static str, fn(u64) -> Page);

/// Every page with a record.
const OF_RECORD: [OfRecord; 11] = [
    ("case", Page::Case),
    ("escalation", Page::Escalation),
    ("rule", Page::Rule),
    ("calendar", Page::Calendar),
    ("holiday", Page::Holiday),
    ("user", Page::User),
    ("queue", Page::Queue),
    ("group", Page::Group),
    ("party", Page::Party),
    ("account", Page::Account),
    ("contact", Page::Contact),
];

impl Page {
    /// The record's number, on a page that shows one.
    fn record(self) -> Option<u64> {
        match self {
            Self::Case(number) => Some(number),
            Self::Rule(id)
            | Self::Escalation(id)
            | Self::Calendar(id)
            | Self::Holiday(id)
            | Self::User(id)
            | Self::Queue(id)
            | Self::Group(id)
            | Self::Party(id)
            | Self::Account(id)
            | Self::Contact(id) => Some(id),
            Self::Cases
            | Self::NewCase
            | Self::Pending
            | Self::Rules
            | Self::NewRule
            | Self::Calendars
            | Self::NewCalendar
            | Self::Holidays
            | Self::NewHoliday
            | Self::People
            | Self::NewUser
            | Self::NewQueue
            | Self::Accounts
            | Self::NewAccount
            | Self::NewContact
            | Self::Inbox
            | Self::Outbox
            | Self::Escalations
            | Self::Approvals
            | Self::HandOffs
            | Self::SetUp
            | Self::Import(_)
            | Self::Settings(_)
            | Self::Missing => None,
        }
    }

    /// The page's name in the address.
    fn name(self) -> &'static str {
        let of_record = self
            .record()
            .and_then(|record| OF_RECORD.into_iter().find(|(_, page)| page(record) == self));
        of_record
            .map(|(name, _)| name)
            .or_else(|| {
                PLAIN
                    .into_iter()
                    .find(|(_, page)| *page == self)
                    .map(|(name, _)| name)
            })
            .unwrap_or_else(|| unreachable!("every page stands in one of the two tables"))
    }

    /// The page of the navigation that leads here.
    #[must_use]
    pub fn home(self) -> Self {
        match self {
            Self::Cases | Self::Case(_) | Self::NewCase => Self::Cases,
            Self::Pending => Self::Pending,
            Self::Rules | Self::Rule(_) | Self::NewRule => Self::Rules,
            Self::Calendars | Self::Calendar(_) | Self::NewCalendar => Self::Calendars,
            Self::Holidays | Self::Holiday(_) | Self::NewHoliday => Self::Holidays,
            Self::People
            | Self::User(_)
            | Self::NewUser
            | Self::Queue(_)
            | Self::NewQueue
            | Self::Group(_)
            | Self::Party(_) => Self::People,
            Self::Accounts
            | Self::Account(_)
            | Self::NewAccount
            | Self::Contact(_)
            | Self::NewContact => Self::Accounts,
            Self::Inbox | Self::Outbox => Self::Inbox,
            Self::Escalations | Self::Escalation(_) | Self::Approvals | Self::HandOffs => {
                Self::Escalations
            }
            Self::Import(_) => Self::Import(ImportKind::Choice),
            Self::SetUp | Self::Settings(_) => Self::Settings(SettingsPart::Preferences),
            Self::Missing => Self::Missing,
        }
    }
}

/// A page with what narrows it down.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Route {
    /// Which page.
    pub page: Page,
    /// Its filter, order, tab and the like; no key is empty, and neither is a value.
    pub query: BTreeMap<String, String>,
}

impl Route {
    /// The route that the pairs of a query string name; nothing at all is the list of cases.
    pub fn parse(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut query: BTreeMap<String, String> = pairs
            .into_iter()
            .filter(|(key, value)| !key.is_empty() && !value.is_empty())
            .collect();
        let Some(name) = query.remove(PAGE_KEY) else {
            return Self {
                page: Page::Cases,
                query,
            };
        };
        if let Some((_, page)) = PLAIN.into_iter().find(|(known, _)| *known == name) {
            return Self { page, query };
        }
        let record = query
            .remove(RECORD_KEY)
            .and_then(|record| record.parse().ok());
        let of_record = OF_RECORD.into_iter().find(|(known, _)| *known == name);
        let page = of_record
            .zip(record)
            .map_or(Page::Missing, |((_, page), record)| page(record));
        Self { page, query }
    }

    /// The pairs that `parse` makes this route from.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let page = (PAGE_KEY.to_owned(), self.page.name().to_owned());
        let record = self
            .page
            .record()
            .map(|record| (RECORD_KEY.to_owned(), record.to_string()));
        let query = self
            .query
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()));
        [page].into_iter().chain(record).chain(query).collect()
    }

    /// The same page with one value of its query set, or taken out when it is empty.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        if value.is_empty() {
            self.query.remove(key);
        } else {
            self.query.insert(key.to_owned(), value.to_owned());
        }
        self
    }
}

impl From<Page> for Route {
    fn from(page: Page) -> Self {
        Self {
            page,
            query: BTreeMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Route {
        let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
        Route::parse(pairs.map(|(key, value)| (key.to_owned(), value.to_owned())))
    }

    #[test]
    fn an_address_names_a_page() {
        for (address, page) in [
            ("", Page::Cases),
            ("p=cases", Page::Cases),
            ("p=case&n=1007", Page::Case(1007)),
            ("n=1007&p=case", Page::Case(1007)),
            ("p=import-salesforce", Page::Import(ImportKind::Salesforce)),
            ("p=settings", Page::Settings(SettingsPart::Preferences)),
            ("p=case", Page::Missing),
            ("p=case&n=seven", Page::Missing),
            ("p=case&n=-1", Page::Missing),
            ("p=tickets", Page::Missing),
        ] {
            assert_eq!(parsed(address).page, page, "{address}");
        }
    }

    #[test]
    fn every_page_has_an_address_that_leads_back_to_it() {
        let records = OF_RECORD.map(|(_, page)| page(7));
        for page in PLAIN.into_iter().map(|(_, page)| page).chain(records) {
            let route = Route::from(page).with("tab", "two").with("q", "a b");
            assert_eq!(Route::parse(route.pairs()), route, "{page:?}");
        }
    }

    #[test]
    fn a_filter_stays_with_its_page_and_an_empty_one_goes() {
        let route = parsed("p=cases&q=printer&status=new&sort=-age&owner=");
        assert_eq!(route.query.get("status").map(String::as_str), Some("new"));
        assert_eq!(route.query.len(), 3);
        assert_eq!(route.with("q", "").query.len(), 2);
    }
}
