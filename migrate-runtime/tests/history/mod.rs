//! Histories written by hand, as the compiler would write them: a macro for each kind
//! of literal, so that a test says only what it is about.

#![allow(unused_macros, unused_imports)]

/// A step of SQL: `begins "…"`, `joins "…"` or `outside "…"`.
macro_rules! step {
    ($how:ident $action:expr) => {
        ::migrate_runtime::Step {
            action: $action,
            transaction: ::migrate_runtime::Transaction::$how,
            locks: &[],
            work: ::migrate_runtime::Work::Metadata,
        }
    };
}

/// The steps of one transaction.
macro_rules! steps {
    () => { &[] };
    ($first:literal $(, $rest:literal)*) => {
        &[
            $crate::history::step!(Begins ::migrate_runtime::Action::Sql($first)),
            $($crate::history::step!(Joins ::migrate_runtime::Action::Sql($rest)),)*
        ]
    };
}

/// A migration with one plan.
macro_rules! migration {
    ($name:ident, $text:literal, $parents:expr, $plan:expr) => {
        pub(crate) static $name: ::migrate_runtime::Migration = ::migrate_runtime::Migration {
            name: $text,
            description: "",
            checksum: concat!("v1:", $text),
            parents: $parents,
            unvalidated: &[],
            plans: &[$plan],
        };
    };
}

pub(crate) use {migration, step, steps};
