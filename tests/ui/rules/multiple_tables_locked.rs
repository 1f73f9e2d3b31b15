use migrate_runtime::migration;

migration! {
    #![allow(foreign_key_without_index)]
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table customers { id: bigint identity primary key }
    create table products { id: bigint identity primary key }
    create table orders {
        id: bigint identity primary key,
        customer_id: bigint references customers(id),
        product_id: bigint references products(id),
    }
}

migration! {
    /// Three tables at once.
    pub static WRONG after TABLES;

    #[expect(drop_table, reason = "unused since 4.2")]
    drop table orders;
}

migration! {
    /// The keys first.
    pub static ACCEPTED after WRONG;

    create table returns {
        id: bigint identity primary key,
        customer_id: bigint references customers(id),
        product_id: bigint references products(id),
    }
    drop table returns;
}

fn main() {}
