//! What the page says is wrong on a desk (semantics 2.45).

use crate::conformance::{corpus, play::play};
use rung::view::{
    health::{Finding, Weight, findings},
    route::{Page, Route},
};
use serde_json::Value;

/// What is wrong when a scenario is over, worst things only.
fn wrong(scenario: &Value) -> Vec<Finding> {
    let desk = play(scenario).unwrap().desk;
    let now = desk.cases.values().map(|case| case.created.at).max();
    let mut found = findings(&desk, now.unwrap());
    found.retain(|one| one.weight == Weight::Wrong);
    found
}

#[test]
fn a_queue_that_stops_while_escalations_aim_at_it_turns_the_desk_red_until_it_works_again() {
    let mut n_red = 0;
    for mut scenario in corpus() {
        let events = scenario["events"].as_array().unwrap();
        let works_again =
            |event: &Value| event["type"] == "update_queue" && event["set"]["active"] == true;
        let Some(place) = events.iter().position(works_again) else {
            continue;
        };
        assert_eq!(wrong(&scenario), [], "{}", scenario["id"]);
        let (before, after) = events.split_at(place);
        let last = after[0]["at"].as_str().unwrap().replace(":00Z", ":59Z");
        let before = Value::from(before.to_vec());
        scenario["run_until"] = last.into();
        scenario["events"] = before;
        scenario["snapshots"] = Value::Null;
        let found = wrong(&scenario);
        assert!(!found.is_empty(), "{}", scenario["id"]);
        for one in found {
            n_red += 1;
            assert!(one.what.contains("blocked: the queue "), "{}", one.what);
            assert_eq!(one.to, Route::from(Page::Pending).with("state", "blocked"));
        }
    }
    assert!(n_red > 0);
}
