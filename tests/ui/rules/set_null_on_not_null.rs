use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table customers { id: bigint identity primary key }
}

migration! {
    /// The first delete of a customer fails.
    pub static WRONG after TABLES;

    create table orders {
        id: bigint identity primary key,
        customer_id: bigint not null references customers(id) on delete set null,
        index (customer_id),
    }
}

migration! {
    /// A null can be set, or none is promised.
    pub static ACCEPTED after WRONG;

    create table visits {
        id: bigint identity primary key,
        customer_id: bigint references customers(id) on delete set null,
        guest_id: bigint not null references customers(id) on delete cascade,
        index (customer_id),
        index (guest_id),
    }
}

fn main() {}
