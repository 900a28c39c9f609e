//! How formulas are written.

use super::Fault;
use winnow::{
    LocatingSlice, ModalResult, Parser,
    ascii::{digit1, multispace1},
    combinator::{alt, cut_err, fail, opt, peek, preceded, repeat, terminated},
    error::{ContextError, ParseError, StrContext, StrContextValue},
    stream::Location,
    token::{any, one_of, take_until, take_while},
};

/// Brackets inside brackets, at most: a text from outside must not exhaust the stack.
const BRACKETS_MAX: u32 = 40;
/// Steps from the whole formula down to its smallest part, at most, for the same reason.
const DEPTH_MAX: u32 = 120;

type Input<'t> = LocatingSlice<&'t str>;

/// A part of a formula, and how many bytes of the text stand before it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expr {
    pub(super) at: usize,
    pub(super) node: Node,
    depth: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Text(Box<str>),
    Number(f64),
    Flag(bool),
    Blank,
    /// A field by its way: `Account.SLA__c`.
    Path(Box<str>),
    Negate(Box<Expr>),
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// A function; `&&`, `||` and `!` are calls of `AND`, `OR` and `NOT`.
    Call(Box<str>, Vec<Expr>),
}

/// What stands between two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Join,
    Multiply,
    Divide,
}

impl Operator {
    /// How tightly it binds.
    const fn level(self) -> u8 {
        match self {
            Self::Or => 0,
            Self::And => 1,
            Self::Equal | Self::NotEqual => 2,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 3,
            Self::Add | Self::Subtract | Self::Join => 4,
            Self::Multiply | Self::Divide => 5,
        }
    }
}

impl Expr {
    fn new(at: usize, node: Node) -> Self {
        let below = match &node {
            Node::Negate(one) => one.depth,
            Node::Binary(_, left, right) => left.depth.max(right.depth),
            Node::Call(_, parts) => parts.iter().map(|part| part.depth).max().unwrap_or(0),
            _ => 0,
        };
        let depth = below + 1;
        Self { at, node, depth }
    }
}

/// Reads a whole formula.
pub(super) fn parse(text: &str) -> Result<Expr, Fault> {
    let whole = |input: &mut Input<'_>| {
        blank(input)?;
        expression(input, 0, BRACKETS_MAX)
    };
    terminated(whole, end)
        .parse(LocatingSlice::new(text))
        .map_err(|error| fault(text, &error))
}

fn fault(text: &str, error: &ParseError<Input<'_>, ContextError>) -> Fault {
    let expected = error.inner().context().find_map(|context| match context {
        StrContext::Expected(StrContextValue::Description(what)) => Some(*what),
        _ => None,
    });
    let at = error.offset();
    let rest = text.get(at..).unwrap_or_default();
    let expected = expected.unwrap_or(PART);
    Fault::new(
        at,
        match first_word(rest.trim_start()) {
            "" => format!("{expected} is missing"),
            met => format!("{expected} is expected, not {met}"),
        },
    )
}

/// The word that a text begins with, or the one character when it begins with none.
fn first_word(text: &str) -> &str {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let end = match text.find(|c| !is_word(c)) {
        None => text.len(),
        Some(0) => text.chars().next().map_or(0, char::len_utf8),
        Some(end) => end,
    };
    text.get(..end).unwrap_or_default()
}

const PART: &str = "a field, a value, a function or a bracket";

const fn expected(what: &'static str) -> StrContext {
    StrContext::Expected(StrContextValue::Description(what))
}

fn end(input: &mut Input<'_>) -> ModalResult<()> {
    winnow::combinator::eof
        .void()
        .context(expected("an operator or the end"))
        .parse_next(input)
}

/// Blanks, new lines and comments.
fn blank(input: &mut Input<'_>) -> ModalResult<()> {
    let close =
        cut_err((take_until(0.., "*/"), "*/")).context(expected("the end */ of the comment"));
    let comment = preceded("/*", close).void();
    repeat(0.., alt((multispace1.void(), comment))).parse_next(input)
}

fn operator(input: &mut Input<'_>) -> ModalResult<Operator> {
    let two = alt((
        "||".value(Operator::Or),
        "&&".value(Operator::And),
        "<>".value(Operator::NotEqual),
        "!=".value(Operator::NotEqual),
        "==".value(Operator::Equal),
        "<=".value(Operator::LessOrEqual),
        ">=".value(Operator::GreaterOrEqual),
    ));
    let one = alt((
        '='.value(Operator::Equal),
        '<'.value(Operator::Less),
        '>'.value(Operator::Greater),
        '+'.value(Operator::Add),
        '-'.value(Operator::Subtract),
        '&'.value(Operator::Join),
        '*'.value(Operator::Multiply),
        '/'.value(Operator::Divide),
    ));
    alt((two, one)).parse_next(input)
}

