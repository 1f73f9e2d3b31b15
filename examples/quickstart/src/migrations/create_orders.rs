use migrate_runtime::migration;

migration! {
    /// Who bought what, for how much.
    pub static CREATE_ORDERS after super::create_products::CREATE_PRODUCTS;

    create table orders {
        id: bigint identity primary key,
        customer_id: bigint not null references customers(id) on delete cascade,
        status: varchar(20) not null default "new" check (status in ("new", "paid", "shipped")),
        placed_at: timestamptz not null default now(),
        index (customer_id),
    }

    create table order_lines {
        order_id: bigint not null references orders(id) on delete cascade,
        product_id: bigint not null references products(id),
        quantity: int not null check (quantity > 0),
        price: numeric(12, 2) not null,
        primary key (order_id, product_id),
        index (product_id),
    }
}
