//! A misspelt word of the language: the help says which was meant.

use migrate_runtime::migration;

migration! {
    /// Tables.
    pub static TABLES on postgres 14;

    create table d { id: bigint identity primary key, n: int, m: int }
    create table e { id: bigint identity primary key, d_id: bigint references d(id) on delte cascade }
}
migration! {
    /// Each word has one error.
    pub static WORDS after TABLES;

    create unqiue index on d(n);
    comment on tabel d "x";
    alter table d add constrant x check (n > 1);
    alter table d alter column n typ bigint;
    alter table d rename column n too m;
    insert inot d (n) values (1);
    insert into d (n) vlaues (1);
    insert into d (n) values (1) on conflct do nothing;
    insert into d (n) values (1) on conflict do nothin;
    update d st n = 1 where n = 2;
    update d set n = 1 whre n = 2;
    update d set n = 1 where n = 2 in batchs of 3;
    update d set n = 1 where n si null;
    update d set n = 1 where n betwen 1 and 2;
    update d set n = (select n form e) where n = 1;
    update d set n = case wehn n > 1 then 2 end where n > 1;
    update d set n = 1 where n = 1 an m = 2;
    delete form d where n = 1;
    delete from d wher n = 1;
    rename table d ot f;
    create index on d(n) wher n > 1;
    create index on d usin btree (n);
    create index on d(n nulls frist);
}

fn main() {}
