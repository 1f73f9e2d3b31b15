use migrate_runtime::migration;

// Four mistakes, on which everything else rests: four errors.
migration! {
    #![deny(foreign_key_without_index, table_without_primary_key, set_not_null_unproven)]
    /// A type is misspelt, and the table is lost.
    pub static TABLES on postgres 14, sqlite;

    create table customers { id: bigint identity primary key, name: txt not null }
    create table products {
        id: bigint identity primary key,
        note: text,
        code: text,
    }
}
migration! {
    /// Nothing of this is wrong.
    pub static ORDERS after TABLES;

    create table orders {
        id: bigint identity primary key,
        customer_id: bigint not null references customers(id),
        index (customer_id),
    }
    alter table customers add column vip: bool not null default false;
    create index on customers(name);
}
migration! {
    /// A table's name is misspelt; the index that the key needs stands there.
    pub static LINES after ORDERS;

    create table lines {
        id: bigint identity primary key,
        order_id: bigint not null references orders(id),
    }
    create index on line(order_id);
}
migration! {
    /// A column's name is misspelt.
    pub static FILL after LINES;

    update products set note = "" where not is null;
    update products set cod = "" where code is null;
}
migration! {
    /// Both were to be filled.
    pub static REQUIRE after FILL;

    alter table products {
        alter column note set not null,
        alter column code set not null,
    }
    drop index customers_name_idx;
}

migration! {
    /// What a statement that is not known would have made is not unknown.
    pub static DOUBTFUL_TYPES on postgres;

    create enum mood { happy, sad }
    create function worth(n int) returns int as sql("n * 2");
    create table people {
        id: bigint identity primary key,
        feels: mood not null,
        felt: mood[],
        n: int check (worth(n) > 1),
    }
    update people set feels = "sad"::mood where id = 1;
}
migration! {
    /// Nor is it later.
    pub static DOUBTFUL_LATER after DOUBTFUL_TYPES;

    alter table people add column was: mood;
    alter table people add column is: moood;
}

migration! {
    /// Parts of a table that are refused, and what goes with them.
    pub static PARTS on postgres;

    create table parts {
        id: bigint identity primary key,
        made: date,
        name: text,
        unique (nothing),
        index (nobody),
        index by_never (never),
    }
    create index on parts((made + 1));
    create index on parts(nowhere);
}
migration! {
    /// What was refused is neither unknown nor in the way.
    pub static FREED after PARTS;

    alter table parts drop constraint parts_nothing_key;
    drop index parts_nobody_idx;
    drop index by_never;
    drop index parts_nowhere_idx;
    drop tabel parts;
    create table parts { id: bigint identity primary key, made: date }
}
migration! {
    /// A type that is refused is neither the old one nor the new.
    pub static RETYPED after PARTS as branch;

    alter table parts {
        alter column made type timestamp,
        drop colum name,
        add column name: text,
    }
}
migration! {
    /// The same on the way back.
    pub static RETYPED_AGAIN after RETYPED;

    alter table parts alter column made type date;
}

fn main() {}
