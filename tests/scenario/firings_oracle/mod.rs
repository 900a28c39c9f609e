//! What the engine fires, against a second implementation, which steps minute by minute.

mod model;

use crate::{
    any_calendar::{World, any_world},
    calendar_oracle::Minute,
    looked_at::{ask, entry, first_desk, refused},
    replanned::level,
    zones::zone_table,
};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{select, subsequence},
    test_runner::RngSeed,
};
use rung::engine::{
    advance::catch_up,
    calendar::Calendar,
    change::ChangeSet,
    choice::ChoiceList,
    command::{CaseChange, Command},
    decide::decide,
    desk::Desk,
    history::{Deed, HistoryEntry},
    id::{CalendarId, CaseId, EntryId, HolidayId, RuleId},
    instant::Instant,
    rule::{
        CaseField, Criterion, EscalationClock, EscalationRule, Field, HoursMode, Operator,
        RuleEntry,
    },
    stamp::{Actor, Stamp},
};

const PRIORITIES: [&str; 3] = ["Low", "Medium", "High"];
const AGES: [usize; 7] = [1, 30, 60, 240, 480, 1_440, 3_000];

/// A story over one rule, in minutes since it began.
#[derive(Debug, Clone)]
struct Told {
    world: World,
    entries: Vec<Entry>,
    events: Vec<Event>,
}

