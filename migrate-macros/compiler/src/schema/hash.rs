//! The hash of a name, by which texts are kept apart: it says which of some buckets has what
//! is called so. Takes names, gives numbers and their digits; must not know what has a name.

/// 24 bits of the 32-bit FNV-1a, of a name in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hash(u32);

/// None of them needs an escape.
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// More than these are no buckets, each of which is a token wherever a past goes.
const MOST_BUCKETS: usize = 16;

/// How many buckets this number of things has, with at most about so many in each.
pub(super) fn buckets(count: usize, each: usize) -> usize {
    (count / each).next_power_of_two().min(MOST_BUCKETS)
}

impl Hash {
    pub(super) fn of(name: &str) -> Self {
        let mix = |hash: u32, byte: u8| {
            (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
        };
        let hash = name.bytes().fold(0x811c_9dc5, mix);
        Self((hash ^ (hash >> 24)) & 0xff_ffff)
    }

    /// Which of these buckets has it, a power of two.
    pub(super) fn bucket(self, buckets: usize) -> usize {
        self.0 as usize & (buckets - 1)
    }

    /// As it is written.
    pub(super) fn digits(self) -> [u8; 4] {
        [18, 12, 6, 0].map(|shift| DIGITS[(self.0 >> shift) as usize & 63])
    }

    /// What these digits stand for.
    pub(super) fn read(digits: &[u8]) -> Self {
        let shift = |hash: u32, digit: &u8| (hash << 6) | value(*digit);
        Self(digits.iter().fold(0, shift))
    }
}

fn value(digit: u8) -> u32 {
    let value = match digit {
        b'0'..=b'9' => digit - b'0',
        b'A'..=b'Z' => digit - b'A' + 10,
        b'a'..=b'z' => digit - b'a' + 36,
        b'-' => 62,
        _ => 63,
    };
    value.into()
}

#[cfg(test)]
mod tests {
    use super::{Hash, buckets};

    #[test]
    fn names_that_differ_in_case_are_kept_together() {
        assert_eq!(Hash::of("Orders"), Hash::of("orders"));
        assert_ne!(Hash::of("orders"), Hash::of("order"));
        assert_ne!(Hash::of("orders").digits(), Hash::of("order").digits());
    }

    #[test]
    fn digits_stand_for_their_hash() {
        for name in 0..500 {
            let hash = Hash::of(&name.to_string());
            assert_eq!(Hash::read(&hash.digits()), hash);
        }
    }

    #[test]
    fn buckets_grow_with_what_is_in_them() {
        assert_eq!([0, 7, 16, 17].map(|count| buckets(count, 8)), [1, 1, 2, 2]);
        assert_eq!(buckets(1_000_000, 8), 16);
        assert!((0..100).all(|n| Hash::of(&n.to_string()).bucket(16) < 16));
    }
}
