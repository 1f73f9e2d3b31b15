use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders { id: bigint identity primary key, source: text not null default "web" }
}

migration! {
    /// The previous release cannot insert.
    pub static WRONG after TABLES;

    alter table orders {
        add column status: text not null default "new",
        alter column status drop default,
    }
}

migration! {
    /// One release later.
    pub static ACCEPTED after WRONG;

    alter table orders {
        alter column source drop default,
        add column region: text not null default "eu",
        alter column region drop default,
        alter column region set default "us",
        add column note: text default "",
        alter column note drop default,
    }
}

fn main() {}
