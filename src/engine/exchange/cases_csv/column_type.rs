//! The type that the values of a column speak for, and the list that they make.

use super::table::Table;
use crate::engine::{
    field_type::{FieldType, TypeGuess},
    in_order::by_name,
};

/// A column with more values is no list.
const VALUES_MAX: usize = 40;
/// A value with more letters is none of a list.
const VALUE_CHARS_MAX: usize = 40;
/// What separates several values of one cell.
const SEPARATOR: char = ';';

/// The type that all values of a column speak for. Texts that come again and again are values of a
/// list, or several of them where semicolons separate them.
pub(super) fn type_of(table: &Table, column: usize) -> FieldType {
    let mut guess = TypeGuess::default();
    let mut list = Some(ListGuess::default());
    for row in table.rows() {
        let text = row.cell(column);
        if let Some(guessed) = &mut list
            && guessed.knows(text)
        {
            continue;
        }
        guess.note_text(text);
        list = list.filter(|list| list.values.len() <= VALUES_MAX);
        if list.is_none() && guess.best() == FieldType::Text {
            return FieldType::Text;
        }
    }
    match (guess.best(), list) {
        (FieldType::Text, Some(list)) => list.best(),
        (best, _) => best,
    }
}

/// The values of a column as those of a list, whatever the case of their letters, by name.
pub(super) fn values_of(table: &Table, column: usize) -> Vec<Box<str>> {
    let cells = table.rows().map(|row| row.cell(column));
    let mut values: Vec<&str> = cells.flat_map(parts).collect();
    values.sort_unstable();
    values.dedup();
    let mut values = by_name(values, |value| value);
    values.dedup_by_key(|value| value.to_lowercase());
    values.into_iter().map(Box::from).collect()
}

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    let parts = cell.split(SEPARATOR).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// The values of a column, as long as there are few.
#[derive(Default)]
struct ListGuess<'t> {
    values: Vec<&'t str>,
    n_told: usize,
    has_several: bool,
    has_long: bool,
}

impl<'t> ListGuess<'t> {
    /// Takes note of a cell, and says whether it was known before as it stands.
    fn knows(&mut self, cell: &'t str) -> bool {
        let whole = cell.trim();
        let is_known = whole.is_empty() || self.values.contains(&whole);
        let n_before = self.n_told;
        for part in parts(cell) {
            self.n_told += 1;
            if !self.values.contains(&part) {
                self.has_long |= part.chars().nth(VALUE_CHARS_MAX).is_some();
                self.values.push(part);
            }
        }
        self.has_several |= self.n_told > n_before + 1;
        is_known
    }

    /// A list, when its values come twice on average.
    const fn best(&self) -> FieldType {
        if self.has_long || self.n_told < 2 * self.values.len() || self.n_told == 0 {
            return FieldType::Text;
        }
        if self.has_several {
            FieldType::MultiPicklist
        } else {
            FieldType::Picklist
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: &[&str]) -> Table {
        let mut text = "Subject,Value\n".to_owned();
        for cell in cells {
            text.push_str("one,");
            text.push_str(cell);
            text.push('\n');
        }
        Table::read(text.as_bytes()).unwrap()
    }

    #[test]
    fn the_type_is_what_all_values_speak_for() {
        use FieldType::*;
        let many: Vec<String> = (0..100).map(|n| format!("Value {}", n % 50)).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let long = "a sentence that nobody would ever choose from a list of values";
        for (cells, best) in [
            (vec!["9.5", "", "12"], Number),
            (vec!["true", "FALSE"], Checkbox),
            (vec!["2026-03-10", ""], Date),
            (vec!["2026-03-10T14:00:00Z"], DateTime),
            (vec!["North", "South"], Text),
            (vec!["North", "South", "North", "South"], Picklist),
            (vec!["Red", "7", "Red", "7"], Picklist),
            (vec!["Red;Blue", "Blue", "Red", ""], MultiPicklist),
            (vec!["7", "7;7"], MultiPicklist),
            (vec!["9.5", ";"], Text),
            (vec![long, long], Text),
            (vec!["", ""], Text),
            (many, Text),
        ] {
            assert_eq!(type_of(&column(&cells), 1), best, "{cells:?}");
        }
    }

    #[test]
    fn a_list_has_each_value_once_by_name() {
        let table = column(&["south", "North; East", "SOUTH", "North"]);
        let values = values_of(&table, 1);
        let values: Vec<&str> = values.iter().map(|value| &**value).collect();
        assert_eq!(values, ["East", "North", "SOUTH"]);
    }
}
