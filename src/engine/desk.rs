//! Every record the engine reads, as one plain value.

use super::{
    agenda::{Agenda, Piece},
    assignment::Stale,
    calendar::{Calendar, OpenHours, ZoneTable},
    change::{ChangeSet, Counters},
    choice::{CaseStatus, Choice, ChoiceList, CustomField, CustomFieldOf},
    delivery::Deliveries,
    escalation::{Escalation, RequestState, Source},
    id::{CalendarId, EscalationId},
    in_order::by_number,
    instant::Instant,
    notification::Notification,
    preferences::Preferences,
    record::{Kind, Overlaid, Record, RecordKey, Records, Stored, Tables},
    rule::EscalationRule,
};
use std::{collections::BTreeMap, ops::Deref};

/// The desk: records, how far ids are handed out, and what follows from the records.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    tables: Tables,
    counters: Counters,
    agenda: Agenda,
    open_hours: BTreeMap<CalendarId, OpenHours>,
    open_escalations: BTreeMap<Source, EscalationId>,
    deliveries: Deliveries,
}

/// The tables are read as fields: `desk.cases`. Only [`Desk::apply`] writes them.
impl Deref for Desk {
    type Target = Tables;

    fn deref(&self) -> &Tables {
        &self.tables
    }
}

/// Two desks are equal when their records and counters are: the rest follows from these.
impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        self.tables == other.tables && self.counters == other.counters
    }
}

impl Records for Desk {
    fn find<T: Stored>(&self, id: T::Id) -> Option<&T> {
        T::table(&self.tables).get(&id)
    }
}

impl Desk {
    /// An empty desk whose database is of that device.
    #[must_use]
    pub fn new(device: u32) -> Self {
        Self::load(Vec::new(), Counters::new(device))
    }

    /// The added field of an object that goes by that name in rule files, whatever its case.
    #[must_use]
    pub fn custom_field(&self, of: CustomFieldOf, name: &str) -> Option<&CustomField> {
        let mut fields = self.custom_fields.values();
        fields.find(|field| field.of == of && field.name.eq_ignore_ascii_case(name))
    }

    /// A desk of stored records.
    #[must_use]
    pub fn load(records: Vec<Record>, counters: Counters) -> Self {
        let mut desk = Self {
            counters,
            ..Self::default()
        };
        let records = records
            .into_iter()
            .map(|record| (record.key(), Some(record)));
        desk.apply(ChangeSet {
            records: records.collect(),
            ..ChangeSet::default()
        });
        desk
    }

    /// Makes the changes, and gives those that undo them. History and messages are not held here,
    /// so the inverse has none.
    pub fn apply(&mut self, changes: ChangeSet) -> ChangeSet {
        let ChangeSet {
            records, counters, ..
        } = changes;
        let mut before = Vec::with_capacity(records.len());
        self.swap(records, &mut before);
        ChangeSet {
            records: before.into_iter().collect(),
            counters: counters.map(|counters| self.swap_counters(counters)),
            ..ChangeSet::default()
        }
    }

    /// Puts and removes records, and adds to `before` what there was, in the same order.
    pub(super) fn swap(
        &mut self,
        changes: impl IntoIterator<Item = (RecordKey, Option<Record>)>,
        before: &mut Vec<(RecordKey, Option<Record>)>,
    ) {
        let mut stale = Stale::default();
        let mut moves_hours = false;
        for (key, change) in changes {
            moves_hours |= matches!(key.kind, Kind::Zone | Kind::Calendar | Kind::Holiday);
            stale.add(key);
            before.push((key, self.replace(key, change)));
        }
        if moves_hours {
            self.open_hours = self.compile_open_hours();
        }
        self.reckon_polls(&stale);
    }

    /// Sets how far ids are handed out, and gives how far they were.
    pub(super) const fn swap_counters(&mut self, counters: Counters) -> Counters {
        std::mem::replace(&mut self.counters, counters)
    }

