use migrate_runtime::migration;

migration! {
    #![deny(drop_foreign_key)]
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table customers { id: bigint identity primary key }
    create table orders {
        id: bigint identity primary key,
        customer_id: bigint references customers(id),
        payer_id: bigint references customers(id),
        index (customer_id),
        index (payer_id),
    }
}

migration! {
    /// Orders may refer to nothing.
    pub static WRONG after TABLES;

    alter table orders drop constraint orders_customer_id_fkey;
}

migration! {
    /// Another key takes its place.
    pub static ACCEPTED after WRONG;

    alter table orders {
        add constraint payer foreign key (payer_id) references customers(id) on delete cascade,
        drop constraint orders_payer_id_fkey,
    }
}

fn main() {}
