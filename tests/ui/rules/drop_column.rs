use migrate_runtime::migration;

migration! {
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders {
        id: bigint identity primary key,
        status: text,
        total: numeric(12, 2) not null,
        note: text,
    }
}

migration! {
    /// One column that may be left out, and one that inserts must give.
    pub static WRONG after TABLES;

    alter table orders { drop column status, drop column total }
}

migration! {
    /// What nobody reads, and what nobody can know.
    pub static ACCEPTED after WRONG;

    alter table orders {
        #[expect(drop_column, reason = "unread since 4.2")]
        drop column note,
        add column draft: text,
        drop column draft,
    }
}

fn main() {}
