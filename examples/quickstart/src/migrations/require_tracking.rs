use migrate_runtime::migration;

migration! {
    /// Every order has a tracking number from here on.
    pub static REQUIRE_TRACKING after super::backfill_tracking::BACKFILL_TRACKING;

    alter table orders {
        alter column tracking_number set default "pending",
        alter column tracking_number set not null,
    }
}
