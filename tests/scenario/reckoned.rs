//! What the parts of a formula come to (semantics 3.7).

use crate::looked_at::LookedAt;
use rung::engine::field_type::FieldType;

/// The case was created a day before now, and modified on the morning of today.
fn story() -> LookedAt {
    LookedAt::new()
        .with("Case.Cost__c", FieldType::Number, "9.5")
        .with("Case.Left__c", FieldType::Number, "")
        .with("Case.Due__c", FieldType::Date, "")
        .with("Account.Since__c", FieldType::Date, "2026-03-09")
}

#[track_caller]
fn all(story: &LookedAt, formulas: &[(&str, bool)]) {
    for (text, expected) in formulas {
        assert_eq!(story.formula(text), Ok(*expected), "{text}");
    }
}

#[test]
fn a_remainder_has_the_sign_of_what_is_divided_by() {
    all(
        &story(),
        &[
            ("MOD(7, 3) = 1", true),
            ("MOD(-7, 3) = 2", true),
            ("MOD(7, -3) = -2", true),
            ("MOD(7.5, 2) = 1.5", true),
            ("MOD(6, 3) = 0", true),
            ("ISBLANK(MOD(Left__c, 2)) && ISBLANK(MOD(2, Left__c))", true),
        ],
    );
    assert_eq!(
        story().formula("MOD(7, 0) = 1"),
        Err("division by zero".into())
    );
}

#[test]
fn a_bound_belongs_to_what_says_so() {
    all(
        &story(),
        &[
            ("1 < 2 && 1 <= 2 && 2 > 1 && 2 >= 1", true),
            ("1 < 1 || 1 > 1 || 2 < 1 || 1 > 2", false),
            ("1 <= 1 && 1 >= 1", true),
            ("2 <= 1 || 1 >= 2", false),
            ("\"b\" > \"A\" && \"abc\" < \"ABD\"", true),
            ("CreatedDate < LastModifiedDate", true),
            ("CreatedDate >= LastModifiedDate", false),
            (
                "Account.Since__c < TODAY() && TODAY() <= DATE(2026, 3, 10)",
                true,
            ),
        ],
    );
}

#[test]
fn a_date_is_held_against_the_day_of_a_date_and_time_on_either_side() {
    all(
        &story(),
        &[
            ("Account.Since__c = CreatedDate", true),
            ("CreatedDate = Account.Since__c", true),
            ("Account.Since__c < LastModifiedDate", true),
            ("LastModifiedDate > Account.Since__c", true),
            (
                "Account.Since__c <> NOW() && NOW() <> Account.Since__c",
                true,
            ),
            ("IF(TRUE, TODAY(), NOW()) = NOW()", true),
        ],
    );
    let mut west = story();
    west.zone = "America/Los_Angeles";
    all(
        &west,
        &[
            // 06:00 in London is 23:00 of the day before there.
            ("LastModifiedDate = DATE(2026, 3, 9)", true),
            ("DATEVALUE(LastModifiedDate) = DATE(2026, 3, 9)", true),
            // Its day began at 07:00 in London, and it is 15:00 there.
            ("(NOW() - TODAY()) * 24 = 8", true),
            ("(TODAY() - NOW()) * 24 = -8", true),
        ],
    );
}

#[test]
fn dates_move_by_whole_days_and_dates_with_times_by_parts_of_days_too() {
    all(
        &story(),
        &[
            ("TODAY() - DATE(2026, 3, 3) = 7", true),
            ("DATE(2026, 3, 3) - TODAY() = -7", true),
            ("1 + TODAY() = DATE(2026, 3, 11)", true),
            ("TODAY() + 1.9 = DATE(2026, 3, 11)", true),
            ("TODAY() - 1.9 = DATE(2026, 3, 9)", true),
            ("CreatedDate + 1.5 - NOW() = 0.5", true),
            (
                "0.5 + CreatedDate < NOW() && CreatedDate + 1.01 > NOW()",
                true,
            ),
            ("NOW() - 0.5 > LastModifiedDate", false),
            ("NOW() - 0.25 > LastModifiedDate", true),
            ("ISBLANK(Due__c + 1) && ISBLANK(TODAY() - Due__c)", true),
            ("ISBLANK(TODAY() + Left__c)", true),
        ],
    );
}

#[test]
fn a_date_is_made_of_numbers_or_of_a_text_and_taken_apart() {
    all(
        &story(),
        &[
            ("DATE(2026.9, 3.9, 10.2) = TODAY()", true),
            ("ISBLANK(DATE(2026, Left__c, 1))", true),
            ("DATEVALUE(\"2026-03-09\") = Account.Since__c", true),
            ("DATEVALUE(TODAY()) = TODAY()", true),
            ("ISBLANK(DATEVALUE(Due__c)) && ISBLANK(YEAR(Due__c))", true),
            ("YEAR(Account.Since__c) = 2026", true),
            ("MONTH(Account.Since__c) = 3", true),
            ("DAY(Account.Since__c) = 9", true),
            ("WEEKDAY(DATE(2026, 3, 8)) = 1", true),
            ("WEEKDAY(DATE(2026, 3, 14)) = 7", true),
        ],
    );
    for (text, reason) in [
        (
            "DATEVALUE(\"soon\") = TODAY()",
            "\u{201c}soon\u{201d} is no date",
        ),
        ("DATE(2026, 13, 1) = TODAY()", "there is no day 2026-13-1"),
        ("VALUE(\"1e308\") * 10 > 0", "a number that is too large"),
        ("NOW() - 99999999999 < NOW()", "a date that is too far away"),
    ] {
        assert_eq!(story().formula(text).unwrap_err(), reason, "{text}");
    }
}

