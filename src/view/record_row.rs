//! A row of a list of records, whatever their kind.

use super::escalation::SeverityMark;

/// One record in such a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct RecordRow {
    /// The number of the record's id.
    pub key: u64,
    /// Its name.
    pub name: String,
    /// What stands beside the name.
    pub marks: Vec<RowMark>,
    /// What the other columns show, in their order.
    pub cells: Vec<String>,
    /// Whether it is not used any more.
    pub inactive: bool,
}

/// A word beside the name of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RowMark {
    /// An import made it, and nobody has looked yet.
    StandIn,
    /// Something that is worth knowing.
    Note(&'static str),
    /// Something waits while it is so.
    Waits(&'static str),
    /// How it looks.
    Severity(SeverityMark),
}

impl RecordRow {
    /// A row that shows its name only.
    #[must_use]
    pub fn new(key: u64, name: &str) -> Self {
        Self {
            key,
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// The row with what its other columns show.
    #[must_use]
    pub fn with(mut self, cells: Vec<String>) -> Self {
        self.cells = cells;
        self
    }

    /// The row with a mark, if there is a reason for it.
    #[must_use]
    pub fn marked(mut self, mark: RowMark, is_so: bool) -> Self {
        if is_so {
            self.marks.push(mark);
        }
        self
    }

    /// The row of a record that is used, or is not any more.
    #[must_use]
    pub fn active(mut self, active: bool) -> Self {
        self.inactive = !active;
        self
    }
}
