//! How remembered texts are found.

use std::hash::Hasher;

/// Hashes short texts, which are spread well enough by one multiplication for eight bytes: so few
/// are remembered that nobody gains by choosing them badly.
#[derive(Debug, Clone, Default)]
pub(super) struct TextHasher(u64);

impl Hasher for TextHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        let rest = rest.iter();
        self.write_u64(rest.fold(0, |word, byte| word << 8 | u64::from(*byte)));
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        // The upper bits of a product depend on all of what was multiplied, the lower ones do not.
        self.0.rotate_left(26)
    }
}
