use migrate_runtime::migration;

migration! {
    #![deny(redundant_index)]
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders {
        id: bigint identity primary key,
        status: text,
        day: date,
        number: bigint unique,
        index by_status_and_day (status, day),
    }
}

migration! {
    /// The first columns of another one.
    pub static WRONG after TABLES;

    create index on orders(status);
    create index on orders(number);
}

migration! {
    /// Each says something of its own.
    pub static ACCEPTED after WRONG;

    create index on orders(day);
    create index on orders(status desc);
    create index on orders(status) where day is null;
    create unique index on orders(status);
}

fn main() {}
