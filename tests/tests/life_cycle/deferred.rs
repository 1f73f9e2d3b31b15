//! Rows whose checks wait for the end of the transaction, and what is done to their tables
//! before it, on PostgreSQL: on a new database and on one in use, there and back.

use migrate_runtime::{Migration, Migrator, apply, migration};
use migrate_tests::place::Place;
use migrate_tests::postgres::Server;

use crate::majors;

migration! {
    #![allow(undocumented_migration, ddl_with_dml, foreign_key_without_index, drop_column,
        set_not_null_unproven, change_column_type, mutation_without_where, drop_table,
        multiple_tables_locked, drop_foreign_key, rename_table, rename_column,
        drop_unique_or_check_constraint, unbatched_backfill, redundant_index,
        add_required_column)]
    pub static TREES on postgres;

    create table trees {
        id: bigint primary key,
        next: bigint references trees(id) deferrable initially deferred,
        rank: int,
        constraint trees_rank unique (rank) deferrable initially deferred,
    }
    create table leaves {
        id: bigint primary key,
        tree: bigint references trees(id) on delete cascade deferrable initially deferred,
        stem: bigint references trees(id) deferrable,
        color: text,
    }
    create table bugs { id: bigint primary key, leaf: bigint, note: text }
    sql "CREATE FUNCTION plague() RETURNS void LANGUAGE sql AS \
         'INSERT INTO bugs VALUES (9, 9, NULL); INSERT INTO leaves VALUES (9, 9); \
          INSERT INTO trees VALUES (9, 9, 9)'"
        undo "DROP FUNCTION plague()";
    sql "CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN IF NOT EXISTS (SELECT FROM leaves WHERE id = NEW.leaf) THEN \
         RAISE 'no leaf %', NEW.leaf; END IF; RETURN NULL; END $$"
        undo "DROP FUNCTION look()";
    sql "CREATE CONSTRAINT TRIGGER seen AFTER INSERT OR UPDATE ON bugs \
         DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION look()"
        undo "DROP TRIGGER seen ON bugs";
}

migration! {
    pub static BY_TRIGGER after TREES as branch;

    insert into bugs (id, leaf) values (1, 1);
    insert into leaves (id) values (1);
    alter table bugs add column legs: int;
    insert into bugs (id, leaf) values (2, 2);
    insert into leaves (id) values (2);
    create index on bugs(leaf);
    update bugs set legs = 6 where legs is null;
    alter table bugs alter column legs set not null;
}

migration! {
    pub static BY_RAW_KEY after TREES as branch;

    sql "ALTER TABLE bugs ADD FOREIGN KEY (leaf) REFERENCES leaves (id) DEFERRABLE INITIALLY DEFERRED"
        undo "ALTER TABLE bugs DROP CONSTRAINT bugs_leaf_fkey";
    insert into bugs (id, leaf) values (1, 1);
    insert into leaves (id) values (1);
    alter table leaves add column vein: text;
    alter table bugs drop column note;
    insert into bugs (id, leaf) values (2, 2);
    insert into leaves (id) values (2);
    alter table bugs alter column leaf set not null;
}

migration! {
    pub static BY_CALL after TREES as branch;

    sql "SELECT plague()" undo "SELECT 1";
    alter table trees add column height: int;
    alter table bugs add column legs: int;
    alter table leaves alter column color type varchar;
}

migration! {
    pub static BY_BLOCK after TREES as branch;

    insert into trees (id, next) values (1, 2), (2, 1);
    sql "DO $$ BEGIN ALTER TABLE trees ADD age int; INSERT INTO trees VALUES (3, 4); \
         INSERT INTO trees VALUES (4, 3); END $$"
        undo "ALTER TABLE trees DROP age";
    create index on trees(next);
}

migration! {
    pub static BY_ASKING after TREES as branch;

    sql "SET CONSTRAINTS ALL DEFERRED" undo "SET CONSTRAINTS ALL DEFERRED";
    insert into leaves (id, stem) values (1, 1);
    insert into trees (id) values (1);
    alter table leaves alter column color set default "green";
    alter table trees add column age: int;
}

