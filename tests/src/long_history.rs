//! A history with every kind of step, to be cut off and run by many at once: several
//! transactions, validations, index builds and drops, batches, a rebuild. It must not
//! know what becomes of it.

use migrate_runtime::migration;

/// The newest migration.
pub use TIDY_UP as HEAD;

migration! {
    /// What there is to sell, and where.
    static CREATE_SHELVES on postgres, sqlite;

    create table shelves {
        id: bigint identity primary key,
        name: text not null,
    }
    create table goods {
        id: bigint identity primary key,
        code: varchar(20) not null,
        name: text,
        price: int not null,
        shelf: bigint,
        index goods_price (price),
    }
    insert into shelves (name) values ("top"), ("bottom");
    insert into goods (code, name, price, shelf) values
        ("a", null, 1, 1), ("b", "bee", 2, 2), ("c", null, 3, null), ("d", "dee", 4, 1),
        ("e", null, 5, 1), ("f", null, 6, 2), ("g", "gee", 7, null);
}

migration! {
    /// More than once would be seen.
    static RAISE_PRICES after CREATE_SHELVES;

    update goods set price = price + 100, name = coalesce(name, "") || code where price > 1
        in batches of 2;
}

migration! {
    /// The first good has no name yet.
    static NAME_THE_FIRST after RAISE_PRICES;

    update goods set name = "first" where name is null;
}

migration! {
    /// How goods are found.
    static FIND_GOODS after NAME_THE_FIRST;

    alter table goods add unique (code);
    create index on goods(shelf);
}

migration! {
    /// What holds from here on.
    static REQUIRE_NAMES after FIND_GOODS;

    alter table goods {
        alter column name set not null,
        add constraint goods_priced check (price > 0),
    }
    alter table goods add constraint goods_shelf foreign key (shelf) references shelves(id);
}

migration! {
    /// What is not needed any more.
    pub static TIDY_UP after REQUIRE_NAMES;

    drop index goods_price;
    comment on table goods "on the shelves";
    alter table shelves add column height: int not null default 1;
}
