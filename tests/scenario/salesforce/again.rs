//! Bringing files in again, on a desk that has been worked on, and taking them out.

use super::{
    ask, bring_in, first_desk, imported,
    made::{add, calendar, files, hours, office, rule, ruled_by_used},
    own, read, stamp,
};
use rung::engine::{
    account::{Account, Contact},
    command::Command,
    exchange::salesforce::{self, Fate},
    history::Deed,
};

#[test]
fn the_same_files_again_change_nothing() {
    for names in [["holidays.xml", "lists.xml"], ["shapes.xml", "actions.xml"]] {
        let (mut desk, _) = imported(&names);
        let before = desk.clone();
        let mut files = read(&names);
        files.choices = salesforce::preselected(&desk, &files);
        assert!(!files.choices.plan_open_cases);
        let proposal = salesforce::propose(&desk, &files);
        assert!(proposal.changes_nothing(), "{proposal:#?}");
        files.choices.activate = None;
        ask(&mut desk, &Command::BringInSalesforce(Box::new(files))).unwrap();
        assert!(desk == before);
    }
}

#[test]
fn a_rule_that_comes_again_keeps_the_names_of_its_entries_and_actions_by_their_order() {
    let (mut desk, _) = imported(&["actions.xml"]);
    let before = desk.active_rule().unwrap().clone();
    let text = String::from_utf8(own("actions.xml")).unwrap();
    let later = text
        .replace("<fullName>Ladder", "<fullName>LADDER")
        .replace(">60<", ">90<");
    let shorter = later.rsplit_once("<ruleEntry>").unwrap().0.to_owned()
        + "</escalationRule></EscalationRules>";
    let files = salesforce::read(&[("again.xml", shorter.as_bytes())]).unwrap();
    let proposal = bring_in(&mut desk, files).unwrap();
    let rule = &proposal.rules[0];
    assert_eq!(rule.fate, Fate::Changed);
    assert_eq!((rule.n_matched, rule.n_new(), rule.n_gone), (2, 0, 1));
    let after = desk.active_rule().unwrap();
    assert_eq!((after.id, after.version), (before.id, before.version + 1));
    assert_eq!(after.entries[0].id, before.entries[0].id);
    assert_eq!(
        after.entries[0].actions[1].id,
        before.entries[0].actions[1].id
    );
    assert_eq!(after.entries[0].actions[1].age_minutes, 90);
    assert_eq!(desk.rules.len(), 1);
}

#[test]
fn hours_that_change_move_what_is_pending() {
    let (mut desk, _) = imported(&["shapes.xml", "any_order.xml"]);
    let high = desk.choices.values().find(|one| &*one.name == "High");
    let high = rung::engine::command::CaseChange::Choice(
        rung::engine::choice::ChoiceList::Priority,
        Some(high.unwrap().id),
    );
    let create = Command::CreateCase {
        changes: vec![high],
        created_at: None,
        number: None,
    };
    ask(&mut desk, &create).unwrap();
    let due =
        |desk: &rung::engine::desk::Desk| desk.plans.values().next().unwrap().pending[0].due_at;
    let before = due(&desk).unwrap();
    assert_eq!(before.to_string(), "2026-03-10T15:45:00Z");
    let later = String::from_utf8(own("shapes.xml"))
        .unwrap()
        .replace("16:50", "15:30");
    let files = salesforce::read(&[("shapes.xml", later.as_bytes())]).unwrap();
    bring_in(&mut desk, files).unwrap();
    // Half an hour is left of Tuesday, and Wednesday is open from midnight on.
    assert_eq!(due(&desk).unwrap().to_string(), "2026-03-11T00:15:00Z");
}

/// The one that is active here begins to count in them, and another rule does not make them so.
#[test]
fn hours_that_the_active_rule_counts_in_when_it_comes_again_are_active() {
    let mut desk = first_desk();
    add(&mut desk, &rule(&[&[]]));
    let both = office("Used", (false, false), "17:00") + &office("Idle", (false, false), "17:00");
    let other = ruled_by_used()
        .replace("Used", "Idle")
        .replace("Standard", "Other")
        .replace("<active>true", "<active>false");
    let mut files = files(&[&hours(&both), &ruled_by_used(), &other]);
    files.choices = salesforce::preselected(&desk, &files);
    files.choices.activate = None;
    ask(&mut desk, &Command::BringInSalesforce(Box::new(files))).unwrap();
    assert_eq!(&*desk.active_rule().unwrap().name, "Standard");
    assert!(calendar(&desk, "Used").active);
    assert!(!calendar(&desk, "Idle").active);
}

