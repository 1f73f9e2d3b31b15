use migrate_runtime::migration;

migration! {
    #![deny(redundant_index, foreign_key_without_index, set_not_null_unproven)]
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
    // E-12: the column, its values and its constraints at once.
    /// Slugs.
    pub static SLUGS after SHOP;

    alter table users add column slug: text;
    update users set slug = lower(replace(name, " ", "-"));
    alter table users {
        alter column slug set not null,
        add unique (slug),
    }
}
migration! {
    // E-14: the unique has an index already. E-15: the key has none.
    /// Handles.
    pub static HANDLES after SLUGS;

    alter table users add column handle: text unique;
    create index on users(handle);
    alter table orders add foreign key (user_id) references users(id);
}
migration! {
    // E-17: a name that code says.
    /// Full names.
    pub static FULL_NAMES after HANDLES;

    alter table users rename column name to full_name;
}
migration! {
    // E-19: an int does not hold it.
    /// Cents in place.
    pub static IN_PLACE after FULL_NAMES;

    alter table orders alter column total_dollars type int using (total_dollars * 100)::int;
}
migration! {
    // E-25: a value of its own for every row.
    /// Tokens.
    pub static TOKENS after IN_PLACE;

    alter table orders add column token: uuid not null default gen_random_uuid();
}

migration! {
    // E-18, E-22: no time between the new column and the end of the old one.
    /// Cents.
    pub static CENTS after TOKENS;

    alter table orders add column total_cents: int;
    update orders set total_cents = (total_dollars * 100)::int where total_cents is null;
    alter table orders { alter column total_cents set not null, drop column total_dollars }
}
fn main() {}
