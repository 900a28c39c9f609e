//! What a cell may hold, what is made once for names that come again, and which columns need others.

use super::*;
use crate::looked_at::queue;
use rung::engine::{
    choice::{CustomField, CustomFieldOf},
    field_type::FieldType,
    id::{CustomFieldId, QueueId, UserId},
    people::{Queue, User},
};

/// What is said of the only row of a file; nothing when it is taken.
fn complaint(text: &str, options: ImportOptions) -> Option<String> {
    let desk = desk();
    match begin(&desk, text, options).finish(&desk) {
        Ok(_) => None,
        Err(CaseImportError::Rows(errors)) => Some(errors.listed()[0].to_string()),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn a_cell_that_is_too_long_is_refused_at_its_column() {
    for (header, max) in [
        ("Case Number", 255),
        ("Status", 255),
        ("Priority", 255),
        ("Case Owner", 255),
        ("Account Name", 255),
        ("Contact Name", 255),
        ("Contact Email", 255),
        ("Description", 32_000),
        ("Region__c", 32_000),
    ] {
        // Letters are counted and not bytes.
        let with = |n: usize| format!("Subject,{header}\nx,{}\n", "ä".repeat(n));
        assert_eq!(complaint(&with(max), options()), None, "{header}");
        assert_eq!(
            complaint(&with(max + 1), options()).unwrap(),
            format!("line 2, {header}: at most {max} characters fit")
        );
    }
    let subject = |n: usize| format!("Subject\n{}\n", "x".repeat(n));
    assert_eq!(complaint(&subject(255), options()), None);
    assert_eq!(
        complaint(&subject(256), options()).unwrap(),
        "line 2, Subject: at most 255 characters fit"
    );
}

#[test]
fn customers_that_come_again_are_made_once_each_for_their_account() {
    let mut desk = desk();
    bring_in(
        &mut desk,
        "Subject,Account,Contact Name,Contact Email\n\
         a,Acme,Ida,\n\
         b,ACME, ida ,\n\
         c,Beta,Ida,\n\
         d,Beta,Karl,karl@beta.example\n\
         e,,,KARL@beta.example\n\
         f,,,eve@else.example\n",
    );
    let accounts: Vec<_> = desk.accounts.values().map(|one| &*one.name).collect();
    assert_eq!(accounts, ["Acme", "Beta"]);
    let contacts: Vec<_> = desk.contacts.values().map(|one| &*one.name).collect();
    assert_eq!(contacts, ["Ida", "Ida", "Karl", "eve@else.example"]);
    let whose: Vec<_> = desk
        .cases
        .values()
        .map(|case| case.contact.unwrap())
        .collect();
    assert_eq!(whose[0], whose[1]);
    assert_ne!(whose[0], whose[2]);
    assert_eq!(whose[3], whose[4]);
}

#[test]
fn a_contact_that_nobody_may_make_is_missed_in_the_column_that_names_it() {
    let desk = desk();
    let make = MakeMissing {
        owners: true,
        values: true,
        customers: false,
    };
    let text = "Subject,Contact Name,Contact Email\n\
                a,Odd,odd@x.example\n\
                b,Odd,\n";
    let import = begin(&desk, text, ImportOptions { make, ..options() });
    let Err(CaseImportError::Rows(errors)) = import.finish(&desk) else {
        panic!("nobody is called so");
    };
    let told: Vec<_> = errors.listed().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "line 2, Contact Email: the contact odd@x.example is not known here",
            "line 3, Contact Name: the contact Odd is not known here"
        ]
    );
}

#[test]
fn statuses_and_values_that_are_made_come_last_in_the_order_of_the_file() {
    let mut desk = desk();
    let greatest = |desk: &Desk| {
        let statuses = desk.statuses.values().map(|one| one.order);
        statuses
            .chain(desk.choices.values().map(|one| one.order))
            .max()
    };
    let before = greatest(&desk).unwrap();
    bring_in(
        &mut desk,
        "Subject,Status,Priority\na,Zeta,P2\nb,Alpha,P1\nc,Closed for good,P3\n",
    );
    let mut made: Vec<_> = desk
        .statuses
        .values()
        .map(|one| (one.order, &*one.name))
        .chain(desk.choices.values().map(|one| (one.order, &*one.name)))
        .filter(|(order, _)| *order > before)
        .collect();
    made.sort_unstable();
    let names: Vec<_> = made.iter().map(|(_, name)| *name).collect();
    let expected = ["P2", "Zeta", "P1", "Alpha", "P3", "Closed for good"];
    assert_eq!(names, expected);
    made.dedup_by_key(|(order, _)| *order);
    assert_eq!(made.len(), 6, "no two share a place");
    let last = desk.cases.values().next_back().unwrap();
    assert!(last.is_closed(), "a status is closed that says so");
}

#[test]
fn an_owner_who_works_is_taken_before_one_who_does_not() {
    let mut desk = desk();
    let queue = |id: u64, name: &str, active| Queue {
        id: QueueId(id),
        developer_name: "Night".into(),
        active,
        ..queue(name)
    };
    let mut changes = ChangeSet::default();
    changes.put(queue(901, "Night", false));
    changes.put(queue(902, "Night desk", true));
    let you = desk.users.values().next().unwrap().clone();
    let [gone, ana] = [1, 2].map(|n| UserId(you.id.0 + n));
    for (id, active) in [(gone, false), (ana, true)] {
        changes.put(User {
            id,
            name: "Ana".into(),
            active,
            ..you.clone()
        });
    }
    desk.apply(changes);
    bring_in(&mut desk, "Subject,Owner\na,NIGHT\nb,ana\n");
    let owners: Vec<_> = desk.cases.values().map(|case| case.owner).collect();
    let night = QueueId(902);
    assert_eq!(owners, [Assignee::Queue(night), Assignee::User(ana)]);
}

