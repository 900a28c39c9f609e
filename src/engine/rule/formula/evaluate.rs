//! What a formula comes to for one case.

use super::{
    check::{Program, Term},
    function::Function,
    syntax::Operator,
};
use crate::engine::{
    calendar::ZoneTable,
    field_type::{read_day, read_number},
    instant::Instant,
    rule::fields::{Field, FieldValue, developer_name},
};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use std::{borrow::Cow, cmp::Ordering};

const SECONDS_A_DAY: f64 = 86_400.0;

/// What a part comes to.
#[derive(Debug, Clone)]
enum Value<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    Flag(bool),
    Day(NaiveDate),
    Moment(Instant),
    Blank,
}

/// Why a formula comes to nothing, for the history; lower case, no full stop.
type Failure = Box<str>;
type Found<'a> = Result<Value<'a>, Failure>;

/// What a formula is evaluated for: the fields of a case, and the instant of the evaluation in the
/// organisation's zone.
#[derive(Clone, Copy)]
pub(in crate::engine::rule) struct Looking<'a> {
    pub(in crate::engine::rule) field: &'a dyn Fn(&'a Field) -> FieldValue<'a>,
    pub(in crate::engine::rule) zone: &'a ZoneTable,
    pub(in crate::engine::rule) at: Instant,
}

impl Program {
    /// Whether the formula holds, or why it comes to nothing: then it does not (semantics 3.7).
    pub(in crate::engine::rule) fn holds<'a>(
        &'a self,
        looking: &Looking<'a>,
    ) -> Result<bool, Failure> {
        looking.flag(&self.0)
    }
}

impl<'a> Looking<'a> {
    fn value(&self, term: &'a Term) -> Found<'a> {
        Ok(match term {
            Term::Text(text) => Value::Text(Cow::Borrowed(text)),
            Term::Number(number) => Value::Number(*number),
            Term::Flag(flag) => Value::Flag(*flag),
            Term::Blank => Value::Blank,
            Term::Field(field) => Value::of((self.field)(field)),
            Term::Binary(operator, left, right) => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                self.reckoned(*operator, left, right)?
            }
            Term::Call(function, parts) => self.called(*function, parts)?,
        })
    }

    /// A blank is no.
    fn flag(&self, term: &'a Term) -> Result<bool, Failure> {
        Ok(matches!(self.value(term)?, Value::Flag(true)))
    }

