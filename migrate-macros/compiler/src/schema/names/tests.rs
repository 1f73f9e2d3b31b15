//! The names that PostgreSQL 15 gave to the same indexes and constraints.

use crate::schema::fixtures::{call, column, constraint, expr, foreign_key, index, key, strings};
use crate::schema::fixtures::{table, text};
use crate::schema::{Column, ConstraintKind, Exclude, Part, Schema, Table};
use crate::syntax::ast::{
    Base, Expr, ExprKind, IntegerWidth, IsTest, Operator, TableName, Type, UnaryOperator, When,
};

const LONG_TABLE: &str = "a_table_with_a_name_that_has_exactly_sixty_three_bytes_in_total";
const LONG_COLUMN: &str = "a_column_with_a_name_that_is_quite_long_too_but_not_that_long_";
const ANOTHER: &str = "another_column_with_a_long_name_that_goes_on";
const WIDE_TABLE: &str = "größenänderungsübersichtstabellenüberprüfungsläufe";
const WIDE_COLUMN: &str = "änderungsübersichtsprüfungsgröße";

fn index_name(table_name: &str, keys: Vec<Expr>) -> String {
    let keys: Vec<_> = keys.into_iter().map(key).collect();
    Schema::default().default_index_name(&table(table_name), &keys, &[])
}

fn orders_index(keys: Vec<Expr>) -> String {
    index_name("orders", keys)
}

fn cast(operand: Expr, base: Base) -> Expr {
    expr(ExprKind::Cast(Box::new(operand), Type::plain(base)))
}

fn binary(left: &str, operator: Operator, right: &str) -> Expr {
    let [left, right] = [column(left), column(right)].map(Box::new);
    expr(ExprKind::Binary(left, operator, right))
}

fn case(otherwise: Option<Expr>) -> Expr {
    expr(ExprKind::Case {
        operand: None,
        whens: vec![When {
            condition: column("a"),
            value: text("x"),
        }],
        otherwise: otherwise.map(Box::new),
    })
}

#[test]
fn an_index_is_named_after_its_columns() {
    assert_eq!(orders_index(vec![column("status")]), "orders_status_idx");
    assert_eq!(
        orders_index(vec![column("status"), column("created_at")]),
        "orders_status_created_at_idx"
    );
    assert_eq!(
        orders_index(vec![column("status"), column("status")]),
        "orders_status_status1_idx"
    );
    let include = strings(&["total", "note"]);
    let name =
        Schema::default().default_index_name(&table("orders"), &[key(column("status"))], &include);
    assert_eq!(name, "orders_status_total_note_idx");
}

#[test]
fn an_expression_has_the_name_of_its_function_or_type() {
    let sum = || binary("total", Operator::Add, "fee");
    let path = || binary("data", Operator::GetText, "k");
    let first = ExprKind::Subscript(Box::new(column("tags")), vec![text("1")]);
    let zone = ExprKind::AtTimeZone(Box::new(column("ts")), Box::new(text("UTC")));
    let year = ExprKind::Extract {
        field: "year".to_owned(),
        source: Box::new(column("ts")),
    };
    let collated = ExprKind::Collate(Box::new(column("note")), "C".to_owned());
    let int8 = Base::Integer(IntegerWidth::Big);
    let cases = [
        (
            vec![call("lower", vec![column("status")])],
            "orders_lower_idx",
        ),
        (vec![sum()], "orders_expr_idx"),
        (vec![sum(), sum(), sum()], "orders_expr_expr1_expr2_idx"),
        (vec![cast(column("total"), Base::Text)], "orders_total_idx"),
        (
            vec![cast(sum(), Base::Varchar(Some(9)))],
            "orders_varchar_idx",
        ),
        (
            vec![
                cast(path(), int8),
                cast(cast(path(), Base::Text), Base::Char(3)),
            ],
            "orders_int8_bpchar_idx",
        ),
        (vec![case(Some(text("y")))], "orders_case_idx"),
        (vec![case(None)], "orders_case_idx"),
        (
            vec![case(Some(call("lower", vec![column("note")])))],
            "orders_lower_idx",
        ),
        (vec![case(Some(cast(sum(), Base::Text)))], "orders_case_idx"),
        (
            vec![call("coalesce", vec![column("a")])],
            "orders_coalesce_idx",
        ),
        (vec![expr(first)], "orders_tags_idx"),
        (vec![expr(zone)], "orders_timezone_idx"),
        (vec![expr(year)], "orders_extract_idx"),
        (vec![expr(collated)], "orders_note_idx"),
        (vec![call("trim", vec![column("note")])], "orders_btrim_idx"),
        (
            vec![expr(ExprKind::Array(vec![column("status")]))],
            "orders_array_idx",
        ),
    ];
    for (keys, name) in cases {
        assert_eq!(orders_index(keys), name);
    }
}

