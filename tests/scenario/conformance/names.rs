//! The names that a scenario gives to records, and the records that they name.

use std::collections::HashMap;

/// Names of one kind, both ways.
#[derive(Debug, Default, Clone)]
pub(super) struct Names {
    ids: HashMap<(&'static str, String), u64>,
    names: HashMap<(&'static str, u64), String>,
}

impl Names {
    pub(super) fn learn(&mut self, kind: &'static str, name: &str, id: impl Into<u64>) {
        let id = id.into();
        self.ids.insert((kind, name.to_owned()), id);
        self.names.insert((kind, id), name.to_owned());
    }

    pub(super) fn id<I: From<u64>>(&self, kind: &'static str, name: &str) -> Result<I, String> {
        let found = self.ids.get(&(kind, name.to_owned()));
        found
            .map(|id| I::from(*id))
            .ok_or_else(|| format!("no {kind} is called {name}"))
    }

    pub(super) fn find<I: From<u64>>(&self, kind: &'static str, name: &str) -> Option<I> {
        self.id(kind, name).ok()
    }

    pub(super) fn name(&self, kind: &'static str, id: impl Into<u64>) -> String {
        let id = id.into();
        self.known(kind, id)
            .unwrap_or_else(|| format!("{kind} {id}"))
    }

    pub(super) fn known(&self, kind: &'static str, id: impl Into<u64>) -> Option<String> {
        self.names.get(&(kind, id.into())).cloned()
    }
}
