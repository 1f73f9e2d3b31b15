//! Rows: inserted, updated, deleted.

use migrate_runtime::migration;

use super::Statement;
use super::shop::SHOP;

pub(super) const STATEMENTS: &[Statement] = &[
    Statement {
        name: "insert",
        heads: &[
            &INSERT_VALUES,
            &INSERT_SELECT,
            &INSERT_OR_UPDATE,
            &INSERT_OWN_NUMBERS,
            &INSERT_MORE_NUMBERS,
            &INSERT_DEFERRED,
        ],
    },
    Statement {
        name: "update",
        heads: &[
            &UPDATE_BATCHES,
            &UPDATE_ROW_KEYS,
            &UPDATE_JOINED,
            &UPDATE_HEAP,
            &UPDATE_KEY,
            &UPDATE_WITH,
        ],
    },
    Statement {
        name: "delete",
        heads: &[&DELETE_BATCHES, &DELETE_JOINED],
    },
];

migration! {
    /// Literals of several types.
    static INSERT_VALUES after SHOP as branch;

    insert into orders (customer_id, code, status, total, note) values
        (1, "D-1", "paid", 12.50, "O'Dee \\ \"D\""),
        (2, "D-2", default, null, "");
    down {
        delete from orders where code in ("D-1", "D-2");
    }
}

migration! {
    /// Rows from other tables.
    static INSERT_SELECT after SHOP as branch;

    insert into refunds (order_id, number, amount)
        select o.id, 9, o.total from orders as o join customers c on c.id = o.customer_id
        where c.name is null and o.total > 0;
}

migration! {
    /// Rows that may be there.
    static INSERT_OR_UPDATE after SHOP as branch;

    insert into customers (email, name) values ("ada@example.com", "Ada"), ("flo@example.com", "Flo")
        on conflict (email) do update set name = excluded.name, points = customers.points + 1;
    insert into customers (email) values ("bob@example.com"), ("gus@example.com") on conflict do nothing;
}

migration! {
    /// The next row gets a number behind those that were written.
    static INSERT_OWN_NUMBERS after SHOP as branch;

    create table halls { id: bigint identity by default primary key, name: text not null }
    insert into halls (id, name) values (1, "east"), (2, "west");
    insert into halls (name) values ("north");
    insert into halls select id + 500000, name from halls;
    insert into halls (name) values ("south");
}

migration! {
    /// And so it does in a table in use.
    static INSERT_MORE_NUMBERS after INSERT_OWN_NUMBERS;

    insert into halls (id, name) select id + 10, name from halls where name = "east";
    insert into halls (id, name) values (500005, "roof"), (-1, "cellar"), (500006, "attic");
    insert into halls (name) values ("yard");
}

migration! {
    /// The checks of what was written are made before its table is altered, and wait again
    /// for what is written then.
    static INSERT_DEFERRED after SHOP as branch;

    create table pages {
        id: bigint primary key,
        next: bigint not null references pages(id) deferrable initially deferred,
        index (next),
    }
    insert into pages (id, next) values (1, 2);
    insert into pages (id, next) values (2, 1);
    alter table pages add column title: text;
    update pages set title = "untitled" where title is null;
    alter table pages alter column title set not null;
    insert into pages (id, next, title) values (3, 4, "three");
    insert into pages (id, next, title) values (4, 3, "four");
    create index on pages(title);
}

migration! {
    /// A walk along the primary key, a transaction each.
    static UPDATE_BATCHES after SHOP as branch;

    update orders set note = "LEGACY-" || id::text, total = coalesce(total, 0)
        where note is not null or status = "new"
        in batches of 2;
}

migration! {
    /// A key of two columns; and a pause between batches.
    static UPDATE_ROW_KEYS after SHOP as branch;

    update refunds as r set amount = r.amount * 2 where r.amount < 5 in batches of 1 pausing 1ms;
}

migration! {
    /// Values from another table.
    static UPDATE_JOINED after SHOP as branch;

    update orders set note = c.name from customers c
        where c.id = orders.customer_id and c.name is not null
        in batches of 2;
}

migration! {
    /// A table without a key.
    static HEAP after SHOP as branch;

    #[expect(table_without_primary_key, reason = "a log")]
    create table notes { text: text }
    insert into notes (text) values ("a"), ("b");
}

migration! {
    /// Without a key there is nothing to walk along.
    static UPDATE_HEAP after HEAP;

    #[expect(unbatched_backfill, reason = "a small table")]
    update notes set text = upper(text) where text <> "b";
}

migration! {
    /// Rows that refer to an address.
    static LETTERS after SHOP as branch;

    create table letters {
        id: bigint identity primary key,
        recipient: varchar(255) not null references customers(email) on update cascade,
        index (recipient),
    }
    insert into letters (recipient) values ("ada@example.com"), ("ada@example.com");
}

migration! {
    /// A key that others refer to, and their rows with it.
    static UPDATE_KEY after LETTERS;

    update customers set email = upper(email) where email like "a%";
}

migration! {
    /// With a query before it.
    static UPDATE_WITH after SHOP as branch;

    with big as (select customer_id, sum(total) as total from orders group by customer_id)
        update customers set points = points + 10 from big
        where big.customer_id = customers.id and big.total > 12;
}

migration! {
    /// Rows that refer to them go too, where the foreign key says so.
    static DELETE_BATCHES after SHOP as branch;

    delete from customers where name = "Cy" or name is null in batches of 2;
}

migration! {
    /// Rows that another table knows.
    static DELETE_JOINED after SHOP as branch;

    delete from refunds as r using orders as o
        where o.id = r.order_id and o.status = "shipped";
}