    fn reckon_polls(&mut self, stale: &Stale) {
        if stale.is_all() {
            self.agenda.clear_polls();
        }
        for (case, poll) in stale.polls(self) {
            self.agenda.set_poll(case, poll);
        }
    }

    fn replace(&mut self, key: RecordKey, change: Option<Record>) -> Option<Record> {
        if let Some(Record::EscalationPlan(plan)) = &change {
            let number = self.cases.get(&plan.id).map_or(0, |case| case.number);
            self.agenda.set(number, plan);
        } else if key.kind == Kind::EscalationPlan {
            self.agenda.clear(key.id.into());
        }
        match &change {
            Some(Record::Escalation(escalation)) => self.agenda.set_slas(escalation),
            None if key.kind == Kind::Escalation => self.agenda.clear_slas(key.id.into()),
            _ => {}
        }
        if key.kind == Kind::Notification {
            let before = self.tables.notifications.get(&key.id.into());
            let after = change.as_ref().and_then(Notification::of);
            self.deliveries.replace(before, after);
        }
        let before = match change {
            Some(record) => self.tables.put(record),
            None => self.tables.remove(key),
        };
        if matches!(key.kind, Kind::EscalationRequest | Kind::Escalation) {
            self.index_escalation(key.id.into(), before.as_ref());
        }
        before
    }

    /// Keeps which request or record of a source is open; there is at most one (semantics 5.8).
    fn index_escalation(&mut self, id: EscalationId, before: Option<&Record>) {
        let request = self.escalation_requests.get(&id);
        let record = self.escalations.get(&id);
        let of_before = || match before? {
            Record::Escalation(record) => Some(record.source),
            Record::EscalationRequest(request) => Some(request.draft.source),
            _ => None,
        };
        let source = request.map(|request| request.draft.source);
        let Some(source) = source
            .or(record.map(|record| record.source))
            .or_else(of_before)
        else {
            return;
        };
        let is_open = request.is_some_and(|request| request.state == RequestState::Requested)
            || record.is_some_and(Escalation::is_open);
        if is_open {
            self.open_escalations.insert(source, id);
        } else if self.open_escalations.get(&source) == Some(&id) {
            self.open_escalations.remove(&source);
        }
    }

    fn compile_open_hours(&self) -> BTreeMap<CalendarId, OpenHours> {
        let attached = |calendar: &Calendar| -> Vec<_> {
            let holidays = self.holidays.values();
            holidays
                .filter(|holiday| holiday.calendars.contains(&calendar.id))
                .collect()
        };
        let compile = |calendar: &Calendar| {
            let zone = self.zone(&calendar.zone);
            OpenHours::new(
                calendar,
                &attached(calendar),
                zone.unwrap_or(&ZoneTable::utc()),
            )
        };
        self.calendars
            .values()
            .map(|calendar| (calendar.id, compile(calendar)))
            .collect()
    }

    /// A desk of the same business hours and settings and nothing else, with what `changes` makes of
    /// them: what is planned can be reckoned anew on it.
    #[must_use]
    pub fn with_hours_of(&self, changes: &ChangeSet) -> Self {
        let tables = Tables {
            zones: self.zones.clone(),
            calendars: self.calendars.clone(),
            holidays: self.holidays.clone(),
            preferences: self.preferences.clone(),
            ..Tables::default()
        };
        let mut desk = Self {
            tables,
            counters: self.counters.clone(),
            agenda: Agenda::default(),
            open_hours: self.open_hours.clone(),
            open_escalations: BTreeMap::new(),
            deliveries: Deliveries::default(),
        };
        let of_hours = |(key, _): &(&RecordKey, _)| {
            let kinds = [Kind::Zone, Kind::Calendar, Kind::Holiday, Kind::Preferences];
            kinds.contains(&key.kind)
        };
        let records = changes.records.iter().filter(of_hours);
        desk.apply(ChangeSet {
            records: records.map(|(key, one)| (*key, one.clone())).collect(),
            ..ChangeSet::default()
        });
        desk
    }

