//! The types that fields have, and the texts that values of added fields are kept as.

use super::{instant::Instant, rule::split_list};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a field holds (semantics 3.2, 3.5).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Any text.
    #[default]
    Text,
    /// A number: `12.5`.
    Number,
    /// Yes or no; without a value it is no: `true`.
    Checkbox,
    /// A day: `2026-03-10`.
    Date,
    /// A point in time: `2026-03-10T14:00:00Z`.
    DateTime,
    /// One value of the field's own list.
    Picklist,
    /// Several values of the field's own list, separated by semicolons.
    MultiPicklist,
}

impl FieldType {
    /// Every type, in the order people see them.
    pub const ALL: [Self; 7] = [
        Self::Text,
        Self::Number,
        Self::Checkbox,
        Self::Date,
        Self::DateTime,
        Self::Picklist,
        Self::MultiPicklist,
    ];

    /// As people see it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Number => "Number",
            Self::Checkbox => "Checkbox",
            Self::Date => "Date",
            Self::DateTime => "Date and time",
            Self::Picklist => "Picklist",
            Self::MultiPicklist => "Picklist, several values",
        }
    }

    /// Whether its values are chosen from a list.
    #[must_use]
    pub const fn has_values(self) -> bool {
        matches!(self, Self::Picklist | Self::MultiPicklist)
    }

    /// The text that a value is kept as, empty for none, or what is wrong with it. Which values a
    /// picklist has is not asked: those of a list may go while cases have them (semantics 3.8).
    pub fn kept(self, text: &str) -> Result<Box<str>, &'static str> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Box::default());
        }
        Ok(match self {
            Self::Text | Self::Picklist => text.into(),
            Self::Number => {
                read_number(text).ok_or("write a number such as 12.5")?;
                text.into()
            }
            Self::Checkbox => {
                let flag = read_flag(text).ok_or("write true or false")?;
                if flag { "true".into() } else { Box::default() }
            }
            Self::Date => {
                let day = read_day(text).ok_or("write a date such as 2026-03-10")?;
                day.to_string().into()
            }
            Self::DateTime => {
                let at = Instant::parse(text);
                let at = at.ok_or("write a date and time such as 2026-03-10T14:00:00Z")?;
                at.to_string().into()
            }
            Self::MultiPicklist => {
                let parts: Vec<&str> = several(text).collect();
                parts.join(";").into()
            }
        })
    }
}

/// The values that a text of several has.
pub fn several(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(';').map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// A number as people write it, `None` for what is none or has no bounds.
#[must_use]
pub fn read_number(text: &str) -> Option<f64> {
    // Most numbers are short and whole, and these are read in a fraction of the time.
    if let Ok(whole) = text.parse::<u32>() {
        return Some(whole.into());
    }
    let number: f64 = text.trim().parse().ok()?;
    number.is_finite().then_some(number)
}

/// Yes or no as files and people write it.
#[must_use]
pub fn read_flag(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" => Some(true),
        "false" | "0" | "no" => Some(false),
        _ => None,
    }
}

/// A day such as `2026-03-10`.
#[must_use]
pub fn read_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()
}

/// What the type of a field is guessed from: how files and people use it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypeGuess {
    seen: Vec<FieldType>,
    /// The values it was held against, as one of a list.
    pub values: Vec<Box<str>>,
}

impl TypeGuess {
    /// Takes note of a use that speaks for a type.
    pub fn note(&mut self, of: FieldType) {
        self.seen.push(of);
    }

    /// Takes note of a list of values that it was held against as a whole.
    pub fn note_values(&mut self, list: &str) {
        for value in split_list(list).iter().filter(|value| !value.is_empty()) {
            self.note_value(value);
            let look = look_of(value).or_else(|| is_dated(value).then_some(FieldType::Date));
            self.note(look.unwrap_or(FieldType::Picklist));
        }
    }

