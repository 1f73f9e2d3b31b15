//! The statements of the language, one file each: parse it, lower it to changes. Takes
//! tokens and a schema, gives acts; must not know any database.

mod alter_table;
mod attached;
mod columns;
mod comment;
mod constraints;
mod create_index;
mod create_table;
mod delete;
mod dependents;
mod doubtful;
mod drop_index;
mod drop_table;
mod foreign_keys;
mod form;
mod habit;
mod indexes;
mod insert;
mod item;
mod later;
mod lowering;
mod meant;
mod naming;
mod raw_sql;
mod recheck;
mod refusal;
mod rename_index;
mod rename_table;
mod resolve;
mod scope;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod update;
mod version;
mod virtual_columns;
mod with;

use std::fmt::Debug;

pub(crate) use attached::Attached;
pub(crate) use foreign_keys::WITHOUT_UNIQUE_TARGET;
pub(crate) use item::{Item, words};
pub(crate) use lowering::{Act, Expectation, Lowering, Places};
pub(crate) use refusal::Refusal;
pub(crate) use resolve::INDEX_OF_CONSTRAINT;

use crate::doubt::Doubt;
use crate::origin::Origin;
use form::Form;

/// Every statement: its first words, and what reads it from there.
const FORMS: &[Form] = &[
    alter_table::FORM,
    comment::FORM,
    create_index::FORM,
    create_index::UNIQUE,
    create_table::FORM,
    delete::FORM,
    drop_index::FORM,
    drop_table::FORM,
    insert::FORM,
    raw_sql::FORM,
    rename_index::FORM,
    rename_table::FORM,
    update::FORM,
    with::FORM,
];

/// A statement as it was written.
pub(crate) trait Statement: Debug {
    /// Resolves the statement against the schema before it, and records the changes that
    /// it means through [`Lowering::act`]. What can be found wrong beside the first
    /// mistake goes to [`Lowering::report`].
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal>;

    /// What is written over its parts: actions, columns, constraints.
    fn parts(&self) -> Vec<&Attached> {
        Vec::new()
    }

    /// The names that are known, or free, once it is lowered.
    fn makes(&self) -> Vec<Doubt> {
        Vec::new()
    }

    /// Where it stands, if it leaves to the migration what takes it back.
    fn leaves_undo(&self) -> Option<Origin> {
        None
    }
}
