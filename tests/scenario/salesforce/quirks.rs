//! What a person notices of the quirks of rule files.

use super::{NOW, ask, imported, own, read, stamp, told};
use rung::engine::{
    choice::ChoiceList,
    command::{CaseChange, Command},
    desk::Desk,
    exchange::salesforce::{self, Fate},
    instant::Instant,
    people::Assignee,
    rule::Formula,
};

/// The value of a list by name.
fn choice(desk: &Desk, list: ChoiceList, name: &str) -> CaseChange {
    let mut choices = desk.choices.values();
    let found = choices.find(|one| one.list == list && &*one.name == name);
    CaseChange::Choice(list, Some(found.unwrap().id))
}

fn priority(desk: &Desk, name: &str) -> CaseChange {
    choice(desk, ChoiceList::Priority, name)
}

/// Opens a case now, and gives the place of the entry that it follows and when its actions are
/// due, in minutes from now.
fn follows(desk: &mut Desk, changes: Vec<CaseChange>) -> Option<(usize, Vec<i64>)> {
    let command = Command::CreateCase {
        changes,
        created_at: None,
        number: None,
    };
    ask(desk, &command).unwrap();
    let (id, _) = desk.cases.last_key_value().unwrap();
    let plan = desk.plans.get(id)?;
    let following = plan.following.as_ref()?;
    let (place, _) = desk.active_rule()?.entry(following.entry)?;
    let now = Instant::parse(NOW).unwrap();
    let due = plan.pending.iter().filter_map(|row| row.due_at);
    Some((place, due.map(|due| due.seconds_since(now) / 60).collect()))
}

#[test]
fn a_value_with_a_comma_stays_one_value_of_its_list() {
    let (mut desk, _) = imported(&["lists.xml"]);
    let quoted = choice(
        &desk,
        ChoiceList::RecordType,
        "Copies of a letter, a slip, a form",
    );
    assert_eq!(follows(&mut desk, vec![quoted]), Some((1, vec![60])));
    let plain = choice(&desk, ChoiceList::RecordType, "Stop / Hold");
    assert_eq!(follows(&mut desk, vec![plain]), Some((1, vec![60])));
    let names: Vec<_> = desk.choices.values().map(|one| &*one.name).collect();
    assert!(!names.contains(&"a slip"), "{names:?}");
    let subject = |text: &str| vec![CaseChange::Subject(text.into())];
    let case = follows(&mut desk, subject("My card is lost, stolen or strayed"));
    assert_eq!(case, Some((2, vec![60])));
}

#[test]
fn a_criterion_without_a_value_means_that_the_field_is_empty() {
    let (mut desk, proposal) = imported(&["lists.xml"]);
    assert_eq!(
        *proposal.stand_ins.fields,
        ["Case.Category__c (text)".into()]
    );
    assert_eq!(follows(&mut desk, Vec::new()), Some((3, vec![60])));
    let (field, _) = desk.custom_fields.first_key_value().unwrap();
    let filled = CaseChange::Custom((*field, "Billing".into()));
    assert_eq!(follows(&mut desk, vec![filled]), None);
}

#[test]
fn filter_logic_is_understood_however_it_is_typed() {
    let (mut desk, _) = imported(&["logic.xml"]);
    let high = priority(&desk, "High");
    let phone = choice(&desk, ChoiceList::Origin, "Phone");
    let web = choice(&desk, ChoiceList::Origin, "Web");
    let low = priority(&desk, "Low");
    assert_eq!(
        follows(&mut desk, vec![high.clone(), phone.clone()]),
        Some((1, vec![60]))
    );
    assert_eq!(follows(&mut desk, vec![high, web]), None);
    assert_eq!(follows(&mut desk, vec![low, phone]), None);
}

#[test]
fn a_formula_says_which_cases_are_meant() {
    let (mut desk, proposal) = imported(&["formula.xml"]);
    let high = priority(&desk, "High");
    assert_eq!(follows(&mut desk, vec![high]), Some((1, vec![60])));
    assert_eq!(follows(&mut desk, Vec::new()), Some((2, vec![90])));
    let entry = &desk.active_rule().unwrap().entries[0];
    let text = "AND( ISPICKVAL (Priority, \"High\"),\n  NOT(IsClosed) )";
    assert_eq!(entry.formula.as_ref().map(Formula::text), Some(text));
    assert_eq!(told(&proposal), [""; 0]);
}

