use migrate_runtime::migration;

migration! {
    #![deny(drop_unique_or_check_constraint)]
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders {
        id: bigint identity primary key,
        number: bigint not null unique,
        total: numeric(12, 2) check (total > 0),
        weight: numeric(12, 2) check (weight > 0),
        code: text unique,
    }
}

migration! {
    /// Two guarantees are gone.
    pub static WRONG after TABLES;

    alter table orders {
        drop constraint orders_number_key,
        drop constraint orders_total_check,
    }
}

migration! {
    /// The same is said in another way.
    pub static ACCEPTED after WRONG;

    create unique index orders_code on orders(code);
    alter table orders drop constraint orders_code_key;
}

migration! {
    /// A reason.
    pub static LAST after ACCEPTED;

    #[expect(drop_unique_or_check_constraint, reason = "gifts weigh nothing")]
    alter table orders drop constraint orders_weight_check;
}

fn main() {}
