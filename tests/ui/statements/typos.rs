use migrate_runtime::migration;

migration! {
    /// Each typo costs its statement, and no other.
    pub static TABLES on postgres 14, sqlite;

    crate table customers { id: bigint identity primary key }
    create tabel products { id: bigint identity primary key }
    create table orders {
        id: bigint identity primary key,
        status text,
        total: numeric(12, 2) not nul,
        note: text defualt "",
        uniqe (note),
    }
    create table events {
        id: bigint identity primary key
        kind: text,
    }
    create table links { id: bigint identity primary key, name: text, }
    create index on links(name)
    create index by_id on links(id desc);
    alter table links { add column target: text add column day: date }
    alter table links drop colum name;
    insert into links (name) values ("a", "b");
    insert into links (name, target) values ("a");
    update links set name "a" where id = 1;
    ;
}
migration! {
    /// What could be read is known.
    pub static ACCEPTED after TABLES;

    create index on links(id, name);
}

fn main() {}
