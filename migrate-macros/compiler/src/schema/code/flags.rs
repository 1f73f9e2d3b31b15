//! Several yes-or-no facts as one number. Must not know what they say.

use super::{Reader, Writer};

/// A set of facts, each a bit. The commonest have the lowest bits, so that most sets are
/// one letter.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flags(u32);

impl Flags {
    pub(super) fn with(self, bit: u32, holds: bool) -> Self {
        Self(if holds { self.0 | bit } else { self.0 })
    }

    pub(super) fn has(self, bit: u32) -> bool {
        self.0 & bit != 0
    }

    pub(super) fn write(self, to: &mut Writer<'_>) {
        to.number(self.0);
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.number().map(Self)
    }
}
