//! What a query can give: groups, orders, sets of rows. Each case was tried on servers of
//! PostgreSQL 15 and 18.

use super::rows::{accepts as accepts_statement, rejects as rejects_statement};

/// The query where another statement reads it.
fn read(query: &str) -> String {
    format!("update customers set note = \"a\" from ({query}) as part where part is not null")
}

fn accepts(queries: &[&str]) {
    for query in queries {
        accepts_statement(&[&read(query)]);
    }
}

fn rejects(cases: &[(&str, &str)]) {
    for (query, said) in cases {
        rejects_statement(&[(&read(query), said)]);
    }
}

#[test]
fn a_query_inside_groups_takes_what_the_groups_have() {
    accepts(&[
        "select id, (select max(name) from customers as c where c.id = orders.customer_id) as m \
         from orders group by id",
        "select number, (select max(name) from customers as c where c.id = orders.number) as m \
         from orders group by number",
        "select number, (select max(name) from customers as c where c.id = number + 1) as m \
         from orders group by number",
        "select number from orders group by number having exists \
         (select 1 from customers as c where c.id = orders.number)",
        "select number, (select (select orders.number)) as n from orders group by number",
        "select number, (select max(orders.small)) as n from orders group by number",
        "select number, (select max(c.name) from customers as c where max(orders.small) > 1) as n \
         from orders group by number",
        "select number from orders group by number having number in \
         (select c.id from customers as c where c.id > max(orders.small))",
        "select (select count(orders.id) from customers) as n from orders",
        "select (select count(orders.id + c.id) from customers as c) as n, number from orders",
        "select count(*) as n, x.a from orders, lateral (select orders.note as a) as x group by x.a",
        "select number from orders where exists (select 1 from customers as c where c.id = \
         orders.small) group by number",
    ]);
    let ungrouped = "is neither in `group by` nor in an aggregate";
    rejects(
        &[
            "select number, (select max(name) from customers as c where c.id = orders.small) as m \
             from orders group by number",
            "select number, (select max(c.name) from customers as c where c.id = small) as m \
             from orders group by number",
            "select number + 1 as n, (select max(name) from customers as c where c.id = \
             orders.number + 1) as m from orders group by number + 1",
            "select number from orders group by number having exists \
             (select 1 from customers as c where c.id = orders.small)",
            "select number from orders group by number having number in \
             (select c.id from customers as c where c.note = orders.note)",
            "select number, array(select name from customers as c where c.id = small) as a \
             from orders group by number",
            "select count(*) as n from orders having exists \
             (select 1 from customers as c where c.id = orders.small)",
            "select count(*) as n, (select orders.small) as s from orders",
            "select number, (select x.s from (select orders.small as s) as x) as s from orders \
             group by number",
            "select number, (select (select orders.small)) as s from orders group by number",
            "select number, (with w as (select orders.small as s) select s from w) as s \
             from orders group by number",
            "select number, (select c.id from customers as c union select orders.small) as s \
             from orders group by number",
            "select number from orders group by number order by \
             (select max(c.id) from customers as c where c.id = orders.small)",
            "select (select count(orders.id) from customers) as n, number from orders",
            "select number, (select orders) as row from orders group by number",
            "select orders from orders group by number",
        ]
        .map(|query| (query, ungrouped)),
    );
    rejects(&[(
        "select number from orders where number in (select c.id from customers as c \
         group by c.id having c.id > max(orders.small))",
        "a condition cannot use the aggregate `max`",
    )]);
}

#[test]
fn groups_sets_and_orders_need_values_that_can_be_compared() {
    accepts(&[
        "select doc from orders union select doc from orders",
        "select raw from orders union all select raw from orders",
        "select distinct grid, net, span, kind from orders order by grid",
        "select doc, count(distinct doc) as n from orders group by doc order by doc",
        "select max(number) as n from orders order by max(net)",
    ]);
    rejects(&[
        (
            "select raw from orders union select raw from orders",
            "`union` cannot compare",
        ),
        (
            "select spot from orders except select spot from orders",
            "`except` cannot compare",
        ),
        ("select distinct raw from orders", "(…)::jsonb"),
        (
            "select distinct spot from orders",
            "`distinct` cannot compare values of type `point`",
        ),
        (
            "select spot from orders group by spot",
            "`group by` cannot compare",
        ),
        (
            "select raw from orders group by 1",
            "`group by` cannot compare",
        ),
        (
            "select number from orders order by spot",
            "`order by` cannot sort",
        ),
        (
            "select raw as r from orders order by r",
            "`order by` cannot sort",
        ),
        (
            "select count(distinct raw) as n from orders",
            "`distinct` cannot sort",
        ),
    ]);
}

