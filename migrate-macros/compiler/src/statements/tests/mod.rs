//! What each statement makes of a schema, and what is said of the main mistakes.

mod alter_table;
mod attributes;
mod constraints;
mod dependents;
mod doubts;
mod indexes;
mod methods;
mod tables;
mod types;

use super::testing::lower;

/// Two tables, the second of which refers to the first.
const SHOP: &str = "
    create table customers {
        id: bigint identity primary key,
        email: varchar(255) not null unique,
        name: text not null,
        vip: bool not null default false,
    }
    create table orders {
        id: bigint identity primary key,
        customer_id: bigint not null references customers(id) on delete cascade,
        status: text not null default \"new\" check (status in (\"new\", \"paid\")),
        total: numeric(12, 2),
        cents: bigint generated as (total * 100) stored,
        index (customer_id),
        index orders_big (total desc) where total > 100,
        unique (customer_id, status),
    }
    ---
    ";

/// The errors of statements after the shop was made.
fn titles(text: &str) -> Vec<String> {
    let lowered = lower(&format!("{SHOP}{text}").replace("\n    ---", "\n---"));
    lowered
        .errors
        .into_iter()
        .map(|error| error.title)
        .collect()
}

/// Each text has exactly this error; an empty one is none.
#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, title) in cases {
        let expected: Vec<&str> = Some(*title)
            .filter(|title| !title.is_empty())
            .into_iter()
            .collect();
        assert_eq!(titles(text), expected, "{text}");
    }
}
