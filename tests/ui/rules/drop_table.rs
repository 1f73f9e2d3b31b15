use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders { id: bigint identity primary key }
    create table events { id: bigint identity primary key }
}

migration! {
    /// Old code still reads orders.
    pub static WRONG after TABLES;

    drop table orders;
}

migration! {
    /// Nobody has read events for a year.
    pub static ACCEPTED after WRONG;

    #[expect(drop_table, reason = "unused since 4.2")]
    drop table events;
    create table scratch { id: bigint identity primary key }
    drop table scratch;
}

fn main() {}