#[test]
fn an_operator_has_no_name() {
    let is_null = ExprKind::Is {
        operand: Box::new(column("status")),
        test: IsTest::Null,
        negated: false,
    };
    let not = ExprKind::Unary(UnaryOperator::Not, Box::new(column("a")));
    let keys = vec![
        call("nullif", vec![column("status")]),
        expr(is_null),
        expr(not),
    ];
    assert_eq!(orders_index(keys), "orders_nullif_expr_expr1_idx");
}

#[test]
fn a_long_name_loses_the_end_of_its_longer_part() {
    let long = |names: &[&str]| index_name(LONG_TABLE, names.iter().map(|n| column(n)).collect());
    let short = |names: &[&str]| index_name("short", names.iter().map(|n| column(n)).collect());
    let wide = |name: &str| index_name(WIDE_TABLE, vec![column(name)]);
    let cases = [
        (
            long(&["a"]),
            "a_table_with_a_name_that_has_exactly_sixty_three_bytes_in_a_idx",
        ),
        (
            long(&[LONG_COLUMN]),
            "a_table_with_a_name_that_has__a_column_with_a_name_that_is__idx",
        ),
        (
            short(&[LONG_COLUMN, ANOTHER, "c"]),
            "short_a_column_with_a_name_that_is_quite_long_too_but_not_t_idx",
        ),
        (
            short(&[ANOTHER, "c", LONG_COLUMN]),
            "short_another_column_with_a_long_name_that_goes_on_c_a_colu_idx",
        ),
        (
            wide(WIDE_COLUMN),
            "größenänderungsübersichts_änderungsübersichtsprüfung_idx",
        ),
        (
            wide(&"ö".repeat(30)),
            "größenänderungsübersichts_öööööööööööööö_idx",
        ),
    ];
    for (name, expected) in cases {
        assert_eq!(name, expected);
    }
}

fn constraint_name(table_name: &str, kind: &ConstraintKind) -> String {
    Schema::default().default_constraint_name(&table(table_name), kind)
}

#[test]
fn a_constraint_is_named_after_its_kind() {
    let unique = |columns: &[&str]| ConstraintKind::Unique {
        columns: strings(columns),
        nulls_not_distinct: false,
    };
    let primary_key = || ConstraintKind::PrimaryKey(strings(&["a"]));
    let range = call("int4range", vec![text("1"), text("2")]);
    let exclude = ConstraintKind::Exclude(Exclude {
        method: "gist".to_owned(),
        elements: [column("gap"), range]
            .map(|e| (key(e), "&&".to_owned()))
            .into(),
        filter: None,
    });
    let cases = [
        ("orders", primary_key(), "orders_pkey"),
        ("orders", unique(&["status"]), "orders_status_key"),
        (
            "orders",
            unique(&["status", "customer_id"]),
            "orders_status_customer_id_key",
        ),
        (
            "customers",
            foreign_key(&["a", "b"], "customers", &["a", "b"]),
            "customers_a_b_fkey",
        ),
        ("orders", exclude, "orders_gap_int4range_excl"),
        (
            LONG_TABLE,
            primary_key(),
            "a_table_with_a_name_that_has_exactly_sixty_three_bytes_in__pkey",
        ),
        (
            WIDE_TABLE,
            unique(&[WIDE_COLUMN]),
            "größenänderungsübersichts_änderungsübersichtsprüfung_key",
        ),
    ];
    for (table, kind, name) in cases {
        assert_eq!(constraint_name(table, &kind), name);
    }
}

#[test]
fn a_check_is_named_after_its_only_column() {
    let check = |expr| ConstraintKind::Check(expr);
    let both = binary("total", Operator::Less, "fee");
    let twice = binary("total", Operator::Less, "total");
    let none = expr(ExprKind::Bool(true));
    assert_eq!(
        constraint_name("orders", &check(twice)),
        "orders_total_check"
    );
    assert_eq!(constraint_name("orders", &check(both)), "orders_check");
    assert_eq!(constraint_name("orders", &check(none)), "orders_check");
    assert_eq!(
        constraint_name(LONG_TABLE, &check(column(LONG_COLUMN))),
        "a_table_with_a_name_that_has_a_column_with_a_name_that_is_check"
    );
}

