//! The hazards, one file each: what it is, its check, its message, its tests. Takes acts
//! and what their steps cost, gives findings; must not read any SQL.
//!
//! A new one is a file, its `mod` here, and a line in `all.rs`.

mod add_column_constrained;
mod add_column_generated_stored;
mod add_column_volatile_default;
mod add_primary_key_on_nullable;
mod add_required_column;
mod all;
mod breaks;
mod change_column_type;
mod char_type;
mod ddl_with_dml;
mod drop_column;
mod drop_column_kills_constraint;
mod drop_default_too_early;
mod drop_foreign_key;
mod drop_index_of_constraint;
mod drop_not_null;
mod drop_primary_key;
mod drop_table;
mod drop_unique_or_check_constraint;
mod exclusion_constraint_on_existing;
mod finding;
mod foreign_key_type_mismatch;
mod foreign_key_without_index;
mod foreign_key_without_unique_target;
mod int_primary_key;
mod json_type;
mod judge;
mod keys;
mod lossy_type_change;
mod multiple_tables_locked;
mod mutation_without_where;
mod new_columns;
#[cfg(test)]
mod parity;
mod redundant_index;
mod refusal;
mod rename_column;
mod rename_table;
mod rule;
mod serial_type;
mod set_not_null_unproven;
mod set_null_on_not_null;
mod subject;
mod table_without_primary_key;
#[cfg(test)]
pub(crate) mod testing;
mod timestamp_without_time_zone;
mod unbatched_backfill;
mod undocumented_migration;
mod unvalidated_constraint;

#[cfg(test)]
pub(crate) use all::REFUSALS;
pub(crate) use all::{RULES, nearest_rule, refusal, rule};
pub(crate) use breaks::breaks;
pub(crate) use finding::{Finding, Findings};
pub(crate) use judge::{check_fulfilled, check_names, check_places, judge, levels};
pub(crate) use refusal::Refusal;
pub(crate) use rule::{Check, Class, Rule};
pub(crate) use subject::{Direction, Knowledge, Subject};
