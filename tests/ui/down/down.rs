use migrate_runtime::migration;

migration! {
    /// Tables.
    pub static TABLES on postgres 14, sqlite;

    create table orders { id: bigint identity primary key, status: text }
}
migration! {
    /// The way back leads somewhere else.
    pub static ELSEWHERE after TABLES;

    alter table orders { add column note: text, add column kind: text default "x" }
    down {
        alter table orders drop column note;
        create index on orders(status);
    }
}
migration! {
    /// There are two of them.
    pub static TWICE after ELSEWHERE;

    create table events { id: bigint identity primary key }
    down { drop table events; }
    irreversible "they are gone";
}
migration! {
    /// It is checked like any other statement.
    pub static CHECKED after TWICE;

    create table links { id: bigint identity primary key }
    down { drop table link; }
}
migration! {
    /// Nobody knows what it did.
    pub static RAW after CHECKED;

    sql "create view recent as select 1";
}
migration! {
    /// A reason is a text.
    pub static REASON after RAW;

    sql "vacuum orders" irreversible;
    irreversible;
}
migration! {
    /// Derived, written, or none.
    pub static ACCEPTED after REASON;

    alter table orders add column source: text;
    sql "create view recent as select 1" undo "drop view recent";
    sql "select 1" irreversible "nothing to undo";
    down {
        sql "drop view recent" irreversible "it is made again on the way up";
        alter table orders drop column source;
    }
}

fn main() {}
