//! One bit each for what was found of a case.

/// A bit for each entry that is ruled out, and after these one for each criterion of filter logic
/// that holds.
#[derive(Debug, Clone)]
pub(super) struct Findings(Box<[u64]>);

impl Findings {
    /// None of so many is set.
    pub(super) fn none(n_bits: usize) -> Self {
        Self(vec![0; n_bits.div_ceil(64)].into())
    }

    /// As many, none of them set.
    pub(super) fn cleared(&self) -> Self {
        Self(vec![0; self.0.len()].into())
    }

    /// Becomes what others are, which must be as many.
    #[inline]
    pub(super) fn become_as(&mut self, others: &Self) {
        self.0.copy_from_slice(&others.0);
    }

    /// As words of 64 each.
    #[inline]
    pub(super) fn words(&self) -> &[u64] {
        &self.0
    }

    #[inline]
    pub(super) fn has(&self, bit: usize) -> bool {
        let word = self.0.get(bit / 64);
        word.is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    #[inline]
    pub(super) fn set(&mut self, bit: usize) {
        if let Some(word) = self.0.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    /// Sets what is set in the words of others.
    #[inline]
    pub(super) fn add(&mut self, others: &[u64]) {
        for (word, more) in self.0.iter_mut().zip(others) {
            *word |= more;
        }
    }

    /// Unsets all.
    #[inline]
    pub(super) fn clear(&mut self) {
        self.0.fill(0);
    }

    /// The first bit that is not set, from the bit `first` on.
    #[inline]
    pub(super) fn first_unset(&self, first: usize) -> Option<usize> {
        let mut place = first / 64;
        let mut open = !*self.0.get(place)? & (u64::MAX << (first % 64));
        while open == 0 {
            place += 1;
            open = !*self.0.get(place)?;
        }
        let bit = usize::try_from(open.trailing_zeros()).ok()?;
        Some(place * 64 + bit)
    }
}
