use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table customers { id: bigint identity primary key, email: text, number: bigint }
}

migration! {
    /// Which of several customers.
    pub static WRONG after TABLES;

    create table orders {
        id: bigint identity primary key,
        customer_email: text references customers(email),
        index (customer_email),
    }
}

migration! {
    /// There is one at the most.
    pub static ACCEPTED after WRONG;

    alter table customers add unique (number);
    create table visits {
        id: bigint identity primary key,
        customer: bigint references customers(number),
        index (customer),
    }
}

fn main() {}
