//! What changes leave behind, in the table itself and in others.

use crate::schema::fixtures::{column, constraint, foreign_key, index, named, shop, strings};
use crate::schema::fixtures::{expr, qualified, table};
use crate::schema::{
    Alteration, Change, Column, ColumnChange, ConstraintChange, ConstraintKind, ForeignKey, Id,
    Object, Schema, Table,
};
use crate::syntax::ast::{Base, ExprKind, Operator, TableName, Type};

fn shop_after(change: &Change) -> Schema {
    let mut schema = shop();
    schema.apply(change, 7);
    schema
}

fn orders_after(change: &Change) -> Table {
    let schema = shop_after(change);
    schema.table(&named("orders")).unwrap().clone()
}

fn key<'a>(table: &'a Table, name: &str) -> &'a ForeignKey {
    table.constraint(name).unwrap().foreign_key().unwrap()
}

fn constraint_names(table: &Table) -> Vec<&str> {
    table.constraints.iter().map(|c| c.name.as_str()).collect()
}

fn index_names(table: &Table) -> Vec<&str> {
    table
        .indexes
        .iter()
        .map(|index| index.name.as_str())
        .collect()
}

#[test]
fn foreign_keys_follow_a_renamed_table() {
    let schema = shop_after(&Change::Rename(
        Id::Table(named("customers")),
        "people".to_owned(),
    ));
    let names: Vec<&TableName> = schema.names().collect();
    assert_eq!(names, [&named("orders"), &named("people")]);
    let orders = schema.table(&named("orders")).unwrap();
    let people = schema.table(&named("people")).unwrap();
    assert_eq!(
        key(orders, "orders_customer_id_fkey").table,
        named("people")
    );
    assert_eq!(
        key(people, "customers_parent_id_fkey").table,
        named("people")
    );
}

fn total_check(table: &Table) -> &ExprKind {
    let ConstraintKind::Check(check) = &table.constraint("orders_total_check").unwrap().kind else {
        panic!();
    };
    let ExprKind::Binary(left, Operator::Greater, _) = &check.kind else {
        panic!();
    };
    &left.kind
}

#[test]
fn qualified_columns_follow_a_renamed_table() {
    let schema = shop_after(&Change::Rename(
        Id::Table(named("orders")),
        "purchases".to_owned(),
    ));
    let purchases = schema.table(&named("purchases")).unwrap();
    assert_eq!(
        total_check(purchases),
        &qualified("purchases", "total").kind
    );
}

#[test]
fn everything_follows_a_renamed_column() {
    let rename = |from: &str| {
        Change::Rename(
            Id::Column(named("orders"), from.to_owned()),
            "renamed".to_owned(),
        )
    };
    let total = orders_after(&rename("total"));
    assert_eq!(total_check(&total), &qualified("orders", "renamed").kind);
    let gross = total.column("gross").unwrap().generated.as_ref().unwrap();
    assert_eq!(
        gross.expr.kind,
        ExprKind::Binary(
            Box::new(column("renamed")),
            Operator::Multiply,
            Box::new(column("renamed")),
        )
    );
    assert!(total.index("orders_total_idx").unwrap().uses("renamed"));

    let code = orders_after(&rename("code"));
    let unique = code.constraint("orders_code_status_key").unwrap();
    assert_eq!(unique.columns(), ["renamed", "status"]);
    assert!(code.index("orders_lower_idx").unwrap().uses("renamed"));
    assert!(!code.index("orders_lower_idx").unwrap().uses("code"));

    let status = orders_after(&rename("status"));
    assert_eq!(
        status.index("orders_lower_idx").unwrap().include,
        ["renamed"]
    );
    assert!(status.index("orders_open_idx").unwrap().uses("renamed"));

    let id = orders_after(&rename("customer_id"));
    assert_eq!(key(&id, "orders_customer_id_fkey").columns, ["renamed"]);
}

#[test]
fn foreign_keys_elsewhere_follow_a_renamed_column() {
    let schema = shop_after(&Change::Rename(
        Id::Column(named("customers"), "id".to_owned()),
        "number".to_owned(),
    ));
    let orders = schema.table(&named("orders")).unwrap();
    let customers = schema.table(&named("customers")).unwrap();
    assert_eq!(
        key(orders, "orders_customer_id_fkey").referenced,
        ["number"]
    );
    assert_eq!(
        key(customers, "customers_parent_id_fkey").referenced,
        ["number"]
    );
    assert_eq!(customers.primary_key(), Some(&strings(&["number"])[..]));
}

#[test]
fn a_fragment_follows_a_renamed_column() {
    let mut schema = shop();
    let orders = schema.table_mut(&named("orders")).unwrap();
    let raw = |text: &str| ConstraintKind::Check(expr(ExprKind::Raw(text.to_owned())));
    orders.constraints = vec![constraint("raw", raw("Total > 0 and note <> 'total'"))];
    schema.apply(
        &Change::Rename(
            Id::Column(named("orders"), "total".to_owned()),
            "sum".to_owned(),
        ),
        7,
    );
    let orders = schema.table(&named("orders")).unwrap();
    let renamed = raw("\"sum\" > 0 and note <> 'total'");
    assert_eq!(orders.constraints[0].kind, renamed);
}

