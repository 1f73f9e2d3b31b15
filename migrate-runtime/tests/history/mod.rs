//! Histories written by hand, as the compiler would write them: a macro for each kind
//! of value, so that a test says only what it is about.

#![allow(unused_macros, unused_imports)]

/// A step: `step!(Begins Action::Sql("…"))`.
macro_rules! step {
    ($how:ident $action:expr) => {
        ::migrate_runtime::Step::new($action, ::migrate_runtime::Transaction::$how)
    };
}

/// The steps of one transaction.
macro_rules! steps {
    () => { ::std::vec::Vec::new() };
    ($first:literal $(, $rest:literal)*) => {
        ::std::vec![
            $crate::history::step!(Begins ::migrate_runtime::Action::Sql($first)),
            $($crate::history::step!(Joins ::migrate_runtime::Action::Sql($rest)),)*
        ]
    };
}

/// A migration with one plan, which goes through the text of the contract.
macro_rules! migration {
    ($name:ident, $text:literal, $parents:expr, $plan:expr) => {
        pub(crate) static $name: ::std::sync::LazyLock<::migrate_runtime::Migration> =
            ::std::sync::LazyLock::new(|| $crate::history::compiled($text, &$parents, &[$plan]));
    };
}

pub(crate) use {migration, step, steps};

use migrate_contract::{About, write};
use migrate_runtime::__private::Parents;
use migrate_runtime::{Migration, Plan};

/// What the compiler would have made of these plans.
pub(crate) fn compiled(
    name: &'static str,
    parents: &[&'static Migration],
    plans: &[Plan],
) -> Migration {
    let checksum = format!("v1:{name}").leak();
    let text = write(name, checksum, &About::default(), plans).leak();
    Migration::new(Parents::Several(parents.to_vec().leak()), text)
}
