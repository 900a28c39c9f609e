//! Why a file cannot be brought in at all.

/// Why a file cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {reason}")]
pub struct FileError {
    /// The name of the file.
    pub file: Box<str>,
    /// The line, from 1 on.
    pub line: u32,
    /// Lower case, no full stop.
    pub reason: Box<str>,
}
