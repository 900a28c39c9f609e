//! Why the browser's storage refused, by the name of its exception, and what to do about it.

/// Why a read or a commit did not happen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The revision that the decision was made on is not the newest any more.
    #[error("other tabs keep changing the desk: try again in a moment")]
    Conflict,
    /// The browser grants no more space; nothing of the commit was stored.
    #[error("the space that the browser grants is used up: export a backup, then free some space")]
    Quota,
    /// Another tab holds the database in an older version and does not let go of it.
    #[error("another tab of Rung holds the data: close the other tabs, then reload this one")]
    Blocked,
    /// The database is of a newer version than this page.
    #[error("this page is older than the data: reload it")]
    TooNew,
    /// Another tab has taken the database over with a newer version.
    #[error("Rung was updated in another tab: reload this one")]
    OlderTab,
    /// The connection is gone, or the database behind it.
    #[error("the browser has let go of the data: reload the page")]
    Lost,
    /// The browser lets the page store nothing at all.
    #[error("the browser lets this page store nothing: allow it site data, then reload")]
    Unavailable,
    /// What is stored is not what this page writes.
    #[error("what is stored cannot be read ({0}): restore a backup")]
    Damaged(String),
    /// An action that has fired was to fire again, which the store never lets happen.
    #[error("an action that has fired was to fire a second time: restore a backup")]
    FiredTwice,
    /// Anything else, in the browser's words.
    #[error("the browser's storage failed ({0}): reload the page")]
    Other(String),
}

impl StoreError {
    /// What an exception of that name and message means.
    #[must_use]
    pub fn named(name: &str, message: &str) -> Self {
        match name {
            "QuotaExceededError" => Self::Quota,
            "VersionError" => Self::TooNew,
            "SecurityError" => Self::Unavailable,
            "InvalidStateError" | "NotFoundError" => Self::Lost,
            "ConstraintError" => Self::FiredTwice,
            _ if message.is_empty() => Self::Other(name.to_owned()),
            _ => Self::Other(format!("{name}: {message}")),
        }
    }

    /// Whether the page can store nothing until it is loaded anew.
    #[must_use]
    pub const fn is_lasting(&self) -> bool {
        matches!(
            self,
            Self::TooNew | Self::OlderTab | Self::Lost | Self::Unavailable | Self::Damaged(_)
        )
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_is_told_by_its_name() {
        let table = [
            ("QuotaExceededError", StoreError::Quota),
            ("VersionError", StoreError::TooNew),
            ("SecurityError", StoreError::Unavailable),
            ("InvalidStateError", StoreError::Lost),
            ("ConstraintError", StoreError::FiredTwice),
            (
                "UnknownError",
                StoreError::Other("UnknownError: disk".to_owned()),
            ),
        ];
        for (name, expected) in table {
            assert_eq!(StoreError::named(name, "disk"), expected, "{name}");
        }
    }
}
