use migrate_runtime::migration;

migration! {
    /// A shop.
    pub static SHOP on postgres 14;

    create table users {
        id: bigint identity primary key,
        email: varchar(255) not null,
        name: text not null,
    }
    create table orders {
        id: bigint identity primary key,
        user_id: bigint not null,
        status: text not null default "new",
        total_dollars: numeric(10, 2),
    }
}
migration! {
    // E-01, E-02, E-03: rows in batches are the compiler's.
    /// A loop by hand.
    pub static LOOP after SHOP;

    begin;
    update orders set status = "old" where status = "new" limit 1000;
    commit;
}
migration! {
    // E-04, E-05, E-06: so is what runs outside a transaction.
    /// An index by hand.
    pub static INDEX after LOOP;

    create index concurrently on orders(status);
}
migration! {
    // E-09: text is not joined with a number by `+`.
    /// Numbers.
    pub static NUMBERS after INDEX;

    update orders set status = "LEGACY-" + id where status = "";
}
fn main() {}
