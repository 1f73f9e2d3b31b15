use migrate_runtime::migration;

migration! {
    /// Tables.
    pub static TABLES on postgres 14, sqlite;

    create table orders {
        id: bigint identity primary key,
        status: text,
        index by_status (status),
    }
}
migration! {
    /// Every name is taken, or too long.
    pub static WRONG after TABLES;

    create table orders { id: bigint identity primary key }
    create table by_status { id: bigint identity primary key }
    create table Orders { id: bigint identity primary key }
    create table lines { id: bigint identity primary key, id: text }
    alter table orders {
        add column status: text,
        add column Status: text,
        rename column id to status,
        add column a123456789b123456789c123456789d123456789e123456789f123456789g123: text,
    }
    create index by_status on orders(id);
    create index orders_pkey on orders(status desc);
    alter table orders add constraint orders_pkey check (id > 0);
    rename table orders to by_status;
}
migration! {
    /// A name that was not given gets the next number.
    pub static ACCEPTED after WRONG;

    create index on orders(status desc);
    create index on orders(status) where id > 100;
}

fn main() {}
