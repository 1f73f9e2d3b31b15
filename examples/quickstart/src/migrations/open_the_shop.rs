use migrate_runtime::migration;

migration! {
    /// The first products, and a customer to try them.
    pub static OPEN_THE_SHOP after super::create_orders::CREATE_ORDERS;

    insert into customers (email, name) values ("ada@example.com", "Ada");
    insert into products (sku, title, price, stock) values
        ("TEA-1", "Assam, 100 g", 6.50, 40),
        ("TEA-2", "Sencha, 100 g", 8.90, 25);

    down {
        delete from products where sku in ("TEA-1", "TEA-2");
        delete from customers where email = "ada@example.com";
    }
}
