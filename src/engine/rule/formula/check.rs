//! Names and types of a formula: what it looks at, and whether its parts fit.

use super::{
    Fault, FindField,
    function::{Function, Takes, known},
    syntax::{Expr, Node, Operator},
};
use crate::engine::{choice::CustomFieldOf, field_type::FieldType, rule::fields::Field};

/// What a part of a formula comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Number,
    Flag,
    Day,
    Moment,
    /// A blank, which goes with everything.
    Any,
}

impl Type {
    const fn words(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Flag => "true or false",
            Self::Day => "a date",
            Self::Moment => "a date and time",
            Self::Any => "any value",
        }
    }

    const fn of(field: FieldType) -> Self {
        match field {
            FieldType::Text | FieldType::Picklist | FieldType::MultiPicklist => Self::Text,
            FieldType::Number => Self::Number,
            FieldType::Checkbox => Self::Flag,
            FieldType::Date => Self::Day,
            FieldType::DateTime => Self::Moment,
        }
    }

    /// The type of two that stand for each other, if they can. A date stands for a date and time.
    fn common(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Any, known) | (known, Self::Any) => Some(known),
            (Self::Day, Self::Moment) | (Self::Moment, Self::Day) => Some(Self::Moment),
            (one, same) if one == same => Some(one),
            _ => None,
        }
    }

    const fn is_time(self) -> bool {
        matches!(self, Self::Day | Self::Moment)
    }
}

/// A formula made ready: every name found, every type fitting.
#[derive(Debug, Clone)]
pub(in crate::engine::rule) struct Program(pub(super) Term);

/// A part of it.
#[derive(Debug, Clone)]
pub(super) enum Term {
    Text(Box<str>),
    Number(f64),
    Flag(bool),
    Blank,
    Field(Field),
    Binary(Operator, Box<Term>, Box<Term>),
    Call(Function, Vec<Term>),
}

impl Program {
    pub(super) fn new(expr: &Expr, find: FindField<'_>) -> Result<Self, Fault> {
        let term = wanted(expr, Type::Flag, find)?;
        Ok(Self(term))
    }
}

/// The part, which has to be of that type.
fn wanted(expr: &Expr, wanted: Type, find: FindField<'_>) -> Result<Term, Fault> {
    let (term, found) = typed(expr, find)?;
    match found.common(wanted) {
        // A date and time is no date where a date is asked for.
        Some(common) if wanted == Type::Any || common == wanted => Ok(term),
        _ => Err(Fault::new(
            expr.at,
            format!("{} is expected here, not {}", wanted.words(), found.words()),
        )),
    }
}

fn typed(expr: &Expr, find: FindField<'_>) -> Result<(Term, Type), Fault> {
    Ok(match &expr.node {
        Node::Text(text) => (Term::Text(text.clone()), Type::Text),
        Node::Number(number) => (Term::Number(*number), Type::Number),
        Node::Flag(flag) => (Term::Flag(*flag), Type::Flag),
        Node::Blank => (Term::Blank, Type::Any),
        Node::Path(path) => field(path, expr.at, find)?,
        Node::Negate(part) => {
            let part = wanted(part, Type::Number, find)?;
            let zero = Box::new(Term::Number(0.0));
            let term = Term::Binary(Operator::Subtract, zero, Box::new(part));
            (term, Type::Number)
        }
        Node::Binary(operator, left, right) => {
            let (left, left_type) = typed(left, find)?;
            let (right, right_type) = typed(right, find)?;
            let result = result_of(*operator, left_type, right_type).ok_or_else(|| {
                let (left, right) = (left_type.words(), right_type.words());
                let what = format!("{} does not go with {left} and {right}", sign(*operator));
                Fault::new(expr.at, what)
            })?;
            let term = Term::Binary(*operator, Box::new(left), Box::new(right));
            (term, result)
        }
        Node::Call(name, parts) => call(name, parts, expr.at, find)?,
    })
}

/// The field by its way from the case: `Status`, `Case.Status`, `Account.Name`, `Owner.Email`.
fn field(path: &str, at: usize, find: FindField<'_>) -> Result<(Term, Type), Fault> {
    let mut added = None;
    let field = field_named(path, |of, name| {
        let field = find(of, name)?;
        added = Some(field.field_type);
        Some(field.id)
    });
    let field_type = match &field {
        Field::Case(field) => field.field_type(),
        Field::User(_, field) => field.field_type(),
        Field::Unreadable(_) => {
            return Err(Fault::new(
                at,
                format!("the field {path} is not known here"),
            ));
        }
        Field::Account(_) | Field::Contact(_) | Field::Custom(_) | Field::UserCustom(..) => {
            added.unwrap_or_default()
        }
    };
    Ok((Term::Field(field), Type::of(field_type)))
}

