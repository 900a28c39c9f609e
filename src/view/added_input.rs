//! How the values of added fields are entered: the input that fits the type of a field, and the way
//! between what the input has and what is kept.

use super::{
    case_fields::with_none,
    phrase::{input_time, instant_of_input},
};
use crate::engine::{
    calendar::ZoneTable,
    choice::CustomField,
    desk::Desk,
    field_type::{FieldType, read_day, read_flag, several},
    id::CustomFieldId,
    instant::Instant,
};

/// The input of an added field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddedInput {
    /// A line of text.
    Text,
    /// A line of several values, for a field without a list of them.
    Values,
    /// A line of text for a value that is not of the field's type, with what the type asks for.
    Unfit(&'static str),
    /// A number.
    Number,
    /// A day.
    Day,
    /// A date and time on the clocks of the organisation (semantics 3.2).
    Moment(ZoneTable),
    /// A box to tick.
    Checkbox,
    /// One of a list: key and text.
    One(Vec<(String, String)>),
    /// Several of a list: key and text.
    Several(Vec<(String, String)>),
}

impl AddedInput {
    /// The input of a field that has a value. One that its type does not take, from a damaged file
    /// or another desk, is entered as the text that it is, and values that the list has no longer
    /// stand in it with a word about it, so that no input hides or loses what is kept.
    #[must_use]
    pub fn of(desk: &Desk, field: CustomFieldId, value: &str) -> Self {
        let Some(field) = desk.custom_fields.get(&field) else {
            return Self::Text;
        };
        if let Err(reason) = field.field_type.kept(value) {
            return Self::Unfit(reason);
        }
        let has_list = !field.values.is_empty();
        match field.field_type {
            FieldType::Number => Self::Number,
            FieldType::Checkbox => Self::Checkbox,
            FieldType::Date => Self::Day,
            FieldType::DateTime => {
                Self::Moment(desk.home_zone().cloned().unwrap_or_else(ZoneTable::utc))
            }
            FieldType::Picklist if has_list => {
                let listed = with_none(listed(field));
                Self::One(with_gone(listed, std::iter::once(value.trim())))
            }
            // Lists of old may have a value with a semicolon, which cannot be chosen of several.
            FieldType::MultiPicklist
                if has_list && !listed(field).any(|(key, _)| key.contains(';')) =>
            {
                Self::Several(with_gone(listed(field).collect(), several(value)))
            }
            FieldType::MultiPicklist => Self::Values,
            FieldType::Text | FieldType::Picklist => Self::Text,
        }
    }

    /// What the input has for a value that is kept: values of a list as the list writes them and in
    /// its order, since case does not tell them apart (semantics 3.4).
    #[must_use]
    pub fn entered(&self, value: &str) -> String {
        let entered = match self {
            Self::Day => read_day(value).map(|day| day.to_string()),
            Self::Moment(zone) => Instant::parse(value.trim()).map(|at| input_time(at, zone)),
            Self::Checkbox => {
                read_flag(value).map(|flag| if flag { "true" } else { "" }.to_owned())
            }
            Self::One(options) => Some(keys_where(options, |key| is_same(key, value))),
            Self::Several(options) => Some(keys_where(options, |key| {
                several(value).any(|one| is_same(key, one))
            })),
            Self::Text | Self::Values | Self::Unfit(_) | Self::Number => None,
        };
        entered.unwrap_or_else(|| value.to_owned())
    }

    /// What is kept for what the input has. What it had at first is kept as it stood `before`: an
    /// hour that comes twice, or a writing of old.
    #[must_use]
    pub fn kept(&self, text: &str, before: &str) -> String {
        let text = match self {
            Self::Several(_) => self.entered(text),
            Self::Moment(zone) => instant_of_input(text, zone)
                .map_or_else(|| text.to_owned(), |instant| instant.to_string()),
            Self::Text
            | Self::Values
            | Self::Unfit(_)
            | Self::Number
            | Self::Day
            | Self::Checkbox
            | Self::One(_) => text.to_owned(),
        };
        if self.entered(&text) == self.entered(before) {
            before.to_owned()
        } else {
            text
        }
    }

    /// What is good to know of the input; empty for nothing.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Values => "Semicolons separate the values.".to_owned(),
            Self::Unfit(reason) => format!("This does not fit the field: {reason}, or nothing."),
            Self::Moment(zone) => format!("In {}.", zone.name()),
            Self::Text
            | Self::Number
            | Self::Day
            | Self::Checkbox
            | Self::One(_)
            | Self::Several(_) => String::new(),
        }
    }
}

fn listed(field: &CustomField) -> impl Iterator<Item = (String, String)> {
    let values = field.values.iter();
    values.map(|value| (value.to_string(), value.to_string()))
}

/// The options of a list, and after them the values that a record has and the list has no longer.
fn with_gone<'a>(
    mut options: Vec<(String, String)>,
    values: impl Iterator<Item = &'a str>,
) -> Vec<(String, String)> {
    for value in values {
        if !options.iter().any(|(key, _)| is_same(key, value)) {
            options.push((
                value.to_owned(),
                format!("{value} (not in the list any more)"),
            ));
        }
    }
    options
}

fn is_same(key: &str, value: &str) -> bool {
    key.to_lowercase() == value.trim().to_lowercase()
}

