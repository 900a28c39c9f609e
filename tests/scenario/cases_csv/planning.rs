//! What an import makes cases follow and fire, and taking it out.

use super::*;

#[test]
fn what_an_import_makes_overdue_is_what_then_fires() {
    let mut desk = desk_with_rule(
        vec![criterion(Field::Account(AccountField::Sla), "Gold")],
        EscalationClock::FromCreation,
    );
    let text = "Subject,Created,Account Name,SLA,Case Owner,Status\n\
                both overdue,2026-01-09 12:00,Acme,Gold,Ana,New\n\
                due this second,2026-01-10 11:00,Acme,,Ana,New\n\
                not yet,2026-01-10 11:01,Acme,,Ana,New\n\
                other level,2026-01-01 00:00,Basic,Silver,Ana,New\n\
                closed,2026-01-01 00:00,Acme,,Ana,Closed\n";
    let mut import = begin(&desk, text, options());
    while !import.step(&desk, 2).is_done() {}
    let preview = import.preview();
    assert_eq!((preview.n_created, preview.n_updated), (5, 0));
    assert_eq!(preview.rows.len(), 5);
    assert!(
        preview
            .rows
            .iter()
            .all(|(_, outcome)| matches!(outcome, RowOutcome::Creates(_)))
    );
    let made = |kind| preview.made.iter().find(|made| made.kind == kind).unwrap();
    assert_eq!(made(Kind::Account).n, 2);
    assert_eq!(*made(Kind::User).names, ["Ana".into()]);

    let changes = import.finish(&desk).unwrap();
    assert_eq!(preview.wave, advance::wave(&desk, &changes, at(NOW)));
    desk.apply(changes);
    let fired = catch_up(&mut desk, at(NOW), 100).unwrap();
    assert_eq!(preview.wave.n_actions, fired.fired_keys().count());
    let notices = fired
        .records
        .keys()
        .filter(|key| key.kind == Kind::Notification);
    assert_eq!(preview.wave.n_notices, notices.count());
    assert_eq!(preview.wave.n_actions, 3);
}

#[test]
fn an_update_that_makes_a_case_overdue_is_in_the_wave() {
    let high = criterion(Field::Case(CaseField::Priority), "High");
    let mut desk = desk_with_rule(vec![high], EscalationClock::FromCreation);
    bring_in(
        &mut desk,
        "Number,Priority,Created\n1,Low,2026-01-09 12:00\n",
    );
    assert!(desk.next_due().is_none());
    let mut import = begin(&desk, "Number,Priority\n1,High\n", options());
    import.step(&desk, 10);
    assert_eq!(import.preview().wave.n_actions, 2);
}

#[test]
fn taking_an_import_out_leaves_the_desk_as_it_was() {
    let mut desk = desk_with_rule(Vec::new(), EscalationClock::FromCreation);
    let before = desk.clone();
    bring_in(
        &mut desk,
        "Subject,Created,Status,Type,Owner,Account,Contact Email,Region__c\n\
         one,2026-01-09 12:00,Working,Odd,Ana,Acme,a@example.com,North\n",
    );
    desk.apply(catch_up(&mut desk.clone(), at(NOW), 100).unwrap());
    let import = *desk.imports.keys().next().unwrap();
    do_it(&mut desk, &Command::RemoveImport(import), NOW);
    assert!(*desk == *before, "every record is as it was");
}

#[test]
fn a_new_column_is_a_field_that_criteria_can_look_at() {
    let mut desk = desk();
    bring_in(
        &mut desk,
        "Subject,Tier__c,Account,Account.Level__c\na,Top,Acme,7\n",
    );
    let ids: Vec<_> = desk.custom_fields.keys().copied().collect();
    let criteria = vec![
        criterion(Field::Custom(ids[0]), "top"),
        criterion(Field::Custom(ids[1]), "7"),
    ];
    let rule = EscalationRule {
        id: RuleId(0),
        name: "By tier".into(),
        active: false,
        was_active: false,
        version: 0,
        entries: vec![RuleEntry {
            id: EntryId(0),
            criteria,
            logic: None,
            formula: None,
            hours: HoursMode::Ignore,
            clock: EscalationClock::FromCreation,
            pause_on_hold: false,
            actions: Vec::new(),
        }],
        import: None,
    };
    do_it(&mut desk, &Command::SaveRule(rule), NOW);
    let rule = *desk.rules.keys().next().unwrap();
    let plan_open_cases = false;
    do_it(
        &mut desk,
        &Command::ActivateRule {
            rule,
            plan_open_cases,
        },
        NOW,
    );
    let text = "Subject,Tier__c,Account,Account.Level__c\n\
                follows,TOP,Beta,7\n\
                does not,low,Beta,7\n\
                nor this,top,Gamma,8\n";
    let table = Table::read(text.as_bytes()).unwrap();
    let mapping = Mapping::guess(&table, &desk);
    assert_eq!(mapping.targets[1], Target::Custom(ids[0]));
    assert_eq!(mapping.targets[3], Target::Custom(ids[1]));
    bring_in(&mut desk, text);
    let follows: Vec<_> = desk
        .plans
        .keys()
        .map(|id| &*desk.cases[id].subject)
        .collect();
    assert_eq!(follows, ["follows"]);
}
