use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table orders {
        id: bigint identity primary key,
        code: varchar(50),
        total: numeric(12, 2),
        placed_at: timestamptz,
        city: varchar(20),
    }
}

migration! {
    /// A shorter text, fewer digits, no time of day.
    pub static WRONG after TABLES;

    alter table orders {
        #[expect(change_column_type, reason = "a small table")]
        alter column code type varchar(40),
        #[expect(change_column_type, reason = "a small table")]
        alter column total type numeric(12, 1),
        #[expect(change_column_type, reason = "a small table")]
        alter column placed_at type date,
    }
}

migration! {
    /// More room loses nothing.
    pub static ACCEPTED after WRONG;

    alter table orders {
        alter column city type varchar(40),
        #[expect(change_column_type, lossy_type_change, reason = "two letters at the most, checked")]
        alter column city type varchar(2),
    }
}

fn main() {}
