//! Building the rows of a table into one change set, a slice at a time.

use super::{
    columns::Columns,
    dates::{DateOrder, DateReader},
    mapping::{Mapping, MatchOn, Target},
    names::{Made, MakeMissing, Maker, Names},
    row::{RowCheck, RowFacts, RowFill},
    row_error::{RowError, RowErrors},
    table::{Progress, Row, Table},
};
use crate::engine::{
    advance::Wave,
    assignment::mark_polled,
    calendar::ZoneTable,
    case::Case,
    change::{ChangeSet, Counters},
    decide::{
        Rejection, check, is_on_hold_status, may, open_case, put_plan, save_counted, told,
        told_of_failures, told_of_plan,
    },
    desk::Desk,
    exchange::{Import, ImportKind},
    hand_off::tell_of_update,
    history::Deed,
    id::CaseId,
    preferences::Preferences,
    record::{Overlaid, Records, Stored},
    roles::Act,
    rule::{EscalationPlan, Planner},
    stamp::Stamp,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// Rows that a preview shows.
pub const PREVIEW_ROWS: usize = 20;
/// Imported numbers up to here move our own counter on; greater ones are no numbering.
const NUMBER_MAX: u64 = 1_000_000_000_000;

/// What a person chose besides the columns.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportOptions {
    /// The name of the file.
    pub file: Box<str>,
    /// The zone of times that name no offset.
    pub zone: ZoneTable,
    /// What `05/01/2026` means.
    pub date_order: DateOrder,
    /// What is made for names that are not here.
    pub make: MakeMissing,
    /// Whether rows with errors are left out; otherwise one refuses the whole file.
    pub skip_bad_rows: bool,
}

/// What becomes of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowOutcome {
    /// A new case.
    Creates(CaseId),
    /// A counted modification of a case that is here.
    Updates(CaseId),
    /// It cannot be taken.
    Refused(Vec<RowError>),
}

/// What an import comes to, as far as it was built.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The first rows: the line and what becomes of it. The cases are found in
    /// [`CaseImport::records`].
    pub rows: Vec<(u32, RowOutcome)>,
    /// How many cases are opened.
    pub n_created: usize,
    /// How many cases that are here are changed.
    pub n_updated: usize,
    /// What else is made, and the cases.
    pub made: Vec<Made>,
    /// What fires as soon as it is imported (semantics 2.33).
    pub wave: Wave,
    /// Rows that cannot be taken.
    pub errors: RowErrors,
}

/// Why nothing is imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CaseImportError {
    /// Rows have errors and none may be left out, or no row is left.
    #[error("{}", refusal(.0.n_rows()))]
    Rows(RowErrors),
    /// The desk handed out ids since the import began.
    #[error("the desk has changed since the import began: begin it again")]
    Changed,
}

fn refusal(n_rows: usize) -> String {
    match n_rows {
        1 => "1 row cannot be taken: put it right, or leave it out".to_owned(),
        n => format!("{n} rows cannot be taken: put them right, or leave them out"),
    }
}

/// An import of cases in the making. The desk must stay as it is until it is finished.
pub struct CaseImport {
    table: Arc<Table>,
    options: ImportOptions,
    preferences: Preferences,
    stamp: Stamp,
    began_with: Counters,
    columns: Columns,
    dates: DateReader,
    names: Names,
    maker: Maker,
    match_on: Option<MatchOn>,
    here: HashMap<Box<str>, CaseId>,
    seen: HashSet<Box<str>>,
    n_rows_done: usize,
    rows: Vec<(u32, RowOutcome)>,
    n_created: usize,
    n_updated: usize,
    wave: Wave,
    errors: RowErrors,
}

