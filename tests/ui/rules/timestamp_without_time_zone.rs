use migrate_runtime::migration;

migration! {
    #![deny(timestamp_without_time_zone)]
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table orders { id: bigint identity primary key }
}

migration! {
    /// In which zone.
    pub static WRONG after TABLES;

    alter table orders {
        add column placed_at: timestamp,
        add column paid_at: timestamp(3) without time zone,
    }
}

migration! {
    /// In all of them.
    pub static ACCEPTED after WRONG;

    alter table orders {
        add column sent_at: timestamptz,
        #[expect(timestamp_without_time_zone, reason = "the hands of a clock on a wall")]
        add column opens_at: timestamp,
    }
}

fn main() {}
