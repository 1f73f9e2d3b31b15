use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table bookings { id: bigint identity primary key, stay: daterange }
}

migration! {
    /// Everybody waits while its index is built.
    pub static WRONG after TABLES;

    alter table bookings add exclude using gist (stay with &&);
}

migration! {
    /// A new table.
    pub static ACCEPTED after WRONG;

    create table visits {
        id: bigint identity primary key,
        stay: daterange,
        exclude using gist (stay with &&),
    }
}

fn main() {}
