use schema::migration;

migration! {
    #![deny(table_without_primary_key)]
    /// Who came when.
    pub(super) static BEGINNING on postgres 14, sqlite;

    create table visits {
        id: bigint identity primary key,
        day: date not null,
        guest: varchar(100),
    }
}
