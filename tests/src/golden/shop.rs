//! The tables that most cases change, with rows in them. It must not know the changes.

use migrate_runtime::migration;

migration! {
    /// A shop with customers and orders.
    pub static SHOP on postgres, sqlite;

    create table customers {
        id: bigint identity primary key,
        email: varchar(255) not null unique,
        name: text,
        city: varchar(40) default "Paris",
        points: int not null default 0 check (points >= 0),
    }

    create table orders {
        id: bigint identity primary key,
        customer_id: bigint not null references customers(id) on delete cascade,
        code: varchar(20) not null,
        status: text not null default "new" check (status in ("new", "paid", "shipped")),
        total: numeric(10, 2),
        note: text,
        index (customer_id),
        index orders_open (status) where status <> "shipped",
    }

    create table refunds {
        order_id: bigint not null references orders(id),
        number: int not null,
        amount: numeric(10, 2) not null,
        agent: bigint,
        primary key (order_id, number),
        constraint refunds_positive check (amount > 0),
    }

    insert into customers (email, name, points) values
        ("ada@example.com", "Ada", 3), ("bob@example.com", "Bob", 0), ("cy@example.com", null, 7);
    insert into orders (customer_id, code, status, total, note) values
        (1, "A-1", "new", 10, "gift"), (1, "A-2", "paid", 20.5, "fragile"),
        (2, "B-1", "shipped", 5, "none"), (2, "B-2", "shipped", 7, "fragile"),
        (3, "C-1", "new", 80, "gift");
    insert into refunds (order_id, number, amount, agent) values (2, 1, 5, 1), (3, 1, 2, 2), (3, 2, 1, 1);
}

migration! {
    /// What only PostgreSQL has.
    pub static WAREHOUSE on postgres;

    create table bays {
        id: bigint primary key,
        label: text,
    }

    create table parcels {
        id: bigint identity primary key,
        bay_id: bigint references bays(id),
        label: varchar(40) not null,
        weight: int not null check (weight > 0),
        tags: text[],
        attributes: jsonb,
        size: bigint not null,
        index (bay_id),
        index parcels_by_label (label),
    }

    insert into bays (id, label) values (1, "north"), (2, "south");
    insert into parcels (bay_id, label, weight, tags, attributes, size) values
        (1, "one", 10, array["glass"], "{\"color\": \"red\"}", 4),
        (1, "two", 20, array["glass", "heavy"], "{}", 5),
        (2, "three", 30, null, null, 6);
}
