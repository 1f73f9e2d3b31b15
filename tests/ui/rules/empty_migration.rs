use migrate_runtime::migration;

migration! {
    #![deny(empty_migration)]
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders { id: bigint identity primary key }
}

migration! {
    /// What was forgotten.
    pub static WRONG after TABLES;
}

migration! {
    /// What is for one database, and what has a way back of its own.
    pub static RIGHT after WRONG;

    #[only(sqlite)]
    alter table orders add column note: text;
}

migration! {
    #[expect(empty_migration, reason = "the table was made by hand")]
    /// What is written down alone.
    pub static EXPECTED after RIGHT;
}

fn main() {}
