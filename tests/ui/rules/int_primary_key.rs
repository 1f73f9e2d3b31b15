use migrate_runtime::migration;

migration! {
    #![deny(int_primary_key)]
    /// Tables in use.
    pub static TABLES on postgres 14, sqlite;

    create table orders { id: bigint identity primary key }
}

migration! {
    /// The numbers run out.
    pub static WRONG after TABLES;

    create table events { id: int identity primary key }
}

migration! {
    /// They do not, or are another table's.
    pub static ACCEPTED after WRONG;

    create table kinds {
        #[expect(int_primary_key, reason = "a dozen at the most")]
        id: smallint primary key,
    }
    create table details {
        id: bigint primary key references orders(id),
    }
}

fn main() {}
