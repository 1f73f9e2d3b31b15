//! What adding, dropping and altering a column leave behind in its own table. Must not
//! know any database.

use crate::schema::fill;
use crate::schema::{Alteration, Column, Fill, Table};

impl Table {
    pub(super) fn add_column(&mut self, column: &Column, ordinal: u32) {
        let mut column = column.clone();
        column.born = ordinal;
        column.fill = Fill::Unknown;
        if self.born < ordinal {
            column.fill = fill::added(&column);
        }
        self.columns.push(column);
    }

    /// PostgreSQL drops every index and every constraint in which the column takes part,
    /// also beside others; which of these is acceptable is for a rule to say.
    pub(super) fn drop_column(&mut self, name: &str) {
        self.constraints.retain(|constraint| !constraint.uses(name));
        self.indexes.retain(|index| !index.uses(name));
        self.columns.retain(|column| column.name != name);
    }
}

impl Column {
    pub(super) fn alter(&mut self, alteration: &Alteration) {
        match alteration {
            Alteration::Type { ty, using } => {
                self.ty = ty.clone();
                // PostgreSQL goes back to what the new type has by itself. A collation
                // that the new type can have is kept: nobody asked for another.
                self.storage = None;
                self.collation = self.collation.take().filter(|_| ty.is_collatable());
                self.fill = fill::converted(self, using.as_ref());
            }
            Alteration::NotNull(true) => self.not_null = true,
            Alteration::NotNull(false) => {
                self.not_null = false;
                self.fill = Fill::Unknown;
            }
            Alteration::Default(default) => self.default.clone_from(default),
            Alteration::Generator(generator) => self.generator = *generator,
            Alteration::Restart(_) => {}
            Alteration::Generated(generated) => self.generated.clone_from(generated),
            Alteration::Comment(comment) => self.comment.clone_from(comment),
            Alteration::Statistics(statistics) => self.statistics = *statistics,
            Alteration::Storage(storage) => self.storage.clone_from(storage),
        }
    }
}