impl CaseImport {
    /// Begins an import of `table`, which is made at `stamp` as a whole.
    pub fn new(
        table: Arc<Table>,
        mapping: &Mapping,
        options: ImportOptions,
        desk: &Desk,
        stamp: Stamp,
    ) -> Result<Self, Rejection> {
        may(desk, Act::Administer, stamp)?;
        check(mapping.problems(desk))?;
        let preferences = desk
            .preferences()
            .ok_or(Rejection::Started("not started yet"))?;
        let mut counters = desk.counters().clone();
        let import = counters.next_id::<Import>();
        if let Some(column) = mapping.column(&Target::Number) {
            let numbers = table.rows().filter_map(|row| row.cell(column).parse().ok());
            let greatest = numbers.filter(|number: &u64| *number <= NUMBER_MAX).max();
            counters.pass_case_number(greatest.unwrap_or(0));
        }
        let mut maker = Maker::new(import, counters);
        Ok(Self {
            columns: Columns::new(&table, mapping, desk, &mut maker),
            dates: DateReader {
                zone: options.zone.clone(),
                order: options.date_order,
            },
            options,
            preferences: preferences.clone(),
            stamp,
            began_with: desk.counters().clone(),
            names: Names::of(desk),
            maker,
            match_on: mapping.match_on,
            here: mapping
                .match_on
                .map(|on| cases_here(desk, on))
                .unwrap_or_default(),
            seen: HashSet::new(),
            n_rows_done: 0,
            rows: Vec::new(),
            n_created: 0,
            n_updated: 0,
            wave: Wave::default(),
            errors: table.errors().clone(),
            table,
        })
    }

    /// Builds up to `n_rows` more rows.
    pub fn step(&mut self, desk: &Desk, n_rows: usize) -> Progress {
        let mut planner = Planner::new(desk, self.stamp.at);
        let table = Arc::clone(&self.table);
        let until = self.n_rows_done.saturating_add(n_rows).min(table.n_rows());
        for row in (self.n_rows_done..until).filter_map(|place| table.row(place)) {
            let outcome = self.take(desk, &mut planner, row);
            if self.rows.len() < PREVIEW_ROWS {
                self.rows.push((row.line(), outcome));
            }
        }
        self.n_rows_done = until;
        Progress {
            n_done: until,
            n_total: table.n_rows(),
        }
    }

    fn take(&mut self, desk: &Desk, planner: &mut Planner<'_>, row: Row<'_>) -> RowOutcome {
        let number = match self.match_on {
            Some(MatchOn::Number) => {
                Columns::text(row, self.columns.number).trim_start_matches('0')
            }
            Some(MatchOn::ExternalNumber) => Columns::text(row, self.columns.number),
            None => "",
        };
        let here = self.here.get(number).copied();
        let check = RowCheck {
            columns: &self.columns,
            names: &mut self.names,
            dates: &self.dates,
            make: self.options.make,
            now: self.stamp.at,
        };
        let mut facts = check.check(row, here.is_none());
        if !number.is_empty() && facts.is_ok() && !self.seen.insert(number.into()) {
            let reason = format!("a row before has the number {number} already");
            facts = Err(vec![self.columns.error(row, self.columns.number, reason)]);
        }
        match (facts, here) {
            (Err(errors), _) => {
                self.errors.add_row(errors.iter().cloned());
                RowOutcome::Refused(errors)
            }
            (Ok(facts), Some(id)) => self.update(desk, planner, id, row, &facts),
            (Ok(facts), None) => self.create(desk, planner, row, &facts),
        }
    }

    fn create(
        &mut self,
        desk: &Desk,
        planner: &mut Planner<'_>,
        row: Row<'_>,
        facts: &RowFacts,
    ) -> RowOutcome {
        let id = self.maker.next_id::<Case>("");
        let number = self.maker.counters.next_case_number();
        let mut case = open_case(desk, &self.preferences, id, number, self.stamp);
        case.import = Some(self.maker.import);
        let stamp = self.stamp;
        self.filler(desk).fill_new(&mut case, row, facts, stamp);
        let records = desk.overlaid(&self.maker.changes);
        let waits = is_on_hold_status(&records, case.status);
        case.hold(waits, case.last_modified.at);
        let (plan, _) = planner.evaluate(&records, &mut case, None);
        self.wave.add_plan(&records, &case, &plan, self.stamp.at);
        let failures = told_of_failures(planner, &case, self.stamp);
        self.maker.changes.history.extend(failures);
        let told = told_of_plan(None, &plan, (desk, &case), self.stamp);
        self.maker.changes.history.extend(told);
        put_plan(&mut self.maker.changes, plan, false);
        self.maker.changes.put(case);
        self.n_created += 1;
        RowOutcome::Creates(id)
    }

