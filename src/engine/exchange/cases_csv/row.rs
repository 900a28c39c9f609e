//! One row: what it says of a case, checked and then carried over.

use super::{
    columns::{Columns, said},
    dates::DateReader,
    names::{KnownStatus, MakeMissing, Maker, Names},
    row_error::RowError,
    table::Row,
};
use crate::engine::{
    account::{Account, Contact, CustomValue},
    case::Case,
    choice::CustomFieldOf,
    command::CaseChange,
    decide::{SUBJECT_CHARACTERS_MAX, apply_change},
    desk::Desk,
    id::{AccountId, CalendarId},
    instant::Instant,
    stamp::Stamp,
};

/// Characters of a long text at most, as elsewhere.
const TEXT_CHARACTERS_MAX: usize = 32_000;
/// Characters of a name at most.
const NAME_CHARACTERS_MAX: usize = 255;

/// What of a row can go wrong, once it has not.
#[derive(Default)]
pub(super) struct RowFacts {
    calendar: Option<CalendarId>,
    created_at: Option<Instant>,
    last_modified_at: Option<Instant>,
    closed_at: Option<Instant>,
    custom: Vec<(CustomFieldOf, CustomValue)>,
}

impl RowFacts {
    /// The values of added fields of one object.
    fn of(&self, object: CustomFieldOf) -> Vec<CustomValue> {
        let of_object = self.custom.iter().filter(|(of, _)| *of == object);
        of_object.map(|(_, value)| value.clone()).collect()
    }
}

/// Looks at all that can be wrong with a row before anything is made for it.
pub(super) struct RowCheck<'a> {
    pub(super) columns: &'a Columns,
    pub(super) names: &'a mut Names,
    pub(super) dates: &'a DateReader,
    pub(super) make: MakeMissing,
    /// The instant of the import: what happened before is past.
    pub(super) now: Instant,
}