migration! {
    pub static BY_CASCADE after TREES as branch;

    insert into trees (id) values (1), (2);
    insert into leaves (id, tree) values (1, 1), (2, 2);
    delete from trees where id = 1;
    alter table leaves add column age: int;
    update trees set rank = 3 - id where id > 0;
    alter table trees drop constraint trees_rank;
    alter table trees add unique (rank);
}

migration! {
    pub static BY_DROP after TREES as branch;

    insert into trees (id, next) values (1, 1);
    insert into leaves (id, tree) values (1, 1);
    drop table leaves;
    rename table trees to woods;
    alter table woods rename column rank to place;
    alter table woods alter column place type bigint;
}

migration! {
    pub static BY_REFERENCE after TREES as branch;

    insert into trees (id, next) values (1, 1);
    alter table bugs add column tree: bigint references trees(id);
    insert into trees (id, next) values (2, 2);
    create table nests { id: bigint primary key, tree: bigint references trees(id) }
    insert into trees (id, next) values (3, 3);
    alter table leaves add foreign key (id) references trees(id);
    sql "TRUNCATE leaves" undo "SELECT 1";
}

migration! {
    pub static BY_BATCHES after TREES as branch;

    insert into trees (id, next) values (1, 2), (2, 1);
    update trees set rank = id where rank is null in batches of 1;
    alter table trees alter column rank set not null;
}

migration! {
    pub static THERE_AND_BACK after TREES as branch;

    alter table trees drop column next;

    down {
        alter table trees add column next: bigint;
        insert into leaves (id, tree) values (7, 7);
        insert into trees (id, next, rank) values (7, 7, 7);
        delete from leaves where id = 7;
        alter table leaves alter column color set default "none";
        alter table leaves alter column color drop default;
        alter table trees add foreign key (next) references trees(id) deferrable initially deferred;
        update trees set next = id where id = 7;
        alter table trees alter column next set default 7;
        alter table trees alter column next drop default;
        sql "DELETE FROM trees";
        alter table trees alter column next set default 7;
        alter table trees alter column next drop default;
    }
}

const HEADS: &[&Migration] = &[
    &BY_TRIGGER,
    &BY_RAW_KEY,
    &BY_CALL,
    &BY_BLOCK,
    &BY_ASKING,
    &BY_CASCADE,
    &BY_DROP,
    &BY_REFERENCE,
    &BY_BATCHES,
    &THERE_AND_BACK,
];

/// What goes wrong with a history on an empty database.
async fn tried(place: &mut Place, head: &'static Migration) -> Result<(), String> {
    let told = |what: &str, error: migrate_runtime::Error| format!("{what}: {error}");
    let migrator = Migrator::new(head).allow_lossy();
    let new = migrator.up(place.url()).await;
    new.map_err(|error| told("a new database", error))?;
    place.clear().await;
    apply(place.url(), &TREES)
        .await
        .map_err(|e| told("the tables", e))?;
    let before = place.contents().await.schema;
    let up = migrator.up(place.url()).await;
    up.map_err(|error| told("a database in use", error))?;
    let after = place.contents().await.schema;
    place.execute("TRUNCATE bugs").await;
    let down = migrator.down(place.url()).await;
    down.map_err(|error| told("the way back", error))?;
    assert_eq!(before, place.contents().await.schema, "{}", head.name());
    for table in ["leaves", "bugs", "trees"] {
        place.execute(&format!("DELETE FROM {table}")).await;
    }
    let again = migrator.up(place.url()).await;
    again.map_err(|error| told("once more", error))?;
    assert_eq!(after, place.contents().await.schema, "{}", head.name());
    Ok(())
}

#[tokio::test]
async fn checks_that_wait_are_in_nobodys_way() {
    let mut found = Vec::new();
    for major in majors() {
        let mut place = Place::postgres(Server::version(major), "deferred").await;
        for head in HEADS {
            place.clear().await;
            if let Err(error) = tried(&mut place, head).await {
                found.push(format!("{} on {place}: {error}", head.name()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}
