use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table orders { id: bigint identity primary key, total: numeric(12, 2) }
}

migration! {
    /// Computed for every row while nobody can read.
    pub static WRONG after TABLES;

    alter table orders add column cents: bigint generated as (total * 100) stored;
}

migration! {
    /// A new table, or a small one.
    pub static ACCEPTED after WRONG;

    create table lines {
        id: bigint identity primary key,
        price: bigint,
        double_price: bigint generated as (price * 2) stored,
    }
    #[expect(add_column_generated_stored, reason = "a few hundred rows")]
    alter table orders add column twice: numeric generated as (total * 2) stored;
}

fn main() {}
