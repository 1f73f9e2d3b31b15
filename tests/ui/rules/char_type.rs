use migrate_runtime::migration;

migration! {
    #![deny(char_type)]
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table orders { id: bigint identity primary key }
}

migration! {
    /// Padded with blanks.
    pub static WRONG after TABLES;

    alter table orders add column country: char(2);
}

migration! {
    /// As long as it is.
    pub static ACCEPTED after WRONG;

    alter table orders add column region: varchar(2);
}

fn main() {}
