//! Fields that people and files add: what they hold, and what is refused.

use crate::{
    cases_csv::{bring_in, complaints},
    looked_at::{ask, entry, first_desk, refused},
    support_desk::SupportDesk,
};
use rung::engine::{
    choice::{CustomField, CustomFieldOf},
    command::{CaseChange, Command},
    desk::Desk,
    field_type::{FieldType, TypeGuess},
    id::{CustomFieldId, EntryId},
    rule::{Formula, RuleEntry},
    stamp::Actor,
};

fn field(of: CustomFieldOf, name: &str, field_type: FieldType, values: &[&str]) -> CustomField {
    CustomField {
        field_type,
        values: values.iter().map(|value| (*value).into()).collect(),
        ..CustomField::new(of, name)
    }
}

fn add(desk: &mut Desk, field: CustomField) -> CustomFieldId {
    ask(desk, &Command::SaveCustomField(field));
    *desk.custom_fields.last_key_value().unwrap().0
}

fn open_case(text: &str, field: CustomFieldId) -> Command {
    Command::CreateCase {
        changes: vec![
            CaseChange::Subject("x".into()),
            CaseChange::Custom((field, text.into())),
        ],
        created_at: None,
        number: None,
    }
}

#[test]
fn a_value_is_kept_in_the_writing_of_its_type_and_refused_at_its_field_when_it_is_none() {
    let mut desk = first_desk();
    let due = add(
        &mut desk,
        field(CustomFieldOf::Case, "Due__c", FieldType::Date, &[]),
    );
    assert_eq!(
        refused(&desk, &open_case("soon", due)).unwrap(),
        format!("custom.{}: write a date such as 2026-03-10", due.0)
    );
    ask(&mut desk, &open_case(" 2026-3-1 ", due));
    let case = desk.cases.values().next().unwrap();
    assert_eq!(case.custom(due), "2026-03-01");
}

#[test]
fn a_field_keeps_its_name_and_what_it_belongs_to_and_may_change_all_else() {
    let mut desk = first_desk();
    let id = add(
        &mut desk,
        field(CustomFieldOf::Case, "Region__c", FieldType::Text, &[]),
    );
    let saved = desk.custom_fields[&id].clone();
    assert_eq!(&*saved.label, "Region");
    let change = |change: fn(&mut CustomField)| {
        let mut field = saved.clone();
        change(&mut field);
        Command::SaveCustomField(field)
    };
    let renamed = change(|field| field.name = "Area__c".into());
    assert!(
        refused(&desk, &renamed)
            .unwrap()
            .starts_with("name: rules and files know")
    );
    let moved = change(|field| field.of = CustomFieldOf::Account);
    assert!(
        refused(&desk, &moved)
            .unwrap()
            .starts_with("name: rules and files know")
    );
    let twin = Command::SaveCustomField(CustomField::new(CustomFieldOf::Case, "region__C"));
    assert!(
        refused(&desk, &twin)
            .unwrap()
            .contains("of that name already")
    );
    let blank = change(|field| field.field_type = FieldType::Picklist);
    assert!(
        refused(&desk, &blank)
            .unwrap()
            .starts_with("values: write at least")
    );
    ask(
        &mut desk,
        &change(|field| {
            field.label = "Area".into();
            field.field_type = FieldType::Picklist;
            field.values = vec!["EMEA".into(), "APAC".into()];
            field.inactive = true;
        }),
    );
    let after = &desk.custom_fields[&id];
    assert_eq!(
        (&*after.label, after.values.len(), after.inactive),
        ("Area", 2, true)
    );
}

