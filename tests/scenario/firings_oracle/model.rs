//! A second implementation of rules: the obvious and slow one, which looks at every minute.
//!
//! It shares nothing with the engine but the words of a story.

use super::{Act, Entry, Event, Firing, Hours, Start, Told};
use std::collections::BTreeSet;

/// Later than any story lasts.
const NEVER: usize = usize::MAX;

/// The firings of a story, in order.
pub(super) fn firings(told: &Told) -> Vec<Firing> {
    let mut model = Model {
        entries: &told.entries,
        open: told.open_minutes(),
        cases: Vec::new(),
        firings: Vec::new(),
    };
    let mut events = told.events.iter().peekable();
    for now in 0..model.open.len() {
        // What is due comes before what is asked, and what the asking made due after it (2.37).
        model.fire(now);
        while let Some(event) = events.next_if(|event| event.at == now) {
            model.take(event);
            model.fire(now);
        }
    }
    model.firings
}

struct Model<'a> {
    entries: &'a [Entry],
    /// Whether the hours are open from each minute to the next.
    open: Vec<bool>,
    cases: Vec<Case>,
    firings: Vec<Firing>,
}

struct Case {
    created: usize,
    first_modified: Option<usize>,
    last_modified: usize,
    priority: &'static str,
    is_closed: bool,
    cycle: usize,
    pending: Vec<Level>,
    fired: BTreeSet<Key>,
}

/// What an action fires once for: open cycle, entry, age and base (2.30).
type Key = (usize, usize, usize, usize);

#[derive(Clone, Copy)]
struct Level {
    key: Key,
    due: usize,
    not_before: usize,
}

impl Model<'_> {
    fn take(&mut self, event: &Event) {
        let now = event.at;
        if let Act::Open { priority, created } = event.act {
            self.cases.push(Case {
                created,
                first_modified: None,
                last_modified: created,
                priority,
                is_closed: false,
                cycle: 0,
                pending: Vec::new(),
                fired: BTreeSet::new(),
            });
        }
        let case = &mut self.cases[event.case];
        match event.act {
            Act::Open { .. } | Act::Touch => {}
            Act::SetPriority(priority) => case.priority = priority,
            Act::Close => case.is_closed = true,
            Act::Reopen => {
                case.is_closed = false;
                case.cycle += 1;
            }
        }
        if !matches!(event.act, Act::Open { .. }) {
            case.first_modified.get_or_insert(now);
            case.last_modified = now;
        }
        let pending = self.plan(&self.cases[event.case], now);
        self.cases[event.case].pending = pending;
    }

    /// What is pending after an evaluation (2.25).
    fn plan(&self, case: &Case, now: usize) -> Vec<Level> {
        let matches = |entry: &Entry| entry.priorities.contains(&case.priority);
        let place = self.entries.iter().position(matches);
        let Some(place) = place.filter(|_| !case.is_closed) else {
            return Vec::new();
        };
        let entry = &self.entries[place];
        let base = match entry.start {
            Start::Created | Start::CreatedUntilModified => case.created,
            Start::LastModified => case.last_modified,
        };
        let level = |age: &usize| Level {
            key: (case.cycle, place, *age, base),
            due: self.due(entry.hours, base, *age),
            not_before: now,
        };
        // Whoever modified the case in time, or closed and reopened it (2.13, 2.16).
        let is_disabled = |level: &Level| {
            let in_time = case.first_modified.is_some_and(|at| at < level.due);
            entry.start == Start::CreatedUntilModified && (in_time || case.cycle > 0)
        };
        let levels = entry.ages.iter().map(level);
        levels
            .filter(|level| !is_disabled(level) && !case.fired.contains(&level.key))
            .collect()
    }

    /// The first minute at which so many counted ones have passed since the base.
    fn due(&self, hours: Hours, base: usize, age: usize) -> usize {
        let mut n_counted = 0;
        for minute in base..self.open.len() {
            if n_counted == age {
                return minute;
            }
            if hours == Hours::Ignore || self.open[minute] {
                n_counted += 1;
            }
        }
        NEVER
    }

    /// Work that is tied to hours is done while they are open, their last instant included (2.34).
    fn is_inside(&self, hours: Hours, now: usize) -> bool {
        hours == Hours::Ignore || self.open[now] || (now > 0 && self.open[now - 1])
    }

    fn fire(&mut self, now: usize) {
        let mut ready = Vec::new();
        for (place, case) in self.cases.iter().enumerate() {
            for level in &case.pending {
                let (_, entry, age, _) = level.key;
                let hours = self.entries[entry].hours;
                if level.due.max(level.not_before) <= now && self.is_inside(hours, now) {
                    ready.push((level.due, place, age, entry, level.key));
                }
            }
        }
        // By due instant, case and age (2.38).
        ready.sort_unstable();
        for (_, case, age, entry, key) in ready {
            self.cases[case].pending.retain(|level| level.key != key);
            self.cases[case].fired.insert(key);
            self.firings.push(Firing {
                case,
                entry,
                age,
                at: now,
            });
        }
    }
}
