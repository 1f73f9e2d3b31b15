use migrate_runtime::migration;

migration! {
    #![deny(undocumented_migration)]
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders { id: bigint identity primary key }
}

migration! {
    pub static WRONG after TABLES;

    create index on orders(id) where id > 100;
}

fn main() {}
