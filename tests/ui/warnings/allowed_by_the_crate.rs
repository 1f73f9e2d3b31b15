//! A crate may allow what it likes: a warning of the macro is there all the same.
#![allow(deprecated)]
#![allow(warnings)]

use migrate_runtime::migration;

migration! {
    /// Two columns whose type compares with nothing.
    pub static TABLES on postgres 14;

    create table orders { id: bigint identity primary key, one: json, two: json }
}

migration! {
    /// What does not compile at all.
    pub static WRONG after TABLES;

    alter table ordres add column note: text;
}

fn main() {}
