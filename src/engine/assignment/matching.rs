//! What a test of an assignment rule says of a case at an instant. Unlike criteria of escalation
//! rules, texts are held against values as written, and numbers by range (semantics 3.9).

use crate::engine::{
    case::Case,
    field_type::read_day,
    instant::Instant,
    record::Records,
    rule::{Field, FieldValue},
};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A field, an operator and values (semantics 8.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentTest {
    /// What is looked at.
    pub field: AssignmentField,
    /// How.
    pub operator: AssignmentOperator,
    /// What it is held against.
    pub values: Vec<Box<str>>,
}

/// What a test looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssignmentField {
    /// A field of the case or its customer, of the catalogue that escalation rules use too.
    Of(Field),
    /// How many minutes have passed, plain ones of every day (semantics 8.9).
    Minutes(Since),
}

/// Since when minutes are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// Since the case was created.
    Created,
    /// Since the customer last modified it or wrote.
    CustomerModified,
    /// Since somebody who works here last modified it.
    InternalModified,
}

/// How a field is held against values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssignmentOperator {
    /// Is one of the values.
    AnyOf,
    /// Is none of the values.
    NoneOf,
    /// Is the value.
    Equals,
    /// Lies above the value.
    GreaterThan,
    /// Lies above the value or is it.
    GreaterOrEqual,
    /// Lies below the value.
    LessThan,
    /// Lies below the value or is it.
    LessOrEqual,
}

impl Since {
    /// From when on it counts; `None` for what never happened: no test of it holds.
    pub(super) const fn base(self, case: &Case) -> Option<Instant> {
        match self {
            Self::Created => Some(case.created.at),
            Self::CustomerModified => case.last_customer_modified_at,
            Self::InternalModified => case.last_internal_modified_at,
        }
    }
}

impl AssignmentTest {
    /// Whether it holds for a case at `at`.
    pub(super) fn holds<R: Records>(&self, records: &R, case: &Case, at: Instant) -> bool {
        match &self.field {
            AssignmentField::Minutes(since) => since.base(case).is_some_and(|base| {
                let passed = at.seconds_since(base);
                self.accepts(|value| seconds(value).map(|value| passed.cmp(&value)))
            }),
            AssignmentField::Of(Field::Unreadable(_)) => false,
            AssignmentField::Of(field) => {
                let value = field.value(records, case);
                self.accepts(|wanted| order(&value, wanted))
            }
        }
    }

    fn accepts(&self, order: impl Fn(&str) -> Option<Ordering>) -> bool {
        let any = |accepted: fn(Ordering) -> bool| {
            let mut values = self.values.iter();
            values.any(|value| order(value).is_some_and(accepted))
        };
        match self.operator {
            AssignmentOperator::AnyOf | AssignmentOperator::Equals => any(Ordering::is_eq),
            AssignmentOperator::NoneOf => !any(Ordering::is_eq),
            AssignmentOperator::GreaterThan => any(Ordering::is_gt),
            AssignmentOperator::GreaterOrEqual => any(Ordering::is_ge),
            AssignmentOperator::LessThan => any(Ordering::is_lt),
            AssignmentOperator::LessOrEqual => any(Ordering::is_le),
        }
    }

    /// The instants around which its answer for a case can change as time passes.
    pub(super) fn turning_points(&self, case: &Case) -> impl Iterator<Item = Instant> {
        let base = match &self.field {
            AssignmentField::Minutes(since) => since.base(case),
            AssignmentField::Of(_) => None,
        };
        let values = base.map_or(&[][..], |_| &self.values);
        values
            .iter()
            .filter_map(move |value| Some(base?.plus_seconds(seconds(value)?)))
    }

    /// Why it cannot be asked; `None` when it can.
    pub(super) fn problem(&self) -> Option<&'static str> {
        let is_list = matches!(
            self.operator,
            AssignmentOperator::AnyOf | AssignmentOperator::NoneOf
        );
        let is_time = matches!(self.field, AssignmentField::Minutes(_));
        if self.values.is_empty() {
            Some("write a value")
        } else if !is_list && self.values.len() > 1 {
            Some("write one value")
        } else if is_time && self.values.iter().any(|value| seconds(value).is_none()) {
            Some("write whole minutes, up to ten years")
        } else {
            None
        }
    }
}

/// Whole minutes as seconds, up to ten years.
fn seconds(value: &str) -> Option<i64> {
    const MINUTES_MAX: u32 = 5_256_000;
    let minutes = value.trim().parse::<u32>().ok()?;
    (minutes <= MINUTES_MAX).then(|| i64::from(minutes) * 60)
}

/// How a field lies to a value: by number or instant where both are, and as texts are written.
fn order(value: &FieldValue<'_>, wanted: &str) -> Option<Ordering> {
    let number = || wanted.trim().parse::<f64>().ok();
    match *value {
        FieldValue::Text(text) | FieldValue::DeveloperName(text) => {
            match text.trim().parse::<f64>().ok().zip(number()) {
                Some((number, wanted)) => number.partial_cmp(&wanted),
                None => (text == wanted).then_some(Ordering::Equal),
            }
        }
        FieldValue::Number(value) => value.partial_cmp(&number()?),
        FieldValue::Flag(flag) => Some(flag.cmp(&wanted.parse().ok()?)),
        FieldValue::Day(day) => Some(day.cmp(&read_day(wanted)?)),
        FieldValue::Moment(at) => Some(at.cmp(&Instant::parse(wanted)?)),
        FieldValue::Empty => wanted.is_empty().then_some(Ordering::Equal),
    }
}
