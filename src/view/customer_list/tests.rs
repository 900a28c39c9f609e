use super::*;
use crate::{
    engine::{
        calendar::ZoneTable,
        change::ChangeSet,
        choice::CustomField,
        command::Command,
        decide::decide,
        field_type::FieldType,
        id::UserId,
        stamp::{Actor, Stamp},
    },
    view::account_heat::loads,
};

/// The sample workspace, an hour after it was loaded.
pub(in crate::view) fn sample() -> Desk {
    let at = Instant::parse("2026-03-02T09:00:00Z").unwrap();
    let mut desk = Desk::new(1);
    for (command, by) in [
        (Command::LearnZone(ZoneTable::utc()), Actor::System),
        (Command::StartDesk { zone: "UTC".into() }, Actor::System),
    ] {
        let changes = decide(&desk, &command, Stamp { at, by }).unwrap();
        desk.apply(changes);
    }
    let by = Actor::User(*desk.users.keys().next().unwrap_or(&UserId(0)));
    let changes = decide(&desk, &Command::LoadSample, Stamp { at, by }).unwrap();
    desk.apply(changes);
    desk
}

fn filter(is_contacts: bool, pairs: &[(&str, &str)]) -> CustomerFilter {
    let pairs = pairs
        .iter()
        .map(|(key, value)| ((*key).into(), (*value).into()));
    CustomerFilter::parse(is_contacts, &pairs.collect())
}

fn names(desk: &Desk, filter: &CustomerFilter) -> Vec<String> {
    let loads = loads(desk);
    let ids = filter.ids(desk, &loads).into_iter();
    let rows = ids.map(|id| filter.row(desk, id, &loads));
    rows.map(|row| row.unwrap().name).collect()
}

#[test]
fn accounts_are_found_by_words_and_stand_in_the_order_of_the_address() {
    let desk = sample();
    let shown = |text: &str, sort: &str| {
        let filter = filter(false, &[("q", text), ("sort", sort)]);
        names(&desk, &filter)
    };
    let all = shown("", "");
    assert_eq!(all.len(), 3);
    let mut reversed = shown("", "-name");
    reversed.reverse();
    assert_eq!(all, reversed);
    assert_eq!(shown("platinum lumen", ""), ["Lumen Clinics"]);
    // How many cases there are is nothing to be searched for.
    assert!(shown("1", "").is_empty());
    let loads = loads(&desk);
    let n_open = |sort: &str| -> Vec<usize> {
        let ids = filter(false, &[("sort", sort)])
            .ids(&desk, &loads)
            .into_iter();
        ids.map(|id| match id {
            CustomerId::Account(id) => loads[&id].n_open,
            CustomerId::Contact(_) => 0,
        })
        .collect()
    };
    let mut sorted = n_open("cases");
    assert!(sorted.is_sorted());
    sorted.reverse();
    assert_eq!(sorted, n_open("-cases"));
    let unknown = filter(false, &[("sort", "-weather")]);
    let sort = CustomerFilter::sort_text(unknown.column, unknown.descending);
    assert_eq!(sort, "name");
}

#[test]
fn an_added_field_is_a_column_that_is_searched_and_orders_by_its_type() {
    let mut desk = sample();
    let mut changes = ChangeSet::default();
    for (id, of, field_type) in [
        (901, CustomFieldOf::Account, FieldType::Number),
        (902, CustomFieldOf::Contact, FieldType::Checkbox),
    ] {
        changes.put(CustomField {
            id: CustomFieldId(id),
            field_type,
            ..CustomField::new(of, "Seats__c")
        });
    }
    let seats = ["100", "20", ""];
    let expected: Vec<String> = desk
        .accounts
        .values()
        .map(|one| one.name.to_string())
        .collect();
    for (account, seats) in desk.accounts.values().zip(seats) {
        let custom = vec![(CustomFieldId(901), seats.into())];
        changes.put(Account {
            custom,
            ..account.clone()
        });
    }
    desk.apply(changes);
    let shown = |pairs: &[(&str, &str)]| names(&desk, &filter(false, pairs));
    let by_seats = shown(&[("field", "901"), ("sort", "added")]);
    assert_eq!(by_seats, [&*expected[2], &*expected[1], &*expected[0]]);
    let most_first = shown(&[("field", "901"), ("sort", "-added")]);
    assert_eq!(most_first, expected);
    assert_eq!(shown(&[("field", "901"), ("q", "20")]), [&*expected[1]]);
    assert!(shown(&[("q", "20")]).is_empty());
    let heads = |is_contacts, field: &str| -> Vec<String> {
        let columns = filter(is_contacts, &[("field", field)]).columns(&desk);
        columns.into_iter().map(|column| column.label).collect()
    };
    assert_eq!(heads(false, "901")[4], "Seats");
    assert_eq!(heads(false, "")[4], "Open cases");
    assert_eq!(heads(true, "902").last().unwrap(), "Seats");
    let options = |is_contacts| added_column_options(&desk, is_contacts);
    assert_eq!(options(false)[1].0, "901");
    assert_eq!(options(true)[1].0, "902");
    let contacts = filter(true, &[("field", "902")]);
    let id = CustomerId::Contact(*desk.contacts.keys().next().unwrap());
    let row = contacts.row(&desk, id, &loads(&desk)).unwrap();
    assert_eq!(row.cells.last().unwrap(), "No");
}

#[test]
fn a_column_of_dates_is_in_their_order_and_not_in_that_of_the_words_for_them() {
    let mut desk = sample();
    let mut changes = ChangeSet::default();
    changes.put(CustomField {
        id: CustomFieldId(901),
        field_type: FieldType::Date,
        ..CustomField::new(CustomFieldOf::Account, "Renewal__c")
    });
    let days = ["2026-11-02", "2026-03-10", "2027-01-01"];
    for (account, day) in desk.accounts.values().zip(days) {
        let custom = vec![(CustomFieldId(901), day.into())];
        changes.put(Account {
            custom,
            ..account.clone()
        });
    }
    desk.apply(changes);
    let filter = filter(false, &[("field", "901"), ("sort", "added")]);
    let loads = loads(&desk);
    let ids = filter.ids(&desk, &loads).into_iter();
    let cells = ids.map(|id| filter.row(&desk, id, &loads).unwrap().cells);
    let cells: Vec<String> = cells.map(|cells| cells[3].clone()).collect();
    assert_eq!(cells, ["10 Mar 2026", "2 Nov 2026", "1 Jan 2027"]);
}
