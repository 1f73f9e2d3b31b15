use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table orders { id: bigint identity primary key }
}

migration! {
    /// Nobody gives the status.
    pub static WRONG after TABLES;

    alter table orders add column status: text not null;
}

migration! {
    /// A default gives it, or nobody has to.
    pub static ACCEPTED after WRONG;

    alter table orders {
        add column source: text not null default "web",
        add column note: text,
    }
    create table events { id: bigint identity primary key }
    alter table events add column kind: text not null;
}

fn main() {}
