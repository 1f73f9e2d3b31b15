use migrate_runtime::migration;

migration! {
    /// Tables.
    pub static TABLES on postgres 14, sqlite;

    create table orders {
        id: bigint identity primary key,
        status: text not null constraint known check (status <> ""),
        "unit price": numeric(12, 2),
        type: text,
        index by_status (status),
    }
}
migration! {
    /// Every name is nearly right.
    pub static WRONG after TABLES;

    alter table order add column note: text;
    alter table orders {
        alter column state set default "new",
        drop constraint know,
        add check (lenght(status) > 0),
        add check (stats <> ""),
        add foreign key (statsu) references orders(id),
    }
    create index on orders(statu);
    drop index by_stats;
    update orders set stauts = "new" where status = "old";
    insert into orders (status, typ) values ("new", "a");
    delete from orders where tpye = "a";
    rename index by_stat to by_state;
    alter table orders drop constraint by_status;
    drop index orders;
    drop table by_status;
}
migration! {
    /// Each is right.
    pub static ACCEPTED after WRONG;

    alter table public.orders alter column "unit price" set default 0;
    create index on orders(name("unit price"), type);
}

fn main() {}
