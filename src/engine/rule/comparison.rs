//! A criterion held against what a case has.

use super::{
    criteria::{Criterion, Operator, split_list},
    fields::{FieldValue, developer_name},
    moment::Moment,
};
use crate::engine::{
    calendar::ZoneTable,
    field_type::{FieldType, read_flag, read_number},
    instant::Instant,
};
use memchr::memmem::Finder;
use std::{borrow::Cow, cell::OnceCell};

impl Criterion {
    /// Which of its values are none of what a field of that type holds, and what to write instead:
    /// nothing is equal to such a value, below it or above it (semantics 3.5). `None` where all
    /// can be read, or a text is looked for.
    #[must_use]
    pub fn unread(&self, field_type: FieldType) -> Option<String> {
        let wanted = match field_type {
            FieldType::Number if !self.operator.reads_text() => "a number such as 12.5",
            FieldType::Checkbox => "True or False",
            FieldType::Date => "a date such as 2026-03-10, TODAY or LAST 3 DAYS",
            FieldType::DateTime => "a time such as 2026-03-10T14:00:00Z, or a date such as TODAY",
            _ => return None,
        };
        let (zone, any_time) = (ZoneTable::utc(), Instant::from_seconds(0));
        let is_read = |text: &str| match field_type {
            FieldType::Number => read_number(text).is_some(),
            FieldType::Checkbox => read_flag(text).is_some(),
            _ => Moment::parse(&text.to_lowercase(), &zone, any_time).is_some(),
        };
        let values = split_list(&self.value);
        let unread = values.iter().filter(|text| {
            let text = text.trim();
            !text.is_empty() && !is_read(text)
        });
        let unread: Vec<String> = unread.map(|text| format!("“{}”", text.trim())).collect();
        let unread = unread.join(", ");
        (!unread.is_empty()).then(|| format!("{unread} cannot be read: write {wanted}"))
    }
}

/// A criterion made ready: its list taken apart, its texts in lower case.
#[derive(Debug, Clone)]
pub(super) struct Test {
    operator: Operator,
    denies: bool,
    values: Vec<TestValue>,
}

#[derive(Debug, Clone)]
struct TestValue {
    text: Box<str>,
    /// Finds the text in others, where that is asked; made once, since that takes longer than to
    /// find it in a short one.
    finder: Option<Finder<'static>>,
    number: Option<f64>,
    moment: Option<Moment>,
}

impl Test {
    /// Dates such as `TODAY` are read at `at` in the organisation's zone (semantics 3.2).
    pub(super) fn new(criterion: &Criterion, zone: &ZoneTable, at: Instant) -> Self {
        let denied = criterion.operator.denied();
        let operator = denied.unwrap_or(criterion.operator);
        let value = |text: &str| TestValue::new(text, operator, zone, at);
        let values = split_list(&criterion.value);
        Self {
            operator,
            denies: denied.is_some(),
            values: values.iter().map(|text| value(text)).collect(),
        }
    }

    /// The numbers that a value is asked to be above or below; `None` for what asks anything else.
    pub(super) fn bounds(&self) -> Option<Vec<f64>> {
        let numbers = self.values.iter().map(|wanted| wanted.number);
        self.operator.orders().then(|| numbers.collect()).flatten()
    }

    /// Whether a text has to be gone through, which takes longest.
    pub(super) const fn searches(&self) -> bool {
        matches!(self.operator, Operator::Contains | Operator::Includes)
    }

    #[inline]
    pub(super) fn holds(&self, value: &Ready<'_>) -> bool {
        let positive = self.values.iter().any(|wanted| self.agrees(value, wanted));
        positive != self.denies
    }

