//! The hazards, one file each: what it is, its check, its message, its tests. Takes acts
//! and what their steps cost, gives findings; must not read any SQL.

mod breaks;
mod finding;
mod judge;
mod keys;
mod loss;
mod new_columns;
#[cfg(test)]
mod parity;
mod refusal;
mod subject;
#[cfg(test)]
pub(crate) mod testing;

pub(crate) use breaks::breaks;
pub(crate) use finding::{Finding, Findings};
pub(crate) use judge::{check_fulfilled, check_names, check_places, judge, levels};
pub(crate) use refusal::Refusal;
pub(crate) use subject::{Direction, Knowledge, Subject};

use crate::diagnostic::{Diagnostic, Level};
use crate::nearest::nearest;
use crate::statements::Act;

/// A hazard that a migration can have.
#[derive(Debug)]
pub(crate) struct Rule {
    /// The hazard, as it stands in `#[expect(…)]`.
    pub(crate) name: &'static str,
    /// The level, where the history's root does not set one.
    pub(crate) level: Level,
    pub(crate) class: Class,
    pub(crate) check: Check,
}

/// How a hazard is looked for.
#[derive(Debug)]
pub(crate) enum Check {
    /// One act after the other; the place is the act's in the list.
    Act(fn(&Subject<'_>, &Act, usize) -> Option<Diagnostic>),
    /// All of them together.
    All(fn(&Subject<'_>, &mut Findings)),
}

/// What kind of harm a hazard does. A way down is not asked about the first two: it takes
/// back what the way up made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Rows or values are gone.
    DataLoss,
    /// Code that still runs breaks.
    Incompatible,
    /// Readers or writers wait.
    Blocking,
    /// The statement fails, now or later, for what the rows are.
    Failure,
    /// Types and design.
    Design,
    /// What a whole migration should be.
    Migration,
}

/// Lists the rules: one word a file.
macro_rules! rules {
    ($($name:ident)*) => {
        $(mod $name;)*
        /// Every rule, by class.
        pub(crate) static RULES: &[&Rule] = &[$(&$name::RULE),*];
    };
}

rules! {
    drop_table drop_column drop_column_kills_constraint lossy_type_change
    mutation_without_where drop_primary_key drop_foreign_key drop_unique_or_check_constraint

    rename_table rename_column add_required_column drop_not_null drop_default_too_early

    change_column_type add_column_volatile_default add_column_generated_stored
    add_column_constrained exclusion_constraint_on_existing multiple_tables_locked
    unbatched_backfill

    set_not_null_unproven add_primary_key_on_nullable set_null_on_not_null

    foreign_key_type_mismatch foreign_key_without_index redundant_index
    timestamp_without_time_zone char_type json_type serial_type int_primary_key
    table_without_primary_key

    ddl_with_dml undocumented_migration unvalidated_constraint
}

/// Lists what the server refuses: one word a file.
macro_rules! refusals {
    ($($name:ident)*) => {
        $(mod $name;)*
        /// Everything with a name that no rule can accept.
        pub(crate) static REFUSALS: &[&Refusal] = &[$(&$name::REFUSAL),*];
    };
}

refusals! {
    drop_index_of_constraint foreign_key_without_unique_target
}

/// The rule of this name.
pub(crate) fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// What the server refuses under this name.
pub(crate) fn refusal(name: &str) -> Option<&'static Refusal> {
    REFUSALS
        .iter()
        .copied()
        .find(|refusal| refusal.name == name)
}

/// The rule whose name was probably meant.
pub(crate) fn nearest_rule(name: &str) -> Option<&'static str> {
    nearest(name, RULES.iter().map(|rule| rule.name))
}
