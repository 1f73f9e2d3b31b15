use migrate_runtime::migration;

migration! {
    /// Tables.
    pub static TABLES on postgres 14;

    create table customers { id: bigint identity primary key, email: text not null unique, vip: bool }
    create table orders {
        id: bigint identity primary key,
        customer_id: bigint not null references customers(id),
        total: numeric(12, 2) not null default 0,
        cents: bigint generated as (total * 100) stored,
        index (customer_id),
        index by_lower (lower(total::text)),
    }
}
migration! {
    /// What the server refuses, whatever the rows are.
    pub static WRONG after TABLES;

    drop table customers;
    alter table customers drop column id;
    alter table customers drop constraint customers_pkey;
    alter table orders {
        drop column total,
        alter column total type text,
        alter column customer_id type uuid using null,
        add primary key (total),
        add constraint u unique using index by_lower,
        validate constraint orders_customer_id_fkey,
        alter column cents set default 5,
        alter column id set default 5,
        alter column customer_id drop default,
        alter column customer_id set not null,
        alter column id drop not null,
        add column x: int references customers(vip),
    }
    insert into orders (total) values (5);
    insert into orders (id, customer_id) values (1, 2);
    update orders set cents = 5 where id = 1;
    insert into customers (email) values (null);
    alter table orders;
    alter table orders {}
}

fn main() {}
