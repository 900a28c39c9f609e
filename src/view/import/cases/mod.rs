//! The columns of a file of cases and what they become, and what an import of it comes to.

mod check;
#[cfg(test)]
mod file;
mod mapping;

pub use check::{
    PREVIEW_HEADS, PreviewRow, PreviewedCase, counts_words, errors_by_line, errors_csv, made_lines,
    preview_rows,
};
pub use mapping::{
    ColumnRow, column_problem, column_rows, list_words, mapping_problems, match_key, match_of_key,
    match_options, target_key, target_of_key, target_options, type_key, type_of_key, type_options,
};
