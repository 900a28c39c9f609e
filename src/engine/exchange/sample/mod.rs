//! The sample workspace: people, customers, hours, a rule and two dozen cases to try things on.

mod cases;
mod rule;

use super::import::{Import, ImportKind, made_by};
use crate::engine::{
    account::{Account, Contact},
    calendar::{Calendar, DayTime, Holiday, HolidayWhen, Pattern, Recurrence, WeekHours, Window},
    change::{ChangeSet, Counters},
    decide::{Rejection, activate_rule, put_plan, told, told_of_plan},
    desk::Desk,
    history::Deed,
    id::{AccountId, CalendarId, ContactId, ImportId, QueueId, UserId},
    people::{Queue, User},
    record::Stored,
    roles::Role,
    rule::Planner,
    stamp::Stamp,
};

/// What the cases and the rule of the sample refer to.
struct Sample<'d> {
    desk: &'d Desk,
    stamp: Stamp,
    import: ImportId,
    counters: Counters,
    changes: ChangeSet,
    users: [UserId; 4],
    /// First line, second line.
    queues: [QueueId; 2],
    /// Office hours, and hours that are open at weekends too.
    calendars: [CalendarId; 2],
    customers: [(AccountId, ContactId); 3],
}

/// Loads the sample workspace. Its rule becomes the active one when there is none; its cases are
/// planned as new ones are, by whichever rule is active.
pub fn load(desk: &Desk, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    let is_sample = |import: &Import| import.kind == ImportKind::Sample;
    if desk.imports.values().any(is_sample) {
        return Err(Rejection::SampleLoaded);
    }
    let preferences = desk
        .preferences()
        .ok_or(Rejection::Started("not started yet"))?;
    let mut counters = desk.counters().clone();
    let mut sample = Sample {
        desk,
        stamp,
        import: counters.next_id::<Import>(),
        changes: ChangeSet::default(),
        users: [(); 4].map(|()| counters.next_id::<User>()),
        queues: [(); 2].map(|()| counters.next_id::<Queue>()),
        calendars: [(); 2].map(|()| counters.next_id::<Calendar>()),
        customers: [(); 3].map(|()| {
            let account = counters.next_id::<Account>();
            (account, counters.next_id::<Contact>())
        }),
        counters,
    };
    sample.put_people();
    sample.put_hours(&preferences.zone);
    sample.put_customers();
    let rule = sample.put_rule();
    let cases = sample.put_cases(preferences);
    let import = Import {
        id: sample.import,
        kind: ImportKind::Sample,
        files: "Sample workspace".into(),
        stamp,
        n_updated: 0,
        made: made_by(desk, &sample.changes),
    };
    let deed = Deed::Imported { import: import.id };
    let mut changes = sample.changes;
    changes
        .history
        .push(told(Import::key(import.id), deed, stamp));
    changes.put(import);
    changes.counters = Some(sample.counters);
    let mut staged = desk.clone();
    staged.apply(changes.clone());
    if desk.active_rule().is_none() {
        let activated = activate_rule(&staged, rule, false, stamp)?;
        staged.apply(activated.clone());
        changes.append(activated);
    }
    let mut planner = Planner::new(&staged, stamp.at);
    for mut case in cases {
        let (plan, _) = planner.evaluate(&staged, &mut case, None);
        let told = told_of_plan(None, &plan, (&staged, &case), stamp);
        changes.history.extend(told);
        put_plan(&mut changes, plan, false);
    }
    Ok(changes)
}

/// Name, address, what they may do, whether they answer customers.
const PEOPLE: [(&str, &str, Role, bool); 4] = [
    ("Ana Ruiz", "ana.ruiz@example.com", Role::Agent, true),
    ("Ben Okafor", "ben.okafor@example.com", Role::Agent, true),
    (
        "Chiyo Tanaka",
        "chiyo.tanaka@example.com",
        Role::Agent,
        true,
    ),
    ("Dana Levy", "dana.levy@example.com", Role::Manager, false),
];

