//! Which cases formulas take, and what is refused where (semantics 3.7).

use crate::looked_at::{LookedAt, NOW, ask, at, entry, first_desk};
use rung::engine::{
    command::{CaseChange, Command},
    decide::decide,
    exchange::salesforce,
    field_type::FieldType,
    history::Deed,
    id::RuleId,
    rule::{EscalationRule, Formula},
    stamp::{Actor, Stamp},
};
use std::{fs, path::Path};

fn story() -> LookedAt {
    LookedAt::new()
        .with("Case.Cost__c", FieldType::Number, "9.5")
        .with("Case.Left__c", FieldType::Number, "")
        .with("Case.Red__c", FieldType::Checkbox, "")
        .with("Case.Colours__c", FieldType::MultiPicklist, "Red;Dark Blue")
        .with("Account.Since__c", FieldType::Date, "2026-03-09")
        .with("User.Customer_Priority__c", FieldType::Picklist, "VIP")
}

#[track_caller]
fn all(story: &LookedAt, formulas: &[(&str, bool)]) {
    for (text, expected) in formulas {
        assert_eq!(story.formula(text), Ok(*expected), "{text}");
    }
}

#[test]
fn conditions_join_by_functions_and_by_signs() {
    all(
        &story(),
        &[
            ("AND(TRUE, true, IsEscalated)", true),
            ("AND(TRUE, IsClosed)", false),
            ("OR(IsClosed, Red__c, NOT(IsClosed))", true),
            ("OR(FALSE, Red__c)", false),
            ("TRUE || FALSE && FALSE", true),
            ("(TRUE || FALSE) && FALSE", false),
            ("!IsClosed && !Red__c", true),
            ("NOT(IsClosed) && IsClosed = FALSE", true),
            ("IF(IsClosed, FALSE, IsEscalated)", true),
            ("CASE(Priority, \"Low\", 1, \"High\", 2, 3) = 2", true),
            ("CASE(Origin, \"Web\", 1, 3) == 3", true),
        ],
    );
}

#[test]
fn texts_compare_without_regard_to_case_and_outer_blanks() {
    all(
        &story(),
        &[
            ("ISPICKVAL(Priority, \"HIGH \")", true),
            ("ISPICKVAL (Type, \"Overage Claim\")", false),
            ("Case.Subject = 'printer on FIRE'", true),
            ("Subject <> \"x\"", true),
            ("Subject != \"printer on fire\"", false),
            ("CONTAINS(Subject, \"On Fire\")", true),
            ("BEGINS(Subject, \"fire\")", false),
            ("BEGINS(Subject, \"PRINTER\")", true),
            ("INCLUDES(Colours__c, \"dark blue\")", true),
            ("INCLUDES(Colours__c, \"blue\")", false),
            ("RecordType.DeveloperName = \"Order_Claim\"", true),
            ("CONTAINS(RecordType.Name, \"order\")", true),
            (
                "LEN(TRIM(\" ab \")) = 2 && UPPER(\"a\") & LOWER(\"B\") = \"AB\"",
                true,
            ),
            ("TEXT(Cost__c) = \"9.5\" && VALUE(\"9.5\") = Cost__c", true),
        ],
    );
}

#[test]
fn the_way_to_a_field_leads_over_those_around_the_case() {
    all(
        &story(),
        &[
            ("Account.BillingCountry = \"Norway\"", true),
            (
                "account.sla = \"platinum\" && Contact.Country = \"Sweden\"",
                true,
            ),
            ("Owner.Name = \"Ann Lee\" && Owner:User.IsActive", true),
            ("ISPICKVAL(CreatedBy.Customer_Priority__c, \"VIP\")", true),
            ("ISPICKVAL(Owner.Customer_Priority__c, \"VIP\")", false),
            ("CreatedBy.Email = \"ben@example.com\"", true),
            ("ISBLANK(Owner:Queue.DeveloperName)", true),
        ],
    );
}

#[test]
fn what_is_blank_is_neither_below_nor_above_and_equals_only_what_is_blank() {
    all(
        &story(),
        &[
            ("ISBLANK(Left__c) && ISNULL(Origin) && Left__c = NULL", true),
            ("ISBLANK(Subject)", false),
            ("Left__c < 1", false),
            ("Left__c > 1 || Left__c <= 0 || Left__c >= 0", false),
            ("1 > Left__c || 1 < Left__c || 1 >= Left__c", false),
            ("Subject > \"\" || \"\" < Subject", false),
            ("NOT(Left__c > 1)", true),
            ("Left__c = 0", false),
            ("Left__c <> 0", true),
            ("ISBLANK(Left__c + 1)", true),
            ("BLANKVALUE(Left__c, 7) = 7", true),
            ("Origin = \"\"", true),
            ("CONTAINS(Subject, \"\")", false),
            ("NOW() - ClosedDate > 1", false),
            ("Red__c = FALSE && NOT(Red__c)", true),
        ],
    );
}

