use migrate_runtime::migration;

migration! {
    /// Orders from before tracking existed get a number of their own.
    pub static BACKFILL_TRACKING after super::add_tracking::ADD_TRACKING;

    update orders set tracking_number = "LEGACY-" || id::text
        where tracking_number is null
        in batches of 1000;
}
