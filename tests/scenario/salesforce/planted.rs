//! The count must see what it is there to see, and no bytes may make the importer fall over.

use super::{first_desk, imported, own, told, walk::Count};
use proptest::prelude::*;
use rung::engine::exchange::salesforce;

const OWN: [&str; 13] = [
    "actions.xml",
    "any_order.xml",
    "formula.xml",
    "formula_unknown.xml",
    "holidays.xml",
    "lists.xml",
    "logic.xml",
    "one_line.xml",
    "self_closed.xml",
    "shapes.xml",
    "two_active.xml",
    "unreadable.xml",
    "wrong_hours.xml",
];

#[test]
fn every_element_of_our_own_files_is_honoured_or_named() {
    for name in OWN {
        let mut count = Count::default();
        let (desk, proposal) = imported(&[name]);
        let text = String::from_utf8(own(name)).unwrap();
        count.add(name, &text, &desk, &proposal.findings);
        assert!(
            count.silent.is_empty(),
            "{:#?}\n{:#?}",
            count.silent,
            told(&proposal)
        );
    }
}

#[test]
fn the_count_sees_an_element_that_the_importer_was_not_told_of() {
    for (name, at, planted) in [
        ("actions.xml", "<fullName>", "<weather>rain</weather>"),
        ("actions.xml", "<notifyTo>", "<notifyFax>123</notifyFax>"),
        ("shapes.xml", "<timeZoneId>", "<isLunar>true</isLunar>"),
        (
            "holidays.xml",
            "<isRecurring>",
            "<recurrenceMood>glad</recurrenceMood>",
        ),
    ] {
        let text = String::from_utf8(own(name)).unwrap();
        let with_planted = text.replacen(at, &format!("{planted}{at}"), 1);
        let (desk, proposal) = imported(&[name]);
        let mut count = Count::default();
        count.add(name, &with_planted, &desk, &proposal.findings);
        assert_eq!(count.silent.len(), 1, "{planted}: {:?}", count.silent);
        // Told of it, the importer names it.
        let files = salesforce::read(&[(name, with_planted.as_bytes())]).unwrap();
        let mut desk = first_desk();
        let proposal = super::bring_in(&mut desk, files).unwrap();
        let mut count = Count::default();
        count.add(name, &with_planted, &desk, &proposal.findings);
        assert!(count.silent.is_empty(), "{planted}: {:?}", count.silent);
    }
}

#[test]
fn the_count_sees_a_value_that_was_lost() {
    for (name, lost, found) in [
        (
            "actions.xml",
            "<value>High</value>",
            "<value>Urgent</value>",
        ),
        ("actions.xml", "two@example.com", "three@example.com"),
        ("logic.xml", "(1 OR 2 )", "(2 OR 1 )"),
        ("shapes.xml", "08:15:00.000Z", "08:45:00.000Z"),
        ("shapes.xml", "Asia/Kolkata", "Asia/Kathmandu"),
        (
            "holidays.xml",
            "<recurrenceInstance>Last",
            "<recurrenceInstance>First",
        ),
        ("holidays.xml", "2080-03-01", "2081-03-01"),
    ] {
        let text = String::from_utf8(own(name)).unwrap();
        let (desk, proposal) = imported(&[name]);
        let mut count = Count::default();
        let other = text.replacen(lost, found, 1);
        count.add(name, &other, &desk, &proposal.findings);
        assert!(!count.silent.is_empty(), "{name}: {lost}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_the_importer_fall_over(
        file in 0..OWN.len(),
        cut in any::<prop::sample::Index>(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        whole in any::<bool>(),
    ) {
        let mut bytes = own(OWN[file]);
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if !whole {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(files) = salesforce::read(&[("a.xml", &bytes)]) {
            let mut desk = first_desk();
            super::bring_in(&mut desk, files).unwrap();
        }
    }
}
