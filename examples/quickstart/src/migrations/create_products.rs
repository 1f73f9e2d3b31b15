use migrate_runtime::migration;

migration! {
    /// What the shop sells.
    pub static CREATE_PRODUCTS after super::create_customers::CREATE_CUSTOMERS;

    create table products {
        id: bigint identity primary key,
        sku: varchar(40) not null unique,
        title: text not null,
        price: numeric(12, 2) not null check (price >= 0),
        stock: int not null default 0,
    }
}
