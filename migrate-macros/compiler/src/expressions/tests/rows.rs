//! `insert`, `update`, `delete` and the queries inside them.

use super::{POSTGRES, SQLITE, parsed, said};
use crate::syntax;
use crate::target::Target;

fn statement(targets: &[Target], source: &str) -> String {
    if source.contains("insert into") {
        let insert = parsed(source, syntax::insert);
        return said(targets, |checker| checker.insert(&insert));
    }
    if source.contains("update ") {
        let update = parsed(source, syntax::update);
        return said(targets, |checker| checker.update(&update));
    }
    let delete = parsed(source, syntax::delete);
    said(targets, |checker| checker.delete(&delete))
}

pub(super) fn accepts(sources: &[&str]) {
    for source in sources {
        let text = statement(&[POSTGRES], source);
        assert!(text.is_empty(), "{source}: {text}");
    }
}

pub(super) fn rejects(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        let text = statement(&[POSTGRES], source);
        let count = text.lines().filter(|line| !line.starts_with(' ')).count();
        assert!(text.contains(expected), "{source}: {text:?}");
        assert_eq!(count, 1, "{source}: one mistake, one error: {text}");
    }
}

#[test]
fn sound_statements_are_silent() {
    accepts(&[
        "insert into customers values (1, \"a\", null), (2, \"b\", \"c\")",
        "insert into orders (customer_id, status) values (1, \"new\"), (2, default)",
        "insert into orders (customer_id, number) select id, 1 from customers",
        "insert into orders (customer_id, code, number) values (1, null, 1) \
         on conflict (number, code) do update set note = excluded.note || orders.note",
        "insert into customers (id) values (1) on conflict do nothing",
        "with a as (select id, name from customers) insert into orders (customer_id, note) \
         select a.id, a.name from a where a.id > 1",
        "update orders set note = \"a\" || id::text, total = total * 2 where paid is null",
        "update orders as o set note = c.name from customers as c where c.id = o.customer_id",
        "update orders set note = (select name from customers as c where c.id = customer_id)",
        "update orders set number = default, status = default where id in (select id from customers)",
        "with big as (select customer_id, count(*) as n from orders group by customer_id \
         having count(*) > 3) update customers set note = \"big\" from big \
         where big.customer_id = customers.id and big.n > 5",
        "update customers set note = x.a from (select id, max(note) as a from orders group by id) \
         as x where x.id = customers.id",
        "delete from orders where exists (select 1 from customers where customers.id = customer_id)",
        "delete from orders as o using customers as c where c.id = o.customer_id and o.paid",
        "delete from orders where ctid in (select min(ctid) from orders group by note)",
        "update orders set number = t.n from unnest(array[1, 2]) as t(n) where number = t.n",
        "insert into customers (id, name) select number, \"a\" from orders order by number limit 5",
        "insert into customers (id, name) select o.id, c.name from orders as o join customers as c \
         using (id)",
        "insert into customers (id) select id from orders union all select number from orders",
        "with a as (select id, case when id > 1 then \"a\" end, (select max(number) from orders) \
         from customers) update customers set note = a.case from a where a.id = a.max",
    ]);
}

const FAILING_INSERTS: &[(&str, &str)] = &[
    (
        "insert into orders (customer_id) select null from customers",
        "`orders.customer_id` is `not null`",
    ),
    (
        "insert into orders (customer_id, number) select distinct id, \"5\" from customers",
        "a value of type `text` cannot be stored as `int`",
    ),
    (
        "insert into orders (customer_id, number) values (1, nullif(\"1\", \"2\"))",
        "a value of type `text` cannot be stored as `int`",
    ),
    (
        "insert into orders (customer_id, code, number) values (1, \"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\", 1), \
         (2, \"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\", 1) on conflict (code, number) do update set note = \"a\"",
        "an earlier row of this insert has the same `code`, `number`",
    ),
    (
        "insert into order (id) values (1)",
        "did you mean `orders`?",
    ),
    (
        "insert into customers (id, nam) values (1, \"a\")",
        "did you mean `name`?",
    ),
    (
        "insert into customers (id, id) values (1, 2)",
        "column `id` is given twice",
    ),
    (
        "insert into customers (id, name) values (1)",
        "this row has 1 value for 2 columns",
    ),
    (
        "insert into customers (id) values (\"x\")",
        "`\"x\"` is not a value of type `bigint`",
    ),
    (
        "insert into orders (number) values (1)",
        "the insert gives no value for `customer_id`",
    ),
    (
        "insert into orders (customer_id) values (null)",
        "`orders.customer_id` is `not null`",
    ),
    (
        "insert into orders (id, customer_id) values (1, 1)",
        "declare it `identity by default`",
    ),
    (
        "insert into orders (customer_id, twice) values (1, 1)",
        "is generated and cannot be written",
    ),
    (
        "insert into customers (id) select name from customers",
        "cannot be stored as `bigint`",
    ),
    (
        "insert into customers (id) select id, name from customers",
        "the query gives 2 columns for 1",
    ),
    (
        "insert into customers (id) values (nmae)",
        "no table here has a column `nmae`",
    ),
    (
        "insert into customers (id) values (1) on conflict (id) do nothing",
        "has no unique constraint over exactly `id`",
    ),
    (
        "insert into orders (customer_id) values (1) on conflict on constraint orders_check do nothing",
        "constraint `orders_check` is not unique",
    ),
    (
        "insert into orders (customer_id) values (1) on conflict (id) do update set number = number + 1",
        "write `orders.number` or `excluded.number`",
    ),
];

