//! What a row becomes: a new case, a change of one that is here, or an error.

use super::*;

#[test]
fn one_bad_row_refuses_the_file_unless_bad_rows_are_left_out() {
    let mut desk = desk();
    let text = "Subject,Business Hours,Case Owner\n\
                one,,Ana\n\
                two,Night shift,Bea\n";
    assert_eq!(
        complaints(&desk, text),
        ["line 3, Business Hours: no business hours are called Night shift: add them first"]
    );
    let skip_bad_rows = true;
    let import = begin(
        &desk,
        text,
        ImportOptions {
            skip_bad_rows,
            ..options()
        },
    );
    desk.apply(import.finish(&desk).unwrap());
    assert_eq!(&*only_case(&desk).subject, "one");
    let is_called = |name: &str| desk.users.values().any(|user| &*user.name == name);
    assert!(is_called("Ana"));
    assert!(!is_called("Bea"), "a row that is left out makes nobody");
}

#[test]
fn nothing_is_made_that_was_not_allowed() {
    let desk = desk();
    let text = "Subject,Status,Priority,Owner,Account,Contact Name\n\
                fine,new,HIGH,you,,\n\
                not,Odd,Odd,Odd,Odd,Odd\n";
    let make = MakeMissing {
        owners: false,
        values: false,
        customers: false,
    };
    let import = begin(&desk, text, ImportOptions { make, ..options() });
    let Err(CaseImportError::Rows(errors)) = import.finish(&desk) else {
        panic!("the second row names what is not here");
    };
    let columns: Vec<_> = errors.listed().iter().map(|error| &*error.column).collect();
    let named = ["Status", "Priority", "Owner", "Account", "Contact Name"];
    assert_eq!(columns, named);
    assert_eq!(errors.n_rows(), 1);
    assert_eq!(
        CaseImportError::Rows(errors).to_string(),
        "1 row cannot be taken: put it right, or leave it out"
    );
}

#[test]
fn a_row_about_a_case_that_is_here_is_a_counted_modification() {
    let mut desk = desk_with_rule(Vec::new(), EscalationClock::FromLastModification);
    let first = "Case Number,Subject,Priority,Created\nA-1,old,Low,2026-01-10 11:30\n";
    bring_in(&mut desk, first);
    let before = only_case(&desk).clone();
    let again = "Case Number,Subject,Priority,Created\n\
                 A-1,,High,2020-01-01 00:00\n\
                 A-2,other,,2026-01-10 11:00\n\
                 A-1,thrice,,\n";
    assert_eq!(
        complaints(&desk, again),
        ["line 4, Case Number: a row before has the number A-1 already"]
    );
    let later = "2026-01-10T12:20:00Z";
    let table = Arc::new(Table::read(again.rsplit_once("A-1").unwrap().0.as_bytes()).unwrap());
    let mapping = Mapping::guess(&table, &desk);
    assert_eq!(mapping.match_on, Some(MatchOn::ExternalNumber));
    let stamp = stamp(&desk, later);
    let import = CaseImport::new(table, &mapping, options(), &desk, stamp).unwrap();
    let changes = import.finish(&desk).unwrap();
    let told: Vec<_> = changes.history.iter().map(|entry| entry.case).collect();
    assert_eq!(told.len(), 4);
    assert_eq!(told[..3], [None, Some(before.id), Some(before.id)]);
    assert!(matches!(changes.history[0].deed, Deed::Imported { .. }));
    assert_eq!(changes.history[1].deed, Deed::Edited);
    assert!(matches!(changes.history[2].deed, Deed::Planned(_)));
    let of_new = &changes.history[3];
    assert_ne!(
        of_new.case,
        Some(before.id),
        "the new case tells what took it"
    );
    assert!(matches!(of_new.deed, Deed::Planned(_)));
    desk.apply(changes);

    let case = &desk.cases[&before.id];
    assert_eq!(
        &*case.subject, "old",
        "an empty cell leaves the field as it is"
    );
    assert_eq!(&*desk.choices[&case.priority.unwrap()].name, "High");
    assert_eq!(case.created, before.created);
    assert_eq!(case.last_modified, stamp);
    assert_eq!(case.first_modified_at, Some(stamp.at));
    assert_eq!(case.last_internal_modified_at, Some(stamp.at));
    let pending = &desk.plans[&case.id].pending;
    assert_eq!(pending[0].due_at, Some(at("2026-01-10T13:20:00Z")));
    assert_eq!(desk.cases.len(), 2);
    let import = desk.imports.values().next_back().unwrap();
    assert_eq!(import.n_updated, 1);
}

