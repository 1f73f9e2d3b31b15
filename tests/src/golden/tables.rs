//! Tables as a whole: created, dropped, renamed, commented.

use migrate_runtime::migration;

use super::Statement;
use super::shop::{SHOP, WAREHOUSE};

pub(super) const STATEMENTS: &[Statement] = &[
    Statement {
        name: "create_table",
        heads: &[
            &CREATE_PLAIN,
            &CREATE_REFERRING,
            &CREATE_TREE,
            &CREATE_NEW_PAIR,
            &CREATE_CIRCLE,
            &CREATE_EMPTY,
        ],
    },
    Statement {
        name: "drop_table",
        heads: &[&DROP_PLAIN, &DROP_REFERRING, &DROP_PAIR],
    },
    Statement {
        name: "rename_table",
        heads: &[&RENAME, &RENAME_TREE],
    },
    Statement {
        name: "comment_on_table",
        heads: &[&COMMENT, &COMMENT_AND_INDEX],
    },
    Statement {
        name: "other_schemas",
        heads: &[&IN_A_SCHEMA],
    },
];

migration! {
    /// A table with every attribute of a column that both databases know.
    static CREATE_PLAIN on postgres, sqlite;

    create table products {
        id: bigint identity primary key,
        sku: varchar(40) not null unique,
        title: text not null comment "shown on the label",
        "unit price": numeric(12, 2) not null default 0 check (name("unit price") >= 0),
        stock: int not null default 0,
        weight: double,
        active: bool not null default true,
        image: bytes,
        reference: uuid,
        made_on: date,
        created_at: timestamptz not null default now(),
        label: text generated as (title || " (" || sku || ")") stored,
        constraint products_enough check (stock >= 0 or not active),
        unique (title, made_on),
        index (made_on desc),
        unique index products_reference (reference) where reference is not null,
    }
    comment on table products "what is sold";
}

migration! {
    /// A foreign key to a table in use needs a moment's lock on it.
    static CREATE_REFERRING after SHOP as branch;

    create table addresses {
        id: bigint identity primary key,
        customer_id: bigint not null references customers(id) on delete cascade on update restrict,
        line: text not null,
        index (customer_id),
    }
}

migration! {
    /// A table that refers to itself.
    static CREATE_TREE after SHOP as branch;

    create table categories {
        id: bigint identity primary key,
        parent_id: bigint references categories(id) on delete set null,
        name: text not null,
        index (parent_id),
    }
    insert into categories (parent_id, name) values (null, "all"), (1, "tea");
}

migration! {
    /// Everything about new tables is plain and in one transaction.
    static CREATE_NEW_PAIR after SHOP as branch;

    create table labels {
        id: bigint identity primary key,
        name: text,
    }
    create table labellings {
        label_id: bigint not null,
        thing: text not null,
        primary key (label_id, thing),
    }
    alter table labels {
        alter column name set not null,
        add unique (name),
        add column color: text not null default "red",
    }
    alter table labellings add foreign key (label_id) references labels;
    create index on labellings(thing);
}

migration! {
    /// One of the foreign keys has to come last, and to go first.
    static CREATE_CIRCLE on postgres, sqlite;

    create table teams {
        id: bigint identity primary key,
        captain_id: bigint,
        index (captain_id),
    }
    create table players {
        id: bigint identity primary key,
        team_id: bigint not null references teams(id),
        index (team_id),
    }
    alter table teams add foreign key (captain_id) references players(id);
    insert into teams (captain_id) values (null);
    insert into players (team_id) values (1);
    update teams set captain_id = 1;
}

migration! {
    /// A table that refers to nobody.
    static DROP_PLAIN after CREATE_PLAIN;

    #[expect(drop_table, reason = "nothing is sold any more")]
    drop table products;
}

migration! {
    /// Its foreign keys have triggers on other tables, which are locked too.
    static DROP_REFERRING after SHOP as branch;

    #[expect(drop_table, reason = "refunds are kept elsewhere")]
    drop table refunds;
}

migration! {
    /// Two tables, each in a transaction of its own.
    static DROP_PAIR after SHOP as branch;

    #[expect(drop_table, reason = "unused")]
    drop table refunds;
    #[expect(drop_table, reason = "unused")]
    drop table orders;
}

migration! {
    /// Foreign keys, indexes and the sequence follow.
    static RENAME after SHOP as branch;

    #[expect(rename_table, reason = "nobody reads it")]
    rename table orders to purchases;
}

migration! {
    /// A table that refers to itself.
    static RENAME_TREE after CREATE_TREE;

    #[expect(rename_table, reason = "nobody reads it")]
    rename table categories to kinds;
    alter table kinds alter column name set default "new";
}

migration! {
    /// What PostgreSQL calls a schema.
    static DEPOT after WAREHOUSE as branch;

    sql "CREATE SCHEMA depot" undo "DROP SCHEMA depot";
    create table depot.boxes {
        id: bigint identity primary key,
        bay_id: bigint not null references bays(id),
        label: text,
        index (bay_id),
    }
    insert into depot.boxes (bay_id, label) values (1, "a"), (2, "b");
}

migration! {
    /// Names outside of `public` carry their schema.
    static IN_A_SCHEMA after DEPOT;

    alter table depot.boxes {
        #[expect(set_not_null_unproven, reason = "every box has one")]
        alter column label set not null,
        add unique (label),
        add column lid: bigint references depot.boxes(id),
        #[expect(drop_foreign_key, reason = "bays are elsewhere")]
        drop constraint boxes_bay_id_fkey,
    }
    create index on depot.boxes(lid);
    rename index depot.boxes_bay_id_idx to boxes_by_bay;
}

migration! {
    /// A comment is for people.
    static COMMENT after SHOP as branch;

    comment on table orders "what customers \"ordered\"; it's theirs";
}

migration! {
    /// An index build ends the transaction before it.
    static COMMENT_AND_INDEX after SHOP as branch;

    comment on table orders "by code";
    create index on orders(code);
    comment on table customers "people";
}

migration! {
    /// PostgreSQL has tables without columns.
    static CREATE_EMPTY on postgres;

    #[expect(table_without_primary_key, reason = "a test")]
    create table bare {}
    #[expect(table_without_primary_key, reason = "a test")]
    create table changed { a: int }
    alter table changed { drop column a, add column b: text }
}