#[test]
fn fields_that_a_rule_asked_for_name_the_import_and_go_with_it() {
    let mut desk = first_desk();
    add(
        &mut desk,
        &rule(&[&[("Case.Region__c", "equals", "North,South")]]),
    );
    let import = *desk.imports.keys().next().unwrap();
    let field = desk.custom_fields.values().next().unwrap();
    assert_eq!(*field.values, ["North".into(), "South".into()]);
    assert_eq!(field.import, Some(import));
    ask(&mut desk, &Command::RemoveImport(import)).unwrap();
    assert!(desk.custom_fields.is_empty());
}

#[test]
fn a_field_that_a_customer_of_your_own_has_a_value_of_stays() {
    let mut desk = first_desk();
    let criteria = [
        ("Account.Tier__c", "equals", "Gold"),
        ("Account.Idle__c", "equals", "Gold"),
        ("Contact.Mood__c", "equals", "Fine"),
    ];
    add(&mut desk, &rule(&[&criteria]));
    let value = |name: &str, text: &str| {
        let mut fields = desk.custom_fields.values();
        let field = fields.find(|field| &*field.name == name).unwrap();
        vec![(field.id, text.into())]
    };
    let account = Account {
        id: 0.into(),
        name: "Acme".into(),
        country: "".into(),
        sla: "".into(),
        industry: "".into(),
        account_type: "".into(),
        team: Vec::new(),
        manager: None,
        watch_list: Vec::new(),
        custom: value("Tier__c", "Gold"),
        import: None,
    };
    let contact = Contact {
        id: 0.into(),
        name: "Karl".into(),
        email: "".into(),
        phone: "".into(),
        country: "".into(),
        account: None,
        custom: value("Mood__c", "Fine"),
        import: None,
    };
    ask(&mut desk, &Command::SaveAccount(account)).unwrap();
    ask(&mut desk, &Command::SaveContact(contact)).unwrap();
    let import = *desk.imports.keys().next().unwrap();
    ask(&mut desk, &Command::RemoveImport(import)).unwrap();
    let left = desk.custom_fields.values().map(|field| &*field.name);
    assert_eq!(left.collect::<Vec<_>>(), ["Tier__c", "Mood__c"]);
}

#[test]
fn an_import_is_told_of_once_and_can_be_taken_out() {
    let before = first_desk();
    let (mut desk, _) = imported(&["holidays.xml", "actions.xml"]);
    let (id, import) = desk.imports.first_key_value().unwrap();
    assert_eq!(&*import.files, "holidays.xml, actions.xml");
    let remove = Command::RemoveImport(*id);
    ask(&mut desk, &remove).unwrap();
    for (kind, n) in [
        ("rules", desk.rules.len()),
        ("holidays", desk.holidays.len()),
        ("queues", desk.queues.len()),
        ("templates", desk.templates.len()),
        ("imports", desk.imports.len()),
    ] {
        assert_eq!(n, 0, "{kind}");
    }
    assert_eq!(desk.users, before.users);
    assert_eq!(desk.calendars, before.calendars);
    assert_eq!(&*desk.default_calendar().unwrap().name, "Default");
}

#[test]
fn what_cases_use_stays_when_an_import_is_taken_out() {
    let (mut desk, _) = imported(&["logic.xml", "actions.xml"]);
    let (queue, _) = desk.queues.first_key_value().unwrap();
    let owner = rung::engine::people::Assignee::Queue(*queue);
    let create = Command::CreateCase {
        changes: vec![rung::engine::command::CaseChange::Owner(owner)],
        created_at: None,
        number: None,
    };
    ask(&mut desk, &create).unwrap();
    let (id, _) = desk.imports.first_key_value().unwrap();
    let remove = Command::RemoveImport(*id);
    ask(&mut desk, &remove).unwrap();
    assert_eq!((desk.queues.len(), desk.rules.len()), (1, 0));
}

#[test]
fn the_history_tells_of_the_import_and_of_the_activation() {
    let mut files = read(&["actions.xml"]);
    let desk = first_desk();
    files.choices = salesforce::preselected(&desk, &files);
    let changes = salesforce::bring_in(&desk, &files, stamp()).unwrap();
    let told = |is_meant: &dyn Fn(&Deed) -> bool| {
        let entries = changes.history.iter();
        entries.filter(|entry| is_meant(&entry.deed)).count()
    };
    assert_eq!(told(&|deed| matches!(deed, Deed::Imported { .. })), 1);
    assert_eq!(told(&|deed| *deed == Deed::Activated), 1);
}
