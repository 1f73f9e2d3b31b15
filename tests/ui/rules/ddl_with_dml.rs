use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders { id: bigint identity primary key, status: text }
}

migration! {
    /// The schema and its rows at once.
    pub static WRONG after TABLES;

    alter table orders add column source: text;
    update orders set source = "web" where source is null;
}

migration! {
    /// Rows of a table that is new.
    pub static ACCEPTED after WRONG;

    create table kinds { id: bigint primary key, title: text not null }
    insert into kinds (id, title) values (1, "book");
}

migration! {
    /// Rows alone.
    pub static LAST after ACCEPTED;

    update orders set status = "new" where status is null;
}

fn main() {}
