//! Every change and its reversal lead back to the schema before.

use super::{Reversal, reverse};
use crate::origin::Origin;
use crate::schema::fixtures::{call, column, constraint, expr, foreign_key, index, named, shop};
use crate::schema::fixtures::{strings, table, text};
use crate::schema::{
    Alteration, Change, Column, ColumnChange, ConstraintChange, ConstraintKind, Generated,
    Generator, Id, Object, RowChange, Schema, Undo,
};
use crate::syntax::ast::{Base, Delete, ExprKind, IntegerWidth, Pace, Type};

fn there_and_back(change: &Change) -> (Vec<Change>, Option<String>) {
    let before = shop();
    let mut after = before.clone();
    after.apply(change, 2);
    let Reversal::Changes { changes, loses } = reverse(change, &before, &after) else {
        panic!("{change:?} has no way back");
    };
    let mut back = after;
    for change in &changes {
        back.apply(change, 3);
    }
    assert_eq!(
        before.differences(&back),
        [],
        "{change:?} and back by {changes:?}"
    );
    (changes, loses)
}

fn exact(change: &Change) {
    assert_eq!(there_and_back(change).1, None, "{change:?}");
}

fn lossy(change: &Change, expected: &str) {
    assert_eq!(there_and_back(change).1.as_deref(), Some(expected));
}

fn alter(column: &str, alteration: ColumnChange) -> Change {
    Change::Alter(Alteration::Column(
        named("orders"),
        column.to_owned(),
        alteration,
    ))
}

fn retype(column: &str, base: Base) -> Change {
    let ty = Type::plain(base);
    alter(column, ColumnChange::Type { ty, using: None })
}

fn drop_column(column: &str) -> Change {
    Change::Drop(Id::Column(named("orders"), column.to_owned()))
}

#[test]
fn tables() {
    let (orders, customers) = (named("orders"), named("customers"));
    lossy(
        &Change::Create(Object::Table(Box::new(table("items")))),
        "the rows of `items`",
    );
    lossy(
        &Change::Drop(Id::Table(orders.clone())),
        "the rows of `orders`",
    );
    exact(&Change::Rename(
        Id::Table(orders.clone()),
        "purchases".to_owned(),
    ));
    exact(&Change::Rename(Id::Table(customers), "people".to_owned()));
    exact(&Change::Alter(Alteration::Comment(Id::Table(orders), None)));
}

#[test]
fn added_columns() {
    let add = |column: Column| {
        Change::Create(Object::Column {
            table: named("orders"),
            column: Box::new(column),
            foreign_key: None,
        })
    };
    let mut plain = Column::new("fresh", Type::plain(Base::Text), 1);
    lossy(&add(plain.clone()), "the values of `orders.fresh`");
    plain.generated = Some(Generated {
        expr: column("total"),
        stored: false,
    });
    exact(&add(plain));
}

#[test]
fn a_dropped_column_comes_back_with_what_went_with_it() {
    lossy(&drop_column("status"), "the values of `orders.status`");
    lossy(&drop_column("note"), "the values of `orders.note`");
    lossy(&drop_column("id"), "the values of `orders.id`");
    exact(&drop_column("gross"));
}

#[test]
fn a_foreign_key_comes_back_with_its_column() {
    let (changes, _) = there_and_back(&drop_column("customer_id"));
    let [
        Change::Create(Object::Column { foreign_key, .. }),
        Change::Create(Object::Index { .. }),
    ] = &changes[..]
    else {
        panic!("{changes:?}");
    };
    assert!(foreign_key.is_some());
}

#[test]
fn a_column_that_is_needed_comes_back_only_without_rows() {
    lossy(
        &drop_column("code"),
        "the values of `orders.code`, without which it cannot be `not null` again \
         while `orders` has rows",
    );
    let (changes, _) = there_and_back(&drop_column("code"));
    let not_null = |change: &&Change| match change {
        Change::Alter(Alteration::Column(_, _, alteration)) => {
            matches!(alteration, ColumnChange::SetNotNull { .. })
        }
        _ => false,
    };
    assert_eq!(changes.iter().filter(not_null).count(), 1);
}

#[test]
fn alterations() {
    exact(&Change::Rename(
        Id::Column(named("orders"), "total".to_owned()),
        "amount".to_owned(),
    ));
    exact(&alter("status", ColumnChange::DropNotNull));
    exact(&alter("status", ColumnChange::SetNotNull { name: None }));
    exact(&alter("note", ColumnChange::SetNotNull { name: None }));
    exact(&alter("status", ColumnChange::Default(None)));
    exact(&alter("note", ColumnChange::Default(Some(text("")))));
    exact(&alter("id", ColumnChange::Restart(Some(100))));
    let code = Id::Column(named("orders"), "code".to_owned());
    exact(&Change::Alter(Alteration::Comment(code, None)));
    exact(&alter("status", ColumnChange::Statistics(None)));
    exact(&alter(
        "status",
        ColumnChange::Storage(Some("main".to_owned())),
    ));
    let numbered = |generator| ColumnChange::Generator {
        generator,
        sequence: None,
    };
    let by_default = Some(Generator::IdentityByDefault);
    exact(&alter("id", numbered(by_default)));
    exact(&alter("customer_id", numbered(by_default)));
    lossy(
        &alter("id", numbered(None)),
        "where the sequence of `orders.id` stood",
    );
    let expression = Generated {
        expr: column("total"),
        stored: true,
    };
    exact(&alter("gross", ColumnChange::Generated(Some(expression))));
    lossy(
        &alter("gross", ColumnChange::Generated(None)),
        "the values of `orders.gross`",
    );
}