#[test]
fn our_own_numbers_are_matched_with_leading_zeros() {
    let mut desk = desk();
    bring_in(&mut desk, "Subject\nhere\n");
    let number = only_case(&desk).number;
    let text = format!("Case Number,Subject\n0000{number},changed\n9,new\n");
    let table = Arc::new(Table::read(text.as_bytes()).unwrap());
    let mut mapping = Mapping::guess(&table, &desk);
    mapping.match_on = Some(MatchOn::Number);
    let stamp = stamp(&desk, NOW);
    let import = CaseImport::new(table, &mapping, options(), &desk, stamp).unwrap();
    desk.apply(import.finish(&desk).unwrap());
    let subjects: Vec<_> = desk.cases.values().map(|case| &*case.subject).collect();
    assert_eq!(subjects, ["changed", "new"]);
}

#[test]
fn dates_that_cannot_be_are_refused() {
    let text = "Subject,Created,Last Modified,Closed Date,Status\n\
                a,2026-01-10 12:00:01,,,\n\
                b,2026-01-05 10:00,2026-01-05 09:59,,\n\
                c,,2026-01-05 09:59,,\n\
                d,2026-01-05 10:00,,2026-01-04 10:00,Closed\n\
                e,2026-01-05 10:00,,2026-01-06 10:00,New\n\
                f,2026-01-05 25:00,2026-01-05 09:59,,\n";
    assert_eq!(
        complaints(&desk(), text),
        [
            "line 2, Created: 2026-01-10 12:00:01 has not come yet",
            "line 3, Last Modified: 2026-01-05 09:59 is before the creation",
            "line 4, Last Modified: 2026-01-05 09:59 is before the creation",
            "line 5, Closed Date: 2026-01-04 10:00 is before the creation",
            "line 6, Closed Date: there is a date, but New is no closed status",
            "line 7, Created: 2026-01-05 25:00 is no date and time such as 2026-01-05 14:00",
        ]
    );
}

#[test]
fn clocks_go_on_from_the_dates_in_the_file() {
    let mut desk = desk_with_rule(Vec::new(), EscalationClock::FromLastModification);
    bring_in(
        &mut desk,
        "Subject,Created,Last Modified,Closed Date,Status\n\
         open,2026-01-05 10:00,2026-01-10 11:30,,New\n\
         closed,2026-01-05 10:00,2026-01-09 10:00,,Closed\n\
         closed with a date,2026-01-05 10:00,2026-01-09 10:00,2026-01-08 10:00,\n",
    );
    let [open, closed, dated] = desk.cases.values().collect::<Vec<_>>()[..] else {
        panic!("three cases");
    };
    assert_eq!(open.last_modified.at, at("2026-01-10T11:30:00Z"));
    assert_eq!(open.first_modified_at, Some(open.last_modified.at));
    let pending = &desk.plans[&open.id].pending;
    assert_eq!(pending[0].due_at, Some(at("2026-01-10T12:30:00Z")));
    assert_eq!(closed.closed_at, Some(at("2026-01-09T10:00:00Z")));
    assert_eq!(dated.closed_at, Some(at("2026-01-08T10:00:00Z")));
    assert_eq!(&*desk.statuses[&dated.status].name, "Closed");
    assert_eq!(desk.plans.len(), 1);
}

#[test]
fn times_without_an_offset_are_on_the_clocks_of_the_chosen_zone() {
    let mut desk = desk();
    // Berlin skipped 02:00 to 03:00 on 30 March 2025 and had it twice on 26 October.
    let rows = [
        ("2025-03-30 01:59", "2025-03-30T00:59:00Z"),
        ("2025-03-30 02:30", "2025-03-30T01:00:00Z"),
        ("2025-03-30 03:00", "2025-03-30T01:00:00Z"),
        ("2025-10-26 02:30", "2025-10-26T00:30:00Z"),
        ("2025-10-26 03:00", "2025-10-26T02:00:00Z"),
        ("2025-10-26T02:30:00+01:00", "2025-10-26T01:30:00Z"),
        ("2025-10-26T02:30:00.000+0000", "2025-10-26T02:30:00Z"),
        ("2025-10-26T02:30:00Z", "2025-10-26T02:30:00Z"),
        ("2025-07-01", "2025-06-30T22:00:00Z"),
        ("1.7.2025 9:05", "2025-07-01T07:05:00Z"),
        ("01/07/2025 12:05 AM", "2025-06-30T22:05:00Z"),
        ("01/07/25, 12:05:30 pm", "2025-07-01T10:05:30Z"),
    ];
    let dates = rows.map(|(text, _)| format!("x,\"{text}\"\n")).concat();
    let zone = zone_table("Europe/Berlin");
    let import = begin(
        &desk,
        &format!("Subject,Created\n{dates}"),
        ImportOptions { zone, ..options() },
    );
    desk.apply(import.finish(&desk).unwrap());
    for (case, (text, expected)) in desk.cases.values().zip(rows) {
        assert_eq!(case.created.at, at(expected), "{text}");
    }
}

#[test]
fn an_import_that_began_on_another_desk_is_not_finished() {
    let mut desk = desk();
    let import = begin(&desk, "Subject\na\n", options());
    bring_in(&mut desk, "Subject\nmeanwhile\n");
    assert_eq!(import.finish(&desk), Err(CaseImportError::Changed));
}
