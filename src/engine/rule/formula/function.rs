//! The functions that formulas can call.

use super::check::Type::{self, Any, Day, Flag, Moment, Number, Text};

/// A function, or an operator that needs no rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    And,
    Or,
    Not,
    If,
    Case,
    IsBlank,
    BlankValue,
    IsPickval,
    Contains,
    Begins,
    Includes,
    Now,
    Today,
    Date,
    DateValue,
    Year,
    Month,
    Day,
    Weekday,
    Text,
    Value,
    Len,
    Lower,
    Upper,
    Trim,
    Abs,
    Mod,
}

/// What a function takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// Exactly these.
    Each(&'static [Type]),
    /// One or more that are true or false.
    Flags,
    /// A condition and two values of one type, which it gives.
    Either,
    /// A value, then pairs of what it may be and what is given then, then what is given else.
    Pairs,
    /// Two values of one type, which it gives.
    Alike,
}

/// The function of that name in capitals, with what it takes and what it gives.
pub(super) fn known(name: &str) -> Option<(Function, Takes, Type)> {
    use Takes::{Alike, Each, Either, Flags, Pairs};
    Some(match name {
        "AND" => (Function::And, Flags, Flag),
        "OR" => (Function::Or, Flags, Flag),
        "NOT" => (Function::Not, Each(&[Flag]), Flag),
        "IF" => (Function::If, Either, Any),
        "CASE" => (Function::Case, Pairs, Any),
        "ISBLANK" | "ISNULL" => (Function::IsBlank, Each(&[Any]), Flag),
        "BLANKVALUE" | "NULLVALUE" => (Function::BlankValue, Alike, Any),
        "ISPICKVAL" => (Function::IsPickval, Each(&[Text, Text]), Flag),
        "CONTAINS" => (Function::Contains, Each(&[Text, Text]), Flag),
        "BEGINS" => (Function::Begins, Each(&[Text, Text]), Flag),
        "INCLUDES" => (Function::Includes, Each(&[Text, Text]), Flag),
        "NOW" => (Function::Now, Each(&[]), Moment),
        "TODAY" => (Function::Today, Each(&[]), Day),
        "DATE" => (Function::Date, Each(&[Number, Number, Number]), Day),
        "DATEVALUE" => (Function::DateValue, Each(&[Any]), Day),
        "YEAR" => (Function::Year, Each(&[Day]), Number),
        "MONTH" => (Function::Month, Each(&[Day]), Number),
        "DAY" => (Function::Day, Each(&[Day]), Number),
        "WEEKDAY" => (Function::Weekday, Each(&[Day]), Number),
        "TEXT" => (Function::Text, Each(&[Any]), Text),
        "VALUE" => (Function::Value, Each(&[Text]), Number),
        "LEN" => (Function::Len, Each(&[Text]), Number),
        "LOWER" => (Function::Lower, Each(&[Text]), Text),
        "UPPER" => (Function::Upper, Each(&[Text]), Text),
        "TRIM" => (Function::Trim, Each(&[Text]), Text),
        "ABS" => (Function::Abs, Each(&[Number]), Number),
        "MOD" => (Function::Mod, Each(&[Number, Number]), Number),
        _ => return None,
    })
}
