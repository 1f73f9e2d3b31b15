//! What goes beside the language, and ways down that are written by hand.

use migrate_runtime::migration;

use super::Statement;
use super::shop::{SHOP, WAREHOUSE};

pub(super) const STATEMENTS: &[Statement] = &[
    Statement {
        name: "sql",
        heads: &[
            &RAW,
            &RAW_OUTSIDE,
            &RAW_BLOCK,
            &RAW_LITE,
            &RAW_IRREVERSIBLE,
            &RAW_PORTABLE,
        ],
    },
    Statement {
        name: "down",
        heads: &[&WRITTEN_DOWN, &IRREVERSIBLE, &NOTHING],
    },
    Statement {
        name: "only",
        heads: &[&ONLY],
    },
    Statement {
        name: "rebuild",
        heads: &[&REBUILD],
    },
];

migration! {
    /// A statement that the language lacks, beside one that it has.
    static RAW after WAREHOUSE as branch;

    alter table parcels add column shape: text;
    sql "CREATE VIEW heavy AS SELECT id FROM parcels WHERE weight > 20" undo "DROP VIEW heavy";
}

migration! {
    /// What cannot stand in a transaction does not.
    static RAW_OUTSIDE after WAREHOUSE as branch;

    sql "VACUUM parcels" undo "ANALYZE parcels";
}

migration! {
    /// A block that commits stands in none either.
    static RAW_BLOCK after WAREHOUSE as branch;

    sql "DO $$ BEGIN UPDATE parcels SET weight = weight; COMMIT; END $$" undo "REINDEX TABLE parcels";
}

migration! {
    /// Nor does what writes a file anew.
    static RAW_LITE on sqlite;

    create table boxes { id: bigint identity primary key }
    sql "VACUUM" undo "VACUUM";
    sql "ANALYZE" undo "ANALYZE";
}

migration! {
    /// No way back.
    static RAW_IRREVERSIBLE after WAREHOUSE as branch;

    sql "CREATE TYPE mood AS ENUM ('good', 'bad')" irreversible "types stay";
}

migration! {
    /// For both databases.
    static RAW_PORTABLE after SHOP as branch;

    sql "CREATE VIEW paid AS SELECT id, code FROM orders WHERE status = 'paid'" undo "DROP VIEW paid";
}

migration! {
    /// The way down does more than the reverse.
    static WRITTEN_DOWN after SHOP as branch;

    alter table orders add column weight: int;
    down {
        alter table orders drop column weight;
        comment on table orders "had weights";
        comment on table orders null;
    }
}

migration! {
    /// Some things stay done.
    static IRREVERSIBLE after SHOP as branch;

    alter table orders add column gone: int;
    irreversible "nobody wants it back";
}

migration! {
    /// A comment, of which one of the databases keeps nothing.
    static NOTHING after SHOP as branch;

    comment on table orders "what customers buy";
}

migration! {
    /// A column of one database, an index of the other.
    static ONLY after SHOP as branch;

    alter table orders {
        #[only(postgres)]
        add column tags: text[],
        add column shared: int,
    }
    #[only(sqlite)]
    create index on orders(shared);
}

migration! {
    /// What others have made of a table.
    static WATCHED on sqlite;

    create table watched {
        id: bigint identity primary key,
        parent: bigint references watched(id) on delete cascade,
        name: text collate "nocase",
        size: int default 1,
        double: int generated as (size * 2) virtual,
        unique (name),
        index (parent),
        index (lower(name)) where size > 0,
    }
    create table seen {
        id: bigint identity primary key,
        watched_id: bigint not null references watched(id) on delete cascade,
        index (watched_id),
    }
    sql "CREATE VIEW names AS SELECT name FROM watched" undo "DROP VIEW names";
    sql "CREATE TRIGGER see AFTER UPDATE ON watched BEGIN INSERT INTO seen (watched_id) VALUES (new.id); END"
        undo "DROP TRIGGER see";
    insert into watched (parent, name) values (null, "a"), (1, "b"), (2, "c");
    insert into seen (watched_id) values (1), (3);
}

migration! {
    /// Whatever hangs on a table survives that it is made anew.
    static REBUILD after WATCHED;

    alter table watched {
        #[expect(set_not_null_unproven, reason = "all have one")]
        alter column size set not null,
        add check (size < 100),
    }
}
