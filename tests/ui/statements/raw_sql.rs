use migrate_runtime::migration;

migration! {
    /// Raw statements that cannot be steps.
    pub static RAW on postgres 14;

    create table orders {
        id: bigint identity primary key,
        note: text default sql("upper('a'"),
        total: int check (sql("total > 0; drop table orders")),
        index (sql("lower(note) -- in lower case")),
    }
    sql "COMMIT" undo "BEGIN";
    sql "create view v as select 1" undo "rollback";
    sql "COPY orders (note) FROM STDIN" irreversible "rows stay";
    sql "DISCARD ALL" irreversible "nothing to undo";
    sql "select pg_advisory_unlock_all()" irreversible "nothing to undo";
    sql "insert into orders (note) values ('open)" irreversible "rows stay";
    sql "create function f() returns int language sql as $body$ select 1 $bdy$" undo "drop function f()";
    sql "update orders set note = 'a\0b'" irreversible "rows stay";
    sql "crate view w as select 1" undo "drop veiw w";
    sql "\\copy orders from rows.csv" irreversible "rows stay";
    sql "insert inot orders (note) values ('new')" irreversible "rows stay";
    sql "alter table orders ad column paid bool" undo "alter table orders drop colum paid";
    sql "do $$ begin perform pg_advisory_unlock_all(); end $$" irreversible "nothing to undo";
    sql "pragma foreign_keys = off" irreversible "nothing to undo";
    sql "pragma journal_mode = wal" irreversible "nothing to undo";
    sql "pragma auto_vacuum = full" irreversible "nothing to undo";
    sql "attach 'old.db' as old" undo "detach old";
    sql "set transaction isolation level serializable" irreversible "nothing to undo";
}

fn main() {}
