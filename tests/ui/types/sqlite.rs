use migrate_runtime::migration;

migration! {
    /// Types that both databases have.
    pub static ACCEPTED on postgres 14, sqlite;

    create table things {
        id: bigint identity primary key,
        a: int, b: bool, c: numeric(12, 2), d: text, e: bytes, f: uuid, g: timestamptz, h: jsonb,
        #[only(postgres)] i: text[],
    }
}
migration! {
    /// Types that one of them has.
    pub static WRONG after ACCEPTED;

    alter table things {
        add column j: text[],
        add column k: inet,
    }
    create index on things using gin (h);
    #[only(mysql)] create index on things(a);
}

fn main() {}
