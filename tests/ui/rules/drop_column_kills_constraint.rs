use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders {
        id: bigint identity primary key,
        status: text,
        region: text,
        day: date,
        unique (status, region),
        check (region <> status),
        index (day, region),
    }
}

migration! {
    /// The unique, the check and the index speak of other columns too.
    pub static WRONG after TABLES;

    alter table orders {
        #[expect(drop_column, reason = "unread since 4.2")]
        drop column region,
    }
}

migration! {
    /// What uses the column alone goes with it.
    pub static ACCEPTED after WRONG;

    create index on orders(day);
}

migration! {
    /// Alone.
    pub static LAST after ACCEPTED;

    alter table orders {
        #[expect(drop_column, reason = "unread since 4.2")]
        drop column day,
    }
}

fn main() {}
