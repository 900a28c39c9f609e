//! The records of one kind, by their ids.

use std::{
    collections::{BTreeMap, btree_map},
    ops::Index,
};

/// Each record lies in a box of its own, so that it goes in and out of the table without being
/// copied.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<I, T>(BTreeMap<I, Box<T>>);

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<I: Ord, T> Table<I, T> {
    /// The record of that id.
    #[must_use]
    pub fn get(&self, id: &I) -> Option<&T> {
        self.0.get(id).map(|record| &**record)
    }

    /// Whether there is a record of that id.
    #[must_use]
    pub fn contains_key(&self, id: &I) -> bool {
        self.0.contains_key(id)
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ids, ascending.
    pub fn keys(&self) -> btree_map::Keys<'_, I, Box<T>> {
        self.0.keys()
    }

    /// The records in the order of their ids.
    #[must_use]
    pub fn values(&self) -> Values<'_, I, T> {
        Values(self.0.values())
    }

    /// The ids, ascending, with their records.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&I, &T)> + ExactSizeIterator + Clone {
        self.0.iter().map(|(id, record)| (id, &**record))
    }

    /// The first id and its record.
    #[must_use]
    pub fn first_key_value(&self) -> Option<(&I, &T)> {
        self.iter().next()
    }

    /// The last id and its record.
    #[must_use]
    pub fn last_key_value(&self) -> Option<(&I, &T)> {
        self.iter().next_back()
    }

    pub(super) fn put(&mut self, id: I, record: Box<T>) -> Option<Box<T>> {
        self.0.insert(id, record)
    }

    pub(super) fn remove(&mut self, id: &I) -> Option<Box<T>> {
        self.0.remove(id)
    }
}

/// The records of a table in the order of their ids.
#[derive(Debug)]
pub struct Values<'a, I, T>(btree_map::Values<'a, I, Box<T>>);

impl<I, T> Clone for Values<'_, I, T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<'a, I, T> Iterator for Values<'a, I, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        self.0.next().map(|record| &**record)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<I, T> DoubleEndedIterator for Values<'_, I, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|record| &**record)
    }
}

impl<I, T> ExactSizeIterator for Values<'_, I, T> {}

/// A record that is known to be there, for tests.
#[expect(
    clippy::indexing_slicing,
    reason = "it stops where the record is not there, as that of every map does"
)]
impl<I: Ord, T> Index<&I> for Table<I, T> {
    type Output = T;

    fn index(&self, id: &I) -> &T {
        &self.0[id]
    }
}
