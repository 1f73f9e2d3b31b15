use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table orders {
        id: bigint identity primary key,
        quantity: int,
        code: varchar(50),
        total: numeric(12, 2),
        small: int,
    }
}

migration! {
    /// Every row is written anew.
    pub static WRONG after TABLES;

    alter table orders alter column quantity type bigint;
}

migration! {
    /// No row is touched, or the table is small.
    pub static ACCEPTED after WRONG;

    alter table orders {
        alter column code type varchar(100),
        alter column total type numeric(14, 2),
        #[expect(change_column_type, reason = "a few hundred rows")]
        alter column small type bigint,
    }
}

fn main() {}