    fn update(
        &mut self,
        desk: &Desk,
        planner: &mut Planner<'_>,
        id: CaseId,
        row: Row<'_>,
        facts: &RowFacts,
    ) -> RowOutcome {
        let Some(before) = desk.find::<Case>(id) else {
            return self.create(desk, planner, row, facts);
        };
        let mut case = before.clone();
        self.filler(desk).fill(&mut case, row, facts);
        let records = desk.overlaid(&self.maker.changes);
        let saved = save_counted(&records, planner, before, case, self.stamp);
        let mut written = saved.records.values().flatten();
        if let (Some(case), Some(plan)) = (
            written.clone().find_map(Case::of),
            written.find_map(<EscalationPlan as Stored>::of),
        ) {
            self.wave.add_plan(&records, case, plan, self.stamp.at);
        }
        self.maker.changes.append(saved);
        let records = desk.overlaid(&self.maker.changes);
        if let Some(case) = records.find::<Case>(id) {
            let counters = &mut self.maker.counters;
            let told = tell_of_update(desk, &records, case, self.stamp, counters);
            self.maker.changes.append(told);
        }
        self.n_updated += 1;
        RowOutcome::Updates(id)
    }

    fn filler<'a>(&'a mut self, desk: &'a Desk) -> RowFill<'a> {
        RowFill {
            desk,
            columns: &self.columns,
            names: &mut self.names,
            maker: &mut self.maker,
        }
    }

    /// What it comes to so far.
    #[must_use]
    pub fn preview(&self) -> Preview {
        Preview {
            rows: self.rows.clone(),
            n_created: self.n_created,
            n_updated: self.n_updated,
            made: self.maker.made(),
            wave: self.wave,
            errors: self.errors.clone(),
        }
    }

    /// The desk as the rows built so far would leave it.
    #[must_use]
    pub const fn records<'a>(&'a self, desk: &'a Desk) -> Overlaid<'a> {
        desk.overlaid(&self.maker.changes)
    }

    /// Builds what is left and gives all of it, or nothing.
    pub fn finish(mut self, desk: &Desk) -> Result<ChangeSet, CaseImportError> {
        if self.began_with != *desk.counters() {
            return Err(CaseImportError::Changed);
        }
        self.step(desk, usize::MAX);
        let nothing_left = self.n_created + self.n_updated == 0;
        if !self.errors.is_empty() && (nothing_left || !self.options.skip_bad_rows) {
            return Err(CaseImportError::Rows(self.errors));
        }
        let import = Import {
            id: self.maker.import,
            kind: ImportKind::Cases,
            files: self.options.file,
            stamp: self.stamp,
            n_updated: u32::try_from(self.n_updated).unwrap_or(u32::MAX),
            made: self.maker.ranges(),
        };
        let deed = Deed::Imported { import: import.id };
        let mut changes = self.maker.changes;
        changes
            .history
            .insert(0, told(Import::key(import.id), deed, self.stamp));
        changes.counters = Some(self.maker.counters);
        changes.put(import);
        mark_polled(desk, &mut changes, self.stamp.at);
        changes.name_cause(Import::key(self.maker.import));
        Ok(changes)
    }
}

fn cases_here(desk: &Desk, match_on: MatchOn) -> HashMap<Box<str>, CaseId> {
    let number = |case: &Case| match match_on {
        MatchOn::Number => Some(case.number.to_string().into()),
        MatchOn::ExternalNumber => case.external_number.clone(),
    };
    let cases = desk.cases.values();
    cases
        .filter_map(|case| Some((number(case)?, case.id)))
        .collect()
}