#[test]
fn a_formula_that_is_not_understood_never_matches_and_is_named_with_its_place() {
    let (mut desk, proposal) = imported(&["formula_unknown.xml"]);
    let high = priority(&desk, "High");
    assert_eq!(follows(&mut desk, vec![high]), None);
    assert_eq!(
        told(&proposal),
        [
            "8 EscalationRules / escalationRule 1 / ruleEntry 1 / formula: the formula is refused, \
             so the entry never matches: line 2, column 3: the function REGEX is not known here",
            "18 EscalationRules / escalationRule 1 / ruleEntry 2 / formula: the formula is refused, \
             so the entry never matches: line 1, column 1: the field $User.UserRoleId is not known here",
        ]
    );
    let fields: Vec<_> = proposal
        .stand_ins
        .fields
        .iter()
        .map(|name| &**name)
        .collect();
    assert_eq!(
        fields,
        [
            "Case.Cost__c (number)",
            "User.Grade__c (picklist)",
            "Case.Due__c (date and time)"
        ]
    );
    let grade = desk
        .custom_fields
        .values()
        .find(|field| &*field.name == "Grade__c")
        .unwrap();
    assert_eq!(*grade.values, ["VIP".into()]);
}

#[test]
fn actions_fire_by_age_whatever_their_order_and_may_do_nothing_but_mark() {
    let (mut desk, _) = imported(&["actions.xml"]);
    let high = priority(&desk, "High");
    let levels = vec![60, 120, 180, 240, 123_840];
    assert_eq!(follows(&mut desk, vec![high]), Some((1, levels)));
    let rule = desk.active_rule().unwrap();
    assert!(rule.entries[0].actions[1].only_marks());
}

#[test]
fn an_entry_without_actions_keeps_later_entries_from_matching() {
    let (mut desk, _) = imported(&["actions.xml"]);
    let low = priority(&desk, "Low");
    assert_eq!(follows(&mut desk, vec![low]), Some((2, Vec::new())));
    let medium = priority(&desk, "Medium");
    assert_eq!(follows(&mut desk, vec![medium]), Some((3, vec![30])));
}

#[test]
fn users_queues_and_wordings_that_are_not_here_are_made_once_and_told_of() {
    let (desk, proposal) = imported(&["actions.xml"]);
    assert_eq!(*proposal.stand_ins.users, ["lead@example.com.dev".into()]);
    assert_eq!(*proposal.stand_ins.queues, ["Night_Desk".into()]);
    assert_eq!(
        *proposal.stand_ins.templates,
        ["Desk/Yours".into(), "Desk/Late".into()]
    );
    let actions = &desk.active_rule().unwrap().entries[0].actions;
    let Some(Assignee::Queue(queue)) = actions[0].reassign.map(|reassign| reassign.to) else {
        panic!("{:?}", actions[0])
    };
    let queue = &desk.queues[&queue];
    assert_eq!(
        (&*queue.name, &*queue.developer_name),
        ("Night Desk", "Night_Desk")
    );
    let told_user = actions[2].notify_user.map(Assignee::User);
    assert_eq!(told_user, actions[4].reassign.map(|reassign| reassign.to));
    assert_eq!(actions[2].additional_emails.len(), 2);
}

#[test]
fn somebody_who_is_here_is_found_whatever_the_case_of_the_name() {
    let mut desk = super::first_desk();
    let you = desk.users.values().next().unwrap().clone();
    let named = rung::engine::people::User {
        email: "Lead@Example.com.dev".into(),
        ..you.clone()
    };
    ask(&mut desk, &Command::SaveUser(named)).unwrap();
    let proposal = super::bring_in(&mut desk, read(&["actions.xml"])).unwrap();
    assert!(proposal.stand_ins.users.is_empty());
    let actions = &desk.active_rule().unwrap().entries[0].actions;
    assert_eq!(actions[2].notify_user, Some(you.id));
}

