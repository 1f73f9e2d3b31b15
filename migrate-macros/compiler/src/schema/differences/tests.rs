//! How differences read.

use crate::schema::fixtures::{index, named, shop, table, text};
use crate::schema::{Fill, Generator, Schema};
use crate::syntax::ast::{Base, Type};

fn differences(change: impl FnOnce(&mut Schema)) -> Vec<String> {
    let mut other = shop();
    change(&mut other);
    let differences = shop().differences(&other);
    differences
        .into_iter()
        .map(|difference| difference.text)
        .collect()
}

#[test]
fn age_filling_and_order_are_none() {
    let found = differences(|other| {
        let orders = other.table_mut(&named("orders")).unwrap();
        orders.born = 9;
        orders.columns.reverse();
        orders.constraints.reverse();
        orders.indexes.reverse();
        for column in &mut orders.columns {
            column.born = 9;
            column.fill = Fill::Empty;
        }
        orders.constraints[0].born = 9;
        orders.indexes[0].born = 9;
    });
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn tables_are_missing_or_too_many() {
    let found = differences(|other| {
        other.remove(&named("customers"));
        other.insert(table("items"));
    });
    let expected = [
        "there is no table `customers`",
        "there should be no table `items`",
    ];
    assert_eq!(found, expected);
}

#[test]
fn each_part_of_a_table_is_told() {
    let found = differences(|other| {
        let orders = other.table_mut(&named("orders")).unwrap();
        orders.comment = None;
        orders.columns.retain(|column| column.name != "note");
        orders.constraints.remove(0);
        orders.constraints[2].valid = true;
        orders.indexes[0].unique = true;
        orders.indexes.push(index("extra", &["id"]));
    });
    let expected = [
        "the comment on table `orders` differs",
        "table `orders` has no column `note`",
        "table `orders` has no constraint `orders_customer_id_fkey`",
        "constraint `orders.orders_total_check` is validated",
        "index `orders.orders_open_idx` differs",
        "table `orders` has index `extra` too many",
    ];
    assert_eq!(found, expected);
}

#[test]
fn each_property_of_a_column_is_told() {
    let found = differences(|other| {
        let orders = other.table_mut(&named("orders")).unwrap();
        let status = orders.column_mut("status").unwrap();
        status.ty = Type::plain(Base::Varchar(Some(9)));
        status.not_null = false;
        status.default = Some(text("old"));
        status.storage = None;
        status.collation = Some("C".to_owned());
        orders.column_mut("id").unwrap().generator = Some(Generator::Serial);
    });
    let expected = [
        "`orders.id` has a serial sequence and not `identity`",
        "`orders.status` is `varchar(9)` and not `text`",
        "`orders.status` is not `not null`",
        "the default of `orders.status` differs",
        "`orders.status` has a collation too many",
        "`orders.status` has no storage",
    ];
    assert_eq!(found, expected);
}
