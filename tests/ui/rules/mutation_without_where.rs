use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders { id: bigint identity primary key, status: text, old: bool }
}

migration! {
    /// Every order.
    pub static WRONG after TABLES;

    update orders set status = "new";
    delete from orders where true;
}

migration! {
    /// A column to fill.
    pub static ADD after WRONG;

    alter table orders add column source: text;
}

migration! {
    /// Rows that are named, a column that is still empty, a reason.
    pub static ACCEPTED after ADD;

    update orders set source = "web";
    update orders set status = "new" where status is null;
    #[expect(mutation_without_where, reason = "all of them are archived elsewhere")]
    update orders set old = true;
}

fn main() {}
