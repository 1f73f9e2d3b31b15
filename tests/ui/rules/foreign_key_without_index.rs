use migrate_runtime::migration;

migration! {
    #![deny(foreign_key_without_index)]
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table customers { id: bigint identity primary key }
}

migration! {
    /// A partial index does not hold every row.
    pub static WRONG after TABLES;

    create table orders {
        id: bigint identity primary key,
        customer_id: bigint references customers(id),
        day: date,
        index (customer_id) where day is not null,
        index (day, customer_id),
    }
}

migration! {
    /// It begins an index, or will by the end of the migration.
    pub static ACCEPTED after WRONG;

    create table visits {
        id: bigint identity primary key,
        customer_id: bigint references customers(id),
        guest_id: bigint references customers(id),
        day: date,
        unique (customer_id, day),
    }
    create index on visits(guest_id);
}

fn main() {}
