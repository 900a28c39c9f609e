use super::*;

fn drafted() -> RuleDraft {
    let mut draft = RuleDraft::new();
    draft.name = "Standard".to_owned();
    let key = draft.add_entry();
    draft.add_action(key);
    draft
}

#[test]
fn what_was_saved_comes_back_as_it_was() {
    let mut draft = drafted();
    let key = draft.entries[0].key;
    draft.add_criterion(key);
    let entry = draft.entry_mut(key).unwrap();
    entry.logic = "1 AND 2".to_owned();
    entry.actions[0].hours = "1".to_owned();
    entry.actions[0].minutes = "30".to_owned();
    entry.actions[0].emails = "a@b.c; d@e.f".to_owned();
    assert_eq!(draft.problems(&Desk::new(1)), []);
    let rule = draft.rule();
    assert_eq!(rule.entries[0].actions[0].age_minutes, 90);
    assert_eq!(rule.entries[0].actions[0].additional_emails.len(), 2);
    assert_eq!(RuleDraft::of(&rule).rule(), rule);
}

#[test]
fn everything_that_is_wrong_is_said_at_its_field_and_once() {
    let mut draft = drafted();
    draft.name = " ".to_owned();
    let key = draft.entries[0].key;
    let entry = draft.entry_mut(key).unwrap();
    entry.logic = "1 AND 7".to_owned();
    entry.actions[0].hours = "soon".to_owned();
    entry.actions[1].hours = String::new();
    entry.actions[1].emails = "nobody".to_owned();
    let problems = draft.problems(&Desk::new(1));
    let said: Vec<_> = problems
        .iter()
        .map(|problem| (problem.field.as_str(), problem.reason.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("entries.0.logic", "there is no criterion 7"),
            (
                "entries.0.actions.0.age_minutes",
                "write whole hours and minutes"
            ),
            ("name", "give the rule a name"),
            (
                "entries.0.actions.1.age_minutes",
                "two actions of one entry cannot have the same age"
            ),
            (
                "entries.0.actions.1.additional_emails",
                "“nobody” is not a mail address"
            ),
        ]
    );
}

#[test]
fn an_entry_is_told_by_its_lines_or_by_its_formula_and_never_by_both() {
    let mut draft = drafted();
    let key = draft.entries[0].key;
    let entry = draft.entry_mut(key).unwrap();
    entry.criteria[0].value = "New".to_owned();
    entry.logic = "1 AND 7".to_owned();
    entry.by_formula = true;
    entry.formula = "ISPICKVAL(Status,\n  Priorty)".to_owned();
    let problems = draft.problems(&Desk::new(1));
    let [problem] = problems.as_slice() else {
        panic!("{problems:?}")
    };
    assert_eq!(
        problem.to_string(),
        "entries.0.formula: line 2, column 3: the field Priorty is not known here"
    );
    let entry = draft.entry_mut(key).unwrap();
    entry.formula = "ISPICKVAL(Status, \"New\")".to_owned();
    assert_eq!(draft.problems(&Desk::new(1)), []);
    let rule = draft.rule();
    assert_eq!(
        (rule.entries[0].criteria.len(), &rule.entries[0].logic),
        (0, &None)
    );
    assert_eq!(RuleDraft::of(&rule).rule(), rule);
    draft.entry_mut(key).unwrap().by_formula = false;
    assert_eq!(draft.rule().entries[0].formula, None);
    assert_eq!(draft.rule().entries[0].criteria.len(), 1);
}

#[test]
fn entries_are_copied_moved_and_taken_out_by_their_keys() {
    let mut draft = drafted();
    let first = draft.entries[0].key;
    let second = draft.add_entry();
    let copy = draft.duplicate_entry(first).unwrap();
    let keys = |draft: &RuleDraft| -> Vec<PartKey> {
        draft.entries.iter().map(|entry| entry.key).collect()
    };
    assert_eq!(keys(&draft), [first, copy, second]);
    draft.move_entry(2, 0);
    assert_eq!(keys(&draft), [second, first, copy]);
    draft.move_entry(0, 3);
    assert_eq!(keys(&draft), [second, first, copy], "no such place");
    draft.remove_entry(first);
    assert_eq!(keys(&draft), [second, copy]);
}