impl RowCheck<'_> {
    /// Dates are looked at for new cases only: those of a case that is here are its own.
    pub(super) fn check(mut self, row: Row<'_>, is_new: bool) -> Result<RowFacts, Vec<RowError>> {
        let mut errors = Vec::new();
        self.check_lengths(row, &mut errors);
        self.check_names(row, &mut errors);
        let mut facts = RowFacts::default();
        let hours = Columns::text(row, self.columns.business_hours);
        if !hours.is_empty() {
            facts.calendar = self.names.calendar(hours);
            if facts.calendar.is_none() {
                let reason = format!("no business hours are called {hours}: add them first");
                errors.push(self.columns.error(row, self.columns.business_hours, reason));
            }
        }
        for one in &self.columns.custom {
            let Some(text) = said(row, Some(one.column)) else {
                continue;
            };
            match self.dates.kept(one.field_type, text) {
                Ok(kept) => facts.custom.push((one.of, (one.field, kept))),
                Err(reason) => {
                    errors.push(self.columns.error(row, Some(one.column), reason));
                }
            }
        }
        if is_new {
            self.check_dates(row, &mut facts, &mut errors);
        }
        if errors.is_empty() {
            Ok(facts)
        } else {
            Err(errors)
        }
    }

    fn check_lengths(&self, row: Row<'_>, errors: &mut Vec<RowError>) {
        let columns = self.columns;
        let names = [
            columns.number,
            columns.status,
            columns.owner,
            columns.account,
            columns.account_country,
            columns.account_sla,
            columns.contact_name,
            columns.contact_email,
        ];
        let names = names
            .into_iter()
            .map(|column| (column, NAME_CHARACTERS_MAX));
        let choices = columns
            .choices
            .iter()
            .map(|(column, _)| (Some(*column), NAME_CHARACTERS_MAX));
        let custom = columns
            .custom
            .iter()
            .map(|one| (Some(one.column), TEXT_CHARACTERS_MAX));
        let texts = [
            (columns.subject, SUBJECT_CHARACTERS_MAX),
            (columns.description, TEXT_CHARACTERS_MAX),
        ];
        for (column, max) in names.chain(choices).chain(custom).chain(texts) {
            let is_long = |column: usize| {
                let text = row.raw(column);
                text.len() > max && row.cell(column).chars().count() > max
            };
            if column.is_some_and(is_long) {
                errors.push(columns.error(row, column, format!("at most {max} characters fit")));
            }
        }
    }

    fn check_names(&mut self, row: Row<'_>, errors: &mut Vec<RowError>) {
        let columns = self.columns;
        let (names, make) = (&mut *self.names, self.make);
        let mut need = |may_make: bool,
                        column: Option<usize>,
                        is_known: &mut dyn FnMut(&str) -> bool,
                        what: &str| {
            let name = if may_make {
                ""
            } else {
                Columns::text(row, column)
            };
            if !name.is_empty() && !is_known(name) {
                let reason = format!("{what} {name} is not known here");
                errors.push(columns.error(row, column, reason));
            }
        };
        need(
            make.values,
            columns.status,
            &mut |name| names.status(name).is_some(),
            "the status",
        );
        for (column, list) in &columns.choices {
            need(
                make.values,
                Some(*column),
                &mut |name| names.choice(*list, name).is_some(),
                "the value",
            );
        }
        need(
            make.owners,
            columns.owner,
            &mut |name| names.owner(name).is_some(),
            "the owner",
        );
        need(
            make.customers,
            columns.account,
            &mut |name| names.account(name).is_some(),
            "the account",
        );
        let person = Columns::text(row, columns.contact_name);
        let email = Columns::text(row, columns.contact_email);
        let column = columns
            .contact_email
            .filter(|_| !email.is_empty())
            .or(columns.contact_name);
        need(
            make.customers,
            column,
            &mut |_| {
                let account = names.account(Columns::text(row, columns.account));
                names.contact(account, person, email).is_some()
            },
            "the contact",
        );
    }

    fn check_dates(&mut self, row: Row<'_>, facts: &mut RowFacts, errors: &mut Vec<RowError>) {
        let columns = self.columns;
        let mut read = |column: Option<usize>, not_before: Option<Instant>| {
            let text = Columns::text(row, column);
            if text.is_empty() {
                return None;
            }
            let at = self.dates.instant(text).and_then(|at| match not_before {
                _ if at > self.now => Err(format!("{text} has not come yet")),
                Some(created_at) if at < created_at => {
                    Err(format!("{text} is before the creation"))
                }
                _ => Ok(at),
            });
            at.map_err(|reason| errors.push(columns.error(row, column, reason)))
                .ok()
        };
        let created_at = read(columns.created_at, None);
        let given = !Columns::text(row, columns.created_at).is_empty();
        // A case without a date of creation is created now, so nothing happened to it earlier. One
        // whose date cannot be read is refused for that alone.
        let not_before = if given { created_at } else { Some(self.now) };
        facts.created_at = created_at;
        facts.last_modified_at = read(columns.last_modified_at, not_before);
        facts.closed_at = read(columns.closed_at, not_before);
        let status = self.names.status(Columns::text(row, columns.status));
        if facts.closed_at.is_some() && status.is_some_and(|(_, is_closed)| !is_closed) {
            let name = Columns::text(row, columns.status);
            let reason = format!("there is a date, but {name} is no closed status");
            errors.push(columns.error(row, columns.closed_at, reason));
        }
    }
}

/// Carries a checked row over to a case.
pub(super) struct RowFill<'a> {
    pub(super) desk: &'a Desk,
    pub(super) columns: &'a Columns,
    pub(super) names: &'a mut Names,
    pub(super) maker: &'a mut Maker,
}

