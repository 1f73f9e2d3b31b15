//! Several items of a list that are wrong in the same way: one error.

use super::rows::rejects as rejects_statement;
use super::{Stands, rejects};

#[test]
fn items_that_are_wrong_in_the_same_way_are_one_mistake() {
    rejects(
        Stands::Check,
        &[
            ("note in (1, 2)", "1 more item is wrong in the same way"),
            (
                "note not in (1, 2, 3)",
                "2 more items are wrong in the same way",
            ),
            ("number in (\"a\", \"b\", 3)", "1 more item is wrong"),
            ("number in (nope, nope)", "1 more item is wrong"),
            ("note between 1 and 2", "1 more bound is wrong"),
            ("number between \"a\" and \"b\"", "1 more bound is wrong"),
            ("(note, note) = (1, 2)", "1 more value is wrong"),
            (
                "(number, note) in ((1, 1), (2, 2), (3, 3))",
                "2 more items are wrong",
            ),
            (
                "case note when 1 then true when 2 then false end",
                "1 more condition is wrong",
            ),
            (
                "case when number then true when small then false end",
                "1 more condition is wrong",
            ),
            (
                "case when paid then \"a\" when paid then \"b\" else 1 end = 1",
                "1 more value",
            ),
            (
                "coalesce(number, \"a\", \"b\") = 1",
                "1 more value is wrong",
            ),
            (
                "greatest(number, \"a\", \"b\", \"c\") = 1",
                "2 more values are wrong",
            ),
            (
                "grid = array[number, \"a\", \"b\"]",
                "1 more value is wrong",
            ),
        ],
    );
}

#[test]
fn rows_that_are_wrong_in_the_same_way_are_one_mistake() {
    rejects_statement(&[
        (
            "insert into customers (id) values (\"x\"), (\"y\"), (3), (\"z\")",
            "2 more values are wrong in the same way",
        ),
        (
            "insert into customers (id, name) values (true, \"a\"), (false, \"b\")",
            "1 more value is wrong",
        ),
        (
            "insert into customers (id, name) values (1, lowr(\"a\")), (2, lowr(\"b\"))",
            "1 more value is wrong",
        ),
        (
            "insert into orders (customer_id) values (null), (null)",
            "1 more value is wrong",
        ),
        (
            "insert into orders (customer_id, twice) values (1, 1), (2, 2)",
            "1 more value is wrong",
        ),
        (
            "update customers set name = v.b from (values (1, \"a\"), (\"x\", \"b\"), (\"y\", \"c\")) \
             as v(a, b) where v.a = id",
            "1 more value is wrong",
        ),
        (
            "insert into customers (id, name) select id, lowr(name) from customers \
             group by id, lowr(name) order by lowr(name)",
            "2 more places are wrong",
        ),
    ]);
}