    fn called(&self, function: Function, parts: &'a [Term]) -> Found<'a> {
        let part = |place: usize| {
            let term = parts.get(place);
            term.map_or(Ok(Value::Blank), |term| self.value(term))
        };
        Ok(match function {
            Function::And => {
                for part in parts {
                    if !self.flag(part)? {
                        return Ok(Value::Flag(false));
                    }
                }
                Value::Flag(true)
            }
            Function::Or => {
                for part in parts {
                    if self.flag(part)? {
                        return Ok(Value::Flag(true));
                    }
                }
                Value::Flag(false)
            }
            Function::Not => Value::Flag(!matches!(part(0)?, Value::Flag(true))),
            Function::If if matches!(part(0)?, Value::Flag(true)) => part(1)?,
            Function::If => part(2)?,
            Function::Case => self.chosen(parts)?,
            Function::IsBlank => Value::Flag(part(0)?.is_blank()),
            Function::BlankValue => match part(0)? {
                blank if blank.is_blank() => part(1)?,
                value => value,
            },
            Function::IsPickval => {
                let order = self.order(&part(0)?, &part(1)?);
                Value::Flag(order == Some(Ordering::Equal))
            }
            Function::Contains | Function::Begins | Function::Includes => {
                Value::Flag(part(0)?.has(function, &part(1)?))
            }
            Function::Now => Value::Moment(self.at),
            Function::Today => Value::Day(self.zone.civil(self.at).date()),
            Function::Date => date(&[part(0)?, part(1)?, part(2)?])?,
            Function::Mod => modulo(&part(0)?, &part(1)?)?,
            _ => self.converted(function, part(0)?)?,
        })
    }

    /// What the functions of one value make of it; most make nothing of a blank.
    fn converted(&self, function: Function, value: Value<'a>) -> Found<'a> {
        let text = |value: &Value<'a>| value.text();
        Ok(match (function, value) {
            (Function::Len, value) => {
                let n_characters = u32::try_from(text(&value).chars().count());
                Value::Number(f64::from(n_characters.unwrap_or(u32::MAX)))
            }
            (_, Value::Blank) => Value::Blank,
            (Function::Text, value) => Value::Text(text(&value)),
            (Function::Lower, value) => Value::Text(text(&value).to_lowercase().into()),
            (Function::Upper, value) => Value::Text(text(&value).to_uppercase().into()),
            (Function::Trim, value) => Value::Text(text(&value).trim().to_owned().into()),
            (Function::Abs, Value::Number(number)) => Value::Number(number.abs()),
            (Function::Value, value) => {
                let number = read_number(&text(&value));
                Value::Number(number.ok_or_else(|| no_value(&text(&value), "number"))?)
            }
            (Function::DateValue, Value::Moment(at)) => Value::Day(self.zone.civil(at).date()),
            (Function::DateValue, Value::Day(day)) => Value::Day(day),
            (Function::DateValue, value) => {
                let day = read_day(&text(&value));
                Value::Day(day.ok_or_else(|| no_value(&text(&value), "date"))?)
            }
            (Function::Year, Value::Day(day)) => Value::Number(f64::from(day.year())),
            (Function::Month, Value::Day(day)) => Value::Number(f64::from(day.month())),
            (Function::Day, Value::Day(day)) => Value::Number(f64::from(day.day())),
            // Sunday is the first.
            (Function::Weekday, Value::Day(day)) => {
                Value::Number(f64::from(day.weekday().num_days_from_sunday() + 1))
            }
            _ => Value::Blank,
        })
    }

    /// What a CASE gives: behind the first value that it is, or what stands last.
    fn chosen(&self, parts: &'a [Term]) -> Found<'a> {
        let Some((looked_at, mut rest)) = parts.split_first() else {
            return Ok(Value::Blank);
        };
        let looked_at = self.value(looked_at)?;
        while let [may_be, given, more @ ..] = rest {
            if self.order(&looked_at, &self.value(may_be)?) == Some(Ordering::Equal) {
                return self.value(given);
            }
            rest = more;
        }
        rest.first()
            .map_or(Ok(Value::Blank), |other| self.value(other))
    }

    fn reckoned(&self, operator: Operator, left: Value<'a>, right: Value<'a>) -> Found<'a> {
        let order = || self.order(&left, &right);
        // Nothing is below or above a blank (semantics 3.5).
        let known = || order().filter(|_| !left.is_blank() && !right.is_blank());
        Ok(match operator {
            Operator::Equal => Value::Flag(order() == Some(Ordering::Equal)),
            Operator::NotEqual => Value::Flag(order() != Some(Ordering::Equal)),
            Operator::Less => Value::Flag(known().is_some_and(Ordering::is_lt)),
            Operator::LessOrEqual => Value::Flag(known().is_some_and(Ordering::is_le)),
            Operator::Greater => Value::Flag(known().is_some_and(Ordering::is_gt)),
            Operator::GreaterOrEqual => Value::Flag(known().is_some_and(Ordering::is_ge)),
            Operator::Join => Value::Text(format!("{}{}", left.text(), right.text()).into()),
            Operator::Add => match (left, right) {
                (Value::Text(left), right) => Value::Text(format!("{left}{}", right.text()).into()),
                (left, Value::Text(right)) => Value::Text(format!("{}{right}", left.text()).into()),
                (Value::Number(left), Value::Number(right)) => number(left + right)?,
                (Value::Number(days), time) | (time, Value::Number(days)) => later(&time, days)?,
                _ => Value::Blank,
            },
            Operator::Subtract => match (left, right) {
                (Value::Number(left), Value::Number(right)) => number(left - right)?,
                (Value::Day(left), Value::Day(right)) => number(days(left - right))?,
                (time, Value::Number(days)) => later(&time, -days)?,
                (left, right) => match (self.instant(&left), self.instant(&right)) {
                    (Some(left), Some(right)) => {
                        number(seconds(left.seconds_since(right)) / SECONDS_A_DAY)?
                    }
                    _ => Value::Blank,
                },
            },
            Operator::Multiply | Operator::Divide => match (left, right) {
                (Value::Number(left), Value::Number(right)) if operator == Operator::Multiply => {
                    number(left * right)?
                }
                (Value::Number(_), Value::Number(0.0)) => return Err("division by zero".into()),
                (Value::Number(left), Value::Number(right)) => number(left / right)?,
                _ => Value::Blank,
            },
            Operator::And | Operator::Or => Value::Blank,
        })
    }

    /// The instant of a date and time, or that at which a day begins.
    fn instant(&self, value: &Value<'_>) -> Option<Instant> {
        match value {
            Value::Moment(at) => Some(*at),
            Value::Day(day) => Some(self.zone.to_utc(day.and_time(NaiveTime::MIN))),
            _ => None,
        }
    }

    /// How two values compare; a date is held against the day of a date and time (semantics 3.2).
    fn order(&self, left: &Value<'_>, right: &Value<'_>) -> Option<Ordering> {
        let day = |at: &Instant| self.zone.civil(*at).date();
        match (left, right) {
            (Value::Flag(flag), Value::Blank) => Some(flag.cmp(&false)),
            (Value::Blank, Value::Flag(flag)) => Some(false.cmp(flag)),
            _ if left.is_blank() && right.is_blank() => Some(Ordering::Equal),
            (Value::Text(left), Value::Text(right)) => Some(folded(left).cmp(&folded(right))),
            (Value::Number(left), Value::Number(right)) => left.partial_cmp(right),
            (Value::Flag(left), Value::Flag(right)) => Some(left.cmp(right)),
            (Value::Day(left), Value::Day(right)) => Some(left.cmp(right)),
            (Value::Moment(left), Value::Moment(right)) => Some(left.cmp(right)),
            (Value::Day(left), Value::Moment(right)) => Some(left.cmp(&day(right))),
            (Value::Moment(left), Value::Day(right)) => Some(day(left).cmp(right)),
            _ => None,
        }
    }
}

impl<'a> Value<'a> {
    fn of(field: FieldValue<'a>) -> Self {
        match field {
            empty if empty.is_empty() => Self::Blank,
            FieldValue::Text(text) => Self::Text(text.into()),
            FieldValue::DeveloperName(name) => Self::Text(developer_name(name).into()),
            FieldValue::Number(number) => Self::Number(number),
            FieldValue::Flag(flag) => Self::Flag(flag),
            FieldValue::Day(day) => Self::Day(day),
            FieldValue::Moment(at) => Self::Moment(at),
            FieldValue::Empty => Self::Blank,
        }
    }

    fn is_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// As a text; a blank is an empty one.
    fn text(&self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string().into(),
            Self::Flag(flag) => flag.to_string().into(),
            Self::Day(day) => day.to_string().into(),
            Self::Moment(at) => at.to_string().into(),
            Self::Blank => "".into(),
        }
    }

    /// Whether another text stands in it, at its beginning, or is one of its parts. A blank one
    /// stands in a blank one only (semantics 3.4).
    fn has(&self, function: Function, other: &Self) -> bool {
        let (text, wanted) = (self.text(), other.text());
        let (text, wanted) = (folded(&text), folded(&wanted));
        if text.is_empty() || wanted.is_empty() {
            return text.is_empty() && wanted.is_empty();
        }
        match function {
            Function::Begins => text.starts_with(&wanted),
            Function::Includes => text.split(';').any(|part| part.trim() == wanted),
            _ => text.contains(&wanted),
        }
    }
}

/// A text as texts are compared (semantics 3.4).
fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

fn no_value(text: &str, what: &str) -> Failure {
    format!("\u{201c}{text}\u{201d} is no {what}").into()
}

fn number(number: f64) -> Found<'static> {
    if number.is_finite() {
        Ok(Value::Number(number))
    } else {
        Err("a number that is too large".into())
    }
}

