//! Every file of real organisations, held against what becomes of it.

use super::{back, bring_in, first_desk, walk::Count};
use rung::engine::exchange::salesforce;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

pub(crate) type Files = BTreeMap<String, (String, Vec<u8>)>;

/// The folder named by the environment, else the one beside the project; it may not be there.
pub(crate) fn folder() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/salesforce");
    std::env::var_os("RUNG_SALESFORCE").map_or_else(beside, PathBuf::from)
}

/// The XML files of a folder, by their stems.
pub(crate) fn files_of(folder: &Path, kind: &str) -> Files {
    let Ok(listed) = fs::read_dir(folder.join(kind)) else {
        return Files::new();
    };
    let paths = listed.map(|entry| entry.unwrap().path());
    let read = paths.filter(|path| path.extension().is_some_and(|kind| kind == "xml"));
    read.map(|path| {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        (stem.clone(), (format!("{kind}/{stem}.xml"), bytes))
    })
    .collect()
}

#[test]
fn every_element_of_every_real_file_is_honoured_or_named() {
    let folder = folder();
    let (rules, hours) = (files_of(&folder, "rules"), files_of(&folder, "hours"));
    if rules.is_empty() && hours.is_empty() {
        println!(
            "salesforce: skipped, there are no files in {}",
            folder.display()
        );
        return;
    }
    let mut count = Count::default();
    let (mut n_imported, mut failed) = (0, Vec::new());
    let stems: BTreeSet<_> = rules.keys().chain(hours.keys()).collect();
    for stem in stems {
        let pair: Vec<_> = [rules.get(stem), hours.get(stem)]
            .into_iter()
            .flatten()
            .collect();
        match import(&pair, &mut count) {
            Ok(()) => n_imported += pair.len(),
            Err(error) => failed.push(format!("{stem}: {error}")),
        }
    }
    for line in count.silent.iter().chain(&failed) {
        println!("{line}");
    }
    println!(
        "salesforce: {n_imported} files imported, {} failed, {} elements honoured, {} named, {} silent",
        failed.len(),
        count.n_honoured,
        count.n_named,
        count.silent.len(),
    );
    assert!(failed.is_empty() && count.silent.is_empty());
}

/// Brings a pair into a desk of its own and counts its elements.
fn import(pair: &[&(String, Vec<u8>)], count: &mut Count) -> Result<(), String> {
    let given: Vec<_> = pair
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let files = salesforce::read(&given).map_err(|errors| format!("{errors:?}"))?;
    let mut desk = first_desk();
    let proposal = bring_in(&mut desk, files).map_err(|error| error.to_string())?;
    for (name, bytes) in pair {
        let text = std::str::from_utf8(bytes).unwrap();
        count.add(name, text, &desk, &proposal.findings);
        let differences = back::differences(name, text, &desk, &proposal.findings);
        if !differences.is_empty() {
            return Err(differences.join("\n"));
        }
    }
    Ok(())
}