#[test]
fn days_are_reckoned_with_and_now_is_the_instant_of_the_evaluation() {
    // Created exactly a day before now.
    all(
        &story(),
        &[
            ("NOW() - CreatedDate > 1", false),
            ("NOW() - CreatedDate = 1", true),
            ("NOW() - LastModifiedDate < 0.5", true),
            ("CreatedDate + 1 = NOW()", true),
            ("TODAY() - Account.Since__c = 1", true),
            (
                "Account.Since__c + 1 = TODAY() && TODAY() - 1 < TODAY()",
                true,
            ),
            ("DATEVALUE(CreatedDate) = Account.Since__c", true),
            ("CreatedDate = Account.Since__c", true),
            ("DATE(2026, 3, 10) = TODAY()", true),
            (
                "YEAR(TODAY()) * 100 + MONTH(TODAY()) = 202603 && DAY(TODAY()) = 10",
                true,
            ),
            ("WEEKDAY(TODAY()) = 3", true),
        ],
    );
    let mut west = story();
    west.zone = "Pacific/Kiritimati";
    assert_eq!(west.formula("TODAY() = DATE(2026, 3, 11)"), Ok(true));
}

#[test]
fn numbers_are_reckoned_with_and_signs_bind_as_in_arithmetic() {
    all(
        &story(),
        &[
            ("1 + 2 * 3 = 7 && (1 + 2) * 3 = 9", true),
            ("10 - 4 - 3 = 3 && 8 / 4 / 2 = 1", true),
            ("-Cost__c < 0 && ABS(-2) = 2 && MOD(-1, 3) = 2", true),
            (".5 + 1.5 = 2", true),
            ("open_cycle = 2 && CaseNumber >= 1001", true),
        ],
    );
}

#[test]
fn lines_and_comments_stand_anywhere_between_parts() {
    let text = "AND( /* the\n status */ NOT( IsClosed ),\n\n  /**/ IsEscalated /* so */ ) ";
    assert_eq!(story().formula(text), Ok(true));
}

/// What is refused, and with which words.
const REFUSED: [(&str, &str); 19] = [
    (
        "",
        "line 1, column 1: a field, a value, a function or a bracket is missing",
    ),
    (
        "AND(IsClosed",
        "line 1, column 13: an operator, a comma or a closing bracket is missing",
    ),
    (
        "AND(IsClosed, )",
        "line 1, column 15: a field, a value, a function or a bracket is expected, not )",
    ),
    (
        "(IsClosed]",
        "line 1, column 10: an operator or a closing bracket is expected, not ]",
    ),
    (
        "IsClosed IsEscalated",
        "line 1, column 10: an operator or the end is expected, not IsEscalated",
    ),
    (
        "IsClosed\n  && Priorty = \"High\"",
        "line 2, column 6: the field Priorty is not known here",
    ),
    (
        "Parent.Status = \"New\"",
        "line 1, column 1: the field Parent.Status is not known here",
    ),
    (
        "$User.Name = \"x\"",
        "line 1, column 1: the field $User.Name is not known here",
    ),
    (
        "NOT(ISCHANGED(Status))",
        "line 1, column 5: the function ISCHANGED is not known here",
    ),
    (
        "Subject = \"open",
        "line 1, column 16: the closing quote is missing",
    ),
    (
        "TRUE /* so",
        "line 1, column 8: the end */ of the comment is expected, not so",
    ),
    (
        "Subject",
        "line 1, column 1: true or false is expected here, not a text",
    ),
    (
        "Cost__c > \"9\"",
        "line 1, column 9: > does not go with a number and a text",
    ),
    (
        "IsClosed < TRUE",
        "line 1, column 10: < does not go with true or false and true or false",
    ),
    (
        "NOW() + NOW() = NOW()",
        "line 1, column 7: + does not go with a date and time and a date and time",
    ),
    (
        "YEAR(CreatedDate) = 2026",
        "line 1, column 6: a date is expected here, not a date and time",
    ),
    (
        "NOT()",
        "line 1, column 1: NOT is given 0 and takes 1 of them",
    ),
    (
        "IF(IsClosed, 1, \"x\") = 1",
        "line 1, column 17: a number is expected here, not a text",
    ),
    (
        "ISBLANK(Subject) # 2",
        "line 1, column 18: an operator or the end is expected, not #",
    ),
];

#[test]
fn what_is_not_known_or_does_not_fit_is_refused_with_its_name_and_place() {
    for (text, refused) in REFUSED {
        assert_eq!(story().formula(text).unwrap_err(), refused, "{text}");
    }
}

