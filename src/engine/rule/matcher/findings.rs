//! One bit each for what was found of a case.

/// A bit for each entry that is ruled out, and after these one for each criterion of filter logic
/// that holds.
#[derive(Debug, Clone)]
pub(super) struct Findings(Box<[Block]>);

/// So many bits are put together at once.
pub(super) type Block = [u64; 4];

impl Findings {
    /// None of so many is set.
    pub(super) fn none(n_bits: usize) -> Self {
        let n_words = n_bits.div_ceil(64);
        Self(vec![Block::default(); n_words.div_ceil(Block::default().len())].into())
    }

    /// As many, none of them set.
    pub(super) fn cleared(&self) -> Self {
        Self(vec![Block::default(); self.0.len()].into())
    }

    /// Becomes what others are, which must be as many.
    #[inline]
    pub(super) fn become_as(&mut self, others: &Self) {
        self.0.copy_from_slice(&others.0);
    }

    #[inline]
    pub(super) fn blocks(&self) -> &[Block] {
        &self.0
    }

    #[inline]
    pub(super) fn has(&self, bit: usize) -> bool {
        let word = self.0.as_flattened().get(bit / 64);
        word.is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    #[inline]
    pub(super) fn set(&mut self, bit: usize) {
        if let Some(word) = self.0.as_flattened_mut().get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    /// Sets what is set in the blocks of others.
    #[inline]
    pub(super) fn add(&mut self, others: &[Block]) {
        for (block, more) in self.0.iter_mut().zip(others) {
            for (word, more) in block.iter_mut().zip(more) {
                *word |= more;
            }
        }
    }

    /// The first bit that is not set, from the bit `first` on.
    #[inline]
    pub(super) fn first_unset(&self, first: usize) -> Option<usize> {
        let words = self.0.as_flattened();
        let mut place = first / 64;
        let mut open = !*words.get(place)? & (u64::MAX << (first % 64));
        while open == 0 {
            place += 1;
            open = !*words.get(place)?;
        }
        let bit = usize::try_from(open.trailing_zeros()).ok()?;
        Some(place * 64 + bit)
    }
}
