//! What a mistake leaves open: the names that a refused statement would have made, or made
//! free. Takes names, tells them apart; must not know which statement it was.

use std::collections::BTreeSet;

/// Something that nobody knows because of a mistake. An error about it follows from that
/// mistake, and is not told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Doubt {
    /// Whether there is something of this name.
    Made(String),
    /// Whether the name is free, or its column of another type.
    Freed(String),
    /// What a statement without a name of its own would have done.
    Something,
}

/// Everything that is open.
pub(crate) type Doubts = BTreeSet<Doubt>;

impl Doubt {
    pub(crate) fn made(name: &str) -> Self {
        Self::Made(name.to_owned())
    }

    pub(crate) fn freed(name: &str) -> Self {
        Self::Freed(name.to_owned())
    }

    /// Both, where it cannot be told which.
    pub(crate) fn of(name: &str) -> [Self; 2] {
        [Self::made(name), Self::freed(name)]
    }

    /// The name that there may be.
    pub(crate) fn made_name(&self) -> Option<&str> {
        match self {
            Self::Made(name) => Some(name),
            Self::Freed(_) | Self::Something => None,
        }
    }
}
