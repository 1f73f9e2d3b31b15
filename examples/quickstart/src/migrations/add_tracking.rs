use migrate_runtime::migration;

migration! {
    /// Orders can be tracked.
    pub static ADD_TRACKING after super::open_the_shop::OPEN_THE_SHOP;

    alter table orders add column tracking_number: varchar(100);
    create index on orders(status) where status <> "shipped";
}
