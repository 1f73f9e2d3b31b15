use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders { id: bigint identity primary key, state: text }
}

migration! {
    /// Old code says state.
    pub static WRONG after TABLES;

    alter table orders rename column state to status;
}

migration! {
    /// A column that nobody knows yet, or a reason.
    pub static ACCEPTED after WRONG;

    alter table orders {
        add column sum: numeric(12, 2),
        rename column sum to total,
        #[expect(rename_column, reason = "the service is stopped for this release")]
        rename column status to state,
    }
}

fn main() {}