#[test]
fn what_is_no_text_becomes_one_and_a_blank_an_empty_one() {
    all(
        &story(),
        &[
            ("TEXT(IsEscalated) = \"true\"", true),
            ("TEXT(TODAY()) = \"2026-03-10\"", true),
            ("TEXT(CreatedDate) = \"2026-03-09T15:00:00Z\"", true),
            ("TEXT(0.5 + 1) = \"1.5\"", true),
            ("ISBLANK(TEXT(Left__c)) && ISBLANK(VALUE(Origin))", true),
            ("\"a\" + \"b\" = \"ab\" && \"a\" & \"b\" = \"ab\"", true),
            ("\"a\" + Origin = \"a\" && Origin + \"b\" = \"b\"", true),
            ("Origin & \"b\" = \"b\" && \"b\" & NULL = \"b\"", true),
            ("LEN(Origin) = 0 && LEN(\"äöü\") = 3", true),
            // Texts compare without regard to case, so their letters are counted on.
            ("LEN(LOWER(\"İ\")) = 2 && LEN(UPPER(\"ß\")) = 2", true),
            ("LEN(\" ab \") = 4 && LEN(TRIM(\" ab \")) = 2", true),
            ("ABS(Cost__c) = 9.5 && ABS(-9.5) = Cost__c", true),
        ],
    );
    let mut silent = story();
    silent.case.description = " ".into();
    assert_eq!(silent.formula("ISBLANK(VALUE(Description))"), Ok(true));
}

#[test]
fn a_blank_flag_is_no_and_what_is_blank_holds_nothing_but_what_is_blank() {
    all(
        &story(),
        &[
            ("FALSE = NULL && NULL = FALSE", true),
            ("TRUE = NULL", false),
            ("NULL = TRUE", false),
            ("IsEscalated = IsClosed", false),
            ("IsEscalated <> IsClosed && IsEscalated = TRUE", true),
            ("IF(NULL, TRUE, FALSE)", false),
            ("BEGINS(Origin, \"\") && CONTAINS(Origin, NULL)", true),
            ("INCLUDES(Origin, \"\")", true),
            ("CONTAINS(Origin, \"x\") || BEGINS(Origin, \"x\")", false),
            ("CONTAINS(\"x\", Origin) || BEGINS(\"x\", Origin)", false),
            ("ISPICKVAL(Origin, \"\")", true),
            (
                "ISPICKVAL(Priority, \"\") || ISPICKVAL(Origin, \"High\")",
                false,
            ),
        ],
    );
}

#[test]
fn one_of_several_values_is_given() {
    all(
        &story(),
        &[
            ("IF(IsEscalated, 1, 2) = 1", true),
            ("IF(IsClosed, 1, 2) = 2", true),
            ("IF(IsEscalated, \"yes\", NULL) = \"yes\"", true),
            ("BLANKVALUE(Cost__c, 7) = 9.5", true),
            ("NULLVALUE(Origin, Subject) = Subject", true),
            ("NULLVALUE(Subject, \"none\") = \"none\"", false),
            ("CASE(IsEscalated, TRUE, \"y\", \"n\") = \"y\"", true),
            ("CASE(Cost__c, 9, \"a\", 9.5, \"b\", \"c\") = \"b\"", true),
            ("CASE(Cost__c, 1, \"a\", 2, \"b\", \"c\") = \"c\"", true),
            ("CASE(Origin, NULL, 1, 2) = 1", true),
        ],
    );
}

#[test]
fn words_and_signs_are_read_in_every_writing_of_them() {
    all(
        &story(),
        &[
            (
                "and(True, not(FALSE)) && isblank(Origin) && null = NULL",
                true,
            ),
            ("Case.Priority = \"high\" && CASE.subject <> \"\"", true),
            ("ACCOUNT.Name = \"Acme, Inc.\"", true),
            ("1--1=2 && 2 * -3 = -6 && +Cost__c = 9.5 && -2 < -1", true),
            ("1 != 2 && NOT(1 == 2) && 1 <> 2", true),
            ("3 - 2 + 1 = 2 && 12 / 3 * 2 = 8", true),
            ("1 + 1 = 2 = TRUE", true),
            ("1 < 2 = 2 > 1", true),
            ("FALSE && FALSE || TRUE", true),
            ("! FALSE || TRUE && FALSE", true),
            (
                "'it\\'s' = \"it's\" && \"say \\\"no\\\"\" = 'say \"no\"'",
                true,
            ),
            ("LEN(\"a\\nb\") = 3 && LEN(\"a\\\\b\") = 3", true),
            ("\"a\\tb\" = \"a\tb\" && \"a\\nb\" = \"a\nb\"", true),
            ("\"a\\rb\" = \"a\nb\"", false),
        ],
    );
}
