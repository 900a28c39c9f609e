//! Runs worked scenarios of the domain through the engine and compares everything they expect.
//!
//! `RUNG_SCENARIOS`, file names separated by `:`, runs those files instead of ours.

mod edits;
mod escalations;
mod expected;
mod expected_escalations;
mod hand_offs;
mod hours;
mod names;
pub(crate) mod play;
mod refusals;
mod rules;
mod set_up;

use serde_json::Value;
use std::{collections::BTreeMap, env, fs, path::Path};

const OURS: &str = "tests/scenario/data/scenarios.json";
const NOT_YET: &str = "tests/scenario/data/not_yet.json";
const SHARED: &str = "../shared/spec/scenarios.json";

#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    not_yet: usize,
}

#[test]
fn conformance() {
    let given = env::var("RUNG_SCENARIOS").ok();
    let files: Vec<&str> = match &given {
        Some(files) => files.split(':').filter(|file| !file.is_empty()).collect(),
        None => vec![OURS],
    };
    let mut not_yet: BTreeMap<String, String> = match given {
        Some(_) => BTreeMap::new(),
        None => serde_json::from_str(&fs::read_to_string(NOT_YET).unwrap()).unwrap(),
    };
    let mut tally = Tally::default();
    for file in files {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let corpus: Value = serde_json::from_str(&text).unwrap();
        for scenario in corpus["scenarios"].as_array().unwrap() {
            let reason = not_yet.remove(scenario["id"].as_str().unwrap());
            tally.count(scenario, reason.as_deref());
        }
    }
    for id in not_yet.keys() {
        println!("{id}: listed as not yet expected to pass, but there is no such scenario");
        tally.failed += 1;
    }
    println!(
        "scenarios: {} passed, {} failed, {} not yet",
        tally.passed, tally.failed, tally.not_yet
    );
    assert_eq!(tally.failed, 0);
}

impl Tally {
    fn count(&mut self, scenario: &Value, not_yet: Option<&str>) {
        let (id, title) = (scenario["id"].as_str().unwrap(), &scenario["title"]);
        let differences = differences(scenario);
        match (differences.is_empty(), not_yet) {
            (true, None) => self.passed += 1,
            (false, Some(_)) => self.not_yet += 1,
            (true, Some(reason)) => {
                println!("{id} {title}: passes, though listed as not yet: {reason}");
                self.failed += 1;
            }
            (false, None) => {
                println!("{id} {title}");
                for difference in differences {
                    println!("    {difference}");
                }
                self.failed += 1;
            }
        }
    }
}

/// Our worked scenarios.
pub(crate) fn corpus() -> Vec<Value> {
    let corpus: Value = serde_json::from_str(&fs::read_to_string(OURS).unwrap()).unwrap();
    corpus["scenarios"].as_array().unwrap().clone()
}

/// What came of a scenario otherwise than it expects.
pub(crate) fn differences(scenario: &Value) -> Vec<String> {
    match play::play(scenario) {
        Ok(story) => expected::differences(scenario, &story),
        Err(reason) => vec![reason],
    }
}

#[test]
fn our_scenarios_are_those_that_everybody_shares() {
    if !Path::new(SHARED).exists() {
        println!("skipped: {SHARED} is not here");
        return;
    }
    let ours: Value = serde_json::from_str(&fs::read_to_string(OURS).unwrap()).unwrap();
    let shared: Value = serde_json::from_str(&fs::read_to_string(SHARED).unwrap()).unwrap();
    assert!(
        ours == shared,
        "{OURS} and {SHARED} differ: copy the newer one over the other"
    );
}

#[test]
fn a_scenario_that_expects_something_else_is_seen_to_differ() {
    let mut scenario = corpus().swap_remove(0);
    assert_eq!(differences(&scenario), Vec::<String>::new());
    scenario["expect"]["fired"][0]["fired_at"] = "2026-01-05T19:00:01Z".into();
    scenario["expect"]["cases"]["c1"]["is_escalated"] = false.into();
    scenario["expect"]["weather"] = "fair".into();
    assert_eq!(differences(&scenario).len(), 3);
}
