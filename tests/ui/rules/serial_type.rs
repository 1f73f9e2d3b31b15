use migrate_runtime::migration;

migration! {
    #![deny(serial_type)]
    /// Tables in use.
    pub static TABLES on postgres 14;

    create table orders { id: bigint identity primary key }
}

migration! {
    /// A sequence beside the table.
    pub static WRONG after TABLES;

    create table events { id: bigserial primary key }
}

migration! {
    /// The table's own numbers.
    pub static ACCEPTED after WRONG;

    create table visits { id: bigint identity primary key }
}

fn main() {}