/// Company, country, service level; person, address.
const CUSTOMERS: [(&str, &str, &str, &str, &str); 3] = [
    (
        "Lumen Clinics",
        "Ireland",
        "Platinum",
        "Aoife Byrne",
        "aoife.byrne@lumen.example",
    ),
    (
        "Tidewater Freight",
        "Netherlands",
        "Gold",
        "Joris Bakker",
        "joris.bakker@tidewater.example",
    ),
    (
        "Birch & Daughters",
        "Canada",
        "Silver",
        "Maya Birch",
        "maya@birch.example",
    ),
];

impl Sample<'_> {
    fn put_people(&mut self) {
        for (id, (name, email, role, support_rep)) in self.users.into_iter().zip(PEOPLE) {
            self.changes.put(User {
                id,
                name: name.into(),
                username: email.into(),
                email: email.into(),
                phone: Box::default(),
                zone: Box::default(),
                active: true,
                roles: vec![role],
                support_rep,
                no_mail_of_own_updates: false,
                manager: None,
                custom: Vec::new(),
                stand_in: None,
            });
        }
        let [ana, ben, chiyo, _] = self.users;
        let members = [vec![ana, ben], vec![chiyo]];
        let names = ["First line", "Second line"];
        for ((id, name), members) in self.queues.into_iter().zip(names).zip(members) {
            let address = name.to_lowercase().replace(' ', "-");
            self.changes.put(Queue {
                id,
                name: name.into(),
                developer_name: name.replace(' ', "_").into(),
                email: format!("{address}@example.com").into(),
                email_members: false,
                members,
                active: true,
                stand_in: None,
            });
        }
    }

    fn put_hours(&mut self, zone: &str) {
        let office = [("09:00", "12:30"), ("13:15", "17:30")];
        let weekdays = [("08:00", "20:00")];
        let weekend = [("10:00", "16:00")];
        let week = |days: &[(&str, &str)], weekend: &[(&str, &str)]| {
            let windows = |hours: &[(&str, &str)]| hours.iter().filter_map(window).collect();
            let [d, e] = [days, weekend];
            WeekHours::new([d, d, d, d, d, e, e].map(windows))
                .unwrap_or_else(|_| WeekHours::closed())
        };
        let weeks = [week(&office, &[]), week(&weekdays, &weekend)];
        let names = ["Office hours", "Open at weekends"];
        for ((id, name), week) in self.calendars.into_iter().zip(names).zip(weeks) {
            self.changes.put(Calendar {
                id,
                name: name.into(),
                active: true,
                is_default: false,
                zone: zone.into(),
                week,
                dates: Vec::new(),
                import: Some(self.import),
            });
        }
        self.changes.put(Holiday {
            id: self.counters.next_id::<Holiday>(),
            name: "New Year\u{2019}s Day".into(),
            description: Box::default(),
            calendars: self.calendars.to_vec(),
            when: HolidayWhen::Recurring(Recurrence {
                pattern: Pattern::Yearly { month: 1, day: 1 },
                from: chrono::NaiveDate::default(),
                until: None,
                hours: None,
            }),
            import: Some(self.import),
        });
    }

    fn put_customers(&mut self) {
        for ((account, contact), customer) in self.customers.into_iter().zip(CUSTOMERS) {
            let (company, country, sla, person, email) = customer;
            self.changes.put(Account {
                id: account,
                name: company.into(),
                country: country.into(),
                sla: sla.into(),
                industry: Box::default(),
                account_type: "Customer".into(),
                team: Vec::new(),
                manager: None,
                watch_list: Vec::new(),
                custom: Vec::new(),
                import: Some(self.import),
            });
            self.changes.put(Contact {
                id: contact,
                name: person.into(),
                email: email.into(),
                phone: Box::default(),
                country: country.into(),
                account: Some(account),
                custom: Vec::new(),
                import: Some(self.import),
            });
        }
    }
}

fn window((start, end): &(&str, &str)) -> Option<Window> {
    let time = |text: &str| DayTime::parse(text).ok();
    Some(Window {
        start: time(start)?,
        end: time(end)?,
    })
}
