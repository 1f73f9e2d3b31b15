use migrate_runtime::migration;

migration! {
    /// Tables.
    pub static TABLES on postgres 14, sqlite;

    create table orders { id: bigint identity primary key, status: text, note: text, kind: text }
    create table events { id: bigint identity primary key }
}
migration! {
    /// Expectations that say too little, too much, or nothing.
    pub static WRONG after TABLES;

    alter table orders {
        #[expect(drop_column)]
        drop column status,
        #[expect(drop_colum, reason = "unread")]
        drop column note,
        #[expect(drop_column, reason = "")]
        drop column kind,
    }
    #[expect] create index on orders(id, note);
    #[expect(reason = "unread")] create index on orders(id, kind);
    #[allow(drop_table)] drop table events;
}
migration! {
    /// An expectation that nothing fulfils.
    pub static UNFULFILLED after WRONG;

    #[expect(drop_table, reason = "unused")]
    create index on events(id) where id > 5;
}

fn main() {}