#[test]
fn the_type_changes_only_to_one_that_every_value_fits() {
    let mut desk = first_desk();
    let id = add(
        &mut desk,
        field(CustomFieldOf::Case, "Cost__c", FieldType::Text, &[]),
    );
    ask(&mut desk, &open_case("a lot", id));
    let number = CustomField {
        field_type: FieldType::Number,
        ..desk.custom_fields[&id].clone()
    };
    let number = Command::SaveCustomField(number);
    assert_eq!(
        refused(&desk, &number).unwrap(),
        "type: one value does not fit this type: change it first"
    );
    let case = *desk.cases.keys().next().unwrap();
    let save = Command::SaveCase {
        case,
        changes: vec![CaseChange::Custom((id, "9.5".into()))],
    };
    ask(&mut desk, &save);
    assert_eq!(refused(&desk, &number), None);
}

#[test]
fn the_type_stays_while_a_formula_could_not_be_read_with_another() {
    let mut desk = SupportDesk::open();
    desk.by = Actor::User(desk.admin);
    let region = field(CustomFieldOf::Case, "Region__c", FieldType::Text, &[]);
    let region = CustomFieldId(desk.add(&Command::SaveCustomField(region)));
    desk.activate_entry(RuleEntry {
        id: EntryId(0),
        formula: Some(Formula::parse("Region__c = \"North\"")),
        ..entry(Vec::new(), None)
    });
    let with_type = |desk: &SupportDesk, field_type| {
        let known = desk.desk.custom_fields[&region].clone();
        Command::SaveCustomField(CustomField {
            field_type,
            ..known
        })
    };
    let to_number = with_type(&desk, FieldType::Number);
    let refusal = desk.refused(&to_number);
    let told = "type: the formula of entry 1 of Standard could not be read: line 1, column";
    assert!(refusal.starts_with(told), "{refusal}");
    let labelled = CustomField {
        label: "Part of the world".into(),
        ..desk.desk.custom_fields[&region].clone()
    };
    desk.ask(&Command::SaveCustomField(labelled));
}

#[test]
fn a_new_column_of_a_file_is_a_field_of_the_type_that_its_values_speak_for() {
    let text = "Subject,Cost__c,Red__c,Due__c,Region__c\n\
                one,9.5,TRUE,2026-03-10,North\n\
                two,12,false,,South\n";
    let mut desk = first_desk();
    bring_in(&mut desk, text);
    let types: Vec<_> = desk
        .custom_fields
        .values()
        .map(|field| (&*field.name, field.field_type))
        .collect();
    assert_eq!(
        types,
        [
            ("Cost__c", FieldType::Number),
            ("Red__c", FieldType::Checkbox),
            ("Due__c", FieldType::Date),
            ("Region__c", FieldType::Text),
        ]
    );
    let ids: Vec<_> = desk.custom_fields.keys().copied().collect();
    let values = |place: usize| {
        let case = desk.cases.values().nth(place).unwrap();
        ids.iter().map(|id| case.custom(*id)).collect::<Vec<_>>()
    };
    assert_eq!(values(0), ["9.5", "true", "2026-03-10", "North"]);
    assert_eq!(values(1), ["12", "", "", "South"]);
    let told = complaints(&desk, "Subject,Cost__c\nthree,a lot\n");
    let [told] = told.as_slice() else {
        panic!("{told:?}")
    };
    assert!(told.ends_with("write a number such as 12.5"), "{told}");
}

#[test]
fn a_new_column_of_few_values_is_a_list_of_them_and_names_the_import() {
    let text = "Subject,Region__c\n\
                one,South\ntwo,North\nthree,South\nfour,North\n";
    let mut desk = first_desk();
    bring_in(&mut desk, text);
    let import = *desk.imports.keys().next().unwrap();
    let field = desk.custom_fields.values().next().unwrap();
    assert_eq!(field.field_type, FieldType::Picklist);
    assert_eq!(*field.values, ["North".into(), "South".into()]);
    assert_eq!(field.import, Some(import));
    ask(&mut desk, &Command::RemoveImport(import));
    assert!(desk.custom_fields.is_empty());
}

