//! A sorted list of numbers that knows about where each of them stands.

/// Numbers in order, found in constant time as long as they are spread evenly, as opening times
/// over a year are, and by bisection where they are crowded.
#[derive(Debug)]
pub(super) struct SortedKeys {
    keys: Box<[i64]>,
    first: i64,
    /// The range of the keys is cut into stretches of two to the power of this.
    shift: u32,
    /// How many keys lie below each stretch.
    n_below: Box<[usize]>,
}

impl SortedKeys {
    /// Takes numbers that are in order.
    pub(super) fn new(keys: Box<[i64]>) -> Self {
        let first = keys.first().copied().unwrap_or_default();
        let range = keys.last().map_or(0, |last| last.abs_diff(first));
        let n_keys = u64::try_from(keys.len()).unwrap_or(u64::MAX);
        let shift = (0..63).find(|shift| range >> shift <= n_keys).unwrap_or(63);
        let n_stretches = range.checked_shr(shift).unwrap_or_default();
        let starts = (0..=n_stretches).map(|stretch| stretch << shift);
        let n_below = starts.map(|start| keys.partition_point(|key| key.abs_diff(first) < start));
        Self {
            n_below: n_below.collect(),
            keys,
            first,
            shift,
        }
    }

    /// The key with that many before it.
    pub(super) fn get(&self, index: usize) -> Option<i64> {
        self.keys.get(index).copied()
    }

    /// How many keys are less than `bound`.
    pub(super) fn n_below(&self, bound: i64) -> usize {
        if bound <= self.first {
            return 0;
        }
        let stretch = usize::try_from(bound.abs_diff(self.first) >> self.shift);
        let stretch = stretch.unwrap_or(usize::MAX);
        let n_keys = self.keys.len();
        let n_below = self.n_below.get(stretch).copied().unwrap_or(n_keys);
        let n_before_next = self
            .n_below
            .get(stretch.saturating_add(1))
            .copied()
            .unwrap_or(n_keys);
        let within = self.keys.get(n_below..n_before_next).unwrap_or_default();
        n_below + within.partition_point(|key| *key < bound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bound_is_placed_as_by_counting() {
        let crowded: Vec<i64> = (0..50).map(|n| n * n * n).chain([i64::MAX]).collect();
        for keys in [
            vec![],
            vec![7],
            vec![7, 7, 7],
            vec![-3, 0, 4],
            (0..1000).map(|n| n * 86_400 + n % 7).collect(),
            vec![i64::MIN, 0, i64::MAX],
            crowded,
        ] {
            let sorted = SortedKeys::new(keys.clone().into());
            let near = keys
                .iter()
                .flat_map(|key| [key.saturating_sub(1), *key, key.saturating_add(1), key / 2]);
            for bound in near.chain([i64::MIN, 0, i64::MAX]) {
                let n_below = keys.iter().filter(|key| **key < bound).count();
                assert_eq!(sorted.n_below(bound), n_below, "{bound} in {keys:?}");
            }
        }
    }
}
