use migrate_runtime::migration;

migration! {
    #![deny(table_without_primary_key)]
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table orders { id: bigint identity primary key }
}

migration! {
    /// Two equal rows are one.
    pub static WRONG after TABLES;

    create table events { kind: text }
}

migration! {
    /// A key comes later in the migration.
    pub static ACCEPTED after WRONG;

    create table visits { day: date not null }
    alter table visits add primary key (day);
}

fn main() {}
