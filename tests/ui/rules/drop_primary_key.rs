use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table orders { id: bigint identity primary key, number: bigint not null }
    create table events { id: bigint identity primary key }
    create table customers { id: bigint identity primary key, number: bigint not null }
}

migration! {
    /// No key is left.
    pub static WRONG after TABLES;

    alter table orders drop constraint orders_pkey;
}

migration! {
    /// The new key.
    pub static INDEX after WRONG;

    create unique index customers_number on customers(number);
}

migration! {
    /// The key changes, or a reason stands.
    pub static ACCEPTED after INDEX;

    alter table customers { drop constraint customers_pkey, add primary key using index customers_number }
    #[expect(drop_primary_key, reason = "a log from now on")]
    alter table events drop constraint events_pkey;
}

fn main() {}
