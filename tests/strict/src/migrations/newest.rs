use schema::migration;

migration! {
    /// Nobody comes twice on one day.
    pub static ZEAL after super::middle::MIDDLE;

    alter table visits {
        alter column guest set not null,
        add unique (guest, day),
    }
}
