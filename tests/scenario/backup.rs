//! A workspace written to one file and taken from it again.

use crate::{
    blind_page::{Page, empty_rows, finish, history, n_fired, overdue},
    seed,
};
use rung::{
    engine::{
        command::Command,
        decide::Rejection,
        history::Deed,
        id::UserId,
        roles::Act,
        rule::{CaseField, Criterion, Field, Logic, Operator},
        stamp::Actor,
    },
    store::{Backup, MemoryRows},
};

/// The backup of a desk on which actions have fired, as one text.
fn backup(page: &mut Page<MemoryRows>) -> String {
    let Page { run, meta } = page;
    finish(run.export(meta)).unwrap().concat()
}

#[test]
fn a_backup_restored_elsewhere_and_exported_again_is_the_same_to_the_byte() {
    let rows = empty_rows();
    let mut page = overdue(&rows, 600);
    page.at(90);
    finish(page.wake()).unwrap();
    let case = page.desk().cases.keys().next().copied().unwrap();
    for text in ["one", "two"] {
        finish(page.act(&seed::remark(case, text))).unwrap();
    }
    let text = backup(&mut page);
    assert_eq!(
        Backup::parse(&text)
            .unwrap()
            .n_due(seed::MONDAY.plus_minutes(90)),
        0
    );

    let elsewhere = empty_rows();
    let mut other = finish(Page::open(elsewhere.clone())).unwrap();
    let parsed = Backup::parse(&text).unwrap();
    let Page { run, meta } = &mut other;
    finish(run.restore(meta, parsed, "b")).unwrap();
    assert!(other.desk() == page.desk());
    assert_eq!(history(&elsewhere), history(&rows));
    assert!(backup(&mut other) == text);

    other.at(100);
    finish(other.wake()).unwrap();
    assert_eq!(n_fired(&elsewhere), 600, "restoring fires nothing again");
}

#[test]
fn the_filter_logic_of_a_rule_is_restored_as_it_was_typed() {
    let mut page = overdue(&empty_rows(), 1);
    let mut rule = page.desk().rules.values().next().unwrap().clone();
    let line = |priority: &str| Criterion {
        field: Field::Case(CaseField::Priority),
        operator: Operator::Equals,
        value: priority.into(),
    };
    rule.entries[0].formula = None;
    rule.entries[0].criteria = ["High", "Medium", "Low"].map(line).to_vec();
    rule.entries[0].logic = Some(Logic::parse("1 AND (2 or 3)").unwrap());
    finish(page.act(&Command::SaveRule(rule))).unwrap();
    let text = backup(&mut page);
    let mut other = finish(Page::open(empty_rows())).unwrap();
    let Page { run, meta } = &mut other;
    finish(run.restore(meta, Backup::parse(&text).unwrap(), "b")).unwrap();
    let desk = other.desk();
    let logic = &desk.rules.values().next().unwrap().entries[0].logic;
    let typed = logic.as_ref().map(Logic::text);
    assert_eq!(typed, Some("1 AND (2 or 3)"));
    assert!(other.desk() == page.desk());
}

#[test]
fn a_backup_says_how_much_fires_once_it_is_restored() {
    let rows = empty_rows();
    let mut page = overdue(&rows, 3);
    let backup = Backup::parse(&backup(&mut page)).unwrap();
    assert_eq!(backup.n_due(seed::MONDAY.plus_minutes(90)), 3);
    assert_eq!(backup.n_due(seed::MONDAY.plus_minutes(59)), 0);
}

#[test]
fn another_page_sees_a_restored_workspace_and_nothing_of_the_old_one() {
    let rows = empty_rows();
    let text = backup(&mut overdue(&rows, 3));
    let rows = empty_rows();
    let mut page = overdue(&rows, 700);
    let mut other = finish(Page::open(rows)).unwrap();
    let Page { run, meta } = &mut page;
    finish(run.restore(meta, Backup::parse(&text).unwrap(), "b")).unwrap();
    finish(other.wake()).unwrap();
    assert_eq!(other.desk().cases.len(), 3);
    assert!(other.desk() == page.desk());
}

#[test]
fn a_damaged_or_foreign_file_is_refused_with_its_line() {
    let rows = empty_rows();
    let text = backup(&mut overdue(&rows, 2));
    let lines = text.lines().count();
    let cut = text.len() / 2;
    let line_of = |needle: &str| text[..text.find(needle).unwrap()].lines().count();
    let settings = text.lines().nth(line_of("\"preferences\":[") + 1).unwrap();
    let twice = format!("\"preferences\":[\n{},\n", settings.trim_end_matches(','));
    let table = [
        (String::new(), 1, "not a backup"),
        ("{\"cases\":[]}".to_owned(), 1, "not a backup"),
        (
            text.replacen("\"version\":1", "\"version\":2", 1),
            1,
            "newer",
        ),
        (text[..cut].to_owned(), text[..cut].lines().count(), ""),
        (text.replacen("Case 1", "Case 9", 1), 1, "hash"),
        (
            text.replacen("\"case\":[", "\"ticket\":[", 1),
            line_of("\"case\":[") + 1,
            "ticket",
        ),
        (
            text.replacen("\"number\":", "\"numbre\":", 1),
            line_of("\"number\":"),
            "number",
        ),
        (
            text.replacen("\"preferences\":[", "\"preferences\":[\n],\n\"zone\":[", 1),
            0,
            "",
        ),
        (
            text.replacen("\"preferences\":[\n", &twice, 1),
            line_of("\"preferences\":[") + 3,
            "preferences 1 is there twice",
        ),
        (
            text.trim_end().trim_end_matches('}').to_owned(),
            lines,
            "too early",
        ),
    ];
    for (damaged, line, reason) in table {
        let error = Backup::parse(&damaged).unwrap_err();
        assert!(error.reason.contains(reason), "{error}");
        assert!(line == 0 || error.line == line, "{error}, of line {line}");
    }
}

#[test]
fn backups_are_for_administrators_and_the_history_tells_who_else_tried() {
    let rows = empty_rows();
    let mut page = overdue(&rows, 0);
    let you = *page.desk().users.keys().next().unwrap();
    let act = Act::Administer;
    for (user, expected) in [
        (you, Ok(())),
        (UserId(999), Err(Rejection::Forbidden(act).into())),
    ] {
        page.is_used_by(Actor::User(user));
        let Page { run, meta } = &mut page;
        assert_eq!(finish(run.permit(meta, act)), expected);
    }
    assert_eq!(history(&rows).last().unwrap().deed, Deed::Refused { act });
}