    /// How far ids are handed out.
    #[must_use]
    pub const fn counters(&self) -> &Counters {
        &self.counters
    }

    /// The desk with `changes` laid over it, for looking records up.
    #[must_use]
    pub const fn overlaid<'a>(&'a self, changes: &'a ChangeSet) -> Overlaid<'a> {
        Overlaid {
            tables: &self.tables,
            changes: &changes.records,
        }
    }

    /// Work in the order in which it is to be done.
    #[must_use]
    pub const fn agenda(&self) -> &Agenda {
        &self.agenda
    }

    /// What the page itself is to send.
    #[must_use]
    pub const fn deliveries(&self) -> &Deliveries {
        &self.deliveries
    }

    /// The instant of the earliest work; `None` when nothing is pending.
    #[must_use]
    pub fn next_due(&self) -> Option<Instant> {
        self.agenda.first().map(Piece::fire_at)
    }

    /// The settings; `None` on a desk that was never started.
    #[must_use]
    pub fn preferences(&self) -> Option<&Preferences> {
        self.find(Preferences::ID)
    }

    /// The rule that plans cases; `None` when none is active.
    #[must_use]
    pub fn active_rule(&self) -> Option<&EscalationRule> {
        self.rules.values().find(|rule| rule.active)
    }

    /// The calendar of cases that name none.
    #[must_use]
    pub fn default_calendar(&self) -> Option<&Calendar> {
        self.calendars.values().find(|calendar| calendar.is_default)
    }

    /// The case statuses in their order.
    #[must_use]
    pub fn statuses_in_order(&self) -> Vec<&CaseStatus> {
        by_number(self.statuses.values().collect(), |it| it.order.into())
    }

    /// The values of a list in their order.
    #[must_use]
    pub fn choices_of(&self, list: ChoiceList) -> Vec<&Choice> {
        let choices = self.choices.values().filter(|it| it.list == list);
        by_number(choices.collect(), |choice: &&Choice| choice.order.into())
    }

    /// The request or record of a source that is open (semantics 5.8).
    #[must_use]
    pub fn open_escalation(&self, source: Source) -> Option<EscalationId> {
        self.open_escalations.get(&source).copied()
    }

    /// The open hours of a calendar.
    #[must_use]
    pub fn open_hours(&self, calendar: CalendarId) -> Option<&OpenHours> {
        self.open_hours.get(&calendar)
    }

    /// The offsets of a zone, when the desk has learnt them.
    #[must_use]
    pub fn zone(&self, name: &str) -> Option<&ZoneTable> {
        let known = self.zones.values().find(|zone| zone.table.name() == name);
        known.map(|zone| &zone.table)
    }

    /// The offsets of the organisation's zone, when the desk has learnt them.
    #[must_use]
    pub fn home_zone(&self) -> Option<&ZoneTable> {
        let preferences = self.preferences()?;
        self.zone(&preferences.zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        choice::{CaseStatus, Stage},
        id::StatusId,
    };

    #[test]
    fn desks_with_other_records_or_other_counters_are_not_equal() {
        let status = CaseStatus {
            id: StatusId(1),
            name: "New".into(),
            order: 1,
            stage: Stage::Open,
            on_hold: false,
            description: Box::default(),
        };
        let desk = |records: &[&CaseStatus], device| {
            let records = records.iter().map(|one| Record::from((*one).clone()));
            Desk::load(records.collect(), Counters::new(device))
        };
        let renamed = CaseStatus {
            name: "Fresh".into(),
            ..status.clone()
        };
        assert!(desk(&[&status], 1) == desk(&[&status], 1));
        assert!(desk(&[&status], 1) != desk(&[&status], 2));
        assert!(desk(&[&status], 1) != desk(&[], 1));
        assert!(desk(&[&status], 1) != desk(&[&renamed], 1));
    }
}