#[test]
fn an_insert_that_fails_is_refused() {
    rejects(FAILING_INSERTS);
}

const FAILING_CHANGES: &[(&str, &str)] = &[
    ("update orders set statu = \"a\"", "did you mean `status`?"),
    (
        "update orders set note = \"a\", note = \"b\"",
        "column `note` is given twice",
    ),
    ("update orders set customer_id = null", "is `not null`"),
    (
        "update orders set status = \"much too long\"",
        "too many for `varchar(9)`",
    ),
    (
        "update orders set paid = number",
        "cannot be stored as `bool`",
    ),
    (
        "update orders set number = count(*)",
        "cannot use the aggregate `count`",
    ),
    (
        "update orders set note = (select id, name from customers)",
        "gives one column, not 2",
    ),
    (
        "update orders as o set note = orders.status",
        "no table or alias `orders` can be seen",
    ),
    (
        "update orders set total = 1 from customers where note is null",
        "`note` may be a column of `orders` or of `customers`",
    ),
    (
        "update orders set note = \"a\" from customer",
        "did you mean `customers`?",
    ),
    (
        "delete from orders where number = \"x\"",
        "`\"x\"` is not a value",
    ),
    (
        "delete from orders where id in (select name from customers)",
        "no operator `=`",
    ),
    (
        "delete from orders where id in (select nme from customers)",
        "did you mean `name`?",
    ),
    (
        "delete from orders where id in (select x.nme from (select name from customers) as x)",
        "did you mean `name`?",
    ),
    (
        "with c as (select id from customers) delete from orders where id in (select name from c)",
        "`c` has no column `name`",
    ),
];

#[test]
fn an_update_or_delete_that_fails_is_refused() {
    rejects(FAILING_CHANGES);
}

#[test]
fn what_sqlite_lacks_in_rows_is_named() {
    let cases = [(
        "insert into customers (id) select o.id from orders as o full join customers as c on true",
        "SQLite has `full join` only from version 3.39 on",
    )];
    for (source, expected) in cases {
        let text = statement(&[SQLITE], source);
        assert!(text.contains(expected), "{source}: {text}");
    }
}

#[test]
fn a_group_gives_what_it_has_once() {
    let from = "insert into customers (id) ";
    let sound = [
        "select max(id) from orders",
        "select number from orders group by number having count(*) > 1",
        "select id from orders group by orders.id",
        "select number + 1 from orders group by number",
        "select length(o.note) from orders as o group by length(note)",
        "select number as n from orders group by n",
        "select number from orders group by 1 order by count(*)",
        "select sum(total) as n from orders group by id, status order by note, n",
        "select o.number from orders as o join customers as c on c.id = o.customer_id group by o.id",
        "select max((select max(c.id) from customers as c)) from orders",
        "select 1 from orders having count(*) > 1",
        "select distinct number from orders order by number",
        "select distinct number as n from orders order by n",
        "select distinct length(note) from orders order by length(orders.note)",
        "select id from orders union select number from orders order by id",
        "select id from orders union select number from orders order by 1",
    ];
    for query in sound {
        accepts(&[&format!("{from}{query}")]);
    }
    let failing = [
        (
            "select number from orders group by status",
            "`number` is neither in `group by`",
        ),
        (
            "select count(*) from orders group by status having number > 1",
            "`number` is neither",
        ),
        (
            "select number from orders having count(*) > 1",
            "write `group by number`",
        ),
        ("select sum(id) + number from orders", "`number` is neither"),
        (
            "select max(id) from orders order by number",
            "`number` is neither",
        ),
        (
            "select number from orders group by note, status",
            "`number` is neither",
        ),
        (
            "select o.number from orders as o group by o.customer_id",
            "`o.number` is neither",
        ),
        (
            "select max(sum(id)) from orders group by status",
            "`max` cannot take another aggregate",
        ),
        (
            "select id from orders where count(*) > 1",
            "a condition cannot use the aggregate",
        ),
        (
            "select count(*) as n from orders group by n",
            "cannot go by what a group gives",
        ),
        (
            "select id from orders order by 2",
            "the query gives 1 column",
        ),
        (
            "select id from orders group by 0",
            "`group by 0` names no column",
        ),
        (
            "select id from orders order by \"id\"",
            "goes by a constant",
        ),
        (
            "select distinct number from orders order by status",
            "with `distinct`",
        ),
        (
            "select id from orders union select number from orders order by id + 1",
            "sorted by its columns alone",
        ),
        (
            "select id from orders union select note from orders",
            "one column cannot hold `bigint` and `text`",
        ),
        (
            "select id from orders limit -1",
            "`limit` and `offset` cannot be negative",
        ),
        (
            "select id from orders union select number from orders order by 2",
            "the query gives 1 column",
        ),
    ];
    for (query, expected) in failing {
        rejects(&[(&format!("{from}{query}"), expected)]);
    }
}

#[test]
fn one_mistake_in_an_insert_is_one_error() {
    rejects(&[
        (
            "insert into orders (custmer_id) values (1)",
            "did you mean `customer_id`?",
        ),
        (
            "insert into customers (id) values (1, \"a\", true)",
            "this row has 3 values for 1 column",
        ),
        (
            "insert into orders (customer_id, number) values (\"x\")",
            "1 value for 2 columns",
        ),
        (
            "insert into customers (id) values (1, \"a\"), (2, \"b\")",
            "this row has 2 values for 1 column",
        ),
    ]);
}