impl RowFill<'_> {
    /// Fills a new case in. A column that was chosen but says nothing leaves a list's field empty.
    pub(super) fn fill_new(
        &mut self,
        case: &mut Case,
        row: Row<'_>,
        facts: &RowFacts,
        stamp: Stamp,
    ) {
        for (_, list) in &self.columns.choices {
            apply_change(case, &CaseChange::Choice(*list, None));
        }
        let number = Columns::text(row, self.columns.number);
        case.external_number = (!number.is_empty()).then(|| number.into());
        let mut is_closed = self.fill(case, row, facts);
        if facts.closed_at.is_some() && said(row, self.columns.status).is_none() {
            let closed = self
                .desk
                .preferences()
                .map(|preferences| preferences.status_for_closed);
            case.status = closed.unwrap_or(case.status);
            is_closed = true;
        }
        case.created = Stamp {
            at: facts.created_at.unwrap_or(stamp.at),
            by: stamp.by,
        };
        case.last_modified = case.created;
        // The clocks of an organisation that moves here go on: those from the last modification
        // count from the one that the file tells, those until a modification see that there was one.
        if let Some(at) = facts.last_modified_at {
            case.last_modified.at = at;
            case.first_modified_at = (at > case.created.at).then_some(at);
        }
        let closed_at = facts.closed_at.unwrap_or(case.last_modified.at);
        case.closed_at = is_closed.then_some(closed_at);
    }

    /// Fills in what the row says; what it leaves empty stays. Gives whether its status is closed.
    pub(super) fn fill(&mut self, case: &mut Case, row: Row<'_>, facts: &RowFacts) -> bool {
        let columns = self.columns;
        if let Some(text) = said(row, columns.subject) {
            case.subject = text.into();
        }
        if let Some(text) = said(row, columns.description) {
            case.description = text.into();
        }
        for (column, list) in &columns.choices {
            if let Some(name) = said(row, Some(*column)) {
                let choice = self.names.choice(*list, name);
                let choice =
                    choice.unwrap_or_else(|| self.names.make_choice(self.maker, *list, name));
                apply_change(case, &CaseChange::Choice(*list, Some(choice)));
            }
        }
        if let Some(name) = said(row, columns.owner) {
            let owner = self.names.owner(name);
            case.owner = owner.unwrap_or_else(|| self.names.make_owner(self.maker, name));
        }
        case.calendar = facts.calendar.or(case.calendar);
        if let Some(name) = said(row, columns.account) {
            let account = self.names.account(name);
            case.account = Some(account.unwrap_or_else(|| self.make_account(name, row, facts)));
        }
        self.fill_contact(case, row, facts);
        for value in facts.of(CustomFieldOf::Case) {
            apply_change(case, &CaseChange::Custom(value));
        }
        let status = said(row, columns.status).map(|name| self.status(name, facts));
        if let Some((status, _)) = status {
            case.status = status;
        }
        status.is_some_and(|(_, is_closed)| is_closed)
    }

    fn status(&mut self, name: &str, facts: &RowFacts) -> KnownStatus {
        let known = self.names.status(name);
        known.unwrap_or_else(|| {
            self.names
                .make_status(self.maker, name, facts.closed_at.is_some())
        })
    }

    /// A customer is made of the first row that names it; records that are here are left alone.
    fn make_account(&mut self, name: &str, row: Row<'_>, facts: &RowFacts) -> AccountId {
        let id = self.maker.next_id::<Account>(name);
        let account = Account {
            id,
            name: name.into(),
            country: Columns::text(row, self.columns.account_country).into(),
            sla: Columns::text(row, self.columns.account_sla).into(),
            industry: Box::default(),
            account_type: Box::default(),
            team: Vec::new(),
            manager: None,
            watch_list: Vec::new(),
            custom: facts.of(CustomFieldOf::Account),
            import: Some(self.maker.import),
        };
        self.names.add_account(self.maker, account);
        id
    }

    fn fill_contact(&mut self, case: &mut Case, row: Row<'_>, facts: &RowFacts) {
        let name = Columns::text(row, self.columns.contact_name);
        let email = Columns::text(row, self.columns.contact_email);
        if name.is_empty() && email.is_empty() {
            return;
        }
        if let Some(known) = self.names.contact(case.account, name, email) {
            case.contact = Some(known);
            return;
        }
        let name = if name.is_empty() { email } else { name };
        let id = self.maker.next_id::<Contact>(name);
        let contact = Contact {
            id,
            name: name.into(),
            email: email.into(),
            phone: Box::default(),
            country: Box::default(),
            account: case.account,
            custom: facts.of(CustomFieldOf::Contact),
            import: Some(self.maker.import),
        };
        self.names.add_contact(self.maker, contact);
        case.contact = Some(id);
    }
}
