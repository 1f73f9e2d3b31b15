//! The databases that a history is for, at the versions that must be supported. Gives
//! values to compare; must not know what any of them can do.

pub(crate) use migrate_contract::{Database, Version};

/// A database and the oldest version of it that must be supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Target {
    pub(crate) database: Database,
    pub(crate) version: Version,
}

impl Target {
    /// Whether every server of this target has at least this version.
    pub(crate) fn since(self, major: u16, minor: u16) -> bool {
        self.version >= Version([major, minor, 0])
    }
}
