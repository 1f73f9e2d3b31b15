use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders { id: bigint identity primary key, number: bigint unique, status: text }
}

migration! {
    /// The server refuses the first; nothing can accept the second.
    pub static WRONG after TABLES;

    drop index orders_number_key;
    #[expect(drop_index_of_constraint, reason = "it is not used")]
    drop index orders_pkey;
}

migration! {
    /// An index of its own.
    pub static INDEX after WRONG;

    create index on orders(status);
}

migration! {
    /// An index of its own goes.
    pub static ACCEPTED after INDEX;

    drop index orders_status_idx;
}

fn main() {}
