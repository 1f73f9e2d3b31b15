use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table orders { id: bigint identity primary key }
}

migration! {
    /// Every row gets a value of its own.
    pub static WRONG after TABLES;

    alter table orders {
        add column token: uuid default gen_random_uuid(),
        add column position: bigint identity,
    }
}

migration! {
    /// One value for all rows, or for those to come.
    pub static ACCEPTED after WRONG;

    alter table orders {
        add column placed_at: timestamptz not null default now(),
        add column public_id: uuid,
        alter column public_id set default gen_random_uuid(),
    }
}

fn main() {}
