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
    pub(super) fn become_as(&mut self, others: &Self) {
        self.0.copy_from_slice(&others.0);
    }

    /// As words of 64 each.
    pub(super) fn words(&self) -> &[u64] {
        &self.0
    }

    pub(super) fn has(&self, bit: usize) -> bool {
        let word = self.0.get(bit / 64);
        word.is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    pub(super) fn set(&mut self, bit: usize) {
        if let Some(word) = self.0.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    /// Sets what is set in the words of others.
    pub(super) fn add(&mut self, others: &[u64]) {
        for (word, more) in self.0.iter_mut().zip(others) {
            *word |= more;
        }
    }

    /// The bits that are not set, ascending.
    pub(super) fn unset(&self) -> impl Iterator<Item = usize> {
        self.0.iter().zip(0..).flat_map(|(word, place)| {
            let mut open = !word;
            std::iter::from_fn(move || {
                let bit = usize::try_from(open.trailing_zeros())
                    .ok()
                    .filter(|bit| *bit < 64)?;
                open &= open - 1;
                Some(place * 64 + bit)
            })
        })
    }
}
