use migrate_runtime::migration;

migration! {
    /// A root may be no more than its header.
    pub static ROOT on postgres 14, sqlite;
}

migration! {
    /// This one was forgotten.
    pub static FORGOTTEN after ROOT;
}

migration! {
    /// Its comment is no statement.
    pub static COMMENTED after FORGOTTEN;

    // create table orders { id: bigint primary key }
}

migration! {
    /// Neither is a way down.
    pub static DOWN after COMMENTED;

    irreversible "nothing to undo";
}

migration! {
    /// A statement for one database alone is one.
    pub static ONLY after DOWN;

    #[only(postgres)]
    create table orders { id: bigint identity primary key }
}

fn main() {}
