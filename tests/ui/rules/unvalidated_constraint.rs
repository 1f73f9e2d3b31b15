use migrate_runtime::migration;

migration! {
    #![deny(unvalidated_constraint)]
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table orders { id: bigint identity primary key, total: numeric(12, 2) }
}

migration! {
    /// Old rows may be anything.
    pub static WRONG after TABLES;

    alter table orders add check (total > 0) not valid;
}

migration! {
    /// They were looked at, later.
    pub static ACCEPTED after WRONG;

    alter table orders validate constraint orders_total_check;
}

fn main() {}