#[derive(Debug, Clone)]
struct Entry {
    priorities: Vec<&'static str>,
    hours: Hours,
    start: Start,
    ages: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Hours {
    Ignore,
    OfCase,
    Set,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Start {
    Created,
    CreatedUntilModified,
    LastModified,
}

#[derive(Debug, Clone, Copy)]
struct Event {
    at: usize,
    case: usize,
    act: Act,
}

#[derive(Debug, Clone, Copy)]
enum Act {
    /// A case may be entered later than it was created (semantics 2.33).
    Open {
        priority: &'static str,
        created: usize,
    },
    SetPriority(&'static str),
    Touch,
    Close,
    Reopen,
}

#[derive(Debug, Clone, PartialEq)]
struct Firing {
    case: usize,
    entry: usize,
    age: usize,
    at: usize,
}

/// So many minutes after the one before: on case so and so, and what is done to it.
type Step = (usize, usize, Option<&'static str>, bool);

fn any_told() -> impl Strategy<Value = Told> {
    // On the half hour now and then, since something is due then.
    let after = prop_oneof![(0..24_usize).prop_map(|n| n * 30), 0..700_usize];
    let step = (
        after,
        0..3_usize,
        option::of(select(&PRIORITIES[..])),
        any::<bool>(),
    );
    (any_world(), vec(any_entry(), 1..4), vec(step, 1..20)).prop_map(|(world, entries, steps)| {
        let events = events(&steps);
        Told {
            world,
            entries,
            events,
        }
    })
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let starts = [
        Start::Created,
        Start::CreatedUntilModified,
        Start::LastModified,
    ];
    let priorities = subsequence(PRIORITIES.to_vec(), 1..=3);
    let hours = select(vec![Hours::Ignore, Hours::OfCase, Hours::Set]);
    let ages = subsequence(AGES.to_vec(), 1..=3);
    (priorities, hours, select(starts.to_vec()), ages).prop_map(
        |(priorities, hours, start, ages)| Entry {
            priorities,
            hours,
            start,
            ages,
        },
    )
}

/// A case is opened by the first step on it, and opened again by any on a closed one. Cases count
/// in the order in which they are opened.
fn events(steps: &[Step]) -> Vec<Event> {
    let mut at = 1;
    let (mut opened, mut is_closed) = (Vec::new(), Vec::new());
    let mut events = Vec::new();
    for (after, name, priority, closes) in steps.iter().copied() {
        at += after;
        let known = opened.iter().position(|one| *one == name);
        let case = known.unwrap_or(opened.len());
        let act = match (is_closed.get(case), priority) {
            (None, _) => {
                opened.push(name);
                is_closed.push(false);
                Act::Open {
                    priority: priority.unwrap_or("Medium"),
                    created: if closes { at - after } else { at },
                }
            }
            (Some(true), _) => Act::Reopen,
            (Some(false), Some(priority)) => Act::SetPriority(priority),
            (Some(false), None) if closes => Act::Close,
            (Some(false), None) => Act::Touch,
        };
        is_closed[case] = matches!(act, Act::Close);
        events.push(Event { at, case, act });
    }
    events
}

impl Told {
    fn open_minutes(&self) -> Vec<bool> {
        let minutes = self.world.minutes().into_iter();
        minutes.map(|minute| minute == Minute::Open).collect()
    }

    /// A desk with these hours and this rule.
    fn desk(&self) -> Desk {
        let mut desk = first_desk();
        let world = &self.world;
        ask(
            &mut desk,
            &Command::LearnZone(zone_table(&world.calendar.zone)),
        );
        let calendar = Calendar {
            id: desk.default_calendar().unwrap().id,
            ..world.calendar.clone()
        };
        let id = calendar.id;
        ask(&mut desk, &Command::SaveCalendar(calendar));
        for holiday in &world.holidays {
            let mut holiday = holiday.clone();
            (holiday.id, holiday.calendars) = (HolidayId(0), vec![id]);
            let save = Command::SaveHoliday(holiday);
            // One that never occurs is refused, and would close nothing (semantics 4.14).
            if refused(&desk, &save).is_none() {
                ask(&mut desk, &save);
            }
        }
        let entries = self.entries.iter().map(|entry| entry.made(id)).collect();
        let rule = EscalationRule {
            id: RuleId(0),
            name: "Any".into(),
            active: false,
            was_active: false,
            version: 0,
            entries,
            import: None,
        };
        ask(&mut desk, &Command::SaveRule(rule));
        let activate = Command::ActivateRule {
            rule: *desk.rules.keys().next().unwrap(),
            plan_open_cases: false,
        };
        ask(&mut desk, &activate);
        desk
    }

    /// What the engine fires, in order.
    fn fired(&self) -> Vec<Firing> {
        let mut played = Played {
            desk: self.desk(),
            history: Vec::new(),
            cases: Vec::new(),
        };
        let last = self.world.after(self.open_minutes().len() - 1);
        for event in &self.events {
            let at = self.world.after(event.at);
            played.catch_up(at.min(last));
            if last < at {
                break;
            }
            let command = played.command(event, &self.world);
            let by = Actor::System;
            let changes = decide(&played.desk, &command, Stamp { at, by }).unwrap();
            played.apply(changes);
            if let Act::Open { .. } = event.act {
                let id = *played.desk.cases.keys().next_back().unwrap();
                played.cases.push(id);
            }
        }
        played.catch_up(last);
        played.firings(self.world.start)
    }
}

impl Entry {
    fn made(&self, calendar: CalendarId) -> RuleEntry {
        let criterion = Criterion {
            field: Field::Case(CaseField::Priority),
            operator: Operator::Equals,
            value: self.priorities.join(",").into(),
        };
        let levels = self
            .ages
            .iter()
            .map(|age| level((*age).try_into().unwrap()));
        RuleEntry {
            id: EntryId(0),
            hours: match self.hours {
                Hours::Ignore => HoursMode::Ignore,
                Hours::OfCase => HoursMode::OfCase,
                Hours::Set => HoursMode::Set(calendar),
            },
            clock: match self.start {
                Start::Created => EscalationClock::FromCreation,
                Start::CreatedUntilModified => EscalationClock::FromCreationUntilModified,
                Start::LastModified => EscalationClock::FromLastModification,
            },
            actions: levels.collect(),
            ..entry(vec![criterion], None)
        }
    }
}

/// A story as the engine plays it.
struct Played {
    desk: Desk,
    history: Vec<HistoryEntry>,
    cases: Vec<CaseId>,
}

impl Played {
    fn catch_up(&mut self, now: Instant) {
        while let Some(changes) = catch_up(&mut self.desk, now, 100) {
            self.apply(changes);
        }
    }

    fn apply(&mut self, changes: ChangeSet) {
        self.history.extend(changes.history.iter().cloned());
        self.desk.apply(changes);
    }

    fn command(&self, event: &Event, world: &World) -> Command {
        let case = self.cases.get(event.case).copied().unwrap_or(CaseId(0));
        let save = |changes| Command::SaveCase { case, changes };
        match event.act {
            Act::Open { priority, created } => Command::CreateCase {
                changes: vec![
                    CaseChange::Subject("Printer".into()),
                    self.priority(priority),
                ],
                created_at: Some(world.after(created)),
                number: None,
            },
            Act::SetPriority(priority) => save(vec![self.priority(priority)]),
            Act::Touch => save(Vec::new()),
            Act::Close => Command::CloseCase(case),
            Act::Reopen => Command::ReopenCase(case),
        }
    }

    fn priority(&self, name: &str) -> CaseChange {
        let mut choices = self.desk.choices.values();
        let choice = choices.find(|choice| &*choice.name == name).unwrap();
        CaseChange::Choice(ChoiceList::Priority, Some(choice.id))
    }

    fn firings(&self, start: Instant) -> Vec<Firing> {
        let rule = self.desk.active_rule().unwrap();
        let mut firings = Vec::new();
        for entry in &self.history {
            let Deed::Fired(fired) = &entry.deed else {
                continue;
            };
            let case = self.cases.iter().position(|id| Some(*id) == entry.case);
            let (place, _) = rule.entry(fired.entry).unwrap();
            firings.push(Firing {
                case: case.unwrap(),
                entry: place - 1,
                age: fired.age_minutes.try_into().unwrap(),
                at: (entry.at.seconds_since(start) / 60).try_into().unwrap(),
            });
        }
        firings
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(21),
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_fires_is_what_somebody_who_looks_at_every_minute_would_say(told in any_told()) {
        prop_assert_eq!(told.fired(), model::firings(&told));
    }
}