/// A fragment does not say which of its words are columns; the table does.
#[test]
fn a_check_that_is_a_fragment_is_named_after_its_only_column() {
    let mut orders = table("orders");
    let names = ["total", "status"].into_iter();
    orders.columns = names
        .map(|name| Column::new(name, Type::plain(Base::Text), 1))
        .collect();
    let kind = ConstraintKind::Check(expr(ExprKind::Raw("total ~ 'status'".to_owned())));
    let name = Schema::default().default_constraint_name(&orders, &kind);
    assert_eq!(name, "orders_total_check");
}

/// A table with two indexes of the same columns, and objects that take default names.
fn crowded() -> (Schema, Table) {
    let mut schema = Schema::default();
    for name in ["taken_a_idx", "taken_pkey", "taken_b_check"] {
        schema.insert(table(name));
    }
    let check = |name: &str| constraint(name, ConstraintKind::Check(column("x")));
    let mut other = table("other");
    other.constraints = vec![
        check("taken_a_check"),
        check("taken_c_idx"),
        check("taken_b_key"),
    ];
    schema.insert(other);
    let mut taken = table("taken");
    taken.indexes = vec![index("taken_d_idx", &["d"]), index("taken_d_idx1", &["d"])];
    taken.constraints = vec![constraint(
        "taken_e_fkey",
        foreign_key(&["e"], "other", &["x"]),
    )];
    let mut elsewhere = taken.clone();
    elsewhere.name = TableName::new(Some("s"), "taken");
    schema.insert(taken);
    (schema, elsewhere)
}

#[test]
fn a_taken_name_gets_the_next_free_number() {
    let (schema, _) = crowded();
    let taken = schema.table(&TableName::new(None, "taken")).unwrap();
    let index = |name: &str| schema.default_index_name(taken, &[key(column(name))], &[]);
    let constraint = |kind| schema.default_constraint_name(taken, &kind);
    // A table has the name, a constraint without an index does not count, two have it.
    assert_eq!(index("a"), "taken_a_idx1");
    assert_eq!(index("c"), "taken_c_idx");
    assert_eq!(index("d"), "taken_d_idx2");
    assert_eq!(
        constraint(ConstraintKind::PrimaryKey(strings(&["a"]))),
        "taken_pkey1"
    );
    // A key must differ from constraints as well, a check from nothing else.
    let unique = ConstraintKind::Unique {
        columns: strings(&["b"]),
        nulls_not_distinct: false,
    };
    assert_eq!(constraint(unique), "taken_b_key1");
    assert_eq!(
        constraint(ConstraintKind::Check(column("a"))),
        "taken_a_check1"
    );
    assert_eq!(
        constraint(ConstraintKind::Check(column("b"))),
        "taken_b_check"
    );
    let key = foreign_key(&["e"], "other", &["x"]);
    assert_eq!(constraint(key), "taken_e_fkey1");
}

#[test]
fn a_number_is_part_of_what_must_fit() {
    let mut long = table(LONG_TABLE);
    long.indexes = ["in_a_idx", "i_a_idx1"]
        .map(|end| {
            index(
                &format!("a_table_with_a_name_that_has_exactly_sixty_three_bytes_{end}"),
                &[],
            )
        })
        .into();
    let name = Schema::default().default_index_name(&long, &[key(column("a"))], &[]);
    assert_eq!(
        name,
        "a_table_with_a_name_that_has_exactly_sixty_three_bytes_i_a_idx2"
    );
}

#[test]
fn a_name_is_free_in_another_schema_and_in_a_table_that_is_not_there_yet() {
    let (schema, elsewhere) = crowded();
    let index = |name: &str| schema.default_index_name(&elsewhere, &[key(column(name))], &[]);
    assert_eq!(index("a"), "taken_a_idx");
    assert_eq!(index("d"), "taken_d_idx2");
}

#[test]
fn a_sequence_is_shortened_like_everything_else() {
    let sequence = |table: &str, column: &str| {
        let table = self::table(table);
        Schema::default().free_part_name(&table, column, Part::Sequence)
    };
    assert_eq!(sequence("orders", "id"), "orders_id_seq");
    assert_eq!(
        sequence(LONG_TABLE, ANOTHER),
        "a_table_with_a_name_that_has__another_column_with_a_long_na_seq"
    );
}
