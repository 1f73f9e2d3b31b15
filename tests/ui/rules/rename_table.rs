use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders { id: bigint identity primary key }
}

migration! {
    /// Old code says orders.
    pub static WRONG after TABLES;

    rename table orders to purchases;
}

migration! {
    /// A table that nobody knows yet, or a reason.
    pub static ACCEPTED after WRONG;

    create table draft { id: bigint identity primary key }
    rename table draft to drafts;
    #[expect(rename_table, reason = "the service is stopped for this release")]
    rename table purchases to orders;
}

fn main() {}
