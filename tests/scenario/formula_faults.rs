//! What is wrong with a formula is told where it stands, and what a right one tells of fields that
//! nobody has added yet (semantics 3.7).

use crate::{
    looked_at::LookedAt,
    salesforce::{bring_in, first_desk},
};
use rung::engine::{exchange::salesforce, field_type::FieldType, rule::Formula};

fn story() -> LookedAt {
    LookedAt::new().with("Case.Cost__c", FieldType::Number, "9.5")
}

#[track_caller]
fn refused(formulas: &[(&str, &str)]) {
    for (text, words) in formulas {
        assert_eq!(story().formula(text).unwrap_err(), *words, "{text}");
    }
}

#[test]
fn a_function_says_how_many_parts_it_takes() {
    refused(&[
        (
            "IF(TRUE, 1) = 1",
            "line 1, column 1: IF is given 2 and takes 3 of them",
        ),
        (
            "NOW(1) = NOW()",
            "line 1, column 1: NOW is given 1 and takes nothing",
        ),
        (
            "AND()",
            "line 1, column 1: AND is given 0 and takes at least one",
        ),
        (
            "BLANKVALUE(Cost__c) = 1",
            "line 1, column 1: BLANKVALUE is given 1 and takes 2 of them",
        ),
        (
            "CASE(Priority, \"High\") = 1",
            "line 1, column 1: CASE is given 2 and takes a value, pairs and what is given else",
        ),
        (
            "CASE(Priority, \"High\", 1, \"Low\", 2) = 1",
            "line 1, column 1: CASE is given 5 and takes a value, pairs and what is given else",
        ),
        (
            "CONTAINS(Subject) || TRUE",
            "line 1, column 1: CONTAINS is given 1 and takes 2 of them",
        ),
    ]);
}

#[test]
fn parts_that_do_not_fit_are_named_by_their_types() {
    refused(&[
        (
            "IF(Cost__c, 1, 2) = 1",
            "line 1, column 4: true or false is expected here, not a number",
        ),
        (
            "AND(TRUE, Subject)",
            "line 1, column 11: true or false is expected here, not a text",
        ),
        (
            "CASE(Priority, 1, 2, 3) = 2",
            "line 1, column 16: a text is expected here, not a number",
        ),
        (
            "CASE(Priority, \"High\", 1, \"x\") = 1",
            "line 1, column 27: a number is expected here, not a text",
        ),
        (
            "CASE(Priority, \"High\", 1, 2, 3, 4) = 1",
            "line 1, column 27: a text is expected here, not a number",
        ),
        (
            "BLANKVALUE(Subject, TODAY()) = \"x\"",
            "line 1, column 21: a text is expected here, not a date",
        ),
        (
            "Subject - \"x\" = \"\"",
            "line 1, column 9: - does not go with a text and a text",
        ),
        (
            "1 & 2 = \"12\"",
            "line 1, column 3: & does not go with a number and a number",
        ),
        (
            "IsClosed * 2 = 0",
            "line 1, column 10: * does not go with true or false and a number",
        ),
        (
            "2 / Subject = 0",
            "line 1, column 3: / does not go with a number and a text",
        ),
        (
            "1 - TODAY() = 0",
            "line 1, column 3: - does not go with a number and a date",
        ),
        (
            "TODAY() <> 1",
            "line 1, column 9: <> does not go with a date and a number",
        ),
        (
            "NOW() = \"now\"",
            "line 1, column 7: = does not go with a date and time and a text",
        ),
        (
            "Subject <= 1 || Subject >= 1",
            "line 1, column 9: <= does not go with a text and a number",
        ),
        (
            "TRUE >= FALSE",
            "line 1, column 6: >= does not go with true or false and true or false",
        ),
        (
            "-Subject = 1",
            "line 1, column 2: a number is expected here, not a text",
        ),
        (
            "LEN(1) = 1",
            "line 1, column 5: a text is expected here, not a number",
        ),
    ]);
}

#[test]
fn a_place_is_counted_in_lines_and_letters_and_the_word_that_stands_there_is_named() {
    refused(&[
        (
            "Subject = \"äöü\" §",
            "line 1, column 17: an operator or the end is expected, not §",
        ),
        (
            "TRUE\n\n  über_1 too",
            "line 3, column 3: an operator or the end is expected, not über_1",
        ),
        (
            "TRUE &&\n\"ä\" = Nope",
            "line 2, column 7: the field Nope is not known here",
        ),
        (
            "1. = 1",
            "line 1, column 2: an operator or the end is expected, not .",
        ),
        (
            "Case = 1",
            "line 1, column 1: the field Case is not known here",
        ),
        (
            "AND(TRUE; FALSE)",
            "line 1, column 9: an operator, a comma or a closing bracket is expected, not ;",
        ),
    ]);
}

