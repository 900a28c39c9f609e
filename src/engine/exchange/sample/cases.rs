//! The cases of the sample workspace, at different ages before it is loaded.

use super::Sample;
use crate::engine::{
    case::Case,
    choice::ChoiceList,
    decide::{is_on_hold_status, open_case},
    id::{ChoiceId, StatusId},
    people::Assignee,
    preferences::Preferences,
    stamp::Stamp,
};

/// How far a case of the sample has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// Nobody has looked at it.
    New,
    /// Somebody works on it since so many minutes.
    Working(u32),
    /// It waits for somebody outside since so many minutes.
    OnHold(u32),
    /// It was closed so many minutes ago.
    Closed(u32),
}

/// Who has a case: the place of a user or of a queue.
#[derive(Clone, Copy)]
enum By {
    User(usize),
    Queue(usize),
}

/// Subject, customer's place, priority, origin, who has it, how many minutes ago it was opened,
/// and how far it has come.
type Line = (
    &'static str,
    usize,
    &'static str,
    &'static str,
    By,
    u32,
    Progress,
);

use By::{Queue as Q, User as U};
use Progress::{Closed, New, OnHold, Working};

const CASES: [Line; 24] = [
    (
        "Ward tablets lose the network at night",
        0,
        "High",
        "Phone",
        U(0),
        95,
        New,
    ),
    (
        "Appointment letters print without a date",
        0,
        "High",
        "Email",
        U(1),
        118,
        New,
    ),
    (
        "Nobody can sign in at the Cork clinic",
        0,
        "High",
        "Phone",
        U(2),
        236,
        Working(200),
    ),
    (
        "Lab results arrive twice",
        0,
        "Medium",
        "Portal",
        U(0),
        420,
        New,
    ),
    (
        "Please add two reception accounts",
        0,
        "Low",
        "Email",
        Q(0),
        35,
        New,
    ),
    (
        "Report of last quarter is empty",
        0,
        "Medium",
        "Email",
        U(1),
        2_900,
        Working(1_500),
    ),
    (
        "Backup warning every Sunday",
        0,
        "Low",
        "Web",
        Q(1),
        5_700,
        OnHold(2_870),
    ),
    (
        "Change of billing address",
        0,
        "Low",
        "Email",
        U(0),
        8_640,
        Closed(7_200),
    ),
    (
        "Container tracking stands still",
        1,
        "High",
        "Phone",
        U(1),
        110,
        New,
    ),
    (
        "Customs forms are rejected since Monday",
        1,
        "High",
        "Email",
        U(0),
        300,
        New,
    ),
    (
        "Driver app crashes on start",
        1,
        "Medium",
        "Portal",
        Q(0),
        61,
        New,
    ),
    (
        "Two trucks show the same position",
        1,
        "Medium",
        "Web",
        U(2),
        1_380,
        Working(600),
    ),
    (
        "Export of invoices takes an hour",
        1,
        "Low",
        "Email",
        U(0),
        4_300,
        New,
    ),
    (
        "Waiting for the log files of the depot",
        1,
        "Medium",
        "Email",
        U(1),
        4_000,
        OnHold(3_000),
    ),
    (
        "Password reset mail never comes",
        1,
        "Medium",
        "Portal",
        Q(0),
        180,
        New,
    ),
    (
        "Route planner ignores the new bridge",
        1,
        "Low",
        "Web",
        U(2),
        10_000,
        Closed(2_000),
    ),
    (
        "Training for new dispatchers",
        1,
        "Low",
        "Phone",
        U(1),
        20_000,
        Closed(15_000),
    ),
    (
        "Shop shows yesterday\u{2019}s prices",
        2,
        "High",
        "Phone",
        U(0),
        230,
        New,
    ),
    (
        "Card payments fail in both shops",
        2,
        "High",
        "Phone",
        Q(1),
        20,
        New,
    ),
    (
        "Oven sensor reports 0 degrees",
        2,
        "Medium",
        "Web",
        U(1),
        940,
        New,
    ),
    (
        "Label printer feeds blank labels",
        2,
        "Medium",
        "Portal",
        U(2),
        2_100,
        Working(30),
    ),
    (
        "Question about opening hours on the site",
        2,
        "Low",
        "Web",
        Q(0),
        15,
        New,
    ),
    (
        "Newsletter goes out with the old logo",
        2,
        "Low",
        "Email",
        U(0),
        6_000,
        OnHold(1_200),
    ),
    (
        "Order form refuses postal codes",
        2,
        "Medium",
        "Email",
        U(1),
        3_000,
        Closed(600),
    ),
];

impl Sample<'_> {
    /// Puts the cases and gives them, to be planned.
    pub(super) fn put_cases(&mut self, preferences: &Preferences) -> Vec<Case> {
        let mut cases = Vec::new();
        for line in CASES {
            let case = self.case(line, preferences);
            self.changes.put(case.clone());
            cases.push(case);
        }
        cases
    }

    fn case(&mut self, line: Line, preferences: &Preferences) -> Case {
        let (subject, customer, priority, origin, owner, age_minutes, progress) = line;
        let ago = |minutes: u32| self.stamp.at.plus_seconds(-60 * i64::from(minutes));
        let created = Stamp {
            at: ago(age_minutes),
            ..self.stamp
        };
        let since = match progress {
            New => None,
            Working(minutes) | OnHold(minutes) | Closed(minutes) => Some(ago(minutes)),
        };
        let status = match progress {
            New => preferences.status_for_new,
            Working(_) => self.status("In Progress", preferences),
            OnHold(_) => self.status("On Hold", preferences),
            Closed(_) => preferences.status_for_closed,
        };
        let (account, contact) = self.customers.get(customer).copied().unzip();
        let number = self.counters.next_case_number();
        let id = self.counters.next_id::<Case>();
        let mut case = open_case(self.desk, preferences, id, number, created);
        case.subject = subject.into();
        (case.account, case.contact) = (account, contact);
        case.status = status;
        case.priority = self
            .choice(ChoiceList::Priority, priority)
            .or(case.priority);
        case.origin = self.choice(ChoiceList::Origin, origin);
        case.owner = self.owner(owner).unwrap_or(case.owner);
        // The freight company is served at weekends too.
        let calendar = self.calendars.get(usize::from(customer == 1));
        case.calendar = calendar.copied();
        if let Some(at) = since {
            case.last_modified = Stamp { at, ..self.stamp };
            case.first_modified_at = Some(at);
            case.last_internal_modified_at = Some(at);
            case.closed_at = matches!(progress, Closed(_)).then_some(at);
        }
        let waits = is_on_hold_status(self.desk, case.status);
        case.hold(waits, case.last_modified.at);
        case.import = Some(self.import);
        case
    }

    fn owner(&self, by: By) -> Option<Assignee> {
        match by {
            U(place) => self.users.get(place).copied().map(Assignee::User),
            Q(place) => self.queues.get(place).copied().map(Assignee::Queue),
        }
    }

    /// The status of that name, or that of new cases on a desk that has done away with it.
    fn status(&self, name: &str, preferences: &Preferences) -> StatusId {
        let mut statuses = self.desk.statuses.values();
        let found = statuses.find(|status| &*status.name == name);
        found.map_or(preferences.status_for_new, |status| status.id)
    }

    fn choice(&self, list: ChoiceList, name: &str) -> Option<ChoiceId> {
        let mut choices = self.desk.choices.values();
        let found = choices.find(|choice| choice.list == list && &*choice.name == name);
        found.map(|choice| choice.id)
    }
}