/// As PostgreSQL 15 does: whatever the column takes part in goes, also beside others.
#[test]
fn what_uses_a_dropped_column_goes_with_it() {
    let orders = orders_after(&Change::Drop(Id::Column(
        named("orders"),
        "status".to_owned(),
    )));
    assert!(orders.column("status").is_none());
    assert_eq!(
        constraint_names(&orders),
        [
            "orders_customer_id_fkey",
            "orders_pkey",
            "orders_total_check"
        ]
    );
    assert_eq!(
        index_names(&orders),
        ["orders_total_idx", "orders_id_idx", "note_idx"]
    );
}

#[test]
fn a_primary_key_makes_not_null_and_leaves_it() {
    let mut schema = shop();
    let orders = named("orders");
    let is_required = |schema: &Schema| {
        let table = schema.table(&named("orders")).unwrap();
        table.column("note").unwrap().not_null
    };
    let drop = |name: &str| Change::Drop(Id::Constraint(orders.clone(), name.to_owned()));
    schema.apply(&drop("orders_pkey"), 7);
    let kind = ConstraintKind::PrimaryKey(strings(&["note"]));
    schema.apply(
        &Change::Create(Object::Constraint {
            table: orders.clone(),
            constraint: Box::new(constraint("pk", kind)),
            using_index: Some("note_idx".to_owned()),
        }),
        7,
    );
    assert!(is_required(&schema));
    let table = schema.table(&orders).unwrap();
    assert_eq!(table.constraint("pk").unwrap().born, 7);
    assert!(
        table.index("note_idx").is_none(),
        "the constraint took it over"
    );
    schema.apply(&drop("pk"), 7);
    assert!(is_required(&schema));
}

#[test]
fn what_a_change_makes_is_born_in_it() {
    let mut schema = shop();
    let mut items = table("items");
    items.columns = vec![Column::new("id", Type::plain(Base::Uuid), 1)];
    let kind = ConstraintKind::PrimaryKey(strings(&["id"]));
    items.constraints = vec![constraint("items_pkey", kind)];
    items.indexes = vec![index("items_id_idx", &["id"])];
    schema.apply(&Change::Create(Object::Table(Box::new(items))), 7);
    let items = schema.table(&named("items")).unwrap();
    assert_eq!(items.born, 7);
    assert_eq!(items.columns[0].born, 7);
    assert!(items.columns[0].not_null);
    assert_eq!(items.constraints[0].born, 7);
    assert_eq!(items.indexes[0].born, 7);

    let added = orders_after(&Change::Create(Object::Column {
        table: named("orders"),
        column: Box::new(Column::new("parent_id", Type::plain(Base::Uuid), 1)),
        foreign_key: Some(Box::new(constraint(
            "parent",
            foreign_key(&["parent_id"], "orders", &["id"]),
        ))),
    }));
    assert_eq!(added.column("parent_id").unwrap().born, 7);
    assert_eq!(added.constraint("parent").unwrap().born, 7);
}

#[test]
fn the_index_of_a_constraint_takes_its_name_along() {
    let orders = orders_after(&Change::Rename(
        Id::Index(named("orders"), "orders_pkey".to_owned()),
        "orders_key".to_owned(),
    ));
    assert!(orders.constraint("orders_key").is_some());
}

#[test]
fn a_constraint_is_validated_and_its_storage_reset_by_a_new_type() {
    let orders = orders_after(&Change::Alter(Alteration::Constraint(
        named("orders"),
        "orders_total_check".to_owned(),
        ConstraintChange::Validate,
    )));
    assert!(orders.constraint("orders_total_check").unwrap().valid);
    let orders = orders_after(&Change::Alter(Alteration::Column(
        named("orders"),
        "status".to_owned(),
        ColumnChange::Type {
            ty: Type::plain(Base::Varchar(Some(9))),
            using: None,
        },
    )));
    let status = orders.column("status").unwrap();
    assert_eq!(
        (status.storage.as_deref(), status.statistics),
        (None, Some(500))
    );
}

#[test]
fn a_collation_stays_with_a_type_that_can_have_one() {
    let collation = |base| {
        let orders = orders_after(&Change::Alter(Alteration::Column(
            named("orders"),
            "code".to_owned(),
            ColumnChange::Type {
                ty: Type::plain(base),
                using: None,
            },
        )));
        orders.column("code").unwrap().collation.clone()
    };
    assert_eq!(collation(Base::Text).as_deref(), Some("C"));
    assert_eq!(collation(Base::Bytes), None);
}

#[test]
fn what_is_not_there_is_left_alone() {
    let before = shop();
    let unknown = named("nothing");
    let changes = [
        Change::Drop(Id::Table(unknown.clone())),
        Change::Rename(Id::Table(unknown.clone()), "x".to_owned()),
        Change::Rename(Id::Column(unknown, "a".to_owned()), "b".to_owned()),
        Change::Drop(Id::Column(named("orders"), "nothing".to_owned())),
        Change::Drop(Id::Index(named("orders"), "nothing".to_owned())),
    ];
    for change in changes {
        assert_eq!(before.differences(&shop_after(&change)), []);
    }
}