    #[inline]
    fn agrees(&self, ready: &Ready<'_>, wanted: &TestValue) -> bool {
        if ready.is_empty || wanted.text.is_empty() {
            return !self.operator.orders() && ready.is_empty && wanted.text.is_empty();
        }
        match ready.value {
            FieldValue::Text(_) | FieldValue::DeveloperName(_) => {
                self.text_agrees(&ready.text, || ready.number(), wanted)
            }
            FieldValue::Number(number) if self.operator.reads_text() => {
                self.text_agrees(&number.to_string(), || Some(number), wanted)
            }
            FieldValue::Number(number) => {
                let order = wanted.number.and_then(|wanted| number.partial_cmp(&wanted));
                order.is_some_and(|order| self.operator.accepts(order))
            }
            FieldValue::Flag(flag) => read_flag(&wanted.text)
                .is_some_and(|wanted| self.operator.accepts(flag.cmp(&wanted))),
            FieldValue::Moment(at) => wanted
                .moment
                .is_some_and(|wanted| self.operator.accepts(wanted.order_of(at))),
            FieldValue::Day(day) => wanted
                .moment
                .is_some_and(|wanted| self.operator.accepts(wanted.order_of_day(day))),
            FieldValue::Empty => false,
        }
    }

    fn text_agrees(
        &self,
        text: &str,
        number: impl FnOnce() -> Option<f64>,
        wanted: &TestValue,
    ) -> bool {
        match self.operator {
            Operator::Equals => *text == *wanted.text,
            Operator::Contains => {
                let finder = wanted.finder.as_ref();
                finder.is_some_and(|finder| finder.find(text.as_bytes()).is_some())
            }
            Operator::StartsWith => text.starts_with(&*wanted.text),
            // Several values joined by semicolons are asked for together.
            Operator::Includes => wanted.text.split(';').all(|one| {
                let mut parts = text.split(';');
                parts.any(|part| part.trim() == one.trim())
            }),
            ordering => {
                let wanted_number = wanted.number;
                let numbers = wanted_number.and_then(|wanted| number().zip(Some(wanted)));
                let order = match numbers {
                    Some((number, wanted)) => number.partial_cmp(&wanted),
                    None => Some(text.cmp(&wanted.text)),
                };
                order.is_some_and(|order| ordering.accepts(order))
            }
        }
    }
}

/// A value made ready to be held against criteria: a text without blanks around it, in lower case.
pub(super) struct Ready<'a> {
    value: FieldValue<'a>,
    is_empty: bool,
    text: Cow<'a, str>,
    /// The text as a number, once one was asked for.
    number: OnceCell<Option<f64>>,
}

impl<'a> Ready<'a> {
    pub(super) fn new(value: FieldValue<'a>) -> Self {
        let text = match value {
            FieldValue::Text(text) => text.trim(),
            FieldValue::DeveloperName(name) => {
                let text = developer_name(name).to_lowercase().into();
                return Self::of(value, text);
            }
            _ => "",
        };
        let is_lower = |byte: u8| byte.is_ascii() & !byte.is_ascii_uppercase();
        // All are looked at: many at once take less time than one after the other until the first.
        let text = if text.bytes().fold(true, |all, byte| all & is_lower(byte)) {
            text.into()
        } else if text.is_ascii() {
            text.to_ascii_lowercase().into()
        } else {
            text.to_lowercase().into()
        };
        Self::of(value, text)
    }

    fn of(value: FieldValue<'a>, text: Cow<'a, str>) -> Self {
        Self {
            is_empty: value.is_empty(),
            value,
            text,
            number: OnceCell::new(),
        }
    }

    fn number(&self) -> Option<f64> {
        *self.number.get_or_init(|| read_number(&self.text))
    }
}