#[test]
fn a_preview_shows_the_first_rows_and_names_and_counts_all() {
    let desk = desk();
    let rows: Vec<_> = (1..=101).map(|n| format!("x,Rep {n}\n")).collect();
    let text = format!("Subject,Owner\n{}", rows.concat());
    let mut import = begin(&desk, &text, options());
    assert!(import.step(&desk, 101).is_done());
    let preview = import.preview();
    assert_eq!((preview.rows.len(), preview.n_created), (20, 101));
    let owners = preview.made.iter().find(|made| made.kind == Kind::User);
    let owners = owners.unwrap();
    assert_eq!((owners.n, owners.names.len()), (101, 100));
    assert_eq!(&*owners.names[99], "Rep 100");
}

#[test]
fn a_column_of_many_numbers_is_a_field_of_numbers() {
    let rows: Vec<_> = (1..=60).map(|n| format!("x,{n}.5\n")).collect();
    let text = format!("Subject,Cost__c\n{}", rows.concat());
    let mut desk = desk();
    bring_in(&mut desk, &text);
    let field = desk.custom_fields.values().next().unwrap();
    assert_eq!(field.field_type, FieldType::Number);
}

#[test]
fn a_column_can_be_any_field_but_one_of_those_who_work_here() {
    let mut desk = desk();
    let mut changes = ChangeSet::default();
    for (id, of, name) in [
        (901, CustomFieldOf::Case, "Region__c"),
        (902, CustomFieldOf::Account, "Since__c"),
        (903, CustomFieldOf::User, "Grade__c"),
    ] {
        changes.put(CustomField {
            id: CustomFieldId(id),
            ..CustomField::new(of, name)
        });
    }
    desk.apply(changes);
    let targets = Target::all(&desk);
    let labels: Vec<_> = targets.iter().map(|one| one.label(&desk)).collect();
    assert_eq!(&*labels[0], "Leave out");
    for label in ["Subject", "Contact e-mail", "Region", "Account: Since"] {
        assert!(labels.iter().any(|one| &**one == label), "{label}");
    }
    assert!(
        !labels.iter().any(|one| one.contains("Grade")),
        "{labels:?}"
    );
}

#[test]
fn a_case_follows_the_business_hours_that_its_row_names() {
    let mut desk = desk();
    bring_in(&mut desk, "Subject,Business Hours\na,\nb,DEFAULT\n");
    let default = desk.default_calendar().unwrap().id;
    let hours: Vec<_> = desk.cases.values().map(|case| case.calendar).collect();
    assert_eq!(hours[1], Some(default));
}

#[test]
fn rows_that_can_be_taken_are_taken_though_as_many_are_new_as_change() {
    let mut desk = desk();
    bring_in(&mut desk, "Case Number,Subject\nA-1,old\n");
    let text = "Case Number,Subject,Created\n\
                A-1,changed,\n\
                A-2,new,\n\
                A-3,bad,soon\n";
    let skip_bad_rows = true;
    let options = ImportOptions {
        skip_bad_rows,
        ..options()
    };
    let import = begin(&desk, text, options);
    desk.apply(import.finish(&desk).unwrap());
    let subjects: Vec<_> = desk.cases.values().map(|case| &*case.subject).collect();
    assert_eq!(subjects, ["changed", "new"]);
}

#[test]
fn columns_that_mean_nothing_without_another_ask_for_it() {
    let mut desk = desk();
    let field = CustomFieldId(901);
    let mut changes = ChangeSet::default();
    changes.put(CustomField {
        id: field,
        ..CustomField::new(CustomFieldOf::Contact, "Grade__c")
    });
    desk.apply(changes);
    let of = CustomFieldOf::Account;
    let name = "Since__c".into();
    for (target, missed) in [
        (
            Target::ClosedAt,
            "choose the column of the creation as well",
        ),
        (
            Target::LastModifiedAt,
            "choose the column of the creation as well",
        ),
        (
            Target::AccountCountry,
            "choose the column of the account's name as well",
        ),
        (
            Target::NewCustom { of, name },
            "choose the column of the account's name as well",
        ),
        (
            Target::Custom(field),
            "choose the column of the contact's name or e-mail as well",
        ),
    ] {
        let table = Table::read(b"Subject,Else,Created,Account,Contact\na,b,,,\n").unwrap();
        let mut mapping = Mapping::guess(&table, &desk);
        mapping.give(&table, 1, target.clone());
        assert_eq!(mapping.problems(&desk), [], "{target:?}");
        for column in 2..5 {
            mapping.give(&table, column, Target::Ignore);
        }
        let said: Vec<_> = mapping
            .problems(&desk)
            .into_iter()
            .map(|one| one.reason)
            .collect();
        assert_eq!(said, [missed], "{target:?}");
    }
}

#[test]
fn a_table_has_at_most_300_columns_and_no_row_behind_its_last() {
    let wide = |n: usize| format!("{}\n{}\n", vec!["a"; n].join(","), vec!["x"; n].join(","));
    let table = Table::read(wide(300).as_bytes()).unwrap();
    assert_eq!((table.header().len(), table.n_rows()), (300, 1));
    assert!(table.row(0).is_some() && table.row(1).is_none());
    let (what, max) = ("columns", 300);
    assert_eq!(
        Table::read(wide(301).as_bytes()).unwrap_err(),
        TableError::TooMuch { what, max }
    );
}
