//! The history of one tenant: objects of every kind, and rows. It must not know where they
//! go.

use migrate_runtime::migration;

migration! {
    /// A shop.
    pub static SHOP on postgres;

    sql "create type mood as enum ('sad', 'ok')" undo "drop type mood";
    create table customers {
        id: bigint identity primary key,
        email: varchar(60) not null unique,
        mood: "mood" not null default "ok",
    }
    create table orders {
        id: serial primary key,
        customer_id: bigint not null references customers,
        total: numeric(12, 2) not null,
        status: text,
        check (total >= 0),
    }
    create index on orders(customer_id);
    insert into customers (email) values ("a"), ("b"), ("c");
    insert into orders (customer_id, total) select id, 1 from customers where mood = "ok";
}

migration! {
    /// What is done to the rows of a shop in use.
    pub static ROWS after SHOP;

    #[expect(mutation_without_where, reason = "all of them")]
    update orders set status = "new" in batches of 1;
    insert into orders (id, customer_id, total, status) values (100, 1, 5, "paid");
    down {
        delete from orders where id = 100;
    }
}

migration! {
    /// What is done to a shop in use.
    pub static CHANGES after ROWS;

    create index on orders(status);
    alter table orders {
        alter column status set not null,
        add constraint orders_known check (status in ("new", "paid")),
        add column note: text,
        rename constraint orders_total_check to orders_total,
    }
    alter table customers alter column email type varchar(80);
    sql "create view paid as select * from orders where status = 'paid'" undo "drop view paid";
}
