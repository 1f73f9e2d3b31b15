use migrate_runtime::migration;

migration! {
    /// A customer can have a discount, in percent.
    pub static ADD_DISCOUNTS after super::require_tracking::REQUIRE_TRACKING;

    alter table customers add column discount: numeric(5, 2) not null default 0
        check (discount between 0 and 100);
    create index on customers(name);
}
