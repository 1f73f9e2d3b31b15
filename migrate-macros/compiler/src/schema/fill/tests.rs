//! What a history proves about the nulls of one column.

use crate::origin::Origin;
use crate::schema::fixtures::{call, column, expr, named, shop, text};
use crate::schema::{
    Alteration, Change, Column, ColumnChange, Fill, Object, RowChange, Schema, Undo,
};
use crate::syntax::ast::{
    Assignment, Base, Expr, ExprKind, IsTest, Name, Operator, Pace, Type, Update,
};

fn add(default: Option<Expr>) -> Change {
    let mut column = Column::new("fresh", Type::plain(Base::Text), 1);
    column.default = default;
    Change::Create(Object::Column {
        table: named("orders"),
        column: Box::new(column),
        foreign_key: None,
    })
}

fn update(value: Expr, filter: Option<Expr>) -> Change {
    Change::Rows(RowChange::Update(Box::new(Update {
        with: Vec::new(),
        table: named("orders"),
        origin: Origin::elsewhere(),
        alias: None,
        set: vec![Assignment {
            column: Name::generated("fresh"),
            value,
        }],
        from: Vec::new(),
        filter,
        pace: Pace::default(),
    })))
}

fn alter(alteration: ColumnChange) -> Change {
    Change::Alter(Alteration::Column(
        named("orders"),
        "fresh".to_owned(),
        alteration,
    ))
}

fn is_null(name: &str) -> Expr {
    expr(ExprKind::Is {
        operand: Box::new(column(name)),
        test: IsTest::Null,
        negated: false,
    })
}

fn null() -> Expr {
    expr(ExprKind::Null)
}

/// What is known after these changes, one migration each.
fn after(changes: &[Change]) -> Fill {
    let mut schema: Schema = shop();
    for (ordinal, change) in (2..).zip(changes) {
        schema.apply(change, ordinal);
    }
    let orders = schema.table(&named("orders")).unwrap();
    orders.column("fresh").unwrap().fill
}

#[test]
fn a_new_column_is_empty_or_filled_by_its_default() {
    assert_eq!(after(&[add(None)]), Fill::Empty);
    assert_eq!(after(&[add(Some(text("x")))]), Fill::Filled);
    assert_eq!(after(&[add(Some(call("now", Vec::new())))]), Fill::Filled);
    assert_eq!(after(&[add(Some(null()))]), Fill::Unknown);
    let later = alter(ColumnChange::Default(Some(text("x"))));
    assert_eq!(after(&[add(None), later]), Fill::Empty);
}

#[test]
fn a_column_of_a_table_without_rows_is_neither() {
    let mut schema = shop();
    schema.apply(&add(None), 1);
    let orders = schema.table(&named("orders")).unwrap();
    assert_eq!(orders.column("fresh").unwrap().fill, Fill::Unknown);
}

#[test]
fn an_update_of_all_nulls_fills() {
    assert_eq!(after(&[add(None), update(text("x"), None)]), Fill::Filled);
    assert_eq!(
        after(&[add(None), update(text("x"), Some(is_null("fresh")))]),
        Fill::Filled
    );
}

#[test]
fn an_update_of_some_rows_leaves_it_open() {
    assert_eq!(
        after(&[add(None), update(text("x"), Some(is_null("note")))]),
        Fill::Unknown
    );
    let filled = [
        add(Some(text("x"))),
        update(text("y"), Some(is_null("note"))),
    ];
    assert_eq!(after(&filled), Fill::Filled);
}

#[test]
fn a_value_that_can_be_null_fills_nothing() {
    let cases = [
        null(),
        column("note"),
        expr(ExprKind::Default),
        expr(ExprKind::Raw("f()".to_owned())),
        call("nullif", vec![column("status"), text("")]),
        call("lower", vec![column("note")]),
        expr(ExprKind::Binary(
            Box::new(column("status")),
            Operator::GetText,
            Box::new(text("k")),
        )),
    ];
    for value in cases {
        assert_eq!(
            after(&[add(None), update(value.clone(), None)]),
            Fill::Unknown,
            "{value:?}"
        );
    }
}

