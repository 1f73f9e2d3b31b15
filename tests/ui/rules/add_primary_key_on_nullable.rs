use migrate_runtime::migration;

migration! {
    #![allow(table_without_primary_key)]
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table events { number: bigint }
    create table orders { number: bigint not null }
}

migration! {
    /// The number may be null.
    pub static WRONG after TABLES;

    alter table events add primary key (number);
}

migration! {
    /// It cannot.
    pub static ACCEPTED after WRONG;

    alter table orders add primary key (number);
}

fn main() {}