/// The field that a formula means; a way that names no object begins at the case.
pub(super) fn field_named(
    path: &str,
    custom: impl FnOnce(CustomFieldOf, &str) -> Option<crate::engine::id::CustomFieldId>,
) -> Field {
    let first = path.split('.').next().unwrap_or_default();
    let is_object = ["case", "account", "contact"]
        .iter()
        .any(|object| first.eq_ignore_ascii_case(object));
    if is_object && path.contains('.') {
        Field::named(path, custom)
    } else {
        Field::named(&format!("Case.{path}"), custom)
    }
}

fn result_of(operator: Operator, left: Type, right: Type) -> Option<Type> {
    use Operator::{Add, Divide, Join, Multiply, Subtract};
    match operator {
        Multiply | Divide => {
            let is_number = |one: Type| one.common(Type::Number) == Some(Type::Number);
            (is_number(left) && is_number(right)).then_some(Type::Number)
        }
        Subtract if left.is_time() && right.is_time() => Some(Type::Number),
        Add if right.is_time() && left == Type::Number => Some(right),
        Add | Subtract if left.is_time() && matches!(right, Type::Number | Type::Any) => Some(left),
        Add | Subtract | Join => match left.common(right)? {
            Type::Number if operator != Join => Some(Type::Number),
            Type::Text if operator != Subtract => Some(Type::Text),
            _ => None,
        },
        Operator::Equal | Operator::NotEqual => left.common(right).map(|_| Type::Flag),
        Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => {
            let common = left.common(right)?;
            (common != Type::Flag).then_some(Type::Flag)
        }
        // Made into calls where they are read.
        Operator::And | Operator::Or => None,
    }
}

const fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Or => "||",
        Operator::And => "&&",
        Operator::Equal => "=",
        Operator::NotEqual => "<>",
        Operator::Less => "<",
        Operator::LessOrEqual => "<=",
        Operator::Greater => ">",
        Operator::GreaterOrEqual => ">=",
        Operator::Add => "+",
        Operator::Subtract => "-",
        Operator::Join => "&",
        Operator::Multiply => "*",
        Operator::Divide => "/",
    }
}

fn call(name: &str, parts: &[Expr], at: usize, find: FindField<'_>) -> Result<(Term, Type), Fault> {
    let Some((function, takes, gives)) = known(name) else {
        let what = format!("the function {name} is not known here");
        return Err(Fault::new(at, what));
    };
    let n_right = match takes {
        Takes::Each(types) => parts.len() == types.len(),
        Takes::Flags => !parts.is_empty(),
        Takes::Either => parts.len() == 3,
        Takes::Pairs => parts.len() >= 4 && parts.len().is_multiple_of(2),
        Takes::Alike => parts.len() == 2,
    };
    if !n_right {
        let how_many = match takes {
            Takes::Each(types) => match types.len() {
                0 => "nothing".to_owned(),
                n => format!("{n} of them"),
            },
            Takes::Flags => "at least one".to_owned(),
            Takes::Either => "3 of them".to_owned(),
            Takes::Pairs => "a value, pairs and what is given else".to_owned(),
            Takes::Alike => "2 of them".to_owned(),
        };
        let what = format!("{name} is given {} and takes {how_many}", parts.len());
        return Err(Fault::new(at, what));
    }
    let mut terms = Vec::new();
    let mut result = gives;
    // What the value of a CASE may be has to go with the value.
    let mut looked_at = Type::Any;
    for (place, part) in parts.iter().enumerate() {
        let is_last = place + 1 == parts.len();
        let (term, found) = match takes {
            Takes::Each(types) => {
                let of = types.get(place).copied().unwrap_or(Type::Any);
                (wanted(part, of, find)?, of)
            }
            Takes::Flags => (wanted(part, Type::Flag, find)?, Type::Flag),
            Takes::Either if place == 0 => (wanted(part, Type::Flag, find)?, Type::Flag),
            Takes::Either | Takes::Pairs | Takes::Alike => typed(part, find)?,
        };
        let joins = match takes {
            Takes::Each(_) | Takes::Flags => None,
            Takes::Either if place == 0 => None,
            Takes::Pairs if !is_last && (place == 0 || place % 2 == 1) => Some(&mut looked_at),
            Takes::Either | Takes::Pairs | Takes::Alike => Some(&mut result),
        };
        if let Some(so_far) = joins {
            *so_far = so_far.common(found).ok_or_else(|| {
                let (wanted, found) = (so_far.words(), found.words());
                Fault::new(part.at, format!("{wanted} is expected here, not {found}"))
            })?;
        }
        terms.push(term);
    }
    Ok((Term::Call(function, terms), result))
}
