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

fn main() {}
