use migrate_runtime::migration;

migration! {
    /// Tables.
    pub static TABLES on postgres 14;

    create table orders {
        id: bigint identity primary key,
        status: text not null,
        total: numeric(12, 2),
        paid: bool,
        placed_at: timestamptz,
        tags: text[],
        extra: jsonb,
    }
}
migration! {
    /// What is understood.
    pub static ACCEPTED after TABLES;

    alter table orders {
        add check (total >= 0 and (paid or total < 1000)),
        add check (status in ("new", "paid") and status not like "x%"),
        add check (extract(year from placed_at) between 2000 and 2100),
        add check (extra ->> "kind" is distinct from "gift"),
        add check (case when paid then total > 0 else true end),
        add column due_at: timestamptz default (now() + interval "7 days"),
    }
    create index on orders(lower(status), (total * 2)) where "gift" = any(tags);
}
migration! {
    /// Operators of other languages, and types that do not meet.
    pub static WRONG after ACCEPTED;

    alter table orders {
        add check (total == 0),
        add check (total != 0),
        add check (paid && total > 0),
        add check (!paid),
        add check (status + "x" = "ax"),
        add check (total > "abc"),
        add check (status),
        add check (status = null),
        add check (total > 0 and),
        add check (lower(total) = "a"),
        add check (substr(status) = "a"),
        add check (count(*) > 0),
        add check (status in ()),
        add check (placed_at < now() - "7 days"),
        add check (exists (select 1 from orders)),
        add column a: timestamptz default now() + interval "7 days",
        add column b: text default status,
        add column c: bigint generated as (random() * 10) stored,
        add column d: text default 'x',
    }
    create index on orders(now());
    create index on orders(total) where placed_at > now();
}
migration! {
    /// Values that do not fit, in rows.
    pub static ROWS after WRONG;

    update orders set total = "a" where status = 5;
    update orders set total = total + status where id = 1;
}
migration! {
    /// One mistake, one error, wherever a word stands and however long a list is.
    pub static LISTS after ROWS;

    alter table orders {
        add check (status in (1, 2, 3)),
        add check (id not in ("a", "b")),
        add check (placed_at > coalesce(placed_at, "yesterday")),
        add check (tags[1][2] = 5),
        add column days: date[] default "{today}",
        add column span: daterange default "[today,tomorrow)",
    }
    insert into orders (status, total) values ("new", "much"), ("new", "more"), ("paid", 5);
    update orders set total = prices.total from prices_of(1) as prices where prices.id = orders.id;
}
migration! {
    /// What a group has.
    pub static GROUPS after LISTS;

    delete from orders where id in (
        select min(id) from orders group by status
        having exists (select 1 from orders as other where other.total = orders.total)
    );
}

fn main() {}