impl TestValue {
    fn new(text: &str, operator: Operator, zone: &ZoneTable, at: Instant) -> Self {
        let text = text.trim().to_lowercase();
        let finder = || Finder::new(&text).into_owned();
        Self {
            number: read_number(&text),
            moment: Moment::parse(&text, zone, at),
            finder: (operator == Operator::Contains).then(finder),
            text: text.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::rule::{CaseField, Field};

    fn holds(operator: Operator, value: &str, field: &FieldValue<'_>) -> bool {
        let criterion = Criterion {
            field: Field::Case(CaseField::Subject),
            operator,
            value: value.into(),
        };
        let at = Instant::parse("2026-03-10T15:00:00Z").unwrap();
        Test::new(&criterion, &ZoneTable::utc(), at).holds(&Ready::new(*field))
    }

    #[test]
    fn a_list_means_any_of_and_for_denials_none_of() {
        use Operator::*;
        for (operator, value, text, expected) in [
            (Equals, "high, Urgent", "URGENT ", true),
            (Equals, "high, Urgent", "low", false),
            (NotEqual, "Question,Spam", "Problem", true),
            (NotEqual, "Question,Spam", "spam", false),
            (Contains, "FS:,LS ACH", "the ls ach desk", true),
            (NotContain, "Feedback,Queue", "Ana", true),
            (NotContain, "Feedback,Queue", "EMEA queue", false),
            (StartsWith, "UDB", "udb inquiry", true),
            (
                Equals,
                "\"Statement, Check\",Other",
                "statement, check",
                true,
            ),
            (Equals, "\"Statement, Check\",Other", "check", false),
            (Includes, "red,blue", "green; Blue", true),
            (Excludes, "red,blue", "green; Blue", false),
            (Excludes, "red", "green", true),
            (LessThan, "10", "9", true),
            (GreaterThan, "b", "c", true),
        ] {
            assert_eq!(
                holds(operator, value, &FieldValue::Text(text)),
                expected,
                "{operator:?} {value} {text}"
            );
        }
    }

    #[test]
    fn an_empty_value_matches_an_empty_field_and_nothing_is_below_an_empty_one() {
        use Operator::*;
        assert!(holds(Equals, "", &FieldValue::Text(" ")));
        assert!(holds(Equals, "", &FieldValue::Empty));
        assert!(!holds(Equals, "", &FieldValue::Text("x")));
        assert!(holds(NotEqual, "", &FieldValue::Text("x")));
        assert!(holds(NotEqual, "x", &FieldValue::Empty));
        assert!(!holds(Contains, "", &FieldValue::Text("x")));
        for operator in [LessThan, GreaterThan, LessOrEqual, GreaterOrEqual] {
            assert!(!holds(operator, "1", &FieldValue::Empty), "{operator:?}");
            assert!(
                !holds(operator, "", &FieldValue::Number(1.0)),
                "{operator:?}"
            );
        }
    }

    #[test]
    fn numbers_flags_and_dates_compare_by_value() {
        use Operator::*;
        let afternoon = FieldValue::Moment(Instant::parse("2026-03-10T14:00:00Z").unwrap());
        let midnight = FieldValue::Moment(Instant::parse("2026-03-11T00:00:00Z").unwrap());
        for (operator, value, field, expected) in [
            (Equals, "7.0", FieldValue::Number(7.0), true),
            (GreaterOrEqual, "8", FieldValue::Number(7.0), false),
            (Contains, "2.5", FieldValue::Number(12.5), true),
            (StartsWith, "2.5", FieldValue::Number(12.5), false),
            (Equals, "True", FieldValue::Flag(true), true),
            (NotEqual, "True", FieldValue::Flag(false), true),
            (Equals, "2026-03-10", afternoon, true),
            (Equals, "TODAY", afternoon, true),
            (LessThan, "TODAY", afternoon, false),
            (Equals, "TODAY", midnight, false),
            (GreaterThan, "TODAY", midnight, true),
            (GreaterThan, "YESTERDAY", afternoon, true),
            (LessThan, "2026-03-10T14:00:01Z", afternoon, true),
            (Equals, "soon", afternoon, false),
        ] {
            assert_eq!(
                holds(operator, value, &field),
                expected,
                "{operator:?} {value}"
            );
        }
    }
}