#[test]
fn brackets_and_chains_without_end_are_refused_and_not_followed() {
    for text in [
        "(".repeat(3_000),
        "!".repeat(3_000),
        format!("{}TRUE{}", "NOT(".repeat(900), ")".repeat(900)),
        format!("1{} = 1", "+1".repeat(2_000)),
        "TRUE".repeat(2_000),
    ] {
        assert!(story().formula(&text).is_err());
    }
    let long = vec!["IsEscalated"; 300].join("&&");
    assert_eq!(story().formula(&long), Ok(true));
}

#[test]
fn a_rule_with_a_formula_that_is_refused_cannot_be_saved_nor_one_with_criteria_beside() {
    let story = story();
    let save = |formula: &str, with_line: bool| {
        let line = story.line(("Case.Subject", rung::engine::rule::Operator::Equals, "x"));
        let mut told = entry(if with_line { vec![line] } else { Vec::new() }, None);
        told.formula = Some(Formula::parse(formula));
        let rule = EscalationRule {
            id: RuleId(0),
            name: "Standard".into(),
            active: false,
            was_active: false,
            version: 0,
            entries: vec![told],
            import: None,
        };
        let stamp = Stamp {
            at: at(NOW),
            by: Actor::System,
        };
        let decided = decide(&story.desk, &Command::SaveRule(rule), stamp);
        decided.err().map(|rejection| rejection.to_string())
    };
    assert_eq!(save("Cost__c > 5", false), None);
    assert_eq!(
        save("Cost__c >", false).unwrap(),
        "entries.0.formula: line 1, column 10: a field, a value, a function or a bracket is missing"
    );
    assert_eq!(
        save("Cost__c > 5", true).unwrap(),
        "entries.0.formula: an entry has either criteria or a formula"
    );
}

#[test]
fn what_fails_while_it_is_evaluated_is_no_match() {
    for (text, reason) in [
        ("1 / (Cost__c - 9.5) > 0", "division by zero"),
        (
            "VALUE(Subject) > 0",
            "\u{201c}Printer on fire\u{201d} is no number",
        ),
        ("DATE(2026, 2, 30) = TODAY()", "there is no day 2026-2-30"),
        (
            "TODAY() + 99999999999 > TODAY()",
            "a date that is too far away",
        ),
    ] {
        assert_eq!(story().formula(text).unwrap_err(), reason, "{text}");
    }
    // What is not asked for any more does not fail.
    assert_eq!(story().formula("OR(IsEscalated, 1 / 0 > 1)"), Ok(true));
}

#[test]
fn a_failing_formula_is_told_in_the_history_and_the_next_entry_is_tried() {
    let mut desk = first_desk();
    let by = |text: &str| {
        let mut told = entry(Vec::new(), None);
        told.id = 0.into();
        told.formula = Some(Formula::parse(text));
        told
    };
    let rule = EscalationRule {
        id: RuleId(0),
        name: "Standard".into(),
        active: false,
        was_active: false,
        version: 0,
        entries: ["FALSE", "1 / LEN(Description) > 0", "TRUE"]
            .map(by)
            .to_vec(),
        import: None,
    };
    ask(&mut desk, &Command::SaveRule(rule));
    let rule = *desk.rules.keys().next().unwrap();
    let activate = Command::ActivateRule {
        rule,
        plan_open_cases: false,
    };
    ask(&mut desk, &activate);
    let create = Command::CreateCase {
        changes: vec![CaseChange::Subject("x".into())],
        created_at: None,
        number: None,
    };
    let told = ask(&mut desk, &create);
    let failed: Vec<_> = told
        .iter()
        .filter_map(|entry| match &entry.deed {
            Deed::FormulaFailed(failed) => {
                Some((entry.by, entry.case, failed.place, &*failed.reason))
            }
            _ => None,
        })
        .collect();
    let (case, plan) = desk.plans.first_key_value().unwrap();
    let reason = "division by zero";
    assert_eq!(failed, [(Actor::RuleEngine, Some(*case), 2, reason)]);
    let third = desk.rules[&rule].entries[2].id;
    assert_eq!(plan.following.as_ref().unwrap().entry, third);
}

#[test]
fn every_formula_of_real_organisations_is_honoured() {
    let folder = Path::new("../shared/data/salesforce/rules");
    let Ok(listed) = fs::read_dir(folder) else {
        println!("skipped: there are no files in {}", folder.display());
        return;
    };
    let mut n_formulas = 0;
    for file in listed {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        let mut desk = first_desk();
        let files = salesforce::read(&[("rules.xml", &bytes)]).unwrap();
        ask(&mut desk, &Command::BringInSalesforce(Box::new(files)));
        for entry in desk.rules.values().flat_map(|rule| &rule.entries) {
            let Some(formula) = &entry.formula else {
                continue;
            };
            let checked = formula.check(&|of, name| desk.custom_field(of, name));
            assert_eq!(checked, Ok(()), "{}", formula.text());
            n_formulas += 1;
        }
    }
    assert_eq!(n_formulas, 16);
}