#[test]
fn a_list_that_is_gathered_from_uses_has_each_value_once() {
    let mut guess = TypeGuess::default();
    for list in ["EMEA, APAC", "emea", "", "Americas"] {
        guess.note_values(list);
    }
    let values: Vec<&str> = guess.values.iter().map(|value| &**value).collect();
    assert_eq!(values, ["EMEA", "APAC", "Americas"]);
    assert_eq!(guess.best(), FieldType::Picklist);
    guess.note_values("3");
    assert_eq!(guess.best(), FieldType::Picklist, "a number may be a value");
    guess.note_text("  ");
    assert_eq!(guess.best(), FieldType::Picklist, "a blank says nothing");
    guess.note_text("see below");
    assert_eq!(guess.best(), FieldType::Text);
}

/// Accounts and people have them as well as cases.
#[test]
fn a_type_that_values_of_accounts_contacts_or_users_do_not_fit_is_refused() {
    for of in [
        CustomFieldOf::Account,
        CustomFieldOf::Contact,
        CustomFieldOf::User,
    ] {
        let mut desk = first_desk();
        let id = add(&mut desk, field(of, "Cost__c", FieldType::Text, &[]));
        let other = add(&mut desk, field(of, "Note__c", FieldType::Text, &[]));
        let named = |name: &str, id: CustomFieldId, text: &str| {
            let record = serde_json::json!({
                "id": 0, "name": name, "active": true, "custom": [[id, text]],
            });
            match of {
                CustomFieldOf::Account => {
                    Command::SaveAccount(serde_json::from_value(record).unwrap())
                }
                CustomFieldOf::Contact => {
                    Command::SaveContact(serde_json::from_value(record).unwrap())
                }
                _ => Command::SaveUser(serde_json::from_value(record).unwrap()),
            }
        };
        let number = |desk: &Desk| {
            refused(
                desk,
                &Command::SaveCustomField(CustomField {
                    field_type: FieldType::Number,
                    ..desk.custom_fields[&id].clone()
                }),
            )
        };
        ask(&mut desk, &named("One", id, "9.5"));
        ask(&mut desk, &named("Two", other, "a lot"));
        assert_eq!(number(&desk), None, "{of:?}");
        ask(&mut desk, &named("Three", id, "a lot"));
        ask(&mut desk, &named("Four", id, "more"));
        assert_eq!(
            number(&desk).as_deref(),
            Some("type: 2 values do not fit this type: change them first"),
            "{of:?}"
        );
    }
}

#[test]
fn a_record_keeps_what_it_had_and_drops_what_is_emptied() {
    let mut desk = first_desk();
    let cost = add(
        &mut desk,
        field(CustomFieldOf::Account, "Cost__c", FieldType::Text, &[]),
    );
    let due = add(
        &mut desk,
        field(CustomFieldOf::Account, "Due__c", FieldType::Date, &[]),
    );
    let acme = serde_json::json!({
        "id": 0, "name": "Acme", "custom": [[cost, "a lot"], [due, "2026-3-1"]],
    });
    let acme = Command::SaveAccount(serde_json::from_value(acme).unwrap());
    ask(&mut desk, &acme);
    let saved = |desk: &Desk| desk.accounts.values().next().unwrap().clone();
    let texts = |desk: &Desk| -> Vec<String> {
        let values = saved(desk).custom.into_iter();
        values.map(|(_, text)| text.to_string()).collect()
    };
    assert_eq!(texts(&desk), ["a lot", "2026-03-01"]);
    let mut edited = saved(&desk);
    edited.custom[1].1 = "soon".into();
    assert_eq!(
        refused(&desk, &Command::SaveAccount(edited.clone())).unwrap(),
        format!("custom.{}: write a date such as 2026-03-10", due.0)
    );
    edited.custom[1].1 = " ".into();
    ask(&mut desk, &Command::SaveAccount(edited));
    assert_eq!(texts(&desk), ["a lot"]);
}
