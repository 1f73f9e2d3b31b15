use migrate_runtime::migration;

migration! {
    /// Tables.
    pub static TABLES on postgres 14, sqlite;

    create table orders {
        id: bigint identity primary key,
        status: text,
        index by_status (status),
    }
    create table lines {
        order_id: bigint not null references orders(id),
        position: int not null,
        primary key (order_id, position),
    }
}
migration! {
    /// Written out of habit.
    pub static WRONG after TABLES;

    create index concurrently on orders(id, status);
    create table if not exists orders { id: bigint identity primary key }
    drop table if exists lines;
    create or replace view recent as sql("select 1");
    drop table orders cascade;
    drop table lines restrict;
    drop index concurrently by_status;
    truncate lines;
    alter table orders add status_two text;
    alter table orders add column note text;
    alter table orders modify column status type varchar(20);
    alter table orders alter status set not null;
    alter table orders rename status to state;
    create table notes (id bigint identity primary key);
    alter table orders add column priority INT NOT NULL DEFAULT 0;
    create table events { id: bigint auto_increment primary key }
    insert orders (status) values ("new");
    update orders status = "new" where id = 1;
    update orders set status = "new" where status is null limit 1000;
    delete orders where id = 1;
    begin;
    commit;
}
migration! {
    /// For a later version of the compiler.
    pub static LATER after WRONG;

    create view recent as sql("select 1");
    create enum mood { happy, sad }
    alter table orders enable row level security;
    release "2026.3" seal "v1:9f3c";
    expand orders { status -> state: text up (status) down (state) }
}

fn main() {}
