use migrate_runtime::migration;

migration! {
    /// People who buy.
    pub static CREATE_CUSTOMERS on postgres 14, sqlite 3.35;

    create table customers {
        id: bigint identity primary key,
        email: varchar(255) not null unique,
        name: text not null,
        created_at: timestamptz not null default now(),
    }
}
