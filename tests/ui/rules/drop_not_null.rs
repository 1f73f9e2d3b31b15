use migrate_runtime::migration;

migration! {
    #![deny(drop_not_null)]
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders { id: bigint identity primary key, status: text not null, note: text not null }
}

migration! {
    /// Readers count on it.
    pub static WRONG after TABLES;

    alter table orders alter column status drop not null;
}

migration! {
    /// They were made ready.
    pub static ACCEPTED after WRONG;

    #[expect(drop_not_null, reason = "read as an option since 4.2")]
    alter table orders alter column note drop not null;
}

fn main() {}
