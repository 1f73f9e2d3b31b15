//! What only PostgreSQL has and what lies just beside a refusal: the compiler accepts it, and so
//! does every server. It must not know what a statement gives.

use migrate_runtime::{apply, migration};
use migrate_tests::postgres::{Server, installed};

migration! {
    /// Each expression and each query has a neighbour that is refused.
    static BORDERS on postgres 14;

    create table t {
        id: bigint primary key, i: int, s: smallint, name: text, day: date, at: timestamptz,
        grid: int[], docs: jsonb[], days: date[], doc: jsonb, span: daterange,
        check (grid[1][2][3] > 0),
        check ((docs[1])["a"] is not null),
        check (doc["a"]["b"] is not null),
        check ((array[array[1, 2], array[3, 4]])[1][2] > 0),
        check (grid = array[array["1"], array["2"]]::int[]),
        check (doc #> "{a,b}" is not null),
        check ((i, name) < (1, "a") and row(i) = row(1)),
        check (starts_with(name, "a")),
    }
    create table u { id: bigint primary key, t_id: bigint, name: text not null }

    insert into u (id, name)
        select i, (select max(u.name) from u where u.id = t.i) || "" from t where i is not null
        group by i having exists (select 1 from u where u.id > max(t.s)) order by i;
    insert into u (id, name) select (select count(t.id) from u), "a" from t where id < 0 group by i;
    insert into u (id, name)
        select t.id, (select t.name) from t where t.name is not null group by t.id;
    insert into u (id, name) select v.a, v.b from (values (1, "a"), ("2", "b")) as v(a, b);
    insert into u (id, name)
        select i, "a" from t where i is not null union select "3", null from t where false;
    insert into u (id, name)
        select coalesce(t.id, u.id) + 10, "a" from t full join u on not (u.t_id <> t.id);
    update t set i = 1 where (i, name) = (select u.id, u.name from u limit 1);
    update t set i = 1 where i = any(select u.id from u) or name like any(select u.name from u);
    update t set day = current_date, days = array[current_date],
        span = daterange(current_date, current_date + 1) where day > now()::date;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_accepted_runs_on_every_server() {
    for major in installed().into_iter().filter(|major| *major >= 14) {
        let database = Server::version(major).database("verdicts").await;
        let pool = database.pool().await;
        let result = apply(&pool, &BORDERS).await;
        result.unwrap_or_else(|error| panic!("PostgreSQL {major}: {error}"));
        pool.close().await;
    }
}