    /// Takes note of a text that a record has; a blank one says nothing.
    pub fn note_text(&mut self, text: &str) {
        let text = text.trim();
        let look = look_of(text).unwrap_or(FieldType::Text);
        if !text.is_empty() && !self.seen.contains(&look) {
            self.note(look);
        }
    }

    /// Takes note of one value, which says nothing of the type by itself.
    pub fn note_value(&mut self, value: &str) {
        let is_known = |known: &str| known.to_lowercase() == value.to_lowercase();
        if !value.is_empty() && !self.values.iter().any(|known| is_known(known)) {
            self.values.push(value.into());
        }
    }

    /// The type that all uses agree on; a text when they do not, or nothing speaks for any.
    #[must_use]
    pub fn best(&self) -> FieldType {
        let has = |of: FieldType| self.seen.contains(&of);
        if has(FieldType::Text) {
            return FieldType::Text;
        }
        if has(FieldType::MultiPicklist) {
            return FieldType::MultiPicklist;
        }
        match self.seen.split_first() {
            Some((first, rest)) if rest.iter().all(|other| other == first) => *first,
            Some(_) if has(FieldType::Picklist) => FieldType::Picklist,
            Some(_) | None => FieldType::Text,
        }
    }
}

/// Whether a text is three numbers with strokes between, in whichever order a country has them.
fn is_dated(text: &str) -> bool {
    let day = text.split(' ').next().unwrap_or_default();
    let numbers: Vec<&str> = day.split('/').collect();
    numbers.len() == 3 && numbers.iter().all(|number| number.parse::<u16>().is_ok())
}

/// The type that a text looks as if it were of, when it is not just a text.
fn look_of(text: &str) -> Option<FieldType> {
    Some(if read_number(text).is_some() {
        FieldType::Number
    } else if ["true", "false"].contains(&text.to_lowercase().as_str()) {
        FieldType::Checkbox
    } else if read_day(text).is_some() {
        FieldType::Date
    } else if Instant::parse(text).is_some() {
        FieldType::DateTime
    } else {
        return None;
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_kept_in_one_writing_or_refused() {
        use FieldType::*;
        for (of, text, kept) in [
            (Text, "  EMEA ", Some("EMEA")),
            (Number, " 12.50", Some("12.50")),
            (Number, "inf", None),
            (Number, "a dozen", None),
            (Checkbox, "Yes", Some("true")),
            (Checkbox, "FALSE", Some("")),
            (Checkbox, "maybe", None),
            (Date, "2026-3-1", Some("2026-03-01")),
            (Date, "2026-02-30", None),
            (
                DateTime,
                "2026-03-10T15:00:00+01:00",
                Some("2026-03-10T14:00:00Z"),
            ),
            (DateTime, "2026-03-10", None),
            (MultiPicklist, "red ; blue;", Some("red;blue")),
            (Number, "", Some("")),
        ] {
            assert_eq!(of.kept(text).ok().as_deref(), kept, "{of:?} {text}");
        }
    }

    #[test]
    fn the_type_is_guessed_from_what_all_uses_agree_on() {
        use FieldType::*;
        for (lists, best) in [
            (vec![], Text),
            (vec!["EMEA, APAC", "emea"], Picklist),
            (vec!["True"], Checkbox),
            (vec!["3", "4.5"], Number),
            (vec!["3", "unknown"], Picklist),
            (vec!["2026-03-10"], Date),
            (vec!["3", "2026-03-10"], Text),
        ] {
            let mut guess = TypeGuess::default();
            for list in &lists {
                guess.note_values(list);
            }
            assert_eq!(guess.best(), best, "{lists:?}");
        }
        let mut guess = TypeGuess::default();
        guess.note_values("EMEA");
        guess.note(MultiPicklist);
        assert_eq!(guess.best(), MultiPicklist);
        guess.note(Text);
        assert_eq!(guess.best(), Text);
    }
}
