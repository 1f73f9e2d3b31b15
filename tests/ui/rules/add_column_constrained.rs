use migrate_runtime::migration;

migration! {
    #![allow(table_without_primary_key)]
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table events { kind: text }
    create table orders { number: bigint not null }
}

migration! {
    /// No row has a key yet.
    pub static WRONG after TABLES;

    alter table events add column id: bigint primary key;
    alter table orders add column region: text unique default "eu";
}

migration! {
    /// What a column can bring along.
    pub static ACCEPTED after WRONG;

    alter table orders {
        add column code: text unique,
        add column total: numeric(12, 2) check (total > 0),
        add primary key (number),
    }
}

fn main() {}