/// Parts with operators between them that bind at least as tightly as `least`.
fn expression(input: &mut Input<'_>, least: u8, brackets: u32) -> ModalResult<Expr> {
    let mut left = part(input, brackets)?;
    loop {
        let at = input.current_token_start();
        let Some(next) = opt(peek(operator)).parse_next(input)? else {
            return Ok(left);
        };
        if next.level() < least {
            return Ok(left);
        }
        operator(input)?;
        blank(input)?;
        let right = cut_err(|input: &mut Input<'_>| expression(input, next.level() + 1, brackets))
            .parse_next(input)?;
        left = joined(next, at, left, right);
        if left.depth > DEPTH_MAX {
            return too_deep(input);
        }
    }
}

fn too_deep<T>(input: &mut Input<'_>) -> ModalResult<T> {
    cut_err(fail.context(expected("a simpler formula"))).parse_next(input)
}

fn joined(operator: Operator, at: usize, left: Expr, right: Expr) -> Expr {
    let name = match operator {
        Operator::And => "AND",
        Operator::Or => "OR",
        _ => return Expr::new(at, Node::Binary(operator, Box::new(left), Box::new(right))),
    };
    // A chain of one kind is one call, so that it is no deeper than its parts.
    match left.node {
        Node::Call(ref known, _) if &**known == name => {
            let Expr { at, node, .. } = left;
            let Node::Call(known, mut parts) = node else {
                return Expr::new(at, node);
            };
            parts.push(right);
            Expr::new(at, Node::Call(known, parts))
        }
        _ => Expr::new(at, Node::Call(name.into(), vec![left, right])),
    }
}

/// One part with the blanks behind it.
fn part(input: &mut Input<'_>, brackets: u32) -> ModalResult<Expr> {
    let Some(brackets) = brackets.checked_sub(1) else {
        return too_deep(input);
    };
    let at = input.current_token_start();
    let one = alt((
        string.map(|text| Node::Text(text.into())),
        number.map(Node::Number),
        |input: &mut Input<'_>| named(input, brackets),
        |input: &mut Input<'_>| bracketed(input, brackets),
        |input: &mut Input<'_>| signed(input, brackets),
    ));
    let node = one.context(expected(PART)).parse_next(input)?;
    blank(input)?;
    let made = Expr::new(at, node);
    if made.depth > DEPTH_MAX {
        return too_deep(input);
    }
    Ok(made)
}

fn bracketed(input: &mut Input<'_>, brackets: u32) -> ModalResult<Node> {
    '('.parse_next(input)?;
    let inner = cut_err(|input: &mut Input<'_>| {
        blank(input)?;
        expression(input, 0, brackets)
    })
    .parse_next(input)?;
    cut_err(')'.context(expected("an operator or a closing bracket"))).parse_next(input)?;
    Ok(inner.node)
}

fn signed(input: &mut Input<'_>, brackets: u32) -> ModalResult<Node> {
    let sign = one_of(['!', '-', '+']).parse_next(input)?;
    let inner = cut_err(|input: &mut Input<'_>| {
        blank(input)?;
        part(input, brackets)
    })
    .parse_next(input)?;
    Ok(match sign {
        '!' => Node::Call("NOT".into(), vec![inner]),
        '-' => Node::Negate(Box::new(inner)),
        _ => inner.node,
    })
}

fn string(input: &mut Input<'_>) -> ModalResult<String> {
    let quote = one_of(['"', '\'']).parse_next(input)?;
    let mut next = cut_err(any.context(expected("the closing quote")));
    let mut text = String::new();
    loop {
        match next.parse_next(input)? {
            c if c == quote => return Ok(text),
            '\\' => text.push(match next.parse_next(input)? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                c => c,
            }),
            c => text.push(c),
        }
    }
}

fn number(input: &mut Input<'_>) -> ModalResult<f64> {
    let whole = (digit1, opt(('.', digit1))).void();
    let part = ('.', digit1).void();
    alt((whole, part)).take().parse_to().parse_next(input)
}

/// A word: a value, a function with what it is given, or the way to a field.
fn named(input: &mut Input<'_>, brackets: u32) -> ModalResult<Node> {
    let first = one_of(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$');
    let rest = take_while(0.., |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ':' | '$')
    });
    let word = (first, rest).take().parse_next(input)?;
    blank(input)?;
    if opt('(').parse_next(input)?.is_none() {
        return Ok(match word.to_ascii_uppercase().as_str() {
            "TRUE" => Node::Flag(true),
            "FALSE" => Node::Flag(false),
            "NULL" => Node::Blank,
            _ => Node::Path(word.into()),
        });
    }
    let parts = cut_err(|input: &mut Input<'_>| {
        blank(input)?;
        if opt(')').parse_next(input)?.is_some() {
            return Ok(Vec::new());
        }
        let mut parts = Vec::new();
        loop {
            parts.push(expression(input, 0, brackets)?);
            if opt(',').parse_next(input)?.is_none() {
                break;
            }
            blank(input)?;
        }
        ')'.context(expected("an operator, a comma or a closing bracket"))
            .parse_next(input)?;
        Ok(parts)
    })
    .parse_next(input)?;
    Ok(Node::Call(word.to_ascii_uppercase().into(), parts))
}
