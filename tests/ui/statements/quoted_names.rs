//! What a help shows can be pasted, whatever is called how.

use migrate_runtime::migration;

migration! {
    /// A table, columns and a constraint that no word of Rust can name.
    pub static LINES on postgres 14;

    create table "order items" {
        "item no": bigint identity primary key,
        "order no": bigint not null,
        constraint "order no > 0" check (name("order no") > 0),
        index ("order no"),
    }

    create table "2nd" {
        id: bigint identity primary key,
        "item no": bigint not null constraint "to items" references "order items",
        index ("item no"),
    }
}

migration! {
    /// Each help names one of them.
    pub static WRONG after LINES;

    drop table "order items";
    alter table "order items" drop column "item no";
    alter table "order items" rename column "order no" to "no of order";
    alter table "order items" alter column "order no" type text;
}

migration! {
    /// A key without an index, and a number that is none.
    pub static NEW after LINES as branch;

    create table on_hand {
        id: bigint identity primary key,
        "item no": bigint not null references "order items",
        "a text": text identity,
    }
}

fn main() {}
