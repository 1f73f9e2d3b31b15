use migrate_runtime::migration;

migration! {
    #![deny(set_not_null_unproven)]
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders {
        id: bigint identity primary key,
        status: text,
        note: text,
        source: text,
        region: text,
    }
}

migration! {
    /// Nothing fills the nulls.
    pub static WRONG after TABLES;

    alter table orders alter column status set not null;
}

migration! {
    /// Everywhere.
    pub static FILL after WRONG;

    update orders set note = "" where note is null;
}

migration! {
    /// A check proves it.
    pub static CHECK after FILL;

    alter table orders add constraint has_source check (source is not null);
}

migration! {
    /// Filled, proven, or vouched for.
    pub static ACCEPTED after CHECK;

    alter table orders {
        alter column note set not null,
        alter column source set not null,
        #[expect(set_not_null_unproven, reason = "every writer gives it since 4.0")]
        alter column region set not null,
    }
}

fn main() {}
