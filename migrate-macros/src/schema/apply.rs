//! What a change leaves behind. Takes a schema and a change that was checked against it,
//! gives the schema after; must not know who asked, nor any database.

use super::{Change, Schema};

impl Schema {
    /// Applies a change whose names were resolved against this schema; what it names and
    /// is not there is left alone. `ordinal` is the number of the migration.
    pub(crate) fn apply(&mut self, change: &Change, ordinal: u32) {
        let _ = (change, ordinal);
    }
}
