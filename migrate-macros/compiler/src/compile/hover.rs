//! What an editor shows over the documentation of a static: its declaration with its value.
//! That is short, however long the plan is.

use super::testing::root;

#[test]
fn the_value_of_a_static_is_short() {
    let columns: Vec<String> = (0..200).map(|n| format!("c{n}: text")).collect();
    let columns = columns.join(", ");
    let header = "/** A wide table. */ pub static WIDE on postgres, sqlite;";
    let table = format!("create table wide {{ id: bigint identity primary key, {columns} }}");
    let output = root(&format!("{header} {table}")).output;
    let (_, value) = output.split_once("pub static WIDE").expect("the static");
    let (value, _) = value.split_once(';').expect("its end");
    assert!(value.len() < 250, "{value}");
    assert!(value.contains("COMPILED"), "{value}");
}
