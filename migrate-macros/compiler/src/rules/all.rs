//! Every rule, by class, and everything with a name that no rule can accept. Takes names,
//! gives rules; must not know what any of them looks for.

use super::refusal::Refusal;
use super::rule::Rule;
use super::{
    add_column_constrained, add_column_generated_stored, add_column_volatile_default,
    add_primary_key_on_nullable, add_required_column, change_column_type, char_type, ddl_with_dml,
    drop_column, drop_column_kills_constraint, drop_default_too_early, drop_foreign_key,
    drop_index_of_constraint, drop_not_null, drop_primary_key, drop_table,
    drop_unique_or_check_constraint, exclusion_constraint_on_existing, foreign_key_type_mismatch,
    foreign_key_without_index, foreign_key_without_unique_target, int_primary_key, json_type,
    lossy_type_change, multiple_tables_locked, mutation_without_where, redundant_index,
    rename_column, rename_table, serial_type, set_not_null_unproven, set_null_on_not_null,
    table_without_primary_key, timestamp_without_time_zone, unbatched_backfill,
    undocumented_migration, unvalidated_constraint,
};
use crate::nearest::nearest;

/// Every rule, by class.
pub(crate) static RULES: &[&Rule] = &[
    // Data that is lost.
    &drop_table::RULE,
    &drop_column::RULE,
    &drop_column_kills_constraint::RULE,
    &lossy_type_change::RULE,
    &mutation_without_where::RULE,
    &drop_primary_key::RULE,
    &drop_foreign_key::RULE,
    &drop_unique_or_check_constraint::RULE,
    // Programs that break.
    &rename_table::RULE,
    &rename_column::RULE,
    &add_required_column::RULE,
    &drop_not_null::RULE,
    &drop_default_too_early::RULE,
    // Readers and writers who wait.
    &change_column_type::RULE,
    &add_column_volatile_default::RULE,
    &add_column_generated_stored::RULE,
    &add_column_constrained::RULE,
    &exclusion_constraint_on_existing::RULE,
    &multiple_tables_locked::RULE,
    &unbatched_backfill::RULE,
    // What fails on rows.
    &set_not_null_unproven::RULE,
    &add_primary_key_on_nullable::RULE,
    &set_null_on_not_null::RULE,
    &unvalidated_constraint::RULE,
    // Types and design.
    &foreign_key_type_mismatch::RULE,
    &foreign_key_without_index::RULE,
    &redundant_index::RULE,
    &timestamp_without_time_zone::RULE,
    &char_type::RULE,
    &json_type::RULE,
    &serial_type::RULE,
    &int_primary_key::RULE,
    &table_without_primary_key::RULE,
    // Whole migrations.
    &ddl_with_dml::RULE,
    &undocumented_migration::RULE,
];

/// Everything with a name that no rule can accept.
pub(crate) static REFUSALS: &[&Refusal] = &[
    &drop_index_of_constraint::REFUSAL,
    &foreign_key_without_unique_target::REFUSAL,
];

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

#[cfg(test)]
mod tests {
    use super::RULES;

    /// A rule apart from its class would open a second chapter of that name in the page.
    #[test]
    fn the_rules_of_a_class_stand_together() {
        let mut classes: Vec<_> = RULES.iter().map(|rule| rule.class).collect();
        classes.dedup();
        let seen = |at: usize| classes[..at].contains(&classes[at]);
        assert!(!(0..classes.len()).any(seen), "{classes:?}");
    }
}