/// A date so many whole days later, or a date and time so many days and parts of days later.
fn later(time: &Value<'_>, n_days: f64) -> Found<'static> {
    let too_far = || Failure::from("a date that is too far away");
    Ok(match time {
        Value::Day(day) => {
            let delta = TimeDelta::try_days(whole(n_days.trunc()).ok_or_else(too_far)?);
            let moved = delta.and_then(|delta| day.checked_add_signed(delta));
            Value::Day(moved.ok_or_else(too_far)?)
        }
        Value::Moment(at) => {
            let moved = whole((n_days * SECONDS_A_DAY).round()).ok_or_else(too_far)?;
            Value::Moment(at.plus_seconds(moved))
        }
        _ => Value::Blank,
    })
}

fn date(parts: &[Value<'_>; 3]) -> Found<'static> {
    let [
        Value::Number(year),
        Value::Number(month),
        Value::Number(day),
    ] = parts
    else {
        return Ok(Value::Blank);
    };
    let part = |number: f64| whole(number.trunc());
    let made = || {
        let (month, day) = (part(*month)?.try_into().ok()?, part(*day)?.try_into().ok()?);
        NaiveDate::from_ymd_opt(part(*year)?.try_into().ok()?, month, day)
    };
    let no_day = || Failure::from(format!("there is no day {year}-{month}-{day}"));
    Ok(Value::Day(made().ok_or_else(no_day)?))
}

fn modulo(left: &Value<'_>, right: &Value<'_>) -> Found<'static> {
    match (left, right) {
        (Value::Number(_), Value::Number(0.0)) => Err("division by zero".into()),
        (Value::Number(left), Value::Number(right)) => {
            number(right.mul_add(-(left / right).floor(), *left))
        }
        _ => Ok(Value::Blank),
    }
}

fn days(delta: TimeDelta) -> f64 {
    seconds(delta.num_days())
}

/// A number of seconds or days to reckon with; none is so large that it would be rounded.
#[expect(
    clippy::cast_precision_loss,
    clippy::as_conversions,
    reason = "instants lie within 2⁴⁸ seconds"
)]
const fn seconds(n: i64) -> f64 {
    n as f64
}

/// A whole number, `None` when it is so large that no date is that far away.
#[expect(
    clippy::cast_possible_truncation,
    clippy::as_conversions,
    reason = "the bound is far below 2⁵³"
)]
fn whole(number: f64) -> Option<i64> {
    const BOUND: f64 = 1e12;
    (number.abs() < BOUND).then_some(number as i64)
}