#[test]
fn a_value_that_cannot_be_null_fills() {
    let cases = [
        column("status"),
        call("coalesce", vec![column("note"), text("")]),
        expr(ExprKind::Cast(
            Box::new(column("id")),
            Type::plain(Base::Text),
        )),
        expr(ExprKind::Binary(
            Box::new(text("L-")),
            Operator::Concat,
            Box::new(column("code")),
        )),
    ];
    for value in cases {
        assert_eq!(
            after(&[add(None), update(value.clone(), None)]),
            Fill::Filled,
            "{value:?}"
        );
    }
}

#[test]
fn nulls_may_come_back() {
    let nullable = alter(ColumnChange::DropNotNull);
    assert_eq!(after(&[add(Some(text("x"))), nullable]), Fill::Unknown);
    assert_eq!(
        after(&[add(Some(text("x"))), update(null(), None)]),
        Fill::Unknown
    );
}

#[test]
fn a_cast_keeps_what_is_known_and_another_using_does_not() {
    let retype = |using| {
        alter(ColumnChange::Type {
            ty: Type::plain(Base::Bytes),
            using,
        })
    };
    let cast = ExprKind::Cast(Box::new(column("fresh")), Type::plain(Base::Bytes));
    assert_eq!(after(&[add(None), retype(None)]), Fill::Empty);
    assert_eq!(after(&[add(None), retype(Some(expr(cast)))]), Fill::Empty);
    assert_eq!(after(&[add(None), retype(Some(text("x")))]), Fill::Unknown);
}

#[test]
fn a_raw_statement_may_fill_what_it_names() {
    let raw = |sql: &str| Change::Run {
        sql: sql.to_owned(),
        undo: Undo::Elsewhere,
    };
    assert_eq!(
        after(&[add(None), raw("UPDATE Orders SET fresh = 1")]),
        Fill::Unknown
    );
    assert_eq!(
        after(&[add(None), raw("update customers set name = 'orders'")]),
        Fill::Empty
    );
}

#[test]
fn a_raw_statement_may_empty_what_it_writes_to() {
    let raw = |sql: &str| Change::Run {
        sql: sql.to_owned(),
        undo: Undo::Elsewhere,
    };
    for (sql, fill) in [
        ("UPDATE orders SET fresh = NULL WHERE id = 5", Fill::Unknown),
        ("UPDATE orders SET note = NULL", Fill::Filled),
        (
            "UPDATE orders SET note = NULL WHERE fresh = ''",
            Fill::Filled,
        ),
        ("UPDATE customers SET name = 'orders fresh'", Fill::Filled),
        ("INSERT INTO orders (status) VALUES ('new')", Fill::Unknown),
        ("COPY orders (status) FROM '/a.csv'", Fill::Unknown),
        ("COPY orders TO '/a.csv'", Fill::Filled),
        (
            "MERGE INTO orders USING x ON true WHEN MATCHED THEN DELETE",
            Fill::Unknown,
        ),
        (
            "WITH x AS (SELECT 1) UPDATE orders SET fresh = NULL",
            Fill::Unknown,
        ),
        (
            "WITH x AS (SELECT 1) DELETE FROM orders WHERE fresh = ''",
            Fill::Filled,
        ),
        (
            "DO $$ BEGIN EXECUTE 'UPDATE orders SET fresh = null'; END $$",
            Fill::Unknown,
        ),
        (
            "ALTER TABLE orders ALTER fresh TYPE text USING nullif(fresh, '')",
            Fill::Unknown,
        ),
        ("ALTER TABLE orders ADD CHECK (fresh <> '')", Fill::Filled),
        ("CREATE INDEX ON orders (fresh)", Fill::Filled),
        ("COMMENT ON COLUMN orders.fresh IS 'update'", Fill::Filled),
        ("DELETE FROM orders WHERE fresh = ''", Fill::Filled),
        ("ANALYZE orders (fresh)", Fill::Filled),
    ] {
        let changes = [add(None), update(text("x"), None), raw(sql)];
        assert_eq!(after(&changes), fill, "{sql}");
    }
    // What has a default is not left null by new rows.
    let insert = raw("INSERT INTO orders (status) VALUES ('new')");
    assert_eq!(after(&[add(Some(text("x"))), insert]), Fill::Filled);
}