#[test]
fn types_that_take_every_value_back() {
    exact(&retype("note", Base::Varchar(None)));
    exact(&retype("code", Base::Varchar(Some(10))));
    exact(&retype("customer_id", Base::Integer(IntegerWidth::Normal)));
    exact(&retype("status", Base::Varchar(Some(9))));
}

#[test]
fn types_that_do_not() {
    lossy(
        &retype("code", Base::Text),
        "values of `orders.code` that do not fit `varchar(20)`",
    );
    lossy(
        &retype("customer_id", Base::Numeric(None)),
        "values of `orders.customer_id` that do not fit `bigint`",
    );
    let rounded = "the values of `orders.total` from before their conversion";
    lossy(&retype("total", Base::Numeric(Some((12, 0)))), rounded);
    let computed = ColumnChange::Type {
        ty: Type::plain(Base::Integer(IntegerWidth::Big)),
        using: Some(call("cents", vec![column("total")])),
    };
    lossy(&alter("total", computed), rounded);
}

#[test]
fn a_type_that_has_no_cast_back_is_the_end() {
    let change = retype("total", Base::Uuid);
    let before = shop();
    let mut after = before.clone();
    after.apply(&change, 2);
    assert_eq!(
        reverse(&change, &before, &after),
        Reversal::Impossible("no cast leads from `uuid` back to `numeric(12, 2)`".to_owned())
    );
}

#[test]
fn a_cast_stands_where_one_is_needed() {
    let (changes, _) = there_and_back(&retype("total", Base::Text));
    let ty = Type::plain(Base::Numeric(Some((12, 2))));
    let using = expr(ExprKind::Cast(Box::new(column("total")), ty.clone()));
    assert_eq!(
        changes,
        [alter(
            "total",
            ColumnChange::Type {
                ty,
                using: Some(using)
            }
        )]
    );
}

#[test]
fn constraints() {
    let orders = named("orders");
    let add = |name: &str, kind, using_index: Option<&str>| {
        Change::Create(Object::Constraint {
            table: orders.clone(),
            constraint: Box::new(constraint(name, kind)),
            using_index: using_index.map(str::to_owned),
        })
    };
    let unique = |column| ConstraintKind::Unique {
        columns: strings(&[column]),
        nulls_not_distinct: false,
    };
    exact(&add(
        "again",
        foreign_key(&["note"], "customers", &["name"]),
        None,
    ));
    exact(&add("note_idx", unique("note"), Some("note_idx")));
    exact(&add("note_key", unique("note"), Some("note_idx")));
    for name in [
        "orders_pkey",
        "orders_customer_id_fkey",
        "orders_total_check",
    ] {
        let constraint = name.to_owned();
        exact(&Change::Drop(Id::Constraint(
            orders.clone(),
            constraint.clone(),
        )));
        exact(&Change::Alter(Alteration::Constraint(
            orders.clone(),
            constraint.clone(),
            ConstraintChange::Validate,
        )));
        let to = "renamed".to_owned();
        exact(&Change::Rename(
            Id::Constraint(orders.clone(), constraint),
            to,
        ));
    }
}

#[test]
fn a_primary_key_leaves_no_not_null_behind() {
    let mut before = shop();
    let orders = named("orders");
    let constraint = |name: &str, kind| Box::new(constraint(name, kind));
    before.apply(
        &Change::Drop(Id::Constraint(orders.clone(), "orders_pkey".to_owned())),
        1,
    );
    let change = Change::Create(Object::Constraint {
        table: orders,
        constraint: constraint("pk", ConstraintKind::PrimaryKey(strings(&["note", "id"]))),
        using_index: None,
    });
    let mut after = before.clone();
    after.apply(&change, 2);
    let Reversal::Changes { changes, .. } = reverse(&change, &before, &after) else {
        panic!();
    };
    for change in &changes {
        after.apply(change, 3);
    }
    assert_eq!(before.differences(&after), []);
}

#[test]
fn indexes() {
    let orders = named("orders");
    let index = Box::new(index("fresh", &["note"]));
    exact(&Change::Create(Object::Index {
        table: orders.clone(),
        index,
    }));
    exact(&Change::Drop(Id::Index(
        orders.clone(),
        "orders_lower_idx".to_owned(),
    )));
    for index in ["orders_lower_idx", "orders_pkey"] {
        let to = "renamed".to_owned();
        exact(&Change::Rename(
            Id::Index(orders.clone(), index.to_owned()),
            to,
        ));
    }
}

#[test]
fn rows_and_raw_statements() {
    let delete = Delete {
        with: Vec::new(),
        table: named("orders"),
        origin: Origin::elsewhere(),
        alias: None,
        using: Vec::new(),
        filter: None,
        pace: Pace::default(),
    };
    lossy(
        &Change::Rows(RowChange::Delete(Box::new(delete))),
        "the rows deleted from `orders`",
    );
    let raw = |undo| Change::Run {
        sql: "create x".to_owned(),
        undo,
    };
    exact(&raw(Undo::Sql("drop x".to_owned())));
    let never = raw(Undo::Irreversible("never".to_owned()));
    let shop: Schema = shop();
    assert_eq!(
        reverse(&never, &shop, &shop),
        Reversal::Impossible("never".to_owned())
    );
}
