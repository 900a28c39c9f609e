//! How a file is taken apart, and what its columns are taken for.

use super::*;

#[test]
fn quoted_newlines_and_blank_lines_leave_the_line_numbers_right() {
    let lines = [
        "Subject,Created",
        "\"two",
        "lines, one subject\",2026-01-05 10:00",
        "",
        "good,2026-01-05 10:00",
        "bad,yesterday",
        ",",
        "short",
        "\"said \"\"no\"\"\",2026-01-32 10:00",
    ];
    let expected = [
        "line 8: 1 value for 2 columns",
        "line 6, Created: yesterday is no date and time such as 2026-01-05 14:00",
        "line 9, Created: 2026-01-32 10:00 is not in the calendar",
    ];
    for line_end in ["\n", "\r\n"] {
        let text = lines.join(line_end);
        let mut found = complaints(&desk(), &text);
        found.sort();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected);
        let table = Table::read(text.as_bytes()).unwrap();
        let starts: Vec<u32> = table.rows().map(Row::line).collect();
        assert_eq!(starts, [2, 5, 6, 9]);
        let last = table.row(3).unwrap();
        assert_eq!(last.cell(0), "said \"no\"");
    }
}

#[test]
fn the_separator_is_told_by_the_header() {
    for (text, delimiter) in [
        ("Subject,Status\na;b,New\n", ','),
        ("Subject;Status\na,b;New\n", ';'),
        ("Subject\tStatus\na,b\tNew\n", '\t'),
        ("\u{feff}\"Subject, long\";Status\na,b;New\n", ';'),
        ("Subject\na\n", ','),
    ] {
        let table = Table::read(text.as_bytes()).unwrap();
        assert_eq!(table.delimiter(), delimiter, "{text}");
        assert!(table.header()[0].starts_with("Subject"), "{text}");
        assert_eq!(table.n_rows(), 1, "{text}");
    }
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let latin = b"Subject\nfine\nM\xfcnchen \x80\n";
    let error = |bytes: &[u8]| Table::read(bytes).unwrap_err();
    assert_eq!(error(latin), TableError::NotUtf8 { line: 3 });
    assert_eq!(error(b""), TableError::Empty);
    assert_eq!(error(b"\xef\xbb\xbf"), TableError::Empty);
    assert_eq!(error(b"Subject\n\n"), TableError::NoRows);
    assert_eq!(error(b"\xff\xfeS\0u\0"), TableError::Utf16);
    let wide = "a,".repeat(400);
    let what = "columns";
    assert_eq!(
        error(wide.as_bytes()),
        TableError::TooMuch { what, max: 300 }
    );

    let mut reader = TableReader::new(latin.to_vec(), Encoding::Windows1252).unwrap();
    let mut n_slices = 0;
    while !reader.read_rows(1).unwrap().is_done() {
        n_slices += 1;
    }
    assert_eq!(n_slices, 2, "a slice is as many rows as asked for");
    let table = reader.finish().unwrap();
    assert_eq!(table.row(1).unwrap().cell(0), "München €");
}

#[test]
fn the_guard_of_our_own_export_is_taken_off() {
    let mut desk = desk();
    bring_in(&mut desk, "Subject,Description\n'=1+1,'tis fine\n");
    let case = only_case(&desk);
    assert_eq!((&*case.subject, &*case.description), ("=1+1", "'tis fine"));
}

#[test]
fn a_mapping_says_what_it_lacks() {
    let desk = desk();
    let table = Table::read(b"Status,Owner.Name,OwnerId,State\nNew,Ana,005,x\n").unwrap();
    let mut mapping = Mapping::guess(&table, &desk);
    let targets = [
        Target::Status,
        Target::Owner,
        Target::Ignore,
        Target::Ignore,
    ];
    assert_eq!(mapping.targets, targets);
    mapping.targets[3] = Target::Status;
    mapping.targets[2] = Target::AccountSla;
    let problems: Vec<_> = mapping
        .problems(&desk)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        problems,
        [
            "3: another column is Status already: leave one of them out",
            "columns: choose the column of the subject or of the case number",
            "columns: choose the column of the account's name as well",
        ]
    );
    let exported = Table::read(b"OwnerId,Subject,Owner.Name\n005,a,Ana\n").unwrap();
    let mapping = Mapping::guess(&exported, &desk);
    assert_eq!(
        mapping.targets,
        [Target::Ignore, Target::Subject, Target::Owner]
    );
}

#[test]
fn the_order_of_day_and_month_is_taken_from_the_dates_or_asked_for() {
    use DateOrder::{DayFirst, MonthFirst};
    for (dates, expected) in [
        (["2026-01-05 10:00", "1.2.2026"], DateOrderGuess::NotNeeded),
        (
            ["05/01/2026 10:00", "13/01/2026"],
            DateOrderGuess::Known(DayFirst),
        ),
        (
            ["05/01/2026 10:00", "1/13/2026"],
            DateOrderGuess::Known(MonthFirst),
        ),
        (
            ["", "05/01/2026 10:00"],
            DateOrderGuess::Open("05/01/2026 10:00".into()),
        ),
    ] {
        let text = format!("Subject,Date/Time Opened\na,{}\nb,{}\n", dates[0], dates[1]);
        let table = Table::read(text.as_bytes()).unwrap();
        let mapping = Mapping::guess(&table, &desk());
        assert_eq!(DateOrderGuess::of(&table, &mapping), expected, "{dates:?}");
    }
}

#[test]
fn a_report_of_cases_is_understood_by_its_headers() {
    let mut desk = desk();
    bring_in(
        &mut desk,
        "\u{feff}Case Number,Subject,Status,Priority,Case Owner,Date/Time Opened,Account Name,Case Record Type,Region__c\r\n\
         00001026,\"Login, broken\",Working,Urgent,EMEA Queue,05/01/2026 14:00,Acme,Incident,North\r\n",
    );
    let case = only_case(&desk);
    assert_eq!(case.external_number.as_deref(), Some("00001026"));
    assert_eq!(
        case.number, 1027,
        "numbers of ours go on after the greatest one"
    );
    assert_eq!(&*case.subject, "Login, broken");
    assert_eq!(&*desk.statuses[&case.status].name, "Working");
    assert_eq!(&*desk.choices[&case.priority.unwrap()].name, "Urgent");
    assert_eq!(&*desk.choices[&case.record_type.unwrap()].name, "Incident");
    assert_eq!(&*desk.accounts[&case.account.unwrap()].name, "Acme");
    let Assignee::Queue(queue) = case.owner else {
        panic!("{:?}", case.owner);
    };
    assert_eq!(&*desk.queues[&queue].name, "EMEA Queue");
    assert!(desk.queues[&queue].stand_in.is_some());
    assert_eq!(case.created.at, at("2026-01-05T14:00:00Z"));
    let region = desk.custom_fields.values().next().unwrap();
    assert_eq!(
        (&*region.name, case.custom(region.id)),
        ("Region__c", "North")
    );
}
