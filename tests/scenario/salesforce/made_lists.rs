//! The values of lists that a rule file asks for and the desk does not have.

use super::{
    ask, first_desk,
    made::{add, rule},
};
use rung::engine::{
    choice::{Choice, ChoiceList},
    command::Command,
    id::ChoiceId,
};

#[test]
fn statuses_and_record_types_that_a_rule_asks_for_are_made_unless_they_are_here() {
    let mut desk = first_desk();
    let greatest = desk.statuses.values().map(|one| one.order).max().unwrap();
    let choice = |list, name: &str| {
        Command::SaveChoice(Choice {
            id: ChoiceId(0),
            list,
            name: name.into(),
            order: 0,
        })
    };
    ask(&mut desk, &choice(ChoiceList::RecordType, "Order claim")).unwrap();
    ask(&mut desk, &choice(ChoiceList::Priority, "Return")).unwrap();
    let path = "Case.RecordType.DeveloperName";
    let proposal = add(
        &mut desk,
        &rule(&[
            &[("Case.Status", "equals", "Zeta,new,Alpha")],
            &[(path, "equals", "Order_Claim,Return,New_Line")],
        ]),
    );
    let made: Vec<_> = proposal
        .stand_ins
        .statuses
        .iter()
        .map(|one| &**one)
        .collect();
    assert_eq!(made, ["Zeta", "Alpha"]);
    let mut last: Vec<_> = desk
        .statuses
        .values()
        .filter(|one| one.order > greatest)
        .map(|one| (one.order, &*one.name))
        .collect();
    last.sort_unstable();
    let last: Vec<_> = last.iter().map(|(_, name)| *name).collect();
    assert!(last.ends_with(&["Zeta", "Alpha"]), "{last:?}");
    let types = proposal.stand_ins.choices.iter();
    let types: Vec<_> = types.map(|(list, name)| (*list, &**name)).collect();
    let made = ["Return", "New Line"].map(|name| (ChoiceList::RecordType, name));
    assert_eq!(types, made);
}

#[test]
fn values_that_a_rule_asks_for_come_last_in_their_lists_in_the_order_of_the_file() {
    let mut desk = first_desk();
    add(
        &mut desk,
        &rule(&[
            &[("Case.Reason", "equals", "Worn out,Dropped")],
            &[("Case.Priority", "equals", "high,Urgent")],
            &[("Case.Origin", "equals", "Fax")],
            &[("Case.Product", "equals", "Toaster")],
        ]),
    );
    let names = |list| {
        let choices = desk.choices_of(list).into_iter();
        let names: Vec<_> = choices.map(|choice| choice.name.to_string()).collect();
        names
    };
    assert_eq!(names(ChoiceList::Reason), ["Worn out", "Dropped"]);
    assert_eq!(names(ChoiceList::Origin).last().unwrap(), "Fax");
    assert_eq!(names(ChoiceList::Product), ["Toaster"]);
    assert_eq!(names(ChoiceList::Priority).last().unwrap(), "Urgent");
    let mut orders: Vec<_> = desk.choices.values().map(|choice| choice.order).collect();
    orders.sort_unstable();
    orders.dedup();
    assert_eq!(orders.len(), desk.choices.len(), "no two share a place");
}
