//! Every text that the fuzzers begin with or have stumbled over is read again.

#[path = "../fuzz/reading.rs"]
mod reading;

use std::{
    fs,
    path::{Path, PathBuf},
};

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
    replay(3, &["tests/fuzz/corpus/formula"], reading::formula);
}
