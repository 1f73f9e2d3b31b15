use migrate_runtime::migration;

migration! {
    #![deny(json_type)]
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table orders { id: bigint identity primary key }
}

migration! {
    /// It compares with nothing.
    pub static WRONG after TABLES;

    alter table orders add column document: json;
}

migration! {
    /// It does.
    pub static ACCEPTED after WRONG;

    alter table orders add column extra: jsonb;
}

fn main() {}
