use migrate_runtime::migration;

migration! {
    #![allow(table_without_primary_key)]
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table events { kind: text }
    create table numbers { id: bigint primary key, note: text }
    create table orders { id: bigint identity primary key, status: text }
}

migration! {
    /// No key to walk.
    pub static WRONG after TABLES;

    update events set kind = "click" where kind is null;
}

migration! {
    /// The key to walk is what changes.
    pub static MOVED after WRONG;

    update orders set id = default where status = "new";
}

migration! {
    /// One finding, though every row is meant and batches are asked for.
    pub static SHIFTED after MOVED;

    update numbers set id = id + 1000 in batches of 500;
}

migration! {
    /// A key to walk, or few rows.
    pub static ACCEPTED after SHIFTED;

    update orders set status = "new" where status is null;
    #[expect(unbatched_backfill, reason = "a few hundred rows")]
    delete from events where kind = "";
}

fn main() {}