fn keys_where(options: &[(String, String)], takes: impl Fn(&str) -> bool) -> String {
    let keys = options.iter().map(|(key, _)| key.as_str());
    let keys: Vec<&str> = keys.filter(|key| takes(key)).collect();
    keys.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{change::ChangeSet, choice::CustomFieldOf};

    const FIELD: CustomFieldId = CustomFieldId(1);

    fn input_of(field_type: FieldType, values: &[&str], value: &str) -> AddedInput {
        let mut changes = ChangeSet::default();
        changes.put(CustomField {
            id: FIELD,
            field_type,
            values: values.iter().map(|value| (*value).into()).collect(),
            ..CustomField::new(CustomFieldOf::Case, "Any__c")
        });
        let mut desk = Desk::new(1);
        desk.apply(changes);
        AddedInput::of(&desk, FIELD, value)
    }

    fn texts(input: &AddedInput) -> Vec<&str> {
        match input {
            AddedInput::One(options) | AddedInput::Several(options) => {
                options.iter().map(|(_, text)| text.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    /// On the clocks of London in the year that they come back to winter on 25 October.
    fn london() -> AddedInput {
        let changes = vec![
            (at("2026-03-29T01:00:00Z"), 3_600),
            (at("2026-10-25T01:00:00Z"), 0),
        ];
        AddedInput::Moment(ZoneTable::new("Europe/London", 0, changes).unwrap())
    }

    #[test]
    fn every_type_has_the_input_that_fits_it() {
        use FieldType::*;
        for (field_type, input) in [
            (Text, AddedInput::Text),
            (Number, AddedInput::Number),
            (Checkbox, AddedInput::Checkbox),
            (Date, AddedInput::Day),
            (DateTime, AddedInput::Moment(ZoneTable::utc())),
            (Picklist, AddedInput::Text),
            (MultiPicklist, AddedInput::Values),
        ] {
            assert_eq!(input_of(field_type, &[], ""), input, "{field_type:?}");
        }
        let regions = ["EMEA", "APAC"];
        assert_eq!(
            texts(&input_of(Picklist, &regions, "")),
            ["None", "EMEA", "APAC"]
        );
        assert_eq!(
            texts(&input_of(MultiPicklist, &regions, "")),
            ["EMEA", "APAC"]
        );
    }

    #[test]
    fn a_damaged_value_is_entered_as_the_text_that_it_is_and_stays_until_it_is_changed() {
        use FieldType::*;
        for (field_type, value) in [
            (Date, "soon"),
            (Date, "2026-02-30"),
            (DateTime, "2026-03-10"),
            (Number, "a dozen"),
            (Checkbox, "maybe"),
        ] {
            let input = input_of(field_type, &[], value);
            assert!(matches!(input, AddedInput::Unfit(_)), "{value}");
            assert_eq!(input.entered(value), value);
            assert_eq!(input.kept(value, value), value);
        }
        assert_eq!(
            input_of(Date, &[], "soon").hint(),
            "This does not fit the field: write a date such as 2026-03-10, or nothing."
        );
    }

    #[test]
    fn values_that_are_gone_from_the_list_are_flagged_and_kept_beside_others() {
        let input = input_of(
            FieldType::MultiPicklist,
            &["Red", "Blue"],
            "mauve;blue;Mauve",
        );
        assert_eq!(
            texts(&input),
            ["Red", "Blue", "mauve (not in the list any more)"]
        );
        assert_eq!(input.entered("mauve;blue;Mauve"), "Blue;mauve");
        assert_eq!(
            input.kept("Blue;mauve;Red", "mauve;blue;Mauve"),
            "Red;Blue;mauve"
        );
        let one = input_of(FieldType::Picklist, &["EMEA"], "APAC");
        assert_eq!(
            texts(&one),
            ["None", "EMEA", "APAC (not in the list any more)"]
        );
        assert_eq!(one.entered("APAC"), "APAC");
        assert_eq!(one.entered("emea"), "EMEA");
    }

    #[test]
    fn a_value_that_comes_back_to_what_it_was_is_kept_as_it_stood() {
        let colours = input_of(FieldType::MultiPicklist, &["Red", "Blue"], "Blue;Red");
        assert_eq!(colours.kept("Red;Blue", "Blue;Red"), "Blue;Red");
        let day = input_of(FieldType::Date, &[], "2026-3-1");
        assert_eq!(day.entered("2026-3-1"), "2026-03-01");
        assert_eq!(day.kept("2026-03-01", "2026-3-1"), "2026-3-1");
        assert_eq!(day.kept("2026-03-02", "2026-3-1"), "2026-03-02");
        let flag = input_of(FieldType::Checkbox, &[], "Yes");
        assert_eq!(flag.entered("Yes"), "true");
        assert_eq!(flag.kept("true", "Yes"), "Yes");
        assert_eq!(flag.kept("", "Yes"), "");
    }

    #[test]
    fn a_date_and_time_is_entered_on_the_clocks_of_the_organisation() {
        let moment = london();
        assert_eq!(moment.hint(), "In Europe/London.");
        for (kept, entered) in [
            ("2026-01-05T14:00:00Z", "2026-01-05T14:00"),
            ("2026-07-01T08:30:05Z", "2026-07-01T09:30:05"),
            ("", ""),
        ] {
            assert_eq!(moment.entered(kept), entered);
            assert_eq!(moment.kept(entered, ""), kept);
        }
        // The clocks skip half past one on the day on which summer begins.
        assert_eq!(moment.kept("2026-03-29T01:30", ""), "2026-03-29T01:00:00Z");
    }

    #[test]
    fn the_second_of_two_equal_readings_is_not_lost_by_looking_at_it() {
        let moment = london();
        let second = "2026-10-25T01:30:00Z";
        assert_eq!(moment.entered(second), "2026-10-25T01:30");
        assert_eq!(moment.kept("2026-10-25T01:30", second), second);
        assert_eq!(moment.kept("2026-10-25T01:30", ""), "2026-10-25T00:30:00Z");
    }
}
