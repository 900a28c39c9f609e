//! Pages: up to 256 records of one kind in one row, found by their ids alone.

use super::{StoreError, rows::PageRow};
use crate::engine::{
    change::ChangeSet,
    desk::Desk,
    id,
    record::{Kind, Record, RecordKey},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

/// How many serials share a page, as a power of two.
const SERIAL_BITS: u32 = 8;

/// The page a record lives in, which follows from its id: there is no directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageKey {
    /// The kind of its records.
    pub kind: Kind,
    /// The device that made them.
    pub device: u32,
    /// Their serial, divided by 256.
    pub number: u32,
}

impl PageKey {
    /// The page of a record.
    #[must_use]
    pub fn of(key: RecordKey) -> Self {
        let half = |number: u64| u32::try_from(number & u64::from(u32::MAX)).unwrap_or(u32::MAX);
        Self {
            kind: key.kind,
            device: half(key.id >> 32),
            number: half(key.id) >> SERIAL_BITS,
        }
    }

    /// The ids of all records that may live in it.
    #[must_use]
    pub fn ids(self) -> RangeInclusive<u64> {
        let first = id::join(self.device, self.number << SERIAL_BITS);
        first..=first + (1 << SERIAL_BITS) - 1
    }

    /// The pages that a change set touches, in order.
    #[must_use]
    pub fn touched(changes: &ChangeSet) -> BTreeSet<Self> {
        let mut pages = BTreeSet::new();
        pages.extend(changes.records.keys().copied().map(Self::of));
        pages
    }

    /// The page as it is after `changes` on `desk`, as JSON.
    pub fn encode(self, desk: &Desk, changes: &ChangeSet) -> Result<Vec<u8>, StoreError> {
        let records = desk.overlaid(changes);
        Ok(records.encode_page(self.kind, self.ids())?)
    }
}

impl PageRow {
    /// What the row makes of a desk that holds an older one: its records, and the removal of those
    /// that are not in it any more. `held` are the ids of its kind on the desk, ascending.
    pub fn changes_on(
        &self,
        held: &[u64],
    ) -> Result<BTreeMap<RecordKey, Option<Record>>, StoreError> {
        let PageKey { kind, .. } = self.key;
        let ids = self.key.ids();
        let start = held.partition_point(|id| id < ids.start());
        let here = held.iter().skip(start).take_while(|id| *id <= ids.end());
        let mut changes: BTreeMap<RecordKey, Option<Record>> =
            here.map(|id| (RecordKey { kind, id: *id }, None)).collect();
        for record in Record::decode_page(kind, &self.bytes)? {
            changes.insert(record.key(), Some(record));
        }
        Ok(changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_lives_in_the_page_of_its_device_and_serial() {
        let table = [
            ((1, 0), (1, 0)),
            ((1, 255), (1, 0)),
            ((1, 256), (1, 1)),
            ((id::DEVICE_MAX, u32::MAX), (id::DEVICE_MAX, (1 << 24) - 1)),
        ];
        for ((device, serial), (page_device, number)) in table {
            let id = id::join(device, serial);
            let key = PageKey::of(RecordKey {
                kind: Kind::Case,
                id,
            });
            assert_eq!((key.device, key.number), (page_device, number));
            assert!(key.ids().contains(&id), "{device} {serial}");
        }
    }
}
