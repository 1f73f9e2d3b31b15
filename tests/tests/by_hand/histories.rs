//! A shelf with items, whose parts go with them, and changes of it. It must not know what
//! hands have done.

use migrate_runtime::{Migration, migration};

migration! {
    /// Where it begins.
    pub static SHELF on sqlite;

    create table items {
        id: bigint identity primary key,
        name: text not null,
        price: int default 5,
        code: text,
        index (name),
    }

    create table parts {
        id: bigint primary key,
        item_id: bigint references items(id) on delete cascade,
        keeper_id: bigint references items(id) on delete set null,
        note: text,
        index (item_id),
        index (keeper_id),
    }

    insert into items (name, code) values ("cup", "c"), ("jug", "j");
    insert into parts (id, item_id, keeper_id, note) values
        (1, 1, 1, "handle"), (2, 1, null, "rim"), (3, 2, 1, "lid"), (4, null, 1, "spoon");
}

migration! {
    /// A rebuild.
    pub static LOOSE after SHELF as branch;

    #[expect(drop_not_null, reason = "a test")]
    alter table items alter column name drop not null;
}

migration! {
    /// A column of a newer release.
    pub static ADDED after SHELF as branch;

    alter table items add column colour: text;
}

migration! {
    /// A rebuild over a column.
    pub static CHECKED after SHELF as branch;

    alter table items add constraint coded check (code <> "x");
}

migration! {
    /// A row that becomes another.
    static SET after SHELF as branch;

    update items set code = code || "!" where price > 0;
}

migration! {
    /// A column from another.
    static SET_FROM after SHELF as branch;

    update items set name = code where id > 0;
}

migration! {
    /// Rows that are found by it.
    static SET_WHERE after SHELF as branch;

    update items set price = 6 where code <> "x";
}

migration! {
    /// A row of another table.
    static SET_OTHER after SHELF as branch;

    update parts set note = (select code from items where items.id = parts.item_id) where id > 0;
}

migration! {
    /// A row of a joined table.
    static SET_JOINED after SHELF as branch;

    update parts set note = i.code from items as i where i.id = parts.item_id;
}

migration! {
    /// Rows from it.
    static INSERTED after SHELF as branch;

    insert into parts (id, note) select id + 10, code from items;
}

migration! {
    /// Rows from a query over it.
    static INSERTED_WITH after SHELF as branch;

    insert into parts (id, note) with c as (select id, code as c from items) select id + 10, c from c;
}

migration! {
    /// A row for it.
    static INSERTED_INTO after SHELF as branch;

    insert into items (name, code) values ("pot", "p");
}

migration! {
    /// Rows that go by it.
    static DELETED after SHELF as branch;

    delete from items where code = "c";
}

migration! {
    /// Rows that go by what is not there.
    static DELETED_UNLESS after SHELF as branch;

    delete from parts where not exists (select 1 from items where items.code = parts.note);
}

migration! {
    /// An index.
    static INDEXED after SHELF as branch;

    create index on items (code);
}

migration! {
    /// An index of what is computed.
    static INDEXED_LOWER after SHELF as branch;

    create index items_lower on items (lower(code));
}

migration! {
    /// An index of some rows.
    static INDEXED_SOME after SHELF as branch;

    create index items_some on items (name) where code is not null;
}

migration! {
    /// A unique constraint, which is an index.
    static UNIQUE after SHELF as branch;

    alter table items add constraint items_code unique (code);
}

migration! {
    /// A column that is computed.
    static COMPUTED after SHELF as branch;

    alter table items add column shout: text generated always as (upper(code)) virtual;
}

migration! {
    /// It goes.
    static DROPPED after SHELF as branch;

    #[expect(drop_column, reason = "nobody reads it")]
    alter table items drop column code;
}

/// Statements that need no rebuild.
pub const PLAIN: &[&Migration] = &[
    &SET,
    &SET_FROM,
    &SET_WHERE,
    &SET_OTHER,
    &SET_JOINED,
    &INSERTED,
    &INSERTED_WITH,
    &INSERTED_INTO,
    &DELETED,
    &DELETED_UNLESS,
    &INDEXED,
    &INDEXED_LOWER,
    &INDEXED_SOME,
    &UNIQUE,
    &COMPUTED,
    &DROPPED,
];

migration! {
    /// A table of the name that a rebuild of the other needs.
    static TWINS_BEGIN on sqlite;

    create table items { id: bigint primary key, name: text not null }
    create table "items (rebuilt)" { id: bigint primary key, name: text not null }
    insert into items (id, name) values (1, "cup");
    insert into "items (rebuilt)" (id, name) values (1, "kept");
}

migration! {
    /// The rebuild.
    pub static TWINS after TWINS_BEGIN;

    #[expect(drop_not_null, reason = "a test")]
    alter table items alter column name drop not null;
}

migration! {
    #[expect(ddl_with_dml, reason = "a test")]
    /// Rows that go, and then a rebuild of their table.
    pub static CASCADES after SHELF as branch;

    delete from items where id = 1;
    #[expect(drop_not_null, reason = "a test")]
    alter table items alter column name drop not null;
}

migration! {
    #[expect(ddl_with_dml, reason = "a test")]
    /// A rebuild of two tables, and rows that go between and behind.
    pub static BESIDE after SHELF as branch;

    #[expect(drop_not_null, reason = "a test")]
    alter table items alter column name drop not null;
    delete from items where name = "jug" and price = 0;
    alter table parts add constraint noted check (note <> "");
    sql "DELETE FROM items WHERE id = 1" irreversible "nobody knows them any more";
}