#[test]
fn elements_may_stand_in_any_order_and_names_in_any_language() {
    let (mut desk, proposal) = imported(&["any_order.xml"]);
    assert_eq!(told(&proposal), Vec::<String>::new());
    assert_eq!(&*desk.active_rule().unwrap().name, "Règle « ancienne »");
    let high = priority(&desk, "High");
    assert_eq!(follows(&mut desk, vec![high]), Some((1, vec![45])));
    // What is not due stops at the first save.
    let (id, _) = desk.cases.last_key_value().unwrap();
    let save = Command::SaveCase {
        case: *id,
        changes: Vec::new(),
    };
    let id = *id;
    ask(&mut desk, &save).unwrap();
    assert!(desk.plans[&id].pending.is_empty());
}

#[test]
fn bytes_before_the_text_and_files_without_a_rule_are_taken() {
    let (desk, proposal) = imported(&["one_line.xml"]);
    assert_eq!(proposal.rules[0].fate, Fate::New);
    assert!(desk.active_rule().is_none());
    let before = super::first_desk();
    let (desk, proposal) = imported(&["self_closed.xml"]);
    assert!(proposal.changes_nothing() && desk == before);
    assert_eq!(&*proposal.findings[0].what, "there is no rule in this file");
}

#[test]
fn what_cannot_be_honoured_is_named_by_line_and_never_matches_wrongly() {
    let (mut desk, proposal) = imported(&["unreadable.xml"]);
    let high = priority(&desk, "High");
    let phone = choice(&desk, ChoiceList::Origin, "Phone");
    let levels = vec![30, 60, 90, 120, 150];
    assert_eq!(follows(&mut desk, vec![high, phone]), Some((6, levels)));
    let said = told(&proposal);
    for (line, what) in [
        (10, "field: the field User.UserRoleId cannot be read here"),
        (23, "field: the field Case.Weather cannot be read here"),
        (38, "valueField: comparing with the field Case.Severity__c"),
        (50, "operation: the operation within is not known here"),
        (
            61,
            "booleanFilter: the entry never matches, for its filter logic is wrong: there is no criterion 3",
        ),
    ] {
        let named = |one: &&String| one.starts_with(&format!("{line} ")) && one.contains(what);
        assert_eq!(
            said.iter().filter(named).count(),
            1,
            "{line} {what} in {said:#?}"
        );
    }
    for what in [
        "notifyTo: two actions of one entry cannot have the same age",
        "minutesToEscalation: an age is a whole number of minutes",
        "minutesToEscalation: an entry has at most 5 actions",
        "assignedTo: is not known here, or belongs to another kind of rule",
        "businessHours: no business hours are called “Nowhere”",
    ] {
        assert!(
            said.iter().any(|one| one.contains(what)),
            "{what} in {said:#?}"
        );
    }
}

#[test]
fn one_rule_becomes_active_and_names_that_stand_twice_stay_apart() {
    let (desk, proposal) = imported(&["two_active.xml"]);
    assert_eq!(&*desk.active_rule().unwrap().name, "First");
    let names: Vec<_> = desk.rules.values().map(|rule| &*rule.name).collect();
    assert_eq!(names, ["First", "Second", "first (2)"]);
    let said = told(&proposal);
    assert!(
        said[0].contains("active in the file, and is not made the active one"),
        "{said:?}"
    );
    assert!(
        said[1].contains("“first” stands twice: this one is called “first (2)”"),
        "{said:?}"
    );
}

#[test]
fn files_of_another_kind_are_refused_by_name_and_line_and_so_are_broken_ones() {
    let whole = own("lists.xml");
    let half = &whole[..whole.len() / 2];
    let errors = salesforce::read(&[
        ("assignment.xml", &own("assignment.xml")),
        ("lists.xml", &whole),
        ("half.xml", half),
    ]);
    let said: Vec<_> = errors
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("assignment.xml, line 2: the file begins with AssignmentRules"));
    assert!(said[1].starts_with("half.xml, line "), "{said:?}");
}

#[test]
fn open_cases_are_planned_at_once_by_the_first_rule_of_a_desk() {
    let mut desk = super::first_desk();
    let old = Command::CreateCase {
        changes: Vec::new(),
        created_at: Some(stamp().at.plus_seconds(-7_200)),
        number: None,
    };
    ask(&mut desk, &old).unwrap();
    super::bring_in(&mut desk, read(&["two_active.xml"])).unwrap();
    let plan = desk.plans.values().next().unwrap();
    assert_eq!(plan.pending[0].fire_at, Some(stamp().at));
    assert_eq!(
        plan.pending[0].due_at,
        Some(stamp().at.plus_seconds(-3_600))
    );
}