#[test]
fn a_formula_has_at_most_5000_letters_and_40_brackets_inside_one_another() {
    let long = |n: usize| format!("Subject <> \"{}\"", "ä".repeat(n - 13));
    assert_eq!(story().formula(&long(5_000)), Ok(true));
    assert_eq!(
        story().formula(&long(5_001)).unwrap_err(),
        "line 1, column 1: a formula has at most 5000 characters"
    );
    let deep = |n: usize| format!("{}TRUE{}", "(".repeat(n), ")".repeat(n));
    assert_eq!(story().formula(&deep(39)), Ok(true));
    assert_eq!(
        story().formula(&deep(40)).unwrap_err(),
        "line 1, column 41: a simpler formula is expected, not TRUE"
    );
    // Each sum is a step, and so are its number and what it is held against.
    let sum = |n: usize| format!("1{} = {n}", "+1".repeat(n - 1));
    assert_eq!(story().formula(&sum(119)), Ok(true));
    assert!(story().formula(&sum(120)).is_err());
    let inside = |n: usize| format!("ISBLANK(1{})", "+1".repeat(n - 1));
    assert_eq!(story().formula(&inside(119)), Ok(false));
    assert!(
        story()
            .formula(&inside(120))
            .unwrap_err()
            .ends_with("a simpler formula is missing")
    );
    // A chain of conditions is no deeper than the deepest of them.
    let any = vec!["IsClosed"; 300].join("||");
    assert_eq!(story().formula(&any), Ok(false));
}

#[test]
fn a_formula_is_kept_as_it_was_written() {
    let text = "  AND( IsClosed,\n  TRUE ) /* so */ ";
    let kept = serde_json::to_string(&Formula::parse(text)).unwrap();
    assert_eq!(kept, "\"  AND( IsClosed,\\n  TRUE ) /* so */\"");
    let read: Formula = serde_json::from_str(&kept).unwrap();
    assert_eq!(read, Formula::parse(text));
}

#[test]
fn a_fault_is_found_by_the_line_that_its_author_sees() {
    refused(&[(
        "\n\n  SOMETIMES()",
        "line 3, column 3: the function SOMETIMES is not known here",
    )]);
}

/// The fields that are made for a formula of a rule file, with their types.
fn made_for(formula: &str) -> Vec<String> {
    let formula = formula
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let file = format!(
        "<EscalationRules xmlns=\"http://soap.sforce.com/2006/04/metadata\"><escalationRule>\
         <fullName>Standard</fullName><active>true</active><ruleEntry>\
         <businessHoursSource>None</businessHoursSource><formula>{formula}</formula>\
         <escalationAction><minutesToEscalation>60</minutesToEscalation>\
         <notifyCaseOwner>true</notifyCaseOwner></escalationAction>\
         <escalationStartTime>CaseCreation</escalationStartTime>\
         </ruleEntry></escalationRule></EscalationRules>"
    );
    let files = salesforce::read(&[("rules.xml", file.as_bytes())]).unwrap();
    let proposal = bring_in(&mut first_desk(), files).unwrap();
    let fields = proposal.stand_ins.fields.iter();
    fields.map(ToString::to_string).collect()
}

#[test]
fn the_use_of_a_field_in_a_formula_tells_its_type() {
    for (formula, made) in [
        ("A__c", "checkbox"),
        ("NOT(A__c) || A__c", "checkbox"),
        ("A__c = TRUE", "checkbox"),
        ("IF(A__c, 1, 2) = 1", "checkbox"),
        ("IF(IsClosed, A__c, \"x\") = \"x\"", "text"),
        ("A__c > 1", "number"),
        ("-1 < A__c", "number"),
        ("-A__c < 0", "number"),
        ("A__c > Cost__c + 1", "number"),
        ("A__c > LEN(Subject)", "number"),
        ("A__c > MOD(CaseNumber, 2)", "number"),
        ("MOD(A__c, 2) = 1", "number"),
        ("ABS(A__c) = ABS(A__c)", "number"),
        ("TODAY() > DATE(2026, A__c, 1)", "number"),
        ("TODAY() > A__c", "date"),
        ("A__c > DATE(2026, 1, 1)", "date"),
        ("A__c = DATEVALUE(CreatedDate)", "date"),
        ("YEAR(A__c) > 1 || DAY(A__c) > MONTH(A__c)", "date"),
        ("WEEKDAY(A__c) = 1", "date"),
        ("NOW() - A__c > 1", "date and time"),
        ("DATEVALUE(A__c) = TODAY()", "date and time"),
        ("A__c = \"x\"", "text"),
        ("A__c = UPPER(Subject)", "text"),
        ("CONTAINS(A__c, \"1\")", "text"),
        ("VALUE(A__c) = 1", "text"),
        ("ISPICKVAL(A__c, \"x\")", "picklist"),
        ("INCLUDES(A__c, \"x\")", "picklist, several values"),
        ("ISBLANK(A__c)", "text"),
        // A list of values is not searched, nor held against what is no value of it.
        ("ISPICKVAL(A__c, \"x\") || BEGINS(A__c, \"y\")", "text"),
        ("ISPICKVAL(A__c, \"x\") || A__c = LOWER(Subject)", "text"),
    ] {
        let field = format!("Case.A__c ({made})");
        assert!(made_for(formula).contains(&field), "{formula}: {field}");
    }
    assert_eq!(
        made_for("AND(Account.A__c = 1, CreatedBy.B__c, Contact.C__c = NOW())"),
        [
            "Account.A__c (number)",
            "User.B__c (checkbox)",
            "Contact.C__c (date and time)"
        ]
    );
}
