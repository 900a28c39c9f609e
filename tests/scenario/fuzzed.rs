//! Every text that the fuzzers begin with or have stumbled over is read again.

#[path = "../fuzz/reading.rs"]
mod reading;

use crate::salesforce::{
    corpus::{files_of, folder},
    walk::tree,
};
use rung::engine::{
    choice::{CustomField, CustomFieldOf},
    field_type::FieldType,
    rule::Formula,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

const FORMULAS: &str = "tests/fuzz/corpus/formula";

/// Every function, word and operator of formulas.
const KNOWN: &str = "AND( OR( NOT( IF( CASE( ISBLANK( ISNULL( BLANKVALUE( NULLVALUE( ISPICKVAL( \
    CONTAINS( BEGINS( INCLUDES( NOW( TODAY( DATE( DATEVALUE( YEAR( MONTH( DAY( WEEKDAY( TEXT( \
    VALUE( LEN( LOWER( UPPER( TRIM( ABS( MOD( TRUE FALSE NULL /* */ || && ! <> != == <= >= = < > + \
    - & * /";

/// The files of some folders, of which those beside this clone need not be there.
fn files(folders: &[&str]) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |folder: &&str| fs::read_dir(root.join(folder)).ok();
    let entries = folders.iter().filter_map(read).flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.is_file()).collect()
}

fn replay(n_least: usize, folders: &[&str], read: fn(&[u8])) {
    let files = files(folders);
    assert!(
        files.len() >= n_least,
        "{} files in {folders:?}",
        files.len()
    );
    for file in files {
        read(&fs::read(file).unwrap());
    }
}

#[test]
fn rules_and_hours_are_read_without_a_panic() {
    let folders = [
        "tests/fuzz/corpus/salesforce_xml",
        "tests/scenario/data/salesforce",
        "../shared/data/salesforce/rules",
        "../shared/data/salesforce/hours",
    ];
    replay(10, &folders, reading::salesforce_xml);
}

#[test]
fn tables_of_cases_are_read_without_a_panic() {
    let folders = ["tests/fuzz/corpus/cases_csv", "tests/e2e/files"];
    replay(3, &folders, reading::cases_csv);
}

#[test]
fn calendars_of_holidays_are_read_without_a_panic() {
    let folders = ["tests/fuzz/corpus/holidays_ics", "tests/e2e/files"];
    replay(3, &folders, reading::holidays_ics);
}

#[test]
fn formulas_are_read_without_a_panic() {
    replay(7, &[FORMULAS], reading::formula);
}

#[test]
fn formulas_of_real_rules_are_read_without_a_panic() {
    let files = files_of(&folder(), "rules");
    if files.is_empty() {
        let folder = folder();
        println!(
            "formulas: skipped, there are no files in {}",
            folder.display()
        );
        return;
    }
    let mut n_read = 0;
    for (_, bytes) in files.values() {
        let root = tree(str::from_utf8(bytes).unwrap());
        let entries = root
            .all("escalationRule")
            .flat_map(|rule| rule.all("ruleEntry"));
        for formula in entries.filter_map(|entry| entry.text_of("formula")) {
            reading::formula(formula.as_bytes());
            n_read += 1;
        }
    }
    println!("formulas: {n_read} read");
    assert!(n_read > 0);
}

#[test]
fn the_formulas_that_a_fuzzer_begins_with_can_be_saved_and_name_all_that_formulas_know() {
    let several = CustomField {
        field_type: FieldType::MultiPicklist,
        ..CustomField::new(CustomFieldOf::Case, "Colours__c")
    };
    let find = |_, name: &str| (name == "Colours__c").then_some(&several);
    let mut said = String::new();
    for file in files(&[FORMULAS]) {
        let is_of_criteria = file.ends_with("list.txt") || file.ends_with("logic.txt");
        if !is_of_criteria {
            let text = fs::read_to_string(&file).unwrap();
            let checked = Formula::parse(&text).check(&find);
            checked.unwrap_or_else(|error| panic!("{}: {error:?}", file.display()));
            said.push_str(&text);
        }
    }
    for word in KNOWN.split_whitespace() {
        assert!(said.contains(word), "no formula says {word}");
    }
}
