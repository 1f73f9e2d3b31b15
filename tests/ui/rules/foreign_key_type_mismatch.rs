use migrate_runtime::migration;

migration! {
    #![deny(foreign_key_type_mismatch)]
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table customers { id: bigint identity primary key }
}

migration! {
    /// It overflows first.
    pub static WRONG after TABLES;

    create table orders {
        id: bigint identity primary key,
        customer_id: int references customers(id),
        index (customer_id),
    }
}

migration! {
    /// The same type.
    pub static ACCEPTED after WRONG;

    create table visits {
        id: bigint identity primary key,
        customer_id: bigint references customers(id),
        index (customer_id),
    }
}

fn main() {}