#[test]
fn rows_of_several_places_have_one_type_in_each_column() {
    accepts(&[
        "values (1, \"a\"), (2, \"b\")",
        "values (1), (2.5), (null)",
        "values (\"1\"), (2)",
        "select number from orders union select \"1\"",
        "select null union select number from orders",
        "select due from orders union all select \"2026-01-01\"",
    ]);
    rejects(&[
        (
            "values (1, \"a\"), (\"x\", \"b\")",
            "`\"x\"` is not a value of type `int`",
        ),
        (
            "values (\"a\"), (1)",
            "`\"a\"` is not a value of type `int`",
        ),
        ("values (1), (true)", "cannot be matched, `int` and `bool`"),
        ("values (1), (2, 3)", "the first row has 1 values"),
        (
            "select number from orders union select \"a\"",
            "is not a value of type `int`",
        ),
        (
            "select \"a\" union select number from orders",
            "is not a value of type `int`",
        ),
        (
            "select null union select null union select 1",
            "one column cannot hold",
        ),
        (
            "select x.a + 1 as b from (select \"1\" as a) as x",
            "for `text` and `int`",
        ),
        (
            "select number from orders limit \"x\"",
            "is not a value of type `bigint`",
        ),
        (
            "select number from orders limit true",
            "this is of type `bool`",
        ),
    ]);
}

#[test]
fn what_stands_in_from_is_told_apart() {
    accepts(&[
        "select x.a from (select number as a, small as b from orders) as x",
        "select orders.number from orders full join customers as c on c.id = orders.number",
        "select orders.number from orders full join customers as c on true",
        "select orders.number from orders full join customers as c on not (c.id <> number)",
        "select y.a from orders left join lateral (select orders.number as a) as y on true",
        "select item from orders, unnest(orders.grid) as item",
        "select unnest(grid) as item from orders",
    ]);
    rejects(&[
        (
            "select x.a from (select number as a, small as a from orders) as x",
            "are called `a`",
        ),
        (
            "select x.number from (select number, orders.number from orders) as x",
            "called `number`",
        ),
        (
            "with w as (select 1), w as (select 2) select 1",
            "two queries called `w`",
        ),
        (
            "select orders.number from orders full join customers as c on c.id > number",
            "`full join` needs a condition with `=`",
        ),
        (
            "select orders.number from orders full join customers as c on c.id > number and paid",
            "`full join` needs a condition with `=`",
        ),
        (
            "select y.a from orders right join lateral (select orders.number as a) as y on true",
            "the right side of a `right join` cannot see the left one",
        ),
        (
            "select y from orders full join unnest(orders.grid) as y on true",
            "the right side of a `full join` cannot see the left one",
        ),
        (
            "select g from count(*) as g",
            "`from` cannot use the aggregate `count`",
        ),
        (
            "select g from generate_series(1, max(2)) as g",
            "cannot use the aggregate `max`",
        ),
        (
            "select case when paid then unnest(grid) end as a from orders",
            "`case` cannot hold",
        ),
        (
            "select coalesce(unnest(grid), 1) as a from orders",
            "`coalesce` cannot hold `unnest`",
        ),
        (
            "select max(unnest(grid)) as a from orders",
            "`max` cannot hold `unnest`",
        ),
        ("select count() as n from orders", "write `count(*)`"),
    ]);
}

#[test]
fn a_value_is_compared_with_the_column_of_a_query() {
    accepts_statement(&[
        "delete from orders where number = any(select c.id from customers as c)",
        "delete from orders where (number, note) = (select c.id, c.name from customers as c)",
        "delete from orders where (number, note) > any(select c.id, c.name from customers as c)",
        "delete from orders where \"1\" in (select c.id from customers as c)",
        "delete from orders where note like any(select c.name from customers as c)",
    ]);
    rejects_statement(&[
        (
            "delete from orders where number = any(select c.name from customers as c)",
            "no operator `=` for `int` and `text`",
        ),
        (
            "delete from orders where (number, note) = (select c.id, c.id from customers as c)",
            "no operator `=` for `text` and `bigint`",
        ),
        (
            "delete from orders where (number, note) = (select c.id from customers as c)",
            "a query of 1 column is compared with 2 values",
        ),
        (
            "delete from orders where \"x\" in (select c.id from customers as c)",
            "is not a value of type `bigint`",
        ),
        (
            "delete from orders where number in (select \"a\")",
            "no operator `=` for `int` and `text`",
        ),
    ]);
}
